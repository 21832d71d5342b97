"""What tests of adapters share."""

import pytest

from tests.support.anvil import running_anvil


@pytest.fixture(scope="session")
def anvil():
    """One chain for the run; a test deploys what it needs and leaves the rest alone."""
    with running_anvil() as chain:
        yield chain
