"""Keystore files: exchanged with another implementation, and hostile ones refused in time."""

import json
import random
import time

import pytest
from eth_account import Account

from ui.keyhost import keystore
from ui.keyhost.keystore import make_keystore, open_keystore
from wallet.domain.errors import BadInput, KeyProblem

KEY = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
# From the specification of the format.
SPEC = {
    "crypto": {
        "cipher": "aes-128-ctr",
        "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
        "kdf": "pbkdf2",
        "kdfparams": {
            "c": 262144,
            "dklen": 32,
            "prf": "hmac-sha256",
            "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd",
        },
        "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
    },
    "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6",
    "version": 3,
}


def theirs(kdf, rounds):
    return Account.encrypt(KEY, "pässword", kdf=kdf, iterations=rounds)


def test_the_vector_of_the_specification():
    opened = open_keystore(json.dumps(SPEC).encode(), "testpassword")
    assert opened.key.hex() == "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"
    assert not opened.weak_kdf


@pytest.mark.parametrize(
    ("kdf", "rounds", "weak"),
    [("scrypt", 2**12, False), ("scrypt", 2, True), ("pbkdf2", 1000, True)],
)
def test_what_another_wallet_exported_is_read(kdf, rounds, weak):
    document = theirs(kdf, rounds)
    opened = open_keystore(json.dumps(document).encode(), "pässword")
    assert (opened.key, opened.weak_kdf) == (KEY, weak)


def test_what_we_export_another_wallet_reads(monkeypatch):
    monkeypatch.setattr(keystore, "_SCRYPT_N", 2**12)
    raw = make_keystore(KEY, "pässword")
    assert bytes(Account.decrypt(raw.decode(), "pässword")) == KEY
    assert open_keystore(raw, "pässword").key == KEY
    assert KEY.hex().encode() not in raw


def test_the_export_costs_what_is_usual():
    assert json.loads(make_keystore(KEY, "x"))["crypto"]["kdfparams"]["n"] == 2**18


def test_a_wrong_password_is_said():
    with pytest.raises(KeyProblem, match="keystore_password_wrong"):
        open_keystore(json.dumps(theirs("scrypt", 4)).encode(), "other")


def test_an_address_of_another_key_is_noticed():
    document = {**theirs("scrypt", 4), "address": "00" * 20}
    with pytest.raises(BadInput, match="keystore_address_mismatch"):
        open_keystore(json.dumps(document).encode(), "pässword")


def hostile(**kdfparams):
    document = theirs("scrypt", 4)
    document["crypto"]["kdfparams"].update(kdfparams)
    return document


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"n": 2**22}, "keystore_too_costly"),
        ({"n": 2**18, "p": 1000}, "keystore_too_costly"),
        ({"r": 2**29}, "keystore_too_costly"),
        ({"n": 1}, "keystore_malformed"),
        ({"n": 3}, "keystore_malformed"),
        ({"n": -8}, "keystore_malformed"),
        ({"n": 4.0}, "keystore_malformed"),
        ({"n": "4"}, "keystore_malformed"),
        ({"r": 0}, "keystore_malformed"),
        ({"p": 0}, "keystore_malformed"),
        ({"dklen": 2**27}, "keystore_malformed"),
        ({"dklen": 16}, "keystore_malformed"),
        ({"salt": "x"}, "keystore_malformed"),
        ({"salt": None}, "keystore_malformed"),
    ],
)
def test_costs_without_bounds_are_refused_at_once(params, code):
    start = time.monotonic()
    with pytest.raises(BadInput, match=code):
        open_keystore(json.dumps(hostile(**params)).encode(), "pässword")
    assert time.monotonic() - start < 0.5


def test_too_many_rounds_are_refused():
    document = theirs("pbkdf2", 10)
    document["crypto"]["kdfparams"]["c"] = 20_000_000
    with pytest.raises(BadInput, match="keystore_too_costly"):
        open_keystore(json.dumps(document).encode(), "pässword")


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b"\xff", b"[" * 60_000, b'{"version":3,"crypto":[]}', b"x" * 70_000]
)
def test_what_is_no_keystore_is_refused(raw):
    with pytest.raises(BadInput, match="keystore_malformed"):
        open_keystore(raw, "x")


def spots(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from spots(inner, (*path, key))


def mutated(document, dice):
    changed = json.loads(json.dumps(document))
    for _ in range(dice.choice((1, 1, 2))):
        path = dice.choice(list(spots(changed)))
        spot = changed
        for step in path[:-1]:
            spot = spot[step]
        junk = [
            None,
            True,
            0,
            -1,
            2**80,
            1.5,
            "",
            "zz",
            "٣" * 64,
            [],
            {},
            "00" * 32,
            "0x" + "00" * 32,
        ]
        if dice.random() < 0.2:
            del spot[path[-1]]
        else:
            spot[path[-1]] = dice.choice(junk)
    return changed


def outcome(raw):
    try:
        return open_keystore(raw, "pässword").key
    except (BadInput, KeyProblem) as problem:
        return problem.code.split("_")[0]


def test_five_hundred_mutations_end_in_time_and_in_a_typed_error():
    dice = random.Random(1)  # noqa: S311  (repeats the same mutations)
    documents = [theirs("scrypt", 4), theirs("pbkdf2", 10)]
    slowest = 0.0
    for number in range(500):
        raw = json.dumps(mutated(documents[number % 2], dice)).encode()
        start = time.monotonic()
        assert outcome(raw) in {KEY, "keystore"}
        slowest = max(slowest, time.monotonic() - start)
    assert slowest < 3
