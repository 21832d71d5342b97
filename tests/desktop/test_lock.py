"""The locked window: it shows nothing, opens to the passphrase alone, and stops nothing sent."""

import asyncio
import json

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTableView,
)

from tests.desktop.test_transfer_flow import fill, review
from ui.desktop.core.notices import Notice
from ui.desktop.locking import MARK
from ui.text import sentence as words
from wallet.domain.ids import Address
from wallet.domain.vault import ImportKind, ImportSource, SecretInput

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]
HERS = Address("0x" + "22" * 20)
PASSPHRASE = "four words and a comma, say"
KEY = "0x" + "11" * 32


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


async def settle():
    """Let Qt delete what was given up."""
    for _ in range(5):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await asyncio.sleep(0.02)


def everything_said(stage):
    """All text any widget of the program holds, shown or not."""
    found = []
    for widget in QApplication.allWidgets():
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        found.append(widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(widget.count())]
        if isinstance(widget, QTableView) and widget.model() is not None:
            model = widget.model()
            found += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    return "\n".join(found)


def secrets_of(services):
    own = [one for account in services.accounts.list() for one in (account.label, account.address)]
    book = [one for who in services.contacts.list() for one in (who.name, who.address)]
    groups = [who[:6] for who in own + book if who.startswith("0x")]
    return {*own, *book, *groups, "ACME", "1,200", "1,500", "ALP30", "999."}


async def unlock(stage, passphrase):
    stage.find(QLineEdit, "unlockPassphrase").setText(passphrase)
    QTest.keyClick(stage.find(QLineEdit, "unlockPassphrase"), Qt.Key.Key_Return)


def test_locked_nothing_of_the_wallet_is_left_in_any_widget(demo):
    async def story():
        services = demo.desktop.context.services
        for page in demo.window.listed:
            demo.window.open_page(page)
            await asyncio.sleep(0.4)
        secrets = secrets_of(services)
        shown = everything_said(demo)
        assert {"ACME", "1,200", "Anna Keller", "Bob Meier"} <= {s for s in secrets if s in shown}
        demo.window.open_page("activity")
        demo.notices.post(Notice("Anna Keller sent 5 ACME", "bad", "to Bob Meier"))
        demo.find(QAbstractButton, "rail_lock").click()
        await settle()
        assert demo.window.page_key == "locked"
        said = everything_said(demo)
        assert {secret for secret in secrets if secret in said} == set()
        assert not demo.window.rail.isVisible()
        return services

    services = demo.run(story())

    async def later():
        # What happens meanwhile must not bring anything back.
        services.contacts.add("Somebody New", str(HERS))
        demo.notices.post(Notice("Somebody New was added"))
        demo.desktop.context.shell.refresh()
        await asyncio.sleep(0.5)
        said = everything_said(demo)
        assert {one for one in secrets_of(services) if one in said} == set()
        for key in ("open_page", "refresh_page", "_go_back", "_search", "_open_nth"):
            call = getattr(demo.window, key)
            call(*{"open_page": ("portfolio",), "_open_nth": (1,)}.get(key, ()))
            assert demo.window.page_key == "locked"

    demo.run(later())


def test_the_passphrase_opens_it_where_it_was_left(demo):
    async def story():
        demo.window.open_page("activity")
        demo.desktop.lock()
        await unlock(demo, "not the passphrase")
        field = demo.find(QLineEdit, "unlockPassphrase")
        await demo.until(lambda: field.accessibleDescription() and field.isEnabled())
        assert demo.desktop.is_locked
        assert field.text() == ""
        demo.notices.post(Notice("Something happened"))
        before = len(demo.told)
        await unlock(demo, demo.desktop.context.demo_passphrase)
        await demo.until(lambda: not demo.desktop.is_locked)
        assert demo.window.page_key == "activity"
        assert demo.window.rail.isVisible()
        assert [one.text for one in demo.told[before:]] == ["Something happened"]
        demo.window.open_page("portfolio")
        answer = demo.find(QLabel, "portfolioAnswer")
        await demo.until(lambda: answer.text().startswith("You hold 2"))
        await demo.until(lambda: "block" in demo.find(QLabel, "syncState").text())

    demo.run(story())


def test_ctrl_l_locks_even_over_a_dialog(demo):
    demo.window.page("portfolio")._ask_for_token()
    dialog = next(d for d in demo.window.findChildren(QDialog) if d.isVisible())
    demo.desktop._locking.watch_window(dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    demo.run(demo.until(lambda: demo.desktop.is_locked))
    demo.run(settle())
    assert demo.window.findChildren(QDialog) == []


def test_it_locks_when_nobody_is_here_and_not_while_somebody_is(demo):
    locking = demo.desktop._locking
    demo.desktop.context.services.settings.idle_minutes = 1
    locking._watch._steady -= 61
    QTest.keyClick(demo.window.windowHandle(), Qt.Key.Key_Shift)
    locking.look()
    assert not demo.desktop.is_locked
    locking._watch._steady -= 61
    locking.look()
    assert demo.desktop.is_locked


def test_what_was_signed_goes_on_while_it_is_locked(demo):
    async def story():
        services = demo.desktop.context.services
        await fill(demo, "Bob Meier", "100")
        dialog = await review(demo)
        demo.find(QLineEdit, "passphrase", dialog).setText(demo.desktop.context.demo_passphrase)
        demo.find(QAbstractButton, "signAndSend", dialog).click()
        await asyncio.sleep(0)
        demo.desktop._locking._watch._steady -= 100_000
        demo.desktop._locking.look()
        assert not demo.desktop.is_locked, "somebody is at work"
        demo.desktop.lock()
        assert demo.desktop.is_locked
        settled = words("window.outbox.settled")
        await demo.until(
            lambda: [e.state.value for e in services.tracking.entries()] == ["settled"]
        )
        await unlock(demo, demo.desktop.context.demo_passphrase)
        await demo.until(lambda: not demo.desktop.is_locked)
        demo.window.open_page("activity")
        table = demo.find(QTableView, "activityTable")
        await demo.until(lambda: table.model().rowCount() > 5)
        assert settled in table.model().row_at(0).state

    demo.run(story())


def test_a_wallet_without_keys_says_what_its_lock_is_worth(stage):
    async def story():
        await stage.desktop.open(demo=False)
        stage.desktop.context.services.accounts.watch(HERS, "Hers")
        stage.desktop.show_pages()
        stage.desktop.lock()
        assert "only watches" in stage.find(QLabel, "lockedText").text()
        assert not stage.find(QLineEdit, "unlockPassphrase").isVisible()
        assert not (stage.home / MARK).exists()
        stage.find(QAbstractButton, "unlock").click()
        await stage.until(lambda: not stage.desktop.is_locked)
        assert stage.window.page_key == "portfolio"

    stage.run(story())


def test_before_there_is_an_account_there_is_nothing_to_lock(stage):
    stage.run(stage.desktop.open(demo=False))
    stage.desktop.lock()
    assert stage.window.page_key == "welcome"


def test_closing_and_opening_the_program_does_not_unlock(stage):
    async def story():
        cost = {"kdf_memory_kib": 19_456, "kdf_passes": 2}
        (stage.home / "config.json").write_text(json.dumps({"vault": cost}), encoding="utf-8")
        await stage.desktop.open(demo=False)
        accounts = stage.desktop.context.services.accounts
        await accounts.import_(
            ImportSource(ImportKind.KEY, SecretInput.typed(KEY)),
            passphrase=SecretInput.typed(PASSPHRASE),
            label="Savings account",
        )
        stage.desktop.show_pages()
        stage.desktop.lock()
        await stage.desktop.open(demo=False)
        await settle()
        assert stage.window.page_key == "locked"
        assert "Savings account" not in everything_said(stage)
        await unlock(stage, PASSPHRASE)
        await stage.until(lambda: not stage.desktop.is_locked)
        assert stage.window.page_key == "portfolio"
        await stage.desktop.open(demo=False)
        assert stage.window.page_key == "portfolio"

    stage.run(story())


def test_the_demo_cannot_be_left_while_it_is_locked(demo):
    leave = demo.find(QAbstractButton, "leaveDemo")
    assert leave.isVisible()
    demo.desktop.lock()
    assert not leave.isVisible()
