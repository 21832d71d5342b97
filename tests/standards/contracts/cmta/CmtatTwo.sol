// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "openzeppelin-4/token/ERC20/ERC20.sol";
import {AccessControl} from "openzeppelin-4/access/AccessControl.sol";
import {Pausable} from "openzeppelin-4/security/Pausable.sol";

interface IEngineTwo {
    function detectTransferRestriction(address, address, uint256) external view returns (uint8);
    function messageForTransferRestriction(uint8) external view returns (string memory);
    function validateTransfer(address, address, uint256) external view returns (bool);
}

/// The second generation: one bool for everything, no partial freezes, nobody looks at the spender.
contract CmtatTwo is ERC20, AccessControl, Pausable {
    string public constant VERSION = "2.5.1";
    bytes32 public constant ENFORCER_ROLE = keccak256("ENFORCER_ROLE");
    mapping(address account => bool) public frozen;
    bool public deactivated;
    IEngineTwo public ruleEngine;
    string public terms = "https://example.org/old-terms.pdf";

    error CMTAT_InvalidTransfer(address from, address to, uint256 amount);

    constructor(address holder, uint256 units) ERC20("Old share", "OLD") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _mint(holder, units);
    }

    function decimals() public pure override returns (uint8) {
        return 0;
    }

    function pause() external {
        _pause();
    }

    function unpause() external {
        require(!deactivated, "deactivated");
        _unpause();
    }

    function deactivateContract() external {
        if (!paused()) _pause();
        deactivated = true;
    }

    function freeze(address account, string calldata) external {
        frozen[account] = true;
    }

    function setRuleEngine(IEngineTwo engine) external {
        ruleEngine = engine;
    }

    function getAllDocuments() external pure returns (bytes32[] memory names) {
        names = new bytes32[](1);
        names[0] = "Prospectus";
    }

    function getDocument(bytes32) external pure returns (string memory, bytes32, uint256) {
        return ("ipfs://old", keccak256("old"), 1700000000);
    }

    function getNextSnapshots() external pure returns (uint256[] memory times) {
        times = new uint256[](1);
        times[0] = 2000000000;
    }

    function detectTransferRestriction(address from, address to, uint256 units) public view returns (uint8) {
        if (paused()) return 1;
        if (frozen[from]) return 2;
        if (frozen[to]) return 3;
        return address(ruleEngine) == address(0) ? 0 : ruleEngine.detectTransferRestriction(from, to, units);
    }

    function messageForTransferRestriction(uint8 code) external view returns (string memory) {
        if (code == 0) return "No restriction";
        if (code == 1) return "All transfers paused";
        if (code == 2) return "The address FROM is frozen";
        if (code == 3) return "The address TO is frozen";
        return address(ruleEngine) == address(0) ? "Unknown code" : ruleEngine.messageForTransferRestriction(code);
    }

    function validateTransfer(address from, address to, uint256 units) public view returns (bool) {
        if (paused() || frozen[from] || frozen[to]) return false;
        return address(ruleEngine) == address(0) || ruleEngine.validateTransfer(from, to, units);
    }

    function _beforeTokenTransfer(address from, address to, uint256 units) internal view override {
        if (!validateTransfer(from, to, units)) revert CMTAT_InvalidTransfer(from, to, units);
    }
}
