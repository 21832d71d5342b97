"""Accounts and signatures through everything real: store, vault file, key store, key host."""

import json
import sys

import keyring.backends.SecretService
import pytest
from eth_account import Account as Theirs
from eth_account.messages import encode_defunct

from tests.fakes.stores import MemoryAccounts
from wallet.adapters.signers.keyhost_client import KeyHostClient
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.adapters.vault.entropy import random_bytes
from wallet.adapters.vault.system_keyring import SERVICE, SystemKeyring
from wallet.adapters.vault.vault_file import VaultFile
from wallet.domain.errors import KeyProblem
from wallet.domain.ids import Address
from wallet.domain.review import TRANSFER, review
from wallet.domain.transaction import FeeQuote, UnsignedTransaction
from wallet.domain.transfer import Reviewed
from wallet.domain.vault import KeyringMode, Reveal, RevealKind, SecretInput
from wallet.services.accounts import Accounts
from wallet.services.signing import Signing
from wallet.services.vault_access import VaultDoor

PASS = SecretInput.typed("eight or more")
TOKEN = Address("0x" + "12" * 20)


class Quiet:
    def publish(self, event):
        pass


class Wallet:
    """The keys' part of a wallet, wired as the composition root wires it."""

    def __init__(self, home, mode=KeyringMode.AUTO):
        home.mkdir()
        cost = {"vault": {"kdf_memory_kib": 1, "kdf_passes": 1}}
        (home / "config.json").write_text(json.dumps(cost))
        self.home = home
        store = MemoryAccounts()
        shares = SystemKeyring(keyring.backends.SecretService.Keyring)
        door = VaultDoor(VaultFile(home), shares, mode, random_bytes)
        keyhost = KeyHostClient((sys.executable, "-I", "-m", "ui.keyhost"), home)
        self.accounts = Accounts(store, keyhost, door, Quiet())
        self.signing = Signing(store, keyhost, door, Secp256k1Recovery())

    async def create(self, **more):
        reveal = Reveal(RevealKind.FILE, str(self.home.parent / "phrase.txt"))
        return await self.accounts.create("", passphrase=PASS, reveal=reveal, **more)


async def test_from_the_first_account_to_signatures(secret_service, tmp_path):
    secret_service.unlock()
    wallet = Wallet(tmp_path / "home")
    created = await wallet.create(words=12)
    me = created.account.address
    assert created.vault_slot == "passphrase+keyring"
    signature = await wallet.signing.sign_message(me, b"hello", PASS)
    assert Theirs.recover_message(encode_defunct(b"hello"), signature=signature) == me
    assert wallet.signing.verify_message(me, signature, b"hello")
    data = TRANSFER.encode(TOKEN, 5)
    transaction = UnsignedTransaction(7, 0, 1, 2, 60_000, TOKEN, 0, data)
    bytes_to_sign = Reviewed(review(transaction, me, None), FeeQuote(60_000, 1, 1, 2), None)
    signed = await wallet.signing.sign(bytes_to_sign, PASS)
    assert Theirs.recover_transaction(signed.transaction.raw) == me
    words = SecretInput.from_file(str(tmp_path / "phrase.txt"))
    assert await wallet.accounts.confirm_backup(words, PASS)
    assert wallet.accounts.list()[0].backup_confirmed is True


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda store, vault: store.delete_password(SERVICE, vault), "keyring_share_missing"),
        (
            lambda store, vault: store.set_password(SERVICE, vault, "A" * 43 + "="),
            "keyring_altered",
        ),
    ],
)
async def test_without_its_share_the_vault_stays_closed(secret_service, tmp_path, harm, code):
    secret_service.unlock()
    wallet = Wallet(tmp_path / "home")
    created = await wallet.create()
    vault_id = VaultFile(wallet.home).info().vault_id
    harm(keyring.backends.SecretService.Keyring(), vault_id)
    with pytest.raises(KeyProblem, match=code):
        await wallet.signing.sign_message(created.account.address, b"hello", PASS)


async def test_a_closed_key_store_makes_no_vault(secret_service, tmp_path):
    wallet = Wallet(tmp_path / "home")
    with pytest.raises(KeyProblem, match="keyring_denied"):
        await wallet.create()
    assert not VaultFile(wallet.home).path.exists()


async def test_a_vault_copied_to_another_machine_needs_the_share(secret_service, tmp_path):
    secret_service.unlock()
    wallet = Wallet(tmp_path / "home")
    await wallet.create()
    store = keyring.backends.SecretService.Keyring()
    share = store.get_password(SERVICE, VaultFile(wallet.home).info().vault_id)
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.name.startswith("vault")]
    assert kept
    assert not any(share.encode() in content for content in kept)
