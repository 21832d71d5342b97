"""A vote and a delegation through the window: real network, real key host."""

import asyncio

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.desktop.dialogs.review import ReviewDialog
from ui.desktop.pages.votes.delegation import DelegationDialog
from ui.text import sentence as words

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture
def demo(stage):
    stage.run(stage.desktop.open(demo=True))
    return stage


async def opened(demo):
    """The list, read."""
    demo.window.open_page("votes")
    page = demo.window.page("votes")
    await demo.until(lambda: page._shown is not None and page._shown.assemblies)
    return page


async def dialog_of(demo, kind):
    await demo.until(lambda: any(d.isVisible() for d in demo.window.findChildren(kind)))
    return next(d for d in demo.window.findChildren(kind) if d.isVisible())


async def sign(demo, dialog):
    passphrase = demo.find(QLineEdit, "passphrase", dialog)
    passphrase.setText(demo.desktop.context.demo_passphrase)
    demo.find(QAbstractButton, "signAndSend", dialog).click()
    await demo.until(lambda: dialog.title.text() == words("window.review.settled"))
    demo.find(QAbstractButton, "cancel", dialog).click()


def badge(demo):
    return demo.find(QAbstractButton, "rail_votes").accessibleName()


def test_the_vote_that_waits_is_given_and_counted(demo):
    async def story():
        await demo.until(lambda: badge(demo) == "Votes, 1 waiting for you")
        page = await opened(demo)
        assert demo.find(QLabel, "votesAnswer").text() == "1 proposal needs your vote"
        (row,) = page._shown.waiting
        before = row.result.parts[0].units
        demo.find(QAbstractButton, f"vote_{row.number}").click()
        proposal = demo.window.page("proposal")
        await demo.until(lambda: proposal._told is not None)
        review = demo.find(QAbstractButton, "reviewVote")
        assert not review.isEnabled()
        demo.find(QAbstractButton, "voteFOR").click()
        demo.find(QLineEdit, "voteReason").setText("Long awaited")
        await demo.until(review.isEnabled)
        review.click()
        dialog = await dialog_of(demo, ReviewDialog)
        assert dialog.title.text() == "Review vote"
        assert demo.find(QLabel, "reviewChoice", dialog).text() == "For"
        assert demo.find(QLabel, "reviewReason", dialog).text() == "Long awaited"
        number = demo.find(QLabel, "reviewProposalNumber", dialog).text()
        assert number.replace("\u200b", "") == str(row.number)
        assert demo.find(QLabel, "reviewTo", dialog).text().replace(" ", "") == row.governor
        await sign(demo, dialog)
        closed = demo.find(QWidget, "voteClosed")
        await demo.until(lambda: "voted for, with 1,500 ACME" in closed.accessibleName())
        demo.find(QAbstractButton, "backToVotes").click()
        await demo.until(lambda: not page._shown.waiting)
        after = next(one for one in page._shown.open if one.number == row.number)
        assert after.result.parts[0].units == before + 1_500
        assert badge(demo) == "Votes"

    demo.run(story(), 90)


def test_votes_are_handed_to_somebody_else(demo):
    async def story():
        page = await opened(demo)
        (power,) = page._shown.powers
        name = f"{power.votes.token.address}_{power.account}"
        demo.find(QAbstractButton, f"delegate_{name}").click()
        asking = await dialog_of(demo, DelegationDialog)
        review = demo.find(QAbstractButton, "reviewDelegation", asking)
        assert not review.isEnabled()
        demo.find(QAbstractButton, "delegateOther", asking).click()
        demo.find(QLineEdit, "delegateWhom", asking).setText("Bob Meier")
        await demo.until(review.isEnabled)
        review.click()
        dialog = await dialog_of(demo, ReviewDialog)
        bob = next(c for c in demo.desktop.context.services.contacts.list() if c.name[:3] == "Bob")
        assert dialog.title.text() == "Review delegation"
        assert demo.find(QLabel, "reviewTo", dialog).text().replace(" ", "") == bob.address
        token = demo.find(QLabel, "reviewToken", dialog).text().replace(" ", "")
        assert token == power.votes.token.address
        await sign(demo, dialog)
        said = "Bob Meier votes with your 1,500 ACME."
        await demo.until(lambda: demo.find(QLabel, f"power_{name}").text() == said)

    demo.run(story(), 90)


def test_a_decided_proposal_opens_by_click_and_says_that_it_is_over(demo):
    async def story():
        page = await opened(demo)
        row = next(one for one in page._shown.past if not one.mine[0].endswith("ACME"))
        card = demo.find(QWidget, f"proposal_{row.number}")
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
        assert demo.window.page_key == "proposal"
        await demo.until(lambda: demo.window.page("proposal")._told is not None)
        assert demo.find(QLabel, "proposalTitle").text() == row.title
        assert demo.find(QWidget, "voteClosed").accessibleName() == words("window.proposal.over")
        assert not demo.find(QAbstractButton, "reviewVote").isVisible()
        demo.window._go_back()
        assert demo.window.page_key == "votes"

    demo.run(story())


def test_an_assembly_is_left_searched_for_and_followed_again(demo):
    async def story():
        page = await opened(demo)
        (assembly,) = page._shown.assemblies
        demo.find(QAbstractButton, f"remove_{assembly.address}").click()
        demo.find(QAbstractButton, "confirm").click()
        await demo.until(lambda: page._shown.phase.value == "empty")
        assert badge(demo) == "Votes"
        demo.find(QAbstractButton, "searchFirst").click()
        await demo.until(lambda: page._shown.found)
        demo.find(QAbstractButton, f"follow_{assembly.address}").click()
        await demo.until(lambda: page._shown.waiting)
        demo.find(QAbstractButton, "addAssembly").click()
        asking = demo.find(QWidget, "addAssemblyDialog")
        demo.find(QLineEdit, "answer", asking).setText(str(page._shown.powers[0].account))
        demo.find(QAbstractButton, "confirm", asking).click()
        await asyncio.sleep(0.3)
        assert asking.isVisible()
        demo.find(QAbstractButton, "cancel", asking).click()

    demo.run(story(), 60)
