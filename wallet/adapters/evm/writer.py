"""Sends signed bytes; sending the same bytes twice is harmless.

A refusal is mapped to one of a few known reasons. The node's own words stay technical detail:
an error message is how a hostile server once talked to the users of another wallet.
"""

import re

from wallet.adapters.evm import values
from wallet.adapters.evm.replies import Answer, NodeError, UnreadableReplyError
from wallet.adapters.evm.requests import Request, any_true, required
from wallet.domain.errors import ChainProblem
from wallet.domain.ids import TxHash
from wallet.domain.keccak import keccak

_KNOWN = re.compile(
    r"already (?:known|imported|exists?|in mempool)|known transaction|alreadyknown|"
    r"already_exists|same hash was already imported",
    re.IGNORECASE,
)
# Tried from the top: the more special words first.
_REASONS = (
    ("nonce_too_low", r"nonce.{0,8}too low|oldnonce|nonce has already been used|invalid nonce"),
    ("nonce_too_high", r"nonce.{0,8}too (?:high|far)|nonce gap|gapped"),
    ("replacement_underpriced", r"replacement|would replace|same nonce"),
    ("underpriced", r"underpriced|too low.{0,12}(?:fee|tip|price)|feetoolow"),
    ("underpriced", r"(?:fee|tip|price).{0,40}too low|(?:less than|below) (?:block )?base fee"),
    ("gas_funds", r"insufficient funds|insufficient balance|insufficientfunds|not enough funds"),
    ("gas_too_low", r"intrinsic gas|gas too low|out of gas"),
    ("gas_too_high", r"exceeds block gas limit|gas limit (?:exceeded|too high)|exceeds.{0,12}cap"),
    ("tip_above_fee", r"tip.{0,20}(?:higher|above|greater)|priority fee.{0,30}(?:higher|greater)"),
    ("wrong_chain_id", r"chain ?id|invalid sender|eip-?155"),
    ("fee_cap", r"fee cap|exceeds the configured cap"),
    ("pool_full", r"pool.{0,12}(?:full|overflow|limit)|too many pending|queue.{0,8}full"),
    ("sender_is_contract", r"sender not an eoa|senderhascode|eip-?3607"),
    ("malformed", r"decode|rlp|malformed|invalid transaction|unsupported transaction type"),
)  # fmt: skip
_COMPILED = tuple((code, re.compile(words, re.IGNORECASE)) for code, words in _REASONS)


class _RefusedError(UnreadableReplyError):
    """The node did not take the bytes; ``why`` is the reason."""


def hash_of(raw: bytes) -> TxHash:
    """The hash that signed bytes will have on the chain."""
    return TxHash.from_bytes(keccak(raw))


def send_request(raw: bytes) -> Request:
    """The question that hands over signed bytes; its value is whether the node took them."""
    tx_hash = hash_of(raw)

    def decode(answer: Answer) -> bool:
        if isinstance(answer, NodeError):
            if _KNOWN.search(answer.message):
                return True
            raise _RefusedError("refused:" + reason(answer), answer.message)
        if values.hash32(answer.value) != tx_hash:
            raise UnreadableReplyError("other_transaction")
        return True

    return Request("eth_sendRawTransaction", ("0x" + raw.hex(),), decode, any_true)


def known_request(tx_hash: TxHash) -> Request:
    """Whether the node has a transaction, mined or pending; one node that has it is enough."""
    return Request(
        "eth_getTransactionByHash",
        (tx_hash,),
        required(lambda value: values.known_transaction(value, tx_hash)),
        any_true,
    )


def reason(error: NodeError) -> str:
    """One of the known reasons, else ``other``."""
    return next((code for code, words in _COMPILED if words.search(error.message)), "other")


def refusal(problem: ChainProblem) -> ChainProblem | None:
    """``broadcast_refused`` if that is what happened, else ``None``."""
    why = str(problem.params.get("why", ""))
    if not why.startswith("refused:"):
        return None
    return ChainProblem(
        "broadcast_refused",
        endpoint=problem.params.get("endpoint"),
        reason=why.removeprefix("refused:"),
        detail=problem.detail,
    )
