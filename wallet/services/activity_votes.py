"""Votes and delegations of the accounts as lines of history. Pure."""

from collections.abc import Collection, Mapping, Sequence

from wallet.domain.activity import ActivityEntry
from wallet.domain.chain import LogEntry, LogQuery
from wallet.domain.ids import Address
from wallet.domain.vote_events import (
    DELEGATED_TOPIC,
    cast_query,
    read_cast,
    read_delegated,
)

Pair = tuple[Address, Address]


def vote_queries(
    accounts: Collection[Address],
    tokens: Collection[Address],
    governors: Collection[Address],
    span: tuple[int, int],
) -> tuple[LogQuery, ...]:
    """What to ask for: votes at the governors, and who handed over the votes of the tokens."""
    found = []
    if governors:
        found.append(cast_query(tuple(sorted(governors)), tuple(sorted(accounts)), *span))
    if tokens:
        people = tuple(bytes(12) + account.raw for account in sorted(accounts))
        found.append(LogQuery(tuple(sorted(tokens)), (DELEGATED_TOPIC, people), *span))
    return tuple(found)


def vote_entries(
    chain_id: int,
    logs: Sequence[LogEntry],
    pairs: Collection[Pair],
    governors: Mapping[Address, Address],
) -> tuple[ActivityEntry, ...]:
    """Lines of history for the pairs.

    Args:
        chain_id: Of all of it.
        logs: In any order; others than these are skipped.
        pairs: (account, token) and (account, governor) that are followed.
        governors: Followed governors, with the token whose units vote.
    """
    found = (_entry(chain_id, log, governors) for log in logs)
    return tuple(
        entry for pair, entry in (each for each in found if each is not None) if pair in pairs
    )


def _entry(
    chain_id: int, log: LogEntry, governors: Mapping[Address, Address]
) -> tuple[Pair, ActivityEntry] | None:
    vote = read_cast(log)
    if vote is not None:
        token = governors.get(vote.governor, vote.governor)
        said = "unknown" if vote.support is None else vote.support.word
        moved = (vote.voter, vote.governor, vote.weight)
        return (vote.voter, log.address), _line(chain_id, log, "vote", (token, moved, said))
    handed = read_delegated(log)
    if handed is not None:
        parties = (handed.delegator, handed.after, None)
        line = _line(chain_id, log, "delegation", (handed.token, parties, None))
        return (handed.delegator, log.address), line
    return None


def _line(
    chain_id: int,
    log: LogEntry,
    kind: str,
    told: tuple[Address, tuple[Address, Address, int | None], str | None],
) -> ActivityEntry:
    token, (sender, recipient, units), note = told
    return ActivityEntry(
        chain_id=chain_id,
        account=sender,
        at=None,
        block_number=log.block_number,
        block_hash=log.block_hash,
        tx_hash=log.tx_hash,
        log_index=log.log_index,
        kind=kind,
        token=token,
        sender=sender,
        recipient=recipient,
        base_units=units,
        note=note,
    )
