"""The wallet's side of the key host: starts it, sends one frame, reads one frame.

A thread waits for the process, so that it works under every event loop. Frames hold secrets:
they are never logged, nor is anything the process writes besides its answer.
"""

import asyncio
import os
import subprocess
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from wallet.adapters.signers import requests
from wallet.adapters.signers.frames import pack, to_error, unpack
from wallet.adapters.signers.requests import Request
from wallet.adapters.vault import strict_json
from wallet.adapters.vault.strict_json import MalformedError
from wallet.domain.errors import BadInput, KeyProblem, ProgramFault
from wallet.domain.ids import Address
from wallet.domain.signing import Signature
from wallet.domain.vault import (
    HostedKey,
    ImportSource,
    KeyRef,
    RevealKind,
    SecretInput,
)
from wallet.ports.signer import NewAccount, SignOrder
from wallet.ports.vault import VaultAccess

DEADLINE_S = 60.0
WITH_A_PERSON_S = 1800.0
# What a program needs to start and to show a window; nothing that changes what it loads.
_ENVIRONMENT = frozenset(
    {
        *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "TMPDIR", "TEMP", "TMP"),
        *("SYSTEMROOT", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "SYSTEMDRIVE"),
        *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE"),
        *("QT_QPA_PLATFORM", "QT_SCALE_FACTOR"),
    }
)


class KeyHostClient:
    """Starts the given command for every operation on one home folder."""

    def __init__(
        self,
        argv: Sequence[str],
        home: Path,
        palette: Callable[[], Mapping[str, str]] | None = None,
        *,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        """Remember how to start it.

        Args:
            argv: Program and arguments of the key host, chosen by the composition root.
            home: Folder of the vault.
            palette: Asked for the colours of the key host's window when it may open.
            deadline_s: Longest wait for an operation that asks nobody.
        """
        self._argv = tuple(argv)
        self._home = home.absolute()
        self._palette = palette or dict
        self._deadline_s = deadline_s

    async def create_account(self, access: VaultAccess, new: NewAccount) -> HostedKey:
        """Derive the next account of the first seed; make vault and seed if missing."""
        args = {
            "words": new.words,
            "reveal": requests.write_reveal(new.reveal),
            "taken": sorted(new.taken),
        }
        shown = new.reveal.kind is not RevealKind.FILE
        return _hosted(await self._run("create_account", access, args, with_person=shown))

    async def import_account(
        self, access: VaultAccess, source: ImportSource, path: str, taken: Collection[Address]
    ) -> HostedKey:
        """Take in a phrase, a key or a keystore; ``BadInput account_exists`` if taken."""
        args = {"source": requests.write_import(source), "path": path, "taken": sorted(taken)}
        asked = _asks(source.secret) or _asks(source.password)
        return _hosted(await self._run("import_account", access, args, with_person=asked))

    async def confirm_backup(self, access: VaultAccess, phrase: SecretInput) -> str | None:
        """Id of the seed these words are, ``None`` if they are none of them."""
        args = {"phrase": requests.write_secret(phrase)}
        result = await self._run("confirm_backup", access, args, with_person=_asks(phrase))
        return None if result.get("secret_id") is None else _text(result, "secret_id")

    async def sign(self, access: VaultAccess, order: SignOrder) -> Signature:
        """Sign a type-2 transaction or a message."""
        args = {
            "kind": order.request.kind.value,
            "account": order.request.account,
            "payload": order.request.payload.hex(),
            "key": requests.write_key(order.key),
            "chain_id": order.chain_id,
        }
        result = await self._run("sign", access, args, with_person=False)
        try:
            return Signature.from_bytes(strict_json.hex_bytes(result, "signature", 65))
        except (MalformedError, BadInput):
            raise ProgramFault("keyhost_answer_malformed") from None

    async def export_keystore(
        self, access: VaultAccess, account: Address, key: KeyRef, out: str, password: SecretInput
    ) -> None:
        """Write a new keystore file (version 3, scrypt)."""
        args = {
            "account": account,
            "key": requests.write_key(key),
            "out": str(Path(out).absolute()),
            "password": requests.write_secret(password),
        }
        await self._run("export_keystore", access, args, with_person=_asks(password))

    async def unlock(self, access: VaultAccess) -> tuple[str, ...]:
        """Check the passphrase; the ids of the secrets inside."""
        result = await self._run("unlock", access, {}, with_person=False)
        ids = result.get("secrets")
        if not isinstance(ids, list):
            raise ProgramFault("keyhost_answer_malformed")
        return tuple(str(one) for one in ids)

    async def _run(
        self, operation: str, access: VaultAccess, args: Mapping[str, object], *, with_person: bool
    ) -> dict[str, object]:
        asked = with_person or _asks(access.passphrase)
        palette = self._palette() if asked else {}
        frame = pack(requests.write_request(Request(operation, self._home, access, args, palette)))
        answer = await self._exchange(frame, with_person=asked)
        try:
            fields = unpack(answer)
        except MalformedError:
            raise KeyProblem("keyhost_failed") from None
        if "error" in fields:
            raise to_error(fields["error"])
        result = fields.get("result")
        if not isinstance(result, dict):
            raise ProgramFault("keyhost_answer_malformed")
        return result

    async def _exchange(self, frame: bytes, *, with_person: bool) -> bytes:
        process = self._start(with_person=with_person)
        limit = WITH_A_PERSON_S if with_person else self._deadline_s
        try:
            return await asyncio.to_thread(_converse, process, frame, limit)
        finally:
            # Also reached when the caller gave up: no key host may outlive its question.
            if process.poll() is None:
                process.kill()

    def _start(self, *, with_person: bool) -> "subprocess.Popen[bytes]":
        environ = {name: value for name, value in os.environ.items() if name in _ENVIRONMENT}
        try:
            return subprocess.Popen(  # noqa: S603  (the command comes from the composition root)
                self._argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if with_person else subprocess.DEVNULL,
                env=environ,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if not with_person else 0,
            )
        except OSError as error:
            raise KeyProblem("keyhost_failed", errno=error.errno) from error


def _converse(process: "subprocess.Popen[bytes]", frame: bytes, limit_s: float) -> bytes:
    try:
        answer, _ = process.communicate(frame, timeout=limit_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise KeyProblem("keyhost_timeout", seconds=limit_s) from None
    if not answer:
        raise KeyProblem("keyhost_failed", exit=process.returncode)
    return answer


def _asks(source: SecretInput | None) -> bool:
    return source is not None and source.ask is not None


def _text(result: Mapping[str, object], key: str) -> str:
    with suppress(MalformedError):
        return strict_json.text(result, key)
    raise ProgramFault("keyhost_answer_malformed")


def _hosted(result: Mapping[str, object]) -> HostedKey:
    path, confirmed = result.get("path"), result.get("backup_confirmed")
    cautions = result.get("cautions")
    return HostedKey(
        Address(_text(result, "address")),
        KeyRef(_text(result, "secret_id"), path if isinstance(path, str) else None),
        made_seed=result.get("made_seed") is True,
        backup_confirmed=confirmed if isinstance(confirmed, bool) else None,
        cautions=tuple(str(one) for one in cautions) if isinstance(cautions, list) else (),
    )
