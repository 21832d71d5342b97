// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signatures} from "./Signatures.sol";
import {TypedData} from "./TypedData.sol";

/// @notice Voting power with history (ERC-5805) counted in seconds (ERC-6372).
/// @dev Power is zero until an account delegates, to itself or to another.
abstract contract Votes is TypedData {
    struct Checkpoint208 {
        uint48 _key;
        uint208 _value;
    }

    bytes32 private constant DELEGATION_TYPEHASH =
        keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

    mapping(address account => address) private _delegatee;
    mapping(address delegatee => Checkpoint208[]) private _power;
    Checkpoint208[] private _supply;

    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes);

    error ECDSAInvalidSignature();
    error VotesExpiredSignature(uint256 expiry);
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);

    function clock() public view returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparator();
    }

    function getVotes(address account) external view returns (uint256) {
        return _latest(_power[account]);
    }

    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        return _at(_power[account], timepoint);
    }

    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        return _at(_supply, timepoint);
    }

    function numCheckpoints(address account) external view returns (uint32) {
        return uint32(_power[account].length);
    }

    function checkpoints(address account, uint32 index) external view returns (Checkpoint208 memory) {
        return _power[account][index];
    }

    function delegates(address account) external view returns (address) {
        return _delegatee[account];
    }

    function delegate(address delegatee) external {
        _delegate(msg.sender, delegatee);
    }

    function delegateBySig(address delegatee, uint256 nonce, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external {
        if (block.timestamp > expiry) revert VotesExpiredSignature(expiry);
        bytes32 digest = _typedDigest(keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry)));
        address signer = Signatures.recover(digest, v, r, s);
        if (signer == address(0)) revert ECDSAInvalidSignature();
        _useCheckedNonce(signer, nonce);
        _delegate(signer, delegatee);
    }

    /// @dev Tells this contract that units moved; the zero address stands for issue and redemption.
    function _moveVotingUnits(address from, address to, uint256 amount) internal {
        if (from == address(0)) _push(_supply, _latest(_supply) + amount);
        if (to == address(0)) _push(_supply, _latest(_supply) - amount);
        _movePower(_delegatee[from], _delegatee[to], amount);
    }

    function _votingUnits(address account) internal view virtual returns (uint256);

    function _delegate(address account, address delegatee) private {
        address before = _delegatee[account];
        _delegatee[account] = delegatee;
        emit DelegateChanged(account, before, delegatee);
        _movePower(before, delegatee, _votingUnits(account));
    }

    function _movePower(address from, address to, uint256 amount) private {
        if (from == to || amount == 0) return;
        if (from != address(0)) {
            uint256 power = _latest(_power[from]);
            _push(_power[from], power - amount);
            emit DelegateVotesChanged(from, power, power - amount);
        }
        if (to != address(0)) {
            uint256 power = _latest(_power[to]);
            _push(_power[to], power + amount);
            emit DelegateVotesChanged(to, power, power + amount);
        }
    }

    function _push(Checkpoint208[] storage history, uint256 value) private {
        uint256 count = history.length;
        if (count > 0 && history[count - 1]._key == clock()) {
            history[count - 1]._value = uint208(value);
        } else {
            history.push(Checkpoint208(clock(), uint208(value)));
        }
    }

    function _latest(Checkpoint208[] storage history) private view returns (uint256) {
        uint256 count = history.length;
        return count == 0 ? 0 : history[count - 1]._value;
    }

    function _at(Checkpoint208[] storage history, uint256 timepoint) private view returns (uint256) {
        if (timepoint >= clock()) revert ERC5805FutureLookup(timepoint, clock());
        uint256 low;
        uint256 high = history.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (history[middle]._key > timepoint) high = middle;
            else low = middle + 1;
        }
        return low == 0 ? 0 : history[low - 1]._value;
    }
}
