"""Signatures and texts of Polymath's tokens and transfer managers.

Source: polymath-core 1.4.0 package; polymath-core 2.x and 3.x sources.
"""

from collections.abc import Mapping

from wallet.domain.abi import Function
from wallet.domain.compliance import Subject
from wallet.standards.shared.reverts import Cause
from wallet.standards.shared.status_bytes import STATUS_TEXTS

GRANULARITY = Function.parse("granularity()(uint256)")
INVESTORS = Function.parse("investorCount()(uint256)")

# 1.x: the check is not marked as a view, and is called all the same.
FREEZE = Function.parse("freeze()(bool)")
VERIFY = Function.parse("verifyTransfer(address,address,uint256)(bool)")
MODULE_AT = Function.parse("getModule(uint8,uint256)(bytes32,address)")
TRANSFER_MANAGERS = 2
MANAGER_LIMIT = 20

MANAGER_VERIFY = Function.parse("verifyTransfer(address,address,uint256,bool)(uint8)")
MANAGER_PAUSED = Function.parse("paused()(bool)")
INVALID, NOT_APPLICABLE, VALID, FORCE_VALID = range(4)

WHITELIST_TIMES = Function.parse("whitelist(address)(uint256,uint256,uint256,bool)")
ALLOW_ALL = Function.parse("allowAllTransfers()(bool)")
ALLOW_LISTED = Function.parse("allowAllWhitelistTransfers()(bool)")
ALLOW_ISSUANCE = Function.parse("allowAllWhitelistIssuances()(bool)")
ISSUANCE_FROM = Function.parse("issuanceAddress()(address)")
MAX_HOLDERS = Function.parse("maxHolderCount()(uint256)")
MAX_SHARE = Function.parse("maxHolderPercentage()(uint256)")
IS_EXEMPT = Function.parse("whitelist(address)(bool)")
APPROVALS = Function.parse("manualApprovals(address,address)(uint256,uint256)")
BLOCKINGS = Function.parse("manualBlockings(address,address)(uint256)")

# 2.x and 3.x.
FROZEN = Function.parse("transfersFrozen()(bool)")
VERIFY_WITH_DATA = Function.parse("verifyTransfer(address,address,uint256,bytes)(bool)")
MODULES_BY_TYPE = Function.parse("getModulesByType(uint8)(address[])")
MODULE_NAME = Function.parse("getModule(address)(bytes32)")
CAN_TRANSFER = Function.parse("canTransfer(address,uint256,bytes)")
CAN_TRANSFER_FROM = Function.parse("canTransferFrom(address,address,uint256,bytes)")
CAN_BY_PARTITION = Function.parse("canTransferByPartition(address,address,bytes32,uint256,bytes)")
PARTITIONS_OF = Function.parse("partitionsOf(address)(bytes32[])")
BALANCE_BY = Function.parse("balanceOfByPartition(bytes32,address)(uint256)")
CONTROLLABLE = Function.parse("isControllable()(bool)")
ISSUABLE = Function.parse("isIssuable()(bool)")
UNLOCKED, LOCKED = b"UNLOCKED".ljust(32, b"\x00"), b"LOCKED".ljust(32, b"\x00")

POLYMATH_TEXTS: Mapping[str, Cause] = {
    **STATUS_TEXTS,
    "Unable to modify token balances at this granularity": ("granularity", Subject.AMOUNT),
    "Invalid granularity": ("granularity", Subject.AMOUNT),
    "Invalid partition": ("partition_locked", Subject.SENDER),
}
