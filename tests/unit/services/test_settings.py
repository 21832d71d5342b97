"""Settings: defaults, what fits, what is refused."""

import pytest

from tests.fakes.stores import MemorySettings
from wallet.domain.errors import BadInput
from wallet.services.settings import Settings, Theme


@pytest.fixture
def store():
    return MemorySettings()


@pytest.fixture
def settings(store):
    return Settings(store)


def test_everything_has_a_default(settings):
    assert (settings.theme, settings.idle_minutes, settings.currency) == (Theme.SYSTEM, 10, "EUR")
    assert settings.all()["language"] == "system"


def test_choices_are_kept(settings, store):
    settings.theme, settings.idle_minutes, settings.currency = Theme.DARK, 30, "CHF"
    again = Settings(store)
    assert (again.theme, again.idle_minutes, again.currency) == (Theme.DARK, 30, "CHF")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("idle_minutes", "0"),
        ("idle_minutes", "241"),
        ("idle_minutes", "٣"),
        ("idle_minutes", "1.5"),
        ("currency", "eur"),
        ("currency", "EURO"),
        ("language", "English"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(settings, key, value):
    before = settings.get(key)
    with pytest.raises(BadInput, match="setting_malformed"):
        settings.set(key, value)
    assert settings.get(key) == before


def test_an_unknown_setting_is_refused(settings):
    with pytest.raises(BadInput, match="setting_unknown"):
        settings.get("colour")


def test_a_damaged_value_is_the_default(settings, store):
    store.set_setting("idle_minutes", "soon")
    assert settings.idle_minutes == 10
