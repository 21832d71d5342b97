"""From the reviewed bytes to a settled transaction. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ui.desktop.core.format import Figure, bytes_groups, fee_figure, figure
from ui.desktop.core.names import AddressBook, network_name
from ui.desktop.core.notices import details_of
from ui.desktop.core.tasks import Run
from ui.desktop.core.word_code import word_code
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.amounts import Amount
from wallet.domain.errors import ProgramFault, WalletError
from wallet.domain.ids import Address, TxHash
from wallet.domain.network import Network
from wallet.domain.review import DecodedCall
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry, OutboxState, Reviewed
from wallet.domain.vault import SecretInput

if TYPE_CHECKING:
    from wallet.services.signing import Signing
    from wallet.services.tracking import Tracking
    from wallet.services.transfers import Transfers

COIN_DECIMALS = 18
_ACTIONS = ("vote", "delegation")
POLL_S = 0.7


class Stage(Enum):
    """How far it is."""

    REVIEW = "review"
    SIGNING = "signing"
    SENDING = "sending"
    SUBMITTED = "submitted"
    MINED = "mined"
    SETTLED = "settled"
    FAILED = "failed"
    STOPPED = "stopped"


STEPS = (Stage.SIGNING, Stage.SUBMITTED, Stage.MINED, Stage.SETTLED)


@dataclass(frozen=True, slots=True)
class Party:
    """An address with its name, if it has one."""

    address: Address
    name: str | None


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A vote as the bytes have it.

    Attributes:
        choice: ``for``, ``against`` or ``abstain``.
        title: What is known under this number; empty if it is not in the list.
        voter: Whose signed vote is handed in, if it is not the sender's own.
    """

    choice: str
    number: str
    title: str
    reason: str
    voter: Party | None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What the bytes say. Nothing here comes from a form.

    Attributes:
        kind: ``transfer``, ``vote`` or ``delegation``.
        recipient: Who gets it; the assembly of a vote; who votes after a delegation.
        ballot: Of a vote.
        partition: The class the units are in, where one is named; else empty.
    """

    sender: Party
    recipient: Party | None
    amount: Figure | None
    token: Address | None
    token_name: str
    network: str
    fee_likely: Figure
    fee_most: Figure
    call: str
    nonce: int
    gas: int
    digest: str
    code: str
    kind: str = "transfer"
    ballot: BallotFacts | None = None
    partition: str = ""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What the dialog draws.

    Attributes:
        confirmations: Blocks seen on top, and how many are asked for.
        paid: The fee that was taken, once the network tells it.
    """

    facts: ReviewFacts
    stage: Stage = Stage.REVIEW
    tx_hash: str = ""
    problem: str = ""
    details: str = ""
    confirmations: tuple[int, int] = (0, 1)
    block: int | None = None
    paid: Figure | None = None

    @property
    def is_final(self) -> bool:
        """Whether nothing more is expected."""
        return self.stage in {Stage.SETTLED, Stage.FAILED}

    @property
    def is_busy(self) -> bool:
        """Whether keys or nodes are at work before the hand-over to the network."""
        return self.stage in {Stage.SIGNING, Stage.SENDING}


@dataclass(frozen=True, slots=True)
class ReviewNeeds:
    """What signs, sends and follows.

    Attributes:
        token: What is known of a token by its address.
        assembly: The name of a followed assembly; empty if it has none.
        proposal_title: The title of a proposal that was read; empty if it was not.
    """

    signing: "Signing"
    transfers: "Transfers"
    tracking: "Tracking"
    book: AddressBook
    network: Network
    token: Callable[[Address], SecurityToken | None]
    assembly: Callable[[Address], str] = lambda _address: ""
    proposal_title: Callable[[Address, int], str] = lambda _address, _number: ""


_STAGES = {
    OutboxState.SIGNED: Stage.SENDING,
    OutboxState.SUBMITTED: Stage.SUBMITTED,
    OutboxState.MINED: Stage.MINED,
    OutboxState.SETTLED: Stage.SETTLED,
    OutboxState.REVERTED: Stage.FAILED,
    OutboxState.REPLACED: Stage.FAILED,
    OutboxState.DROPPED: Stage.FAILED,
}


class ReviewModel:
    """One reviewed transaction, until its end."""

    def __init__(
        self,
        reviewed: Reviewed,
        needs: ReviewNeeds,
        run: Run,
        render: Callable[[ReviewView], None],
    ) -> None:
        self._reviewed = reviewed
        self._needs = needs
        self._run = run
        self._render = render
        self._hash: TxHash | None = None
        self._followed = True
        self.view = ReviewView(facts_of(reviewed, needs))

    def start(self) -> None:
        """Draw the first time."""
        self._render(self.view)

    def stop(self) -> None:
        """Nobody looks any more; what was sent is followed by the frame of the window."""
        self._followed = False

    def send(self, passphrase: str) -> None:
        """Sign with this passphrase, journal, send, follow."""
        if self.view.is_busy or self._hash is not None:
            return
        if not passphrase:
            self._show(stage=Stage.REVIEW, problem=words("window.review.passphrase_missing"))
            return
        self._show(stage=Stage.SIGNING, problem="", details="")
        account = self._reviewed.review.account
        secret = SecretInput.typed(passphrase)
        self._run(
            lambda: self._sign_and_submit(secret),
            self._submitted,
            self._stopped,
            lane=f"account:{account}",
        )

    async def _sign_and_submit(self, secret: SecretInput) -> OutboxEntry:
        signed = await self._needs.signing.sign(self._reviewed, secret)
        self._hash = signed.transaction.hash
        self._show(stage=Stage.SENDING, tx_hash=str(self._hash))
        return await self._needs.transfers.submit(signed)

    def _submitted(self, entry: OutboxEntry) -> None:
        self._take(entry)

    def _take(self, entry: OutboxEntry) -> None:
        stage = _STAGES[entry.state]
        problem = details = ""
        if stage is Stage.FAILED:
            problem = words(_undone(entry.state, self.view.facts.kind))
            details = entry.error or ""
        self._show(
            stage=stage,
            tx_hash=str(entry.tx_hash),
            problem=problem,
            details=details,
            confirmations=(entry.confirmations, self._needs.network.confirmations),
            block=entry.block_number,
            paid=_paid(entry, self._needs.network.coin),
        )
        if not entry.state.is_final and self._followed:
            self._follow()

    def _follow(self) -> None:
        self._run(
            self._needs.tracking.poll,
            lambda _changed: self._look(),
            self._cannot_follow,
            slot="follow",
            lane="tracking",
            delay_s=POLL_S,
        )

    def _look(self) -> None:
        for entry in self._needs.tracking.entries():
            if entry.tx_hash == self._hash:
                self._take(entry)
                return
        self._show(stage=Stage.FAILED, problem=error_sentence(ProgramFault("internal")))

    def _cannot_follow(self, error: WalletError) -> None:
        # Sent is sent: say that the network is silent, and ask again.
        self._show(problem=error_sentence(error), details=details_of(error))
        if self._followed:
            self._follow()

    def _stopped(self, error: WalletError) -> None:
        # Before the signature everything can be tried again; after it the journal has the bytes.
        stage = Stage.REVIEW if self._hash is None else Stage.STOPPED
        sentence = error_sentence(error, self._needs.book.shown)
        self._show(stage=stage, problem=sentence, details=details_of(error))

    def _show(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]
        if self._followed:
            self._render(self.view)


def facts_of(reviewed: Reviewed, needs: ReviewNeeds) -> ReviewFacts:
    """Read the review into words."""
    review, call, book = reviewed.review, reviewed.review.call, needs.book
    token = needs.token(call.token) if call.token else None
    coin = needs.network.coin
    amount = None
    if call.base_units is not None:
        amount = _amount(call.base_units, token, coin, is_payment=call.kind == "payment")
    sender = call.sender or review.account
    recipient = None
    if call.recipient:
        known = book.known(call.recipient)
        if known is None and call.kind == "vote":
            known = needs.assembly(call.recipient) or None
        recipient = Party(call.recipient, known)
    return ReviewFacts(
        sender=Party(sender, book.known(sender)),
        recipient=recipient,
        amount=amount,
        token=call.token,
        token_name=token.name if token else "",
        network=words(
            "window.review.network_line",
            name=network_name(needs.network.name),
            id=review.transaction.chain_id,
        ),
        fee_likely=fee_figure(Amount(reviewed.fee.likely_wei, COIN_DECIMALS), coin),
        fee_most=fee_figure(Amount(reviewed.fee.max_wei, COIN_DECIMALS), coin),
        call=call.function or words("window.review.plain_payment"),
        nonce=review.transaction.nonce,
        gas=review.transaction.gas,
        digest=bytes_groups(review.digest),
        code=word_code(review.digest),
        kind=call.kind if call.kind in _ACTIONS else "transfer",
        ballot=_ballot(call, needs) if call.kind == "vote" else None,
        partition=str(call.args.get("class", "")),
    )


def _ballot(call: DecodedCall, needs: ReviewNeeds) -> BallotFacts:
    """A vote's arguments; its title is looked up by what the bytes name."""
    args, governor = call.args, call.recipient
    number, voter = args.get("proposal_id"), args.get("voter")
    title = ""
    if governor is not None and isinstance(number, int):
        title = needs.proposal_title(governor, number)
    party = None
    if isinstance(voter, Address):
        party = Party(voter, needs.book.known(voter))
    return BallotFacts(
        str(args.get("support")), str(number), title, str(args.get("reason") or ""), party
    )


def _paid(entry: OutboxEntry, coin: str) -> Figure | None:
    if entry.gas_used is None or entry.effective_gas_price is None:
        return None
    return fee_figure(Amount(entry.gas_used * entry.effective_gas_price, COIN_DECIMALS), coin)


def _undone(state: OutboxState, kind: str) -> str:
    """Code of the sentence for a transaction that came to nothing."""
    if state is OutboxState.REVERTED and kind in _ACTIONS:
        return f"window.review.reverted_{kind}"
    return f"window.review.{state.value}"


def _amount(units: int, token: SecurityToken | None, coin: str, *, is_payment: bool) -> Figure:
    if is_payment:
        return figure(Amount(units, COIN_DECIMALS), coin)
    if token is None:
        return figure(Amount(units, 0), words("window.base_units", unit=""))
    return figure(token.amount(units), token.symbol)
