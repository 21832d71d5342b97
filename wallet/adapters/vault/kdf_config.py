"""The cost of new vaults, as far as the home folder's settings file says something about it."""

from pathlib import Path

from wallet.adapters.vault import strict_json
from wallet.adapters.vault.strict_json import MalformedError
from wallet.adapters.vault.vault_format import (
    MAX_MEMORY_KIB,
    MAX_PASSES,
    MIN_MEMORY_KIB,
    MIN_PASSES,
    KdfCost,
)
from wallet.domain.errors import BadInput

_MAX_CONFIG = 64 * 1024
_ANY = 2**31


def kdf_cost(home: Path) -> KdfCost:
    """The cost from ``config.json``, kept between floor and ceiling; the default without one.

    Raises:
        BadInput: ``config_malformed``.
    """
    try:
        raw = (home / "config.json").read_bytes()
    except FileNotFoundError:
        return KdfCost()
    except OSError as error:
        raise BadInput("config_malformed", why="unreadable") from error
    usual = KdfCost()
    try:
        vault = strict_json.parse_object(raw, _MAX_CONFIG).get("vault", {})
        fields = vault if isinstance(vault, dict) else strict_json.mapping({}, "vault")
        asked = {"kdf_memory_kib": usual.memory_kib, "kdf_passes": usual.passes, **fields}
        memory = strict_json.number(asked, "kdf_memory_kib", 0, _ANY)
        passes = strict_json.number(asked, "kdf_passes", 0, _ANY)
    except MalformedError as error:
        raise BadInput("config_malformed", why=str(error)) from None
    return KdfCost(
        min(max(memory, MIN_MEMORY_KIB), MAX_MEMORY_KIB),
        min(max(passes, MIN_PASSES), MAX_PASSES),
    )
