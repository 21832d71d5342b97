"""A place a file can be dropped on; a button beside it does the same."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from ui.desktop.widgets.boxes import IconView, column, row
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import Label, set_property


def dropped_file(mime: QMimeData) -> Path | None:
    """The one local file that is being dragged; ``None`` for anything else."""
    urls = mime.urls() if mime.hasUrls() else []
    local = [url.toLocalFile() for url in urls if url.isLocalFile()]
    return Path(local[0]) if len(local) == len(urls) == 1 else None


class DropZone(QFrame):
    """Tells the path of a file that was dropped."""

    dropped = Signal(str)

    def __init__(self, name: str, title: str, hint: str, button: Button) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("drop", "idle")
        self.setAcceptDrops(True)
        texts = column(gap=2)
        texts.addWidget(Label(title, "section", wrap=True))
        texts.addWidget(Label(hint, "label", wrap=True))
        line = row(gap=16, margins=(20, 16, 20, 16))
        line.addWidget(IconView("import", "accent", 28))
        line.addLayout(texts, 1)
        line.addWidget(button)
        self.setLayout(line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one file, nothing else."""
        if dropped_file(event.mimeData()) is not None:
            set_property(self, "drop", "over")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """It went elsewhere."""
        super().dragLeaveEvent(event)
        set_property(self, "drop", "idle")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """It was dropped here."""
        set_property(self, "drop", "idle")
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(str(file))
