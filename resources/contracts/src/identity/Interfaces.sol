// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

interface IIdentity {
    function keyHasPurpose(bytes32 key, uint256 purpose) external view returns (bool);
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
        );
}

interface IClaimIssuer is IIdentity {
    function isClaimValid(IIdentity identity, uint256 topic, bytes memory signature, bytes memory data)
        external
        view
        returns (bool);
    function isClaimRevoked(bytes calldata signature) external view returns (bool);
}

interface IClaimTopicsRegistry {
    function getClaimTopics() external view returns (uint256[] memory);
}

interface ITrustedIssuersRegistry {
    function getTrustedIssuersForClaimTopic(uint256 topic) external view returns (IClaimIssuer[] memory);
    function isTrustedIssuer(address issuer) external view returns (bool);
    function hasClaimTopic(address issuer, uint256 topic) external view returns (bool);
}

interface IIdentityRegistryStorage {
    function storedIdentity(address account) external view returns (IIdentity);
    function storedInvestorCountry(address account) external view returns (uint16);
    function addIdentityToStorage(address account, IIdentity identity, uint16 country) external;
    function removeIdentityFromStorage(address account) external;
    function modifyStoredIdentity(address account, IIdentity identity) external;
    function modifyStoredInvestorCountry(address account, uint16 country) external;
}

interface IIdentityRegistry {
    function isVerified(address account) external view returns (bool);
    function contains(address account) external view returns (bool);
    function identity(address account) external view returns (IIdentity);
    function investorCountry(address account) external view returns (uint16);
    function registerIdentity(address account, IIdentity investor, uint16 country) external;
    function deleteIdentity(address account) external;
}
