"""Decides what the activity page shows: what is under way, and what happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.activity.detail import DetailView, Source, detail_of
from ui.desktop.pages.activity.filters import Filter
from ui.desktop.pages.activity.rows import ActivityRow, RowMaker
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.activity import ActivityEntry
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry, OutboxState

if TYPE_CHECKING:
    from wallet.services.activity import Activity
    from wallet.services.tracking import Tracking


@dataclass(frozen=True, slots=True)
class ActivityPageView:
    """Everything the page draws.

    Attributes:
        rows: What fits the filter.
        is_empty: Whether there is nothing even without a filter.
        several: Whether rows are of more than one account.
        tokens: Tokens to choose from, each with its address.
    """

    answer: str
    beneath: str = ""
    rows: tuple[ActivityRow, ...] = ()
    loading: bool = False
    problem: str = ""
    is_empty: bool = True
    several: bool = False
    tokens: tuple[tuple[str, str], ...] = ()
    wanted: Filter = field(default_factory=Filter)
    no_network: bool = False


@dataclass(frozen=True, slots=True)
class ActivityNeeds:
    """What the page reads from.

    Attributes:
        accounts: The accounts chosen in the top bar.
        network: The current one; ``None`` without one.
        token: Finds a tracked token by its address.
        tokens: All tracked tokens of the current network.
    """

    activity: "Activity"
    tracking: "Tracking"
    book: AddressBook
    accounts: Callable[[], tuple[Address, ...]]
    network: Callable[[], Network | None]
    token: Callable[[Address], SecurityToken | None]
    tokens: Callable[[], tuple[SecurityToken, ...]]
    now: Callable[[], int]


class ActivityModel:
    """Shows the journal at once, and the chain's history when it is read."""

    def __init__(
        self, needs: ActivityNeeds, run: Run, render: Callable[[ActivityPageView], None]
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._maker = RowMaker(needs.book, needs.token, self._coin, needs.now)
        self._loading = False
        self._problem = ""
        self._wanted = Filter()
        self._sources: dict[str, Source] = {}
        self._opened: tuple[str, Callable[[DetailView], None]] | None = None

    # What a person does

    def refresh(self) -> None:
        """Read the history on."""
        if self._needs.network() is None:
            answer = words("window.portfolio.no_network")
            self._render(ActivityPageView(answer, no_network=True))
            return
        self._loading = True
        self.show()
        self._run(self._needs.activity.sync, self._synced, self._failed, slot="sync")

    def look_for(self, **changes: str) -> None:
        """Change the filter: ``token``, ``kind`` or ``text``."""
        self._wanted = replace(self._wanted, **changes)
        self.show()

    def show_everything(self) -> None:
        """Give up the filter."""
        self._wanted = Filter()
        self.show()

    def open(self, key: str, draw: Callable[[DetailView], None]) -> bool:
        """Show one entry whole, and again whenever it changes; ``False`` if it is gone."""
        self._opened = (key, draw)
        return self._draw_opened()

    def close(self) -> None:
        """Nobody looks at one entry any more."""
        self._opened = None

    def export(
        self, path: Path, done: Callable[[str], None], failed: Callable[[WalletError], None]
    ) -> None:
        """Write the history of the chosen accounts and token."""
        chosen = self._needs.accounts()
        account = chosen[0] if len(chosen) == 1 else None
        token = Address(self._wanted.token) if self._wanted.token else None
        try:
            count = self._needs.activity.export_csv(path, account, token)
        except WalletError as error:
            failed(error)
            return
        code = "exported_one" if count == 1 else "exported"
        done(words(f"window.activity.{code}", count=count, file=path.name))

    # What is shown

    def show(self) -> None:
        """Draw what is stored."""
        network = self._needs.network()
        if network is None:
            return
        chosen = set(self._needs.accounts())
        past = [e for e in self._needs.activity.entries() if e.account in chosen]
        ours = [
            entry
            for entry in self._needs.tracking.entries()
            if entry.account in chosen and entry.chain_id == network.chain_id
        ]
        rows = self._rows(past, ours)
        tokens = tuple((str(one.address), one.symbol) for one in self._needs.tokens())
        if self._wanted.token and self._wanted.token not in {key for key, _ in tokens}:
            self._wanted = replace(self._wanted, token="")
        to = self._needs.activity.synced_to()
        self._render(
            ActivityPageView(
                self._answer(ours, rows),
                words("window.activity.synced", number=to) if to is not None else "",
                self._wanted.passes(rows),
                self._loading,
                self._problem,
                is_empty=not rows,
                several=len(chosen) > 1,
                tokens=tokens,
                wanted=self._wanted,
            )
        )
        self._draw_opened()

    def _draw_opened(self) -> bool:
        network = self._needs.network()
        if self._opened is None or network is None:
            return False
        key, draw = self._opened
        source = self._sources.get(key) or self._sources.get(key.partition(".")[0])
        if source is None:
            return False
        draw(detail_of(source, self._maker, network))
        return True

    def _synced(self, _done: object) -> None:
        self._loading, self._problem = False, ""
        self.show()

    def _failed(self, error: WalletError) -> None:
        self._loading, self._problem = False, error_sentence(error)
        self.show()

    def _answer(self, ours: list[OutboxEntry], rows: tuple[ActivityRow, ...]) -> str:
        under_way = sum(1 for entry in ours if not entry.state.is_final)
        if under_way == 1:
            return words("window.activity.answer_one_open")
        if under_way:
            return words("window.activity.answer_open", count=under_way)
        if rows:
            return words("window.activity.answer_done")
        return words("window.activity.answer_none")

    def _rows(
        self, past: Iterable[ActivityEntry], ours: list[OutboxEntry]
    ) -> tuple[ActivityRow, ...]:
        signed = {entry.tx_hash: entry for entry in ours}
        sources, told = [], set()
        for entry in past:
            own = signed.get(entry.tx_hash)
            if own and entry.account == own.account and _tells(entry.kind, own.kind):
                told.add(own.tx_hash)
            else:
                own = None
            state = own.state if own else OutboxState.SETTLED
            sources.append(Source(self._maker.past(entry, state), entry, own))
        sources.extend(
            Source(self._maker.ours(entry), None, entry)
            for entry in ours
            if entry.tx_hash not in told
        )
        self._sources = {}
        for source in sources:
            self._sources[source.row.key] = source
            if source.ours is not None:
                # An entry that was opened before the history told it is found by its hash.
                self._sources[source.row.tx_hash] = source
        rows = (source.row for source in sources)
        return tuple(sorted(rows, key=lambda line: (line.at is not None, -(line.at or 0))))

    def _coin(self) -> str:
        network = self._needs.network()
        return network.coin if network else ""


def _tells(past: str, own: str) -> bool:
    """Whether an entry of the history is what an own transaction was made for."""
    return past == ("transfer_out" if own in {"transfer", "payment"} else own)
