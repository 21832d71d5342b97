"""The stores under test."""

import pytest

from tests.fakes.stores import MemoryStorage
from wallet.adapters.storage.sqlite import open_storage


@pytest.fixture
def storage(tmp_path):
    opened = open_storage(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture(params=["memory", "sqlite"])
def stores(request, tmp_path):
    """Both kinds: what a service may rely on, the fake must do too."""
    opened = MemoryStorage() if request.param == "memory" else open_storage(tmp_path / "home")
    yield opened
    opened.close()
