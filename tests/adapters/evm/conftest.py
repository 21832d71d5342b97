"""Chains over real and lying nodes, closed at the end."""

import time

import pytest

from wallet.adapters.evm.chain import EvmChain
from wallet.adapters.evm.transport import Limits
from wallet.domain.network import Network

QUICK = Limits(connect_s=0.4, total_s=0.6, retry_pause_s=0.02)


@pytest.fixture
async def open_chain():
    """``open_chain(url, ..., quorum=1, limits=...)`` gives an EvmChain."""
    opened = []

    def make(*urls, quorum=1, limits=QUICK, genesis=None, monotonic=time.monotonic):
        network = Network("test", 31337, urls, quorum, genesis_hash=genesis)
        opened.append(EvmChain(network, monotonic, limits))
        return opened[-1]

    yield make
    for chain in opened:
        await chain.close()
