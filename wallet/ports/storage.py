"""What is kept between starts."""

from collections.abc import Sequence
from typing import Protocol

from wallet.domain.account import Account, Contact
from wallet.domain.activity import ActivityEntry
from wallet.domain.ids import Address, TokenRef, TxHash
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxEntry


class NetworkStore(Protocol):
    """Configured networks and which one is current."""

    def networks(self) -> tuple[Network, ...]:
        """All, in the order they were added."""

    def save_network(self, network: Network) -> None:
        """Add or replace by name; the first one saved becomes current."""

    def remove_network(self, name: str) -> bool:
        """Whether there was one; the next in order becomes current."""

    def current_network(self) -> str | None:
        """Name of the current one."""

    def set_current_network(self, name: str) -> None:
        """Make it current."""


class AccountStore(Protocol):
    """Accounts without their secrets, and contacts."""

    def accounts(self) -> tuple[Account, ...]:
        """In the order they were added."""

    def save_account(self, account: Account) -> None:
        """Add or replace by address."""

    def remove_account(self, address: Address) -> bool:
        """Whether there was one."""

    def contacts(self) -> tuple[Contact, ...]:
        """By name."""

    def save_contact(self, contact: Contact) -> None:
        """Add or replace by name."""

    def remove_contact(self, name: str) -> bool:
        """Whether there was one."""


class TokenStore(Protocol):
    """Tracked tokens per chain."""

    def tokens(self, chain_id: int) -> tuple[SecurityToken, ...]:
        """In the order they were added."""

    def save_token(self, token: SecurityToken) -> None:
        """Add or replace by chain and address."""

    def remove_token(self, ref: TokenRef) -> bool:
        """Whether there was one."""


class OutboxStore(Protocol):
    """Signed transactions. Every write is on the disk when the call returns."""

    def add(self, entry: OutboxEntry) -> None:
        """Journal a signed transaction before it is sent.

        Raises:
            KeyProblem: ``nonce_taken`` if (chain, account, nonce) is used by another live one.
        """

    def replace(self, entry: OutboxEntry, replaced: TxHash) -> None:
        """Journal one that is meant to take the nonce of another of ours.

        Raises:
            KeyProblem: ``nonce_taken`` if the other is already being replaced.
            NotFound: ``tx_unknown`` if there is no other with the same account and nonce.
        """

    def update(self, entry: OutboxEntry) -> None:
        """Store a later state of the same hash.

        Raises:
            KeyProblem: ``nonce_taken`` if it would come back to life beside another live one.
            NotFound: ``tx_unknown``.
        """

    def entry(self, tx_hash: TxHash) -> OutboxEntry | None:
        """By hash."""

    def entries(self, chain_id: int | None = None) -> tuple[OutboxEntry, ...]:
        """Newest first."""

    def open_entries(
        self, chain_id: int, *, ended_since: int | None = None
    ) -> tuple[OutboxEntry, ...]:
        """Those that are not final, oldest first.

        Args:
            chain_id: Of which chain.
            ended_since: Also those that ended but were signed then or later, in Unix seconds.
        """


class HistoryStore(Protocol):
    """History read from the chain, per chain; can be rebuilt at any time."""

    def add_history(self, entries: Sequence[ActivityEntry]) -> None:
        """Add; the same (chain, tx, log, account) twice is one."""

    def history(
        self, chain_id: int, account: Address | None = None, token: Address | None = None
    ) -> tuple[ActivityEntry, ...]:
        """Newest first."""

    def synced_to(self, chain_id: int, account: Address, token: Address) -> int | None:
        """Last block read for the pair."""

    def set_synced_to(self, chain_id: int, account: Address, token: Address, block: int) -> None:
        """Remember it."""

    def forget_history_from(self, chain_id: int, block: int) -> None:
        """Drop entries and progress at and after a block that was undone."""


class SettingsStore(Protocol):
    """Small settings as text."""

    def setting(self, key: str) -> str | None:
        """The value, ``None`` if never set."""

    def set_setting(self, key: str, value: str) -> None:
        """Store it."""
