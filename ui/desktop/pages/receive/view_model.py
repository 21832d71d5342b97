"""Decides what the receive page shows: one address, and which tokens accept it. Plain Python."""

from asyncio import gather
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ui.desktop.core.tasks import Run
from ui.text import sentence as words
from wallet.domain.account import Account, AccountKind
from wallet.domain.errors import WalletError
from wallet.domain.identity import ClaimStatus, IdentityClaim, InvestorStatus
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken

PLAIN = "ERC-20"


class AccountList(Protocol):
    """Who lists own accounts."""

    def list(self) -> tuple[Account, ...]:
        """In the order they were added."""


class Told(Protocol):
    """What a token tells; only its word about the account counts here."""

    @property
    def identity(self) -> InvestorStatus | None:
        """The account in the eyes of the token."""


class TokenBook(Protocol):
    """Who knows the tokens."""

    def tokens(self) -> tuple[SecurityToken, ...]:
        """Tracked on the current network."""

    async def details(self, token: SecurityToken, account: Address | None) -> Told:
        """What a token tells of itself and of the account."""


@dataclass(frozen=True, slots=True)
class Receivable:
    """Whether one token accepts the account: a word, its look, and why."""

    name: str
    symbol: str
    word: str
    tone: str
    icon: str
    why: str


@dataclass(frozen=True, slots=True)
class ReceivePageView:
    """Everything the page draws; ``address`` is empty where there is no account.

    Attributes:
        tokens: ``None`` while they are asked.
        tokens_note: Why there is no list.
    """

    answer: str
    accounts: tuple[tuple[str, str], ...] = ()
    account: str = ""
    label: str = ""
    address: str = ""
    caution: str = ""
    network: str = ""
    tokens: tuple[Receivable, ...] | None = ()
    tokens_note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveNeeds:
    """What the page reads from.

    Attributes:
        chosen: The accounts of the top bar.
        network: Name of the current network, empty without one.
        coin: The current network's coin; ``None`` without a network.
    """

    accounts: AccountList
    tokens: TokenBook
    chosen: Callable[[], tuple[Address, ...]]
    network: Callable[[], str]
    coin: Callable[[], SecurityToken | None]


class ReceiveModel:
    """Shows one account's address, then asks the tokens about it."""

    def __init__(
        self, needs: ReceiveNeeds, run: Run, render: Callable[[ReceivePageView], None]
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._account = ""
        self._asked_for: tuple[object, ...] = ()
        self._view = ReceivePageView("")

    def choose(self, address: str) -> None:
        """Show another account."""
        self._account = address
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew; the account of the top bar comes first."""
        accounts = self._needs.accounts.list()
        keys = {str(account.address) for account in accounts}
        if self._account not in keys:
            first = self._needs.chosen()
            self._account = str(first[0]) if first else ""
        current = next((a for a in accounts if str(a.address) == self._account), None)
        if current is None:
            self._asked_for = ()
            self._show(ReceivePageView(words("window.receive.none")))
            return
        view = ReceivePageView(
            words("window.receive.answer", label=current.label),
            tuple((str(a.address), a.label) for a in accounts),
            self._account,
            current.label,
            str(current.address),
            _caution(current),
            self._needs.network(),
        )
        self._ask_tokens(view, current.address)

    def _ask_tokens(self, view: ReceivePageView, account: Address) -> None:
        coin = self._needs.coin()
        if coin is None:
            note = words("window.receive.no_network")
            self._show(replace(view, tokens=(), tokens_note=note))
            return
        tokens = self._needs.tokens.tokens()
        question = (account, coin.ref, tuple(token.ref for token in tokens))
        known = self._view.tokens if self._asked_for == question else None
        self._asked_for = question
        note = "" if tokens else words("window.receive.no_tokens")
        self._show(replace(view, tokens=known, tokens_note=note))
        self._run(
            lambda: self._read(tokens, account, coin),
            lambda rows: self._show(replace(self._view, tokens=rows)),
            lambda _error: self._silent(tokens, coin),
            slot="tokens",
        )

    async def _read(
        self, tokens: Sequence[SecurityToken], account: Address, coin: SecurityToken
    ) -> tuple[Receivable, ...]:
        answers = await gather(*(self._read_one(token, account) for token in tokens))
        return (*answers, _coin(coin))

    async def _read_one(self, token: SecurityToken, account: Address) -> Receivable:
        if token.standard == PLAIN:
            return receivable(token, None)
        try:
            told = await self._needs.tokens.details(token, account)
        except WalletError:
            # One token that does not answer must not hide what the others say.
            return _unknown(token)
        return receivable(token, told.identity)

    def _silent(self, tokens: Sequence[SecurityToken], coin: SecurityToken) -> None:
        rows = (*(_unknown(token) for token in tokens), _coin(coin))
        self._show(replace(self._view, tokens=rows))

    def _show(self, view: ReceivePageView) -> None:
        self._view = view
        self._render(view)


def receivable(token: SecurityToken, identity: InvestorStatus | None) -> Receivable:
    """What a token's word about an account means for receiving it."""
    if token.standard == PLAIN:
        return _row(token, "yes", words("window.receive.plain"))
    if identity is None:
        return _row(token, "depends", words("window.receive.by_rules"))
    match identity.verified:
        case True:
            return _row(token, "yes", words("window.receive.verified"))
        case False:
            return _row(token, "no", _why_not(identity))
        case None:
            return _unknown(token)


def _why_not(identity: InvestorStatus) -> str:
    if identity.registered is False:
        return words("window.receive.unregistered")
    lacking = tuple(_claim_name(c) for c in identity.claims if c.status is not ClaimStatus.VALID)
    if lacking:
        return words("window.receive.claims", claims=lacking)
    return words("window.receive.unverified")


def _claim_name(claim: IdentityClaim) -> str:
    return claim.name or str(claim.topic)[:12]


def _unknown(token: SecurityToken) -> Receivable:
    return _row(token, "unknown", words("window.receive.silent"))


def _coin(coin: SecurityToken) -> Receivable:
    return replace(_row(coin, "yes", words("window.receive.coin")), name=coin.symbol, symbol="")


_LOOKS = {
    "yes": ("ok", "allowed"),
    "no": ("bad", "refused"),
    "depends": ("info", "info"),
    "unknown": ("unknown", "unknown"),
}


def _row(token: SecurityToken, answer: str, why: str) -> Receivable:
    tone, icon = _LOOKS[answer]
    word = words(f"window.receive.word.{answer}")
    return Receivable(token.name or token.symbol, token.symbol, word, tone, icon, why)


def _caution(account: Account) -> str:
    if account.backup_confirmed is False:
        return words("window.receive.backup_first")
    if account.kind is AccountKind.WATCH:
        return words("window.receive.watched")
    return ""
