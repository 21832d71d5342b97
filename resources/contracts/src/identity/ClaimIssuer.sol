// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Identity} from "./Identity.sol";
import {IClaimIssuer, IIdentity} from "./Interfaces.sol";

/// @notice Signs claims about investors and takes them back.
contract ClaimIssuer is Identity, IClaimIssuer {
    mapping(bytes signature => bool) public revokedClaims;

    event ClaimRevoked(bytes indexed signature);

    constructor(address manager) Identity(manager) {}

    /// @notice Takes back the claim that an identity filed under `claimId`.
    function revokeClaim(bytes32 claimId, address identity) external onlyManager returns (bool) {
        (,,, bytes memory signature,,) = IIdentity(identity).getClaim(claimId);
        _revoke(signature);
        return true;
    }

    function revokeClaimBySignature(bytes calldata signature) external onlyManager {
        _revoke(signature);
    }

    function isClaimRevoked(bytes memory signature) public view returns (bool) {
        return revokedClaims[signature];
    }

    /// @notice A claim stands while one of this issuer's claim keys signed it and it was not taken back.
    function isClaimValid(IIdentity identity, uint256 topic, bytes memory signature, bytes memory data)
        public
        view
        override(Identity, IClaimIssuer)
        returns (bool)
    {
        return !isClaimRevoked(signature) && super.isClaimValid(identity, topic, signature, data);
    }

    function _revoke(bytes memory signature) private {
        require(!revokedClaims[signature], "Conflict: Claim already revoked");
        revokedClaims[signature] = true;
        emit ClaimRevoked(signature);
    }
}
