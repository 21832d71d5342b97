"""Requests and responses as files: written in one spelling, read in no other.

``digest`` is the SHA-256 of everything else in the file, so that no bit of it changes on the way
unseen. It proves nothing about who wrote it.
"""

import hashlib
from typing import Final

from wallet.domain.amounts import MAX_DECIMALS
from wallet.domain.canonical_json import Json, decode, encode
from wallet.domain.errors import BadInput
from wallet.domain.offline import (
    FORMAT,
    REQUEST,
    RESPONSE,
    Claims,
    OfflineRequest,
    OfflineResponse,
    SaidToken,
    Shown,
    is_uuid4,
)
from wallet.domain.offline_evidence import (
    read_call,
    read_evidence,
    read_word,
    write_call,
    write_evidence,
)
from wallet.domain.package_fields import Fields, malformed, write_hex, write_time
from wallet.domain.plain_text import NAME_LIMIT, SYMBOL_LIMIT
from wallet.domain.transaction import FeeQuote

_FAMILY: Final = FORMAT.partition("/")[0] + "/"
_LONGEST_LABEL: Final = NAME_LIMIT


def write_request(request: OfflineRequest) -> bytes:
    """The file of a request.

    Raises:
        BadInput: ``package_malformed`` if a text in it could not be read again.
    """
    evidence = request.evidence
    return _sealed(
        {
            "format": FORMAT,
            "kind": REQUEST,
            "id": request.id,
            "created": write_time(request.created),
            "expires": write_time(request.expires),
            "producer": request.producer,
            "account": {"address": request.account, "path": request.path},
            "payload": {"type": "tx", "unsigned": write_hex(request.unsigned)},
            "claims": _write_claims(request.claims),
            "evidence": None if evidence is None else write_evidence(evidence),
        }
    )


def read_request(raw: bytes) -> OfflineRequest:
    """Read the file of a request.

    Raises:
        BadInput: ``package_malformed``, ``package_version_unknown``, ``package_kind_unknown``,
            ``package_digest_wrong``.
    """
    fields = Fields(_opened(raw, REQUEST), "request")
    account, payload = fields.within("account"), fields.within("payload")
    if payload.text("type", 20) != "tx":
        raise BadInput("package_kind_unknown", kind="payload")
    request = OfflineRequest(
        id=_read_id(fields, "id"),
        created=fields.time("created"),
        expires=fields.time("expires"),
        producer=fields.text("producer", _LONGEST_LABEL),
        account=account.address("address"),
        path=account.maybe("path", lambda key: account.text(key, _LONGEST_LABEL)),
        unsigned=payload.hex("unsigned"),
        claims=_read_claims(fields.within("claims")),
        evidence=fields.maybe("evidence", lambda key: read_evidence(fields.take(key))),
    )
    for each in (account, payload, fields):
        each.done()
    _require_same(write_request(request), raw)
    return request


def write_response(response: OfflineResponse) -> bytes:
    """The file of a response."""
    request = {"id": response.request_id, "digest": write_hex(response.request_digest)}
    return _sealed(
        {
            "format": FORMAT,
            "kind": RESPONSE,
            "request": {**request},
            "producer": response.producer,
            "result": "refused" if response.raw is None else "signed",
            "reason": response.reason,
            "signer": response.signer,
            "signedTx": None if response.raw is None else write_hex(response.raw),
            "txHash": response.tx_hash,
            "shown": None if response.shown is None else _write_shown(response.shown),
        }
    )


def read_response(raw: bytes) -> OfflineResponse:
    """Read the file of a response; what it says is not checked yet.

    Raises:
        BadInput: As :func:`read_request`.
    """
    fields = Fields(_opened(raw, RESPONSE), "response")
    request, result = fields.within("request"), fields.text("result", 20)
    response = OfflineResponse(
        request_id=_read_id(request, "id"),
        request_digest=request.hex("digest", 32),
        producer=fields.text("producer", _LONGEST_LABEL),
        signer=fields.address("signer"),
        shown=fields.maybe("shown", lambda key: _read_shown(fields.within(key))),
        reason=fields.maybe("reason", lambda key: fields.text(key, 60)),
        raw=fields.maybe("signedTx", fields.hex),
        tx_hash=fields.maybe("txHash", fields.hash),
    )
    for each in (request, fields):
        each.done()
    is_signed = None not in (response.raw, response.tx_hash, response.shown)
    is_refused = response.reason is not None and response.raw is None and response.tx_hash is None
    fits = {"signed": is_signed and response.reason is None, "refused": is_refused}
    if not fits.get(result, False):
        raise malformed("response.result")
    _require_same(write_response(response), raw)
    return response


def digest_of(raw: bytes) -> bytes:
    """The digest of a file that was read or written here, 32 bytes.

    It is the one in the file: with one spelling it stands for all of it.
    """
    return Fields(dict(decode(raw)), "package").hex("digest", 32)


def kind_of(raw: bytes) -> str:
    """Which kind of package it is, before it is read.

    Raises:
        BadInput: As :func:`read_request`.
    """
    kind = decode(raw, any_spelling=True).get("kind")
    return kind if isinstance(kind, str) else ""


def reseal(raw: bytes) -> bytes:
    """The same fields in the one spelling and with a fitting digest.

    Only for looking at a file whose seal does not hold; never for signing.

    Raises:
        BadInput: ``package_malformed``.
    """
    found = decode(raw, any_spelling=True)
    found.pop("digest", None)
    return _sealed(found)


def _sealed(fields: dict[str, Json]) -> bytes:
    return encode({**fields, "digest": _seal(fields)})


def _seal(fields: dict[str, Json]) -> str:
    return write_hex(hashlib.sha256(encode(fields)).digest())


def _opened(raw: bytes, kind: str) -> dict[str, Json]:
    found = decode(raw)
    said = found.pop("format", None)
    if not isinstance(said, str) or not said.startswith(_FAMILY):
        raise malformed("format")
    if said != FORMAT:
        raise BadInput("package_version_unknown", version=said.removeprefix(_FAMILY)[:20])
    if found.get("kind") != kind:
        raise BadInput("package_kind_unknown", kind=str(found.get("kind"))[:40])
    seal = found.pop("digest", None)
    if seal != _seal({**found, "format": said}):
        raise BadInput("package_digest_wrong")
    found.pop("kind")
    return found


def _require_same(written: bytes, raw: bytes) -> None:
    # Every value has one spelling as well, not only the JSON around it.
    if written != raw:
        raise BadInput("package_malformed", why="spelling")


def _read_id(fields: Fields, key: str) -> str:
    text = fields.text(key, 36)
    if not is_uuid4(text):
        raise malformed(key)
    return text


def _write_claims(claims: Claims) -> dict[str, Json]:
    token, fee = claims.token, claims.fee
    return {
        "chainId": str(claims.chain_id),
        "network": claims.network,
        "coin": claims.coin,
        "nonce": str(claims.nonce),
        "value": str(claims.value),
        "fee": {
            "gas": str(fee.gas),
            "baseFee": str(fee.base_fee),
            "priorityFee": str(fee.priority_fee),
            "maxFee": str(fee.max_fee),
        },
        "intent": write_call(claims.call),
        "token": None
        if token is None
        else {
            "address": token.address,
            "name": token.name,
            "symbol": token.symbol,
            "decimals": str(token.decimals),
            "standard": token.standard,
        },
        "amount": claims.amount,
        "counterparty": claims.counterparty,
    }


def _read_claims(fields: Fields) -> Claims:
    fee = fields.within("fee")
    claims = Claims(
        chain_id=fields.integer("chainId"),
        network=fields.text("network", _LONGEST_LABEL),
        coin=fields.text("coin", SYMBOL_LIMIT),
        nonce=fields.integer("nonce"),
        value=fields.integer("value"),
        fee=FeeQuote(
            fee.integer("gas"),
            fee.integer("baseFee"),
            fee.integer("priorityFee"),
            fee.integer("maxFee"),
        ),
        call=read_call(fields.take("intent")),
        token=fields.maybe("token", lambda key: _read_token(fields.within(key))),
        amount=fields.maybe("amount", lambda key: fields.text(key, 400)),
        counterparty=fields.text("counterparty", _LONGEST_LABEL),
    )
    for each in (fee, fields):
        each.done()
    return claims


def _read_token(fields: Fields) -> SaidToken:
    token = SaidToken(
        fields.address("address"),
        fields.text("name", NAME_LIMIT),
        fields.text("symbol", NAME_LIMIT),
        fields.integer("decimals", MAX_DECIMALS),
        fields.text("standard", 40),
    )
    fields.done()
    return token


def _write_shown(shown: Shown) -> dict[str, Json]:
    return {
        "at": write_time(shown.at),
        "words": shown.words,
        "chainId": str(shown.chain_id),
        "nonce": str(shown.nonce),
        "intent": write_call(shown.call),
        "warnings": list(shown.warnings),
    }


def _read_shown(fields: Fields) -> Shown:
    shown = Shown(
        fields.time("at"),
        fields.text("words", 80),
        fields.integer("chainId"),
        fields.integer("nonce"),
        read_call(fields.take("intent")),
        fields.each("warnings", read_word),
    )
    fields.done()
    return shown
