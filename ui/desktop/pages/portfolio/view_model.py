"""Decides what the portfolio shows. Plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ui.desktop.core.format import Figure, coin_figure, day, figure
from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.amounts import Amount
from wallet.domain.errors import WalletError
from wallet.domain.holding import Holding, Parts, Unlock, ValueState
from wallet.domain.ids import Address

if TYPE_CHECKING:
    from wallet.services.portfolio import Portfolio, PortfolioView
    from wallet.services.tokens import Tokens

COIN_DECIMALS = 18
PLAIN = "ERC-20"
MOST_UNLOCKS = 2


class Phase(Enum):
    """What the page is about at the moment."""

    NO_ACCOUNT = "no_account"
    NO_NETWORK = "no_network"
    LOADING = "loading"
    EMPTY = "empty"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Legend:
    """One part of a holding in words."""

    part: str
    text: str
    full: str


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """One holding as drawn.

    Attributes:
        total: ``None`` while unknown.
        state: Words of a state that is not simply known; empty otherwise.
    """

    token: Address
    account: Address
    title: str
    subtitle: str
    total: Figure | None
    parts: Parts | None
    legend: tuple[Legend, ...]
    is_security: bool = True
    state: str = ""
    tone: str = "info"
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class CoinRow:
    """Coin for fees of one account; ``None`` while unknown."""

    account: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class PortfolioPageView:
    """Everything the page draws."""

    phase: Phase
    answer: str
    beneath: str = ""
    rows: tuple[HoldingRow, ...] = ()
    coins: tuple[CoinRow, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PortfolioNeeds:
    """What the page reads from.

    Attributes:
        accounts: The accounts chosen in the top bar.
        coin: Symbol of the coin fees are paid in; ``None`` without a network.
    """

    portfolio: "Portfolio"
    tokens: "Tokens"
    book: AddressBook
    accounts: Callable[[], tuple[Address, ...]]
    coin: Callable[[], str | None]


class PortfolioModel:
    """Reads the holdings of the chosen accounts and keeps the last answer."""

    def __init__(
        self, needs: PortfolioNeeds, run: Run, render: Callable[[PortfolioPageView], None]
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._view = PortfolioPageView(Phase.LOADING, words("window.portfolio.reading"))
        self._read_for: tuple[object, ...] = ()

    def refresh(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        accounts, coin = self._needs.accounts(), self._needs.coin()
        if coin is None:
            self._show(PortfolioPageView(Phase.NO_NETWORK, words("window.portfolio.no_network")))
            return
        if not accounts:
            self._show(PortfolioPageView(Phase.NO_ACCOUNT, words("window.portfolio.no_account")))
            return
        if self._read_for != (accounts, coin):
            self._read_for = (accounts, coin)
            self._show(PortfolioPageView(Phase.LOADING, words("window.portfolio.reading")))
        self._run(
            lambda: self._needs.portfolio.read(accounts),
            self._answered,
            self._failed,
            slot="read",
        )

    def add_token(self, text: str, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Track a token by its contract address."""

        def added(_token: object) -> None:
            done()
            self.refresh()

        try:
            address = Address(text.strip())
        except WalletError as error:
            failed(error_sentence(error))
            return
        self._run(
            lambda: self._needs.tokens.add(address),
            added,
            lambda error: failed(error_sentence(error)),
            slot="add",
        )

    def _answered(self, read: "PortfolioView") -> None:
        coin = self._needs.coin() or ""
        rows = rows_of(read.holdings, self._needs.book)
        coins = tuple(
            CoinRow(
                self._needs.book.shown(account),
                None if wei is None else coin_figure(Amount(wei, COIN_DECIMALS), coin),
            )
            for account, wei in read.coins.items()
        )
        block = words("window.as_of_block", number=read.block.number)
        phase = Phase.READY if rows else Phase.EMPTY
        self._show(PortfolioPageView(phase, answer_of(rows), block, rows, coins))

    def _failed(self, error: WalletError) -> None:
        problem = error_sentence(error)
        if self._view.phase in {Phase.READY, Phase.EMPTY}:
            self._show(replace(self._view, problem=problem))
            return
        answer = words("window.portfolio.cannot_read")
        self._show(PortfolioPageView(Phase.FAILED, answer, problem=problem))

    def _show(self, view: PortfolioPageView) -> None:
        self._view = view
        self._render(view)


def answer_of(rows: Sequence[HoldingRow]) -> str:
    """The page's first line."""
    if any(row.parts is None for row in rows):
        return words("window.portfolio.answer_unknown")
    held = {row.token: row.is_security for row in rows if row.parts and row.parts.total}
    if not held:
        return words("window.portfolio.answer_none")
    securities = sum(held.values())
    others = len(held) - securities
    if not securities:
        return _counted("window.portfolio.plain", others)
    answer = _counted("window.portfolio.answer", securities)
    if not others:
        return answer
    if others == 1:
        return words("window.portfolio.and_one_other", answer=answer)
    return words("window.portfolio.and_others", answer=answer, count=others)


def _counted(code: str, count: int) -> str:
    return words(f"{code}_one") if count == 1 else words(f"{code}_many", count=count)


def rows_of(holdings: Sequence[Holding], book: AddressBook) -> tuple[HoldingRow, ...]:
    """Holdings as rows; an empty one is left out where the token is held elsewhere."""
    held = {h.token.ref for h in holdings if h.parts is None or h.parts.total}
    several = len({h.account for h in holdings}) > 1
    seen: set[object] = set()
    kept = []
    for holding in holdings:
        empty = holding.parts is not None and holding.parts.total == 0
        if empty and (holding.token.ref in held or holding.token.ref in seen):
            continue
        seen.add(holding.token.ref)
        kept.append(_row(holding, book, several=several and not empty))
    return tuple(kept)


def _row(holding: Holding, book: AddressBook, *, several: bool) -> HoldingRow:
    token = holding.token
    subtitle = [token.symbol, token.standard]
    if several:
        subtitle.append(book.shown(holding.account))
    total = (
        None if holding.parts is None else figure(token.amount(holding.parts.total), token.symbol)
    )
    state, tone = _state(holding)
    legend = _legend(holding)
    said = total.text if total else words("window.cannot_tell")
    return HoldingRow(
        token.address,
        holding.account,
        token.name or token.symbol,
        " · ".join(subtitle),
        total,
        holding.parts,
        legend,
        token.standard != PLAIN,
        state,
        tone,
        ", ".join((token.name or token.symbol, said, *(part.text for part in legend))),
    )


def _legend(holding: Holding) -> tuple[Legend, ...]:
    parts = holding.parts
    if parts is None or parts.total == 0:
        return ()
    made = [_part("free", holding, parts.free)]
    if parts.locked:
        made.extend(_locked(holding, parts.locked))
    if parts.frozen:
        made.append(_part("frozen", holding, parts.frozen))
    return tuple(made)


def _part(part: str, holding: Holding, units: int) -> Legend:
    amount = figure(holding.token.amount(units), holding.token.symbol)
    text = words(f"window.part.{part}", amount=amount.shown)
    return Legend(part, text, f"{amount.full} {amount.unit}")


def _locked(holding: Holding, units: int) -> list[Legend]:
    whole = _part("locked", holding, units)
    unlocks = holding.unlocks
    if len(unlocks) == 1 and unlocks[0].base_units == units:
        shown = figure(holding.token.amount(units)).shown
        text = words("window.part.locked_until", amount=shown, date=day(unlocks[0].at))
        return [replace(whole, text=text)]
    return [whole, *(_unlock(holding, unlock) for unlock in unlocks[:MOST_UNLOCKS])]


def _unlock(holding: Holding, unlock: Unlock) -> Legend:
    amount = figure(holding.token.amount(unlock.base_units))
    text = words("window.unlocks", amount=amount.shown, date=day(unlock.at))
    return Legend("", text, f"{amount.full} {holding.token.symbol}")


def _state(holding: Holding) -> tuple[str, str]:
    match holding.state:
        case ValueState.KNOWN if holding.parts is not None:
            return "", "info"
        case ValueState.STALE:
            return words("window.state.stale", number=holding.as_of_block or 0), "warn"
        case ValueState.DISPUTED:
            return words("window.state.disputed"), "warn"
        case _:
            return words("window.state.unknown"), "unknown"
