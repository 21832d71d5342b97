// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";

/// @notice A bond for accredited investors: ERC-1404 with its rules readable one by one.
/// @dev `restrictionRule` and `restrictionSubject` say what each code means in fixed words, so that a
/// reader need not guess from the message: the rule's name and whom it is about, as ASCII in bytes32.
contract RestrictedBond is Owned {
    struct LockUp {
        uint256 amount;
        uint256 releaseTime;
    }

    uint8 private constant NONE = 0;
    uint8 private constant PAUSED = 1;
    uint8 private constant SENDER_NOT_LISTED = 2;
    uint8 private constant RECIPIENT_NOT_LISTED = 3;
    uint8 private constant RECIPIENT_NOT_ACCREDITED = 4;
    uint8 private constant LOCKED_UP = 5;

    string public name;
    string public symbol;
    uint8 public immutable decimals;
    uint256 public totalSupply;
    bool public paused;

    mapping(address account => uint256) public balanceOf;
    mapping(address account => mapping(address spender => uint256)) public allowance;
    mapping(address account => bool) public isAllowed;
    mapping(address account => bool) public isAccredited;
    mapping(address account => LockUp) public lockUpOf;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event InvestorListed(address indexed account, bool allowed, bool accredited);
    event LockUpSet(address indexed account, uint256 amount, uint256 releaseTime);
    event Paused(address account);
    event Unpaused(address account);

    constructor(address firstOwner, string memory bondName, string memory bondSymbol, uint8 bondDecimals)
        Owned(firstOwner)
    {
        name = bondName;
        symbol = bondSymbol;
        decimals = bondDecimals;
    }

    // What the issuer may do.

    function list(address account, bool allowed, bool accredited) external onlyOwner {
        isAllowed[account] = allowed;
        isAccredited[account] = accredited;
        emit InvestorListed(account, allowed, accredited);
    }

    function setLockUp(address account, uint256 amount, uint256 releaseTime) external onlyOwner {
        lockUpOf[account] = LockUp(amount, releaseTime);
        emit LockUpSet(account, amount, releaseTime);
    }

    function pause() external onlyOwner {
        paused = true;
        emit Paused(msg.sender);
    }

    function unpause() external onlyOwner {
        paused = false;
        emit Unpaused(msg.sender);
    }

    function issue(address to, uint256 amount) external onlyOwner {
        require(isAllowed[to] && isAccredited[to], "Issue only to listed accredited investors");
        totalSupply += amount;
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
    }

    function redeem(address from, uint256 amount) external onlyOwner {
        balanceOf[from] -= amount;
        totalSupply -= amount;
        emit Transfer(from, address(0), amount);
    }

    // What a holder may do.

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, "Transfer amount exceeds allowance");
        allowance[from][msg.sender] -= amount;
        _transfer(from, to, amount);
        return true;
    }

    // What anybody may ask.

    /// @notice The first restriction met, 0 for none; says nothing on balance or the zero address.
    function detectTransferRestriction(address from, address to, uint256 value) public view returns (uint8) {
        if (paused) return PAUSED;
        if (!isAllowed[from]) return SENDER_NOT_LISTED;
        if (!isAllowed[to]) return RECIPIENT_NOT_LISTED;
        if (!isAccredited[to]) return RECIPIENT_NOT_ACCREDITED;
        uint256 locked = lockedBalance(from);
        if (locked > 0 && value + locked > balanceOf[from]) return LOCKED_UP;
        return NONE;
    }

    function messageForTransferRestriction(uint8 code) public pure returns (string memory) {
        if (code == NONE) return "No restriction";
        if (code == PAUSED) return "Transfers of this bond are paused";
        if (code == SENDER_NOT_LISTED) return "Sender is not on the register";
        if (code == RECIPIENT_NOT_LISTED) return "Recipient is not on the register";
        if (code == RECIPIENT_NOT_ACCREDITED) return "Recipient is not an accredited investor";
        if (code == LOCKED_UP) return "Sender's bonds are locked up";
        return "Unknown restriction code";
    }

    /// @return rule The rule's name in ASCII, zero for no rule: "accredited_only", "allowlisted", ...
    function restrictionRule(uint8 code) external pure returns (bytes32 rule) {
        if (code == PAUSED) return "token_paused";
        if (code == SENDER_NOT_LISTED || code == RECIPIENT_NOT_LISTED) return "allowlisted";
        if (code == RECIPIENT_NOT_ACCREDITED) return "accredited_only";
        if (code == LOCKED_UP) return "lockup";
    }

    /// @return subject Whom the rule is about in ASCII: "token", "sender" or "recipient"; zero for no rule.
    function restrictionSubject(uint8 code) external pure returns (bytes32 subject) {
        if (code == PAUSED) return "token";
        if (code == SENDER_NOT_LISTED || code == LOCKED_UP) return "sender";
        if (code == RECIPIENT_NOT_LISTED || code == RECIPIENT_NOT_ACCREDITED) return "recipient";
    }

    /// @return What is locked at this block's time.
    function lockedBalance(address account) public view returns (uint256) {
        LockUp storage lock = lockUpOf[account];
        return lock.releaseTime > block.timestamp ? lock.amount : 0;
    }

    function _transfer(address from, address to, uint256 amount) private {
        uint8 code = detectTransferRestriction(from, to, amount);
        require(code == NONE, messageForTransferRestriction(code));
        require(to != address(0), "Transfer to the zero address");
        require(balanceOf[from] >= amount, "Transfer amount exceeds balance");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }
}
