// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

interface IEngine {
    function detectTransferRestriction(address, address, uint256) external view returns (uint8);
    function detectTransferRestrictionFrom(address, address, address, uint256) external view returns (uint8);
    function messageForTransferRestriction(uint8) external view returns (string memory);
    function canTransfer(address, address, uint256) external view returns (bool);
    function canTransferFrom(address, address, address, uint256) external view returns (bool);
    function transferred(address, address, uint256) external;
    function transferred(address, address, address, uint256) external;
}

/// The core of every third-generation variant: pause, deactivation, frozen addresses, the bool check.
/// Written from the interface; errors as the release candidates of 3.2 have them.
abstract contract CmtatCore is ERC20, AccessControl, Pausable {
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    bytes32 public constant ENFORCER_ROLE = keccak256("ENFORCER_ROLE");
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    mapping(address account => bool) public isFrozen;
    bool public deactivated;

    error CMTAT_PauseModule_ContractIsDeactivated();
    error CMTAT_InvalidTransfer(address from, address to, uint256 amount);
    error ERC7943CannotTransact(address account);

    constructor(address holder, uint256 units) ERC20("Share", "SHR") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _grantRole(PAUSER_ROLE, msg.sender);
        _grantRole(ENFORCER_ROLE, msg.sender);
        _mint(holder, units);
    }

    function decimals() public pure override returns (uint8) {
        return 0;
    }

    function version() external pure virtual returns (string memory) {
        return "3.1.0";
    }

    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    function unpause() external onlyRole(PAUSER_ROLE) {
        require(!deactivated, CMTAT_PauseModule_ContractIsDeactivated());
        _unpause();
    }

    function deactivateContract() external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (!paused()) _pause();
        deactivated = true;
    }

    function setAddressFrozen(address account, bool on) external onlyRole(ENFORCER_ROLE) {
        isFrozen[account] = on;
    }

    function approve(address spender, uint256 units) public override whenNotPaused returns (bool) {
        return super.approve(spender, units);
    }

    function canTransfer(address from, address to, uint256 units) public view virtual returns (bool) {
        return _can(address(0), from, to, units);
    }

    function canTransferFrom(address spender, address from, address to, uint256 units)
        public
        view
        virtual
        returns (bool)
    {
        return _can(spender, from, to, units);
    }

    function transfer(address to, uint256 units) public override returns (bool) {
        _check(address(0), msg.sender, to, units);
        return super.transfer(to, units);
    }

    function transferFrom(address from, address to, uint256 units) public override returns (bool) {
        _check(msg.sender, from, to, units);
        return super.transferFrom(from, to, units);
    }

    /// Recipient zero counts as a burn, which a pause does not stop.
    function _allowed(address spender, address from, address to) internal view virtual returns (bool) {
        if (to == address(0)) return !deactivated && !isFrozen[from];
        return !paused() && !isFrozen[spender] && !isFrozen[from] && !isFrozen[to];
    }

    function _can(address spender, address from, address to, uint256) internal view virtual returns (bool) {
        return _allowed(spender, from, to);
    }

    function _check(address spender, address from, address to, uint256 units) internal virtual {
        require(_allowed(spender, from, to), CMTAT_InvalidTransfer(from, to, units));
    }
}

/// The light variant: nothing beyond the core.
contract CmtatLight is CmtatCore {
    constructor(address holder, uint256 units) CmtatCore(holder, units) {}
}

/// Partial freezes, which all variants but the light one have.
abstract contract CmtatPartial is CmtatCore {
    bytes32 public constant ERC20ENFORCER_ROLE = keccak256("ERC20ENFORCER_ROLE");
    mapping(address account => uint256) public getFrozenTokens;

    error CMTAT_ERC20EnforcementModule_ValueExceedsActiveBalance();

    function freezePartialTokens(address account, uint256 units) external onlyRole(ENFORCER_ROLE) {
        require(balanceOf(account) >= getFrozenTokens[account] + units, "above balance");
        getFrozenTokens[account] += units;
    }

    function getActiveBalanceOf(address account) public view returns (uint256) {
        uint256 frozen = getFrozenTokens[account];
        return balanceOf(account) > frozen ? balanceOf(account) - frozen : 0;
    }

    /// An admin's hand reaches into the frozen part, and may leave more frozen than there is.
    function take(address account, uint256 units) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _burn(account, units);
    }

    function _can(address spender, address from, address to, uint256 units)
        internal
        view
        virtual
        override
        returns (bool)
    {
        return _active(from, units) && super._can(spender, from, to, units);
    }

    /// Looks at the balance only where something is frozen, and fails where more is than there is.
    function _active(address from, uint256 units) internal view virtual returns (bool) {
        uint256 frozen = getFrozenTokens[from];
        return frozen == 0 || units <= balanceOf(from) - frozen;
    }

    function _check(address spender, address from, address to, uint256 units) internal virtual override {
        require(_active(from, units), CMTAT_ERC20EnforcementModule_ValueExceedsActiveBalance());
        super._check(spender, from, to, units);
    }
}

/// The allowlist variant: a list in the token instead of a rule engine.
contract CmtatAllowlist is CmtatPartial {
    mapping(address account => bool) public isAllowlisted;
    bool public isAllowlistEnabled = true;

    constructor(address holder, uint256 units) CmtatCore(holder, units) {}

    function setAddressAllowlist(address account, bool on) external onlyRole(DEFAULT_ADMIN_ROLE) {
        isAllowlisted[account] = on;
    }

    function enableAllowlist(bool on) external onlyRole(DEFAULT_ADMIN_ROLE) {
        isAllowlistEnabled = on;
    }

    function _allowed(address spender, address from, address to) internal view override returns (bool) {
        if (isAllowlistEnabled) {
            if (spender != address(0) && !isAllowlisted[spender]) return false;
            if (!isAllowlisted[from] || !isAllowlisted[to]) return false;
        }
        return super._allowed(spender, from, to);
    }
}

/// The standard variant: rule engine, ERC-1404 codes, documents, terms, snapshot engine.
contract CmtatStandard is CmtatPartial {
    struct Document {
        string uri;
        bytes32 documentHash;
        uint256 lastModified;
    }

    struct Terms {
        string name;
        Document doc;
    }

    IEngine public ruleEngine;
    address public snapshotEngine;
    string public tokenId = "CH0000000001";
    Terms private _terms;

    constructor(address holder, uint256 units) CmtatCore(holder, units) {
        _terms = Terms("Terms", Document("https://example.org/terms.pdf", keccak256("terms"), block.timestamp));
        snapshotEngine = address(this);
    }

    function terms() external view returns (Terms memory) {
        return _terms;
    }

    function getAllDocuments() external pure virtual returns (string[] memory names) {
        names = new string[](1);
        names[0] = "Prospectus";
    }

    function getDocument(string memory name) external view returns (Document memory) {
        bool known = keccak256(bytes(name)) == keccak256("Prospectus");
        return known ? Document("ipfs://prospectus", keccak256("prospectus"), _terms.doc.lastModified)
            : Document("", 0, 0);
    }

    function setRuleEngine(IEngine engine) external onlyRole(DEFAULT_ADMIN_ROLE) {
        ruleEngine = engine;
    }

    /// The active balance comes before the pause; a too large amount without a freeze is no code.
    function detectTransferRestriction(address from, address to, uint256 units) public view returns (uint8) {
        uint8 code = _own(from, to, units);
        if (code != 0 || address(ruleEngine) == address(0)) return code;
        return ruleEngine.detectTransferRestriction(from, to, units);
    }

    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 units)
        external
        view
        returns (uint8)
    {
        if (isFrozen[spender]) return 5;
        uint8 code = _own(from, to, units);
        if (code != 0 || address(ruleEngine) == address(0)) return code;
        return ruleEngine.detectTransferRestrictionFrom(spender, from, to, units);
    }

    function messageForTransferRestriction(uint8 code) external view returns (string memory) {
        if (code == 0) return "NoRestriction";
        if (code == 1) return "ContractDeactivated";
        if (code == 2) return "EnforcedPause";
        if (code == 3) return "AddrFromIsFrozen";
        if (code == 4) return "AddrToIsFrozen";
        if (code == 5) return "AddrSpenderIsFrozen";
        if (code == 6) return "AddrFrom:insufficientActiveBalance";
        return address(ruleEngine) == address(0) ? "UnknownCode" : ruleEngine.messageForTransferRestriction(code);
    }

    function _own(address from, address to, uint256 units) internal view returns (uint8) {
        if (!_active(from, units)) return 6;
        if (deactivated) return 1;
        if (paused()) return 2;
        if (isFrozen[from]) return 3;
        return isFrozen[to] ? 4 : 0;
    }

    function _can(address spender, address from, address to, uint256 units) internal view override returns (bool) {
        if (!super._can(spender, from, to, units)) return false;
        if (address(ruleEngine) == address(0)) return true;
        return spender == address(0)
            ? ruleEngine.canTransfer(from, to, units)
            : ruleEngine.canTransferFrom(spender, from, to, units);
    }

    function _check(address spender, address from, address to, uint256 units) internal virtual override {
        super._check(spender, from, to, units);
        if (address(ruleEngine) == address(0)) return;
        if (spender == address(0)) ruleEngine.transferred(from, to, units);
        else ruleEngine.transferred(spender, from, to, units);
    }
}

/// As the release candidates of 3.2: more may be frozen than there is, errors of ERC-7943, canTransact.
contract CmtatNext is CmtatStandard {
    error ERC7943InsufficientUnfrozenBalance(address account, uint256 amount, uint256 unfrozen);

    constructor(address holder, uint256 units) CmtatStandard(holder, units) {}

    function setFrozenTokens(address account, uint256 units) external onlyRole(ENFORCER_ROLE) returns (bool) {
        getFrozenTokens[account] = units;
        return true;
    }

    function canTransact(address account) public view returns (bool) {
        return !isFrozen[account];
    }

    function termsHash() external pure returns (bytes32) {
        return keccak256("terms");
    }

    function metaData() external pure returns (string memory) {
        return "https://example.org/share.json";
    }

    function _active(address from, uint256 units) internal view override returns (bool) {
        return getFrozenTokens[from] == 0 || units <= getActiveBalanceOf(from);
    }

    function _check(address spender, address from, address to, uint256 units) internal override {
        require(
            _active(from, units), ERC7943InsufficientUnfrozenBalance(from, units, getActiveBalanceOf(from))
        );
        if (to != address(0)) {
            _requireNotPaused();
            require(canTransact(spender), ERC7943CannotTransact(spender));
            require(canTransact(to), ERC7943CannotTransact(to));
        }
        require(canTransact(from), ERC7943CannotTransact(from));
        super._check(spender, from, to, units);
    }
}

/// Documents by bytes32 names, answered as a struct.
contract StructDocuments {
    function getAllDocuments() external pure returns (bytes32[] memory names) {
        names = new bytes32[](1);
        names[0] = "Prospectus";
    }

    function getDocument(bytes32) external pure returns (CmtatStandard.Document memory) {
        return CmtatStandard.Document("ipfs://prospectus", keccak256("prospectus"), 1700000000);
    }
}
