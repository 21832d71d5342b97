// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ledger, UsualLedger} from "Ledger.sol";

/// Documents as the first drafts of ERC-1643 told them, without a time; one name leads nowhere.
contract PapersToken is UsualLedger {
    bool public constant isIssuable = true;

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function canTransfer(address, uint256, bytes calldata) external pure returns (bytes1, bytes32) {
        return (0x51, "");
    }

    function getAllDocuments() external pure returns (bytes32[] memory names) {
        names = new bytes32[](2);
        names[0] = "articles";
        names[1] = keccak256("lost");
    }

    function getDocument(bytes32 name) external pure returns (string memory, bytes32) {
        require(name == "articles");
        return ("https://papers.example/articles", keccak256("articles"));
    }
}
