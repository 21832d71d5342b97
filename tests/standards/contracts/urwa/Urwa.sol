// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// What all generations of ERC-7943 share: frozen parts that may exceed the balance, a list.
abstract contract UrwaBase is ERC20 {
    mapping(address account => uint256) internal _frozen;
    mapping(address account => bool) internal _sends;
    mapping(address account => bool) internal _receives;

    error ERC7943InsufficientUnfrozenBalance(address account, uint256 amount, uint256 unfrozen);

    constructor(address holder, uint256 units) ERC20("uRWA", "URW") {
        _mint(holder, units);
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7 || id == _id();
    }

    function allow(address account, bool sends, bool receives) external {
        _sends[account] = sends;
        _receives[account] = receives;
    }

    function setFrozenTokens(address account, uint256 units) external returns (bool) {
        _frozen[account] = units;
        return true;
    }

    function _id() internal pure virtual returns (bytes4);

    function _unfrozen(address account) internal view returns (uint256) {
        uint256 held = balanceOf(account);
        return held > _frozen[account] ? held - _frozen[account] : 0;
    }
}

/// The final text: who may send and who may receive are two questions; the balance is none.
contract UrwaFinal is UrwaBase {
    error ERC7943CannotSend(address account);
    error ERC7943CannotReceive(address account);
    error ERC7943CannotTransfer(address from, address to, uint256 amount);

    uint256 public largest = type(uint256).max;

    constructor(address holder, uint256 units) UrwaBase(holder, units) {}

    function setLargest(uint256 units) external {
        largest = units;
    }

    function canSend(address account) public view returns (bool) {
        return _sends[account];
    }

    function canReceive(address account) public view returns (bool) {
        return _receives[account];
    }

    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozen[account];
    }

    function canTransfer(address from, address to, uint256 units) public view returns (bool) {
        if (!canSend(from) || !canReceive(to) || units > largest) return false;
        return units <= _unfrozen(from) || units > balanceOf(from);
    }

    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            require(canSend(from), ERC7943CannotSend(from));
            require(canReceive(to), ERC7943CannotReceive(to));
            require(units <= largest, ERC7943CannotTransfer(from, to, units));
            bool held = units <= balanceOf(from) && units > _unfrozen(from);
            require(!held, ERC7943InsufficientUnfrozenBalance(from, units, _unfrozen(from)));
        }
        super._update(from, to, units);
    }

    function _id() internal pure override returns (bytes4) {
        return 0x3edbb4c4;
    }
}

/// The generation before: one question for both; an over-frozen account may still send nothing,
/// though its check says no.
contract UrwaTransact is UrwaBase {
    error ERC7943CannotTransact(address account);

    constructor(address holder, uint256 units) UrwaBase(holder, units) {}

    function canTransact(address account) public view returns (bool) {
        return _sends[account];
    }

    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozen[account];
    }

    function canTransfer(address from, address to, uint256 units) external view returns (bool) {
        if (_frozen[from] > balanceOf(from) || units > balanceOf(from) - _frozen[from]) return false;
        return canTransact(from) && canTransact(to);
    }

    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            require(canTransact(from), ERC7943CannotTransact(from));
            require(canTransact(to), ERC7943CannotTransact(to));
            bool held = units <= balanceOf(from) && units > _unfrozen(from);
            require(!held, ERC7943InsufficientUnfrozenBalance(from, units, _unfrozen(from)));
        }
        super._update(from, to, units);
    }

    function _id() internal pure override returns (bytes4) {
        return 0x29388973;
    }
}

/// As a well-known library writes it: a list of who is shut out, and errors of its own.
contract UrwaRestricted is ERC20 {
    mapping(address account => uint8) public getRestriction;
    mapping(address account => uint256) public getFrozenTokens;
    bool public allowlist;

    error ERC20UserRestricted(address account);
    error ERC20InsufficientUnfrozenBalance(address user, uint256 needed, uint256 available);

    constructor(address holder, uint256 units) ERC20("uRWA", "URW") {
        _mint(holder, units);
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7 || id == 0x3edbb4c4;
    }

    function restrict(address account, uint8 kind) external {
        getRestriction[account] = kind;
    }

    function setAllowlist(bool on) external {
        allowlist = on;
    }

    function setFrozenTokens(address account, uint256 units) external {
        getFrozenTokens[account] = units;
    }

    function canSend(address account) public view returns (bool) {
        return allowlist ? getRestriction[account] == 2 : getRestriction[account] != 1;
    }

    function canReceive(address account) external view returns (bool) {
        return canSend(account);
    }

    function canTransfer(address from, address to, uint256 units) external view returns (bool) {
        return units <= _available(from) && canSend(from) && canSend(to);
    }

    function _available(address account) private view returns (uint256) {
        uint256 held = balanceOf(account);
        return held > getFrozenTokens[account] ? held - getFrozenTokens[account] : 0;
    }

    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0)) {
            require(
                _available(from) >= units, ERC20InsufficientUnfrozenBalance(from, units, _available(from))
            );
            require(canSend(from), ERC20UserRestricted(from));
        }
        if (to != address(0)) require(canSend(to), ERC20UserRestricted(to));
        super._update(from, to, units);
    }
}

/// The drafts of 2025: a user is allowed or not; the first one asked about token ids everywhere.
contract UrwaUserDraft is UrwaBase {
    error ERC7943NotAllowedUser(address account);

    constructor(address holder, uint256 units) UrwaBase(holder, units) {}

    function isUserAllowed(address account) public view returns (bool) {
        return _sends[account];
    }

    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozen[account];
    }

    function canTransfer(address from, address to, uint256 units) external view returns (bool) {
        return units <= _unfrozen(from) && isUserAllowed(from) && isUserAllowed(to);
    }

    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            require(isUserAllowed(from), ERC7943NotAllowedUser(from));
            require(isUserAllowed(to), ERC7943NotAllowedUser(to));
            require(
                units <= _unfrozen(from), ERC7943InsufficientUnfrozenBalance(from, units, _unfrozen(from))
            );
        }
        super._update(from, to, units);
    }

    function _id() internal pure override returns (bytes4) {
        return 0x20e30a04;
    }
}

contract UrwaFirstDraft is UrwaBase {
    error ERC7943NotAllowedUser(address account);

    constructor(address holder, uint256 units) UrwaBase(holder, units) {}

    function isUserAllowed(address account) public view returns (bool) {
        return _sends[account];
    }

    function getFrozen(address account, uint256) external view returns (uint256) {
        return _frozen[account];
    }

    function isTransferAllowed(address from, address to, uint256, uint256 units) external view returns (bool) {
        return units <= _unfrozen(from) && isUserAllowed(from) && isUserAllowed(to);
    }

    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            require(isUserAllowed(from), ERC7943NotAllowedUser(from));
            require(isUserAllowed(to), ERC7943NotAllowedUser(to));
            require(units <= _unfrozen(from), "frozen");
        }
        super._update(from, to, units);
    }

    function _id() internal pure override returns (bytes4) {
        return 0xf35fc3be;
    }
}

/// Single things, not quantities: an ERC-721 in the manner of ERC-7943, as far as a wallet asks.
contract UrwaThings {
    bytes4 private immutable ID;

    constructor(bytes4 id) {
        ID = id;
    }

    function supportsInterface(bytes4 id) external view returns (bool) {
        return id == 0x01ffc9a7 || id == ID;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 1;
    }
}

/// Answers every question with one and the same word.
contract Parrot {
    uint256 private immutable WORD;

    constructor(uint256 word) {
        WORD = word;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return abi.encode(WORD);
    }
}
