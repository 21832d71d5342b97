"""Which nonce the next transaction of an account takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from wallet.domain.transfer import OutboxEntry, OutboxState

# Signed, and then stopped by the check before sending: the bytes never left this machine.
STOPPED_CODES = frozenset(
    {"refused_after_signing", "undecided_after_signing", "not_checked_after_signing"}
)


def was_stopped(entry: OutboxEntry) -> bool:
    """Whether it was signed but deliberately not sent; it is never sent by itself."""
    return entry.state is OutboxState.SIGNED and entry.error in STOPPED_CODES


@dataclass(frozen=True, slots=True)
class NonceChoice:
    """A nonce, and the stopped transaction whose place it takes, if there is one."""

    nonce: int
    replaces: OutboxEntry | None = None


def choose_nonce(pending: int, live: Iterable[OutboxEntry]) -> NonceChoice:
    """The lowest nonce that neither the chain nor the own journal has used.

    Usually that is the one after the highest of both. Where the journal leaves a gap (one of
    ours was dropped) the gap is filled: anything behind it would wait for ever, and if the
    dropped one is still around somewhere only one of the two can ever be mined.

    Args:
        pending: Transactions of the account as the chain counts them, pending included.
        live: Own transactions of the account that are not final.
    """
    by_nonce = {entry.nonce: entry for entry in live if not was_stopped(entry)}
    stopped = {entry.nonce: entry for entry in live if was_stopped(entry)}
    nonce = pending
    while nonce in by_nonce:
        nonce += 1
    return NonceChoice(nonce, stopped.get(nonce))
