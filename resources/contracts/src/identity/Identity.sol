// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signatures} from "../shared/Signatures.sol";
import {IClaimIssuer, IIdentity} from "./Interfaces.sol";

/// @notice An investor's identity: keys (ERC-734) and claims others signed about it (ERC-735).
/// @dev Key purposes: 1 manages the identity, 2 acts for it, 3 signs and files claims.
contract Identity is IIdentity {
    struct Key {
        uint256[] purposes;
        uint256 keyType;
    }

    struct Claim {
        uint256 topic;
        uint256 scheme;
        address issuer;
        bytes signature;
        bytes data;
        string uri;
    }

    uint256 internal constant MANAGEMENT = 1;
    uint256 internal constant CLAIM_SIGNER = 3;

    mapping(bytes32 key => Key) private _keys;
    mapping(uint256 purpose => bytes32[]) private _keysByPurpose;
    mapping(bytes32 claimId => Claim) private _claims;
    mapping(uint256 topic => bytes32[]) private _claimsByTopic;

    event KeyAdded(bytes32 indexed key, uint256 indexed purpose, uint256 indexed keyType);
    event KeyRemoved(bytes32 indexed key, uint256 indexed purpose, uint256 indexed keyType);
    event ClaimAdded(
        bytes32 indexed claimId,
        uint256 indexed topic,
        uint256 scheme,
        address indexed issuer,
        bytes signature,
        bytes data,
        string uri
    );
    event ClaimChanged(
        bytes32 indexed claimId,
        uint256 indexed topic,
        uint256 scheme,
        address indexed issuer,
        bytes signature,
        bytes data,
        string uri
    );
    event ClaimRemoved(
        bytes32 indexed claimId,
        uint256 indexed topic,
        uint256 scheme,
        address indexed issuer,
        bytes signature,
        bytes data,
        string uri
    );

    modifier onlyManager() {
        require(_may(msg.sender, MANAGEMENT), "Permissions: Sender does not have management key");
        _;
    }

    modifier onlyClaimKey() {
        require(_may(msg.sender, CLAIM_SIGNER), "Permissions: Sender does not have claim signer key");
        _;
    }

    constructor(address manager) {
        require(manager != address(0), "invalid argument - zero address");
        _addKey(keccak256(abi.encode(manager)), MANAGEMENT, 1);
    }

    function version() external pure returns (string memory) {
        return "2.2.1";
    }

    function addKey(bytes32 key, uint256 purpose, uint256 keyType) external onlyManager returns (bool) {
        require(!_hasPurpose(key, purpose), "Conflict: Key already has purpose");
        _addKey(key, purpose, keyType);
        return true;
    }

    function removeKey(bytes32 key, uint256 purpose) external onlyManager returns (bool) {
        require(_keys[key].purposes.length > 0, "NonExisting: Key isn't registered");
        require(_hasPurpose(key, purpose), "NonExisting: Key doesn't have such purpose");
        uint256[] storage purposes = _keys[key].purposes;
        for (uint256 i; i < purposes.length; ++i) {
            if (purposes[i] == purpose) {
                purposes[i] = purposes[purposes.length - 1];
                purposes.pop();
                break;
            }
        }
        _drop(_keysByPurpose[purpose], key);
        emit KeyRemoved(key, purpose, _keys[key].keyType);
        return true;
    }

    function getKey(bytes32 key) external view returns (uint256[] memory purposes, uint256 keyType, bytes32) {
        return (_keys[key].purposes, _keys[key].keyType, key);
    }

    function getKeyPurposes(bytes32 key) external view returns (uint256[] memory) {
        return _keys[key].purposes;
    }

    function getKeysByPurpose(uint256 purpose) external view returns (bytes32[] memory) {
        return _keysByPurpose[purpose];
    }

    /// @notice A management key has every purpose.
    function keyHasPurpose(bytes32 key, uint256 purpose) public view returns (bool) {
        return _hasPurpose(key, purpose) || _hasPurpose(key, MANAGEMENT);
    }

    function addClaim(
        uint256 topic,
        uint256 scheme,
        address issuer,
        bytes calldata signature,
        bytes calldata data,
        string calldata uri
    ) external onlyClaimKey returns (bytes32 claimId) {
        if (issuer != address(this)) {
            require(IClaimIssuer(issuer).isClaimValid(this, topic, signature, data), "invalid claim");
        }
        claimId = keccak256(abi.encode(issuer, topic));
        bool known = _claims[claimId].issuer != address(0);
        _claims[claimId] = Claim(topic, scheme, issuer, signature, data, uri);
        if (known) {
            emit ClaimChanged(claimId, topic, scheme, issuer, signature, data, uri);
        } else {
            _claimsByTopic[topic].push(claimId);
            emit ClaimAdded(claimId, topic, scheme, issuer, signature, data, uri);
        }
    }

    function removeClaim(bytes32 claimId) external onlyClaimKey returns (bool) {
        Claim memory claim = _claims[claimId];
        require(claim.topic != 0, "NonExisting: There is no claim with this ID");
        _drop(_claimsByTopic[claim.topic], claimId);
        delete _claims[claimId];
        emit ClaimRemoved(
            claimId, claim.topic, claim.scheme, claim.issuer, claim.signature, claim.data, claim.uri
        );
        return true;
    }

    function getClaim(bytes32 claimId)
        external
        view
        returns (
            uint256 topic,
            uint256 scheme,
            address issuer,
            bytes memory signature,
            bytes memory data,
            string memory uri
        )
    {
        Claim storage claim = _claims[claimId];
        return (claim.topic, claim.scheme, claim.issuer, claim.signature, claim.data, claim.uri);
    }

    function getClaimIdsByTopic(uint256 topic) external view returns (bytes32[] memory) {
        return _claimsByTopic[topic];
    }

    /// @notice True when one of this identity's claim keys signed (identity, topic, data).
    function isClaimValid(IIdentity identity, uint256 topic, bytes memory signature, bytes memory data)
        public
        view
        virtual
        returns (bool)
    {
        bytes32 digest = Signatures.personalDigest(keccak256(abi.encode(identity, topic, data)));
        address signer = Signatures.recover(digest, signature);
        return signer != address(0) && keyHasPurpose(keccak256(abi.encode(signer)), CLAIM_SIGNER);
    }

    function getRecoveredAddress(bytes memory signature, bytes32 digest) external pure returns (address) {
        return Signatures.recover(digest, signature);
    }

    function _may(address sender, uint256 purpose) internal view returns (bool) {
        return sender == address(this) || keyHasPurpose(keccak256(abi.encode(sender)), purpose);
    }

    function _hasPurpose(bytes32 key, uint256 purpose) private view returns (bool) {
        uint256[] storage purposes = _keys[key].purposes;
        for (uint256 i; i < purposes.length; ++i) {
            if (purposes[i] == purpose) return true;
        }
        return false;
    }

    function _addKey(bytes32 key, uint256 purpose, uint256 keyType) private {
        _keys[key].purposes.push(purpose);
        _keys[key].keyType = keyType;
        _keysByPurpose[purpose].push(key);
        emit KeyAdded(key, purpose, keyType);
    }

    function _drop(bytes32[] storage list, bytes32 item) private {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == item) {
                list[i] = list[list.length - 1];
                list.pop();
                return;
            }
        }
    }
}
