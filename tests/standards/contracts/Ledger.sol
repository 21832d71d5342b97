// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// A balance sheet without any rule but the balance; what is built on it has one quirk each.
abstract contract Ledger {
    mapping(address account => uint256) public balanceOf;
    mapping(address account => mapping(address spender => uint256)) public allowance;
    uint256 public totalSupply;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor(address holder, uint256 units) {
        balanceOf[holder] = units;
        totalSupply = units;
    }

    function approve(address spender, uint256 units) external returns (bool) {
        allowance[msg.sender][spender] = units;
        return true;
    }

    function _move(address from, address to, uint256 units) internal {
        balanceOf[from] -= units;
        balanceOf[to] += units;
        emit Transfer(from, to, units);
    }
}

/// As most are, for the quirks that are not about the call itself.
abstract contract UsualLedger is Ledger {
    string public name = "Usual";
    string public symbol = "USL";
    uint8 public constant decimals = 2;

    function _refuse(address from, address to, uint256 units) internal virtual {}

    function transfer(address to, uint256 units) external returns (bool) {
        _refuse(msg.sender, to, units);
        _move(msg.sender, to, units);
        return true;
    }

    function transferFrom(address from, address to, uint256 units) external returns (bool) {
        _refuse(from, to, units);
        allowance[from][msg.sender] -= units;
        _move(from, to, units);
        return true;
    }
}
