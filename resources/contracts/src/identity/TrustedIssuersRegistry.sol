// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";
import {IClaimIssuer, ITrustedIssuersRegistry} from "./Interfaces.sol";

/// @notice Whose claims count, and for which topics.
contract TrustedIssuersRegistry is ITrustedIssuersRegistry, Owned {
    IClaimIssuer[] private _issuers;
    mapping(address issuer => uint256[]) private _topicsOf;
    mapping(uint256 topic => IClaimIssuer[]) private _issuersFor;

    event TrustedIssuerAdded(IClaimIssuer indexed trustedIssuer, uint256[] claimTopics);
    event TrustedIssuerRemoved(IClaimIssuer indexed trustedIssuer);
    event ClaimTopicsUpdated(IClaimIssuer indexed trustedIssuer, uint256[] claimTopics);

    constructor(address firstOwner) Owned(firstOwner) {}

    function addTrustedIssuer(IClaimIssuer issuer, uint256[] calldata topics) external onlyOwner {
        require(address(issuer) != address(0), "invalid argument - zero address");
        require(_topicsOf[address(issuer)].length == 0, "trusted Issuer already exists");
        require(_issuers.length < 50, "cannot have more than 50 trusted issuers");
        _issuers.push(issuer);
        _trust(issuer, topics);
        emit TrustedIssuerAdded(issuer, topics);
    }

    function removeTrustedIssuer(IClaimIssuer issuer) external onlyOwner {
        _distrust(issuer);
        _drop(_issuers, issuer);
        emit TrustedIssuerRemoved(issuer);
    }

    function updateIssuerClaimTopics(IClaimIssuer issuer, uint256[] calldata topics) external onlyOwner {
        _distrust(issuer);
        _trust(issuer, topics);
        emit ClaimTopicsUpdated(issuer, topics);
    }

    function getTrustedIssuers() external view returns (IClaimIssuer[] memory) {
        return _issuers;
    }

    function getTrustedIssuersForClaimTopic(uint256 topic) external view returns (IClaimIssuer[] memory) {
        return _issuersFor[topic];
    }

    function isTrustedIssuer(address issuer) external view returns (bool) {
        return _topicsOf[issuer].length > 0;
    }

    function getTrustedIssuerClaimTopics(IClaimIssuer issuer) external view returns (uint256[] memory) {
        require(_topicsOf[address(issuer)].length > 0, "trusted Issuer doesn't exist");
        return _topicsOf[address(issuer)];
    }

    function hasClaimTopic(address issuer, uint256 topic) external view returns (bool) {
        uint256[] storage topics = _topicsOf[issuer];
        for (uint256 i; i < topics.length; ++i) {
            if (topics[i] == topic) return true;
        }
        return false;
    }

    function _trust(IClaimIssuer issuer, uint256[] calldata topics) private {
        require(topics.length > 0, "trusted claim topics cannot be empty");
        require(topics.length <= 15, "cannot have more than 15 claim topics");
        _topicsOf[address(issuer)] = topics;
        for (uint256 i; i < topics.length; ++i) {
            _issuersFor[topics[i]].push(issuer);
        }
    }

    function _distrust(IClaimIssuer issuer) private {
        uint256[] memory topics = _topicsOf[address(issuer)];
        require(topics.length > 0, "NOT a trusted issuer");
        for (uint256 i; i < topics.length; ++i) {
            _drop(_issuersFor[topics[i]], issuer);
        }
        delete _topicsOf[address(issuer)];
    }

    function _drop(IClaimIssuer[] storage list, IClaimIssuer issuer) private {
        for (uint256 i; i < list.length; ++i) {
            if (address(list[i]) == address(issuer)) {
                list[i] = list[list.length - 1];
                list.pop();
                return;
            }
        }
    }
}
