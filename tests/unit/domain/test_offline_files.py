"""Requests and answers as files: nothing is lost, nothing unknown is taken."""

import json

import pytest

from tests.fakes.offline_pair import pair
from wallet.domain.compliance import At
from wallet.domain.errors import BadInput
from wallet.domain.offline import is_uuid4, uuid4
from wallet.domain.offline_files import (
    digest_of,
    kind_of,
    read_request,
    read_response,
    reseal,
    write_request,
    write_response,
)
from wallet.domain.word_code import word_code


@pytest.fixture
async def files():
    online, cold = pair()
    raw = await online.export()
    return raw, await cold.sign(raw), cold.signer.decline(raw)


async def test_reading_and_writing_are_inverse(files):
    request, signed, refused = files
    assert write_request(read_request(request)) == request
    assert write_response(read_response(signed)) == signed
    assert write_response(read_response(refused)) == refused
    assert [kind_of(raw) for raw in files] == ["sign-request", "sign-response", "sign-response"]


def paths(node, at=()):
    """Where every field of a document is."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*at, key)
            yield from paths(value, (*at, key))
    if isinstance(node, list):
        for index, value in enumerate(node):
            yield from paths(value, (*at, index))


def changed(raw, path, change):
    found = json.loads(raw)
    node = found
    for step in path[:-1]:
        node = node[step]
    change(node, path[-1])
    text = json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return reseal(text.encode())


def drop(node, key):
    del node[key]


def wrong_type(node, key):
    node[key] = ["nonsense"] if not isinstance(node[key], list) else "nonsense"


def unknown_field(node, key):
    node["x-" + str(key)] = "y"


def empty(node, key):
    node[key] = " "


CHANGES = (drop, wrong_type, unknown_field, empty)
# Free words of the online computer: other words are as good, nothing is decided by them.
FREE = {"raw", "message", "call", "counterparty", "network", "coin", "name", "symbol", "standard"}
FREE |= {"producer", "context", "path", "words", "reason", "id", "code", "amount"}


def is_judged_elsewhere(path, change):
    """Free words, and the words of a call, which are compared with the bytes."""
    in_params = {"params", "args"} & {str(step) for step in path[:-1]}
    is_word = path[-1] in FREE or ("intent" in path and path[-1] in {"kind", "function"})
    return bool(in_params) or (change is empty and is_word)


def is_read(read, raw):
    try:
        read(raw)
    except BadInput:
        return False
    return True


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
async def test_every_field_is_needed_and_typed(files, change):
    taken, tried = [], 0
    for raw, read in ((files[0], read_request), (files[1], read_response)):
        for path in paths(json.loads(raw)):
            is_field = isinstance(path[-1], str) and path != ("digest",)
            if is_field and not is_judged_elsewhere(path, change):
                tried += 1
                if is_read(read, changed(raw, path, change)):
                    taken.append(path)
    assert taken == []
    assert tried > 50


async def test_an_answer_is_no_request(files):
    request, signed, _ = files
    with pytest.raises(BadInput, match="package_kind_unknown"):
        read_request(signed)
    with pytest.raises(BadInput, match="package_kind_unknown"):
        read_response(request)


@pytest.mark.parametrize("said", [None, 5, "other/1", "sectok-transfer", "sectok-transfer/2"])
async def test_another_format_is_told(files, said):
    found = {**json.loads(files[0]), "format": said}
    text = json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    with pytest.raises(BadInput):
        read_request(text.encode())


async def test_an_answer_cannot_be_half_a_yes(files):
    _, signed, refused = files
    yes, no = json.loads(signed), json.loads(refused)
    mixtures = (
        {**yes, "result": "refused"},
        {**no, "result": "signed"},
        {**yes, "reason": "declined"},
        {**yes, "signedTx": None},
        {**yes, "shown": None},
        {**no, "reason": None},
        {**no, "txHash": yes["txHash"]},
    )
    for mixture in mixtures:
        text = json.dumps(mixture, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        with pytest.raises(BadInput):
            read_response(reseal(text.encode()))


async def test_numbers_have_one_spelling(files):
    for text in ("00", "+1", "1.0", "1 ", "0x1", "", "-1", str(2**256)):
        with pytest.raises(BadInput):
            read_request(
                changed(
                    files[0], ("claims", "nonce"), lambda node, key, t=text: node.update({key: t})
                )
            )


async def test_times_and_addresses_have_one_spelling(files):
    wrong = {
        ("expires",): ("2026-1-01T00:00:00Z", "2026-01-01T00:00:00+00:00", "2026-13-01T00:00:00Z"),
        ("account", "address"): ("0x" + "AB" * 20, "0x" + "ab" * 20, "Payee"),
        ("payload", "unsigned"): ("0x0", "02", "0X02", "0xAB"),
        ("id",): (str(uuid4(b"a" * 16)).upper(), "a" * 36, "0" * 8 + "-0000-1000-8000-" + "0" * 12),
    }
    for path, spellings in wrong.items():
        for text in spellings:
            with pytest.raises(BadInput):
                read_request(
                    changed(files[0], path, lambda node, key, t=text: node.update({key: t}))
                )


def test_ids_are_random_uuids():
    made = {uuid4(bytes([number]) * 16) for number in range(256)}
    assert all(is_uuid4(one) for one in made)
    assert not is_uuid4("00000000-0000-1000-8000-000000000000")


async def test_the_digest_stands_for_the_whole_file(files):
    request = files[0]
    found = json.loads(request)
    assert found["digest"] == "0x" + digest_of(request).hex()
    assert word_code(digest_of(request)).count(" ") == 3
    assert At(read_request(request).expires) != At(read_request(request).created)
