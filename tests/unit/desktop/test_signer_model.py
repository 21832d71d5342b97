"""What the offline program's window shows and decides."""

import pytest

from tests.fakes.keys import PASS
from tests.fakes.offline_pair import pair, with_transaction
from ui.offline.files import read_package, require_writable, write_package
from ui.offline_window.view_model import SignerModel
from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.offline_files import read_response
from wallet.domain.review import TRANSFER
from wallet.ports.offline import Interface
from wallet.services.contacts import Contacts

UP = Interface("eth0", is_loopback=False, is_up=True)


class Door:
    def __init__(self, *up):
        self.up = up
        self.is_overridden = False

    def connections(self):
        return self.up


class Listed:
    def __init__(self, store):
        self._store = store

    def list(self):
        return self._store.accounts()


class Services:
    """The offline computer as the window gets it."""

    def __init__(self, cold, *up):
        self.signer = cold.signer
        self.accounts = Listed(cold.accounts)
        self.contacts = Contacts(cold.accounts, None)
        self.door = Door(*up)


class Shown:
    """The model and everything it drew."""

    def __init__(self, cold, *up):
        self.services = Services(cold, *up)
        self.views = []
        self.model = SignerModel(self.services, self.views.append, lambda: PASS)
        self.model.refresh()

    @property
    def now(self):
        return self.views[-1]

    def facts(self):
        return {fact.code: fact.value for fact in self.now.facts}


@pytest.fixture
async def asked(tmp_path):
    online, cold = pair()
    file = tmp_path / "request.json"
    file.write_bytes(await online.export())
    return online, cold, file


async def test_an_empty_window_says_who_is_here(asked):
    shown = Shown(asked[1])
    assert shown.now.accounts == "Accounts with a key here: Vault"
    assert shown.now.network.tone == "ok"
    assert not shown.now.can_sign
    assert not shown.now.can_decline


async def test_a_request_is_shown_by_its_bytes_and_signed(asked, tmp_path):
    online, cold, file = asked
    shown = Shown(cold)
    shown.model.load(file)
    facts = shown.facts()
    assert facts["amount"] == "0.000000000000000005 ACME"
    assert facts["to"].lower() == "payee (0x" + " ".join(["b2b2"] * 10) + ")"
    assert facts["words"] == shown.now.words == cold.signer.open(file.read_bytes()).words
    assert shown.now.can_sign
    out = tmp_path / "answer.json"
    await shown.model.sign(out)
    assert [view.is_working for view in shown.views[-2:]] == [True, False]
    assert shown.now.state.tone == "ok"
    assert not shown.now.can_sign
    await online.offline.submit(out.read_bytes())
    assert len(online.chain.sent) == 1


async def test_a_changed_request_cannot_be_signed(asked, tmp_path):
    _, cold, file = asked
    file.write_bytes(with_transaction(file.read_bytes(), data=TRANSFER.encode("0x" + "d5" * 20, 5)))
    shown = Shown(cold)
    shown.model.load(file)
    assert "d5d5" in shown.facts()["to"].lower()
    assert shown.now.stops[0].startswith("What this package says and what its bytes say differ")
    assert shown.now.state.tone == "bad"
    await shown.model.sign(tmp_path / "never.json")
    assert not (tmp_path / "never.json").exists()
    assert cold.host.signed == []


async def test_a_broken_seal_can_neither_be_signed_nor_refused(asked):
    _, cold, file = asked
    file.write_bytes(file.read_bytes().replace(b'"counterparty":""', b'"counterparty":"x"'))
    shown = Shown(cold)
    shown.model.load(file)
    assert not shown.now.can_sign
    assert not shown.now.can_decline
    assert shown.now.facts


async def test_no_package_is_told_in_a_sentence(asked, tmp_path):
    shown = Shown(asked[1])
    (tmp_path / "diary.txt").write_text("dear diary", "utf-8")
    for name in ("diary.txt", "missing.json"):
        shown.model.load(tmp_path / name)
        assert shown.now.state.tone == "bad"
        assert shown.now.facts == ()


async def test_a_network_keeps_the_vault_shut_until_a_person_says_so(asked):
    shown = Shown(asked[1], UP)
    shown.model.load(asked[2])
    assert "eth0" in shown.now.network.text
    assert (shown.now.can_sign, shown.now.can_go_on) == (False, True)
    shown.model.go_on()
    assert (shown.now.can_sign, shown.now.can_go_on) == (True, False)
    assert shown.services.door.is_overridden
    shown.services.door.up = ()
    shown.model.refresh()
    assert shown.now.network.tone == "ok"


async def test_nothing_new_is_not_drawn_again(asked):
    shown = Shown(asked[1])
    before = len(shown.views)
    shown.model.refresh()
    assert len(shown.views) == before


async def test_a_refusal_is_written_and_travels_back(asked, tmp_path):
    _, cold, file = asked
    shown = Shown(cold)
    shown.model.load(file)
    shown.model.decline(tmp_path / "no.json")
    assert read_response((tmp_path / "no.json").read_bytes()).reason == "declined"
    assert not shown.now.can_sign


async def test_a_wrong_passphrase_leaves_the_request_open(asked, tmp_path):
    _, cold, file = asked

    async def refuse(access, order):
        raise KeyProblem("passphrase_wrong")

    cold.host.sign = refuse
    shown = Shown(cold)
    shown.model.load(file)
    await shown.model.sign(tmp_path / "answer.json")
    assert shown.now.state.text == "The passphrase is wrong."
    assert shown.now.can_sign
    assert not (tmp_path / "answer.json").exists()


async def test_somebodys_file_is_not_replaced(asked, tmp_path):
    _, cold, file = asked
    (tmp_path / "diary.txt").write_text("dear diary", "utf-8")
    shown = Shown(cold)
    shown.model.load(file)
    await shown.model.sign(tmp_path / "diary.txt")
    assert shown.now.state.tone == "bad"
    assert (tmp_path / "diary.txt").read_text("utf-8") == "dear diary"
    assert cold.host.signed == []
    shown.model.decline(tmp_path / "diary.txt")
    assert (tmp_path / "diary.txt").read_text("utf-8") == "dear diary"


def test_packages_are_written_whole_and_private(tmp_path):
    file = tmp_path / "p.json"
    write_package(file, b'{"format":"sectok-transfer/1"}')
    assert file.stat().st_mode & 0o077 == 0
    write_package(file, b'{"format":"sectok-transfer/1","x":"y"}')
    assert read_package(file).endswith(b'"y"}')
    assert list(tmp_path.iterdir()) == [file]
    (tmp_path / "empty").touch()
    require_writable(tmp_path / "empty")


@pytest.mark.parametrize(
    ("name", "code"),
    [("no/such/folder.json", "folder_missing"), ("folder", "file_exists"), (".", "file_exists")],
)
def test_places_that_cannot_be_written_are_told(tmp_path, name, code):
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput, match=code):
        require_writable(tmp_path / name)


def test_a_file_that_is_no_package_is_not_read_whole(tmp_path):
    (tmp_path / "big").write_bytes(b"x" * 300_000)
    with pytest.raises(BadInput, match="file_too_large"):
        read_package(tmp_path / "big")
