"""What a computer without a network offers, and whether it really has none."""

from wallet.ports.machine import Machine
from wallet.ports.offline import Interface
from wallet.ports.vault import DeviceShares, VaultHeader
from wallet.services.air_gap import AirGapDoor
from wallet.services.doctor import Finding, Health, MachineDoctor


class OfflineDoctor(MachineDoctor):
    """Examines the machine and its network interfaces."""

    def __init__(
        self, machine: Machine, shares: DeviceShares, vault: VaultHeader, door: AirGapDoor
    ) -> None:
        super().__init__(machine, shares, vault)
        self._door = door

    async def examine(self) -> tuple[Finding, ...]:
        """Everything, whatever state it is in; never raises for a bad finding."""
        return (*self.examine_folders(), *self._interfaces(), *self.examine_programs())

    def _interfaces(self) -> tuple[Finding, ...]:
        found = self._door.connections()
        if not found:
            return (Finding("interfaces", Health.OK, "doctor_no_interface"),)
        return tuple(_finding(one) for one in found)


def _finding(interface: Interface) -> Finding:
    code = "doctor_interface_up" if interface.is_up else "doctor_interface_unclear"
    params = {"name": interface.name}
    return Finding("interfaces", Health.FAIL, code, params, "remedy_interface")
