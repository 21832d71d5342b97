// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "./IGovernor.sol";

/// @notice The shares a meeting counts: past voting power and past supply.
interface IVotingShares {
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256);
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256);
}

/// @notice Against, for, abstain; for and abstain count towards the quorum.
abstract contract VoteCounting is IGovernor {
    struct Tally {
        uint256 against;
        uint256 inFavour;
        uint256 abstain;
        mapping(address voter => bool) voted;
    }

    mapping(uint256 proposalId => Tally) private _tallies;

    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() external pure returns (string memory) {
        return "support=bravo&quorum=for,abstain";
    }

    function hasVoted(uint256 proposalId, address account) external view returns (bool) {
        return _tallies[proposalId].voted[account];
    }

    function proposalVotes(uint256 proposalId)
        external
        view
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        Tally storage tally = _tallies[proposalId];
        return (tally.against, tally.inFavour, tally.abstain);
    }

    function _count(uint256 proposalId, address voter, uint8 support, uint256 weight) internal {
        Tally storage tally = _tallies[proposalId];
        if (tally.voted[voter]) revert GovernorAlreadyCastVote(voter);
        tally.voted[voter] = true;
        if (support == 0) tally.against += weight;
        else if (support == 1) tally.inFavour += weight;
        else if (support == 2) tally.abstain += weight;
        else revert GovernorInvalidVoteType();
    }

    function _carried(uint256 proposalId, uint256 quorumVotes) internal view returns (bool) {
        Tally storage tally = _tallies[proposalId];
        return tally.inFavour + tally.abstain >= quorumVotes && tally.inFavour > tally.against;
    }
}
