// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

interface IRule {
    function detectTransferRestriction(address, address, uint256) external view returns (uint8);
    function detectTransferRestrictionFrom(address, address, address, uint256) external view returns (uint8);
    function canReturnTransferRestrictionCode(uint8) external view returns (bool);
    function messageForTransferRestriction(uint8) external view returns (string memory);
    function transferred(address, address, uint256) external;
    function transferred(address, address, address, uint256) external;
}

/// Asks its rules one after the other; the first that refuses has the word.
contract CmtaRuleEngine {
    address[] private _rules;
    address public bound;

    error RuleEngine_ERC3643Compliance_UnauthorizedCaller();

    constructor(address token) {
        bound = token;
    }

    modifier onlyBound() {
        require(msg.sender == bound, RuleEngine_ERC3643Compliance_UnauthorizedCaller());
        _;
    }

    function addRule(address one) external {
        _rules.push(one);
    }

    function rules() external view returns (address[] memory) {
        return _rules;
    }

    function detectTransferRestriction(address from, address to, uint256 units) public view returns (uint8 code) {
        for (uint256 i; i < _rules.length && code == 0; ++i) {
            code = IRule(_rules[i]).detectTransferRestriction(from, to, units);
        }
    }

    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 units)
        public
        view
        returns (uint8 code)
    {
        for (uint256 i; i < _rules.length && code == 0; ++i) {
            code = IRule(_rules[i]).detectTransferRestrictionFrom(spender, from, to, units);
        }
    }

    function messageForTransferRestriction(uint8 code) external view returns (string memory) {
        for (uint256 i; i < _rules.length; ++i) {
            if (IRule(_rules[i]).canReturnTransferRestrictionCode(code)) {
                return IRule(_rules[i]).messageForTransferRestriction(code);
            }
        }
        return "Unknown restriction code";
    }

    function canTransfer(address from, address to, uint256 units) external view returns (bool) {
        return detectTransferRestriction(from, to, units) == 0;
    }

    function validateTransfer(address from, address to, uint256 units) external view returns (bool) {
        return detectTransferRestriction(from, to, units) == 0;
    }

    function canTransferFrom(address spender, address from, address to, uint256 units) external view returns (bool) {
        return detectTransferRestrictionFrom(spender, from, to, units) == 0;
    }

    function transferred(address from, address to, uint256 units) external onlyBound {
        for (uint256 i; i < _rules.length; ++i) IRule(_rules[i]).transferred(from, to, units);
    }

    function transferred(address spender, address from, address to, uint256 units) external onlyBound {
        for (uint256 i; i < _rules.length; ++i) IRule(_rules[i]).transferred(spender, from, to, units);
    }
}

abstract contract CmtaRule is IRule {
    error RuleEngine_InvalidTransfer(address from, address to, uint256 value);

    function detectTransferRestriction(address from, address to, uint256 units) public view returns (uint8) {
        return _code(address(0), from, to, units);
    }

    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 units)
        public
        view
        returns (uint8)
    {
        return _code(spender, from, to, units);
    }

    /// A rule can be the whole engine of a token.
    function canTransfer(address from, address to, uint256 units) external view returns (bool) {
        return _code(address(0), from, to, units) == 0;
    }

    function canTransferFrom(address spender, address from, address to, uint256 units) external view returns (bool) {
        return _code(spender, from, to, units) == 0;
    }

    function transferred(address from, address to, uint256 units) external {
        _moved(address(0), from, to, units);
    }

    function transferred(address spender, address from, address to, uint256 units) external {
        _moved(spender, from, to, units);
    }

    function _code(address spender, address from, address to, uint256 units) internal view virtual returns (uint8);

    function _moved(address spender, address from, address to, uint256 units) internal virtual {
        if (_code(spender, from, to, units) != 0) revert RuleEngine_InvalidTransfer(from, to, units);
    }
}

/// Three codes in a row: sender, recipient, spender.
abstract contract PartyRule is CmtaRule {
    uint8 internal immutable FIRST;
    mapping(address account => bool) public isAddressListed;

    constructor(uint8 first) {
        FIRST = first;
    }

    function list(address account, bool on) external {
        isAddressListed[account] = on;
    }

    function canReturnTransferRestrictionCode(uint8 code) public view returns (bool) {
        return code >= FIRST && code < FIRST + 3;
    }

    function messageForTransferRestriction(uint8 code) external view virtual returns (string memory) {
        if (!canReturnTransferRestrictionCode(code)) return "Code not found";
        return code == FIRST ? "The sender is refused"
            : code == FIRST + 1 ? "The recipient is refused" : "The spender is refused";
    }

    function _code(address spender, address from, address to, uint256) internal view override returns (uint8) {
        if (spender != address(0) && _bad(spender)) return FIRST + 2;
        if (_bad(from)) return FIRST;
        return _bad(to) ? FIRST + 1 : 0;
    }

    function _bad(address account) internal view virtual returns (bool);
}

contract WhitelistRule is PartyRule {
    error RuleWhitelist_InvalidTransfer(address from, address to, uint256 value, uint8 code);

    uint8 public immutable CODE_ADDRESS_FROM_NOT_WHITELISTED;
    uint8 public immutable CODE_ADDRESS_TO_NOT_WHITELISTED;
    uint8 public immutable CODE_ADDRESS_SPENDER_NOT_WHITELISTED;

    constructor(uint8 first) PartyRule(first) {
        CODE_ADDRESS_FROM_NOT_WHITELISTED = first;
        CODE_ADDRESS_TO_NOT_WHITELISTED = first + 1;
        CODE_ADDRESS_SPENDER_NOT_WHITELISTED = first + 2;
    }

    function _bad(address account) internal view override returns (bool) {
        return !isAddressListed[account];
    }

    function _moved(address spender, address from, address to, uint256 units) internal view override {
        uint8 code = _code(spender, from, to, units);
        require(code == 0, RuleWhitelist_InvalidTransfer(from, to, units, code));
    }
}

contract BlacklistRule is PartyRule {
    uint8 public immutable CODE_ADDRESS_FROM_IS_BLACKLISTED;
    uint8 public immutable CODE_ADDRESS_TO_IS_BLACKLISTED;
    uint8 public immutable CODE_ADDRESS_SPENDER_IS_BLACKLISTED;

    constructor(uint8 first) PartyRule(first) {
        CODE_ADDRESS_FROM_IS_BLACKLISTED = first;
        CODE_ADDRESS_TO_IS_BLACKLISTED = first + 1;
        CODE_ADDRESS_SPENDER_IS_BLACKLISTED = first + 2;
    }

    function _bad(address account) internal view override returns (bool) {
        return isAddressListed[account];
    }
}

contract SanctionsRule is PartyRule {
    uint8 public immutable CODE_ADDRESS_FROM_IS_SANCTIONED;
    uint8 public immutable CODE_ADDRESS_TO_IS_SANCTIONED;
    uint8 public immutable CODE_ADDRESS_SPENDER_IS_SANCTIONED;

    constructor(uint8 first) PartyRule(first) {
        CODE_ADDRESS_FROM_IS_SANCTIONED = first;
        CODE_ADDRESS_TO_IS_SANCTIONED = first + 1;
        CODE_ADDRESS_SPENDER_IS_SANCTIONED = first + 2;
    }

    function _bad(address account) internal view override returns (bool) {
        return isAddressListed[account];
    }
}

/// A rule that does not name its codes; what they mean is known from where it was published, or not.
contract NamelessRule is PartyRule {
    constructor(uint8 first) PartyRule(first) {}

    function messageForTransferRestriction(uint8 code) external view override returns (string memory) {
        if (!canReturnTransferRestrictionCode(code)) return "Code not found";
        return code == FIRST ? "The sender is not in the whitelist"
            : code == FIRST + 1 ? "The recipient is not in the whitelist" : "The spender is not in the whitelist";
    }

    function _bad(address account) internal view override returns (bool) {
        return isAddressListed[account];
    }
}

/// Exactly what was approved may pass, once for each approval.
contract ApprovalRule is CmtaRule {
    uint8 public constant CODE_TRANSFER_REQUEST_NOT_APPROVED = 46;
    mapping(bytes32 key => uint256) private _counts;

    error TransferNotApproved();

    event TransferApproved(address indexed from, address indexed to, uint256 value, uint256 count);

    function approveTransfer(address from, address to, uint256 units) external {
        uint256 count = ++_counts[keccak256(abi.encode(from, to, units))];
        emit TransferApproved(from, to, units, count);
    }

    function approvedCount(address from, address to, uint256 units) public view returns (uint256) {
        return _counts[keccak256(abi.encode(from, to, units))];
    }

    function canReturnTransferRestrictionCode(uint8 code) external pure returns (bool) {
        return code == CODE_TRANSFER_REQUEST_NOT_APPROVED;
    }

    function messageForTransferRestriction(uint8) external pure returns (string memory) {
        return "The request is not approved";
    }

    function _code(address, address from, address to, uint256 units) internal view override returns (uint8) {
        return approvedCount(from, to, units) == 0 ? CODE_TRANSFER_REQUEST_NOT_APPROVED : 0;
    }

    function _moved(address, address from, address to, uint256 units) internal override {
        bytes32 key = keccak256(abi.encode(from, to, units));
        require(_counts[key] != 0, TransferNotApproved());
        --_counts[key];
    }
}

interface IBalances {
    function balanceOf(address) external view returns (uint256);
}

/// Nobody may hold more than so much.
contract MaxBalanceRule is CmtaRule {
    uint8 public constant CODE_MAX_BALANCE_EXCEEDED = 82;
    uint256 public maxBalance;
    IBalances public balanceToken;

    constructor(IBalances token, uint256 most) {
        balanceToken = token;
        maxBalance = most;
    }

    function remainingCapacity(address to) external view returns (uint8, uint256) {
        uint256 held = balanceToken.balanceOf(to);
        return (0, held < maxBalance ? maxBalance - held : 0);
    }

    function canReturnTransferRestrictionCode(uint8 code) external pure returns (bool) {
        return code == CODE_MAX_BALANCE_EXCEEDED;
    }

    function messageForTransferRestriction(uint8) external pure returns (string memory) {
        return "Recipient balance would exceed the maximum";
    }

    function _code(address, address, address to, uint256 units) internal view override returns (uint8) {
        uint256 held = balanceToken.balanceOf(to);
        return held > maxBalance || units > maxBalance - held ? CODE_MAX_BALANCE_EXCEEDED : 0;
    }
}

/// Says a code that nobody ever published, for amounts above its limit.
contract OddRule is CmtaRule {
    function canReturnTransferRestrictionCode(uint8 code) external pure returns (bool) {
        return code == 200;
    }

    function messageForTransferRestriction(uint8) external pure returns (string memory) {
        return "Only small transfers on weekdays";
    }

    function _code(address, address, address, uint256 units) internal pure override returns (uint8) {
        return units > 100 ? 200 : 0;
    }
}

/// Names its list codes, and has one more that it does not name.
contract HalfNamedRule is CmtaRule {
    uint8 public constant CODE_ADDRESS_FROM_NOT_WHITELISTED = 21;

    function canReturnTransferRestrictionCode(uint8 code) external pure returns (bool) {
        return code == 21 || code == 36;
    }

    function messageForTransferRestriction(uint8) external pure returns (string memory) {
        return "Closed on Sundays";
    }

    function _code(address, address, address, uint256 units) internal pure override returns (uint8) {
        return units > 100 ? 36 : 0;
    }
}

/// An engine that shows no rules: a code and a text for amounts above 100.
contract OpaqueEngine {
    uint8 private immutable CODE;
    string private _text;

    constructor(uint8 code, string memory text) {
        CODE = code;
        _text = text;
    }

    function detectTransferRestriction(address, address, uint256 units) public view returns (uint8) {
        return units > 100 ? CODE : 0;
    }

    function messageForTransferRestriction(uint8) external view returns (string memory) {
        return _text;
    }

    function canTransfer(address from, address to, uint256 units) external view returns (bool) {
        return detectTransferRestriction(from, to, units) == 0;
    }

    function validateTransfer(address from, address to, uint256 units) external view returns (bool) {
        return detectTransferRestriction(from, to, units) == 0;
    }

    function transferred(address, address, uint256 units) external pure {
        require(units <= 100, "too much for me");
    }
}

/// A list that could look at spenders, and is told not to.
contract SenderListRule is CmtaRule {
    uint8 public constant CODE_ADDRESS_FROM_NOT_WHITELISTED = 21;
    uint8 public constant CODE_ADDRESS_SPENDER_NOT_WHITELISTED = 23;
    mapping(address account => bool) public isAddressListed;

    function canReturnTransferRestrictionCode(uint8 code) external pure returns (bool) {
        return code == 21 || code == 23;
    }

    function messageForTransferRestriction(uint8) external pure returns (string memory) {
        return "The sender is not in the whitelist";
    }

    function _code(address, address from, address, uint256) internal view override returns (uint8) {
        return isAddressListed[from] ? 0 : 21;
    }
}
