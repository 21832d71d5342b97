"""Puts the data of resources/ into the wheel, each folder beside the package that reads it."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What the core reads; everything else in resources/ belongs to the window.
WALLET_FOLDERS = ("abi", "contracts", "erc7730")


def destination(folder: str) -> str:
    """Where a folder of resources/ goes inside the wheel."""
    package = "wallet" if folder in WALLET_FOLDERS else "ui"
    return f"{package}/_resources/{folder}"


class ResourcesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds whichever folders exist; an editable install reads them from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend the list of files of a wheel about to be built."""
        if version == "editable":
            return
        for folder in sorted(Path(self.root, "resources").glob("*/")):
            build_data["force_include"][str(folder)] = destination(folder.name)
