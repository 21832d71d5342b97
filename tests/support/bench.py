"""A chain to try contracts on: create, call, really send, go back."""

import contextlib
import time
from dataclasses import dataclass, field

from wallet.demo.artifacts import created_address
from wallet.domain.abi import Function
from wallet.domain.ids import Address

CREATION_GAS, CALL_GAS = 5_000_000, 1_500_000
# Flags for contracts and nodes, which know no keywords.
ON, OFF = True, False
_RECEIPT_DEADLINE_S = 20.0
TRANSFER = Function.parse("transfer(address,uint256)")
TRANSFER_FROM = Function.parse("transferFrom(address,address,uint256)")
BY_PARTITION = Function.parse("transferByPartition(bytes32,address,uint256,bytes)")
OPERATED = Function.parse(
    "operatorTransferByPartition(bytes32,address,address,uint256,bytes,bytes)"
)


@dataclass(frozen=True)
class Sent:
    """What became of a mined transaction; ``moved`` by how much the recipient has more."""

    mined: bool
    moved: int
    left: int


class FailedStepError(AssertionError):
    """A transaction that prepares a test did not succeed."""


@dataclass
class Bench:
    """Transactions are collected and mined together; the senders are the node's own accounts."""

    rpc: object
    _steps: list = field(default_factory=list)
    _nonces: dict = field(default_factory=dict)

    def __post_init__(self):
        self.accounts = [Address(one) for one in self.rpc.call("eth_accounts")]
        self.rpc.call("evm_setAutomine", OFF)

    def create(self, creator, artifact, *args):
        """Queue a creation; gives the address it will have."""
        nonce = self._nonce(creator)
        self._steps.append((artifact.name, creator, None, artifact.creation(*args), nonce))
        return created_address(creator, nonce)

    def call(self, sender, contract, function, *args):
        """Queue a call by signature, or with ready calldata."""
        data = function if isinstance(function, bytes) else Function.parse(function).encode(*args)
        name = function.hex()[:8] if isinstance(function, bytes) else function
        self._steps.append((name, sender, contract, data, self._nonce(sender)))

    def _nonce(self, sender):
        if sender not in self._nonces:
            self._nonces[sender] = int(
                self.rpc.call("eth_getTransactionCount", sender, "latest"), 16
            )
        self._nonces[sender] += 1
        return self._nonces[sender] - 1

    def flush(self, at=None):
        """Mine everything queued in one block; all of it must succeed."""
        steps, self._steps = self._steps, []
        for step, succeeded in zip(steps, self._mine(steps, at), strict=True):
            if not succeeded:
                raise FailedStepError(f"{step[0]} by {step[1]} to {step[2]} reverted")

    def _mine(self, steps, at=None):
        self._nonces.clear()
        transactions = [("eth_sendTransaction", [_transaction(*step[1:])]) for step in steps]
        hashes = self.rpc.batch(transactions)
        self.rpc.call("evm_mine", *([] if at is None else [at]))
        deadline = time.monotonic() + _RECEIPT_DEADLINE_S
        while True:
            receipts = self.rpc.batch([("eth_getTransactionReceipt", [one]) for one in hashes])
            if None not in receipts:
                return [receipt["status"] == "0x1" for receipt in receipts]
            if time.monotonic() > deadline:
                raise FailedStepError(f"{steps[receipts.index(None)][0]} was not mined")

    def send_real(self, token, sender, recipient, amount, *, spender=None, at=None):
        """Mine one transfer, by the spender if there is one, in a block of time ``at``."""
        if spender is None:
            data = TRANSFER.encode(recipient, amount)
        else:
            data = TRANSFER_FROM.encode(sender, recipient, amount)
        return self.send_call(token, spender or sender, data, (recipient, sender), at=at)

    def send_in_partition(self, token, parties, amount, partition, *, spender=None, at=None):
        """Mine one transfer inside a partition; ``parties`` are sender and recipient."""
        sender, recipient = parties
        if spender is None:
            data = BY_PARTITION.encode(partition, recipient, amount, b"")
        else:
            data = OPERATED.encode(partition, sender, recipient, amount, b"", b"")
        return self.send_call(token, spender or sender, data, (recipient, sender), at=at)

    def send_call(self, token, caller, data, parties, *, at=None):
        """Mine calldata; what it moved to the first party and took from the second."""
        self.flush()
        before = [self.balance(token, party) for party in parties]
        step = ("transfer", caller, token, data, self._nonce(caller))
        (mined,) = self._mine([step], at)
        moved, left = (
            self.balance(token, party) - was for party, was in zip(parties, before, strict=True)
        )
        return Sent(mined, moved, -left)

    def read(self, contract, signature, *args, sender=None):
        """Call a view function at the newest block."""
        function = Function.parse(signature)
        call = {"to": contract, "data": "0x" + function.encode(*args).hex()}
        if sender:
            call["from"] = sender
        answer = bytes.fromhex(self.rpc.call("eth_call", call, "latest")[2:])
        return function.decode(answer)[0]

    def balance(self, token, account):
        return self.read(token, "balanceOf(address)(uint256)", account)

    def time(self):
        """Of the newest block."""
        return int(self.rpc.call("eth_getBlockByNumber", "latest", OFF)["timestamp"], 16)

    @contextlib.contextmanager
    def undone(self):
        """Whatever happens inside is undone at the end."""
        self.flush()
        mark = self.rpc.call("evm_snapshot")
        try:
            yield self
        finally:
            self._steps.clear()
            self._nonces.clear()
            self.rpc.call("evm_revert", mark)


def _transaction(sender, recipient, data, nonce):
    fields = {
        "from": sender,
        "nonce": hex(nonce),
        "data": "0x" + data.hex(),
        # Given, so that the node does not try each one out before it takes it.
        "gas": hex(CREATION_GAS if recipient is None else CALL_GAS),
        "maxFeePerGas": hex(10**11),
        "maxPriorityFeePerGas": hex(1),
    }
    return fields if recipient is None else {**fields, "to": recipient}
