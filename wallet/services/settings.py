"""Small choices of the person."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from wallet.domain.errors import BadInput
from wallet.ports.storage import SettingsStore

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}(_[A-Z]{2})?|system", re.ASCII)
SHORTEST_IDLE, LONGEST_IDLE = 1, 240


class Theme(Enum):
    """How the window looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class _Choice:
    default: str
    fits: Callable[[str], bool]


def _is_idle(text: str) -> bool:
    digits = text.isascii() and text.isdigit() and len(text) <= 4
    return digits and SHORTEST_IDLE <= int(text) <= LONGEST_IDLE


_CHOICES = {
    "theme": _Choice(Theme.SYSTEM.value, lambda text: text in {one.value for one in Theme}),
    "idle_minutes": _Choice("10", _is_idle),
    "currency": _Choice("EUR", lambda text: _CURRENCY.fullmatch(text) is not None),
    "language": _Choice("system", lambda text: _LANGUAGE.fullmatch(text) is not None),
}


class Settings:
    """Reads and stores settings; what was never set or is damaged is the default."""

    def __init__(self, store: SettingsStore) -> None:
        self._store = store

    @property
    def theme(self) -> Theme:
        """Light, dark, or as the system has it."""
        return Theme(self.get("theme"))

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self.set("theme", theme.value)

    @property
    def idle_minutes(self) -> int:
        """Minutes without a person until the window locks."""
        return int(self.get("idle_minutes"))

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self.set("idle_minutes", str(minutes))

    @property
    def currency(self) -> str:
        """ISO 4217 code for values."""
        return self.get("currency")

    @currency.setter
    def currency(self, code: str) -> None:
        self.set("currency", code)

    def all(self) -> dict[str, str]:
        """Every setting as text."""
        return {key: self.get(key) for key in _CHOICES}

    def get(self, key: str) -> str:
        """One setting as text.

        Raises:
            BadInput: ``setting_unknown``.
        """
        choice = _choice(key)
        stored = self._store.setting(key)
        return stored if stored is not None and choice.fits(stored) else choice.default

    def set(self, key: str, value: str) -> None:
        """Store one setting.

        Raises:
            BadInput: ``setting_unknown``, ``setting_malformed``.
        """
        if not _choice(key).fits(value):
            raise BadInput("setting_malformed", key=key)
        self._store.set_setting(key, value)


def _choice(key: str) -> _Choice:
    if key not in _CHOICES:
        raise BadInput("setting_unknown", key=key[:40])
    return _CHOICES[key]
