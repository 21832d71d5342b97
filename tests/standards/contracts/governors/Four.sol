// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {ERC20} from "openzeppelin-4/token/ERC20/ERC20.sol";
import {ERC20Permit} from "openzeppelin-4/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "openzeppelin-4/token/ERC20/extensions/ERC20Votes.sol";
import {Governor} from "openzeppelin-4/governance/Governor.sol";
import {IGovernor} from "openzeppelin-4/governance/IGovernor.sol";
import {GovernorSettings} from "openzeppelin-4/governance/extensions/GovernorSettings.sol";
import {GovernorCountingSimple} from "openzeppelin-4/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "openzeppelin-4/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from
    "openzeppelin-4/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "openzeppelin-4/governance/utils/IVotes.sol";

contract SharesInBlocks4 is ERC20Votes {
    constructor() ERC20("Shares", "SHR") ERC20Permit("Shares") {}

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }

    function decimals() public pure override returns (uint8) {
        return 2;
    }
}

contract SharesInSeconds4 is SharesInBlocks4 {
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }
}

contract Governor4 is
    Governor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction
{
    constructor(IVotes shares, uint48 delay, uint32 period)
        Governor("Four meeting")
        GovernorSettings(delay, period, 0)
        GovernorVotes(shares)
        GovernorVotesQuorumFraction(10)
    {}

    function votingDelay() public view override(IGovernor, GovernorSettings) returns (uint256) {
        return super.votingDelay();
    }

    function votingPeriod() public view override(IGovernor, GovernorSettings) returns (uint256) {
        return super.votingPeriod();
    }

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function quorum(uint256 timepoint)
        public
        view
        override(IGovernor, GovernorVotesQuorumFraction)
        returns (uint256)
    {
        return super.quorum(timepoint);
    }
}
