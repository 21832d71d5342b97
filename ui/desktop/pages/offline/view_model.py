"""Decides what the offline page shows: requests that wait, and answers brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.desktop.core.format import Moment, moment
from ui.desktop.core.names import AddressBook
from ui.desktop.core.tasks import Run
from ui.desktop.pages.offline.what import sending_of, what_of
from ui.offline.files import read_package, write_package
from ui.text import error as error_sentence
from ui.text import sentence as words
from wallet.domain.errors import WalletError
from wallet.domain.offline import REQUEST, PendingRequest, RequestState
from wallet.domain.offline_files import kind_of, read_request
from wallet.domain.word_code import word_code

if TYPE_CHECKING:
    from wallet.services.offline import Offline, Returned

MOST_EARLIER = 30
_TONES = {
    RequestState.WAITING: ("warn", "clock"),
    RequestState.DECLINED: ("bad", "refused"),
    RequestState.SUBMITTED: ("ok", "allowed"),
    RequestState.WITHDRAWN: ("info", "skip"),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request this computer made.

    Attributes:
        what: What it does, in one line.
        code: Words that have to be the same on both screens.
        expires: Until when it may be signed, in words.
        tx_hash: Of what came back signed; empty before.
    """

    id: str
    what: str
    sender: str
    network: str
    made: Moment
    expires: str
    code: str
    digest: str
    state: str
    tone: str
    icon: str
    is_waiting: bool
    tx_hash: str = ""


@dataclass(frozen=True, slots=True)
class OfflinePageView:
    """Everything the page draws.

    Attributes:
        problem: What is wrong with the file that was brought; the request stays open.
    """

    answer: str
    waiting: tuple[RequestRow, ...] = ()
    earlier: tuple[RequestRow, ...] = ()
    problem: str = ""
    reading: bool = False


@dataclass(frozen=True, slots=True)
class OfflineNeeds:
    """What the page reads from."""

    offline: "Offline"
    book: AddressBook
    now: Callable[[], int]


class OfflineModel:
    """Lists requests; reads what is brought; hands over what fits."""

    def __init__(
        self,
        needs: OfflineNeeds,
        run: Run,
        render: Callable[[OfflinePageView], None],
        fits: Callable[[bytes, "Returned", str], None],
    ) -> None:
        self._needs = needs
        self._run = run
        self._render = render
        self._fits = fits
        self._problem = ""
        self._reading = False

    def refresh(self) -> None:
        """Read the list anew."""
        rows = tuple(self._row(pending) for pending in self._needs.offline.pending())
        waiting = tuple(row for row in rows if row.is_waiting)
        earlier = tuple(row for row in rows if not row.is_waiting)[:MOST_EARLIER]
        answer = _answer(len(waiting))
        self._render(OfflinePageView(answer, waiting, earlier, self._problem, self._reading))

    def opened(self) -> None:
        """The page is opened afresh: what was wrong with an older file is over."""
        self._problem = ""
        self.refresh()

    def bring(self, file: Path) -> None:
        """Read an answer and hold it against the request it answers."""
        self._problem = ""
        try:
            raw = read_package(file)
            if kind_of(raw) == REQUEST:
                # The usual slip: the request itself was brought instead of its answer.
                self._say(words("window.offline.is_request"))
                return
            returned = self._needs.offline.take_back(raw)
        except WalletError as error:
            self._failed(error)
            return
        if returned.answer.signed is None:
            self._note_refusal(raw)
            return
        self.refresh()
        what = what_of(returned.request, self._needs.book.shown)
        self._fits(raw, returned, what)

    def withdraw(self, request_id: str) -> None:
        """Take no answer to it any more.

        Raises:
            BadInput: ``offline_request_done``.
        """
        self._needs.offline.withdraw(request_id)
        self.refresh()

    def save_again(self, request_id: str, file: Path) -> None:
        """Write the same file once more."""
        found = [one for one in self._needs.offline.pending() if one.id == request_id]
        self._problem = ""
        try:
            for pending in found:
                write_package(file, pending.raw)
        except WalletError as error:
            self._failed(error)
            return
        self.refresh()

    def _note_refusal(self, raw: bytes) -> None:
        # The services keep that the other computer said no, and say so by refusing.
        self._reading = True
        self.refresh()
        self._run(
            lambda: self._needs.offline.submit(raw),
            lambda _sent: self._read(),
            self._failed,
            slot="refusal",
        )

    def _read(self) -> None:
        self._reading = False
        self.refresh()

    def _failed(self, error: WalletError) -> None:
        said = error_sentence(error)
        is_no = error.code == "offline_declined"
        self._say(said if is_no else words("window.offline.not_taken", why=said))

    def _say(self, problem: str) -> None:
        self._reading, self._problem = False, problem
        self.refresh()

    def _row(self, pending: PendingRequest) -> RequestRow:
        request = read_request(pending.raw)
        shown, now = self._needs.book.shown, self._needs.now()
        tone, icon = _TONES[pending.state]
        return RequestRow(
            id=pending.id,
            what=what_of(request, shown),
            sender=sending_of(request, shown),
            network=request.claims.network,
            made=moment(pending.created, now=now),
            expires=_expires(pending, now),
            code=word_code(pending.digest),
            digest=pending.digest.hex(),
            state=words(f"window.offline.state.{_state(pending, now)}"),
            tone=tone,
            icon=icon,
            is_waiting=pending.state is RequestState.WAITING,
            tx_hash=str(pending.tx_hash or ""),
        )


def _answer(waiting: int) -> str:
    if waiting == 1:
        return words("window.offline.answer_one")
    return words("window.offline.answer_many" if waiting else "window.offline.none", count=waiting)


def _state(pending: PendingRequest, now: int) -> str:
    if pending.state is not RequestState.WAITING:
        return str(pending.state.value)
    if pending.tx_hash is not None:
        return "unsent"
    return "expired" if now >= pending.expires else "waiting"


def _expires(pending: PendingRequest, now: int) -> str:
    at = moment(pending.expires).shown
    past = now >= pending.expires
    return words("window.offline.expired" if past else "window.offline.expires", at=at)
