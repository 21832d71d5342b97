"""Ballots hash as another library hashes them, and travel in one spelling only."""

import json

import pytest
from eth_account.messages import _hash_eip191_message, encode_typed_data
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.errors import BadInput
from wallet.domain.governance import Support
from wallet.domain.ids import Address
from wallet.domain.typed_data import BallotData

GOVERNOR = Address("0x" + "d4" * 20)
VOTER = Address("0x" + "a1" * 20)
FIVE = BallotData("Meeting", "1", 31337, GOVERNOR, 2**255 + 7, Support.FOR, VOTER, 3)
FOUR = BallotData("Meeting", "1", 31337, GOVERNOR, 2**255 + 7, Support.ABSTAIN)

addresses = st.binary(min_size=20, max_size=20).map(Address.from_bytes)
numbers = st.integers(0, 2**256 - 1)
names = st.text(max_size=80)


def by_another_library(ballot):
    document = ballot.to_document()
    document["domain"]["chainId"] = int(document["domain"]["chainId"])
    document["message"] = {
        name: value if name == "voter" else int(value)
        for name, value in document["message"].items()
    }
    return bytes(_hash_eip191_message(encode_typed_data(full_message=document)))


@given(
    st.tuples(names, names, st.integers(1, 2**63 - 1), addresses, numbers),
    st.sampled_from(Support),
    st.none() | st.tuples(addresses, numbers),
)
def test_digest_is_that_of_another_library(fields, support, who):
    ballot = BallotData(*fields, support, *(who or (None, None)))
    assert ballot.digest == by_another_library(ballot)
    assert BallotData.from_json(ballot.to_json()) == ballot


@pytest.mark.parametrize("ballot", [FOUR, FIVE], ids=["four", "five"])
def test_every_changed_byte_is_refused_or_says_something_else(ballot):
    raw = ballot.to_json()
    for place in range(len(raw)):
        changed = bytes([*raw[:place], raw[place] ^ 1, *raw[place + 1 :]])
        try:
            read = BallotData.from_json(changed)
        except BadInput:
            continue
        assert read != ballot
        assert read.digest != ballot.digest


def altered(ballot, change):
    document = ballot.to_document()
    change(document)
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["domain"].pop("version"),
        lambda d: d["domain"].update(salt="0x" + "00" * 32),
        lambda d: d["domain"].update(chainId=31337),
        lambda d: d["domain"].update(name="\ud800"),
        lambda d: d["domain"].update(chainId="031337"),
        lambda d: d["domain"].update(verifyingContract=GOVERNOR.lower()),
        lambda d: d["message"].update(support="3"),
        lambda d: d["message"].update(support="1.0"),
        lambda d: d["message"].update(nonce="-1"),
        lambda d: d["message"].update(nonce="\u0663"),
        lambda d: d["message"].pop("voter"),
        lambda d: d["message"].update(reason="because"),
        lambda d: d.update(primaryType="Permit"),
        lambda d: d["types"]["Ballot"].append({"name": "reason", "type": "string"}),
        lambda d: d["types"]["Ballot"].reverse(),
        lambda d: d.update(extra=1),
    ],
)
def test_other_shapes_are_refused(change):
    with pytest.raises(BadInput, match="typed_data_malformed"):
        BallotData.from_json(altered(FIVE, change))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b"null", b"{", b'{"a":1}', b"[" * 4000,
        FIVE.to_json() + b" ", b" " + FIVE.to_json(), FIVE.to_json() * 20,
        FIVE.to_json().replace(b'"primaryType"', b'"primaryType":"x","primaryType"'),
    ],
)  # fmt: skip
def test_other_spellings_are_refused(raw):
    with pytest.raises(BadInput, match="typed_data_malformed"):
        BallotData.from_json(raw)


def test_a_voter_without_a_nonce_is_no_ballot():
    with pytest.raises(BadInput, match="typed_data_malformed"):
        BallotData("Meeting", "1", 1, GOVERNOR, 1, Support.FOR, VOTER)
