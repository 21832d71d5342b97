"""Signatures, events and error texts of T-REX 4.x.

Source: ERC-3643 interfaces; T-REX 4.1.6 package; 4.2 beta errors.
"""

from collections.abc import Mapping

from wallet.domain.abi import Event, Function
from wallet.domain.compliance import Subject
from wallet.standards.shared.reverts import ERRORS, TEXTS, Cause

IDENTITY_REGISTRY = Function.parse("identityRegistry()(address)")
COMPLIANCE = Function.parse("compliance()(address)")
ONCHAIN_ID = Function.parse("onchainID()(address)")
IS_FROZEN = Function.parse("isFrozen(address)(bool)")
FROZEN_TOKENS = Function.parse("getFrozenTokens(address)(uint256)")
IS_AGENT = Function.parse("isAgent(address)(bool)")

IS_VERIFIED = Function.parse("isVerified(address)(bool)")
CONTAINS = Function.parse("contains(address)(bool)")
IDENTITY = Function.parse("identity(address)(address)")
COUNTRY = Function.parse("investorCountry(address)(uint16)")
TOPICS_REGISTRY = Function.parse("topicsRegistry()(address)")
ISSUERS_REGISTRY = Function.parse("issuersRegistry()(address)")
CLAIM_TOPICS = Function.parse("getClaimTopics()(uint256[])")
TRUSTED_ISSUERS = Function.parse("getTrustedIssuersForClaimTopic(uint256)(address[])")
GET_CLAIM = Function.parse("getClaim(bytes32)(uint256,uint256,address,bytes,bytes,string)")
CLAIM_VALID = Function.parse("isClaimValid(address,uint256,bytes,bytes)(bool)")
CLAIM_REVOKED = Function.parse("isClaimRevoked(bytes)(bool)")

CAN_TRANSFER = Function.parse("canTransfer(address,address,uint256)(bool)")
GET_MODULES = Function.parse("getModules()(address[])")
MODULE_NAME = Function.parse("name()(string)")
MODULE_CHECK = Function.parse("moduleCheck(address,address,uint256,address)(bool)")

ID_BALANCE = Function.parse("getIDBalance(address,address)(uint256)")
MAX_BALANCE_SET = Event.parse("MaxBalanceSet(address,uint256)")
SUPPLY_LIMIT = Function.parse("getSupplyLimit(address)(uint256)")
TIME_LIMITS = Function.parse("getTimeTransferLimits(address)((uint32,uint256)[])")
USERS_COUNTERS = Function.parse("usersCounters(address,address,uint32)(uint256,uint256)")
IS_EXCHANGE = Function.parse("isExchangeID(address)(bool)")
EXCHANGE_LIMITS = Function.parse("getExchangeLimits(address,address)((uint32,uint256)[])")
EXCHANGE_COUNTER = Function.parse(
    "getExchangeCounter(address,address,address,uint32)((uint256,uint256))"
)
EXCHANGE_MONTHLY_LIMIT = Function.parse("getExchangeMonthlyLimit(address,address)(uint256)")
MONTHLY_COUNTER = Function.parse("getMonthlyCounter(address,address,address)(uint256)")
MONTHLY_TIMER = Function.parse("getMonthlyTimer(address,address,address)(uint256)")
USER_ALLOWED = Function.parse("isUserAllowed(address,address)(bool)")
APPROVALS = Function.parse("getTransferApprovals(address,bytes32)(uint256)")
TRANSFER_APPROVED = Event.parse("TransferApproved(address,address,uint256,address)")
GET_FEE = Function.parse("getFee(address)((uint256,address))")
LISTING_TYPE = Function.parse("getTokenListingType(address)(uint8)")
# Scrip's own demo module: parts of a holding that may not leave before a date.
LOCK_UPS = Function.parse("getLockUps(address,address)((uint256,uint256)[])")

# Compliance contracts from before the modules tell each feature's verdict by itself.
LEGACY_FEATURES: Mapping[str, tuple[str, Subject]] = {
    "CountryRestrictions": ("country_restricted", Subject.RECIPIENT),
    "CountryWhitelisting": ("country_allowed", Subject.RECIPIENT),
    "MaxBalance": ("max_balance", Subject.RECIPIENT),
    "DayMonthLimits": ("daily_limit", Subject.SENDER),
    "ExchangeMonthlyLimits": ("monthly_limit", Subject.SENDER),
    "SupplyLimit": ("supply_limit", Subject.TOKEN),
    "ApproveTransfer": ("approval_required", Subject.AMOUNT),
}
AGENT_ADDED = Event.parse("AgentAdded(address)")
AGENT_REMOVED = Event.parse("AgentRemoved(address)")

TREX_ERRORS: Mapping[str, Cause | None] = {
    **ERRORS,
    "FrozenWallet()": None,
    "TransferNotPossible()": None,
    "ZeroValue()": ("amount_is_zero", Subject.AMOUNT),
    "MaxBalanceExceeded(address,uint256)": ("max_balance", Subject.RECIPIENT),
}
TREX_TEXTS: Mapping[str, Cause] = {
    **TEXTS,
    "invalid argument - no value transfer": ("amount_is_zero", Subject.AMOUNT),
}
