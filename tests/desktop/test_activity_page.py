"""The history in the window: filtered, searched, opened whole, written out."""

import asyncio
import csv
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QLineEdit, QTableView

from ui.desktop.pages.activity.detail_dialog import DetailDialog
from ui.desktop.widgets.life_line import LifeLine
from wallet.domain.compliance import TransferIntent
from wallet.domain.vault import SecretInput

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


async def opened(demo):
    demo.window.open_page("activity")
    table = demo.find(QTableView, "activityTable")
    services = demo.desktop.context.services
    await demo.until(lambda: services.activity.synced_to() and table.model().rowCount() > 5)
    return table


def column(table, name):
    model = table.model()
    at = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    where = at.index(name)
    return [model.index(row, where).data() for row in range(model.rowCount())]


def choose(box, text):
    index = box.findText(text)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_history_is_narrowed_by_token_kind_and_search(demo):
    async def story():
        table = await opened(demo)
        everything = table.model().rowCount()
        choose(demo.find(QComboBox, "activityToken"), "EURX")
        assert all("EURX" in amount for amount in column(table, "Amount"))
        choose(demo.find(QComboBox, "activityKind"), "Votes")
        assert not table.isVisible()
        demo.find(QAbstractButton, "showEverything").click()
        assert table.model().rowCount() == everything
        demo.window._search()
        assert demo.window.page("activity").search_field() is demo.find(QLineEdit, "activitySearch")
        QTest.keyClicks(demo.find(QLineEdit, "activitySearch"), "bob sent")
        assert Counter(column(table, "What")) == {"Sent": 1}
        assert column(table, "With") == ["Bob Meier"]

    demo.run(story())


async def send(demo, units=25):
    """Sign and hand over; the window follows it by itself."""
    context = demo.desktop.context
    services = context.services
    own = services.accounts.list()[0].address
    token = services.tokens.tokens()[0]
    intent = TransferIntent(token, own, services.accounts.resolve("Bob Meier"), units)
    reviewed = await services.transfers.prepare(await services.compliance.check(intent))
    secret = SecretInput.typed(context.demo_passphrase)
    return await services.transfers.submit(await services.signing.sign(reviewed, secret))


def test_an_entry_opens_whole_by_keyboard_and_lives_on_while_it_is_open(demo):
    async def story():
        table = await opened(demo)
        entry = await send(demo)
        demo.find(QAbstractButton, "readAgain").click()
        model = demo.window.page("activity").model
        await demo.until(lambda: str(entry.tx_hash) in model._sources)
        row = next(
            at
            for at in range(table.model().rowCount())
            if table.model().row_at(at).tx_hash == entry.tx_hash
        )
        table.setCurrentIndex(table.model().index(row, 0))
        QTest.keyClick(table, Qt.Key.Key_Return)
        dialog = next(d for d in demo.window.findChildren(DetailDialog) if d.isVisible())
        life = demo.find(LifeLine, "lifeLine", dialog)
        await demo.until(lambda: "Settled" in life.accessibleName() and len(life._stops) == 4)
        await demo.until(lambda: life._stops[-1].pace == "done")
        shown = demo.find(QLabel, "entryHash", dialog).text().replace(" ", "")
        assert shown == entry.tx_hash
        assert dialog.title.text() == "Sent 25 ACME"
        assert any("ETH" in label.text() for label in dialog.findChildren(QLabel))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        await asyncio.sleep(0.05)
        assert demo.window.page("activity")._detail is None

    demo.run(story())


def test_the_table_is_written_for_the_chosen_token(demo, tmp_path):
    async def story():
        await opened(demo)
        choose(demo.find(QComboBox, "activityToken"), "ACME")
        demo.find(QAbstractButton, "exportCsv").click()
        dialog = next(d for d in demo.window.findChildren(QFileDialog) if d.isVisible())
        target = tmp_path / "mine.csv"
        dialog.selectFile(str(target))
        dialog.fileSelected.emit(str(target))
        dialog.close()
        with target.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        assert lines
        assert {line["symbol"] for line in lines} == {"ACME"}
        assert demo.told[-1].text == f"{len(lines)} lines were written to mine.csv."

    demo.run(story())


def test_a_folder_that_is_not_there_is_told(demo, tmp_path):
    async def story():
        await opened(demo)
        demo.window.page("activity").export_to(str(tmp_path / "nowhere" / "x.csv"))
        assert demo.told[-1].tone == "bad"

    demo.run(story())


def test_a_second_account_brings_its_column(demo):
    async def story():
        table = await opened(demo)
        services = demo.desktop.context.services
        names = [
            table.model().headerData(at, Qt.Orientation.Horizontal)
            for at in range(table.model().columnCount())
        ]
        where = names.index("Account")
        assert table.isColumnHidden(where)
        services.accounts.watch(services.accounts.resolve("Bob Meier"), "Bob watched")
        await demo.until(lambda: not table.isColumnHidden(where))
        choose(demo.find(QComboBox, "accountFilter"), "Bob watched")
        await demo.until(lambda: set(column(table, "Account")) == {"Bob watched"})
        assert table.isColumnHidden(where)

    demo.run(story())
