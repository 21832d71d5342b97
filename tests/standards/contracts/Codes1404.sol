// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ledger} from "Ledger.sol";
import {Restricted} from "Quirks1404.sol";

/// Numbered lists with permissions in one direction each; the owner's own transfers skip the
/// lists, and nothing skips the pause.
contract NumberedLists is Restricted {
    uint8 public constant SUCCESS_CODE = 0;
    uint8 public constant FAILURE_NON_WHITELIST = 1;
    uint8 public constant FAILURE_PAUSED = 2;
    uint8 public constant FAILURE_BLACKLIST = 3;
    address public owner;
    bool public paused;
    mapping(address account => uint8) public addressWhitelists;
    mapping(uint8 from => mapping(uint8 to => bool)) public outboundWhitelistsEnabled;
    mapping(address account => bool) public addressBlacklists;
    bool public isBlacklistEnabled = true;

    constructor(address holder, uint256 units) Ledger(holder, units) {
        owner = msg.sender;
    }

    function addToWhitelist(address account, uint8 number) external {
        addressWhitelists[account] = number;
    }

    function updateOutboundWhitelistEnabled(uint8 from, uint8 to, bool on) external {
        outboundWhitelistsEnabled[from][to] = on;
    }

    function addToBlacklist(address account, bool on) external {
        addressBlacklists[account] = on;
    }

    function setBlacklistEnabled(bool on) external {
        isBlacklistEnabled = on;
    }

    function setPaused(bool on) external {
        paused = on;
    }

    function issue(address account, uint256 units) external {
        balanceOf[account] += units;
        totalSupply += units;
    }

    function checkWhitelistAllowed(address from, address to) public view returns (bool) {
        uint8 source = addressWhitelists[from];
        uint8 target = addressWhitelists[to];
        return source != 0 && target != 0 && outboundWhitelistsEnabled[source][target];
    }

    function detectTransferRestriction(address from, address to, uint256) public view override returns (uint8) {
        bool barred = addressBlacklists[from] || addressBlacklists[to];
        if (isBlacklistEnabled && barred) return FAILURE_BLACKLIST;
        if (paused) return FAILURE_PAUSED;
        if (from == owner) return SUCCESS_CODE;
        return checkWhitelistAllowed(from, to) ? SUCCESS_CODE : FAILURE_NON_WHITELIST;
    }

    function messageForTransferRestriction(uint8 code) public pure override returns (string memory) {
        if (code == SUCCESS_CODE) return "SUCCESS";
        if (code == FAILURE_NON_WHITELIST) return "The transfer was restricted due to white list configuration.";
        if (code == FAILURE_PAUSED) return "The transfer was restricted due to the contract being paused.";
        if (code == FAILURE_BLACKLIST) return "Restricted due to blacklist";
        return "Unknown Error Code";
    }
}

/// The manner of the standard's first implementation: codes in the order they are registered.
contract RegisteredCodes is Restricted {
    uint8 public SEND_NOT_ALLOWED_CODE;
    uint8 public RECEIVE_NOT_ALLOWED_CODE;
    mapping(address account => bool) public sendAllowed;
    mapping(address account => bool) public receiveAllowed;

    constructor(address holder, uint256 units, uint8 first) Ledger(holder, units) {
        SEND_NOT_ALLOWED_CODE = first;
        RECEIVE_NOT_ALLOWED_CODE = first + 1;
    }

    function allow(address account, bool send, bool receive_) external {
        sendAllowed[account] = send;
        receiveAllowed[account] = receive_;
    }

    function detectTransferRestriction(address from, address to, uint256) public view override returns (uint8) {
        if (!sendAllowed[from]) return SEND_NOT_ALLOWED_CODE;
        return receiveAllowed[to] ? 0 : RECEIVE_NOT_ALLOWED_CODE;
    }

    /// Unknown codes have no words.
    function messageForTransferRestriction(uint8 code) public view override returns (string memory) {
        if (code == 0) return "SUCCESS";
        if (code == SEND_NOT_ALLOWED_CODE) return "ILLEGAL_TRANSFER_SENDING_ACCOUNT_NOT_WHITELISTED";
        return code == RECEIVE_NOT_ALLOWED_CODE ? "ILLEGAL_TRANSFER_RECEIVING_ACCOUNT_NOT_WHITELISTED" : "";
    }
}
