"""What issuer and agents may do, as far as a contract tells it."""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.ids import Address
from wallet.domain.security_token import Power
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import ask
from wallet.standards.shared.probes import PAUSED

OWNER = Function.parse("owner()(address)")
# EIP-1967: keccak256("eip1967.proxy.implementation") - 1 and keccak256("eip1967.proxy.admin") - 1.
_IMPLEMENTATION_SLOT = 0x360894A13BA1A3210667C828492DB98DCA3E2076CC3735A920A3CA505D382BBC
_ADMIN_SLOT = 0xB53127684A568B3173AE13B9F8A6016E243E63B6E8EE1178D6A717850B5D6103


async def common_powers(reader: ChainReader, token: Address) -> tuple[Power, ...]:
    """Owner, pause and upgrade, each only if the contract shows it."""
    owner, paused, implementation, admin = await gather(
        ask(reader, token, OWNER),
        ask(reader, token, PAUSED),
        reader.storage(token, _IMPLEMENTATION_SLOT),
        reader.storage(token, _ADMIN_SLOT),
    )
    holders = (owner.address,) if owner.address and not owner.address.is_zero else ()
    powers = [Power("owner", holders)] if holders else []
    if paused.flag is not None:
        powers.append(Power("pause", holders))
    if implementation and int.from_bytes(implementation, "big"):
        admins = _address_in(admin)
        powers.append(Power("upgrade", (admins,) if admins else ()))
    return tuple(powers)


def _address_in(slot: bytes | None) -> Address | None:
    if not slot or not int.from_bytes(slot, "big"):
        return None
    return Address.from_bytes(slot[-20:])
