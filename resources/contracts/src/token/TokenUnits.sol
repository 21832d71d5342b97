// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Votes} from "../shared/Votes.sol";

/// @notice Balances and allowances of the security token; every move also moves voting power.
abstract contract TokenUnits is Votes {
    mapping(address account => uint256) private _balances;
    mapping(address account => mapping(address spender => uint256)) private _allowances;
    uint256 private _supply;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    function totalSupply() external view returns (uint256) {
        return _supply;
    }

    function balanceOf(address account) public view returns (uint256) {
        return _balances[account];
    }

    function allowance(address holder, address spender) external view returns (uint256) {
        return _allowances[holder][spender];
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        _approve(msg.sender, spender, _allowances[msg.sender][spender] + added);
        return true;
    }

    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        _approve(msg.sender, spender, _allowances[msg.sender][spender] - subtracted);
        return true;
    }

    function _votingUnits(address account) internal view override returns (uint256) {
        return _balances[account];
    }

    /// @dev Too small an allowance is Panic(0x11), as in T-REX 4.1.
    function _spend(address holder, address spender, uint256 amount) internal {
        _approve(holder, spender, _allowances[holder][spender] - amount);
    }

    function _approve(address holder, address spender, uint256 amount) private {
        require(holder != address(0), "ERC20: approve from the zero address");
        require(spender != address(0), "ERC20: approve to the zero address");
        _allowances[holder][spender] = amount;
        emit Approval(holder, spender, amount);
    }

    function _move(address from, address to, uint256 amount) internal {
        require(from != address(0), "ERC20: transfer from the zero address");
        require(to != address(0), "ERC20: transfer to the zero address");
        _balances[from] -= amount;
        _balances[to] += amount;
        emit Transfer(from, to, amount);
        _moveVotingUnits(from, to, amount);
    }

    function _issue(address to, uint256 amount) internal {
        require(to != address(0), "ERC20: mint to the zero address");
        _supply += amount;
        _balances[to] += amount;
        emit Transfer(address(0), to, amount);
        _moveVotingUnits(address(0), to, amount);
    }

    function _redeem(address from, uint256 amount) internal {
        require(from != address(0), "ERC20: burn from the zero address");
        _balances[from] -= amount;
        _supply -= amount;
        emit Transfer(from, address(0), amount);
        _moveVotingUnits(from, address(0), amount);
    }
}
