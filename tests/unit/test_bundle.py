"""What the bundles hold, without building one."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import bundle_parts
import ui
from setup_parts import bundling, debian, system_parts
from setup_parts.common import Stop, Venv
from ui import signer_app
from ui.cli.commands import __file__ as commands_file
from ui.desktop import app
from ui.desktop.core import resources
from ui.text import translations
from ui.text.catalogue import __file__ as catalogue_file
from wallet.demo import artifacts

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
RECIPES = {
    system: (ROOT / "packaging" / system / "scrip.spec").read_text("utf-8")
    for system in ("linux", "windows", "macos")
}


def bundled():
    """Places in the bundle and what goes there."""
    return {
        f"{folder}/{Path(source).name}": Path(source)
        for source, folder in bundle_parts.data_files()
    }


def test_every_file_of_data_is_in_the_bundle_once():
    files = {path for path in (ROOT / "resources").rglob("*.*") if path.is_file()}
    inside = [path for path in files if path.parent != ROOT / "resources"]
    assert sorted(bundled().values()) == sorted(inside)


def test_the_program_looks_where_the_bundle_has_them(tmp_path, monkeypatch):
    for place, source in bundled().items():
        target = tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    builds = artifacts._PLACES[0].relative_to(ROOT)
    assert (tmp_path / builds / "SecurityToken.json").is_file()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "ui")
    assert resources.resource("icons", "scrip.svg") == tmp_path / "ui/_resources/icons/scrip.svg"
    monkeypatch.setattr(ui, "__file__", str(tmp_path / "ui" / "__init__.py"))
    (tmp_path / "ui" / "_resources" / "translations").mkdir(exist_ok=True)
    assert translations.folder() == tmp_path / "ui" / "_resources" / "translations"


def test_modules_that_are_imported_by_a_put_together_name_are_named():
    named = set(bundle_parts.modules("wallet", "ui"))
    for package in (commands_file, catalogue_file):
        for path in Path(package).parent.glob("[a-z]*.py"):
            assert ".".join(path.relative_to(ROOT).with_suffix("").parts) in named
    assert {"wallet", "ui.keyhost", "ui.keyhost.__main__", "wallet.standards.erc20"} <= named


@pytest.mark.parametrize("name", bundle_parts.HIDDEN)
def test_hidden_modules_exist(name):
    assert import_module(name)


SITE = "/opt/env/lib/python3.12/site-packages"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", f"{SITE}/PySide6/x"),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", f"{SITE}/PySide6/x"),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", f"{SITE}/PySide6/x"),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", f"{SITE}/PySide6/x"),
        ("PySide6/Qt/lib/libQt6DBus.so.6", f"{SITE}/PySide6/x"),
        ("PySide6/plugins/platforms/qwindows.dll", f"C:/env/{SITE}"),
        ("libcrypto.so.3", "/usr/lib/x86_64-linux-gnu/libcrypto.so.3"),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
        ("lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so"),
        ("keyring-25.7.0.dist-info/METADATA", f"{SITE}/keyring-25.7.0.dist-info/METADATA"),
        ("keyring-25.7.0.dist-info/licenses/LICENSE", f"{SITE}/keyring/LICENSE"),
        ("anvil", "/opt/env/share/scrip/bin/anvil"),
    ],
)
def test_what_the_program_needs_stays(name, source):
    assert bundle_parts.is_wanted((name, source, "BINARY"))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", f"{SITE}/PySide6/x"),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", f"{SITE}/PySide6/x"),
        ("PySide6/Qt/lib/libQt6Network.so.6", f"{SITE}/PySide6/x"),
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6"),
        ("PySide6/QtNetwork.pyd", f"C:/env/{SITE}/PySide6/QtNetwork.pyd"),
        ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"),
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6"),
        ("libreadline.so.8", "/lib/x86_64-linux-gnu/libreadline.so.8"),
        ("scrip_wallet-0.1.0.dist-info/direct_url.json", f"{SITE}/scrip/direct_url.json"),
    ],
)
def test_what_it_does_not_need_is_left_out(name, source):
    assert not bundle_parts.is_wanted((name, source, "BINARY"))


def test_the_offline_program_may_hold_less():
    assert set(bundle_parts.EXCLUDED) < set(bundle_parts.EXCLUDED_OFFLINE)
    never = {"http", "urllib.request", "aiohttp", "requests", "web3", "PySide6.QtNetwork"}
    assert never <= set(bundle_parts.EXCLUDED_OFFLINE)


@pytest.mark.parametrize("system", RECIPES)
def test_every_recipe_is_made_of_the_same_parts(system):
    recipe = RECIPES[system]
    compile(recipe, "scrip.spec", "exec")
    names = set(re.findall(r"bundle_parts\.(\w+)", recipe))
    assert {"data_files", "legal_files", "modules", "HIDDEN", "EXCLUDED", "kept"} <= names
    assert all(hasattr(bundle_parts, name) for name in names)
    assert ("Not built here" in recipe) == (system != "linux")


def test_the_offline_recipe_names_only_parts_that_are_there():
    recipe = (LINUX / "scrip-offline.spec").read_text("utf-8")
    compile(recipe, "scrip-offline.spec", "exec")
    names = set(re.findall(r"bundle_parts\.(\w+)", recipe))
    assert {"EXCLUDED_OFFLINE", "HIDDEN_OFFLINE", "kept"} <= names
    assert all(hasattr(bundle_parts, name) for name in names)
    assert sorted(bundle_parts.OFFLINE_COMMANDS) == sorted(signer_app._MODULES.values())
    folders = {Path(source).parent.name for source, _ in bundle_parts.data_files("icons", "styles")}
    assert folders == {"icons", "styles"}


LISTING = """\
Options in 'scrip-offline' (PKG/CArchive):
Contents of 'PYZ.pyz' (PYZ):
 ui.signer_app
 wallet.domain.offline
"""


@pytest.fixture
def offline_bundle(tmp_path, monkeypatch):
    """A folder like the offline program, and what its archive is said to hold."""
    monkeypatch.setattr(bundling, "run_quietly", lambda *_, **__: listing[0])
    (tmp_path / "_internal").mkdir()
    listing = [LISTING]
    return tmp_path, listing


def test_an_offline_program_without_network_parts_is_accepted(offline_bundle):
    bundling._require_no_network(Venv(Path("env")), offline_bundle[0])


@pytest.mark.parametrize("module", sorted(bundling.NETWORK_MODULES))
def test_a_network_module_in_the_offline_program_stops_the_build(offline_bundle, module):
    folder, listing = offline_bundle
    listing[0] = f"{LISTING} {module}\n"
    with pytest.raises(Stop, match=f"holds {module}"):
        bundling._require_no_network(Venv(Path("env")), folder)


@pytest.mark.parametrize(
    "file", ["libQt6Network.so.6", "libssl.so.3", "anvil", "QtNetwork.abi3.so"]
)
def test_a_network_library_in_the_offline_program_stops_the_build(offline_bundle, file):
    folder, _ = offline_bundle
    (folder / "_internal" / file).touch()
    with pytest.raises(Stop, match=file):
        bundling._require_no_network(Venv(Path("env")), folder)


def test_a_listing_that_is_not_understood_stops_the_build(offline_bundle):
    folder, listing = offline_bundle
    listing[0] = "something new"
    with pytest.raises(Stop, match="not understood"):
        bundling._require_no_network(Venv(Path("env")), folder)


def test_both_locks_fit_into_one_environment():
    pins = [
        dict(re.findall(r"^(\S+)==([^ ;]+)", (ROOT / "packaging" / name).read_text(), re.MULTILINE))
        for name in ("lock-run.txt", "lock-bundle.txt")
    ]
    assert "pyinstaller" in pins[1]
    assert {name: pins[1][name] for name in set(pins[0]) & set(pins[1])}.items() <= pins[0].items()


def test_a_fingerprint_sees_names_contents_and_links(tmp_path):
    folder = tmp_path / "bundle"
    folder.mkdir()
    seen = {bundling.digest_of(folder)}
    (folder / "a").write_text("1")
    seen.add(bundling.digest_of(folder))
    (folder / "a").write_text("2")
    seen.add(bundling.digest_of(folder))
    (folder / "a").rename(folder / "b")
    seen.add(bundling.digest_of(folder))
    (folder / "c").symlink_to("b")
    seen.add(bundling.digest_of(folder))
    assert len(seen) == 5


def test_a_program_that_does_not_answer_is_told(tmp_path):
    program = tmp_path / "scrip" / "scrip"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 4\n")
    program.chmod(0o755)
    with pytest.raises(Stop, match="ended with code 4"):
        bundling._ask(program.parent, str(tmp_path), "doctor")
    program.write_text("#!/bin/sh\necho hello\n")
    with pytest.raises(Stop, match="does not work"):
        bundling._ask(program.parent, str(tmp_path), "doctor")


def test_the_package_asks_for_every_library_that_comes_from_the_system():
    asked = debian.depends("2.36").split(", ")
    assert asked[0] == "libc6 (>= 2.36)"
    libraries = {*system_parts.QT_LIBRARIES.values(), *system_parts.X11_LIBRARIES.values()}
    assert libraries <= set(asked)


@pytest.mark.parametrize("program", bundling.PROGRAMS)
def test_the_package_describes_itself(program):
    fields = {"version": "1", "architecture": "any", "installed_kib": "2", "depends": "libc6"}
    text = (debian.TEMPLATES / f"{program}.control.in").read_text("utf-8").format(**fields)
    assert "{" not in text
    assert {f"Package: {program}", "Version: 1", "Architecture: any"} <= set(text.splitlines())


@pytest.mark.parametrize("program", bundling.PROGRAMS)
def test_every_program_has_its_desktop_file(program):
    desktop = (LINUX / f"{debian.APP_IDS[program]}.desktop").read_text("utf-8").splitlines()
    assert {f"Exec={program}", f"Icon={program}", "Terminal=false", "Type=Application"} <= set(
        desktop
    )
    assert (LINUX / f"{program}.spec").is_file()


def test_the_desktop_knows_the_program_by_one_name():
    told = (LINUX / f"{debian.APP_ID}.metainfo.xml").read_text("utf-8")
    assert f"<id>{debian.APP_ID}</id>" in told
    assert f'<launchable type="desktop-id">{debian.APP_ID}.desktop</launchable>' in told
    assert app.DESKTOP_FILE == debian.APP_ID
    assert f'<release version="{debian.version()}"' in told
