"""What a compliance module was asked about one transfer, and what it said."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from wallet.domain.compliance import (
    Actor,
    Effect,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TransferIntent,
)
from wallet.domain.ids import Address
from wallet.ports.chain import ChainReader
from wallet.standards.erc3643.reads import Facts, Module
from wallet.standards.shared.ask import Answer
from wallet.standards.shared.probes import raw_answer, status


@dataclass(frozen=True, slots=True)
class Asked:
    """One module's verdict on one transfer, with what is needed to explain it."""

    reader: ChainReader
    intent: TransferIntent
    facts: Facts
    compliance: Address
    module: Module
    verdict: Answer

    @property
    def passed(self) -> bool | None:
        """What ``moduleCheck`` said; ``None`` if it reverted."""
        return self.verdict.flag

    @property
    def raw(self) -> str:
        """The contract's answer, for the details."""
        return raw_answer(f"{self.module.name or ''}.moduleCheck", self.verdict)

    def rule(
        self,
        rule_id: str,
        subject: Subject,
        params: Mapping[str, Param],
        remedy: Remedy | None = None,
        rule_status: RuleStatus | None = None,
    ) -> Rule:
        """A rule with the module's verdict, or another status where the getters know better."""
        state = rule_status or status(passed=self.passed)
        return Rule(
            rule_id, subject, state, params, self.raw, remedy if state is RuleStatus.FAIL else None
        )


Findings = tuple[tuple[Rule, ...], tuple[Effect, ...]]
Explainer = Callable[[Asked], Awaitable[Findings]]


async def issuer_rule(asked: Asked) -> Findings:
    """A refusal whose reason only the issuer knows."""
    params: dict[str, Param] = {"module": asked.module.name, "message": asked.module.name}
    remedy = Remedy(Actor.ISSUER, "ask_issuer")
    return (asked.rule("issuer_rule", Subject.TOKEN, params, remedy),), ()
