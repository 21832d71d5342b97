"""Stores in memory, for tests of services; held to the same exam as the real ones."""

from dataclasses import dataclass, field

from tests.fakes.offline import MemoryJournal, MemoryRequests
from wallet.domain.account import Account, Contact
from wallet.domain.activity import ActivityEntry
from wallet.domain.errors import KeyProblem, NotFound
from wallet.domain.governance import Governor, Proposal
from wallet.domain.ids import Address, TokenRef, TxHash
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry


class MemoryNetworks:
    def __init__(self) -> None:
        self._networks: dict[str, Network] = {}
        self._current: str | None = None

    def networks(self) -> tuple[Network, ...]:
        return tuple(self._networks.values())

    def save_network(self, network: Network) -> None:
        self._networks[network.name] = network
        self._current = self._current or network.name

    def remove_network(self, name: str) -> bool:
        found = self._networks.pop(name, None) is not None
        if self._current == name:
            self._current = next(iter(self._networks), None)
        return found

    def current_network(self) -> str | None:
        return self._current

    def set_current_network(self, name: str) -> None:
        self._current = name if name in self._networks else None


class MemoryAccounts:
    def __init__(self) -> None:
        self._accounts: dict[Address, Account] = {}
        self._contacts: dict[str, Contact] = {}

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self._accounts.values())

    def save_account(self, account: Account) -> None:
        self._accounts[account.address] = account

    def remove_account(self, address: Address) -> bool:
        return self._accounts.pop(address, None) is not None

    def contacts(self) -> tuple[Contact, ...]:
        return tuple(sorted(self._contacts.values(), key=lambda c: (c.name.casefold(), c.name)))

    def save_contact(self, contact: Contact) -> None:
        self._contacts[contact.name] = contact

    def remove_contact(self, name: str) -> bool:
        return self._contacts.pop(name, None) is not None


class MemoryTokens:
    def __init__(self) -> None:
        self._tokens: dict[TokenRef, SecurityToken] = {}

    def tokens(self, chain_id: int) -> tuple[SecurityToken, ...]:
        return tuple(t for t in self._tokens.values() if t.ref.chain_id == chain_id)

    def save_token(self, token: SecurityToken) -> None:
        self._tokens[token.ref] = token

    def remove_token(self, ref: TokenRef) -> bool:
        return self._tokens.pop(ref, None) is not None


class MemoryOutbox:
    def __init__(self) -> None:
        self._entries: dict[TxHash, OutboxEntry] = {}
        self._replaces: dict[TxHash, TxHash] = {}

    def add(self, entry: OutboxEntry) -> None:
        if entry.tx_hash in self._entries or self._live_beside(entry):
            raise KeyProblem("nonce_taken", nonce=entry.nonce)
        self._entries[entry.tx_hash] = entry

    def replace(self, entry: OutboxEntry, replaced: TxHash) -> None:
        other = self._entries.get(replaced)
        if other is None or _slot(other) != _slot(entry):
            raise NotFound("tx_unknown", tx_hash=replaced)
        rivals = [new for new, old in self._replaces.items() if old == replaced]
        if entry.tx_hash in self._entries or any(
            not self._entries[rival].state.is_final for rival in rivals
        ):
            raise KeyProblem("nonce_taken", nonce=entry.nonce)
        self._entries[entry.tx_hash] = entry
        self._replaces[entry.tx_hash] = replaced

    def update(self, entry: OutboxEntry) -> None:
        if entry.tx_hash not in self._entries:
            raise NotFound("tx_unknown", tx_hash=entry.tx_hash)
        plain = entry.tx_hash not in self._replaces
        if (
            plain
            and not entry.state.is_final
            and any(rival.tx_hash not in self._replaces for rival in self._live_beside(entry))
        ):
            raise KeyProblem("nonce_taken", nonce=entry.nonce)
        self._entries[entry.tx_hash] = entry

    def entry(self, tx_hash: TxHash) -> OutboxEntry | None:
        return self._entries.get(tx_hash)

    def entries(self, chain_id: int | None = None) -> tuple[OutboxEntry, ...]:
        newest_first = reversed(self._entries.values())
        return tuple(e for e in newest_first if chain_id in {None, e.chain_id})

    def open_entries(self, chain_id: int, *, ended_since=None) -> tuple[OutboxEntry, ...]:
        mine = (e for e in self._entries.values() if e.chain_id == chain_id)
        since = float("inf") if ended_since is None else ended_since
        return tuple(e for e in mine if not e.state.is_final or e.signed_at >= since)

    def _live_beside(self, entry: OutboxEntry) -> list[OutboxEntry]:
        return [
            other
            for other in self._entries.values()
            if _slot(other) == _slot(entry)
            and other.tx_hash != entry.tx_hash
            and not other.state.is_final
        ]


def _slot(entry: OutboxEntry) -> tuple[int, Address, int]:
    return entry.chain_id, entry.account, entry.nonce


class MemoryHistory:
    def __init__(self) -> None:
        self._entries: dict[tuple, ActivityEntry] = {}
        self._progress: dict[tuple[int, Address, Address], int] = {}

    def add_history(self, entries) -> None:
        for entry in entries:
            key = (entry.chain_id, entry.tx_hash, entry.log_index, entry.account)
            self._entries[key] = entry

    def history(self, chain_id, account=None, token=None) -> tuple[ActivityEntry, ...]:
        found = [
            entry
            for entry in self._entries.values()
            if entry.chain_id == chain_id
            and account in {None, entry.account}
            and token in {None, entry.token}
        ]
        found.sort(key=lambda entry: entry.account)
        found.sort(key=lambda entry: (entry.block_number, entry.log_index), reverse=True)
        return tuple(found)

    def synced_to(self, chain_id, account, token) -> int | None:
        return self._progress.get((chain_id, account, token))

    def set_synced_to(self, chain_id, account, token, block) -> None:
        self._progress[(chain_id, account, token)] = block

    def forget_history_from(self, chain_id, block) -> None:
        self._entries = {
            key: entry
            for key, entry in self._entries.items()
            if entry.chain_id != chain_id or entry.block_number < block
        }
        for key, last in list(self._progress.items()):
            if key[0] == chain_id and block <= 0:
                del self._progress[key]
            elif key[0] == chain_id:
                self._progress[key] = min(last, block - 1)


class MemorySettings:
    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def setting(self, key: str) -> str | None:
        return self._values.get(key)

    def set_setting(self, key: str, value: str) -> None:
        self._values[key] = value


class MemoryGovernors:
    def __init__(self) -> None:
        self._governors: dict[tuple[int, Address], Governor] = {}
        self._proposals: dict[tuple[int, Address, int], Proposal] = {}
        self._read_to: dict[tuple[int, Address], int] = {}

    def governors(self, chain_id) -> tuple[Governor, ...]:
        return tuple(g for g in self._governors.values() if g.chain_id == chain_id)

    def save_governor(self, governor) -> None:
        self._governors[governor.chain_id, governor.address] = governor

    def remove_governor(self, chain_id, address) -> bool:
        self._read_to.pop((chain_id, address), None)
        self.forget_proposals_from(chain_id, address, 0)
        return self._governors.pop((chain_id, address), None) is not None

    def proposals(self, chain_id, governor) -> tuple[Proposal, ...]:
        found = [p for key, p in self._proposals.items() if key[:2] == (chain_id, governor)]
        found.sort(key=lambda p: str(p.id))
        return tuple(sorted(found, key=lambda p: p.block_number, reverse=True))

    def add_proposals(self, chain_id, governor, proposals, up_to) -> None:
        for proposal in proposals:
            self._proposals[chain_id, governor, proposal.id] = proposal
        self._read_to[chain_id, governor] = up_to

    def proposals_read_to(self, chain_id, governor) -> int | None:
        return self._read_to.get((chain_id, governor))

    def forget_proposals_from(self, chain_id, governor, block) -> None:
        self._proposals = {
            key: proposal
            for key, proposal in self._proposals.items()
            if key[:2] != (chain_id, governor) or proposal.block_number < block
        }


@dataclass
class MemoryStorage:
    """The same shape as the storage of a home folder."""

    networks: MemoryNetworks = field(default_factory=MemoryNetworks)
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    tokens: MemoryTokens = field(default_factory=MemoryTokens)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    history: MemoryHistory = field(default_factory=MemoryHistory)
    settings: MemorySettings = field(default_factory=MemorySettings)
    governors: MemoryGovernors = field(default_factory=MemoryGovernors)
    requests: MemoryRequests = field(default_factory=MemoryRequests)
    signed: MemoryJournal = field(default_factory=MemoryJournal)

    def close(self) -> None:
        """Nothing is held open."""
