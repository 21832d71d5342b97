"""The clock, and the folder where a wallet lives by default."""

import time
from collections.abc import Mapping
from pathlib import Path


class SystemClock:
    """The computer's own clock."""

    def now(self) -> int:
        """Unix seconds."""
        return int(time.time())

    def monotonic(self) -> float:
        """Seconds that never go back, for deadlines."""
        return time.monotonic()


def default_home(environment: Mapping[str, str], platform: str, user_home: Path) -> Path:
    """The folder for a wallet's data where the person named none.

    ``SCRIP_HOME`` wins; otherwise the place the platform has for data of programs.

    Args:
        environment: Variables, as in ``os.environ``.
        platform: As in ``sys.platform``.
        user_home: The person's own folder.

    Source:
        XDG Base Directory Specification: a relative path in a variable is invalid and ignored.
    """
    if chosen := environment.get("SCRIP_HOME"):
        return Path(chosen)
    if platform == "darwin":
        return user_home / "Library" / "Application Support" / "Scrip"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or user_home / "AppData" / "Local") / "Scrip"
    data = Path(environment.get("XDG_DATA_HOME") or ".")
    return (data if data.is_absolute() else user_home / ".local" / "share") / "scrip"
