"""Requests and the signing journal are kept; asked of SQLite and of the fake."""

from dataclasses import replace

import pytest

from tests.fakes.entries import ALICE, CHAIN_ID
from wallet.adapters.storage.database import FILE_NAME, Database
from wallet.adapters.storage.migrations import MIGRATIONS
from wallet.adapters.storage.sqlite import open_storage
from wallet.domain.errors import NotFound
from wallet.domain.ids import TxHash
from wallet.domain.offline import PendingRequest, RequestState, SignedBefore, uuid4

ASKED = PendingRequest(uuid4(b"a" * 16), b"d" * 32, ALICE, 1, 2, b'{"format":"x"}')
HASH = TxHash("0x" + "9" * 64)
SIGNED = SignedBefore(HASH, CHAIN_ID, ALICE, 2**64 - 2, b"\x02\xc0", ASKED.id, 5)


def test_requests_are_kept_whole_newest_first(stores):
    later = replace(ASKED, id=uuid4(b"b" * 16))
    for each in (ASKED, later):
        stores.requests.add_request(each)
    assert stores.requests.requests() == (later, ASKED)
    assert stores.requests.request(ASKED.id) == ASKED
    assert stores.requests.request(uuid4(b"c" * 16)) is None


@pytest.mark.parametrize("state", RequestState)
def test_a_request_moves_on(stores, state):
    stores.requests.add_request(ASKED)
    moved = replace(ASKED, state=state, reason="declined", tx_hash=HASH)
    stores.requests.update_request(moved)
    assert stores.requests.request(ASKED.id) == moved


def test_a_request_nobody_made_cannot_move(stores):
    with pytest.raises(NotFound, match="offline_request_unknown"):
        stores.requests.update_request(ASKED)


def test_the_journal_finds_what_was_signed_with_a_nonce(stores):
    other = replace(SIGNED, tx_hash=TxHash("0x" + "8" * 64), unsigned=b"\x02\xc1\x80")
    elsewhere = replace(SIGNED, tx_hash=TxHash("0x" + "7" * 64), nonce=3)
    for each in (SIGNED, other, elsewhere, replace(SIGNED, at=99)):
        stores.signed.add_signed(each)
    assert stores.signed.signed_at(CHAIN_ID, ALICE, SIGNED.nonce) == (SIGNED, other)
    assert stores.signed.signed_at(CHAIN_ID, ALICE, 4) == ()
    assert stores.signed.signed_at(1, ALICE, 3) == ()


def test_a_home_from_before_can_keep_them(tmp_path):
    Database(tmp_path / FILE_NAME, MIGRATIONS[:2]).close()
    storage = open_storage(tmp_path)
    storage.requests.add_request(ASKED)
    assert storage.requests.requests() == (ASKED,)
    storage.close()
