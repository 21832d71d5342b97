// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";
import {IIdentity, IIdentityRegistryStorage} from "./Interfaces.sol";

/// @notice Who is who; registries bound to this storage may write to it.
contract IdentityRegistryStorage is IIdentityRegistryStorage, Owned {
    struct Investor {
        IIdentity identity;
        uint16 country;
    }

    mapping(address account => Investor) private _investors;
    mapping(address registry => bool) private _bound;
    address[] private _registries;

    event IdentityStored(address indexed investorAddress, IIdentity indexed identity);
    event IdentityUnstored(address indexed investorAddress, IIdentity indexed identity);
    event IdentityModified(IIdentity indexed oldIdentity, IIdentity indexed newIdentity);
    event CountryModified(address indexed investorAddress, uint16 indexed country);
    event IdentityRegistryBound(address indexed identityRegistry);

    constructor(address firstOwner) Owned(firstOwner) {}

    modifier onlyRegistry() {
        require(_bound[msg.sender], "AgentRole: caller does not have the Agent role");
        _;
    }

    function bindIdentityRegistry(address registry) external onlyOwner {
        require(registry != address(0), "invalid argument - zero address");
        require(!_bound[registry], "Roles: account already has role");
        _bound[registry] = true;
        _registries.push(registry);
        emit IdentityRegistryBound(registry);
    }

    function addIdentityToStorage(address account, IIdentity identity, uint16 country) external onlyRegistry {
        require(account != address(0) && address(identity) != address(0), "invalid argument - zero address");
        require(address(_investors[account].identity) == address(0), "address stored already");
        _investors[account] = Investor(identity, country);
        emit IdentityStored(account, identity);
    }

    function removeIdentityFromStorage(address account) external onlyRegistry {
        IIdentity known = _known(account);
        delete _investors[account];
        emit IdentityUnstored(account, known);
    }

    function modifyStoredIdentity(address account, IIdentity identity) external onlyRegistry {
        IIdentity known = _known(account);
        require(address(identity) != address(0), "invalid argument - zero address");
        _investors[account].identity = identity;
        emit IdentityModified(known, identity);
    }

    function modifyStoredInvestorCountry(address account, uint16 country) external onlyRegistry {
        _known(account);
        _investors[account].country = country;
        emit CountryModified(account, country);
    }

    function linkedIdentityRegistries() external view returns (address[] memory) {
        return _registries;
    }

    function storedIdentity(address account) external view returns (IIdentity) {
        return _investors[account].identity;
    }

    function storedInvestorCountry(address account) external view returns (uint16) {
        return _investors[account].country;
    }

    function _known(address account) private view returns (IIdentity identity) {
        identity = _investors[account].identity;
        require(address(identity) != address(0), "address not stored yet");
    }
}
