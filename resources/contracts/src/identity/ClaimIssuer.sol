// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signatures} from "../shared/Signatures.sol";
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

    /// @notice True when one of this issuer's claim keys signed (identity, topic, data), and it stands.
    function isClaimValid(IIdentity identity, uint256 topic, bytes calldata signature, bytes calldata data)
        external
        view
        returns (bool)
    {
        bytes32 digest = Signatures.personalDigest(keccak256(abi.encode(identity, topic, data)));
        address signer = Signatures.recover(digest, signature);
        return signer != address(0) && keyHasPurpose(keccak256(abi.encode(signer)), CLAIM_SIGNER)
            && !isClaimRevoked(signature);
    }

    function getRecoveredAddress(bytes memory signature, bytes32 digest) external pure returns (address) {
        return Signatures.recover(digest, signature);
    }

    function _revoke(bytes memory signature) private {
        require(!revokedClaims[signature], "Conflict: Claim already revoked");
        revokedClaims[signature] = true;
        emit ClaimRevoked(signature);
    }
}
