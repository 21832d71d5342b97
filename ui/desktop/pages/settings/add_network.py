"""The dialog that connects a network."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.dialogs.frame import Dialog
from ui.desktop.pages.settings.view_model import OTHER, PRESETS, NetworkForm
from ui.desktop.widgets.boxes import Message
from ui.desktop.widgets.fields import Choice, Field, Option, line_edit
from ui.desktop.widgets.labels import Label
from ui.text import sentence as words


class AddNetworkDialog(Dialog):
    """Which chain, by which node; stays open until the node has proven itself."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(words("window.networks.add_title"), "networkDialog", parent, width=560)
        self.body.addWidget(Label(words("window.networks.add_text"), "body", "soft", wrap=True))
        self._which = Choice("networkPreset", words("window.networks.which"))
        other = words("window.networks.other")
        options = tuple(Option(preset.key, preset.name or other) for preset in PRESETS)
        self._which.offer(options, PRESETS[0].key)
        self._which.chosen.connect(self._choose)
        self._name = line_edit("networkName", placeholder="ethereum")
        self._chain_id = line_edit("networkChainId", placeholder="1")
        self._url = line_edit("networkUrl", placeholder="https://…")
        self._message = Message("", "bad")
        self._message.setObjectName("networkProblem")
        self._message.hide()
        self.body.addWidget(Field(words("window.networks.which"), self._which))
        self._name_field = Field(
            words("window.networks.name"), self._name, hint=words("window.networks.name_hint")
        )
        self._chain_field = Field(
            words("window.networks.chain_id"),
            self._chain_id,
            hint=words("window.networks.chain_id_hint"),
        )
        self.body.addWidget(self._name_field)
        self.body.addWidget(self._chain_field)
        url_hint = words("window.networks.url_hint")
        self.body.addWidget(Field(words("window.networks.url"), self._url, hint=url_hint))
        self.body.addWidget(self._message)
        self.add_cancel()
        self._do = self.add_main(words("window.networks.connect")).on_click(self._answer)
        self._choose(PRESETS[0].key)
        self._url.setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._do.setEnabled(True)
        self._do.set_words(words("window.networks.connect"))
        self._message.say(text, "bad")
        self._message.show()

    def _choose(self, key: str) -> None:
        preset = next(preset for preset in PRESETS if preset.key == key)
        own = key == OTHER
        self._name.setText("" if own else preset.key)
        self._chain_id.setText(preset.chain_id)
        self._name_field.setVisible(own)
        self._chain_field.setVisible(own)

    def _answer(self) -> None:
        self._message.hide()
        self._do.setEnabled(False)
        self._do.set_words(words("window.networks.asking"))
        form = NetworkForm(self._name.text(), self._url.text(), self._chain_id.text())
        self.answered.emit(form)
