"""ERC-1404 as a token standard of the wallet: recognise, read, build, check.

The self-describing form names the rule and the subject of each code in fixed ASCII words
(``restrictionRule``, ``restrictionSubject``).
"""

from asyncio import gather
from dataclasses import replace

from wallet.domain.abi import Function
from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleReport,
    RuleStatus,
    Simulation,
    Subject,
    TokenAnswer,
    TransferIntent,
)
from wallet.domain.holding import Holding, Parts, Unlock, ValueState
from wallet.domain.ids import Address
from wallet.domain.plain_text import clean, clean_bytes
from wallet.domain.security_token import RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import Match, NotAToken, TokenDetails
from wallet.standards.erc1404.recognised import CONSTANTS, recognise, recognised_rules
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.face1404 import (
    DETECT,
    DETECT_FROM,
    MESSAGE,
    SPENDER_CHECK,
    detect,
    detect_question,
    read_named_codes,
    speaks_1404,
)
from wallet.standards.shared.freedom import freedom_rules
from wallet.standards.shared.powers import common_powers
from wallet.standards.shared.probes import (
    BALANCE_OF,
    TOTAL_SUPPLY,
    common_rules,
    raw_answer,
    status,
    transfer_calldata,
)
from wallet.standards.shared.reverts import explain_transfer

# The self-describing form: the contract names the rule and the subject of each code.
RULE_OF = Function.parse("restrictionRule(uint8)(bytes32)")
SUBJECT_OF = Function.parse("restrictionSubject(uint8)(bytes32)")
IS_ALLOWED = Function.parse("isAllowed(address)(bool)")
IS_ACCREDITED = Function.parse("isAccredited(address)(bool)")
LOCKED = Function.parse("lockedBalance(address)(uint256)")
LOCK_UP_OF = Function.parse("lockUpOf(address)(uint256,uint256)")
NAMED_RULES = "named_rules"
NAMEABLE = {
    "token_paused", "allowlisted", "denylisted", "sanctioned", "accredited_only", "lockup",
    "holding_period", "max_balance", "min_balance", "holder_limit", "transfer_limit",
    "country_allowed", "country_restricted", "approval_required", "recipient_verified",
    "sender_verified", "sender_frozen", "recipient_frozen",
}  # fmt: skip
_REMEDIES = {
    "accredited_only": (Actor.RECIPIENT, "prove_accreditation"),
    "allowlisted": (Actor.ISSUER, "ask_listing"),
}


class Erc1404:
    """Asks the token for a restriction code, and for its meaning if there is one."""

    name = "ERC-1404"

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Both functions of the standard answer, and it is a token, not a mere rule source."""
        (supply, balance, code, message), (rule, spender, published) = await gather(
            gather(
                ask(reader, token, TOTAL_SUPPLY),
                ask(reader, token, BALANCE_OF, token),
                ask(reader, token, DETECT, token, token, 0),
                ask(reader, token, MESSAGE, 0),
            ),
            gather(
                ask(reader, token, RULE_OF, 1),
                ask(reader, token, DETECT_FROM, token, token, token, 0),
                recognise(reader, token),
            ),
        )
        if not (supply.ok and balance.ok and speaks_1404(code, message)):
            return None
        capabilities = [SPENDER_CHECK] if spender.ok else []
        return Match(capabilities=(*([NAMED_RULES] if rule.ok else published), *capabilities))

    async def refuses(self, reader: ChainReader, contract: Address) -> NotAToken | None:
        """A contract of rules that tokens ask: it speaks the codes, and holds nothing."""
        supply, balance, code, message = await gather(
            ask(reader, contract, TOTAL_SUPPLY),
            ask(reader, contract, BALANCE_OF, contract),
            ask(reader, contract, DETECT, contract, contract, 0),
            ask(reader, contract, MESSAGE, 0),
        )
        if supply.missing and balance.missing and speaks_1404(code, message):
            return NotAToken("rule_contract_not_a_token")
        return None

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """The rules a self-describing token has; powers of its owner."""
        del account
        named, published, powers = await gather(
            gather(*(ask(reader, token.address, RULE_OF, code) for code in range(1, 17))),
            read_named_codes(reader, token.address, CONSTANTS),
            common_powers(reader, token.address),
        )
        words = (*map(_word, named), *(rule_id for rule_id, _ in published.values()))
        ids = dict.fromkeys(rule for rule in words if rule in NAMEABLE)
        rules = tuple(RuleInForce(rule) for rule in ids) or (RuleInForce("issuer_rule"),)
        return TokenDetails(rules=rules, powers=powers)

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """All of the balance but what a self-describing token reports as locked."""
        balance, locked, lock = await gather(
            ask(reader, token.address, BALANCE_OF, account),
            ask(reader, token.address, LOCKED, account),
            ask(reader, token.address, LOCK_UP_OF, account),
        )
        parts = _parts(balance, locked, token)
        return Holding(
            account,
            token,
            parts,
            unlocks=_unlocks(parts, lock),
            state=ValueState.KNOWN if parts else ValueState.UNKNOWN,
            grade=reader.grade,
            as_of_block=reader.block.number,
        )

    def build_call(self, intent: TransferIntent) -> Call:
        """``transfer``, or ``transferFrom`` for a spender."""
        return Call(intent.token.address, transfer_calldata(intent), intent.caller)

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Probe the rules and the token's own answer at the reader's block.

        One round trip when nothing is restricted, a second one for the meaning of a code.
        """
        by_spender = SPENDER_CHECK in intent.token.capabilities
        common, named, code = await gather(
            common_rules(reader, intent),
            _named_rules(reader, intent),
            detect(reader, intent.token.address, intent, by_spender=by_spender),
        )
        number, asked = code.number, detect_question(intent, by_spender=by_spender)
        own, published = await gather(
            _code_rules(reader, intent, number, code), recognised_rules(reader, intent, code)
        )
        if any(rule.failed for rule in published):
            # The rule is known: the code and its words belong to it.
            published = tuple(_with_words(rule, own) for rule in published)
            own = tuple(rule for rule in own if rule.id != "issuer_rule")
        answer = TokenAnswer(asked, None if number is None else number == 0, code.result.data)
        return RuleReport(_merged(_merged((*common, *named), published), own), answer)

    def explain(self, result: CallResult) -> Simulation:
        """Success, a false, or a decoded revert."""
        return explain_transfer(result)


async def _code_rules(
    reader: ChainReader, intent: TransferIntent, number: int | None, code: Answer
) -> tuple[Rule, ...]:
    """The rule behind the token's own code."""
    raw = raw_answer("detectTransferRestriction", code)
    if not number:
        passed = None if number is None else True
        return (
            Rule("issuer_rule", Subject.TOKEN, status(passed=passed), {"code": number}, raw=raw),
        )
    token = intent.token.address
    message, rule, subject = await gather(
        ask(reader, token, MESSAGE, number),
        ask(reader, token, RULE_OF, number),
        ask(reader, token, SUBJECT_OF, number),
    )
    said = clean(message.text or "")
    rule_id, about = _word(rule), _subject(_word(subject))
    params: dict[str, Param] = {"code": number, "message": said}
    raw = f"code {number}: {said}" if said else f"code {number}"
    if rule_id not in NAMEABLE or about is None:
        remedy = Remedy(Actor.ISSUER, "ask_issuer")
        return (
            Rule("issuer_rule", Subject.TOKEN, RuleStatus.FAIL, params, raw=raw, remedy=remedy),
        )
    account = intent.recipient if about is Subject.RECIPIENT else intent.sender
    actor, step = _REMEDIES.get(rule_id, (Actor.ISSUER, "ask_issuer"))
    remedy = Remedy(actor, step, {"account": account})
    return (
        Rule(
            rule_id, about, RuleStatus.FAIL, {**params, "account": account}, raw=raw, remedy=remedy
        ),
    )


async def _named_rules(reader: ChainReader, intent: TransferIntent) -> tuple[Rule, ...]:
    """The rules of a self-describing token, one by one, also those that pass."""
    token = intent.token
    if NAMED_RULES not in token.capabilities:
        return ()
    sender, recipient = intent.sender, intent.recipient
    balance, sender_listed, listed, accredited, locked, lock = await gather(
        ask(reader, token.address, BALANCE_OF, sender),
        ask(reader, token.address, IS_ALLOWED, sender),
        ask(reader, token.address, IS_ALLOWED, recipient),
        ask(reader, token.address, IS_ACCREDITED, recipient),
        ask(reader, token.address, LOCKED, sender),
        ask(reader, token.address, LOCK_UP_OF, sender),
    )
    parts = _parts(balance, locked, token)
    rules = [
        _listing("allowlisted", Subject.SENDER, sender, sender_listed),
        _listing("allowlisted", Subject.RECIPIENT, recipient, listed),
        _listing("accredited_only", Subject.RECIPIENT, recipient, accredited),
    ]
    free = freedom_rules(intent, parts, _unlocks(parts, lock), lockable=True)
    return (*(free if locked.ok else ()), *(rule for rule in rules if rule is not None))


def _listing(rule_id: str, subject: Subject, account: Address, answer: Answer) -> Rule | None:
    if not answer.ok:
        return None
    actor, step = _REMEDIES[rule_id]
    remedy = None if answer.flag else Remedy(actor, step, {"account": account})
    asked = "isAllowed" if rule_id == "allowlisted" else "isAccredited"
    raw = raw_answer(f"{asked}({subject.value})", answer)
    return Rule(rule_id, subject, status(passed=answer.flag), {"account": account}, raw, remedy)


def _with_words(rule: Rule, own: tuple[Rule, ...]) -> Rule:
    said = next((one.raw for one in own if one.failed), None)
    if not rule.failed or said is None:
        return rule
    return replace(rule, raw=said if rule.raw is None else f"{said}; {rule.raw}")


def _merged(rules: tuple[Rule, ...], own: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """One row per rule and subject; the token's own code adds its words to the probe."""
    words = {(rule.id, rule.subject): rule for rule in own}
    merged = []
    for rule in rules:
        said = words.pop((rule.id, rule.subject), None)
        if said is None:
            merged.append(rule)
        else:
            kept = rule.remedy or said.remedy
            merged.append(replace(rule, status=said.status, raw=said.raw, remedy=kept))
    return (*merged, *words.values())


def _parts(balance: Answer, locked: Answer, token: SecurityToken) -> Parts | None:
    total = balance.number
    if total is None:
        return None
    if NAMED_RULES not in token.capabilities or locked.number is None:
        return Parts.split(total=total)
    return Parts.split(total=total, free=max(0, total - locked.number))


def _unlocks(parts: Parts | None, lock: Answer) -> tuple[Unlock, ...]:
    if parts is None or parts.locked == 0 or lock.values is None:
        return ()
    release = lock.values[1]
    return (Unlock(release, parts.locked),) if isinstance(release, int) else ()


def _word(answer: Answer) -> str:
    value = answer.values[0] if answer.values else b""
    return clean_bytes(value.rstrip(b"\x00"), 32) if isinstance(value, bytes) else ""


def _subject(word: str) -> Subject | None:
    return next((subject for subject in Subject if subject.value == word), None)
