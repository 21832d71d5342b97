"""Decides what the token page shows. Plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.token.held import HeldView, held_view
from ui.desktop.pages.token.told import (
    DocumentRow,
    IdentityRows,
    PowerGroup,
    RuleRow,
    document_rows,
    identity_rows,
    power_groups,
    rule_rows,
)
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.identity import InvestorStatus
from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken, TokenDocument

if TYPE_CHECKING:
    from wallet.services.portfolio import Portfolio, PortfolioView

# Rules and powers change rarely, and reading them asks the whole history of a role.
TOLD_AGAIN_S = 60
_SEEN_DECIMALS = 36


class Phase(Enum):
    """What the page is about at the moment."""

    NO_NETWORK = "no_network"
    GONE = "gone"
    SHOWN = "shown"


class Told(Protocol):
    """What a token tells of itself."""

    @property
    def rules(self) -> tuple[RuleInForce, ...]:
        """Rules apart from any transfer."""

    @property
    def powers(self) -> tuple[Power, ...]:
        """What issuer and agents may do."""

    @property
    def identity(self) -> InvestorStatus | None:
        """The account in the eyes of the token."""

    @property
    def documents(self) -> tuple[TokenDocument, ...]:
        """Documents the contract names."""


class TokenBook(Protocol):
    """Who knows the tokens."""

    def tokens(self) -> tuple[SecurityToken, ...]:
        """Tracked on the current network."""

    async def details(self, token: SecurityToken, account: Address | None) -> Told:
        """What a token tells of itself and of the account."""

    def remove(self, text: str) -> SecurityToken:
        """Stop tracking a token."""


@dataclass(frozen=True, slots=True)
class ToldView:
    """What is drawn of the contract's own words."""

    rules: tuple[RuleRow, ...]
    powers: tuple[PowerGroup, ...]
    identity: IdentityRows | None
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class TokenPageView:
    """Everything the page draws.

    Attributes:
        held: ``None`` while it is read.
        told: ``None`` while it is read, or if it cannot be.
        now: Unix seconds, where the time line begins.
    """

    phase: Phase
    title: str = ""
    subtitle: str = ""
    address: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    can_send: bool = False
    held: HeldView | None = None
    told: ToldView | None = None
    beneath: str = ""
    problem: str = ""
    told_problem: str = ""
    now: int = 0


@dataclass(frozen=True, slots=True)
class TokenNeeds:
    """What the page reads from.

    Attributes:
        network: Name of the current network, empty without one.
        can_sign: Whether something can be sent from an account.
        now: Unix seconds.
    """

    portfolio: "Portfolio"
    tokens: TokenBook
    book: AddressBook
    network: Callable[[], str]
    can_sign: Callable[[Address], bool]
    now: Callable[[], int]


class TokenModel:
    """One token, as one account has it."""

    def __init__(
        self, needs: TokenNeeds, run: Run, render: Callable[[TokenPageView], None]
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._address: Address | None = None
        self._account: Address | None = None
        self._told_at: int | None = None
        self._view = TokenPageView(Phase.GONE)

    @property
    def shown(self) -> tuple[Address, Address] | None:
        """Token and account the page is about."""
        if self._address is None or self._account is None:
            return None
        return self._address, self._account

    def open(self, token: Address, account: Address) -> None:
        """Show another token or another account's part of it."""
        if (token, account) != self.shown:
            self._address, self._account = token, account
            self._view = TokenPageView(Phase.SHOWN)
        self._told_at = None
        self.refresh()

    def refresh(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        network = self._needs.network()
        if not network:
            self._show(TokenPageView(Phase.NO_NETWORK))
            return
        token, account = self._token(), self._account
        if token is None or account is None:
            self._show(TokenPageView(Phase.GONE))
            return
        self._show(self._headed(token, account, network))
        self._run(
            lambda: self._needs.portfolio.read([account]),
            lambda read: self._take_held(token, account, read),
            lambda error: self._show(replace(self._view, problem=error_sentence(error))),
            slot="held",
        )
        now = self._needs.now()
        if self._told_at is None or not 0 <= now - self._told_at < TOLD_AGAIN_S:
            self._told_at = now
            self._run(
                lambda: self._needs.tokens.details(token, account),
                lambda told: self._take_told(token, told),
                self._not_told,
                slot="told",
            )

    def remove(self, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Take the token off the list."""
        if self._address is None:
            return
        try:
            self._needs.tokens.remove(str(self._address))
        except WalletError as error:
            failed(error_sentence(error))
            return
        self._address = None
        done()

    def _token(self) -> SecurityToken | None:
        known: Sequence[SecurityToken] = self._needs.tokens.tokens()
        return next((one for one in known if one.address == self._address), None)

    def _headed(self, token: SecurityToken, account: Address, network: str) -> TokenPageView:
        standard = f"{token.standard} {token.version}" if token.version else token.standard
        held_by = words("window.token.held_by", account=self._needs.book.shown(account))
        return replace(
            self._view,
            phase=Phase.SHOWN,
            title=token.name or token.symbol,
            subtitle=" · ".join((token.symbol, standard, held_by)),
            address=str(token.address),
            facts=(
                (words("window.token.standard"), standard),
                (words("window.token.decimals"), _smallest(token)),
                (words("window.token.network"), network),
            ),
            can_send=self._needs.can_sign(account),
            now=self._needs.now(),
        )

    def _take_held(self, token: SecurityToken, account: Address, read: "PortfolioView") -> None:
        holding = next((h for h in read.holdings if h.token.address == token.address), None)
        if holding is None:
            self._show(TokenPageView(Phase.GONE))
            return
        held = held_view(holding, self._needs.book.shown(account))
        block = words("window.as_of_block", number=read.block.number)
        self._show(replace(self._view, held=held, beneath=block, problem=""))

    def _take_told(self, token: SecurityToken, told: Told) -> None:
        book = self._needs.book
        view = ToldView(
            rule_rows(told.rules, book),
            power_groups(told.powers, book, token.address),
            identity_rows(told.identity, book),
            document_rows(told.documents),
        )
        self._show(replace(self._view, told=view, told_problem=""))

    def _not_told(self, error: WalletError) -> None:
        self._told_at = None
        problem = words("window.token.silent", why=error_sentence(error))
        self._show(replace(self._view, told_problem=problem))

    def _show(self, view: TokenPageView) -> None:
        self._view = view
        self._render(view)


def _smallest(token: SecurityToken) -> str:
    if not 0 < token.decimals <= _SEEN_DECIMALS:
        return words("window.token.whole")
    step = f"{token.amount(1).text} {token.symbol}"
    return words("window.token.decimals_line", step=step, count=token.decimals)
