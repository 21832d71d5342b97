"""The embedded demo network: a local chain, a small world of tokens on it, and its scenarios."""

from wallet.demo.keys import DEMO_PASSPHRASE, DEMO_PHRASE
from wallet.demo.people import Person
from wallet.demo.scenarios import Scenario
from wallet.demo.world import CHAIN_ID, DemoToken, DemoWorld, start_demo

__all__ = [
    "CHAIN_ID",
    "DEMO_PASSPHRASE",
    "DEMO_PHRASE",
    "DemoToken",
    "DemoWorld",
    "Person",
    "Scenario",
    "start_demo",
]
