"""Version 1: networks, accounts, contacts, tokens, outbox, history, settings.

Numbers that can exceed 64 bits (amounts, prices, nonces) are decimal text.
"""

STATEMENTS = (
    """
    CREATE TABLE networks (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        chain_id INTEGER NOT NULL,
        rpc_urls TEXT NOT NULL,
        quorum INTEGER NOT NULL,
        confirmations INTEGER NOT NULL,
        explorer TEXT NOT NULL,
        genesis_hash TEXT,
        coin TEXT NOT NULL,
        is_current INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE UNIQUE INDEX networks_current ON networks (is_current) WHERE is_current = 1",
    """
    CREATE TABLE accounts (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        address TEXT NOT NULL UNIQUE,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        path TEXT,
        secret_id TEXT,
        backup_confirmed INTEGER
    ) STRICT
    """,
    "CREATE TABLE contacts (name TEXT PRIMARY KEY, address TEXT NOT NULL) STRICT",
    """
    CREATE TABLE tokens (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        chain_id INTEGER NOT NULL,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        symbol TEXT NOT NULL,
        decimals INTEGER NOT NULL,
        standard TEXT NOT NULL,
        version TEXT,
        capabilities TEXT NOT NULL,
        anchors TEXT NOT NULL,
        UNIQUE (chain_id, address)
    ) STRICT
    """,
    """
    CREATE TABLE outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        tx_hash TEXT NOT NULL UNIQUE,
        chain_id INTEGER NOT NULL,
        account TEXT NOT NULL,
        nonce TEXT NOT NULL,
        raw BLOB NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        signed_at INTEGER NOT NULL,
        token TEXT,
        recipient TEXT,
        base_units TEXT,
        submitted_at INTEGER,
        block_number INTEGER,
        block_hash TEXT,
        confirmations INTEGER NOT NULL,
        gas_used INTEGER,
        effective_gas_price TEXT,
        error TEXT,
        replaced_by TEXT,
        replaces TEXT
    ) STRICT
    """,
    # One live transaction per nonce, whoever writes; only a declared replacement is exempt.
    """
    CREATE UNIQUE INDEX outbox_live_nonce ON outbox (chain_id, account, nonce)
    WHERE state IN ('signed', 'submitted', 'mined') AND replaces IS NULL
    """,
    """
    CREATE UNIQUE INDEX outbox_live_replacement ON outbox (replaces)
    WHERE state IN ('signed', 'submitted', 'mined') AND replaces IS NOT NULL
    """,
    """
    CREATE TABLE history (
        chain_id INTEGER NOT NULL,
        tx_hash TEXT NOT NULL,
        log_index INTEGER NOT NULL,
        account TEXT NOT NULL,
        at INTEGER,
        block_number INTEGER NOT NULL,
        block_hash TEXT NOT NULL,
        kind TEXT NOT NULL,
        token TEXT NOT NULL,
        sender TEXT,
        recipient TEXT,
        base_units TEXT,
        note TEXT,
        PRIMARY KEY (chain_id, tx_hash, log_index, account)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX history_newest ON history (chain_id, block_number, log_index)",
    """
    CREATE TABLE history_progress (
        chain_id INTEGER NOT NULL,
        account TEXT NOT NULL,
        token TEXT NOT NULL,
        block INTEGER NOT NULL,
        PRIMARY KEY (chain_id, account, token)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
