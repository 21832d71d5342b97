"""Opens the review of a transaction over a page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.review import ReviewDialog
from ui.desktop.dialogs.review_model import ReviewModel, ReviewNeeds
from wallet.domain.errors import WalletError
from wallet.domain.ids import Address
from wallet.domain.transfer import Reviewed


def open_review(
    context: Context, over: QWidget, reviewed: Reviewed, sent: Callable[[], None]
) -> None:
    """Show what the bytes say; ``sent`` is called once they went out."""
    network = context.shell.network()
    if network is None:
        return
    services = context.services
    needs = ReviewNeeds(
        services.signing,
        services.transfers,
        services.tracking,
        context.book,
        network,
        context.token,
        lambda address: _assembly(context, address),
        lambda address, number: _title(context, address, number),
    )
    dialog = ReviewDialog(over, passphrase_hint=context.passphrase_hint())
    dialog.attach(ReviewModel(reviewed, needs, context.run, dialog.render_view))
    dialog.sent.connect(sent)
    dialog.activity_wanted.connect(lambda: context.go("activity", None))
    dialog.open()


def _assembly(context: Context, address: Address) -> str:
    try:
        followed = context.services.governance.governors()
    except WalletError:
        return ""
    return next((one.name for one in followed if one.address == address), "")


def _title(context: Context, address: Address, number: int) -> str:
    try:
        known = context.services.governance.known_proposal(address, number)
    except WalletError:
        return ""
    return "" if known is None else known.title
