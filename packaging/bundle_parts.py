"""What a bundle holds besides code that is found by itself, and what it leaves out.

Shared by the recipes of all platforms. PyInstaller calls an entry (destination, source, kind).
"""

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import build_hook

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ROOT / "packaging" / "programs"
PACKAGES = ("wallet", "ui")
Entry = tuple[str, str, str]

# Found by name while the program runs, so that nobody sees the import beforehand.
HIDDEN = ("coincurve._cffi_backend", "aiohttp")
# The commands of the offline program, and nothing of what the others would bring along.
OFFLINE_COMMANDS = ("account", "contact", "doctor", "token_pin")
HIDDEN_OFFLINE = (
    "coincurve._cffi_backend",
    *(f"ui.cli.commands.{name}" for name in OFFLINE_COMMANDS),
)
# The offline program has no demo network, so it has no contracts.
OFFLINE_FOLDERS = ("icons", "styles", "translations")
# Named somewhere in a branch that never runs here. readline would bring a GPL library along.
EXCLUDED = (
    "PySide6.QtNetwork",
    "hatchling",
    "multiprocessing",
    "pdb",
    "pip",
    "pydantic",
    "pydantic_core",
    "pydoc",
    "readline",
    "setuptools",
    "sqlite3",
    "tkinter",
    "trove_classifiers",
    "unittest",
)
# The offline program must not even hold what could reach a network.
EXCLUDED_OFFLINE = (
    *EXCLUDED,
    "aiohttp",
    "ftplib",
    "http",
    "requests",
    "ssl",
    "_ssl",
    "urllib.request",
    "web3",
    "webbrowser",
    "websockets",
    "xmlrpc",
    # Our own: what talks to nodes, and the programs that put it together.
    "ui.cli.tour",
    "ui.desktop.app",
    "ui.desktop.tour",
    "wallet.adapters.evm",
    "wallet.bootstrap",
    "wallet.bootstrap_demo",
    "wallet.demo",
)
# Parts of Qt for televisions, cash desks and programs that talk to the network by Qt.
UNNEEDED = (
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/imageformats/*qgif*",
    "*/plugins/imageformats/*qicns*",
    "*/plugins/imageformats/*qico*",
    "*/plugins/imageformats/*qjpeg*",
    "*/plugins/imageformats/*qpdf*",
    "*/plugins/imageformats/*qtga*",
    "*/plugins/imageformats/*qtiff*",
    "*/plugins/imageformats/*qwbmp*",
    "*/plugins/imageformats/*qwebp*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platformthemes/*gtk3*",
    "*/plugins/tls/*",
    "*/translations/qt_*",
    "*Qt6EglFS*",
    "*Qt6EglFs*",
    "*Qt6Network*",
    "*QtNetwork*",
    "*Qt6Pdf*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6VirtualKeyboard*",
    # How a package came onto the machine that builds.
    "*.dist-info/INSTALLER",
    "*.dist-info/RECORD",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",
    "*.dist-info/sboms/*",
    "*.dist-info/uv_*",
)
# What Python's own modules link, with names that differ between distributions. Everything else
# outside the environment is the system's: shipped once by it, and mended by it.
KEPT_LIBRARIES = (
    "libbz2.so*",
    "libcrypto.so*",
    "libexpat.so*",
    "libffi.so*",
    "liblzma.so*",
    "libmpdec.so*",
    "libpython3*",
    "libssl.so*",
    "libuuid.so*",
    "libz.so*",
)
SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def modules(*packages: str) -> list[str]:
    """Every module of our own; some are imported by a name that is put together.

    Args:
        packages: Folders of the checkout, such as ``ui/text``.
    """
    found = []
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def data_files(*folders: str) -> list[tuple[str, str]]:
    """Each file of resources/ and the folder it goes to: the same place as in the wheel.

    Args:
        folders: Names of folders of resources/; all of them if none is given.
    """
    resources = ROOT / "resources"
    found = []
    for path in sorted(resources.rglob("*")):
        folder, *inside = path.relative_to(resources).parts
        if path.is_file() and inside and (not folders or folder in folders):
            target = Path(build_hook.destination(folder), *inside).parent
            found.append((str(path), target.as_posix()))
    return found


def legal_files() -> list[tuple[str, str]]:
    """Our licence, the list of the others, and the texts that packages only name."""
    texts = sorted((ROOT / "packaging" / "texts").glob("*.txt"))
    files = [ROOT / "LICENSE", ROOT / "packaging" / "LICENCES.md", *texts]
    return [(str(path), "licences") for path in files]


def is_wanted(entry: Entry) -> bool:
    """Whether an entry that was found belongs into the bundle."""
    name, source = Path(entry[0]).as_posix(), Path(entry[1]).as_posix()
    if any(fnmatch(name, pattern) for pattern in UNNEEDED):
        return False
    if not source.startswith(SYSTEM_FOLDERS) or "/python3" in source:
        return True
    return any(fnmatch(Path(name).name, pattern) for pattern in KEPT_LIBRARIES)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that belong into the bundle, always in the same order."""
    return sorted(entry for entry in entries if is_wanted(entry))
