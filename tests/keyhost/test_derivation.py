"""Phrases, paths, keys and addresses: known vectors and a second implementation."""

import ast
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from eth_account import Account
from eth_account.hdaccount import key_from_seed
from hypothesis import given, settings
from hypothesis import strategies as st
from mnemonic import Mnemonic

from ui.keyhost.derivation import address_of, derive, parse_key, parse_path, written_path
from ui.keyhost.phrases import checked, new_phrase, normalised, seed
from wallet.adapters.vault import entropy
from wallet.domain.errors import BadInput

ABANDON = "abandon " * 11 + "about"
JUNK = "test " * 11 + "junk"
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ROOT = Path(__file__).resolve().parents[2]


def at(phrase, path):
    return address_of(derive(seed(checked(phrase)), parse_path(path)))


@pytest.mark.parametrize(
    ("phrase", "path", "address"),
    [
        (ABANDON, "m/44'/60'/0'/0/0", "0x9858EfFD232B4033E47d90003D41EC34EcaEda94"),
        (JUNK, "m/44'/60'/0'/0/0", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
        (JUNK, "m/44'/60'/0'/0/1", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
        (JUNK, "m/44'/60'/0'/0/9", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"),
    ],
)
def test_known_phrases_give_known_addresses(phrase, path, address):
    assert at(phrase, path) == address


def test_bip32_vector_one():
    # BIP-32, test vector 1, chain m/0H/1/2H/2/1000000000.
    found = derive(bytes(range(16)), parse_path("m/0h/1/2h/2/1000000000"))
    assert found.hex() == "471b76e389e528d6de6d816857e012c5455051cad6660850e58372a6c3e6e7c8"


def test_bip39_vector_with_trezor_words():
    # BIP-39, first vector; its seed is made with the passphrase TREZOR, ours with none.
    expected = Mnemonic("english").to_seed(ABANDON, "")
    assert seed(ABANDON) == expected
    assert expected.hex().startswith(
        "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1"
    )


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=16, max_size=32), st.integers(0, 2**31 - 1), st.booleans())
def test_a_second_implementation_derives_the_same(raw, index, hard):
    path = f"m/44'/60'/{index}'/0/{index}" + ("'" if hard else "")
    assert derive(raw, parse_path(path)) == key_from_seed(raw, path)


@pytest.mark.parametrize(
    "language", ["english", "french", "japanese", "spanish", "chinese_simplified"]
)
def test_phrases_of_other_languages_are_taken(language):
    phrase = Mnemonic(language).to_mnemonic(bytes(range(32)))
    assert seed(checked(phrase)) == Mnemonic.to_seed(phrase)


def test_a_written_list_is_read_as_it_was_written():
    listed = "\n".join(f"{place}. {word.upper()} " for place, word in enumerate(JUNK.split(), 1))
    assert checked(listed) == JUNK
    assert normalised("  a\t b\n") == "a b"


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("", "phrase_length"),
        ("test " * 11, "phrase_length"),
        ("test " * 12, "phrase_checksum"),
        ("test " * 11 + "zzzyx", "phrase_word"),
    ],
)
def test_a_wrong_phrase_is_refused_without_a_word_of_it(phrase, code):
    with pytest.raises(BadInput) as caught:
        checked(phrase)
    assert caught.value.code == code
    assert "test" not in str(caught.value)
    assert "zzzyx" not in str(caught.value)


@pytest.mark.parametrize("words", [12, 24])
def test_new_phrases_are_new_and_whole(words):
    made = {new_phrase(words) for _ in range(200)}
    assert len(made) == 200
    assert all(len(checked(phrase).split()) == words for phrase in made)


def test_other_lengths_are_not_made():
    with pytest.raises(BadInput, match="words_count"):
        new_phrase(15)


@pytest.mark.parametrize("drawn", [OSError("no entropy"), bytes(16), b"short"])
def test_without_random_bytes_no_phrase_is_made(monkeypatch, drawn):
    def broken(_count):
        if isinstance(drawn, OSError):
            raise drawn
        return drawn

    monkeypatch.setattr(entropy.os, "urandom", broken)
    with pytest.raises(OSError, match=r"entropy|random"):
        new_phrase(12)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "m",
        "m/",
        "44'/0",
        "m/44''",
        "m/-1",
        "m/2147483648",
        "m/01",
        "m/a",
        "m/1/" + "1/" * 10,
        "m//1",
        "M/1",
        "m/٣",
    ],
)
def test_what_is_no_path_is_refused(path):
    with pytest.raises(BadInput, match="path_malformed"):
        parse_path(path)


def test_a_path_has_one_spelling():
    assert written_path(parse_path("m/44h/60H/0'/0/7")) == "m/44'/60'/0'/0/7"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0x",
        "11" * 31,
        "11" * 33,
        "zz" * 32,
        "00" * 32,
        f"{ORDER:064x}",
        "f" * 64,
        "1" * 63 + "\u0661",
    ],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(BadInput) as caught:
        parse_key(text)
    assert dict(caught.value.params) == {}


def test_keys_give_the_address_others_give():
    for key in (1, 2, ORDER - 1, 2**200 + 5):
        raw = key.to_bytes(32, "big")
        assert address_of(parse_key("0x" + raw.hex() + "\n")) == Account.from_key(raw).address


def test_key_code_has_one_source_of_randomness():
    banned = {"random", "secrets", "time", "uuid", "datetime"}
    for path in itertools.chain(
        (ROOT / "ui/keyhost").glob("*.py"), (ROOT / "wallet/adapters/vault").glob("*.py")
    ):
        tree = ast.parse(path.read_text("utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert not names & banned, path.name
        drawn = [
            n
            for n in ast.walk(tree)
            if isinstance(n, ast.Attribute) and n.attr in ("urandom", "getrandom")
        ]
        assert not drawn or path.name == "entropy.py"


def test_nothing_of_a_phrase_survives_in_the_text_of_a_crash():
    code = "from ui.keyhost.phrases import checked; checked('canary ' * 11 + 'canaryword')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ},
        check=False,
    )
    shown = done.stderr.replace(code, "")
    assert "phrase_word" in shown
    assert "canary" not in shown
