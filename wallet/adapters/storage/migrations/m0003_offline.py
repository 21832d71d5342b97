"""Version 3: requests for signing by file, and the journal of what was signed from files."""

STATEMENTS = (
    """
    CREATE TABLE offline_requests (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        digest BLOB NOT NULL,
        account TEXT NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        raw BLOB NOT NULL,
        state TEXT NOT NULL,
        reason TEXT,
        tx_hash TEXT
    ) STRICT
    """,
    """
    CREATE TABLE offline_signed (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        tx_hash TEXT NOT NULL UNIQUE,
        chain_id INTEGER NOT NULL,
        account TEXT NOT NULL,
        nonce TEXT NOT NULL,
        unsigned BLOB NOT NULL,
        request_id TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX offline_signed_nonce ON offline_signed (chain_id, account, nonce)",
)
