"""The computer with the network: asks for a signature by file, and sends what comes back.

The stages are those of every transaction: what was reviewed is written to a file instead of
being signed here; the answer has to hold exactly those bytes, is checked against the newest
block, and goes out through the same journal as everything else.
"""

from dataclasses import dataclass, replace

from wallet.domain.action import ActionCheck
from wallet.domain.compliance import TransferIntent
from wallet.domain.errors import BadInput, NotFound, ProgramFault, Refusal, WalletError
from wallet.domain.ids import Address
from wallet.domain.offline import (
    LIFETIME_S,
    LONGEST_LIFETIME_S,
    OfflineRequest,
    PendingRequest,
    RequestState,
    uuid4,
)
from wallet.domain.offline_checks import compare
from wallet.domain.offline_files import digest_of, read_request, write_request
from wallet.domain.review import review
from wallet.domain.transaction import SignedTransaction, UnsignedTransaction
from wallet.domain.transfer import Acceptances, OutboxEntry, OutboxState, Reviewed, Signed
from wallet.domain.word_code import word_code
from wallet.ports.offline import RequestStore
from wallet.ports.signer import SignatureRecovery
from wallet.ports.storage import AccountStore, OutboxStore
from wallet.ports.system import Clock
from wallet.services.chain_source import ChainSource, chain_of, network_of
from wallet.services.offline_again import RuleChange, all_accepted, changes, require_passable
from wallet.services.offline_answers import Answer, read_answer
from wallet.services.offline_claims import about_of, check_of, claims_of, evidence_of
from wallet.services.offline_intents import Intents, intent_of
from wallet.services.transfers import Checked, Recheck, RecheckAction, Transfers
from wallet.services.vault_access import NewIds


@dataclass(frozen=True, slots=True)
class Exported:
    """A request, ready to be carried.

    Attributes:
        rivals: Other waiting requests with the same nonce: only one of them can ever be mined.
    """

    request: OfflineRequest
    raw: bytes
    digest: bytes
    rivals: tuple[PendingRequest, ...] = ()

    @property
    def words(self) -> str:
        """The digest as words to compare."""
        return word_code(self.digest)


@dataclass(frozen=True, slots=True)
class Submission:
    """A signed transaction on its way.

    Attributes:
        changes: What the rules say differently since the request was made.
        is_repeated: Whether it was on its way before; nothing was sent now.
    """

    entry: OutboxEntry
    reviewed: Reviewed
    changes: tuple[RuleChange, ...]
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """An answer that fits one of our requests."""

    pending: PendingRequest
    request: OfflineRequest
    answer: Answer


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the rules say now of what was signed, before anything is sent.

    Attributes:
        problem: Why it would not be sent as it is, ``None`` if it would.
    """

    check: Checked
    changes: tuple[RuleChange, ...]
    problem: WalletError | None


@dataclass(frozen=True, slots=True)
class OfflineDesk:
    """What signing by file needs from around it.

    Attributes:
        producer: Name and version of this program.
        recheck: Answers an intent anew at the newest block; the second for votes.
    """

    requests: RequestStore
    accounts: AccountStore
    outbox: OutboxStore
    recovery: SignatureRecovery
    clock: Clock
    new_id: NewIds
    producer: str
    recheck: Recheck
    recheck_action: RecheckAction


class Offline:
    """Requests for signatures by file, and their answers."""

    def __init__(
        self, networks: ChainSource, transfers: Transfers, intents: Intents, desk: OfflineDesk
    ) -> None:
        self._networks = networks
        self._transfers = transfers
        self._intents = intents
        self._desk = desk

    def export(self, reviewed: Reviewed, *, lifetime_s: int = LIFETIME_S) -> Exported:
        """Make a request of what was reviewed, and remember it.

        Args:
            reviewed: An allowed transfer or vote with nonce and fee.
            lifetime_s: After this many seconds nobody shall sign it.

        Raises:
            BadInput: ``offline_lifetime``, ``offline_not_possible``, ``package_malformed`` if
                a text of it cannot be carried.
            NotFound: ``network_unknown``.
        """
        if not 0 < lifetime_s <= LONGEST_LIFETIME_S:
            raise BadInput("offline_lifetime", most_s=LONGEST_LIFETIME_S)
        shown = reviewed.review
        network = network_of(self._networks, shown.transaction.chain_id)
        about = about_of(reviewed)
        if intent_of(shown.call, shown.account, about) != check_of(reviewed).intent:
            raise BadInput("offline_not_possible", kind=shown.call.kind)
        now = self._desk.clock.now()
        request = OfflineRequest(
            id=uuid4(self._desk.new_id(16)),
            created=now,
            expires=now + lifetime_s,
            producer=self._desk.producer,
            account=shown.account,
            path=self._path(shown.account),
            unsigned=shown.transaction.encode(),
            claims=claims_of(reviewed, network, about, self._name),
            evidence=evidence_of(reviewed, network),
        )
        return self._kept(request, write_request(request))

    def _kept(self, request: OfflineRequest, raw: bytes) -> Exported:
        # What this program cannot read, or reads differently, must not leave it.
        again = read_request(raw)
        transaction = UnsignedTransaction.decode(again.unsigned)
        call = review(transaction, again.account, None).call
        mismatches = compare(again, transaction, call)
        if mismatches:
            raise ProgramFault("review_mismatch", fields=mismatches)
        digest = digest_of(raw)
        rivals = self._rivals(request, transaction)
        self._desk.requests.add_request(
            PendingRequest(
                request.id, digest, request.account, request.created, request.expires, raw
            )
        )
        return Exported(request, raw, digest, rivals)

    def pending(self) -> tuple[PendingRequest, ...]:
        """All requests this computer made, newest first."""
        return self._desk.requests.requests()

    def withdraw(self, request_id: str) -> None:
        """Take no answer to a request any more.

        What was signed already could still be sent by whoever has the file; sending another
        transaction with its nonce ends that.

        Raises:
            NotFound: ``offline_request_unknown``.
            BadInput: ``offline_request_done`` if it was submitted.
        """
        pending = self._waiting(request_id)
        if pending.state is RequestState.SUBMITTED:
            raise BadInput("offline_request_done")
        self._store(replace(pending, state=RequestState.WITHDRAWN))

    def take_back(self, raw: bytes) -> Returned:
        """Read an answer and hold it against the request it answers. Asks no network.

        Raises:
            BadInput: The file is not what it must be, ``offline_digest_differs``,
                ``offline_answer_differs``, ``offline_bytes_differ``, ``offline_signer_differs``,
                ``offline_request_withdrawn``.
            NotFound: ``offline_request_unknown``.
        """
        answer = read_answer(raw, self._desk.recovery)
        response = answer.response
        pending = self._waiting(response.request_id)
        if pending.digest != response.request_digest:
            raise BadInput("offline_digest_differs")
        if pending.state is RequestState.WITHDRAWN:
            raise BadInput("offline_request_withdrawn")
        request = read_request(pending.raw)
        if answer.signed is not None:
            if answer.signed.unsigned.encode() != request.unsigned:
                raise BadInput("offline_bytes_differ")
            if answer.signer != request.account:
                raise BadInput("offline_signer_differs")
        if answer.mismatches or response.signer != request.account:
            raise BadInput("offline_answer_differs", fields=answer.mismatches)
        return Returned(pending, request, answer)

    async def look_ahead(self, returned: Returned, accepted: Acceptances | None = None) -> Outlook:
        """Ask the rules again about what came back signed; sends and stores nothing.

        Raises:
            BadInput: ``offline_other_network``.
            Refusal: ``offline_declined``, ``offline_nonce_used``.
            ChainProblem: The network cannot be read.
        """
        signed, request = returned.answer.signed, returned.request
        if signed is None:
            raise Refusal("offline_declined", reason=returned.answer.response.reason)
        self._require_network(signed.unsigned)
        await self._require_nonce(signed, request.account)
        now = await self._asked_again(returned)
        problem = None
        try:
            together = all_accepted(request, accepted or Acceptances())
            require_passable(now, together, signed.hash)
        except WalletError as found:
            problem = found
        return Outlook(now, changes(request, now.rules), problem)

    async def submit(self, raw: bytes, accepted: Acceptances | None = None) -> Submission:
        """Verify an answer, ask the rules again, and send the signed bytes.

        Args:
            raw: The file of the answer.
            accepted: What the person accepts now, besides what was accepted on export.

        Raises:
            BadInput: As :meth:`take_back`; ``offline_other_network``.
            Refusal: ``offline_declined``, ``offline_nonce_used``, ``refused_after_signing``,
                or what stands against a vote.
            Undecided: ``undecided_after_signing``.
            ChainProblem: The network cannot be read; nothing was sent.
            KeyProblem: ``nonce_taken``.
        """
        returned = self.take_back(raw)
        signed = returned.answer.signed
        if signed is None:
            reason = returned.answer.response.reason
            self._store(replace(returned.pending, state=RequestState.DECLINED, reason=reason))
            raise Refusal("offline_declined", reason=reason)
        self._store(replace(returned.pending, tx_hash=signed.hash))
        async with self._transfers.exclusive():
            submission = await self._submit(returned, signed, accepted or Acceptances())
        done = replace(returned.pending, state=RequestState.SUBMITTED, tx_hash=signed.hash)
        self._store(done)
        return submission

    async def _submit(
        self, returned: Returned, signed: SignedTransaction, accepted: Acceptances
    ) -> Submission:
        request, transaction = returned.request, signed.unsigned
        self._require_network(transaction)
        sent = self._desk.outbox.entry(signed.hash)
        if sent is not None and sent.state is not OutboxState.SIGNED:
            read = review(transaction, request.account, None)
            return Submission(sent, Reviewed(read, request.claims.fee, None), (), is_repeated=True)
        await self._require_nonce(signed, request.account)
        now = await self._asked_again(returned)
        together = all_accepted(request, accepted)
        require_passable(now, together, signed.hash)
        reviewed = _reviewed(request, transaction, now, together)
        entry = await self._transfers.submit(Signed(reviewed, signed, request.account))
        return Submission(entry, reviewed, changes(request, now.rules))

    async def _asked_again(self, returned: Returned) -> Checked:
        call = returned.answer.call
        if call is None:
            raise ProgramFault("unknown_call", kind="none")
        intent = await self._intents.find(call, returned.request.account)
        if isinstance(intent, TransferIntent):
            return await self._desk.recheck(intent)
        return await self._desk.recheck_action(intent)

    def _require_network(self, transaction: UnsignedTransaction) -> None:
        if self._networks.current().chain_id != transaction.chain_id:
            raise BadInput("offline_other_network", chain_id=transaction.chain_id)

    async def _require_nonce(self, signed: SignedTransaction, account: Address) -> None:
        chain = chain_of(self._networks, signed.unsigned.chain_id)
        following = await chain.nonce(account)
        if following > signed.unsigned.nonce and not await chain.knows_transaction(signed.hash):
            raise Refusal("offline_nonce_used", nonce=signed.unsigned.nonce)

    def _waiting(self, request_id: str) -> PendingRequest:
        pending = self._desk.requests.request(request_id)
        if pending is None:
            raise NotFound("offline_request_unknown", id=request_id)
        return pending

    def _store(self, pending: PendingRequest) -> None:
        self._desk.requests.update_request(pending)

    def _path(self, address: Address) -> str | None:
        accounts = self._desk.accounts.accounts()
        return next((one.path for one in accounts if one.address == address), None)

    def _name(self, address: Address) -> str:
        named = [(one.address, one.label) for one in self._desk.accounts.accounts()]
        named += [(one.address, one.name) for one in self._desk.accounts.contacts()]
        return next((name for at, name in named if at == address), "")

    def _rivals(
        self, request: OfflineRequest, transaction: UnsignedTransaction
    ) -> tuple[PendingRequest, ...]:
        return tuple(
            one
            for one in self.pending()
            if one.state is RequestState.WAITING
            and one.account == request.account
            and one.expires > request.created
            and _place(one) == (transaction.chain_id, transaction.nonce)
        )


def _reviewed(
    request: OfflineRequest,
    transaction: UnsignedTransaction,
    now: Checked,
    accepted: Acceptances,
) -> Reviewed:
    fee, read = request.claims.fee, review(transaction, request.account, now.intent)
    if isinstance(now, ActionCheck):
        return Reviewed(read, fee, None, accepted, now)
    return Reviewed(read, fee, now, accepted)


def _place(pending: PendingRequest) -> tuple[int, int]:
    claims = read_request(pending.raw).claims
    return claims.chain_id, claims.nonce
