// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned, WithAgents} from "../shared/Roles.sol";
import {
    IClaimIssuer,
    IClaimTopicsRegistry,
    IIdentity,
    IIdentityRegistry,
    IIdentityRegistryStorage,
    ITrustedIssuersRegistry
} from "./Interfaces.sol";

/// @notice Says which account belongs to which identity, and whether it is verified (ERC-3643).
contract IdentityRegistry is IIdentityRegistry, WithAgents {
    IClaimTopicsRegistry private _topics;
    ITrustedIssuersRegistry private _issuers;
    IIdentityRegistryStorage private _storage;

    event ClaimTopicsRegistrySet(address indexed claimTopicsRegistry);
    event IdentityStorageSet(address indexed identityStorage);
    event TrustedIssuersRegistrySet(address indexed trustedIssuersRegistry);
    event IdentityRegistered(address indexed investorAddress, IIdentity indexed identity);
    event IdentityRemoved(address indexed investorAddress, IIdentity indexed identity);
    event IdentityUpdated(IIdentity indexed oldIdentity, IIdentity indexed newIdentity);
    event CountryUpdated(address indexed investorAddress, uint16 indexed country);

    constructor(
        address firstOwner,
        ITrustedIssuersRegistry issuers,
        IClaimTopicsRegistry topics,
        IIdentityRegistryStorage store
    ) Owned(firstOwner) {
        _issuers = issuers;
        _topics = topics;
        _storage = store;
        emit ClaimTopicsRegistrySet(address(topics));
        emit TrustedIssuersRegistrySet(address(issuers));
        emit IdentityStorageSet(address(store));
    }

    function registerIdentity(address account, IIdentity investor, uint16 country) external onlyAgent {
        _register(account, investor, country);
    }

    function batchRegisterIdentity(
        address[] calldata accounts,
        IIdentity[] calldata investors,
        uint16[] calldata countries
    ) external onlyAgent {
        for (uint256 i; i < accounts.length; ++i) {
            _register(accounts[i], investors[i], countries[i]);
        }
    }

    function updateIdentity(address account, IIdentity investor) external onlyAgent {
        IIdentity before = identity(account);
        _storage.modifyStoredIdentity(account, investor);
        emit IdentityUpdated(before, investor);
    }

    function updateCountry(address account, uint16 country) external onlyAgent {
        _storage.modifyStoredInvestorCountry(account, country);
        emit CountryUpdated(account, country);
    }

    function deleteIdentity(address account) external onlyAgent {
        IIdentity before = identity(account);
        _storage.removeIdentityFromStorage(account);
        emit IdentityRemoved(account, before);
    }

    function setIdentityRegistryStorage(IIdentityRegistryStorage store) external onlyOwner {
        _storage = store;
        emit IdentityStorageSet(address(store));
    }

    function setClaimTopicsRegistry(IClaimTopicsRegistry topics) external onlyOwner {
        _topics = topics;
        emit ClaimTopicsRegistrySet(address(topics));
    }

    function setTrustedIssuersRegistry(ITrustedIssuersRegistry issuers) external onlyOwner {
        _issuers = issuers;
        emit TrustedIssuersRegistrySet(address(issuers));
    }

    /// @notice Registered, and for every required topic at least one trusted issuer's claim is valid.
    function isVerified(address account) external view returns (bool) {
        IIdentity investor = identity(account);
        if (address(investor) == address(0)) return false;
        uint256[] memory required = _topics.getClaimTopics();
        for (uint256 i; i < required.length; ++i) {
            if (!_hasValidClaim(investor, required[i])) return false;
        }
        return true;
    }

    function contains(address account) external view returns (bool) {
        return address(identity(account)) != address(0);
    }

    function identity(address account) public view returns (IIdentity) {
        return _storage.storedIdentity(account);
    }

    function investorCountry(address account) external view returns (uint16) {
        return _storage.storedInvestorCountry(account);
    }

    function issuersRegistry() external view returns (ITrustedIssuersRegistry) {
        return _issuers;
    }

    function topicsRegistry() external view returns (IClaimTopicsRegistry) {
        return _topics;
    }

    function identityStorage() external view returns (IIdentityRegistryStorage) {
        return _storage;
    }

    function _register(address account, IIdentity investor, uint16 country) private {
        _storage.addIdentityToStorage(account, investor, country);
        emit IdentityRegistered(account, investor);
    }

    function _hasValidClaim(IIdentity investor, uint256 topic) private view returns (bool) {
        IClaimIssuer[] memory trusted = _issuers.getTrustedIssuersForClaimTopic(topic);
        for (uint256 i; i < trusted.length; ++i) {
            bytes32 claimId = keccak256(abi.encode(trusted[i], topic));
            (uint256 found,, address issuer, bytes memory signature, bytes memory data,) = investor.getClaim(claimId);
            if (found != topic) continue;
            try IClaimIssuer(issuer).isClaimValid(investor, topic, signature, data) returns (bool valid) {
                if (valid) return true;
            } catch {
                continue;
            }
        }
        return false;
    }
}
