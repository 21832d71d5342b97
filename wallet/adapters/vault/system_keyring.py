"""The device share in the key store of the operating system.

The library that reaches it picks its back-end by itself, also from environment and settings
files, and some of these lose or expose what they are given. So the back-end is judged by its
class, each write is read back, and each call runs in a thread that may be given up on: a
frozen key store answers never.
"""

import asyncio
import base64
import binascii
import hmac
import sys
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from wallet.adapters.vault.entropy import random_bytes
from wallet.adapters.vault.vault_file import share_check
from wallet.domain.errors import KeyProblem

SERVICE = "scrip-wallet"
SHARE_SIZE = 32
DEADLINE_S = 6.0
# Native stores by module and class; everything else keeps secrets where others can read them.
_NATIVE = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
_CHAINER = "keyring.backends.chainer.ChainerBackend"
_FAIL = "keyring.backends.fail.Keyring"

T = TypeVar("T")


class Backend(Protocol):
    """What is used of a back-end."""

    def get_password(self, service: str, username: str) -> str | None:
        """The stored text."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a text."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove a text."""


class SystemKeyring:
    """Device shares, one entry per vault."""

    def __init__(
        self, find: Callable[[], object] | None = None, *, deadline_s: float = DEADLINE_S
    ) -> None:
        """Use the machine's key store, or the one ``find`` returns."""
        self._find = find or _installed
        self._deadline_s = deadline_s

    async def create(self, vault_id: str) -> bytes:
        """Make a share, store it, read it back."""
        share = random_bytes(SHARE_SIZE)
        text = base64.b64encode(share).decode()

        def store() -> bool:
            backend = native(self._find())
            backend.set_password(SERVICE, vault_id, text)
            kept = backend.get_password(SERVICE, vault_id)
            return kept is not None and hmac.compare_digest(kept, text)

        if not await self._run(store):
            raise KeyProblem("keyring_broken", why="not_kept")
        return share

    async def read(self, vault_id: str, share_check: str) -> bytes:
        """The stored share, if it is the one the vault was made with."""
        text = await self._run(lambda: native(self._find()).get_password(SERVICE, vault_id))
        if text is None:
            raise KeyProblem("keyring_share_missing")
        return _checked(text, share_check)

    async def forget(self, vault_id: str) -> None:
        """Remove it; missing is fine."""

        def remove() -> None:
            backend = native(self._find())
            if backend.get_password(SERVICE, vault_id) is not None:
                backend.delete_password(SERVICE, vault_id)

        await self._run(remove)

    async def probe(self) -> str:
        """Name of the usable key store; opens it, writes nothing."""

        def look() -> str:
            backend = native(self._find())
            backend.get_password(SERVICE, "probe")
            return _name(backend)

        return await self._run(look)

    async def _run(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        # A daemon thread: one that hangs in the key store must not keep the process alive.
        threading.Thread(
            target=_answer, args=(loop, done, work), name="keyring", daemon=True
        ).start()
        try:
            return await asyncio.wait_for(done, self._deadline_s)
        except TimeoutError:
            raise KeyProblem("keyring_timeout", seconds=self._deadline_s) from None


def _answer(
    loop: asyncio.AbstractEventLoop, done: "asyncio.Future[T]", work: Callable[[], T]
) -> None:
    def tell(set_it: Callable[[], None]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: None if done.done() else set_it())

    try:
        answer = work()
    except KeyProblem as problem:
        known = problem
        tell(lambda: done.set_exception(known))
    except Exception as error:  # noqa: BLE001  (back-ends raise their own, D-Bus and OS errors)
        found = translated(error)
        tell(lambda: done.set_exception(found))
    else:
        tell(lambda: done.set_result(answer))


def translated(error: Exception) -> KeyProblem:
    """The state of the key store behind a foreign exception; its text is not kept."""
    names = {kind.__name__ for link in _chain(error) for kind in type(link).__mro__}
    for code, marks in (
        ("keyring_missing", {"NoKeyringError"}),
        ("keyring_denied", {"PromptDismissedException", "KeychainDenied", "PasswordSetError"}),
        ("keyring_locked", {"KeyringLocked", "LockedException"}),
        ("keyring_denied", {"InitError"}),
    ):
        if names & marks:
            return KeyProblem(code, kind=type(error).__name__)
    return KeyProblem("keyring_broken", kind=type(error).__name__)


def _chain(error: BaseException | None) -> list[BaseException]:
    links: list[BaseException] = []
    while error is not None and len(links) < 8:
        links.append(error)
        error = error.__cause__ or error.__context__
    return links


def native(backend: object) -> Backend:
    """The back-end if it is a native key store; of a chain, its first native member.

    Raises:
        KeyProblem: ``keyring_missing``; with ``backend`` where one was found that is refused.
    """
    members = getattr(backend, "backends", ()) if _name(backend) == _CHAINER else (backend,)
    for member in members:
        if _name(member) in _NATIVE:
            if sys.platform == "win32":
                # The default roams with a domain profile; a device share must not.
                member.persist = "local machine"
            return cast("Backend", member)
    if _name(backend) == _FAIL or not members:
        raise KeyProblem("keyring_missing")
    raise KeyProblem("keyring_missing", backend=_name(backend), why="not_native")


def _name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _installed() -> object:
    import keyring  # noqa: PLC0415  (loads network modules: never in the key host, never early)

    return keyring.get_keyring()


def _checked(text: str, expected: str) -> bytes:
    try:
        share = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise KeyProblem("keyring_altered") from None
    if len(share) != SHARE_SIZE or not hmac.compare_digest(share_check(share), expected):
        raise KeyProblem("keyring_altered")
    return share
