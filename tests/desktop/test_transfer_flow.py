"""A share from one person to another, through the window: real network, real key host."""

import asyncio

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from ui.desktop.dialogs.review import ReviewDialog
from ui.text import sentence as words

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


async def fill(stage, recipient, amount, symbol="ACME"):
    stage.window.open_page("transfer")
    box = stage.find(QComboBox, "token")
    index = next(at for at in range(box.count()) if box.itemText(at).startswith(symbol))
    box.setCurrentIndex(index)
    box.activated.emit(index)
    stage.find(QLineEdit, "recipient").setText(recipient)
    stage.find(QLineEdit, "amount").setText(amount)
    title = stage.find(QLabel, "verdictTitle")
    answers = [words(f"window.verdict.{code}") for code in ("allowed", "refused", "unknown")]
    await stage.until(lambda: title.text() in answers)
    return title.text()


async def review(stage):
    stage.find(QAbstractButton, "reviewTransfer").click()
    await stage.until(lambda: any(d.isVisible() for d in stage.window.findChildren(ReviewDialog)))
    return next(d for d in stage.window.findChildren(ReviewDialog) if d.isVisible())


def test_an_allowed_transfer_is_reviewed_signed_and_settled(demo):
    async def story():
        services = demo.desktop.context.services
        holder = services.accounts.list()[0].address
        bob = next(c.address for c in services.contacts.list() if c.name == "Bob Meier")
        before = await services.portfolio.read([holder, bob])
        assert await fill(demo, "Bob Meier", "100") == "Allowed"
        dialog = await review(demo)
        assert demo.find(QLabel, "reviewTo", dialog).text().replace(" ", "") == bob
        assert demo.find(QLabel, "reviewFrom", dialog).text().replace(" ", "") == holder
        assert demo.find(QLabel, "reviewAmount", dialog).text() == "100"
        passphrase = demo.find(QLineEdit, "passphrase", dialog)
        passphrase.setText("not the passphrase")
        demo.find(QAbstractButton, "signAndSend", dialog).click()
        await demo.until(lambda: not dialog._message.isHidden())
        assert services.tracking.entries() == ()
        assert passphrase.text() == ""
        passphrase.setText(demo.desktop.context.demo_passphrase)
        demo.find(QAbstractButton, "signAndSend", dialog).click()
        await demo.until(lambda: dialog.title.text() == words("window.review.settled"))
        after = await services.portfolio.read([holder, bob])
        assert moved(before, after) == (-100, 100)
        demo.find(QAbstractButton, "seeActivity", dialog).click()
        await asyncio.sleep(0.1)
        assert demo.window.page_key == "activity"

    demo.run(story(), 90)


def moved(before, after):
    def acme(view):
        return [h.parts.total for h in view.holdings if h.token.symbol == "ACME"]

    return tuple(late - early for early, late in zip(acme(before), acme(after), strict=True))


def test_a_refused_transfer_says_why_and_cannot_be_reviewed(demo):
    async def story():
        assert await fill(demo, "Marie Laurent", "10") == "Refused"
        button = demo.find(QAbstractButton, "reviewTransfer")
        assert not button.isEnabled()
        assert "France" in demo.find(QLabel, "verdictSummary").text()
        assert button.accessibleDescription()
        assert await fill(demo, "Bob Meier", "10") == "Allowed"
        assert button.isEnabled()

    demo.run(story())
    assert demo.desktop.context.services.tracking.entries() == ()


def test_most_possible_is_what_passes_and_one_more_does_not(demo):
    async def story():
        await fill(demo, "Bob Meier", "1")
        demo.find(QAbstractButton, "mostPossible").click()
        amount = demo.find(QLineEdit, "amount")
        await demo.until(lambda: amount.text() != "1")
        most = int(amount.text())
        assert await fill(demo, "Bob Meier", str(most)) == "Allowed"
        assert await fill(demo, "Bob Meier", str(most + 1)) == "Refused"

    demo.run(story())


def test_the_coin_of_the_network_can_be_sent_too(demo):
    async def story():
        assert await fill(demo, "Bob Meier", "0.25", "ETH") == "Allowed"
        dialog = await review(demo)
        assert demo.find(QLabel, "reviewAmount", dialog).text() == "0.25"
        dialog.reject()

    demo.run(story())


def test_sending_from_the_portfolio_brings_token_and_account_along(demo):
    async def story():
        page = demo.window.page("portfolio")
        await demo.until(lambda: page._shown is not None and page._shown.rows)
        row = next(row for row in page._shown.rows if row.title == "Alpine Bond 2030")
        demo.find(QAbstractButton, f"send_{row.token}_{row.account}").click()
        assert demo.window.page_key == "transfer"
        assert demo.find(QComboBox, "token").currentText().startswith("ALP30")

    demo.run(story())


def test_leaving_the_demo_shows_the_own_wallet_and_ends_the_network(demo):
    async def story():
        url = demo.desktop.context.shell.network().rpc_urls[0]
        await demo.desktop.open(demo=False)
        assert demo.window.page_key == "welcome"
        host, port = url.removeprefix("http://").split(":")
        with pytest.raises(OSError, match="onnect"):
            await asyncio.open_connection(host, int(port))

    demo.run(story())
