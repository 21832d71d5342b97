"""What every store promises; asked of SQLite and of the fakes."""

from dataclasses import replace

import pytest

from tests.fakes.entries import ACME, ALICE, BOB, CHAIN_ID, history_entry, outbox_entry
from wallet.domain.account import Account, AccountKind, Contact
from wallet.domain.errors import KeyProblem, NotFound
from wallet.domain.ids import TokenRef
from wallet.domain.network import Network
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import OutboxState

DEMO = Network("demo", 4242, ("http://127.0.0.1:8545",), confirmations=2, genesis_hash="0xaa")
OTHER = Network("other", 1, ("https://a.example", "https://b.example"), quorum=2, coin="POL")
SHARES = SecurityToken(
    TokenRef(CHAIN_ID, ACME), "Acme", "ACME", 18, "ERC-3643", "4.1", ("votes",), {"registry": BOB}
)


def test_first_network_becomes_current_and_the_next_takes_over(stores):
    assert stores.networks.current_network() is None
    stores.networks.save_network(DEMO)
    stores.networks.save_network(OTHER)
    assert stores.networks.current_network() == "demo"
    assert stores.networks.remove_network("demo")
    assert not stores.networks.remove_network("demo")
    assert stores.networks.current_network() == "other"


def test_networks_keep_their_order_and_every_field_when_saved_again(stores):
    for network in (DEMO, OTHER):
        stores.networks.save_network(network)
    changed = replace(DEMO, confirmations=5)
    stores.networks.save_network(changed)
    assert stores.networks.networks() == (changed, OTHER)
    stores.networks.set_current_network("other")
    assert stores.networks.current_network() == "other"


def test_accounts_come_back_whole_and_in_order(stores):
    mine = Account(
        ALICE, "Main", AccountKind.LOCAL, "m/44'/60'/0'/0/0", "s1", backup_confirmed=False
    )
    seen = Account(BOB, "Bob", AccountKind.WATCH)
    for account in (mine, seen, replace(mine, label="Renamed")):
        stores.accounts.save_account(account)
    assert stores.accounts.accounts() == (replace(mine, label="Renamed"), seen)
    assert stores.accounts.remove_account(BOB)
    assert not stores.accounts.remove_account(BOB)


def test_contacts_are_sorted_by_name_whatever_their_case(stores):
    for name in ("zoe", "Anna", "bert"):
        stores.accounts.save_contact(Contact(name, BOB))
    stores.accounts.save_contact(Contact("Anna", ALICE))
    assert [c.name for c in stores.accounts.contacts()] == ["Anna", "bert", "zoe"]
    assert stores.accounts.contacts()[0].address == ALICE
    assert stores.accounts.remove_contact("zoe")
    assert not stores.accounts.remove_contact("zoe")


def test_tokens_are_kept_per_chain(stores):
    elsewhere = replace(SHARES, ref=TokenRef(1, ACME), capabilities=(), anchors={}, version=None)
    stores.tokens.save_token(SHARES)
    stores.tokens.save_token(elsewhere)
    assert stores.tokens.tokens(CHAIN_ID) == (SHARES,)
    assert stores.tokens.tokens(1) == (elsewhere,)
    assert stores.tokens.remove_token(SHARES.ref)
    assert stores.tokens.tokens(CHAIN_ID) == ()
    assert not stores.tokens.remove_token(SHARES.ref)


def test_settings_remember_the_last_value(stores):
    assert stores.settings.setting("theme") is None
    stores.settings.set_setting("theme", "dark")
    stores.settings.set_setting("theme", "light")
    assert stores.settings.setting("theme") == "light"


def test_outbox_keeps_numbers_beyond_64_bits(stores):
    entry = outbox_entry(
        2**64 - 3,
        base_units=2**256 - 1,
        effective_gas_price=2**100,
        state=OutboxState.REVERTED,
        block_number=7,
        block_hash="0xbb",
        gas_used=21_000,
        submitted_at=5,
        error="reverted",
        replaced_by=outbox_entry(1).tx_hash,
    )
    stores.outbox.add(entry)
    assert stores.outbox.entry(entry.tx_hash) == entry
    assert stores.outbox.entry(outbox_entry(99).tx_hash) is None


def test_a_nonce_of_a_live_transaction_cannot_be_used_twice(stores):
    stores.outbox.add(outbox_entry(4))
    with pytest.raises(KeyProblem, match="nonce_taken"):
        stores.outbox.add(outbox_entry(4, mark=b"other"))
    stores.outbox.add(outbox_entry(4, mark=b"else", account=BOB))
    stores.outbox.add(outbox_entry(4, mark=b"chain", chain_id=1))
    assert len(stores.outbox.entries()) == 3


@pytest.mark.parametrize("state", [s for s in OutboxState if s.is_final])
def test_a_nonce_is_free_again_after_the_end(stores, state):
    first = outbox_entry(4)
    stores.outbox.add(first)
    stores.outbox.update(replace(first, state=state))
    again = outbox_entry(4, mark=b"again")
    stores.outbox.add(again)
    assert stores.outbox.open_entries(CHAIN_ID) == (again,)


def test_a_declared_replacement_may_share_the_nonce_but_only_one(stores):
    first, faster = outbox_entry(4), outbox_entry(4, mark=b"faster")
    stores.outbox.add(first)
    stores.outbox.replace(faster, first.tx_hash)
    assert stores.outbox.open_entries(CHAIN_ID) == (first, faster)
    with pytest.raises(KeyProblem, match="nonce_taken"):
        stores.outbox.replace(outbox_entry(4, mark=b"third"), first.tx_hash)
    with pytest.raises(KeyProblem, match="nonce_taken"):
        stores.outbox.add(outbox_entry(4, mark=b"fourth"))


def test_a_live_replacement_still_holds_the_nonce_when_the_first_is_over(stores):
    first, faster = outbox_entry(4), outbox_entry(4, mark=b"faster")
    stores.outbox.add(first)
    stores.outbox.replace(faster, first.tx_hash)
    stores.outbox.update(replace(first, state=OutboxState.DROPPED))
    with pytest.raises(KeyProblem, match="nonce_taken"):
        stores.outbox.add(outbox_entry(4, mark=b"third"))


def test_a_replacement_needs_the_same_account_and_nonce(stores):
    stores.outbox.add(outbox_entry(4))
    with pytest.raises(NotFound, match="tx_unknown"):
        stores.outbox.replace(outbox_entry(5), outbox_entry(4).tx_hash)
    with pytest.raises(NotFound, match="tx_unknown"):
        stores.outbox.replace(outbox_entry(5), outbox_entry(6).tx_hash)


def test_a_finished_one_cannot_come_back_beside_a_live_one(stores):
    first = outbox_entry(4)
    stores.outbox.add(replace(first, state=OutboxState.DROPPED))
    stores.outbox.add(outbox_entry(4, mark=b"second"))
    with pytest.raises(KeyProblem, match="nonce_taken"):
        stores.outbox.update(replace(first, state=OutboxState.MINED))


def test_outbox_order_and_unknown_updates(stores):
    for nonce in range(3):
        stores.outbox.add(outbox_entry(nonce))
    assert [e.nonce for e in stores.outbox.entries(CHAIN_ID)] == [2, 1, 0]
    assert [e.nonce for e in stores.outbox.open_entries(CHAIN_ID)] == [0, 1, 2]
    assert stores.outbox.entries(1) == ()
    with pytest.raises(NotFound, match="tx_unknown"):
        stores.outbox.update(outbox_entry(9))


def test_those_that_ended_lately_can_be_asked_for_too(stores):
    old = outbox_entry(1, state=OutboxState.DROPPED, signed_at=100)
    late = outbox_entry(2, state=OutboxState.DROPPED, signed_at=200)
    live = outbox_entry(3, signed_at=50)
    for entry in (old, late, live):
        stores.outbox.add(entry)
    assert stores.outbox.open_entries(CHAIN_ID) == (live,)
    assert stores.outbox.open_entries(CHAIN_ID, ended_since=200) == (late, live)
    assert stores.outbox.open_entries(CHAIN_ID, ended_since=0) == (old, late, live)


def test_the_same_transaction_is_journalled_once(stores):
    stores.outbox.add(outbox_entry(4))
    with pytest.raises(KeyProblem, match="nonce_taken"):
        stores.outbox.add(outbox_entry(4))


def test_history_is_newest_first_and_filtered(stores):
    entries = [history_entry(10), history_entry(12, 3), history_entry(12, 5, account=BOB)]
    stores.history.add_history(entries)
    stores.history.add_history([history_entry(10)])
    assert stores.history.history(CHAIN_ID) == (entries[2], entries[1], entries[0])
    assert stores.history.history(CHAIN_ID, ALICE) == (entries[1], entries[0])
    assert stores.history.history(CHAIN_ID, BOB, ACME) == (entries[2],)
    assert stores.history.history(CHAIN_ID, None, BOB) == ()
    assert stores.history.history(1) == ()


def test_history_keeps_unknown_as_none(stores):
    entry = history_entry(
        10, at=None, base_units=None, sender=None, recipient=None, kind="pause", note="unpaused"
    )
    stores.history.add_history([entry])
    assert stores.history.history(CHAIN_ID) == (entry,)


def test_forgetting_takes_entries_and_progress_back(stores):
    stores.history.add_history([history_entry(block) for block in (9, 10, 11)])
    stores.history.set_synced_to(CHAIN_ID, ALICE, ACME, 11)
    stores.history.set_synced_to(CHAIN_ID, BOB, ACME, 5)
    stores.history.forget_history_from(CHAIN_ID, 10)
    assert [e.block_number for e in stores.history.history(CHAIN_ID)] == [9]
    assert stores.history.synced_to(CHAIN_ID, ALICE, ACME) == 9
    assert stores.history.synced_to(CHAIN_ID, BOB, ACME) == 5
    stores.history.forget_history_from(CHAIN_ID, 0)
    assert stores.history.synced_to(CHAIN_ID, ALICE, ACME) is None
    assert stores.history.history(CHAIN_ID) == ()
