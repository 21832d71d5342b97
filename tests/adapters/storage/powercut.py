"""A VFS whose disk forgets what was written but never synced: a power cut."""

import random
from dataclasses import dataclass, field

import apsw

_SECTOR = 512


@dataclass
class Disk:
    """What reached the platter, and what is only in the cache.

    Attributes:
        pending: Writes since the last sync, per file: offset, bytes, and what was there.
        writes_left: The power goes at the write after so many.
    """

    pending: dict[str, list[tuple[int, bytes, bytes]]] = field(default_factory=dict)
    writes_left: int = 1_000_000

    @property
    def dead(self) -> bool:
        return self.writes_left <= 0

    def cut(self, rng: random.Random) -> None:
        """Lose the power: of the unsynced writes a random part survives, one of them torn."""
        self.writes_left = 0
        for name, writes in self.pending.items():
            keep = rng.choice(["none", "some"])
            with open(name, "r+b") as file:  # noqa: PTH123
                for offset, data, before in reversed(writes):
                    if keep == "some" and rng.random() < 0.5:
                        continue
                    survives = rng.randrange(0, len(data) + 1, _SECTOR) if keep == "some" else 0
                    _undo(file, offset + survives, data[survives:], before[survives:])


def _undo(file, offset, data, before):
    file.seek(offset)
    file.write(before)
    if len(before) < len(data):
        file.write(b"\0" * (len(data) - len(before)))


class PowerCutVfs(apsw.VFS):
    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, "")

    def xOpen(self, name, flags):  # noqa: N802
        return _File(name, flags, self.disk)


class _File(apsw.VFSFile):
    def __init__(self, name, flags, disk) -> None:
        self._name = name.filename() if hasattr(name, "filename") else str(name)
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data, offset):  # noqa: N802
        if self._disk.dead:
            raise apsw.IOError("no power")
        self._disk.writes_left -= 1
        size = self.xFileSize()
        before = (
            super().xRead(min(len(data), max(0, size - offset)), offset) if offset < size else b""
        )
        self._disk.pending.setdefault(self._name, []).append((offset, bytes(data), before))
        super().xWrite(data, offset)

    def xSync(self, flags):  # noqa: N802
        if self._disk.dead:
            raise apsw.IOError("no power")
        self._disk.pending.pop(self._name, None)
        super().xSync(flags)

    def xTruncate(self, size):  # noqa: N802
        if not self._disk.dead:
            super().xTruncate(size)
