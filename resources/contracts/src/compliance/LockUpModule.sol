// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWatchedToken} from "./Interfaces.sol";
import {RuleModule} from "./RuleModule.sol";

/// @notice Part of a holding may not leave before a date. Scrip's own module; not part of T-REX.
/// @dev Locked units count beside frozen ones, not on top of them: what may leave is
/// balance - frozen - locked. Agents' forced transfers do not ask.
contract LockUpModule is RuleModule {
    struct LockUp {
        uint256 amount;
        uint256 releaseTime;
    }

    mapping(address compliance => mapping(address holder => LockUp[])) private _lockUps;

    event LockedUp(address indexed compliance, address indexed holder, uint256 amount, uint256 releaseTime);

    error ReleaseTimeInPast(uint256 releaseTime);

    function lockUp(address holder, uint256 amount, uint256 releaseTime) external onlyComplianceCall {
        if (releaseTime <= block.timestamp) revert ReleaseTimeInPast(releaseTime);
        _lockUps[msg.sender][holder].push(LockUp(amount, releaseTime));
        emit LockedUp(msg.sender, holder, amount, releaseTime);
    }

    /// @notice Refuses what would leave the holder with less than is locked now; never judges the balance alone.
    function moduleCheck(address from, address, uint256 value, address compliance) external view returns (bool) {
        if (from == address(0)) return true;
        uint256 locked = lockedBalance(compliance, from);
        if (locked == 0) return true;
        IWatchedToken token = _token(compliance);
        return value + locked + token.getFrozenTokens(from) <= token.balanceOf(from);
    }

    function getLockUps(address compliance, address holder) external view returns (LockUp[] memory) {
        return _lockUps[compliance][holder];
    }

    /// @return locked What is locked at this block's time.
    function lockedBalance(address compliance, address holder) public view returns (uint256 locked) {
        LockUp[] storage lockUps = _lockUps[compliance][holder];
        for (uint256 i; i < lockUps.length; ++i) {
            if (lockUps[i].releaseTime > block.timestamp) locked += lockUps[i].amount;
        }
    }

    function name() external pure returns (string memory) {
        return "LockUpModule";
    }
}
