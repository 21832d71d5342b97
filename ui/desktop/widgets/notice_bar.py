"""The line at the bottom: what happened, what can be done, details folded."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame

from ui.desktop.core.notices import Notice
from ui.desktop.widgets.boxes import IconView, column, row
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import Label, set_property
from ui.text import sentence as words

QUIET_MS = 6_000
_ICONS = {"bad": "refused", "warn": "warning", "ok": "allowed"}


class NoticeBar(QFrame):
    """Hidden while there is nothing to say; good news go by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noticeBar")
        self._notice = Notice("")
        self._icon = IconView("info")
        self._text = Label("", "body", wrap=True)
        self._text.setObjectName("noticeText")
        self._details = Label("", "mono", wrap=True).selectable()
        self._details.hide()
        self._more = Button(words("window.details"), "noticeDetails", kind="link")
        self._more.on_click(lambda: self._details.setVisible(not self._details.isVisible()))
        self._act = Button("", "noticeAction", described=words("window.notice_action"))
        self._act.on_click(self._do)
        close = IconButton("cross", words("window.close_notice"), "noticeClose")
        close.on_click(self.hide)
        line = row(gap=12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 1)
        line.addWidget(self._act)
        line.addWidget(self._more)
        line.addWidget(close)
        layout = column(gap=4, margins=(32, 10, 24, 10))
        layout.addLayout(line)
        layout.addWidget(self._details)
        self.setLayout(layout)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(QUIET_MS)
        self._fade.timeout.connect(self.hide)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show it instead of what was there."""
        self._notice = notice
        set_property(self, "tone", notice.tone)
        tone = notice.tone if notice.tone != "info" else "text_2"
        self._icon.show_icon(_ICONS.get(notice.tone, "info"), tone)
        self._text.setText(notice.text)
        self._details.setText(notice.details)
        self._details.hide()
        self._more.setVisible(bool(notice.details))
        self._act.setVisible(notice.action is not None)
        if notice.action_text:
            self._act.set_words(notice.action_text)
        self.setAccessibleName(notice.text)
        self.show()
        self._fade.stop()
        if notice.tone == "ok":
            self._fade.start()

    def forget(self) -> None:
        """Hide it, and keep nothing of what it said."""
        self.show_notice(Notice(""))
        self.hide()

    def _do(self) -> None:
        self.hide()
        if self._notice.action is not None:
            self._notice.action()
