"""Decides what the transfer page shows: fields, verdict, whether it may be reviewed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.desktop.core.format import Figure, figure
from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.transfer.draft import Draft, Parsed, parse
from ui.desktop.pages.transfer.verdict import answer, verdict_view
from ui.desktop.pages.transfer.view import Entry, Recipient, TransferPageView
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.compliance import Maximum, TransferCheck, TransferIntent, Verdict
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import Acceptances, Reviewed

if TYPE_CHECKING:
    from wallet.domain.account import Account
    from wallet.domain.holding import Holding
    from wallet.services.accounts import Accounts
    from wallet.services.compliance import Compliance
    from wallet.services.portfolio import Portfolio, PortfolioView
    from wallet.services.tokens import Tokens
    from wallet.services.transfers import Transfers

TYPING_PAUSE_S = 0.25


@dataclass(frozen=True, slots=True)
class TransferNeeds:
    """What the page reads from and asks.

    Attributes:
        coin: The network's own coin as a token; ``None`` without a network.
    """

    accounts: "Accounts"
    tokens: "Tokens"
    portfolio: "Portfolio"
    compliance: "Compliance"
    transfers: "Transfers"
    book: AddressBook
    coin: Callable[[], SecurityToken | None]


class TransferModel:
    """Holds the draft; every change asks for a verdict, late answers are dropped."""

    def __init__(
        self,
        needs: TransferNeeds,
        run: Run,
        render: Callable[[TransferPageView], None],
        reviewed: Callable[[Reviewed], None],
        elsewhere: Callable[[Reviewed], None] = lambda _reviewed: None,
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._reviewed = reviewed
        self._elsewhere = elsewhere
        self._draft = Draft()
        self._tokens: tuple[SecurityToken, ...] = ()
        self._senders: tuple[Account, ...] = ()
        self._holdings: tuple[Holding, ...] = ()
        self._coins: dict[Address, int | None] = {}
        self._check: TransferCheck | None = None
        self._accepted = Acceptances()
        self._trouble = ""
        self._checking = False
        self._preparing = False
        self._maximum_note = ""

    # What the page tells

    def refresh(self) -> None:
        """Lists anew, holdings anew, and the verdict if the draft is complete."""
        coin = self._needs.coin()
        tracked = self._needs.tokens.tokens() if coin else ()
        self._tokens = (*tracked, *((coin,) if coin else ()))
        # A watched account can ask for a signature by file; those with a key here come first.
        every = self._needs.accounts.list()
        self._senders = tuple(sorted(every, key=lambda account: not account.kind.can_sign))
        keys = [str(token.address) for token in self._tokens]
        if self._draft.token not in keys:
            self._draft = replace(self._draft, token=keys[0] if keys else "")
        owners = [str(account.address) for account in self._senders]
        if self._draft.sender not in owners:
            self._draft = replace(self._draft, sender=owners[0] if owners else "")
        if self._senders and coin:
            addresses = [account.address for account in self._senders]
            self._run(
                lambda: self._needs.portfolio.read(addresses),
                self._holdings_read,
                lambda _error: None,
                slot="holdings",
            )
        self._ask_again()

    def edit(self, **changes: str) -> None:
        """Take over what was typed or chosen: ``token sender recipient amount``."""
        changed = replace(self._draft, **changes)
        if changed == self._draft:
            return
        self._draft = changed
        self._maximum_note = ""
        self._ask()

    def accept(self, *, disagreement: bool, burn: bool) -> None:
        """Ticks beside the verdict."""
        warnings = frozenset({"burn"}) if burn else frozenset[str]()
        self._accepted = Acceptances(disagreement, warnings)
        self._show()

    def most_possible(self) -> None:
        """Fill in the largest amount that would pass."""
        parsed = self._parsed()
        if parsed.token is None or parsed.sender is None or parsed.recipient is None:
            self._maximum_note = words("window.transfer.maximum_needs")
            self._show()
            return
        token, sender, recipient = parsed.token, parsed.sender, parsed.recipient
        self._maximum_note = words("window.transfer.maximum_asking")
        self._show()
        self._run(
            lambda: self._needs.compliance.maximum(token, sender, recipient, None),
            self._maximum_known,
            self._maximum_failed,
            slot="maximum",
        )

    def review(self) -> None:
        """Have the bytes made and read back."""
        if not self._key_elsewhere():
            self._prepare(self._prepared)

    def sign_offline(self) -> None:
        """The same for a file that goes to the computer with the key."""
        self._prepare(self._prepared_for_file)

    def _prepare(self, done: Callable[[Reviewed], None]) -> None:
        check = self._check
        if check is None or self._why_not():
            return
        self._preparing = True
        self._show()
        self._run(
            lambda: self._needs.transfers.prepare(check, accepted=self._accepted),
            done,
            self._not_prepared,
            slot="prepare",
        )

    def sent(self) -> None:
        """The transfer went out: the next one starts with an empty amount."""
        self._draft = replace(self._draft, amount="")
        self.refresh()

    # What comes back

    def _holdings_read(self, read: "PortfolioView") -> None:
        self._holdings = read.holdings
        self._coins = dict(read.coins)
        self._show()

    def _ask(self) -> None:
        """A changed draft: what was known is gone."""
        self._check = None
        self._trouble = ""
        self._accepted = Acceptances()
        intent = self._parsed().intent
        self._checking = intent is not None
        self._show()
        if intent is None:
            # The newest work of the slot wins: this takes the place of an older question.
            self._run(_nothing, lambda _none: None, self._not_checked, slot="check")
        else:
            self._question(intent, delay_s=TYPING_PAUSE_S)

    def _ask_again(self) -> None:
        """The same draft at a newer block: the last answer stays until the new one is there."""
        intent = self._parsed().intent
        if self._check is None or intent is None or self._check.intent != intent:
            self._ask()
        elif not self._preparing:
            self._question(intent, delay_s=0.0)

    def _question(self, intent: TransferIntent, *, delay_s: float) -> None:
        self._run(
            lambda: self._needs.compliance.check(intent),
            self._checked,
            self._not_checked,
            slot="check",
            delay_s=delay_s,
        )

    def _checked(self, check: TransferCheck) -> None:
        if check.intent != self._parsed().intent:
            return
        before, self._check = self._check, check
        self._checking = False
        self._trouble = ""
        if before is None or before.decision != check.decision or before.effects != check.effects:
            # An acceptance is for one answer only.
            self._accepted = Acceptances()
        self._show()

    def _not_checked(self, error: WalletError) -> None:
        self._checking = False
        self._check = None
        self._trouble = error_sentence(error, self._needs.book.shown)
        self._show()

    def _maximum_known(self, maximum: Maximum) -> None:
        if maximum.ranges is None:
            self._maximum_note = words("window.transfer.maximum_unknown")
        elif not maximum.ranges:
            self._maximum_note = words("window.transfer.maximum_nothing")
        else:
            most = maximum.token.amount(maximum.ranges[-1].maximum)
            self._draft = replace(self._draft, amount=most.text)
            self._ask()
            return
        self._show()

    def _maximum_failed(self, error: WalletError) -> None:
        self._maximum_note = error_sentence(error, self._needs.book.shown)
        self._show()

    def _prepared(self, reviewed: Reviewed) -> None:
        self._preparing = False
        self._show()
        self._reviewed(reviewed)

    def _prepared_for_file(self, reviewed: Reviewed) -> None:
        self._preparing = False
        self._show()
        self._elsewhere(reviewed)

    def _not_prepared(self, error: WalletError) -> None:
        self._preparing = False
        self._trouble = error_sentence(error, self._needs.book.shown)
        self._show()

    # What is shown

    def _parsed(self) -> Parsed:
        return parse(self._draft, self._tokens, self._senders, self._needs.accounts.resolve)

    def _key_elsewhere(self) -> bool:
        chosen = (a for a in self._senders if str(a.address) == self._draft.sender)
        return any(not account.kind.can_sign for account in chosen)

    def _why_not(self) -> str:
        check = self._check
        if self._preparing:
            return words("window.transfer.preparing")
        if check is None:
            return words(
                "window.transfer.checking" if self._checking else "window.transfer.fill_in"
            )
        if check.verdict is not Verdict.ALLOWED:
            return words(f"window.transfer.why_not.{check.verdict.value}")
        return self._still_missing(check)

    def _still_missing(self, check: TransferCheck) -> str:
        if check.intent.base_units == 0:
            return words("window.transfer.why_not.zero")
        if check.needs_acceptance and not self._accepted.disagreement:
            return words("window.transfer.why_not.disagreement")
        if _burns(check) and "burn" not in self._accepted.warnings:
            return words("window.transfer.why_not.burn")
        return ""

    def _show(self) -> None:
        parsed = self._parsed()
        book = self._needs.book
        free, note = self._free(parsed)
        why_not, elsewhere = self._why_not(), self._key_elsewhere()
        self._render(
            TransferPageView(
                title=answer(self._check, book) if self._check else _title(parsed.token, free),
                tokens=tuple(Entry(str(t.address), _token_text(t)) for t in self._tokens),
                token=self._draft.token,
                senders=tuple(Entry(str(a.address), book.shown(a.address)) for a in self._senders),
                sender=self._draft.sender,
                free=free,
                free_note=note,
                recipient=_recipient(parsed, book),
                amount=self._draft.amount,
                symbol=parsed.token.symbol if parsed.token else "",
                problems=tuple((t.field, error_sentence(t.error)) for t in parsed.troubles),
                checking=self._checking,
                verdict=verdict_view(self._check, book) if self._check else None,
                trouble=self._trouble,
                preparing=self._preparing,
                can_review=not why_not and not elsewhere,
                why_not=why_not or (words("window.transfer.key_elsewhere") if elsewhere else ""),
                key_elsewhere=elsewhere,
                can_export=not why_not,
                maximum_note=self._maximum_note,
            )
        )

    def _free(self, parsed: Parsed) -> tuple[Figure | None, str]:
        token, sender = parsed.token, parsed.sender
        if token is None or sender is None:
            return None, ""
        units = self._free_units(token, sender)
        if units is None:
            return None, words("window.transfer.free_unknown") if self._holdings else ""
        shown = figure(token.amount(units), token.symbol)
        return shown, words("window.transfer.free", amount=shown.text)

    def _free_units(self, token: SecurityToken, sender: Address) -> int | None:
        if token.is_native:
            return self._coins.get(sender)
        for holding in self._holdings:
            if holding.token.ref == token.ref and holding.account == sender and holding.parts:
                return holding.parts.free
        return None


async def _nothing() -> None:
    """Work that takes a slot and asks nobody."""


def _burns(check: TransferCheck) -> bool:
    return any(effect.id == "burn" for effect in check.effects)


def _title(token: SecurityToken | None, free: Figure | None) -> str:
    if token is None:
        return words("window.transfer.title")
    if free is not None:
        return words("window.transfer.title_free", amount=free.text)
    return words("window.transfer.title_token", symbol=token.symbol)


def _token_text(token: SecurityToken) -> str:
    if token.is_native:
        return words("window.transfer.coin", symbol=token.symbol)
    return f"{token.symbol} · {token.name}" if token.name != token.symbol else token.symbol


def _recipient(parsed: Parsed, book: AddressBook) -> Recipient:
    address = parsed.recipient
    if address is None:
        return Recipient()
    name = book.known(address)
    if name is None:
        note = words("window.transfer.recipient_new")
        return Recipient(str(address), "", note, "warn")
    own = words("window.transfer.recipient_own" if book.is_own(address) else "window.known")
    return Recipient(str(address), name, own, "ok")
