"""Reverts in words: decoded where known, bytes where not, never trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.chain import reverted
from wallet.domain.abi import Function
from wallet.domain.chain import CallResult, CallState
from wallet.domain.compliance import Subject
from wallet.domain.ids import Address
from wallet.standards.erc3643.codes import TREX_ERRORS, TREX_TEXTS
from wallet.standards.shared.reverts import explain_transfer, read_revert

ALICE = Address("0x" + "2b" * 20)


def error(signature, *args):
    return Function.parse(signature).encode(*args)


@pytest.mark.parametrize(
    ("data", "said", "args", "cause"),
    [
        (error("Error(string)", "Pausable: paused"), "Error(string)", ("Pausable: paused",),
         ("token_paused", Subject.TOKEN)),
        (error("Error(string)", "Pausable: paused!"), "Error(string)", ("Pausable: paused!",),
         None),
        (error("Panic(uint256)", 0x11), "Panic(uint256)", ("arithmetic overflow or underflow",),
         None),
        (error("Panic(uint256)", 0x99), "Panic(uint256)", ("0x99",), None),
        (error("ERC20InsufficientBalance(address,uint256,uint256)", ALICE, 5, 6),
         "ERC20InsufficientBalance(address,uint256,uint256)", (ALICE, "5", "6"),
         ("sender_balance", Subject.SENDER)),
        (bytes.fromhex("12345678") + b"\xff" * 32, "0x12345678", (), None),
        (b"\x01", "0x01", (), None),
        (b"", None, (), None),
        (bytes.fromhex("08c379a0") + b"\xff" * 8, "Error(string)", (), None),
        (bytes.fromhex("e450d38c"), "ERC20InsufficientBalance(address,uint256,uint256)", (),
         ("sender_balance", Subject.SENDER)),
    ],
    ids=["known text", "nearly known text", "panic", "unknown panic", "library error",
         "own error", "too short for a selector", "no word", "cut text", "cut error"],
)  # fmt: skip
def test_revert_is_read(data, said, args, cause):
    assert read_revert(data) == (said, args, cause)


def test_t_rex_has_words_of_its_own():
    zero = error("Error(string)", "invalid argument - no value transfer")
    _, _, cause = read_revert(zero, TREX_ERRORS, TREX_TEXTS)
    assert cause == ("amount_is_zero", Subject.AMOUNT)
    signature, _, cause = read_revert(error("ZeroValue()"), TREX_ERRORS, TREX_TEXTS)
    assert (signature, cause) == ("ZeroValue()", ("amount_is_zero", Subject.AMOUNT))


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(data):
    simulation = explain_transfer(reverted(data))
    assert (simulation.ran, simulation.ok, simulation.raw) == (True, False, data)
    assert all(text.isprintable() for text in simulation.args)


@given(st.text(max_size=2_000))
def test_words_of_a_contract_are_harmless(words):
    simulation = explain_transfer(reverted(error("Error(string)", words)))
    (said,) = simulation.args
    assert len(said) <= 280
    assert said.isprintable()


@pytest.mark.parametrize(
    ("data", "ok"),
    [(b"", True), (bytes(32), False), (bytes(31) + b"\x01", True), (bytes(64), False),
     (b"\x07".rjust(32, b"\0"), True)],
    ids=["nothing", "false", "true", "long false", "another word"],
)  # fmt: skip
def test_return_value_counts(data, ok):
    simulation = explain_transfer(CallResult(CallState.RETURNED, data))
    assert (simulation.ran, simulation.ok) == (True, ok)
    assert simulation.error == (None if ok else "false")
