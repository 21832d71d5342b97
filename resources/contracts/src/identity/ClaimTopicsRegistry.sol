// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";
import {IClaimTopicsRegistry} from "./Interfaces.sol";

/// @notice The topics an investor needs a valid claim for.
contract ClaimTopicsRegistry is IClaimTopicsRegistry, Owned {
    uint256[] private _topics;

    event ClaimTopicAdded(uint256 indexed claimTopic);
    event ClaimTopicRemoved(uint256 indexed claimTopic);

    constructor(address firstOwner) Owned(firstOwner) {}

    function addClaimTopic(uint256 topic) external onlyOwner {
        require(_topics.length < 15, "cannot require more than 15 topics");
        for (uint256 i; i < _topics.length; ++i) {
            require(_topics[i] != topic, "claimTopic already exists");
        }
        _topics.push(topic);
        emit ClaimTopicAdded(topic);
    }

    function removeClaimTopic(uint256 topic) external onlyOwner {
        for (uint256 i; i < _topics.length; ++i) {
            if (_topics[i] == topic) {
                _topics[i] = _topics[_topics.length - 1];
                _topics.pop();
                emit ClaimTopicRemoved(topic);
                return;
            }
        }
    }

    function getClaimTopics() external view returns (uint256[] memory) {
        return _topics;
    }
}
