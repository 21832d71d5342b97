"""What a token standard must be able to do."""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from wallet.domain.chain import Call, CallResult
from wallet.domain.compliance import RuleReport, Simulation, TransferIntent
from wallet.domain.holding import Holding
from wallet.domain.identity import InvestorStatus
from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken, TokenDocument
from wallet.ports.chain import ChainReader


@dataclass(frozen=True, slots=True)
class Match:
    """A standard recognises a contract.

    Attributes:
        version: What the answers tell about the variant.
        anchors: Contracts its rules live in, by role.
    """

    version: str | None = None
    capabilities: tuple[str, ...] = ()
    anchors: dict[str, Address] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TokenDetails:
    """What ``token show`` tells; ``identity`` is ``None`` where the standard has none."""

    rules: tuple[RuleInForce, ...] = ()
    powers: tuple[Power, ...] = ()
    identity: InvestorStatus | None = None
    documents: tuple[TokenDocument, ...] = ()


class TokenStandard(Protocol):
    """One token standard: reads and builds, never decides. No state, no I/O but the reader."""

    @property
    def name(self) -> str:
        """Name as shown and stored, e.g. ``ERC-3643``."""

    async def matches(self, reader: ChainReader, token: Address) -> Match | None:
        """Recognise by what the contract answers; ``None`` if it is something else."""

    async def details(
        self, reader: ChainReader, token: SecurityToken, account: Address | None
    ) -> TokenDetails:
        """Rules in force, powers, identity of the account, documents."""

    async def read_holding(
        self, reader: ChainReader, token: SecurityToken, account: Address
    ) -> Holding:
        """What the account has; parts are ``None`` when they cannot be read."""

    def build_call(self, intent: TransferIntent) -> Call:
        """The exact call to simulate and to send."""

    async def check(self, reader: ChainReader, intent: TransferIntent) -> RuleReport:
        """Every rule asked, and the token's own answer if it has one."""

    def explain(self, result: CallResult) -> Simulation:
        """Read the simulated transfer: success, a false, or a decoded revert."""


@dataclass(frozen=True, slots=True)
class NotAToken:
    """A contract that is known, and is nothing the wallet can hold.

    Attributes:
        code: Key of the sentence that says what it is.
        kind: Name of what it is instead, where the sentence has one.
    """

    code: str
    kind: str = ""


@runtime_checkable
class KnowsNoTokens(Protocol):
    """A standard that also knows contracts of its own kind that are not to be added."""

    async def refuses(self, reader: ChainReader, contract: Address) -> NotAToken | None:
        """What the contract is, if it is one of those."""


@runtime_checkable
class ReadsItsCalls(Protocol):
    """A standard whose calls return different things: what came back is read by the call."""

    def explain_call(self, call: Call, result: CallResult) -> Simulation:
        """As :meth:`TokenStandard.explain`, for this very call."""
