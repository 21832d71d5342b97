// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ledger, UsualLedger} from "Ledger.sol";

abstract contract Restricted is UsualLedger {
    function detectTransferRestriction(address from, address to, uint256 units)
        public
        view
        virtual
        returns (uint8);

    function messageForTransferRestriction(uint8 code) public view virtual returns (string memory) {
        return code == 0 ? "SUCCESS" : "Not on the list of recipients";
    }

    function _refuse(address from, address to, uint256 units) internal virtual override {
        uint8 code = detectTransferRestriction(from, to, units);
        if (code != 0) revert(messageForTransferRestriction(code));
    }
}

/// As the standard's own example: a list of recipients.
contract ListedToken is Restricted {
    mapping(address account => bool) public listed;
    uint8 public constant CODE = 1;

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function list(address account, bool on) external {
        listed[account] = on;
    }

    function detectTransferRestriction(address, address to, uint256) public view override returns (uint8) {
        return listed[to] ? 0 : CODE;
    }
}

/// Says no restriction, and refuses.
contract LyingToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256) public pure override returns (uint8) {
        return 0;
    }

    function _refuse(address, address, uint256 units) internal pure override {
        require(units <= 100, "second thoughts");
    }
}

/// Says restricted, and lets everything pass.
contract WarningToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256) public pure override returns (uint8) {
        return 7;
    }

    function _refuse(address, address, uint256) internal pure override {}
}

/// Cannot say what its codes mean.
contract SpeechlessToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256 units) public pure override returns (uint8) {
        return units > 100 ? 9 : 0;
    }

    function messageForTransferRestriction(uint8) public pure override returns (string memory) {
        revert("no such code");
    }
}

/// Its check does not work; its transfers do.
contract BrokenCheckToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256) public pure override returns (uint8) {
        revert("out of order");
    }

    function _refuse(address, address, uint256 units) internal pure override {
        require(units <= 100, "too much");
    }
}

/// Its check eats all gas it gets.
contract HungryCheckToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256) public pure override returns (uint8) {
        while (true) {}
        return 0;
    }

    function _refuse(address, address, uint256) internal pure override {}
}

/// Floods the reader, with characters that turn text around.
contract FloodToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256) public pure override returns (uint8) {
        return 200;
    }

    function messageForTransferRestriction(uint8) public pure override returns (string memory) {
        bytes memory text = new bytes(20000);
        for (uint256 i; i < text.length; i += 4) {
            text[i] = "x";
            text[i + 1] = 0xe2;
            text[i + 2] = 0x80;
            text[i + 3] = 0xae;
        }
        return string(text);
    }
}

/// Answers a code that is no uint8.
contract WideCodeToken is Restricted {
    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function detectTransferRestriction(address, address, uint256) public pure override returns (uint8) {
        assembly {
            mstore(0, 300)
            return(0, 32)
        }
    }

    function _refuse(address, address, uint256) internal pure override {}
}

/// Also looks at who calls (the spender's form of the check).
contract SpenderToken is Restricted {
    address public banned;

    constructor(address holder, uint256 units) Ledger(holder, units) {}

    function ban(address account) external {
        banned = account;
    }

    function detectTransferRestriction(address from, address to, uint256) public view override returns (uint8) {
        return from == banned || to == banned ? 3 : 0;
    }

    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 units)
        public
        view
        returns (uint8)
    {
        return spender == banned ? 5 : detectTransferRestriction(from, to, units);
    }

    function messageForTransferRestriction(uint8 code) public pure override returns (string memory) {
        return code == 5 ? "spender is banned" : code == 3 ? "party is banned" : "";
    }

    function _refuse(address from, address to, uint256 units) internal view override {
        uint8 code = detectTransferRestrictionFrom(msg.sender, from, to, units);
        if (code != 0) revert(messageForTransferRestriction(code));
    }
}

/// Rules without balances; no token.
contract RuleSource {
    function detectTransferRestriction(address, address, uint256) external pure returns (uint8) {
        return 0;
    }

    function messageForTransferRestriction(uint8) external pure returns (string memory) {
        return "no restriction";
    }
}
