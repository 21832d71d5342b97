"""Entry point of the key host: one frame in, one operation, one frame out, end."""

import os
import sys
from collections.abc import Mapping
from typing import BinaryIO

from ui.keyhost.hardening import harden
from ui.keyhost.operations import Operations
from ui.keyhost.person import People, Person
from ui.keyhost.terminal import TerminalPerson
from ui.keyhost.window_person import WindowPerson
from wallet.adapters.signers.frames import error_fields, pack, read_frame
from wallet.adapters.signers.requests import Request, read_request
from wallet.adapters.vault.strict_json import MalformedError
from wallet.domain.errors import KeyProblem, ProgramFault, WalletError

_NEVER_LOADED = (
    "http.client",
    "urllib.request",
    "aiohttp",
    "requests",
    "web3",
    "PySide6.QtNetwork",
)


def answer(fields: Mapping[str, object], window: Person | None = None) -> dict[str, object]:
    """Run the operation of a request; whatever happens becomes an answer without secrets."""
    try:
        request = read_request(fields)
        result = _run(request, window or WindowPerson(request.palette))
    except WalletError as error:
        return error_fields(error)
    except MalformedError as error:
        return error_fields(ProgramFault("request_malformed", why=str(error)))
    except OSError as error:
        return error_fields(KeyProblem("keyhost_io", errno=error.errno))
    except Exception as error:  # noqa: BLE001  (its text may hold a secret: only where it was)
        return error_fields(
            ProgramFault("keyhost_fault", kind=type(error).__name__, where=_where(error))
        )
    return {"result": result}


def _run(request: Request, window: Person) -> dict[str, object]:
    operations = Operations(request.home, request.access, People(TerminalPerson(), window))
    run = {
        "create_account": operations.create_account,
        "import_account": operations.import_account,
        "confirm_backup": operations.confirm_backup,
        "sign": operations.sign,
        "export_keystore": operations.export_keystore,
        "unlock": operations.unlock,
    }.get(request.operation)
    if run is None:
        raise MalformedError("operation")
    return run(request.args)


def _where(error: Exception) -> str:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_qualname}:{last.tb_lineno}" if last else ""


def main() -> int:
    """Serve one request on standard input and output."""
    harden()
    reply = _own_output()
    try:
        fields = read_frame(sys.stdin.buffer)
    except MalformedError:
        return 2
    answered = answer(fields)
    loaded = [name for name in _NEVER_LOADED if name in sys.modules]
    if loaded:
        # The promise of this program; broken by an import somebody added.
        answered = error_fields(ProgramFault("keyhost_has_network", modules=", ".join(loaded)))
    reply.write(pack(answered))
    reply.flush()
    return 0


def _own_output() -> BinaryIO:
    """Keep the pipe for the answer; what anybody prints goes to standard error."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


if __name__ == "__main__":
    sys.exit(main())
