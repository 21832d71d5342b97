"""The operations of the key host, asked as the wallet asks them."""

import json
import stat

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct

from tests.keyhost.conftest import PASSPHRASE, VAULT
from ui.keyhost import operations
from ui.keyhost.__main__ import answer
from ui.keyhost.person import Question
from wallet.domain.errors import KeyProblem
from wallet.domain.ids import Address
from wallet.domain.review import TRANSFER
from wallet.domain.signing import Signature
from wallet.domain.transaction import SignedTransaction, UnsignedTransaction
from wallet.domain.vault import SecretInput

JUNK = "test " * 11 + "junk"
FIRST = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
SECOND = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
FIRST_KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
LEDGER = "m/44'/60'/1'/0/0"


def test_the_first_account_makes_vault_and_seed(host):
    made = host.get("create_account", host.create_args(words=24))
    assert made["made_seed"] is True
    assert made["backup_confirmed"] is False
    assert made["path"] == "m/44'/60'/0'/0/0"
    assert len(host.phrase.split()) == 24
    Account.enable_unaudited_hdwallet_features()
    assert Account.from_mnemonic(host.phrase).address == made["address"]


def test_a_phrase_file_is_for_its_owner_only(host):
    host.get("create_account", host.create_args())
    path = host.home.parent / "phrase.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_next_account_comes_from_the_same_seed(host):
    first = host.get("create_account", host.create_args())
    second = host.get("create_account", host.create_args(taken=[first["address"]]))
    assert second["made_seed"] is False
    assert second["path"] == "m/44'/60'/0'/0/1"
    assert second["secret_id"] == first["secret_id"]
    again = host.get("create_account", host.create_args(taken=[second["address"]]))
    assert again["address"] == first["address"]


def test_a_file_that_is_there_is_not_overwritten_and_no_vault_is_made(host):
    there = host.secret_file("phrase.txt", "mine")
    assert host.error("create_account", host.create_args()) == ("BadInput", "file_exists")
    assert there.read_text() == "mine"
    assert not (host.home / "vault.json").exists()


def test_a_missing_folder_is_said(host):
    args = host.create_args()
    args["reveal"]["file"] = str(host.home / "no" / "phrase.txt")
    assert host.error("create_account", args) == ("BadInput", "folder_missing")


def test_a_vault_that_cannot_be_written_leaves_no_phrase_behind(host, monkeypatch):
    def full(_self):
        raise OSError(28, "no space left")

    monkeypatch.setattr(operations.OpenVault, "save", full)
    assert host.error("create_account", host.create_args()) == ("KeyProblem", "keyhost_io")
    assert not (host.home.parent / "phrase.txt").exists()


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("fourteen chars", "short"),
        ("password123", "short"),
        ("123456789012345", "common"),
        ("abababababababab", "common"),
        ("", "short"),
    ],
)
def test_a_weak_passphrase_makes_no_vault(host, passphrase, why):
    typed = SecretInput.typed(passphrase)
    found = host.ask("create_account", host.create_args(), passphrase=typed)["error"]
    assert (found["code"], found["params"]["why"]) == ("passphrase_too_weak", why)
    assert not (host.home / "vault.json").exists()
    assert not (host.home.parent / "phrase.txt").exists()


def test_a_passphrase_typed_with_other_accents_is_the_same(host):
    host.get(
        "create_account",
        host.create_args(),
        passphrase=SecretInput.typed("ü" * 3 + "tter passphrase"),
    )
    host.get("unlock", {}, passphrase=SecretInput.typed("u\u0308" * 3 + "tter passphrase"))


def test_a_passphrase_is_the_first_line_of_its_file(host):
    host.get("create_account", host.create_args())
    file = host.secret_file("pass.txt", PASSPHRASE + "\r\nsecond line\n")
    found = host.get("unlock", {}, passphrase=SecretInput.from_file(str(file)))
    assert len(found["secrets"]) == 1


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_secret_others_can_read_is_refused(host, mode):
    host.get("create_account", host.create_args())
    file = host.secret_file("pass.txt", PASSPHRASE)
    file.chmod(mode)
    source = SecretInput.from_file(str(file))
    assert host.error("unlock", {}, passphrase=source) == ("BadInput", "file_readable_by_others")


def test_files_that_are_no_secret_files_are_refused(host):
    host.get("create_account", host.create_args())
    cases = {
        "file_unreadable": host.home / "missing",
        "file_too_large": host.secret_file("large", "x" * 70_000),
        "file_not_text": host.secret_file("binary", ""),
    }
    cases["file_not_text"].write_bytes(b"\xff\xfe\xfd")
    for code, path in cases.items():
        source = SecretInput.from_file(str(path))
        assert host.error("unlock", {}, passphrase=source) == ("BadInput", code)
    folder = SecretInput.from_file(str(host.home))
    assert host.error("unlock", {}, passphrase=folder) == ("BadInput", "file_unreadable")


def test_a_wrong_passphrase_is_a_key_problem(host):
    host.get("create_account", host.create_args())
    typed = SecretInput.typed("something else entirely")
    assert host.error("unlock", {}, passphrase=typed) == ("KeyProblem", "passphrase_wrong")


def test_a_phrase_is_taken_in_at_its_path(host):
    found = host.get("import_account", host.import_args("phrase", JUNK))
    assert (found["address"], found["path"]) == (FIRST, "m/44'/60'/0'/0/0")
    assert found["backup_confirmed"] is True
    other = host.get("import_account", host.import_args("phrase", JUNK, path="m/44h/60h/1h/0/0"))
    assert (other["path"], other["secret_id"]) == (LEDGER, found["secret_id"])
    assert len(host.get("unlock", {})["secrets"]) == 1


def test_accounts_are_made_from_an_imported_phrase(host):
    host.get("import_account", host.import_args("phrase", JUNK))
    made = host.get("create_account", host.create_args(taken=[FIRST]))
    assert (made["address"], made["made_seed"], made["backup_confirmed"]) == (SECOND, False, True)


def test_a_key_is_taken_in(host):
    found = host.get("import_account", host.import_args("key", "0x" + FIRST_KEY + "\n"))
    assert (found["address"], found["path"], found["backup_confirmed"]) == (FIRST, None, None)


def test_a_seed_is_made_beside_imported_keys(host):
    host.get("import_account", host.import_args("key", FIRST_KEY))
    made = host.get("create_account", host.create_args(taken=[FIRST]))
    assert made["made_seed"] is True
    assert len(host.get("unlock", {})["secrets"]) == 2


def test_a_keystore_is_taken_in_and_its_weakness_told(host):
    document = json.dumps(Account.encrypt(FIRST_KEY, "pw", kdf="scrypt", iterations=4))
    password = {"file": str(host.secret_file("pw.txt", "pw\n"))}
    found = host.get("import_account", host.import_args("keystore", document, password=password))
    assert (found["address"], found["cautions"]) == (FIRST, ["keystore_kdf_weak"])
    wrong = host.import_args("keystore", document, password={"text": "no"})
    assert host.error("import_account", wrong) == ("KeyProblem", "keystore_password_wrong")


def test_a_keystore_may_be_readable_by_others_but_not_its_password(host):
    document = json.dumps(Account.encrypt(FIRST_KEY, "pw", kdf="scrypt", iterations=4))
    password = {"file": str(host.secret_file("pw.txt", "pw\n"))}
    args = host.import_args("keystore", document, password=password)
    (host.home.parent / "keystore.txt").chmod(0o644)
    assert host.get("import_account", args)["address"] == FIRST
    (host.home.parent / "pw.txt").chmod(0o644)
    assert host.error("import_account", args) == ("BadInput", "file_readable_by_others")


def test_a_keystore_is_chosen_in_the_window_but_not_at_the_terminal(host):
    document = json.dumps(Account.encrypt(FIRST_KEY, "pw", kdf="scrypt", iterations=4))
    window = Window({Question.KEYSTORE_PASSWORD: "pw"})
    window.file = str(host.secret_file("chosen.json", document))
    args = host.import_args("keystore", "", password={"ask": "window"})
    args["source"]["secret"] = {"ask": "window"}
    assert host.get("import_account", args, window=window)["address"] == FIRST
    args["source"]["secret"] = {"ask": "terminal"}
    assert host.error("import_account", args) == ("BadInput", "keystore_needs_file")


def test_a_keystore_needs_a_password_of_its_own(host):
    args = host.import_args("keystore", "{}")
    assert host.error("import_account", args) == ("BadInput", "keystore_password_needed")


def test_an_account_that_is_there_is_not_taken_in_again(host):
    args = host.import_args("phrase", JUNK, taken=[FIRST])
    assert host.error("import_account", args) == ("BadInput", "account_exists")
    assert not (host.home / "vault.json").exists()


def test_the_words_confirm_the_backup(host):
    made = host.get("create_account", host.create_args())
    right = {"phrase": {"file": str(host.home.parent / "phrase.txt")}}
    wrong = {"phrase": {"text": JUNK}}
    assert host.get("confirm_backup", wrong) == {"secret_id": None}
    assert host.get("confirm_backup", right) == {"secret_id": made["secret_id"]}
    assert host.get("confirm_backup", right) == {"secret_id": made["secret_id"]}
    assert host.get("create_account", host.create_args())["backup_confirmed"] is True


def sign_args(made, message, *, kind="transaction", chain_id=7, **changed):
    key = {"secret_id": made["secret_id"], "path": made["path"]}
    args = {"kind": kind, "account": made["address"], "payload": message.hex(), "key": key}
    return {**args, "chain_id": chain_id, **changed}


def unsigned(data=None):
    data = TRANSFER.encode(Address(SECOND), 5) if data is None else data
    return UnsignedTransaction(7, 0, 1, 2, 60_000, Address("0x" + "12" * 20), 0, data)


def test_a_transfer_is_signed_by_the_account(host):
    made = host.get("import_account", host.import_args("phrase", JUNK))
    found = host.get("sign", sign_args(made, unsigned().encode()))
    signature = Signature.from_bytes(bytes.fromhex(found["signature"]))
    raw = unsigned().with_signature(signature.y_parity, signature.r, signature.s)
    assert Account.recover_transaction(raw) == FIRST
    assert SignedTransaction.decode(raw).unsigned == unsigned()


def test_messages_are_signed_also_empty_ones(host):
    made = host.get("import_account", host.import_args("key", FIRST_KEY))
    for message in (b"hello", b""):
        found = host.get("sign", sign_args(made, message, kind="message", chain_id=None))
        signature = bytes.fromhex(found["signature"])
        assert Account.recover_message(encode_defunct(message), signature=signature) == FIRST


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"chain_id": 8}, "other_chain"),
        ({"account": SECOND}, "other_account"),
        ({"kind": "hash"}, "kind"),
        ({"kind": "typed_data"}, "typed_data_malformed"),
        ({"payload": unsigned(b"\x01\x02\x03\x04").encode().hex()}, "unknown_call"),
        ({"payload": "01" + unsigned().encode().hex()[2:]}, "tx_type_refused"),
    ],
)
def test_the_signer_refuses_what_it_was_not_asked_for(host, changed, why):
    made = host.get("import_account", host.import_args("phrase", JUNK))
    found = host.ask("sign", sign_args(made, unsigned().encode(), **changed))["error"]
    assert (found["code"], found["params"]["why"]) == ("signer_refused", why)


def test_a_key_that_is_not_in_the_vault_signs_nothing(host):
    made = host.get("import_account", host.import_args("phrase", JUNK))
    args = sign_args({**made, "secret_id": "00" * 8}, unsigned().encode())
    assert host.error("sign", args) == ("KeyProblem", "key_not_in_vault")


def test_an_exported_keystore_is_read_by_another_wallet(host):
    made = host.get("import_account", host.import_args("key", FIRST_KEY))
    out = host.home.parent / "out.json"
    key = {"secret_id": made["secret_id"], "path": None}
    args = {"account": FIRST, "key": key, "out": str(out), "password": {"text": PASSPHRASE}}
    host.get("export_keystore", args)
    assert bytes(Account.decrypt(out.read_text(), PASSPHRASE)).hex() == FIRST_KEY
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert host.error("export_keystore", args) == ("BadInput", "file_exists")
    weak = {**args, "out": str(out) + "2", "password": {"text": "short"}}
    assert host.error("export_keystore", weak) == ("BadInput", "passphrase_too_weak")


def test_without_a_vault_nothing_is_opened(host):
    for operation, args in (
        ("unlock", {}),
        ("confirm_backup", {"phrase": {"text": JUNK}}),
    ):
        assert host.error(operation, args) == ("KeyProblem", "vault_missing")


def test_a_vault_made_meanwhile_is_not_replaced(host):
    host.get("create_account", host.create_args())
    fields = {
        "operation": "import_account",
        "home": str(host.home),
        "passphrase": {"text": PASSPHRASE},
        "share": None,
        "create": {"vault_id": VAULT, "slot": "passphrase"},
        "args": host.import_args("key", FIRST_KEY),
        "palette": {},
    }
    assert answer(fields)["error"]["code"] == "vault_exists"


class Window:
    """A person in front of the window, who has already decided."""

    present = True

    def __init__(self, answers=(), *, keeps=True):
        self.answers = dict(answers)
        self.keeps = keeps
        self.shown = []

    def ask(self, question, minimum):
        return self.answers[question]

    def choose_keystore(self):
        return self.file

    def show_phrase(self, phrase):
        self.shown.append(phrase)
        if not self.keeps:
            raise KeyProblem("person_declined")
        return True


def test_a_phrase_written_down_in_the_window_is_a_confirmed_backup(host):
    window = Window({Question.NEW_PASSPHRASE: PASSPHRASE})
    args = {"words": 12, "reveal": {"kind": "window", "file": None}, "taken": []}
    made = host.get("create_account", args, passphrase=SecretInput.window(), window=window)
    assert made["backup_confirmed"] is True
    assert host.get("confirm_backup", {"phrase": {"text": window.shown[0]}})["secret_id"]


def test_a_person_who_closes_the_window_makes_no_vault(host):
    args = {"words": 12, "reveal": {"kind": "window", "file": None}, "taken": []}
    window = Window(keeps=False)
    assert host.error("create_account", args, window=window) == ("KeyProblem", "person_declined")
    assert not (host.home / "vault.json").exists()


def test_a_phrase_is_taken_in_through_the_window(host):
    args = host.import_args("phrase", "")
    args["source"]["secret"] = {"ask": "window"}
    found = host.get("import_account", args, window=Window({Question.PHRASE: JUNK}))
    assert found["address"] == FIRST


@pytest.mark.parametrize(
    "change",
    [
        {"operation": "print_seed"},
        {"operation": None},
        {"share": "00"},
        {"create": {"vault_id": "x", "slot": "passphrase"}},
        {"create": {"vault_id": VAULT, "slot": "keyring"}},
        {"create": 1},
        {"passphrase": {}},
        {"passphrase": {"text": 1}},
        {"passphrase": {"ask": "oracle"}},
        {"passphrase": {"text": "x", "file": "y"}},
        {"args": []},
        {"palette": {"bg": 1}},
    ],
)
def test_a_malformed_request_is_a_fault_and_not_a_crash(host, change):
    fields = {
        "operation": "unlock",
        "home": str(host.home),
        "passphrase": {"text": "x"},
        "share": None,
        "create": None,
        "args": {},
        "palette": {},
        **change,
    }
    assert answer(fields)["error"]["code"] == "request_malformed"


def test_an_unforeseen_exception_is_told_by_its_place_and_not_its_words(host, monkeypatch):
    def broken(_self, _args):
        raise RuntimeError("the phrase is " + JUNK)

    monkeypatch.setattr(operations.Operations, "unlock", broken)
    found = host.ask("unlock", {})["error"]
    assert found["code"] == "keyhost_fault"
    assert "junk" not in json.dumps(found)
