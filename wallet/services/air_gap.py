"""The vault of a computer that shall have no network: it opens only while there is none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wallet.domain.errors import KeyProblem
from wallet.domain.vault import KeyringMode, PassphraseSource
from wallet.ports.offline import Interface, Interfaces
from wallet.ports.vault import DeviceShares, VaultAccess, VaultHeader
from wallet.services.vault_access import NewIds, VaultDoor


class AirGapDoor(VaultDoor):
    """A vault door that looks at the network interfaces first.

    Attributes:
        is_overridden: A person said that an interface may be up, for this run.
    """

    def __init__(
        self,
        header: VaultHeader,
        shares: DeviceShares,
        mode: KeyringMode,
        new_id: NewIds,
        *,
        interfaces: Interfaces,
    ) -> None:
        super().__init__(header, shares, mode, new_id)
        self._interfaces = interfaces
        self.is_overridden = False

    async def open(self, passphrase: PassphraseSource) -> VaultAccess:
        """Access to the vault there is.

        Raises:
            KeyProblem: ``network_interface_up``, or as :meth:`VaultDoor.open`.
        """
        self._require_apart()
        return await super().open(passphrase)

    @asynccontextmanager
    async def open_or_create(self, passphrase: PassphraseSource) -> AsyncIterator[VaultAccess]:
        """Access to the vault, which is made if there is none; errors as :meth:`open`."""
        self._require_apart()
        async with super().open_or_create(passphrase) as access:
            yield access

    def connections(self) -> tuple[Interface, ...]:
        """Interfaces that could reach another machine: up, or nobody can tell."""
        return tuple(
            one for one in self._interfaces() if not one.is_loopback and one.is_up is not False
        )

    def _require_apart(self) -> None:
        found = self.connections()
        if found and not self.is_overridden:
            raise KeyProblem("network_interface_up", names=", ".join(one.name for one in found))
