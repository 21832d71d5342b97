"""Version 2: governors, and the proposals read from their events.

Points in time and ids can exceed 64 bits and are decimal text.
"""

STATEMENTS = (
    """
    CREATE TABLE governors (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        chain_id INTEGER NOT NULL,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        generation INTEGER NOT NULL,
        clock TEXT NOT NULL,
        token TEXT,
        symbol TEXT NOT NULL,
        decimals INTEGER NOT NULL,
        quorum_counts TEXT NOT NULL,
        UNIQUE (chain_id, address)
    ) STRICT
    """,
    """
    CREATE TABLE proposals (
        chain_id INTEGER NOT NULL,
        governor TEXT NOT NULL,
        id TEXT NOT NULL,
        proposer TEXT NOT NULL,
        calls TEXT NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        deadline TEXT NOT NULL,
        block_number INTEGER NOT NULL,
        block_hash TEXT NOT NULL,
        tx_hash TEXT NOT NULL,
        PRIMARY KEY (chain_id, governor, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE proposal_progress (
        chain_id INTEGER NOT NULL,
        governor TEXT NOT NULL,
        block INTEGER NOT NULL,
        PRIMARY KEY (chain_id, governor)
    ) STRICT, WITHOUT ROWID
    """,
)
