"""Governors and proposals are kept; asked of SQLite and of the fake."""

from dataclasses import replace

from tests.fakes.entries import ALICE, CHAIN_ID
from tests.fakes.meetings import MEETING, proposal
from wallet.adapters.storage.database import FILE_NAME, Database
from wallet.adapters.storage.migrations import MIGRATIONS
from wallet.adapters.storage.sqlite import open_storage
from wallet.domain.governance import ClockMode

OTHER = replace(MEETING, address=ALICE, clock=ClockMode.BLOCKS, token=None, quorum_counts=())
HERE = (CHAIN_ID, MEETING.address)


def test_governors_keep_their_order_and_every_field(stores):
    for governor in (MEETING, OTHER):
        stores.governors.save_governor(governor)
    changed = replace(MEETING, name="Renamed", generation=4, decimals=18)
    stores.governors.save_governor(changed)
    assert stores.governors.governors(CHAIN_ID) == (changed, OTHER)
    assert stores.governors.governors(1) == ()


def test_proposals_are_kept_whole_newest_first(stores):
    old, new = proposal(2**256 - 1), proposal(3, block_number=9, deadline=2**200)
    stores.governors.add_proposals(*HERE, (old, new), 12)
    assert stores.governors.proposals(*HERE) == (new, old)
    assert stores.governors.proposals_read_to(*HERE) == 12
    assert stores.governors.proposals(CHAIN_ID, ALICE) == ()
    assert stores.governors.proposals_read_to(CHAIN_ID, ALICE) is None


def test_the_same_proposal_again_is_one(stores):
    stores.governors.add_proposals(*HERE, (proposal(7),), 5)
    moved = proposal(7, block_number=6)
    stores.governors.add_proposals(*HERE, (moved,), 8)
    assert stores.governors.proposals(*HERE) == (moved,)


def test_undone_blocks_take_their_proposals_with_them(stores):
    stores.governors.add_proposals(*HERE, (proposal(1), proposal(2, block_number=6)), 8)
    stores.governors.forget_proposals_from(*HERE, 6)
    assert [one.id for one in stores.governors.proposals(*HERE)] == [1]


def test_a_removed_governor_leaves_nothing(stores):
    stores.governors.save_governor(MEETING)
    stores.governors.add_proposals(*HERE, (proposal(),), 8)
    assert stores.governors.remove_governor(*HERE)
    assert not stores.governors.remove_governor(*HERE)
    assert stores.governors.proposals(*HERE) == ()
    assert stores.governors.proposals_read_to(*HERE) is None


def test_a_home_from_before_governors_can_keep_them(tmp_path):
    Database(tmp_path / FILE_NAME, MIGRATIONS[:1]).close()
    storage = open_storage(tmp_path)
    storage.governors.save_governor(MEETING)
    assert storage.governors.governors(CHAIN_ID) == (MEETING,)
    storage.close()
