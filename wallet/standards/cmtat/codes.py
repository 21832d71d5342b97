"""Signatures, restriction codes and errors of CMTAT, its rule engine and the published rules.

Source: CMTAT 2.3 to 3.3, RuleEngine 1 to 3, Rules 0.1 to 0.6. The same number means different
things in different releases (30 is a recipient off the list, or a sanctioned sender), so a rule's
own constants come first, then number and exact text together, then the number alone.
"""

from collections.abc import Mapping

from wallet.domain.abi import Event, Function
from wallet.domain.compliance import Subject
from wallet.standards.shared.reverts import ERRORS, Cause

DEACTIVATED = Function.parse("deactivated()(bool)")
IS_FROZEN = Function.parse("isFrozen(address)(bool)")
FROZEN_V2 = Function.parse("frozen(address)(bool)")
VALIDATE = Function.parse("validateTransfer(address,address,uint256)(bool)")
CAN_TRANSFER = Function.parse("canTransfer(address,address,uint256)(bool)")
CAN_TRANSFER_FROM = Function.parse("canTransferFrom(address,address,address,uint256)(bool)")
FROZEN_TOKENS = Function.parse("getFrozenTokens(address)(uint256)")
ALLOWLIST_ON = Function.parse("isAllowlistEnabled()(bool)")
ALLOWLISTED = Function.parse("isAllowlisted(address)(bool)")
RULE_ENGINE = Function.parse("ruleEngine()(address)")
SNAPSHOT_ENGINE = Function.parse("snapshotEngine()(address)")
NEXT_SNAPSHOTS = Function.parse("getNextSnapshots()(uint256[])")
IDENTITY_REGISTRY = Function.parse("identityRegistry()(address)")

RULES = Function.parse("rules()(address[])")
# The second generation of the engine kept two lists.
RULES_VALIDATION = Function.parse("rulesValidation()(address[])")
RULES_OPERATION = Function.parse("rulesOperation()(address[])")
OWNS_CODE = Function.parse("canReturnTransferRestrictionCode(uint8)(bool)")
LISTED = Function.parse("isAddressListed(address)(bool)")
LISTED_OLD = Function.parse("addressIsListed(address)(bool)")
APPROVED_COUNT = Function.parse("approvedCount(address,address,uint256)(uint256)")
APPROVED = Event.parse("TransferApproved(address,address,uint256,uint256)")
MAX_BALANCE = Function.parse("maxBalance()(uint256)")
CAPACITY = Function.parse("remainingCapacity(address)(uint8,uint256)")

ALL_DOCUMENTS = Function.parse("getAllDocuments()(string[])")
DOCUMENT = Function.parse("getDocument(string)((string,bytes32,uint256))")
TERMS = Function.parse("terms()((string,(string,bytes32,uint256)))")
TERMS_TEXT = Function.parse("terms()(string)")
META_DATA = Function.parse("metaData()(string)")

_SENDER, _RECIPIENT, _SPENDER = Subject.SENDER, Subject.RECIPIENT, Subject.SPENDER

# Codes of the token itself. They only speak where the probes found nothing.
TOKEN_CODES_V2: Mapping[int, Cause] = {
    1: ("token_paused", Subject.TOKEN),
    2: ("sender_frozen", _SENDER),
    3: ("recipient_frozen", _RECIPIENT),
}
TOKEN_CODES_V3: Mapping[int, Cause] = {
    1: ("token_deactivated", Subject.TOKEN),
    2: ("token_paused", Subject.TOKEN),
    3: ("sender_frozen", _SENDER),
    4: ("recipient_frozen", _RECIPIENT),
    5: ("spender_allowed", _SPENDER),
    6: ("partial_freeze", _SENDER),
}

# Public constants of the published rules, and what their codes stand for.
RULE_CONSTANTS: Mapping[str, Cause] = {
    "CODE_ADDRESS_FROM_NOT_WHITELISTED": ("allowlisted", _SENDER),
    "CODE_ADDRESS_TO_NOT_WHITELISTED": ("allowlisted", _RECIPIENT),
    "CODE_ADDRESS_SPENDER_NOT_WHITELISTED": ("allowlisted", _SPENDER),
    "CODE_ADDRESS_FROM_IS_BLACKLISTED": ("denylisted", _SENDER),
    "CODE_ADDRESS_TO_IS_BLACKLISTED": ("denylisted", _RECIPIENT),
    "CODE_ADDRESS_SPENDER_IS_BLACKLISTED": ("denylisted", _SPENDER),
    "CODE_ADDRESS_FROM_IS_SANCTIONED": ("sanctioned", _SENDER),
    "CODE_ADDRESS_TO_IS_SANCTIONED": ("sanctioned", _RECIPIENT),
    "CODE_ADDRESS_SPENDER_IS_SANCTIONED": ("sanctioned", _SPENDER),
    "CODE_ADDRESS_FROM_NOT_VERIFIED": ("sender_verified", _SENDER),
    "CODE_ADDRESS_TO_NOT_VERIFIED": ("recipient_verified", _RECIPIENT),
    "CODE_ADDRESS_SPENDER_NOT_VERIFIED": ("spender_allowed", _SPENDER),
    "CODE_ADDRESS_FROM_IS_FROZEN": ("sender_frozen", _SENDER),
    "CODE_ADDRESS_TO_IS_FROZEN": ("recipient_frozen", _RECIPIENT),
    "CODE_ADDRESS_SPENDER_IS_FROZEN": ("spender_allowed", _SPENDER),
    "CODE_TRANSFER_REQUEST_NOT_APPROVED": ("approval_required", Subject.AMOUNT),
    "CODE_MAX_BALANCE_EXCEEDED": ("max_balance", _RECIPIENT),
    "CODE_MAX_TOTAL_SUPPLY_EXCEEDED": ("supply_limit", Subject.TOKEN),
}
# Exact texts of the published rules.
RULE_TEXTS: Mapping[str, Cause] = {
    "The sender is not in the whitelist": ("allowlisted", _SENDER),
    "The recipient is not in the whitelist": ("allowlisted", _RECIPIENT),
    "The spender is not in the whitelist": ("allowlisted", _SPENDER),
    "The sender is blacklisted": ("denylisted", _SENDER),
    "The recipient is blacklisted": ("denylisted", _RECIPIENT),
    "The spender is blacklisted": ("denylisted", _SPENDER),
    "The sender is sanctioned": ("sanctioned", _SENDER),
    "The recipient is sanctioned": ("sanctioned", _RECIPIENT),
    "The spender is sanctioned": ("sanctioned", _SPENDER),
}
# The rules and the codes that come from them, as published last. Where a number is shared with an
# older rule, its text has told them apart before this table is asked.
RULE_CODES: Mapping[int, Cause] = {
    20: ("allowlisted", _SENDER),
    21: ("allowlisted", _SENDER),
    22: ("allowlisted", _RECIPIENT),
    23: ("allowlisted", _SPENDER),
    30: ("sanctioned", _SENDER),
    31: ("sanctioned", _RECIPIENT),
    32: ("sanctioned", _SPENDER),
    36: ("denylisted", _SENDER),
    37: ("denylisted", _RECIPIENT),
    38: ("denylisted", _SPENDER),
    41: ("denylisted", _SENDER),
    42: ("denylisted", _RECIPIENT),
    43: ("denylisted", _SPENDER),
    46: ("approval_required", Subject.AMOUNT),
    51: ("approval_required", Subject.AMOUNT),
    71: ("approval_required", Subject.AMOUNT),
}

_LISTS = ("Whitelist", "Blacklist", "SanctionsList", "SanctionList", "ERC2980", "IdentityRegistry",
          "SpenderWhitelist", "ReceiverWhitelist", "MaxBalance")  # fmt: skip
_MOVED, _MOVED_BY = "address,address,uint256,uint8", "address,address,address,uint256,uint8"
_RULE_ERRORS: Mapping[str, Cause | None] = {
    f"Rule{name}_InvalidTransfer{form}": None
    for name in _LISTS
    for form in (
        f"({_MOVED})", f"(address,{_MOVED})", f"From({_MOVED_BY})", f"From(address,{_MOVED_BY})",
    )
}  # fmt: skip
CMTAT_ERRORS: Mapping[str, Cause | None] = {
    **ERRORS,
    # One error for pause, freezes and the engine alike.
    "CMTAT_InvalidTransfer(address,address,uint256)": None,
    "InvalidTransfer(address,address,uint256)": None,
    "CMTAT_ERC20EnforcementModule_ValueExceedsActiveBalance()": ("partial_freeze", _SENDER),
    "CMTAT_PauseModule_ContractIsDeactivated()": ("token_deactivated", Subject.TOKEN),
    "ERC7943InsufficientUnfrozenBalance(address,uint256,uint256)": ("partial_freeze", _SENDER),
    "ERC7943CannotTransact(address)": None,
    "ERC7943CannotSend(address)": None,
    "ERC7943CannotReceive(address)": ("recipient_frozen", _RECIPIENT),
    "ERC7943CannotTransfer(address,address,uint256)": None,
    "RuleEngine_InvalidTransfer(address,address,uint256)": None,
    "RuleEngine_ERC3643Compliance_UnauthorizedCaller()": None,
    "TransferNotApproved()": ("approval_required", Subject.AMOUNT),
    **_RULE_ERRORS,
}
