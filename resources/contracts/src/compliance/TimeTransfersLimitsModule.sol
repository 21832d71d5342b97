// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RuleModule} from "./RuleModule.sol";

/// @notice An identity may send no more than a limit within a window; agents are exempt.
contract TimeTransfersLimitsModule is RuleModule {
    struct TransferCounter {
        uint256 value;
        uint256 timer;
    }

    struct Limit {
        uint32 limitTime;
        uint256 limitValue;
    }

    uint256 private constant MOST_WINDOWS = 4;

    mapping(address compliance => Limit[]) private _limits;
    mapping(address compliance => mapping(address identity => mapping(uint32 window => TransferCounter))) public
        usersCounters;

    event TimeTransferLimitUpdated(address indexed compliance, uint32 limitTime, uint256 limitValue);
    event TimeTransferLimitRemoved(address indexed compliance, uint32 limitTime);

    error LimitsArraySizeExceeded(address compliance, uint256 arraySize);
    error LimitTimeNotFound(address compliance, uint256 limitTime);

    function setTimeTransferLimit(Limit calldata limit) external onlyComplianceCall {
        Limit[] storage limits = _limits[msg.sender];
        uint256 count = limits.length;
        uint256 index;
        while (index < count && limits[index].limitTime != limit.limitTime) ++index;
        if (index < count) {
            limits[index].limitValue = limit.limitValue;
        } else {
            if (count >= MOST_WINDOWS) revert LimitsArraySizeExceeded(msg.sender, count);
            limits.push(limit);
        }
        emit TimeTransferLimitUpdated(msg.sender, limit.limitTime, limit.limitValue);
    }

    function removeTimeTransferLimit(uint32 limitTime) external onlyComplianceCall {
        Limit[] storage limits = _limits[msg.sender];
        for (uint256 i; i < limits.length; ++i) {
            if (limits[i].limitTime == limitTime) {
                limits[i] = limits[limits.length - 1];
                limits.pop();
                emit TimeTransferLimitRemoved(msg.sender, limitTime);
                return;
            }
        }
        revert LimitTimeNotFound(msg.sender, limitTime);
    }

    function moduleTransferAction(address from, address, uint256 value) external override onlyComplianceCall {
        address identity = _identity(msg.sender, from);
        Limit[] storage limits = _limits[msg.sender];
        for (uint256 i; i < limits.length; ++i) {
            uint32 window = limits[i].limitTime;
            TransferCounter storage counter = usersCounters[msg.sender][identity][window];
            if (counter.timer <= block.timestamp) {
                counter.timer = block.timestamp + window;
                counter.value = 0;
            }
            counter.value += value;
        }
    }

    function moduleCheck(address from, address, uint256 value, address compliance) external view returns (bool) {
        if (from == address(0) || _token(compliance).isAgent(from)) return true;
        address identity = _identity(compliance, from);
        Limit[] storage limits = _limits[compliance];
        for (uint256 i; i < limits.length; ++i) {
            if (value > limits[i].limitValue) return false;
            TransferCounter storage counter = usersCounters[compliance][identity][limits[i].limitTime];
            if (counter.timer > block.timestamp && counter.value + value > limits[i].limitValue) return false;
        }
        return true;
    }

    function getTimeTransferLimits(address compliance) external view returns (Limit[] memory) {
        return _limits[compliance];
    }

    function name() external pure returns (string memory) {
        return "TimeTransfersLimitsModule";
    }
}
