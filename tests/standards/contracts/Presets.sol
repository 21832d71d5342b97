// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Pausable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Pausable.sol";

contract PlainToken is ERC20 {
    constructor(address holder, uint256 units) ERC20("Plain", "PLN") {
        _mint(holder, units);
    }
}

contract PausableToken is ERC20Pausable {
    constructor(address holder, uint256 units) ERC20("Pausable", "PSB") {
        _mint(holder, units);
    }

    function pause() external {
        _pause();
    }

    function unpause() external {
        _unpause();
    }
}
