"""Tables a person fills: networks, accounts, contacts, tokens, settings."""

import json
from dataclasses import replace

from wallet.adapters.storage.database import (
    Database,
    Row,
    optional_text,
    required_int,
    required_text,
)
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.ids import Address, TokenRef
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken


class NetworkTable:
    """Implements ``NetworkStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def networks(self) -> tuple[Network, ...]:
        """All, in the order they were added."""
        return self._db.read(
            _network,
            "SELECT name, chain_id, rpc_urls, quorum, confirmations, explorer, genesis_hash, coin"
            " FROM networks ORDER BY position",
        )

    def save_network(self, network: Network) -> None:
        """Add or replace by name; the first one saved becomes current."""
        with self._db.write() as connection:
            connection.execute(
                """
                INSERT INTO networks (name, chain_id, rpc_urls, quorum, confirmations, explorer,
                    genesis_hash, coin, is_current)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, NOT EXISTS (SELECT 1 FROM networks))
                ON CONFLICT (name) DO UPDATE SET chain_id = excluded.chain_id,
                    rpc_urls = excluded.rpc_urls, quorum = excluded.quorum,
                    confirmations = excluded.confirmations, explorer = excluded.explorer,
                    genesis_hash = excluded.genesis_hash, coin = excluded.coin
                """,
                (
                    network.name,
                    network.chain_id,
                    json.dumps(network.rpc_urls),
                    network.quorum,
                    network.confirmations,
                    network.explorer,
                    network.genesis_hash,
                    network.coin,
                ),
            )

    def remove_network(self, name: str) -> bool:
        """Whether there was one; the next in order becomes current."""
        with self._db.write() as connection:
            connection.execute("DELETE FROM networks WHERE name = ?", (name,))
            removed = connection.changes() == 1
            connection.execute(
                """
                UPDATE networks SET is_current = 1
                WHERE position = (SELECT min(position) FROM networks)
                    AND NOT EXISTS (SELECT 1 FROM networks WHERE is_current = 1)
                """
            )
        return removed

    def current_network(self) -> str | None:
        """Name of the current one."""
        names = self._db.read(_first_text, "SELECT name FROM networks WHERE is_current = 1")
        return names[0] if names else None

    def set_current_network(self, name: str) -> None:
        """Make it current."""
        with self._db.write() as connection:
            connection.execute("UPDATE networks SET is_current = 0 WHERE is_current = 1")
            connection.execute("UPDATE networks SET is_current = 1 WHERE name = ?", (name,))


class AccountTable:
    """Implements ``AccountStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def accounts(self) -> tuple[Account, ...]:
        """In the order they were added."""
        return self._db.read(
            _account,
            "SELECT address, label, kind, path, secret_id, backup_confirmed"
            " FROM accounts ORDER BY position",
        )

    def save_account(self, account: Account) -> None:
        """Add or replace by address."""
        confirmed = account.backup_confirmed
        with self._db.write() as connection:
            connection.execute(
                """
                INSERT INTO accounts (address, label, kind, path, secret_id, backup_confirmed)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (address) DO UPDATE SET label = excluded.label,
                    kind = excluded.kind, path = excluded.path,
                    secret_id = excluded.secret_id, backup_confirmed = excluded.backup_confirmed
                """,
                (
                    str(account.address),
                    account.label,
                    account.kind.value,
                    account.path,
                    account.secret_id,
                    None if confirmed is None else int(confirmed),
                ),
            )

    def remove_account(self, address: Address) -> bool:
        """Whether there was one."""
        with self._db.write() as connection:
            connection.execute("DELETE FROM accounts WHERE address = ?", (str(address),))
            return connection.changes() == 1

    def contacts(self) -> tuple[Contact, ...]:
        """By name."""
        contacts = self._db.read(_contact, "SELECT name, address FROM contacts")
        return tuple(sorted(contacts, key=lambda contact: (contact.name.casefold(), contact.name)))

    def save_contact(self, contact: Contact) -> None:
        """Add or replace by name."""
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO contacts (name, address) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET address = excluded.address",
                (contact.name, str(contact.address)),
            )

    def remove_contact(self, name: str) -> bool:
        """Whether there was one."""
        with self._db.write() as connection:
            connection.execute("DELETE FROM contacts WHERE name = ?", (name,))
            return connection.changes() == 1


class TokenTable:
    """Implements ``TokenStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def tokens(self, chain_id: int) -> tuple[SecurityToken, ...]:
        """In the order they were added."""
        return self._db.read(
            _token,
            "SELECT chain_id, address, name, symbol, decimals, standard, version, capabilities,"
            " anchors FROM tokens WHERE chain_id = ? ORDER BY position",
            (chain_id,),
        )

    def save_token(self, token: SecurityToken) -> None:
        """Add or replace by chain and address."""
        with self._db.write() as connection:
            connection.execute(
                """
                INSERT INTO tokens (chain_id, address, name, symbol, decimals, standard, version,
                    capabilities, anchors)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (chain_id, address) DO UPDATE SET name = excluded.name,
                    symbol = excluded.symbol, decimals = excluded.decimals,
                    standard = excluded.standard, version = excluded.version,
                    capabilities = excluded.capabilities, anchors = excluded.anchors
                """,
                (
                    token.ref.chain_id,
                    str(token.address),
                    token.name,
                    token.symbol,
                    token.decimals,
                    token.standard,
                    token.version,
                    json.dumps(token.capabilities),
                    json.dumps({role: str(address) for role, address in token.anchors.items()}),
                ),
            )

    def remove_token(self, ref: TokenRef) -> bool:
        """Whether there was one."""
        with self._db.write() as connection:
            connection.execute(
                "DELETE FROM tokens WHERE chain_id = ? AND address = ?",
                (ref.chain_id, str(ref.address)),
            )
            return connection.changes() == 1


class SettingTable:
    """Implements ``SettingsStore``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def setting(self, key: str) -> str | None:
        """The value, ``None`` if never set."""
        found = self._db.read(_first_text, "SELECT value FROM settings WHERE key = ?", (key,))
        return found[0] if found else None

    def set_setting(self, key: str, value: str) -> None:
        """Store it."""
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO settings (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )


def _first_text(row: Row) -> str:
    return required_text(row[0])


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(value)
    return tuple(value)


def _network(row: Row) -> Network:
    name, chain_id, urls, quorum, confirmations, explorer, genesis, coin = row
    network = Network(
        required_text(name),
        required_int(chain_id),
        _texts(json.loads(required_text(urls))),
        quorum=required_int(quorum),
        confirmations=required_int(confirmations),
        explorer=required_text(explorer),
    )
    return replace(network, genesis_hash=optional_text(genesis), coin=required_text(coin))


def _account(row: Row) -> Account:
    address, label, kind, path, secret_id, confirmed = row
    return Account(
        Address(required_text(address)),
        required_text(label),
        AccountKind(kind),
        optional_text(path),
        optional_text(secret_id),
        None if confirmed is None else bool(required_int(confirmed)),
    )


def _contact(row: Row) -> Contact:
    return Contact(required_text(row[0]), Address(required_text(row[1])))


def _token(row: Row) -> SecurityToken:
    chain_id, address, name, symbol, decimals, standard, version, capabilities, anchors = row
    roles = json.loads(required_text(anchors))
    if not isinstance(roles, dict):
        raise TypeError(roles)
    return SecurityToken(
        TokenRef(required_int(chain_id), Address(required_text(address))),
        required_text(name),
        required_text(symbol),
        required_int(decimals),
        required_text(standard),
        optional_text(version),
        _texts(json.loads(required_text(capabilities))),
        {role: Address(required_text(where)) for role, where in roles.items()},
    )
