"""Numbered changes of the schema, oldest first; a released one is never edited."""

from collections.abc import Sequence

from wallet.adapters.storage.migrations import m0001_first, m0002_governance, m0003_offline

Migration = Sequence[str]

# Position n-1 leads from version n-1 to version n.
MIGRATIONS: tuple[Migration, ...] = (
    m0001_first.STATEMENTS,
    m0002_governance.STATEMENTS,
    m0003_offline.STATEMENTS,
)
