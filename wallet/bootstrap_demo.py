"""The demo put together: a fresh demo network, and a fresh wallet of its own that looks at it.

Nothing of the person's own wallet is touched: the demo lives in ``<home>/demo/``, its phrase and
passphrase are published, and no key store is asked.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from wallet.adapters.storage.home_lock import signing_lock
from wallet.adapters.vault.vault_format import MIN_MEMORY_KIB, MIN_PASSES
from wallet.bootstrap import Config, Wallet, build
from wallet.demo import (
    CHAIN_ID,
    DEMO_PASSPHRASE,
    DEMO_PHRASE,
    DemoWorld,
    start_demo,
)
from wallet.domain.errors import BadInput
from wallet.domain.ids import Address
from wallet.domain.vault import ImportKind, ImportSource, SecretInput

__all__ = [
    "CHAIN_ID",
    "CHEAP_VAULT",
    "DEMO_PASSPHRASE",
    "DEMO_PHRASE",
    "NETWORK_NAME",
    "Demo",
    "demo_folder",
    "open_demo",
    "start_demo",
]

NETWORK_NAME: Final = "demo"
# Its passphrase is published: a costly derivation would only take time.
CHEAP_VAULT: Final[Mapping[str, Mapping[str, int]]] = {
    "vault": {"kdf_memory_kib": MIN_MEMORY_KIB, "kdf_passes": MIN_PASSES}
}
_MARK: Final = "this-is-the-demo"
_LOCK_FOLDER: Final = "running"
_OURS: Final = (
    "config.json",
    "scrip.db",
    "scrip.db-shm",
    "scrip.db-wal",
    "signing.lock",
    "vault.json",
    "vault.json.bak",
    "vault.lock",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo network and the wallet that looks at it."""

    world: DemoWorld
    wallet: Wallet
    _ending: AsyncExitStack = field(repr=False)

    async def close(self) -> None:
        """Close the wallet, end the network, let the next demo start."""
        await self._ending.aclose()


def demo_folder(home: Path) -> Path:
    """Where the demo keeps its own wallet."""
    return home / "demo"


async def open_demo(
    home: Path, *, port: int = 0, palette: Callable[[], Mapping[str, str]] | None = None
) -> Demo:
    """Start a fresh demo network and a fresh wallet on it.

    Args:
        home: The person's own folder; only ``demo/`` in it is used.
        port: Port of the network on loopback, 0 for any free one.
        palette: Colours of the key host's window.

    Raises:
        BadInput: ``home_in_use`` while another demo runs there, ``demo_folder_foreign`` if the
            folder holds something else, ``port_in_use``.
        NotFound: ``anvil_missing``.
        ProgramFault: The network could not be started or filled.
    """
    folder = demo_folder(home)
    async with AsyncExitStack() as ending:
        _claim(folder)
        await ending.enter_async_context(signing_lock(folder / _LOCK_FOLDER, 0))
        _start_over(folder)
        world = await start_demo(port=port)
        ending.push_async_callback(world.stop)
        wallet = build(replace(Config(folder, keyring="none"), palette=palette))
        ending.push_async_callback(wallet.close)
        await _furnish(wallet, world)
        return Demo(world, wallet, ending.pop_all())


def _claim(folder: Path) -> None:
    """Make the folder, or recognise it as the demo's: somebody's own files are never touched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / _MARK
    if not mark.exists() and any(folder.iterdir()):
        raise BadInput("demo_folder_foreign", folder=str(folder))
    mark.touch(mode=0o600)


def _start_over(folder: Path) -> None:
    for name in _OURS:
        (folder / name).unlink(missing_ok=True)
    (folder / "config.json").write_text(json.dumps(CHEAP_VAULT), encoding="utf-8")


async def _furnish(wallet: Wallet, world: DemoWorld) -> None:
    """The holder's account, everybody else as a contact, the network, tokens and governor."""
    holder, *others = world.accounts
    await wallet.networks.add(NETWORK_NAME, [world.rpc_url], world.chain_id)
    for person in others:
        wallet.contacts.add(person.name, Address(person.address))
    for token in world.tokens:
        await wallet.tokens.add(token.address)
    for governor in world.governors:
        await wallet.governance.add(governor)
    phrase = ImportSource(ImportKind.PHRASE, SecretInput.typed(DEMO_PHRASE))
    await wallet.accounts.import_(
        phrase, passphrase=SecretInput.typed(DEMO_PASSPHRASE), label=holder.name
    )
