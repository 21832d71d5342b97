"""Stores of signing by file, in memory; held to the same exam as the real ones."""

from wallet.domain.errors import NotFound
from wallet.domain.offline import PendingRequest, SignedBefore


class MemoryRequests:
    def __init__(self) -> None:
        self._requests: dict[str, PendingRequest] = {}

    def add_request(self, request: PendingRequest) -> None:
        self._requests[request.id] = request

    def update_request(self, request: PendingRequest) -> None:
        if request.id not in self._requests:
            raise NotFound("offline_request_unknown", id=request.id)
        self._requests[request.id] = request

    def request(self, request_id: str) -> PendingRequest | None:
        return self._requests.get(request_id)

    def requests(self) -> tuple[PendingRequest, ...]:
        return tuple(reversed(self._requests.values()))


class MemoryJournal:
    def __init__(self) -> None:
        self._signed: dict[str, SignedBefore] = {}

    def add_signed(self, signed: SignedBefore) -> None:
        self._signed.setdefault(signed.tx_hash, signed)

    def signed_at(self, chain_id, account, nonce) -> tuple[SignedBefore, ...]:
        wanted = (chain_id, account, nonce)
        found = self._signed.values()
        return tuple(one for one in found if (one.chain_id, one.account, one.nonce) == wanted)
