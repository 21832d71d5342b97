"""Who holds the roles of an OpenZeppelin AccessControl.

Source: OpenZeppelin Contracts 4 and 5, whose events are the same. There is no list of holders to
read (the enumerable form is rare): the history of grants tells them.
"""

from collections.abc import Mapping

from wallet.domain.abi import Event
from wallet.domain.chain import LogQuery
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.ports.chain import ChainReader

GRANTED = Event.parse("RoleGranted(bytes32,address,address)")
REVOKED = Event.parse("RoleRevoked(bytes32,address,address)")
ADMIN = bytes(32)


def role(name: str) -> bytes:
    """The id of a role by its published name, e.g. ``PAUSER_ROLE``."""
    return keccak(name.encode())


async def role_holders(
    reader: ChainReader, contract: Address
) -> Mapping[bytes, tuple[Address, ...]] | None:
    """Present holders by role; ``None`` if the node tells no logs."""
    logs = await reader.logs(LogQuery((contract,), ((GRANTED.topic, REVOKED.topic),)))
    if logs is None:
        return None
    holders: dict[bytes, dict[Address, None]] = {}
    for log in sorted(logs, key=lambda entry: (entry.block_number, entry.log_index)):
        if len(log.topics) != 4:
            continue
        members = holders.setdefault(log.topics[1], {})
        account = Address.from_bytes(log.topics[2][-20:])
        if log.topics[0] == GRANTED.topic:
            members[account] = None
        else:
            members.pop(account, None)
    return {name: tuple(members) for name, members in holders.items()}
