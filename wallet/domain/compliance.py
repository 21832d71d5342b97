"""Whether a transfer will pass, and why.

The simulated transaction decides; the token's own check and the wallet's probes explain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from wallet.domain.amounts import Amount
from wallet.domain.chain import Block, Call
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken


class Verdict(Enum):
    """The answer to "will it pass"."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Agreement(Enum):
    """Whether the token's own check says what the simulation says."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NO_CHECK = "no_check"


class RuleStatus(Enum):
    """What a rule says of this transfer."""

    PASS = "pass"  # noqa: S105  (a verdict, no password)
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Subject(Enum):
    """Whom or what a rule is about."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    SPENDER = "spender"
    TOKEN = "token"  # noqa: S105  (a subject, no secret)
    AMOUNT = "amount"
    TIME = "time"


class Actor(Enum):
    """Who can make a failing rule pass."""

    YOU = "you"
    RECIPIENT = "recipient"
    ISSUER = "issuer"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class At:
    """A moment as a parameter of a sentence; Unix seconds."""

    timestamp: int


Param = str | int | bool | Amount | Address | At | tuple[Amount, ...] | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would make the rule pass.

    Attributes:
        code: Key of the sentence.
        earliest: Unix seconds when waiting is enough, else ``None``.
    """

    actor: Actor
    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    earliest: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One question a transfer must pass.

    Attributes:
        id: Stable rule id; with status and subject the key of the sentence.
        params: Values for the sentence.
        raw: The contract's own words, cleaned; ``None`` if nothing was asked.
    """

    id: str
    subject: Subject
    status: RuleStatus
    params: Mapping[str, Param] = field(default_factory=dict)
    raw: str | None = None
    remedy: Remedy | None = None

    @property
    def failed(self) -> bool:
        """Whether this rule forbids the transfer."""
        return self.status is RuleStatus.FAIL


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """The token's own check.

    Attributes:
        call: How it was asked, for the details.
        passed: Its answer; ``None`` if it reverted or said nothing usable.
        raw: What came back.
    """

    call: str
    passed: bool | None
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The exact transaction, run without being sent.

    Attributes:
        ran: Whether the node could run it at all.
        ok: Whether it went through; ``None`` if it did not run.
        error: Signature of the revert, e.g. ``Error(string)``; ``None`` if ok or unknown.
        args: Decoded arguments of the revert as cleaned text.
        raw: Return or revert data.
        cause: Rule id and subject that this very error stands for, if it is a known one.
    """

    ran: bool
    ok: bool | None
    error: str | None = None
    args: tuple[str, ...] = ()
    raw: bytes = b""
    message: str = ""
    cause: tuple[str, Subject] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What the transfer does besides moving the amount."""

    id: str
    amount: Amount | None = None
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning of the wallet's own; never part of the verdict."""

    id: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TransferIntent:
    """The wish: move this much of that token from here to there.

    Attributes:
        base_units: Amount in the token's smallest units.
        partition: 32 bytes of the partition asked for, ``None`` where there are none.
        spender: Who calls, if it is not the sender.
        at: Later block time to ask about, Unix seconds; ``None`` is the next block.
    """

    token: SecurityToken
    sender: Address
    recipient: Address
    base_units: int
    partition: bytes | None = None
    spender: Address | None = None
    at: int | None = None

    @property
    def caller(self) -> Address:
        """Who sends the transaction."""
        return self.spender or self.sender

    @property
    def amount(self) -> Amount:
        """The amount with the token's decimals."""
        return self.token.amount(self.base_units)


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What a standard found out: every rule asked, the token's own answer, side effects."""

    rules: tuple[Rule, ...]
    answer: TokenAnswer | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Verdict and agreement, with the rules as they must be shown."""

    verdict: Verdict
    agreement: Agreement
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class TransferCheck:
    """The answer to one intent at one block.

    Attributes:
        call: The exact call that was simulated and that will be sent.
        context: ``next_block``, or ``block`` where the node has no block override.
        gas: Estimated gas, ``None`` if not asked or unknown.
        round_trips: HTTP requests made for this answer.
    """

    intent: TransferIntent
    call: Call
    block: Block
    context: str
    decision: Decision
    simulation: Simulation
    answer: TokenAnswer | None = None
    effects: tuple[Effect, ...] = ()
    cautions: tuple[Caution, ...] = ()
    gas: int | None = None
    round_trips: int = 0

    @property
    def verdict(self) -> Verdict:
        """Allowed, refused or unknown."""
        return self.decision.verdict

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules asked, in the order a person would ask."""
        return self.decision.rules

    @property
    def failing(self) -> tuple[Rule, ...]:
        """The rules that forbid the transfer."""
        return tuple(rule for rule in self.rules if rule.failed)

    @property
    def needs_acceptance(self) -> bool:
        """Whether a person must accept that the token's own check says no."""
        return self.verdict is Verdict.ALLOWED and self.decision.agreement is Agreement.DISAGREE


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Amounts from ``minimum`` to ``maximum`` base units that would pass, both included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Maximum:
    """How much would pass now.

    Attributes:
        ranges: Empty if nothing passes; ``None`` if it could not be decided.
        limited_by: Rule ids that end the last range.
        step: Inside a range only multiples of this many base units pass.
    """

    token: SecurityToken
    ranges: tuple[AmountRange, ...] | None
    limited_by: tuple[str, ...]
    block: Block
    step: int = 1


def decide(
    *, simulation: Simulation, answer: TokenAnswer | None, rules: Sequence[Rule]
) -> Decision:
    """Combine the simulated transfer, the token's own answer and the wallet's probes.

    The simulation decides, the rest explains; when it could not run the verdict is
    ``UNKNOWN``, whatever the token's own check says.

    Args:
        simulation: The exact calldata, called from the sender at the pinned block.
        answer: The contract's own yes or no; ``None`` if it has none or it reverted.
        rules: Every rule asked, passed or not; used to name the reason, never to allow.

    Returns:
        The verdict and whether the token's own check agrees with it. ``REFUSED`` always
        comes with at least one failing rule, ``ALLOWED`` never with one.
    """
    if not simulation.ran or simulation.ok is None:
        return Decision(Verdict.UNKNOWN, _agreement(answer, passed=None), tuple(rules))
    if simulation.ok:
        shown = tuple(_doubted(rule) if rule.failed else rule for rule in rules)
        return Decision(Verdict.ALLOWED, _agreement(answer, passed=True), shown)
    if any(rule.failed for rule in rules):
        return Decision(Verdict.REFUSED, _agreement(answer, passed=False), tuple(rules))
    named = _refused_by_token(simulation)
    # A probe may have found nothing wrong with the very rule the error names: the error wins.
    shown = (*(rule for rule in rules if (rule.id, rule.subject) != simulation.cause), named)
    return Decision(Verdict.REFUSED, _agreement(answer, passed=False), shown)


def _agreement(answer: TokenAnswer | None, *, passed: bool | None) -> Agreement:
    if answer is None or answer.passed is None or passed is None:
        return Agreement.NO_CHECK
    return Agreement.AGREE if answer.passed is passed else Agreement.DISAGREE


def _doubted(rule: Rule) -> Rule:
    # The chain let it pass: a probe that said no is shown as a doubt, never as a refusal.
    return replace(rule, status=RuleStatus.UNKNOWN, remedy=None)


def _refused_by_token(simulation: Simulation) -> Rule:
    said = ", ".join(simulation.args)
    raw = f"{simulation.error}: {said}" if simulation.error and said else simulation.error
    rule_id, subject = simulation.cause or ("token_refused", Subject.TOKEN)
    return Rule(
        rule_id,
        subject,
        RuleStatus.FAIL,
        {"reason": said or simulation.error or "0x" + simulation.raw[:36].hex()},
        raw=raw or ("0x" + simulation.raw.hex()),
        remedy=Remedy(Actor.ISSUER, "ask_issuer"),
    )


def require_allowed(check: TransferCheck, *, accept_disagreement: bool) -> None:
    """Guard between a check and anything that signs.

    Raises:
        ProgramFault: When the verdict is not allowed, or a needed acceptance is missing.
    """
    if check.verdict is not Verdict.ALLOWED:
        raise ProgramFault("not_allowed", verdict=check.verdict.value)
    if check.needs_acceptance and not accept_disagreement:
        raise ProgramFault("acceptance_missing")
