"""Documents a token names, as ERC-1643 keeps them.

Source: ERC-1643. ``getAllDocuments`` is a list of names by the standard; some tokens list the
documents' hashes instead, whose names are found in the events then.
"""

from asyncio import gather

from wallet.domain.abi import AbiError, Event, Function
from wallet.domain.chain import LogQuery
from wallet.domain.ids import Address
from wallet.domain.plain_text import NAME_LIMIT, clean
from wallet.domain.security_token import TokenDocument
from wallet.ports.chain import ChainReader
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.status_bytes import readable

ALL_DOCUMENTS = Function.parse("getAllDocuments()(bytes32[])")
DOCUMENT = Function.parse("getDocument(bytes32)(string,bytes32,uint256)")
_STRUCT_DOCUMENT = Function.parse("getDocument(bytes32)((string,bytes32,uint256))")
_SHORT_DOCUMENT = Function.parse("getDocument(bytes32)(string,bytes32)")
UPDATED = Event.parse("DocumentUpdated(bytes32,string,bytes32)")
DOCUMENT_LIMIT = 64
URI_LIMIT = 500


async def read_documents(reader: ChainReader, token: Address) -> tuple[TokenDocument, ...]:
    """Every document with address, hash and time; empty if the token keeps none."""
    listed = await ask(reader, token, ALL_DOCUMENTS)
    keys = [key for key in (listed.items or ())[:DOCUMENT_LIMIT] if isinstance(key, bytes)]
    if not keys:
        return ()
    answers = await gather(*(ask(reader, token, DOCUMENT, key) for key in keys))
    found = {key: _document(key, one) for key, one in zip(keys, answers, strict=True)}
    if None in found.values():
        found |= await _by_events(reader, token, [key for key in keys if found[key] is None])
    # A hash without a name is still a document; where it lies is unknown.
    return tuple(one or TokenDocument("", "", _hex(key), None) for key, one in found.items())


async def _by_events(
    reader: ChainReader, token: Address, hashes: list[bytes]
) -> dict[bytes, TokenDocument | None]:
    logs = await reader.logs(LogQuery((token,), (UPDATED.topic,)))
    names = dict.fromkeys(log.topics[1] for log in logs or () if len(log.topics) > 1)
    asked = list(names)[-DOCUMENT_LIMIT:]
    answers = await gather(*(ask(reader, token, DOCUMENT, name) for name in asked))
    found: dict[bytes, TokenDocument | None] = {}
    for name, answer in zip(asked, answers, strict=True):
        document = _document(name, answer)
        if document is not None and document.hash in {_hex(one) for one in hashes}:
            found[bytes.fromhex(document.hash[2:])] = document
    return found


def _document(name: bytes, answer: Answer) -> TokenDocument | None:
    values = _fields(answer)
    if values is None or not values[0]:
        return None
    uri, digest, *more = values
    updated = more[0] if more and isinstance(more[0], int) else None
    return TokenDocument(
        clean(readable(name) or _hex(name), NAME_LIMIT),
        clean(str(uri), URI_LIMIT),
        _hex(digest) if isinstance(digest, bytes) and any(digest) else None,
        updated,
    )


def _fields(answer: Answer) -> tuple[object, ...] | None:
    """URI, hash and, if there is one, time: told apart by where the first field starts.

    One more offset stands before the fields of contracts that keep a struct, and the first drafts
    of the standard told no time.
    """
    data = answer.result.data if answer.result.returned else b""
    start = int.from_bytes(data[:32], "big")
    function = {32: _STRUCT_DOCUMENT, 64: _SHORT_DOCUMENT}.get(start, DOCUMENT)
    if not data:
        return None
    try:
        values = function.decode(data)
    except AbiError:
        return None
    if function is not _STRUCT_DOCUMENT:
        return values
    return values[0] if isinstance(values[0], tuple) else None


def _hex(raw: bytes) -> str:
    return "0x" + raw.hex()
