// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ledger, UsualLedger} from "Ledger.sol";

/// Stands for everything around a Polymath token that plays no role in a transfer: the registry
/// of addresses, the registry of modules, and the coin modules are paid in.
contract PolymathSurroundings {
    function getAddress(string calldata) external view returns (address) {
        return address(this);
    }

    function useModule(address) external {}

    function approve(address, uint256) external pure returns (bool) {
        return true;
    }
}

/// Hands a manager to the token that was made before, with the name it is known by.
contract ReadyFactory {
    bytes32 public getName;
    address public module;
    uint256 public constant setupCost = 0;

    constructor(bytes32 name, address made) {
        getName = name;
        module = made;
    }

    function getType() external pure returns (uint8) {
        return 2;
    }

    function deploy(bytes calldata) external view returns (address) {
        return module;
    }
}

/// A manager of the issuer's own making.
contract OwnManager {
    uint8 public verdict;

    constructor(uint8 said) {
        verdict = said;
    }

    function verifyTransfer(address, address, uint256, bool) external view returns (uint8) {
        return verdict;
    }

    function say(uint8 said) external {
        verdict = said;
    }
}

/// What the later generations share.
abstract contract LaterToken is UsualLedger {
    uint256 public granularity = 10;
    bool public transfersFrozen;
    bool public refusing;
    address public owner = msg.sender;
    address[] internal _managers;

    function freeze(bool on) external {
        transfersFrozen = on;
    }

    function refuse(bool on) external {
        refusing = on;
    }

    function addManager(address manager) external {
        _managers.push(manager);
    }

    function getModulesByType(uint8) external view returns (address[] memory) {
        return _managers;
    }

    function getModule(address module)
        external
        view
        returns (bytes32, address, address, bool, uint8[] memory, bytes32)
    {
        return ("LockUpTransferManager", module, address(0), false, new uint8[](1), "");
    }
}

/// 2.x: a yes or no that is not marked as a view.
contract PolymathTwoToken is LaterToken {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function verifyTransfer(address, address, uint256 units, bytes memory) public returns (bool) {
        require(units % granularity == 0, "Invalid granularity");
        transfersFrozen = transfersFrozen;
        return !transfersFrozen && !refusing;
    }

    function _refuse(address from, address to, uint256 units) internal override {
        require(verifyTransfer(from, to, units, ""), "Transfer is not valid");
        require(to != address(0));
    }
}

/// 3.x: a status byte, the blocking manager's address in the reason, and two partitions of which
/// one moves.
contract PolymathThreeToken is LaterToken {
    mapping(address account => uint256) internal _locked;

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function lock(address account, uint256 units) external {
        _locked[account] = units;
    }

    function isControllable() external pure returns (bool) {
        return true;
    }

    function isIssuable() external pure returns (bool) {
        return true;
    }

    function partitionsOf(address) external pure returns (bytes32[] memory both) {
        both = new bytes32[](2);
        both[0] = "UNLOCKED";
        both[1] = "LOCKED";
    }

    function balanceOfByPartition(bytes32 partition, address account) external view returns (uint256) {
        if (partition == "LOCKED") return _locked[account];
        return partition == "UNLOCKED" ? balanceOf[account] - _locked[account] : 0;
    }

    function canTransfer(address to, uint256 units, bytes calldata) external view returns (bytes1, bytes32) {
        return _statusOf(msg.sender, to, units);
    }

    function canTransferFrom(address from, address to, uint256 units, bytes calldata)
        external
        view
        returns (bytes1, bytes32)
    {
        if (allowance[from][msg.sender] < units) return (0x53, "");
        return _statusOf(from, to, units);
    }

    function canTransferByPartition(address from, address to, bytes32 partition, uint256 units, bytes calldata)
        external
        view
        returns (bytes1, bytes32, bytes32)
    {
        if (partition != "UNLOCKED") return (0x50, "", "");
        (bytes1 code, bytes32 reason) = _statusOf(from, to, units);
        return (code, reason, "UNLOCKED");
    }

    function transferByPartition(bytes32 partition, address to, uint256 units, bytes calldata)
        external
        returns (bytes32)
    {
        require(partition == "UNLOCKED", "Invalid partition");
        _refuse(msg.sender, to, units);
        _move(msg.sender, to, units);
        return partition;
    }

    function _statusOf(address from, address to, uint256 units) internal view returns (bytes1, bytes32) {
        if (units % granularity != 0) return (0x50, "");
        if (transfersFrozen) return (0x50, bytes32(bytes1(0x54)));
        bool locked = units > balanceOf[from] - _locked[from] && units <= balanceOf[from];
        if (refusing || locked) return (0x50, bytes32(bytes20(_managers[0])));
        if (units > balanceOf[from]) return (0x52, "");
        if (to == address(0)) return (0x57, "");
        return (0x51, "");
    }

    function _refuse(address from, address to, uint256 units) internal view override {
        require(units % granularity == 0, "Invalid granularity");
        (bytes1 code,) = _statusOf(from, to, units);
        require(code == 0x51 || code == 0x52, "Transfer Invalid");
    }
}
