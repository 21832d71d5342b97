"""Events of tokens as lines of history. Pure.

Source: ERC-20 (Transfer), ERC-3643 (AddressFrozen, TokensFrozen, TokensUnfrozen,
RecoverySuccess), OpenZeppelin Pausable (Paused, Unpaused). Whatever does not have exactly the
shape of one of these is skipped: another contract may use the same name differently.
"""

from collections.abc import Collection, Sequence

from wallet.domain.activity import ActivityEntry
from wallet.domain.chain import LogEntry, LogQuery
from wallet.domain.errors import BadInput
from wallet.domain.ids import ZERO_ADDRESS, Address
from wallet.domain.keccak import keccak

TRANSFER = keccak(b"Transfer(address,address,uint256)")
WALLET_FROZEN = keccak(b"AddressFrozen(address,bool,address)")
UNITS_FROZEN = keccak(b"TokensFrozen(address,uint256)")
UNITS_UNFROZEN = keccak(b"TokensUnfrozen(address,uint256)")
RECOVERED = keccak(b"RecoverySuccess(address,address,address)")
PAUSED = keccak(b"Paused(address)")
UNPAUSED = keccak(b"Unpaused(address)")

Pair = tuple[Address, Address]


def queries(
    accounts: Collection[Address], tokens: Collection[Address], first: int, last: int
) -> tuple[LogQuery, ...]:
    """What to ask for: events from, to and about the accounts, and pauses of the tokens."""
    contracts = tuple(sorted(tokens))
    people = tuple(bytes(12) + account.raw for account in sorted(accounts))
    about = (TRANSFER, WALLET_FROZEN, UNITS_FROZEN, UNITS_UNFROZEN, RECOVERED)
    topics: tuple[tuple[bytes | tuple[bytes, ...] | None, ...], ...] = (
        (about, people),
        ((TRANSFER, RECOVERED), None, people),
        ((PAUSED, UNPAUSED),),
    )
    return tuple(LogQuery(contracts, wanted, first, last) for wanted in topics)


def entries_of(
    chain_id: int, logs: Sequence[LogEntry], pairs: Collection[Pair], holders: Collection[Pair]
) -> tuple[ActivityEntry, ...]:
    """Lines of history for the pairs.

    Args:
        chain_id: Of all of it.
        logs: In any order; the same one may come twice.
        pairs: (account, token) that are followed.
        holders: Pairs that are known to have moved the token before; only they, and those
            whose movement is among the logs, get lines for pauses.
    """
    told = [log for log in logs if not is_pause(log)]
    about = (entry for log in told for entry in _about_accounts(chain_id, log))
    moved = {_key(entry): entry for entry in about if _pair(entry) in pairs}
    since = dict.fromkeys(holders, -1)
    for entry in sorted(moved.values(), key=lambda entry: entry.block_number):
        since.setdefault(_pair(entry), entry.block_number)
    paused = (
        _pause(chain_id, log, account)
        for log in logs
        if is_pause(log)
        for (account, token), block in since.items()
        if token == log.address and block <= log.block_number
    )
    return tuple((moved | {_key(entry): entry for entry in paused}).values())


def is_pause(log: LogEntry) -> bool:
    """Whether it stops or restarts a whole token."""
    return log.topics[:1] in {(PAUSED,), (UNPAUSED,)}


def _pair(entry: ActivityEntry) -> Pair:
    return entry.account, entry.token


def _key(entry: ActivityEntry) -> tuple[Address, str, int]:
    return entry.account, entry.tx_hash, entry.log_index


def _about_accounts(chain_id: int, log: LogEntry) -> list[ActivityEntry]:
    name, count, size = log.topics[:1], len(log.topics), len(log.data)
    if name == (TRANSFER,) and (count, size) == (3, 32):
        return _moved(chain_id, log)
    if name == (WALLET_FROZEN,) and (count, size) == (4, 0):
        kind = "freeze" if any(log.topics[2]) else "unfreeze"
        return _concerns(chain_id, log, kind, None)
    if name in {(UNITS_FROZEN,), (UNITS_UNFROZEN,)} and (count, size) == (2, 32):
        kind = "freeze" if name == (UNITS_FROZEN,) else "unfreeze"
        return _concerns(chain_id, log, kind, int.from_bytes(log.data))
    if name == (RECOVERED,) and (count, size) == (4, 0):
        return _recovered(chain_id, log)
    return []


def _moved(chain_id: int, log: LogEntry) -> list[ActivityEntry]:
    sender, recipient = _address(log.topics[1]), _address(log.topics[2])
    if sender is None or recipient is None:
        return []
    units = int.from_bytes(log.data)
    out_kind = "burn" if recipient == ZERO_ADDRESS else "transfer_out"
    in_kind = "mint" if sender == ZERO_ADDRESS else "transfer_in"
    sides = {recipient: in_kind}
    # To oneself: one line, told from the side of the sender.
    sides[sender] = out_kind
    return [
        _entry(chain_id, log, account, kind, (sender, recipient, units))
        for account, kind in sides.items()
    ]


def _concerns(chain_id: int, log: LogEntry, kind: str, units: int | None) -> list[ActivityEntry]:
    account = _address(log.topics[1])
    return [] if account is None else [_entry(chain_id, log, account, kind, (None, None, units))]


def _recovered(chain_id: int, log: LogEntry) -> list[ActivityEntry]:
    lost, new = _address(log.topics[1]), _address(log.topics[2])
    if lost is None or new is None:
        return []
    return [
        _entry(chain_id, log, account, "recovery", (lost, new, None)) for account in {lost, new}
    ]


def _pause(chain_id: int, log: LogEntry, account: Address) -> ActivityEntry:
    note = "paused" if log.topics[0] == PAUSED else "unpaused"
    return _entry(chain_id, log, account, "pause", (None, None, None), note)


def _entry(
    chain_id: int,
    log: LogEntry,
    account: Address,
    kind: str,
    moved: tuple[Address | None, Address | None, int | None],
    note: str | None = None,
) -> ActivityEntry:
    sender, recipient, units = moved
    return ActivityEntry(
        chain_id=chain_id,
        account=account,
        at=None,
        block_number=log.block_number,
        block_hash=log.block_hash,
        tx_hash=log.tx_hash,
        log_index=log.log_index,
        kind=kind,
        token=log.address,
        sender=sender,
        recipient=recipient,
        base_units=units,
        note=note,
    )


def _address(topic: bytes) -> Address | None:
    if len(topic) != 32 or any(topic[:12]):
        return None
    try:
        return Address.from_bytes(topic[12:])
    except BadInput:
        return None
