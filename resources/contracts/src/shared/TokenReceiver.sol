// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Accepts ERC-721 and ERC-1155 tokens that are sent with a question.
abstract contract TokenReceiver {
    bytes4 internal constant RECEIVER_ID = 0x4e2312e0;

    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC721Received.selector;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC1155Received.selector;
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        pure
        returns (bytes4)
    {
        return this.onERC1155BatchReceived.selector;
    }
}
