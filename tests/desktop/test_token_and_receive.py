"""One token whole, and the address to give away: on the demo network, by keyboard too."""

import asyncio
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel

from tests.support.rpc import Rpc
from ui.desktop.pages.portfolio.page import HoldingCard
from ui.desktop.widgets.qr_code import QrCode
from ui.desktop.widgets.time_line import TimeLine
from wallet.demo.people import people
from wallet.domain.abi import Function

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


async def open_first(demo):
    """The card of the first holding, opened by Enter; waits until all is read."""
    await demo.until(lambda: demo.window.findChildren(HoldingCard))
    card = demo.window.findChildren(HoldingCard)[0]
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert demo.window.page_key == "token"
    page = demo.window.page("token")
    await demo.until(lambda: page.model._view.held and page.model._view.told)
    return page


def test_a_card_opens_the_page_about_its_token_and_escape_goes_back(demo):
    async def story():
        page = await open_first(demo)
        assert demo.find(QLabel, "tokenAnswer").text() == "1,200 ACME are free to send"
        assert demo.find(QLabel, "part_frozen").text() == "100"
        assert "200 ACME become free on" in demo.find(TimeLine, "unlockLine").accessibleName()
        said = texts(page)
        assert "ACME Holdings (issuer) can" in said
        assert "Nobody may hold more than 5,000." in said
        assert "verified investor" in said
        assert {"KYC", "Sanctions screening", "Switzerland"} <= set(said)
        demo.window._go_back()
        assert demo.window.page_key == "portfolio"

    demo.run(story())


def test_what_the_issuer_freezes_appears_while_one_looks(demo):
    async def story():
        page = await open_first(demo)
        services = demo.desktop.context.services
        token = services.tokens.tokens()[0]
        before = page.model._view.held.parts
        await freeze(services, token.address, page.model.shown[1], 50)
        await demo.until(lambda: page.model._view.held.parts.frozen == before.frozen + 50)
        assert demo.find(QLabel, "tokenAnswer").text() == "1,150 ACME are free to send"

    demo.run(story())


async def freeze(services, token, holder, units):
    """As the issuer, whose account the demo chain plays."""
    data = Function.parse("freezePartialTokens(address,uint256)").encode(holder, units)
    issuer = people().acme.address
    sent = {"from": issuer, "to": token, "data": "0x" + data.hex(), "gas": hex(500_000)}
    with closing(Rpc(services.networks.current().rpc_urls[0])) as rpc:
        await asyncio.to_thread(rpc.call, "anvil_impersonateAccount", issuer)
        await asyncio.to_thread(rpc.call, "eth_sendTransaction", sent)


def test_its_buttons_lead_on_and_removing_asks_first(demo):
    async def story():
        await open_first(demo)
        demo.find(QAbstractButton, "tokenSend").click()
        assert demo.window.page_key == "transfer"
        assert demo.find(QComboBox, "token").currentText().startswith("ACME")
        demo.window._go_back()
        demo.find(QAbstractButton, "tokenReceive").click()
        assert demo.window.page_key == "receive"
        demo.window._go_back()
        demo.find(QAbstractButton, "tokenRemove").click()
        dialog = next(d for d in demo.window.findChildren(QDialog) if d.isVisible())
        services = demo.desktop.context.services
        assert len(services.tokens.tokens()) == 3
        demo.find(QAbstractButton, "confirm", dialog).click()
        assert demo.window.page_key == "portfolio"
        assert [t.symbol for t in services.tokens.tokens()] == ["ALP30", "EURX"]
        demo.window.open_page("token")
        assert "not on your list" in " ".join(texts(demo.window.page("token")))

    demo.run(story())


def test_the_address_can_be_scanned_copied_and_is_asked_about(demo):
    async def story():
        demo.window.open_page("receive")
        page = demo.window.page("receive")
        own = demo.desktop.context.services.accounts.list()[0].address
        assert demo.find(QrCode, "receiveQr").text == own
        assert demo.find(QLabel, "receiveAddress").text().replace(" ", "") == own
        demo.find(QAbstractButton, "receiveCopy").click()
        assert QGuiApplication.clipboard().text() == own
        await demo.until(lambda: page.model._view.tokens)
        rows = {row.name: row.word for row in page.model._view.tokens}
        assert rows == {
            "ACME Holdings": "yes",
            "Alpine Bond 2030": "it depends",
            "Euro cash": "yes",
            "ETH": "yes",
        }

    demo.run(story())


def test_who_is_not_an_investor_is_told_what_is_missing(demo):
    async def story():
        services = demo.desktop.context.services
        david = next(c for c in services.contacts.list() if c.name == "David Novak").address
        services.accounts.watch(david, "David")
        demo.window.open_page("receive", str(david))
        model = demo.window.page("receive").model
        await demo.until(lambda: model._view.account == david and model._view.tokens)
        assert model._view.tokens[0].tone == "bad"
        assert "KYC" in model._view.tokens[0].why

    demo.run(story())
