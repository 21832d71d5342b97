"""Two computers: one with a network and no key, one with the key and no network."""

import itertools
import json
from dataclasses import dataclass, field, replace

from tests.fakes.chain import FakeChain
from tests.fakes.keys import PASS
from tests.fakes.sending import KEY, PAYEE, PAYER, Desk, FakeClock, share
from tests.fakes.stores import MemoryAccounts, MemoryNetworks, MemoryTokens
from ui.keyhost.signatures import sign_transaction
from wallet.adapters.signers.recovery import Secp256k1Recovery
from wallet.domain import offline_files
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.domain.offline_files import read_request
from wallet.domain.transaction import UnsignedTransaction
from wallet.services.offline import Offline, OfflineDesk
from wallet.services.offline_intents import Intents
from wallet.services.offline_signing import Books, OfflineSigner
from wallet.services.signing import Signing

from tests.fakes.offline import MemoryJournal, MemoryRequests  # isort: skip

PATH = "m/44'/60'/0'/0/0"
OTHER = Address("0x" + "d5" * 20)


class SigningHost:
    """Signs as the real key host does, with a key that is at hand; counts."""

    def __init__(self, key=KEY):
        self.key = key
        self.signed = []

    async def sign(self, access, order):
        self.signed.append(order)
        payload, account = order.request.payload, order.request.account
        return sign_transaction(self.key.to_bytes(), account, payload, order.chain_id)


class OpenDoor:
    async def open(self, passphrase):
        return passphrase


@dataclass
class OfflineComputer:
    """Holds the key; knows the token, the payee and the network by hand."""

    chain_id: int
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self):
        self.accounts, self.networks = MemoryAccounts(), MemoryNetworks()
        self.tokens, self.journal = MemoryTokens(), MemoryJournal()
        self.accounts.save_account(Account(PAYER, "Vault", AccountKind.LOCAL, PATH, "seed"))
        self.accounts.save_contact(Contact("Payee", PAYEE))
        self.networks.save_network(Network("mine", self.chain_id))
        self.tokens.save_token(share(self.chain_id))
        self.host = SigningHost()
        signing = Signing(self.accounts, self.host, OpenDoor(), Secp256k1Recovery())
        books = Books(self.accounts, self.networks, self.tokens, self.journal)
        self.signer = OfflineSigner(
            books, signing, Secp256k1Recovery(), self.clock, producer="test"
        )

    async def sign(self, raw):
        return await self.signer.sign(raw, PASS)


class TokensOf:
    def __init__(self, desk):
        self._desk = desk

    async def resolve(self, text):
        return replace(share(self._desk.chain.chain_id))

    def native(self):
        return self._desk.coin()


class OnlineComputer:
    """Watches the payer's account; has transfers, a journal and a chain in memory."""

    def __init__(self, chain=None):
        self.chain = chain or FakeChain(balances={PAYER: 10**20})
        self.desk = Desk(self.chain)
        self.accounts, self.requests = MemoryAccounts(), MemoryRequests()
        self.accounts.save_account(Account(PAYER, "Cold", AccountKind.WATCH))
        ids = itertools.count(1)
        around = OfflineDesk(
            self.requests,
            self.accounts,
            self.desk.outbox,
            Secp256k1Recovery(),
            self.desk.clock,
            lambda count: next(ids).to_bytes(count, "big"),
            "test",
            self.desk.recheck,
            self.recheck_action,
        )
        intents = Intents(TokensOf(self.desk), self.governor)
        self.offline = Offline(self.desk.networks, self.desk.transfers, intents, around)
        self.actions = []
        self.governors = {}

    async def recheck_action(self, intent):
        return next(check for check in self.actions if check.intent == intent)

    async def governor(self, text):
        return self.governors[text]

    async def reviewed(self, base_units=5, token=None, **how):
        check = await self.desk.check(base_units, token)
        return await self.desk.transfers.prepare(check, **how)

    async def export(self, base_units=5, token=None, **how):
        return self.offline.export(await self.reviewed(base_units, token), **how).raw


def pair():
    """Both, over the same chain; nothing else connects them."""
    online = OnlineComputer()
    return online, OfflineComputer(online.chain.chain_id)


def with_transaction(raw, **changes):
    """The same request with other bytes, sealed anew by somebody who knows how."""
    request = read_request(raw)
    changed = replace(UnsignedTransaction.decode(request.unsigned), **changes)
    return with_request(raw, unsigned=changed.encode())


def with_request(raw, **changes):
    """The same request with other fields, sealed anew."""
    return offline_files.write_request(replace(read_request(raw), **changes))


def with_json(raw, change):
    """Other JSON, sealed anew: what the typed writer would never write."""
    found = json.loads(raw)
    change(found)
    text = json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return offline_files.reseal(text.encode())
