// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ledger, UsualLedger} from "Ledger.sol";

/// Says false instead of reverting.
contract FalseToken is Ledger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function transfer(address to, uint256 units) external returns (bool) {
        if (units > balanceOf[msg.sender] || units > 100) return false;
        _move(msg.sender, to, units);
        return true;
    }
}

/// Returns nothing at all; has name and symbol as bytes32 and no decimals.
contract SilentToken is Ledger {
    bytes32 public constant name = "Silent token";
    bytes32 public constant symbol = "SIL";

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function transfer(address to, uint256 units) external {
        _move(msg.sender, to, units);
    }
}

/// Answers a word that is no bool, but not zero.
contract WordToken is Ledger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function transfer(address to, uint256 units) external returns (uint256) {
        _move(msg.sender, to, units);
        return 7;
    }
}

/// Refuses with an error of its own.
contract GrumpyToken is UsualLedger {
    error NotToday(uint256 day);

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function _refuse(address, address, uint256 units) internal pure override {
        if (units > 100) revert NotToday(units);
    }
}

/// Refuses without a word.
contract MuteToken is UsualLedger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function _refuse(address, address, uint256 units) internal pure override {
        if (units > 100) revert();
    }
}

/// Refuses with a text that tries to look like something else.
contract RudeToken is UsualLedger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function _refuse(address, address, uint256 units) internal pure override {
        require(units <= 100, unicode"all \u202efine\u202c\u0007\nsend again");
    }
}

/// Stops with an instruction that does not exist.
contract HaltToken is UsualLedger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function _refuse(address, address, uint256 units) internal pure override {
        if (units > 100) {
            assembly {
                invalid()
            }
        }
    }
}

/// Eats all gas it gets.
contract HungryToken is UsualLedger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function _refuse(address, address, uint256 units) internal pure override {
        while (units > 100) {}
    }
}

/// Passes small and large amounts, but none in between.
contract GapToken is UsualLedger {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function _refuse(address, address, uint256 units) internal pure override {
        require(units <= 250 || units >= 900, "neither small nor large");
    }
}

/// Opens at a time.
contract LaterToken is UsualLedger {
    uint256 public immutable opens;

    constructor(address holder, uint256 units, uint256 time) Ledger(holder, units) {
        opens = time;
    }

    function _refuse(address, address, uint256) internal view override {
        require(block.timestamp >= opens, "not open yet");
    }
}

/// Answers every question with one and the same word; no token.
contract EchoContract {
    fallback() external {
        assembly {
            mstore(0, 1)
            return(0, 32)
        }
    }
}

/// Has code, and nothing to say.
contract EmptyContract {
    fallback() external {}
}
