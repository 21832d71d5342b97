"""The status byte of the ERC-1400 family and what it stands for.

Source: ERC-1400 and ERC-1594, which give the codes of ERC-1066 meanings of their own (0x52 to
0x56 mean something else there); ERC-1462 for 0x10 and 0x11. The byte 0x00 is what a token says
that nobody has told how to check: no answer, and not a no.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wallet.domain.chain import CallResult
from wallet.domain.compliance import (
    Actor,
    Param,
    Remedy,
    Rule,
    RuleStatus,
    Subject,
    TokenAnswer,
    TransferIntent,
)
from wallet.domain.plain_text import clean, printable_word
from wallet.standards.shared.reverts import TEXTS, Cause

_WORD = 32
_YES = frozenset({0x01, 0x11, 0x51})
_NO = frozenset({0x10, *range(0x50, 0x60)}) - _YES
# Whatever has no rule of its own is the issuer's; "unknown operator" is the spender's matter.
BYTE_RULES: Mapping[int, Cause] = {
    0x50: ("issuer_rule", Subject.TOKEN),
    0x52: ("sender_balance", Subject.SENDER),
    0x53: ("spender_allowance", Subject.SPENDER),
    0x54: ("token_paused", Subject.TOKEN),
    0x55: ("lockup", Subject.TIME),
    0x56: ("issuer_rule", Subject.SENDER),
    0x57: ("issuer_rule", Subject.RECIPIENT),
    0x58: ("spender_allowed", Subject.SPENDER),
}
_UNNAMED: Cause = ("issuer_rule", Subject.TOKEN)
# Some tokens revert with the two hex digits of the byte as their text.
STATUS_TEXTS: Mapping[str, Cause] = {
    **TEXTS,
    **{f"{byte:02x}": cause for byte, cause in BYTE_RULES.items() if byte != 0x50},
}


@dataclass(frozen=True, slots=True)
class Status:
    """What a check of the family said.

    Attributes:
        byte: ``None`` if nothing of a known shape came back.
        passed: Its meaning; ``None`` for no answer.
        reason: The token's own 32 bytes beside it.
    """

    call: str
    result: CallResult
    byte: int | None = None
    passed: bool | None = None
    reason: bytes = b""

    @property
    def answer(self) -> TokenAnswer:
        """The token's own check, for the decision."""
        return TokenAnswer(self.call, self.passed, self.result.data)

    @property
    def raw(self) -> str:
        """The contract's words."""
        if self.byte is None:
            said = "reverted" if self.result.reverted else "no answer"
        else:
            said = f"0x{self.byte:02x}"
        words = readable(self.reason)
        return f"{self.call} → {said}{f' ({words})' if words else ''}"


def readable(reason: bytes) -> str:
    """Text in a bytes32, cleaned; empty if it is no text."""
    return clean(printable_word(reason), _WORD)


def read_transfer_status(call: str, result: CallResult) -> Status:
    """Read ``canTransfer``: (byte, bytes32) or, as others wrote it, (bool, byte, bytes32)."""
    data = result.data if result.returned else b""
    if len(data) == 2 * _WORD:
        return _status(call, result, data[:_WORD], data[_WORD:])
    if len(data) != 3 * _WORD or int.from_bytes(data[:_WORD], "big") > 1:
        return Status(call, result)
    status = _status(call, result, data[_WORD : 2 * _WORD], data[2 * _WORD :])
    flag = data[_WORD - 1] == 1
    return Status(call, result, status.byte, flag, status.reason)


def read_partition_status(call: str, result: CallResult) -> Status:
    """Read ``canTransferByPartition``: (byte, bytes32, bytes32)."""
    data = result.data if result.returned else b""
    if len(data) != 3 * _WORD:
        return Status(call, result)
    return _status(call, result, data[:_WORD], data[_WORD : 2 * _WORD])


def _status(call: str, result: CallResult, word: bytes, reason: bytes) -> Status:
    if any(word[1:]):
        return Status(call, result)
    byte = word[0]
    passed = True if byte in _YES else False if byte in _NO else None
    return Status(call, result, byte, passed, reason)


def status_rules(
    status: Status, intent: TransferIntent, known: tuple[Rule, ...]
) -> tuple[Rule, ...]:
    """The row for the token's own check; none for a byte that means nothing.

    Args:
        status: What it said.
        intent: What it was asked about.
        known: The rules already asked one by one; one that fails explains the byte, so that
            it is not said twice.
    """
    if status.passed is None and status.byte is not None:
        return ()
    if status.passed is not False:
        state = RuleStatus.PASS if status.passed else RuleStatus.UNKNOWN
        return (Rule("issuer_rule", Subject.TOKEN, state, raw=status.raw),)
    if any(rule.failed for rule in known):
        return (Rule("issuer_rule", Subject.TOKEN, RuleStatus.NOT_APPLICABLE, raw=status.raw),)
    rule_id, subject = BYTE_RULES.get(status.byte or 0x50, _UNNAMED)
    if (rule_id, subject) in {(rule.id, rule.subject) for rule in known}:
        # The very rule was asked and passes: the token means something else by its byte.
        rule_id, subject = _UNNAMED
    accounts = {Subject.SENDER: intent.sender, Subject.SPENDER: intent.caller}
    params: dict[str, Param] = {
        "account": accounts.get(subject, intent.recipient),
        "amount": intent.amount,
        "message": readable(status.reason) or f"0x{status.byte or 0:02x}",
    }
    remedy = Remedy(Actor.ISSUER, "ask_issuer")
    return (Rule(rule_id, subject, RuleStatus.FAIL, params, status.raw, remedy),)
