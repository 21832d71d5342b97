// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The domain of EIP-712 typed data, readable by ERC-5267, and one nonce per account.
abstract contract TypedData {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    string private _domainName;
    string private _domainVersion;
    mapping(address account => uint256) private _nonces;

    event EIP712DomainChanged();

    error InvalidAccountNonce(address account, uint256 currentNonce);

    constructor(string memory domainName, string memory domainVersion) {
        _domainName = domainName;
        _domainVersion = domainVersion;
    }

    function nonces(address account) public view virtual returns (uint256) {
        return _nonces[account];
    }

    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (0x0f, _domainName, _domainVersion, block.chainid, address(this), bytes32(0), new uint256[](0));
    }

    function _domainSeparator() internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256(bytes(_domainName)),
                keccak256(bytes(_domainVersion)),
                block.chainid,
                address(this)
            )
        );
    }

    function _typedDigest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _domainSeparator(), structHash));
    }

    function _useNonce(address account) internal returns (uint256 used) {
        used = _nonces[account]++;
    }

    function _useCheckedNonce(address account, uint256 nonce) internal {
        uint256 current = _useNonce(account);
        if (nonce != current) revert InvalidAccountNonce(account, current);
    }
}
