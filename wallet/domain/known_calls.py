"""Calls to contracts in words: what a proposal would do if it is carried.

Source: ERC-20, ERC-3643, OpenZeppelin Ownable, AccessControl, Pausable, proxies and Governor.
An own table: a function is named only where selector and every argument fit exactly; anything
else is a call Scrip cannot read, never a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.domain.abi import AbiError, Function
from wallet.domain.compliance import Param
from wallet.domain.governance import ProposedCall
from wallet.domain.ids import Address
from wallet.domain.plain_text import clean

# Signature -> code of the sentence, and a name for every argument. ``amount`` is in base units
# of the target.
_KNOWN: Mapping[str, tuple[str, str]] = {
    "transfer(address,uint256)": ("transfer", "to amount"),
    "transferFrom(address,address,uint256)": ("transfer_from", "from to amount"),
    "approve(address,uint256)": ("approve", "spender amount"),
    "mint(address,uint256)": ("mint", "to amount"),
    "burn(address,uint256)": ("burn", "from amount"),
    "pause()": ("pause", ""),
    "unpause()": ("unpause", ""),
    "upgradeTo(address)": ("upgrade", "code"),
    "upgradeToAndCall(address,bytes)": ("upgrade", "code data"),
    "changeAdmin(address)": ("change_admin", "to"),
    "transferOwnership(address)": ("transfer_ownership", "to"),
    "acceptOwnership()": ("accept_ownership", ""),
    "renounceOwnership()": ("renounce_ownership", ""),
    "grantRole(bytes32,address)": ("grant_role", "role account"),
    "revokeRole(bytes32,address)": ("revoke_role", "role account"),
    "addAgent(address)": ("add_agent", "account"),
    "removeAgent(address)": ("remove_agent", "account"),
    "forcedTransfer(address,address,uint256)": ("forced_transfer", "from to amount"),
    "freezePartialTokens(address,uint256)": ("freeze_part", "account amount"),
    "unfreezePartialTokens(address,uint256)": ("unfreeze_part", "account amount"),
    "setAddressFrozen(address,bool)": ("set_frozen", "account frozen"),
    "recoveryAddress(address,address,address)": ("recover", "lost new identity"),
    "setIdentityRegistry(address)": ("set_identity_registry", "to"),
    "setCompliance(address)": ("set_compliance", "to"),
    "setOnchainID(address)": ("set_onchain_id", "to"),
    "setName(string)": ("set_name", "name"),
    "setSymbol(string)": ("set_symbol", "symbol"),
    "addModule(address)": ("add_module", "module"),
    "removeModule(address)": ("remove_module", "module"),
    "callModuleFunction(bytes,address)": ("call_module", "data module"),
    "delegate(address)": ("delegate", "to"),
    "setVotingDelay(uint256)": ("set_voting_delay", "count"),
    "setVotingDelay(uint48)": ("set_voting_delay", "count"),
    "setVotingPeriod(uint256)": ("set_voting_period", "count"),
    "setVotingPeriod(uint32)": ("set_voting_period", "count"),
    "setProposalThreshold(uint256)": ("set_proposal_threshold", "count"),
    "updateQuorumNumerator(uint256)": ("set_quorum", "count"),
    "updateTimelock(address)": ("set_timelock", "to"),
    "relay(address,uint256,bytes)": ("relay", "target value data"),
    "record(string)": ("record", "text"),
}
_SHOWN_BYTES = 64


@dataclass(frozen=True, slots=True)
class ReadCall:
    """A call as far as it can be read. ``value`` in wei.

    Attributes:
        code: Key of the sentence: a known function, ``payment`` or ``unreadable``.
        function: Signature; for an unreadable call its selector.
        args: Arguments by name; texts are cleaned.
        inner: What the contract is told to call in turn, where the function is about that.
    """

    code: str
    target: Address
    value: int
    function: str
    args: Mapping[str, Param] = field(default_factory=dict)
    inner: "ReadCall | None" = None

    @property
    def readable(self) -> bool:
        """Whether all of it is understood."""
        return self.code != "unreadable" and (self.inner is None or self.inner.readable)


def read_call(call: ProposedCall, depth: int = 1) -> ReadCall:
    """Put a call in words."""
    if not call.data:
        return ReadCall("payment", call.target, call.value, "")
    for signature, (code, names) in _KNOWN.items():
        function = Function.parse(signature)
        if call.data[:4] != function.selector:
            continue
        try:
            values = function.decode_args(call.data)
        except AbiError:
            break
        args = dict(zip(names.split(), values, strict=True))
        shown = {name: _shown(value) for name, value in args.items()}
        inner = _inner(code, args, depth)
        return ReadCall(code, call.target, call.value, signature, shown, inner)
    return ReadCall("unreadable", call.target, call.value, "0x" + call.data[:4].hex())


def _inner(code: str, args: Mapping[str, object], depth: int) -> ReadCall | None:
    data = args.get("data")
    target = args.get({"relay": "target", "call_module": "module", "upgrade": "code"}.get(code, ""))
    if depth <= 0 or not isinstance(data, bytes) or not isinstance(target, Address):
        return None
    value = args.get("value")
    if code == "upgrade" and not data:
        return None
    sent = value if isinstance(value, int) else 0
    return read_call(ProposedCall(target, sent, data), depth - 1)


def _shown(value: object) -> Param:
    if isinstance(value, Address | bool | int):
        return value
    if isinstance(value, bytes):
        more = "…" if len(value) > _SHOWN_BYTES else ""
        return "0x" + value[:_SHOWN_BYTES].hex() + more
    return clean(str(value))
