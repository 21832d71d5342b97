"""Rules about how much may leave: lots, classes, holds."""

from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.standards.erc1400.reads import Class, Position
from wallet.standards.shared.ask import Answer
from wallet.standards.shared.probes import balance_rule, raw_answer, status


def amount_rules(intent: TransferIntent, held: Position, plain: Answer) -> tuple[Rule, ...]:
    """Lots, balance, the class, and what is free of it, in this order.

    Args:
        intent: The wish.
        held: What the sender has.
        plain: The plain transfer, tried out; only looked at where no default is known.
    """
    named = None if intent.partition is None else held.of(intent.partition)
    return (
        *_nothing(intent, held, named),
        *_lots(intent, held, named),
        balance_rule(intent, held.balance),
        _reach(intent, held, plain) if named is None else _class_rule(intent, named),
        *_freedom(intent, held, named),
    )


def _nothing(intent: TransferIntent, held: Position, named: Class | None) -> tuple[Rule, ...]:
    """A transfer of nothing still needs a class of the holder's."""
    if named is None and not held.defaults:
        return ()
    used = named or held.default_classes[0]
    passed = True if intent.base_units else held.is_listed(used)
    remedy = Remedy(Actor.YOU, "send_something") if passed is False else None
    return (Rule("amount_is_zero", Subject.AMOUNT, status(passed=passed), remedy=remedy),)


def _lots(intent: TransferIntent, held: Position, named: Class | None) -> tuple[Rule, ...]:
    if held.granularity.missing:
        return ()
    if held.granularity.number is None:
        step, passed = None, None
    elif named is not None:
        step = held.lot_of(named)
        passed = intent.base_units % step == 0
    else:
        step, passed = held.unit, held.in_whole_lots(intent.base_units)
    params: dict[str, Param] = {"step": None if step is None else intent.token.amount(step)}
    remedy = Remedy(Actor.YOU, "send_lots", params) if passed is False else None
    raw = raw_answer("granularity()", held.granularity)
    return (Rule("granularity", Subject.AMOUNT, status(passed=passed), params, raw, remedy),)


def _class_rule(intent: TransferIntent, named: Class) -> Rule:
    total = named.balance
    params: dict[str, Param] = {
        "account": intent.sender,
        "amount": intent.amount,
        "name": named.name,
        "total": None if total is None else intent.token.amount(total),
    }
    passed = None if total is None else intent.base_units <= total
    remedy = Remedy(Actor.YOU, "send_less", {"most": params["total"]}) if passed is False else None
    raw = f"balanceOfByPartition({named.name}) → {total}"
    return Rule("partition_balance", Subject.SENDER, status(passed=passed), params, raw, remedy)


def _reach(intent: TransferIntent, held: Position, plain: Answer) -> Rule:
    """Whether a transfer that names no class reaches enough."""
    names = ", ".join(one.name for one in held.classes if one.balance)
    needed = Remedy(Actor.YOU, "name_partition", {"names": names})
    if held.defaults is None or not held.defaults:
        passed = _moves_plainly(held, plain)
        remedy = None if passed is not False else needed
        return Rule("partition_needed", Subject.AMOUNT, status(passed=passed), remedy=remedy)
    total, inside = held.balance.number, held.in_defaults
    params: dict[str, Param] = {"reachable": None, "elsewhere": None}
    if total is None or inside is None:
        return Rule("partition_balance", Subject.AMOUNT, RuleStatus.UNKNOWN, params)
    params = {
        "reachable": intent.token.amount(inside),
        "elsewhere": intent.token.amount(max(0, total - inside)),
    }
    if intent.base_units > total:
        return Rule("partition_balance", Subject.AMOUNT, RuleStatus.NOT_APPLICABLE, params)
    passed = intent.base_units <= inside
    remedy = None if passed else Remedy(Actor.YOU, "name_other_partition", params)
    return Rule("partition_balance", Subject.AMOUNT, status(passed=passed), params, remedy=remedy)


def _moves_plainly(held: Position, plain: Answer) -> bool | None:
    """Without default partitions: a token that lacks the function reverts without a word."""
    if held.defaults is not None:
        return False
    if plain.result.returned:
        return bool(plain.result.data)
    return False if plain.result.reverted and not plain.result.data else None


def _freedom(intent: TransferIntent, held: Position, named: Class | None) -> tuple[Rule, ...]:
    """``sender_free_balance`` of what this very call can move, and the holds that keep the rest."""
    if named is None and not held.defaults:
        return ()
    inside = named.balance if named else held.in_defaults
    free = named.spendable if named else held.reachable
    if named and free is not None:
        free = held.in_lots(named)
    units = intent.base_units
    params: dict[str, Param] = {"account": intent.sender, "amount": intent.amount}
    params["free"] = None if free is None else intent.token.amount(free)
    if inside is None or free is None:
        state = RuleStatus.UNKNOWN
    elif held.balance.number is not None and units > held.balance.number:
        # Above the total the balance itself is the reason, and it has a rule of its own.
        state = RuleStatus.NOT_APPLICABLE
    else:
        state = status(passed=units <= free)
    remedy = Remedy(Actor.YOU, "send_less", {"most": params["free"]})
    rule = Rule(
        "sender_free_balance",
        Subject.SENDER,
        state,
        params,
        remedy=remedy if state is RuleStatus.FAIL else None,
    )
    # Above what the classes hold at all, no hold is to blame.
    is_short = state is RuleStatus.FAIL and inside is not None and units <= inside
    return (rule, *_hold(intent, held, named, is_short=is_short))


def _hold(
    intent: TransferIntent, held: Position, named: Class | None, *, is_short: bool
) -> tuple[Rule, ...]:
    if held.setup is not None and not held.setup.holds:
        return ()
    classes = (named,) if named else held.default_classes
    kept = on_hold(classes)
    if kept is None:
        state = RuleStatus.UNKNOWN
    elif kept == 0:
        state = RuleStatus.NOT_APPLICABLE
    else:
        state = status(passed=not is_short)
    params: dict[str, Param] = {"held": None if kept is None else intent.token.amount(kept)}
    remedy = Remedy(Actor.TIME, "release_hold") if state is RuleStatus.FAIL else None
    return (Rule("on_hold", Subject.SENDER, state, params, remedy=remedy),)


def on_hold(classes: tuple[Class, ...]) -> int | None:
    """What is kept for trades that are not settled; ``None`` while unknown."""
    kept = 0
    for one in classes:
        if one.balance is None or one.spendable is None:
            return None
        kept += one.balance - one.spendable
    return kept
