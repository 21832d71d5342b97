"""What signing by file needs from outside."""

from dataclasses import dataclass
from typing import Protocol

from wallet.domain.ids import Address
from wallet.domain.offline import PendingRequest, SignedBefore


class RequestStore(Protocol):
    """Requests this computer made. Every write is on the disk when the call returns."""

    def add_request(self, request: PendingRequest) -> None:
        """Keep a new one."""

    def update_request(self, request: PendingRequest) -> None:
        """Store its later state, reason and transaction.

        Raises:
            NotFound: ``offline_request_unknown``.
        """

    def request(self, request_id: str) -> PendingRequest | None:
        """By id."""

    def requests(self) -> tuple[PendingRequest, ...]:
        """Newest first."""


class SigningJournal(Protocol):
    """What was signed from files here; only grows."""

    def add_signed(self, signed: SignedBefore) -> None:
        """Keep one; the same transaction again changes nothing."""

    def signed_at(self, chain_id: int, account: Address, nonce: int) -> tuple[SignedBefore, ...]:
        """Everything signed with this nonce, oldest first."""


@dataclass(frozen=True, slots=True)
class Interface:
    """One network interface.

    Attributes:
        is_up: Whether it is switched on; ``None`` where the system does not say.
    """

    name: str
    is_loopback: bool
    is_up: bool | None


class Interfaces(Protocol):
    """The network interfaces as this process could use them."""

    def __call__(self) -> tuple[Interface, ...]:
        """All of them."""
