"""The first start: four ways to begin."""

import asyncio

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit

from tests.fakes.desk_top import MARIE, FakeAccounts
from ui.desktop.wizards.add_account import AddAccountDialog
from ui.desktop.wizards.add_account_model import AddAccountModel, Way
from ui.desktop.wizards.welcome import ChoiceCard
from wallet.domain.account import AccountKind


def dialog_of(stage):
    return next(one for one in stage.window.findChildren(QDialog) if one.isVisible())


@pytest.fixture
def opened(stage):
    stage.run(stage.desktop.open(demo=False))
    return stage


def test_a_new_wallet_begins_with_four_ways(opened):
    cards = {card.objectName() for card in opened.window.findChildren(ChoiceCard)}
    assert cards == {"choice_create", "choice_import", "choice_watch", "choice_demo"}
    assert not opened.window.rail.isVisible()


def test_watching_an_address_opens_the_wallet_without_a_network(opened):
    opened.find(ChoiceCard, "choice_watch").chosen.emit()
    dialog = dialog_of(opened)
    opened.find(QLineEdit, "watchAddress", dialog).setText(str(MARIE).lower())
    opened.find(QLineEdit, "accountLabel", dialog).setText("Hers")
    opened.find(QAbstractButton, "addAccount", dialog).click()
    opened.run(asyncio.sleep(0.1))
    assert opened.window.page_key == "portfolio"
    assert opened.find(QLabel, "portfolioAnswer").text() == "No network is connected yet"
    account = opened.desktop.context.services.accounts.list()[0]
    assert (account.address, account.kind, account.label) == (MARIE, AccountKind.WATCH, "Hers")


def test_nonsense_is_explained_and_nothing_typed_is_lost(opened):
    opened.find(ChoiceCard, "choice_watch").chosen.emit()
    dialog = dialog_of(opened)
    field = opened.find(QLineEdit, "watchAddress", dialog)
    for nonsense in ("", "Bob", "0x1234", "0x" + "Ab" * 20):
        field.setText(nonsense)
        opened.find(QAbstractButton, "addAccount", dialog).click()
        assert dialog.isVisible()
        assert field.accessibleDescription()
        assert field.text() == nonsense


def test_two_different_new_passphrases_are_not_taken(opened):
    opened.find(ChoiceCard, "choice_create").chosen.emit()
    dialog = dialog_of(opened)
    opened.find(QLineEdit, "passphrase", dialog).setText("one long passphrase")
    opened.find(QLineEdit, "passphraseAgain", dialog).setText("two long passphrases")
    opened.find(QAbstractButton, "addAccount", dialog).click()
    assert opened.find(QLineEdit, "passphraseAgain", dialog).accessibleDescription()
    assert opened.desktop.context.services.accounts.list() == ()


def test_creating_hands_the_passphrase_over_and_forgets_it(qt_loop):
    accounts = FakeAccounts()
    accounts.has_vault = False
    done = []
    left = []

    def run(work, finished, failed, **options):
        async def whole():
            finished(await work())

        qt_loop.run(whole())

    dialog = AddAccountDialog(Way.CREATE, AddAccountModel(accounts, None, run), None)
    dialog.show()
    dialog.added.connect(lambda: done.append(1))
    dialog.added.connect(lambda: left.extend((first.text(), second.text())))
    first, second = (
        dialog.findChild(QLineEdit, name) for name in ("passphrase", "passphraseAgain")
    )
    first.setText("a long passphrase")
    second.setText("a long passphrase")
    dialog.findChild(QAbstractButton, "addAccount").click()
    assert done == [1]
    assert accounts.made[0][2] == "a long passphrase"
    assert left == ["", ""]


def test_secret_fields_show_no_text_and_offer_no_menu(opened):
    opened.find(ChoiceCard, "choice_create").chosen.emit()
    field = opened.find(QLineEdit, "passphrase", dialog_of(opened))
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert not field.isUndoAvailable() or field.text() == ""


def test_without_a_network_every_page_offers_the_next_step(opened):
    opened.desktop.context.services.accounts.watch(MARIE, "Hers")
    opened.desktop.show_pages()
    for page in ("portfolio", "transfer", "receive", "activity", "accounts", "settings"):
        opened.window.open_page(page)
        opened.run(asyncio.sleep(0.05))
        shown = opened.window.page(page)
        buttons = [b for b in shown.findChildren(QAbstractButton) if b.isVisible() and b.text()]
        assert buttons or page == "receive"
