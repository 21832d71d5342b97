"""Signatures, registry keys and error texts of the ERC-1400 family.

Source: ERC-1400, ERC-1410, ERC-1594, ERC-1644, ERC-1820; ConsenSys UniversalToken; the reference
repository of ERC-1410 for its texts.
"""

from collections.abc import Mapping

from wallet.domain.abi import Function
from wallet.domain.compliance import Subject
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.standards.shared.reverts import Cause
from wallet.standards.shared.status_bytes import STATUS_TEXTS

PARTITIONS_OF = Function.parse("partitionsOf(address)(bytes32[])")
BALANCE_BY = Function.parse("balanceOfByPartition(bytes32,address)(uint256)")
DEFAULTS = Function.parse("getDefaultPartitions()(bytes32[])")
GRANULARITY = Function.parse("granularity()(uint256)")
CONTROLLABLE = Function.parse("isControllable()(bool)")
ISSUABLE = Function.parse("isIssuable()(bool)")
CONTROLLERS = Function.parse("controllers()(address[])")
IS_OPERATOR = Function.parse("isOperator(address,address)(bool)")
IS_OPERATOR_FOR = Function.parse("isOperatorForPartition(bytes32,address,address)(bool)")
ALLOWANCE_BY = Function.parse("allowanceByPartition(bytes32,address,address)(uint256)")

_STATUS = "(bytes1,bytes32,bytes32)"
CAN_BY_PARTITION = Function.parse(
    f"canTransferByPartition(address,address,bytes32,uint256,bytes){_STATUS}"
)
CAN_OWN = Function.parse(f"canTransferByPartition(bytes32,address,uint256,bytes){_STATUS}")
CAN_OPERATE = Function.parse(
    f"canOperatorTransferByPartition(bytes32,address,address,uint256,bytes,bytes){_STATUS}"
)
CAN_TRANSFER = Function.parse("canTransfer(address,uint256,bytes)(bytes1,bytes32)")
CAN_TRANSFER_FROM = Function.parse("canTransferFrom(address,address,uint256,bytes)(bytes1,bytes32)")

# The ERC-1820 registry has one address on every chain.
REGISTRY = Address("0x1820a4B7618BdE71Dce8cdc73aAB6C95905faD24")
IMPLEMENTER = Function.parse("getInterfaceImplementer(address,bytes32)(address)")
TOKEN_KEY = keccak(b"ERC1400Token")
VALIDATOR_KEY = keccak(b"ERC1400TokensValidator")
SENDER_KEY = keccak(b"ERC1400TokensSender")
RECIPIENT_KEY = keccak(b"ERC1400TokensRecipient")

SETUP = Function.parse("retrieveTokenSetup(address)(uint8,bool,bool,bool,bool,address[])")
SPENDABLE = Function.parse("spendableBalanceOfByPartition(address,bytes32,address)(uint256)")
LOT_OF = Function.parse("granularityByPartition(address,bytes32)(uint256)")
TOKEN_PAUSED = Function.parse("paused(address)(bool)")
ALLOWLISTED = Function.parse("isAllowlisted(address,address)(bool)")
BLOCKLISTED = Function.parse("isBlocklisted(address,address)(bool)")
SIGNER = Function.parse("isCertificateSigner(address,address)(bool)")
_HOOK = "(bytes,bytes32,address,address,address,uint256,bytes,bytes)(bool)"
SENDER_HOOK = Function.parse(f"canTransfer{_HOOK}")
RECIPIENT_HOOK = Function.parse(f"canReceive{_HOOK}")

PARTITION_TEXTS: Mapping[str, Cause] = {
    **STATUS_TEXTS,
    "0x address not allowed": ("recipient_is_zero", Subject.RECIPIENT),
    "Not authorised": ("spender_allowed", Subject.SPENDER),
}
