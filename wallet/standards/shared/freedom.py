"""The rule about what may leave a balance: free, and what keeps the rest."""

from wallet.domain.compliance import (
    Actor,
    At,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.holding import Parts, Unlock
from wallet.standards.shared.probes import status


def freedom_rules(
    intent: TransferIntent,
    parts: Parts | None,
    unlocks: tuple[Unlock, ...] = (),
    *,
    lockable: bool = False,
    freezable: bool = False,
) -> tuple[Rule, ...]:
    """``sender_free_balance`` with its causes ``partial_freeze`` and ``lockup``.

    A cause fails only when the amount would pass without it, or when together they are
    needed: whichever part stands in the way is named.

    Args:
        intent: The wish.
        parts: Total, free, frozen, locked of the sender; ``None`` while unknown.
        unlocks: When locked parts become free, soonest first.
        lockable: Whether this token can lock parts, so that the rule is listed.
        freezable: Whether this token can freeze parts.
    """
    short = parts is not None and parts.free < intent.base_units <= parts.total
    rules = [_free(intent, parts)]
    if freezable:
        frozen = None if parts is None else parts.frozen
        rules.append(_frozen(intent, frozen, held=bool(frozen) and short))
    if lockable:
        locked = None if parts is None else parts.locked
        rules.append(_lockup(intent, locked, unlocks, parts, held=bool(locked) and short))
    return tuple(rules)


def _free(intent: TransferIntent, parts: Parts | None) -> Rule:
    params: dict[str, Param] = {"account": intent.sender, "amount": intent.amount}
    if parts is None:
        params["free"] = None
        return Rule("sender_free_balance", Subject.SENDER, RuleStatus.UNKNOWN, params)
    params["free"] = intent.token.amount(parts.free)
    if intent.base_units > parts.total:
        # Above the total the balance itself is the reason, and it has a rule of its own.
        return Rule("sender_free_balance", Subject.SENDER, RuleStatus.NOT_APPLICABLE, params)
    within = intent.base_units <= parts.free
    remedy = None if within else Remedy(Actor.YOU, "send_less", {"most": params["free"]})
    return Rule("sender_free_balance", Subject.SENDER, status(passed=within), params, remedy=remedy)


def _frozen(intent: TransferIntent, frozen: int | None, *, held: bool) -> Rule:
    amount = None if frozen is None else intent.token.amount(frozen)
    return Rule(
        "partial_freeze",
        Subject.SENDER,
        _cause(frozen, held=held),
        {"account": intent.sender, "frozen": amount},
        remedy=Remedy(Actor.ISSUER, "unfreeze_part") if held else None,
    )


def _lockup(
    intent: TransferIntent,
    locked: int | None,
    unlocks: tuple[Unlock, ...],
    parts: Parts | None,
    *,
    held: bool,
) -> Rule:
    earliest = first_time_enough(parts, unlocks, intent.base_units) if held and parts else None
    params: dict[str, Param] = {
        "account": intent.sender,
        "locked": None if locked is None else intent.token.amount(locked),
        "until": At(unlocks[0].at) if unlocks else None,
    }
    remedy = Remedy(Actor.TIME if earliest else Actor.ISSUER, "wait_unlock", params, earliest)
    return Rule(
        "lockup",
        Subject.SENDER,
        _cause(locked, held=held),
        params,
        remedy=remedy if held else None,
    )


def _cause(part: int | None, *, held: bool) -> RuleStatus:
    if part is None:
        return RuleStatus.UNKNOWN
    if part == 0:
        return RuleStatus.NOT_APPLICABLE
    return RuleStatus.FAIL if held else RuleStatus.PASS


def first_time_enough(parts: Parts, unlocks: tuple[Unlock, ...], amount: int) -> int | None:
    """When enough has become free for the amount; ``None`` if waiting does not help."""
    free = parts.free
    for unlock in sorted(unlocks, key=lambda one: one.at):
        free += unlock.base_units
        if free >= amount:
            return unlock.at
    return None
