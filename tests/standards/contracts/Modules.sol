// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// A compliance module that calls itself anything and answers as it is told.
contract OddModule {
    string public name;
    bool public stumbles;
    uint256 public most;

    constructor(string memory ownName, uint256 limit, bool reverts) {
        name = ownName;
        most = limit;
        stumbles = reverts;
    }

    function setMost(uint256 limit) external {
        most = limit;
    }

    function bindCompliance(address) external {}
    function unbindCompliance(address) external {}
    function moduleTransferAction(address, address, uint256) external {}
    function moduleMintAction(address, uint256) external {}
    function moduleBurnAction(address, uint256) external {}

    function moduleCheck(address, address, uint256 value, address) external view returns (bool) {
        require(!stumbles, "stumbled");
        return value <= most;
    }

    function isPlugAndPlay() external pure returns (bool) {
        return true;
    }
}
