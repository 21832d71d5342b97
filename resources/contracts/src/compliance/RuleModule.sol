// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIdentityRegistry} from "../identity/Interfaces.sol";
import {ICompliance, IModule, IWatchedToken} from "./Interfaces.sol";

/// @notice What every rule module shares: one contract serves many compliance contracts.
abstract contract RuleModule is IModule {
    mapping(address compliance => bool) private _bound;

    event ComplianceBound(address indexed _compliance);
    event ComplianceUnbound(address indexed _compliance);

    modifier onlyComplianceCall() {
        require(_bound[msg.sender], "only bound compliance can call");
        _;
    }

    function bindCompliance(address compliance) external {
        require(compliance != address(0), "invalid argument - zero address");
        require(!_bound[compliance], "compliance already bound");
        require(msg.sender == compliance, "only compliance contract can call");
        _bound[compliance] = true;
        emit ComplianceBound(compliance);
    }

    function unbindCompliance(address compliance) external onlyComplianceCall {
        require(msg.sender == compliance, "only compliance contract can call");
        _bound[compliance] = false;
        emit ComplianceUnbound(compliance);
    }

    function moduleTransferAction(address from, address to, uint256 value) external virtual onlyComplianceCall {}

    function moduleMintAction(address to, uint256 value) external virtual onlyComplianceCall {}

    function moduleBurnAction(address from, uint256 value) external virtual onlyComplianceCall {}

    function isComplianceBound(address compliance) external view returns (bool) {
        return _bound[compliance];
    }

    function canComplianceBind(address) external view virtual returns (bool) {
        return true;
    }

    function isPlugAndPlay() external pure virtual returns (bool) {
        return true;
    }

    function _token(address compliance) internal view returns (IWatchedToken) {
        return IWatchedToken(ICompliance(compliance).getTokenBound());
    }

    function _registry(address compliance) internal view returns (IIdentityRegistry) {
        return IIdentityRegistry(_token(compliance).identityRegistry());
    }

    function _identity(address compliance, address account) internal view returns (address identity) {
        identity = address(_registry(compliance).identity(account));
        require(identity != address(0), "identity not found");
    }
}
