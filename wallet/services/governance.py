"""Votes of shareholders: who asks, what is asked, what waits for an answer."""

from asyncio import gather
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from wallet.domain.action import ActionCheck
from wallet.domain.ballot_file import BallotFile
from wallet.domain.chain import Block
from wallet.domain.errors import BadInput, ChainProblem, NotFound
from wallet.domain.events import GovernorsChanged
from wallet.domain.governance import (
    ActionIntent,
    BallotIntent,
    Governor,
    Proposal,
    ProposalState,
    SignedBallot,
    SubmissionIntent,
    VotingPower,
)
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.typed_data import BallotData
from wallet.ports.governance import GovernorStore
from wallet.ports.signer import SignatureRecovery
from wallet.ports.system import Clock, EventSink
from wallet.services.chain_source import ChainSource, chain_of
from wallet.services.governor_search import Discovery, GovernorSearch
from wallet.services.proposals import ProposalList, ProposalReader, ProposalView, in_order
from wallet.services.snapshots import open_snapshot
from wallet.services.tokens import Tokens
from wallet.services.vote_checks import Language, VoteChecks


@dataclass(frozen=True, slots=True)
class Voting:
    """What votes need from around them.

    Attributes:
        own: The accounts of this wallet.
    """

    store: GovernorStore
    language: Language
    clock: Clock
    events: EventSink
    recovery: SignatureRecovery
    own: Callable[[], Collection[Address]]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page about votes shows, for one account.

    Attributes:
        waiting: Open, not voted on, and the vote would count; soonest end first.
        open: Other votes that are open or about to be.
        past: The rest, newest first.
        needs_delegation: Governors whose units the account holds without any vote.
        is_complete: Whether all events up to the block were read.
    """

    block: Block
    waiting: tuple[ProposalView, ...]
    open: tuple[ProposalView, ...]
    past: tuple[ProposalView, ...]
    needs_delegation: tuple[Governor, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class TokenVotes:
    """The votes that come with a token, for one account."""

    token: SecurityToken
    power: VotingPower


class Governance:
    """Governors of the current network and their proposals."""

    def __init__(self, networks: ChainSource, tokens: Tokens, voting: Voting) -> None:
        self._networks = networks
        self._tokens = tokens
        self._voting = voting
        self._checks = VoteChecks(networks, voting.language, voting.clock)
        self._reader = ProposalReader(voting.store, self._checks, voting.clock)
        self._search = GovernorSearch(tokens, voting.language.governors, voting.own)

    def governors(self) -> tuple[Governor, ...]:
        """Followed on the current network, in the order they were added."""
        return self._voting.store.governors(self._networks.current().chain_id)

    async def add(self, address: Address) -> Governor:
        """Recognise a governor and follow it.

        Raises:
            BadInput: ``not_a_contract``, ``not_a_governor``.
            ChainProblem: The network cannot be read.
        """
        governor = await self.recognise(address)
        self._voting.store.save_governor(governor)
        self._voting.events.publish(GovernorsChanged())
        return governor

    async def recognise(self, address: Address) -> Governor:
        """Find out what a contract is, without following it; errors as :meth:`add`."""
        snapshot = await open_snapshot(self._networks.chain(), self._voting.clock)
        code = await snapshot.reader.code(address)
        if code is None:
            raise ChainProblem("node_unreachable", endpoint="", why="no_code_answer")
        if not code:
            raise BadInput("not_a_contract", address=address)
        governor = await self._voting.language.governors.recognise(snapshot.reader, address)
        if governor is None:
            raise BadInput("not_a_governor", address=address)
        return governor

    def remove(self, text: str) -> Governor:
        """Stop following a governor, by address or name.

        Raises:
            NotFound: ``governor_unknown``.
            BadInput: ``governor_ambiguous``.
        """
        governor = self._followed(text)
        self._voting.store.remove_governor(governor.chain_id, governor.address)
        self._voting.events.publish(GovernorsChanged())
        return governor

    async def resolve(self, text: str) -> Governor:
        """A governor by address, or by the name of a followed one.

        Raises:
            NotFound: ``governor_unknown``.
            BadInput: ``governor_ambiguous``, ``not_a_governor``, a malformed address.
        """
        try:
            return self._followed(text)
        except NotFound:
            if not text.lower().startswith("0x"):
                raise
        return await self.recognise(Address(text))

    async def discover(self) -> Discovery:
        """Look for governors of the tracked tokens that are not followed yet.

        Raises:
            ChainProblem: The network cannot be read.
        """
        known = {governor.address for governor in self.governors()}
        snapshot = await open_snapshot(self._networks.chain(), self._voting.clock)
        return await self._search.run(snapshot.reader, known)

    async def proposals(
        self, governors: Sequence[Governor] | None = None, account: Address | None = None
    ) -> ProposalList:
        """Proposals as they stand at the newest block.

        Args:
            governors: Whose; all followed ones if not given.
            account: Whose power and votes to tell.

        Raises:
            ChainProblem: The network cannot be read.
        """
        asked = self.governors() if governors is None else tuple(governors)
        chain = self._networks.chain()
        snapshot = await open_snapshot(chain, self._voting.clock)
        views: list[ProposalView] = []
        is_complete, left_out = True, 0
        for governor in asked:
            is_complete &= await self._reader.sync(chain, snapshot.block, governor)
            found, older = await self._reader.views(chain, snapshot, governor, account)
            views += found
            left_out += older
        return ProposalList(snapshot.block, in_order(views), is_complete, left_out)

    async def overview(self, account: Address | None = None) -> Overview:
        """What waits for the account's vote, what else is open, what is past.

        Raises:
            ChainProblem: The network cannot be read.
        """
        found = await self.proposals(account=account)
        waiting = tuple(view for view in found.views if view.waits_for_vote)
        others = tuple(view for view in found.views if not view.waits_for_vote)
        is_open = {ProposalState.ACTIVE, ProposalState.PENDING}
        undelegated = {
            view.governor.address: view.governor
            for view in found.views
            if (power := _power(view)) is not None and power.needs_delegation
        }
        return Overview(
            found.block,
            waiting,
            tuple(view for view in others if _state(view) in is_open),
            tuple(view for view in others if _state(view) not in is_open),
            tuple(undelegated.values()),
            found.is_complete,
        )

    async def delegations(self, account: Address) -> tuple[TokenVotes, ...]:
        """Which tokens vote, and to whom the account has delegated.

        Asked are the tracked tokens and those whose votes a followed governor counts; tokens
        without votes, and such that do not say, are left out.

        Raises:
            ChainProblem: The network cannot be read.
        """
        tracked = {token.address: token for token in self._tokens.tokens()}
        counted = [one.token for one in self.governors() if one.token is not None]
        asked = tuple(dict.fromkeys([*counted, *tracked]))
        snapshot = await open_snapshot(self._networks.chain(), self._voting.clock)
        votes = self._voting.language.votes
        powers = await gather(*(votes.power_now(snapshot.reader, one, account) for one in asked))
        return tuple(
            [
                TokenVotes(tracked.get(one) or await self._tokens.resolve(one), power)
                for one, power in zip(asked, powers, strict=True)
                if power is not None
            ]
        )

    def known_proposal(self, governor: Address, number: int) -> Proposal | None:
        """A proposal as it was read the last time; asks nobody."""
        chain_id = self._networks.current().chain_id
        known = self._voting.store.proposals(chain_id, governor)
        return next((one for one in known if one.id == number), None)

    async def check(self, intent: ActionIntent) -> ActionCheck:
        """Whether a vote or a delegation will pass, and why not.

        Raises:
            NotFound: ``proposal_unknown``.
            Undecided: ``ballot_domain_unknown``, for a signed ballot.
            ChainProblem: The network cannot be read at all.
        """
        return await self._checks.check(intent)

    async def ballot(self, intent: BallotIntent) -> BallotData:
        """What the voter signs so that somebody else can hand the vote in.

        Raises:
            BadInput: ``ballot_has_no_reason``.
            Undecided: ``ballot_domain_unknown``.
            ChainProblem: The network cannot be read.
        """
        if intent.reason:
            raise BadInput("ballot_has_no_reason")
        chain = chain_of(self._networks, intent.chain_id)
        snapshot = await open_snapshot(chain, self._voting.clock)
        return await self._voting.language.governors.ballot(snapshot.reader, intent)

    async def submission(self, file: BallotFile, submitter: Address) -> SubmissionIntent:
        """The wish to hand in somebody's ballot, once it is known to be theirs.

        Raises:
            BadInput: ``ballot_signature_wrong``, ``ballot_other_chain``, ``ballot_malformed`` (of
                another generation than the governor), ``not_a_governor``, ``not_a_contract``.
            ChainProblem: The network cannot be read.
        """
        ballot = file.ballot
        if self._voting.recovery.recover(ballot.digest, file.signature) != file.voter:
            raise BadInput("ballot_signature_wrong", voter=file.voter)
        if ballot.chain_id != self._networks.current().chain_id:
            raise BadInput("ballot_other_chain", chain_id=ballot.chain_id)
        governor = await self.resolve(ballot.governor)
        if (governor.generation >= 5) != (ballot.nonce is not None):
            raise BadInput("ballot_malformed", why="generation")
        signed = SignedBallot(
            governor,
            ballot.proposal_id,
            ballot.support,
            file.voter,
            ballot.nonce,
            file.signature.to_bytes(),
        )
        return SubmissionIntent(signed, submitter)

    def _followed(self, text: str) -> Governor:
        wanted = text.casefold()
        found = [
            governor
            for governor in self.governors()
            if wanted in {governor.address.casefold(), governor.name.casefold()}
        ]
        if len(found) > 1:
            raise BadInput("governor_ambiguous", name=text[:64], count=len(found))
        if not found:
            raise NotFound("governor_unknown", text=text[:64])
        return found[0]


def _state(view: ProposalView) -> ProposalState | None:
    return None if view.standing is None else view.standing.state


def _power(view: ProposalView) -> VotingPower | None:
    return None if view.standing is None else view.standing.power
