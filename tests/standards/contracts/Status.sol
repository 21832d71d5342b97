// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ledger, UsualLedger} from "Ledger.sol";

/// ERC-1594 in the form of its prose: (byte, bytes32).
contract StatusToken is UsualLedger {
    address public owner;
    bool public isIssuable = true;
    bool public paused;
    mapping(address account => bool) public refused;
    bytes32[] internal _names;
    mapping(bytes32 name => string) internal _uris;

    constructor(address holder, uint256 units) Ledger(holder, units) {
        owner = msg.sender;
    }

    function pause(bool on) external {
        paused = on;
    }

    function refuse(address account, bool on) external {
        refused[account] = on;
    }

    function close() external {
        isIssuable = false;
    }

    function setDocument(bytes32 key, string calldata uri, bytes32) external {
        _names.push(key);
        _uris[key] = uri;
    }

    function getAllDocuments() external view returns (bytes32[] memory) {
        return _names;
    }

    function getDocument(bytes32 key) external view returns (string memory, bytes32, uint256) {
        return (_uris[key], keccak256(bytes(_uris[key])), 1_700_000_000);
    }

    function statusOf(address from, address to, uint256 units) public view returns (bytes1, bytes32) {
        if (paused) return (0x54, "halted");
        if (balanceOf[from] < units) return (0x52, "");
        if (to == address(0)) return (0x57, "");
        if (refused[from]) return (0x56, "sender refused");
        if (refused[to]) return (0x57, keccak256("no text"));
        return (0x51, "");
    }

    function canTransfer(address to, uint256 units, bytes calldata) external view virtual returns (bytes1, bytes32) {
        return statusOf(msg.sender, to, units);
    }

    function canTransferFrom(address from, address to, uint256 units, bytes calldata)
        external
        view
        virtual
        returns (bytes1, bytes32)
    {
        if (allowance[from][msg.sender] < units) return (0x53, "");
        return statusOf(from, to, units);
    }

    function _refuse(address from, address to, uint256 units) internal virtual override {
        (bytes1 code,) = statusOf(from, to, units);
        require(code == 0x51 || code == 0x52);
    }
}

/// The form of the draft's interface: (bool, byte, bytes32); with controllers. Its reference
/// refuses with empty reverts.
contract WideStatusToken is UsualLedger {
    bool public constant isIssuable = true;
    bool public constant isControllable = true;

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function canTransfer(address to, uint256 units, bytes calldata) external view returns (bool, bytes1, bytes32) {
        return _statusOf(msg.sender, to, units);
    }

    function canTransferFrom(address from, address to, uint256 units, bytes calldata)
        external
        view
        returns (bool, bytes1, bytes32)
    {
        if (allowance[from][msg.sender] < units) return (false, 0x53, "");
        return _statusOf(from, to, units);
    }

    function _statusOf(address from, address to, uint256 units) internal view returns (bool, bytes1, bytes32) {
        if (balanceOf[from] < units) return (false, 0x52, "");
        if (to == address(0)) return (false, 0x57, "");
        return (true, 0x51, "");
    }

    function _refuse(address, address to, uint256) internal pure override {
        require(to != address(0));
    }
}

/// Refuses with the digits of its byte; its check gives any byte it is told to.
contract ParrotToken is UsualLedger {
    bool public constant isIssuable = false;
    bytes1 public byteSaid = 0x51;
    string public refusal;

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function say(bytes1 code, string calldata text) external {
        byteSaid = code;
        refusal = text;
    }

    function canTransfer(address, uint256, bytes calldata) external view returns (bytes1, bytes32) {
        return (byteSaid, "");
    }

    function _refuse(address, address, uint256) internal view override {
        require(bytes(refusal).length == 0, refusal);
    }
}
