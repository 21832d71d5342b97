"""A key host in this process, with vaults at the lowest cost allowed."""

import json

import pytest

from ui.keyhost.__main__ import answer
from wallet.adapters.signers.requests import Request, write_request
from wallet.domain.vault import SecretInput, SlotKind
from wallet.ports.vault import VaultAccess

PASSPHRASE = "a passphrase for tests"
VAULT = "ab" * 16
NEW = (VAULT, SlotKind.PASSPHRASE)


class Host:
    """Asks the key host as the wallet does."""

    def __init__(self, home):
        self.home = home
        home.mkdir()
        (home / "config.json").write_text(
            json.dumps({"vault": {"kdf_memory_kib": 1, "kdf_passes": 1}})
        )

    def ask(self, operation, args, *, passphrase=None, share=None, window=None):
        """The whole answer. The vault is made if there is none."""
        create = None if (self.home / "vault.json").exists() else NEW
        access = VaultAccess(passphrase or SecretInput.typed(PASSPHRASE), share, create)
        fields = write_request(Request(operation, self.home, access, args))
        return answer(json.loads(json.dumps(fields)), window)

    def get(self, operation, args, **more):
        """The result of an operation that must succeed."""
        answered = self.ask(operation, args, **more)
        assert "result" in answered, answered
        return answered["result"]

    def error(self, operation, args, **more):
        """Family and code of an operation that must fail."""
        found = self.ask(operation, args, **more)["error"]
        return found["family"], found["code"]

    def secret_file(self, name, text):
        path = self.home.parent / name
        path.write_text(text)
        path.chmod(0o600)
        return path

    def import_args(self, kind, text, *, path="m/44'/60'/0'/0/0", password=None, taken=()):
        secret = {"file": str(self.secret_file(f"{kind}.txt", text))}
        source = {"kind": kind, "secret": secret, "password": password}
        return {"source": source, "path": path, "taken": list(taken)}

    def create_args(self, *, words=12, taken=()):
        reveal = {"kind": "file", "file": str(self.home.parent / "phrase.txt")}
        return {"words": words, "reveal": reveal, "taken": list(taken)}

    @property
    def phrase(self):
        return (self.home.parent / "phrase.txt").read_text().strip()


@pytest.fixture
def host(tmp_path):
    return Host(tmp_path / "home")
