"""Starts the demo network and says what is on it."""

import time
from dataclasses import dataclass, field
from typing import Final

from wallet.demo.anvil import Anvil
from wallet.demo.issue import Contracts
from wallet.demo.keys import DEMO_PHRASE
from wallet.demo.people import Person, everybody, people
from wallet.demo.player import play
from wallet.demo.rpc import DemoRpc
from wallet.demo.scenarios import Scenario, all_scenarios
from wallet.demo.script import DAY_S, Script
from wallet.demo.story import tell
from wallet.domain.ids import Address

CHAIN_ID: Final = 7_357_001
GENESIS_DAYS: Final = 36
_COINS_EACH: Final = 1_000
_ROOMY_BLOCK_GAS: Final = 10**9
# Pinned: what the latest fork forbids or adds must not change the demo.
_HARDFORK: Final = "prague"


@dataclass(frozen=True, slots=True)
class DemoToken:
    """A token of the demo and why it is there."""

    address: Address
    symbol: str
    standard: str
    what_it_shows: str


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """A running demo network.

    Attributes:
        accounts: Everybody's; the first is the holder the demo is about.
        governors: Contracts that ask shareholders for their vote.
        scenarios: Transfers to try, with the answer each must get.
    """

    rpc_url: str
    chain_id: int
    accounts: tuple[Person, ...]
    tokens: tuple[DemoToken, ...]
    governors: tuple[Address, ...]
    scenarios: tuple[Scenario, ...]
    contracts: Contracts
    _chain: Anvil = field(repr=False)

    async def stop(self) -> None:
        """End the network; stopping twice is harmless."""
        await self._chain.stop()

    def as_json(self) -> dict[str, object]:
        """What ``scrip demo --serve`` prints, in plain JSON values."""
        return {
            "rpc_url": self.rpc_url,
            "chain_id": self.chain_id,
            "accounts": [
                {
                    "name": person.name,
                    "address": str(person.address),
                    "private_key": "0x" + person.private_key.hex(),
                }
                for person in self.accounts
            ],
            "tokens": [
                {
                    "address": str(token.address),
                    "symbol": token.symbol,
                    "standard": token.standard,
                    "what_it_shows": token.what_it_shows,
                }
                for token in self.tokens
            ],
            "governors": [str(address) for address in self.governors],
            "scenarios": [_scenario_json(scenario) for scenario in self.scenarios],
        }


async def start_demo(*, port: int = 0) -> DemoWorld:
    """Start a fresh network on this machine and fill it.

    It ends with this program, whatever happens to it; ``stop`` ends it sooner.

    Args:
        port: Port on loopback, 0 for any free one.

    Raises:
        NotFound: ``anvil_missing``.
        BadInput: ``port_in_use``.
        ProgramFault: ``demo_chain_failed``, ``demo_step_failed``, ``resource_missing``.
    """
    now = int(time.time())
    chain = Anvil.spawn(_arguments(now), port=port)
    try:
        script = Script(now)
        contracts, _ = tell(script, people())
        url = await chain.ready()
        async with DemoRpc(url) as rpc:
            await rpc.batch([("anvil_setLoggingEnabled", [False])])
            await play(rpc, script.chapters())
    except BaseException:
        # Also when we are cancelled: nobody would be left to stop it.
        chain.kill()
        raise
    return _world(url, contracts, chain)


def _arguments(now: int) -> list[str]:
    return [
        "--chain-id",
        str(CHAIN_ID),
        "--mnemonic",
        DEMO_PHRASE,
        "--accounts",
        str(len(everybody())),
        "--balance",
        str(_COINS_EACH),
        "--timestamp",
        str(now - GENESIS_DAYS * DAY_S),
        "--hardfork",
        _HARDFORK,
        "--order",
        "fifo",
        "--gas-limit",
        str(_ROOMY_BLOCK_GAS),
        "--no-mining",
        # No page in the person's browser has any business here.
        "--no-cors",
    ]


def _world(url: str, contracts: Contracts, chain: Anvil) -> DemoWorld:
    tokens = (
        DemoToken(
            contracts.acme.token,
            "ACME",
            "ERC-3643",
            "Registered shares: verified investors, allowed countries, a maximum holding, a daily "
            "limit, a lock-up and frozen units; they vote.",
        ),
        DemoToken(
            contracts.bond,
            "ALP30",
            "ERC-1404",
            "A bond for accredited investors on the issuer's register, some of it locked up.",
        ),
        DemoToken(contracts.cash, "EURX", "ERC-20", "Plain money without restrictions."),
    )
    return DemoWorld(
        rpc_url=url,
        chain_id=CHAIN_ID,
        accounts=everybody(),
        tokens=tokens,
        governors=(contracts.governor,),
        scenarios=all_scenarios(people(), contracts),
        contracts=contracts,
        _chain=chain,
    )


def _scenario_json(scenario: Scenario) -> dict[str, object]:
    return {
        "title": scenario.title,
        "from": str(scenario.sender),
        "token": str(scenario.token),
        "to": str(scenario.to),
        "amount": scenario.amount,
        "partition": None,
        "expected_verdict": scenario.expected_verdict,
        "expected_rule": scenario.expected_rule,
    }
