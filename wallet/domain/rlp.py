"""RLP, written and read strictly.

Source: Ethereum yellow paper, appendix B. Reading refuses every encoding that is not the
shortest one, and trailing bytes: what is shown before signing must have one spelling only.
"""

from collections.abc import Sequence

from wallet.domain.errors import BadInput

Item = bytes | list["Item"]
_MAX_DEPTH = 8


def encode(item: bytes | Sequence[object]) -> bytes:
    """Encode bytes or a nested sequence of bytes."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _header(len(item), 0x80) + item
    body = b"".join(encode(part) for part in item)  # type: ignore[arg-type]
    return _header(len(body), 0xC0) + body


def encode_int(value: int) -> bytes:
    """The bytes of an integer as RLP wants them: big-endian, no leading zeros."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def _header(length: int, offset: int) -> bytes:
    if length < 56:
        return bytes([offset + length])
    size = encode_int(length)
    return bytes([offset + 55 + len(size)]) + size


def decode(data: bytes) -> "Item":
    """Decode exactly one item that fills ``data``.

    Raises:
        BadInput: ``rlp_malformed`` for anything non-canonical, cut or trailing.
    """
    item, end = _read(data, 0, 0)
    if end != len(data):
        raise BadInput("rlp_malformed", why="trailing_bytes")
    return item


def decode_int(item: "Item") -> int:
    """Read an integer field; leading zeros are refused."""
    if not isinstance(item, bytes) or item[:1] == b"\x00":
        raise BadInput("rlp_malformed", why="integer")
    return int.from_bytes(item, "big")


def _read(data: bytes, start: int, depth: int) -> tuple["Item", int]:
    if start >= len(data) or depth > _MAX_DEPTH:
        raise BadInput("rlp_malformed", why="cut" if start >= len(data) else "depth")
    first = data[start]
    if first < 0x80:
        return data[start : start + 1], start + 1
    is_list = first >= 0xC0
    body, end = _bounds(data, start, first - (0xC0 if is_list else 0x80))
    if not is_list:
        text = data[body:end]
        if len(text) == 1 and text[0] < 0x80:
            raise BadInput("rlp_malformed", why="not_shortest")
        return text, end
    items: list[Item] = []
    while body < end:
        item, body = _read(data, body, depth + 1)
        items.append(item)
    if body != end:
        raise BadInput("rlp_malformed", why="list_length")
    return items, end


def _bounds(data: bytes, start: int, code: int) -> tuple[int, int]:
    if code < 56:
        body, length = start + 1, code
    else:
        body = start + 1 + code - 55
        size = data[start + 1 : body]
        length = int.from_bytes(size, "big")
        if len(size) != code - 55 or size[:1] == b"\x00" or length < 56:
            raise BadInput("rlp_malformed", why="length")
    if body + length > len(data):
        raise BadInput("rlp_malformed", why="cut")
    return body, body + length
