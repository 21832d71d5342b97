// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signatures} from "../shared/Signatures.sol";
import {TypedData} from "../shared/TypedData.sol";
import {TokenReceiver} from "../shared/TokenReceiver.sol";
import {IGovernor} from "./IGovernor.sol";
import {IVotingShares, VoteCounting} from "./VoteCounting.sol";

/// @notice The shareholders' meeting: OpenZeppelin 5 Governor interface, clock in seconds, no time lock.
contract ShareholderGovernor is VoteCounting, TypedData, TokenReceiver {
    struct Proposal {
        address proposer;
        uint48 voteStart;
        uint32 voteDuration;
        bool executed;
        bool canceled;
    }

    struct Setup {
        string name;
        IVotingShares shares;
        uint48 votingDelay;
        uint32 votingPeriod;
        uint256 proposalThreshold;
        uint256 quorumPercent;
    }

    // solhint-disable-next-line var-name-mixedcase
    bytes32 public constant BALLOT_TYPEHASH =
        keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
    // solhint-disable-next-line var-name-mixedcase
    bytes32 public constant EXTENDED_BALLOT_TYPEHASH = keccak256(
        "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
    );

    uint256 public constant quorumDenominator = 100;

    string public name;
    IVotingShares public immutable token;
    uint256 public votingDelay;
    uint256 public votingPeriod;
    uint256 public proposalThreshold;
    uint256 public quorumNumerator;

    mapping(uint256 proposalId => Proposal) private _proposals;

    event VotingDelaySet(uint256 oldVotingDelay, uint256 newVotingDelay);
    event VotingPeriodSet(uint256 oldVotingPeriod, uint256 newVotingPeriod);
    event ProposalThresholdSet(uint256 oldProposalThreshold, uint256 newProposalThreshold);

    error FailedCall();

    modifier onlyGovernance() {
        if (msg.sender != address(this)) revert GovernorOnlyExecutor(msg.sender);
        _;
    }

    constructor(Setup memory setup) TypedData(setup.name, "1") {
        name = setup.name;
        token = setup.shares;
        quorumNumerator = setup.quorumPercent;
        _setVotingDelay(setup.votingDelay);
        _setVotingPeriod(setup.votingPeriod);
        _setProposalThreshold(setup.proposalThreshold);
    }

    receive() external payable {}

    function version() external pure returns (string memory) {
        return "1";
    }

    function clock() public view returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == 0x01ffc9a7 || interfaceId == RECEIVER_ID || interfaceId == type(IGovernor).interfaceId
            || interfaceId == type(IGovernor).interfaceId ^ IGovernor.getProposalId.selector;
    }

    // What anybody may ask.

    function hashProposal(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public pure returns (uint256) {
        return uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
    }

    function getProposalId(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public pure returns (uint256) {
        return hashProposal(targets, values, calldatas, descriptionHash);
    }

    function state(uint256 proposalId) public view returns (ProposalState) {
        Proposal storage proposal = _proposals[proposalId];
        if (proposal.executed) return ProposalState.Executed;
        if (proposal.canceled) return ProposalState.Canceled;
        uint256 snapshot = proposal.voteStart;
        if (snapshot == 0) revert GovernorNonexistentProposal(proposalId);
        if (snapshot >= clock()) return ProposalState.Pending;
        if (proposalDeadline(proposalId) >= clock()) return ProposalState.Active;
        return _carried(proposalId, quorum(snapshot)) ? ProposalState.Succeeded : ProposalState.Defeated;
    }

    function proposalSnapshot(uint256 proposalId) external view returns (uint256) {
        return _proposals[proposalId].voteStart;
    }

    function proposalDeadline(uint256 proposalId) public view returns (uint256) {
        return uint256(_proposals[proposalId].voteStart) + _proposals[proposalId].voteDuration;
    }

    function proposalProposer(uint256 proposalId) external view returns (address) {
        return _proposals[proposalId].proposer;
    }

    function proposalEta(uint256) external pure returns (uint256) {
        return 0;
    }

    function proposalNeedsQueuing(uint256) external pure returns (bool) {
        return false;
    }

    function quorum(uint256 timepoint) public view returns (uint256) {
        return token.getPastTotalSupply(timepoint) * quorumNumerator / quorumDenominator;
    }

    function getVotes(address account, uint256 timepoint) public view returns (uint256) {
        return token.getPastVotes(account, timepoint);
    }

    function getVotesWithParams(address account, uint256 timepoint, bytes memory) external view returns (uint256) {
        return token.getPastVotes(account, timepoint);
    }

    // The life of a proposal.

    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) external returns (uint256 proposalId) {
        uint256 votes = getVotes(msg.sender, clock() - 1);
        if (votes < proposalThreshold) revert GovernorInsufficientProposerVotes(msg.sender, votes, proposalThreshold);
        if (targets.length == 0 || targets.length != values.length || targets.length != calldatas.length) {
            revert GovernorInvalidProposalLength(targets.length, calldatas.length, values.length);
        }
        proposalId = getProposalId(targets, values, calldatas, keccak256(bytes(description)));
        Proposal storage proposal = _proposals[proposalId];
        if (proposal.voteStart != 0) {
            revert GovernorUnexpectedProposalState(proposalId, state(proposalId), bytes32(0));
        }
        proposal.proposer = msg.sender;
        proposal.voteStart = clock() + uint48(votingDelay);
        proposal.voteDuration = uint32(votingPeriod);
        emit ProposalCreated(
            proposalId,
            msg.sender,
            targets,
            values,
            new string[](targets.length),
            calldatas,
            proposal.voteStart,
            proposalDeadline(proposalId),
            description
        );
    }

    function queue(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) external view returns (uint256 proposalId) {
        proposalId = getProposalId(targets, values, calldatas, descriptionHash);
        _expect(proposalId, _bit(ProposalState.Succeeded));
        revert GovernorProposalQueueingNotRequired(proposalId);
    }

    function execute(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) external payable returns (uint256 proposalId) {
        proposalId = getProposalId(targets, values, calldatas, descriptionHash);
        _expect(proposalId, _bit(ProposalState.Succeeded) | _bit(ProposalState.Queued));
        _proposals[proposalId].executed = true;
        for (uint256 i; i < targets.length; ++i) {
            _call(targets[i], values[i], calldatas[i]);
        }
        emit ProposalExecuted(proposalId);
    }

    /// @notice Only the proposer, and only before voting starts.
    function cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) external returns (uint256 proposalId) {
        proposalId = getProposalId(targets, values, calldatas, descriptionHash);
        bool pending = state(proposalId) == ProposalState.Pending;
        if (!pending || msg.sender != _proposals[proposalId].proposer) {
            revert GovernorUnableToCancel(proposalId, msg.sender);
        }
        _proposals[proposalId].canceled = true;
        emit ProposalCanceled(proposalId);
    }

    // Voting.

    function castVote(uint256 proposalId, uint8 support) external returns (uint256) {
        return _cast(proposalId, msg.sender, support, "", "");
    }

    function castVoteWithReason(uint256 proposalId, uint8 support, string calldata reason)
        external
        returns (uint256)
    {
        return _cast(proposalId, msg.sender, support, reason, "");
    }

    function castVoteWithReasonAndParams(
        uint256 proposalId,
        uint8 support,
        string calldata reason,
        bytes memory params
    ) external returns (uint256) {
        return _cast(proposalId, msg.sender, support, reason, params);
    }

    function castVoteBySig(uint256 proposalId, uint8 support, address voter, bytes memory signature)
        external
        returns (uint256)
    {
        bytes32 ballot = keccak256(abi.encode(BALLOT_TYPEHASH, proposalId, support, voter, _useNonce(voter)));
        _expectSigned(voter, ballot, signature);
        return _cast(proposalId, voter, support, "", "");
    }

    function castVoteWithReasonAndParamsBySig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string calldata reason,
        bytes memory params,
        bytes memory signature
    ) external returns (uint256) {
        bytes32 ballot = keccak256(
            abi.encode(
                EXTENDED_BALLOT_TYPEHASH,
                proposalId,
                support,
                voter,
                _useNonce(voter),
                keccak256(bytes(reason)),
                keccak256(params)
            )
        );
        _expectSigned(voter, ballot, signature);
        return _cast(proposalId, voter, support, reason, params);
    }

    // What only a carried proposal may do.

    function relay(address target, uint256 value, bytes calldata data) external payable onlyGovernance {
        _call(target, value, data);
    }

    function setVotingDelay(uint48 seconds_) external onlyGovernance {
        _setVotingDelay(seconds_);
    }

    function setVotingPeriod(uint32 seconds_) external onlyGovernance {
        _setVotingPeriod(seconds_);
    }

    function setProposalThreshold(uint256 votes) external onlyGovernance {
        _setProposalThreshold(votes);
    }

    function _setVotingDelay(uint256 value) private {
        emit VotingDelaySet(votingDelay, value);
        votingDelay = value;
    }

    function _setVotingPeriod(uint256 value) private {
        if (value == 0) revert GovernorInvalidVotingPeriod(0);
        emit VotingPeriodSet(votingPeriod, value);
        votingPeriod = value;
    }

    function _setProposalThreshold(uint256 value) private {
        emit ProposalThresholdSet(proposalThreshold, value);
        proposalThreshold = value;
    }

    /// @dev A vote of weight zero counts as voted, as in OpenZeppelin 5.
    function _cast(uint256 proposalId, address voter, uint8 support, string memory reason, bytes memory params)
        private
        returns (uint256 weight)
    {
        _expect(proposalId, _bit(ProposalState.Active));
        weight = getVotes(voter, _proposals[proposalId].voteStart);
        if (params.length > 0) revert GovernorInvalidVoteParams();
        _count(proposalId, voter, support, weight);
        emit VoteCast(voter, proposalId, support, weight, reason);
    }

    function _call(address target, uint256 value, bytes memory data) private {
        (bool success, bytes memory answer) = target.call{value: value}(data);
        if (!success) {
            if (answer.length == 0) revert FailedCall();
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    function _expect(uint256 proposalId, bytes32 allowed) private view {
        ProposalState current = state(proposalId);
        if (_bit(current) & allowed == bytes32(0)) {
            revert GovernorUnexpectedProposalState(proposalId, current, allowed);
        }
    }

    function _expectSigned(address voter, bytes32 structHash, bytes memory signature) private view {
        if (!Signatures.isValidNow(voter, _typedDigest(structHash), signature)) {
            revert GovernorInvalidSignature(voter);
        }
    }

    function _bit(ProposalState value) private pure returns (bytes32) {
        return bytes32(uint256(1) << uint8(value));
    }
}
