"""The stages of a transfer; each holds the one before and refuses what that does not allow.

Checked > Reviewed > Signed > Submitted > Settled. A vote or a delegation has a check of its own
kind; everything after is the same.
"""

from dataclasses import dataclass
from enum import Enum

from wallet.domain.action import ActionCheck, require_action
from wallet.domain.chain import Call
from wallet.domain.compliance import TransferCheck, require_allowed
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address, TxHash
from wallet.domain.review import Review
from wallet.domain.transaction import FeeQuote, SignedTransaction


@dataclass(frozen=True, slots=True)
class Acceptances:
    """What a person accepted explicitly."""

    disagreement: bool = False
    warnings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Exact bytes with what they say; ready to be signed.

    Attributes:
        check: Of a transfer.
        action: Of a vote or a delegation.

    Raises:
        ProgramFault: No allowed check, a missing acceptance, or bytes that differ from it.
    """

    review: Review
    fee: FeeQuote
    check: TransferCheck | None
    accepted: Acceptances = Acceptances()
    action: ActionCheck | None = None

    def __post_init__(self) -> None:
        if self.review.mismatches:
            raise ProgramFault("review_mismatch", fields=self.review.mismatches)
        if self.action is not None:
            require_action(self.action)
            self._require_call(self.action.call)
        if self.check is None:
            return
        require_allowed(self.check, accept_disagreement=self.accepted.disagreement)
        burns = any(effect.id == "burn" for effect in self.check.effects)
        if burns and "burn" not in self.accepted.warnings:
            raise ProgramFault("acceptance_missing")
        self._require_call(self.check.call)

    def _require_call(self, call: Call) -> None:
        tx = self.review.transaction
        said = (tx.to, tx.data, tx.value, self.review.account)
        if said != (call.to, call.data, call.value, call.sender):
            raise ProgramFault("review_is_not_the_checked_call")


@dataclass(frozen=True, slots=True)
class Signed:
    """Signed bytes of exactly the reviewed transaction, by exactly the reviewed account."""

    reviewed: Reviewed
    transaction: SignedTransaction
    signer: Address

    def __post_init__(self) -> None:
        if self.transaction.unsigned != self.reviewed.review.transaction:
            raise ProgramFault("signed_other_bytes")
        if self.signer != self.reviewed.review.account:
            raise ProgramFault("signed_by_other_account")


class OutboxState(Enum):
    """Where a signed transaction is."""

    SIGNED = "signed"
    SUBMITTED = "submitted"
    MINED = "mined"
    SETTLED = "settled"
    REVERTED = "reverted"
    REPLACED = "replaced"
    DROPPED = "dropped"

    @property
    def is_final(self) -> bool:
        """Whether nothing more is expected of it."""
        return self not in {OutboxState.SIGNED, OutboxState.SUBMITTED, OutboxState.MINED}


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A signed transaction, kept until its end and after. Times are Unix seconds.

    Attributes:
        kind: ``transfer``, ``payment``, ``vote``, ``delegation``, ``claim``, ``cancel``.
        error: Code of a decoded revert reason with its cleaned words, ``None`` if none.
    """

    tx_hash: TxHash
    chain_id: int
    account: Address
    nonce: int
    raw: bytes
    state: OutboxState
    kind: str
    signed_at: int
    token: Address | None = None
    recipient: Address | None = None
    base_units: int | None = None
    submitted_at: int | None = None
    block_number: int | None = None
    block_hash: str | None = None
    confirmations: int = 0
    gas_used: int | None = None
    effective_gas_price: int | None = None
    error: str | None = None
    replaced_by: TxHash | None = None
