// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";
import {ICompliance, IWatchedToken} from "./Interfaces.sol";
import {RuleModule} from "./RuleModule.sol";

/// @notice No identity may hold more than the maximum, over all its accounts together.
/// @dev The maximum has no getter, as in T-REX 4.1: readers take it from MaxBalanceSet.
contract MaxBalanceModule is RuleModule {
    mapping(address compliance => uint256) private _maxBalance;
    mapping(address compliance => mapping(address identity => uint256)) private _held;

    event MaxBalanceSet(address indexed _compliance, uint256 indexed _maxBalance);
    event IDBalancePreSet(address indexed _compliance, address indexed _id, uint256 _balance);

    error InvalidPresetValues(address _compliance, address[] _id, uint256[] _balance);
    error MaxBalanceExceeded(address _compliance, uint256 _value);

    function setMaxBalance(uint256 maximum) external onlyComplianceCall {
        _maxBalance[msg.sender] = maximum;
        emit MaxBalanceSet(msg.sender, maximum);
    }

    /// @notice Fills in what identities hold of a token that already exists, before binding.
    function batchPreSetModuleState(address compliance, address[] calldata ids, uint256[] calldata balances) external {
        require(Owned(compliance).owner() == msg.sender, "only compliance owner can call");
        require(!ICompliance(compliance).isModuleBound(address(this)), "module already bound");
        if (ids.length == 0 || ids.length != balances.length) revert InvalidPresetValues(compliance, ids, balances);
        for (uint256 i; i < ids.length; ++i) {
            _held[compliance][ids[i]] = balances[i];
            emit IDBalancePreSet(compliance, ids[i], balances[i]);
        }
    }

    function moduleTransferAction(address from, address to, uint256 value) external override onlyComplianceCall {
        address sender = _identity(msg.sender, from);
        address recipient = _identity(msg.sender, to);
        _held[msg.sender][recipient] += value;
        _held[msg.sender][sender] -= value;
        if (_held[msg.sender][recipient] > _maxBalance[msg.sender]) revert MaxBalanceExceeded(msg.sender, value);
    }

    function moduleMintAction(address to, uint256 value) external override onlyComplianceCall {
        address recipient = _identity(msg.sender, to);
        _held[msg.sender][recipient] += value;
        if (_held[msg.sender][recipient] > _maxBalance[msg.sender]) revert MaxBalanceExceeded(msg.sender, value);
    }

    function moduleBurnAction(address from, uint256 value) external override onlyComplianceCall {
        _held[msg.sender][_identity(msg.sender, from)] -= value;
    }

    function moduleCheck(address, address to, uint256 value, address compliance) external view returns (bool) {
        if (value > _maxBalance[compliance]) return false;
        return _held[compliance][_identity(compliance, to)] + value <= _maxBalance[compliance];
    }

    function getIDBalance(address compliance, address identity) external view returns (uint256) {
        return _held[compliance][identity];
    }

    /// @notice Without preset balances it can only start with a token that has no units yet.
    function canComplianceBind(address compliance) external view override returns (bool) {
        address token = ICompliance(compliance).getTokenBound();
        return token == address(0) || IWatchedToken(token).totalSupply() == 0;
    }

    function isPlugAndPlay() external pure override returns (bool) {
        return false;
    }

    function name() external pure returns (string memory) {
        return "MaxBalanceModule";
    }
}
