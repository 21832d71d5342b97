"""Opens the dialog that writes a reviewed transaction to a file, over a page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desktop.context import Context
from ui.desktop.dialogs.export import ExportDialog
from ui.desktop.dialogs.export_model import ExportModel
from ui.desktop.dialogs.review_model import ReviewNeeds, facts_of
from wallet.domain.transfer import Reviewed


def open_export(
    context: Context, over: QWidget, reviewed: Reviewed, written: Callable[[], None]
) -> None:
    """Show what would be signed; ``written`` is called once its file is there."""
    network, services = context.shell.network(), context.services
    if network is None:
        return
    needs = ReviewNeeds(
        services.signing,
        services.transfers,
        services.tracking,
        context.book,
        network,
        context.token,
    )
    dialog = ExportDialog(over)
    facts, now = facts_of(reviewed, needs), services.clock.now
    dialog.attach(ExportModel(reviewed, facts, services.offline, now, dialog.render_view))
    dialog.written.connect(written)
    dialog.waiting_wanted.connect(lambda: context.go("offline", None))
    dialog.open()
