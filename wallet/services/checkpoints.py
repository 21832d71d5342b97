"""Blocks the history was read up to, so that an undone one is noticed."""

import json
from dataclasses import dataclass

from wallet.ports.chain import Chain
from wallet.ports.storage import SettingsStore

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A block that was the last one read."""

    number: int
    hash: str


class Checkpoints:
    """The last blocks read of each chain, oldest first."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    def of(self, chain_id: int) -> tuple[Checkpoint, ...]:
        """What is remembered; nothing if it cannot be read."""
        try:
            stored = json.loads(self._settings.setting(_key(chain_id)) or "[]")
            return tuple(Checkpoint(int(number), str(digest)) for number, digest in stored)
        except (ValueError, TypeError):
            return ()

    def add(self, chain_id: int, point: Checkpoint) -> None:
        """Remember one; those at and above its number are superseded."""
        below = [one for one in self.of(chain_id) if one.number < point.number]
        self._save(chain_id, [*below, point][-_KEPT:])

    async def newest_standing(self, chain: Chain) -> Checkpoint | None:
        """The newest one that is still part of the chain."""
        for point in reversed(self.of(chain.chain_id)):
            block = await chain.block_at(point.number)
            if block is not None and block.hash == point.hash:
                return point
        return None

    def forget_above(self, chain_id: int, standing: Checkpoint | None) -> None:
        """Drop those that no longer stand; to be called after what depends on them is gone."""
        number = -1 if standing is None else standing.number
        self._save(chain_id, [one for one in self.of(chain_id) if one.number <= number])

    def _save(self, chain_id: int, points: list[Checkpoint]) -> None:
        text = json.dumps([[one.number, one.hash] for one in points])
        self._settings.set_setting(_key(chain_id), text)


def _key(chain_id: int) -> str:
    return f"history.{chain_id}.checkpoints"
