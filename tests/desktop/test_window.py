"""Every control has a name, no text is read as markup, both looks draw, keys work."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from tests.fakes.desk_top import ACME, MARIE
from ui.desktop.core import theme
from ui.desktop.core.notices import Notice
from ui.desktop.core.theme import Look
from ui.desktop.wizards.add_account_model import Way
from wallet.domain.ids import Address, TokenRef

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]
PAGES = (
    *("portfolio", "transfer", "receive", "votes", "activity"),
    *("accounts", "contacts", "offline", "settings"),
)
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView)
HOSTILE = "<h1>Update</h1><img src='http://127.0.0.1/x'><a href='x'>&amp;"


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


@pytest.fixture
def plain(stage):
    """An own wallet that watches one address; no network."""
    stage.run(stage.desktop.open(demo=False))
    stage.desktop.context.services.accounts.watch(MARIE, "Hers")
    stage.desktop.show_pages()
    return stage


def dialogs(stage):
    """Every dialog the pages can open, one after the other."""
    accounts, settings = stage.window.page("accounts"), stage.window.page("settings")
    portfolio = stage.window.page("portfolio")
    openers = [
        portfolio._ask_for_token,
        accounts._adder(Way.CREATE),
        accounts._adder(Way.PHRASE),
        accounts._adder(Way.WATCH),
        stage.window.page("contacts").add,
        settings._add_network,
    ]
    for open_ in openers:
        open_()
        dialog = next(one for one in stage.window.findChildren(QDialog) if one.isVisible())
        yield dialog
        dialog.reject()


async def visit(stage):
    for page in PAGES:
        stage.window.open_page(page)
        await asyncio.sleep(0.4)
        yield page


def nameless(root):
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS):
            continue
        if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox):
            continue
        if not widget.accessibleName().strip():
            found.append(f"{type(widget).__name__} {widget.objectName()!r} in {widget.parent()}")
    return found


def test_every_control_has_a_name_for_readers(demo):
    async def story():
        async for _ in visit(demo):
            pass
        missing = nameless(demo.window)
        for dialog in dialogs(demo):
            missing += nameless(dialog)
        return missing

    assert demo.run(story()) == []


def test_every_control_of_a_page_can_be_found_by_name(demo):
    async def story():
        async for _ in visit(demo):
            pass
        return [
            button.text()
            for button in demo.window.findChildren(QAbstractButton)
            if not button.objectName() and button.isVisible()
        ]

    assert demo.run(story()) == []


def markup(root):
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"label {widget.objectName()} {widget.text()!r}")
        if isinstance(widget, QTextEdit | QTextBrowser | QMessageBox):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
        if GuiQt.mightBeRichText(widget.toolTip()):
            found.append(f"tool tip of {widget.objectName()}: {widget.toolTip()!r}")
        if isinstance(widget, QPlainTextEdit):
            continue
    return found


def test_hostile_names_are_shown_as_text_everywhere(demo):
    async def story():
        services = demo.desktop.context.services
        services.contacts.add(HOSTILE[:60], str(MARIE))
        services.accounts.watch(Address("0x" + "77" * 20), HOSTILE[:60])
        token = next(t for t in services.tokens.tokens() if t.symbol == "ACME")
        fake = replace(token, name=HOSTILE[:60], symbol="<b>X</b>")
        services.tokens._store.save_token(fake)
        services.tokens._store.save_token(replace(ACME, ref=TokenRef(token.ref.chain_id, MARIE)))
        demo.notices.post(Notice(HOSTILE, "bad", HOSTILE, HOSTILE, lambda: None))
        found = []
        async for page in visit(demo):
            found += markup(demo.window)
            table = demo.window.page(page).findChild(QAbstractItemView, "activityTable")
            if table is not None:
                found += rich_tips(table.model())
        demo.window.open_page("transfer")
        demo.find(QLineEdit, "recipient").setText(HOSTILE[:60])
        demo.find(QLineEdit, "amount").setText("<b>1</b>")
        await asyncio.sleep(0.5)
        found += markup(demo.window)
        for dialog in dialogs(demo):
            found += markup(dialog)
        return found

    assert demo.run(story()) == []


def rich_tips(model):
    found = []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            tip = model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole) or ""
            if GuiQt.mightBeRichText(tip):
                found.append(tip)
    return found


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_each_look_draws_its_own_ground_and_text(plain, look):
    plain.theme.apply(look)
    plain.run(asyncio.sleep(0.2))
    picture = plain.window.grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(0, 1280, 8) for y in range(0, 860, 4)}
    tokens = theme.current()
    for needed in (tokens.bg, tokens.surface, tokens.accent):
        assert QColor(needed).name() in colors


def test_no_page_is_wider_than_the_window(demo):
    async def at(size):
        demo.window.resize(*size)
        async for page in visit(demo):
            area = demo.window.page(page).findChild(QScrollArea)
            inside = area.widget().layout().minimumSize().width()
            assert inside <= area.viewport().width(), page

        assert demo.window.width() == size[0]

    for size in ((1024, 640), (1280, 800), (1920, 1080), (2560, 1440)):
        demo.run(at(size))


def test_the_rail_folds_where_there_is_little_room(plain):
    plain.window.resize(1024, 640)
    plain.run(asyncio.sleep(0.05))
    assert plain.window.rail.width() == 64
    plain.window.resize(1280, 800)
    plain.run(asyncio.sleep(0.05))
    assert plain.window.rail.width() == 208


def test_pages_open_by_key_and_escape_goes_back(plain):
    async def story():
        await plain.until(plain.window.isVisible)
        for number, page in enumerate(PAGES, 1):
            plain.window._open_nth(number)
            assert plain.window.page_key == page
        plain.window._go_back()
        assert plain.window.page_key == PAGES[-2]

    plain.run(story())


def test_a_notice_is_closed_before_escape_goes_back(plain):
    plain.window.open_page("accounts")
    plain.notices.post(Notice("Something", "bad"))
    plain.window._go_back()
    assert plain.window.page_key == "accounts"
    plain.window._go_back()
    assert plain.window.page_key == "portfolio"


def test_the_look_is_kept_by_the_settings(plain):
    async def story():
        plain.window.open_page("settings")
        box = plain.find(QComboBox, "look")
        index = box.findData("dark")
        box.setCurrentIndex(index)
        box.activated.emit(index)

    plain.run(story())
    assert plain.desktop.context.services.settings.theme.value == "dark"
    assert theme.current() is theme.DARK


def test_the_account_filter_narrows_the_portfolio(demo):
    async def story():
        services = demo.desktop.context.services
        services.accounts.watch(Address("0x" + "77" * 20), "Empty")
        await asyncio.sleep(0.1)
        box = demo.find(QComboBox, "accountFilter")
        index = box.findText("Empty")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        answer = demo.find(QLabel, "portfolioAnswer")
        await demo.until(lambda: answer.text().startswith("None of your tokens"))

    demo.run(story())
