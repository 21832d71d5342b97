"""What a proposal would do is named only where every byte fits."""

import pytest
from eth_abi import encode as abi_encode

from tests.fakes.entries import ACME, ALICE, BOB
from wallet.domain.abi import Function
from wallet.domain.governance import ProposedCall
from wallet.domain.keccak import keccak
from wallet.domain.known_calls import _KNOWN, read_call


def call(signature, types, values, value=0):
    data = keccak(signature.encode())[:4] + abi_encode(types, values)
    return ProposedCall(ACME, value, data)


def test_a_known_function_is_named_with_its_arguments():
    found = read_call(call("mint(address,uint256)", ["address", "uint256"], [ALICE, 5]))
    assert (found.code, found.function) == ("mint", "mint(address,uint256)")
    assert dict(found.args) == {"to": ALICE, "amount": 5}
    assert found.readable


def test_coin_alone_is_a_payment():
    found = read_call(ProposedCall(BOB, 7, b""))
    assert (found.code, found.target, found.value, found.readable) == ("payment", BOB, 7, True)


@pytest.mark.parametrize(
    "data",
    [
        b"\x12\x34\x56\x78",
        b"\x12",
        keccak(b"mint(address,uint256)")[:4],
        keccak(b"mint(address,uint256)")[:4] + b"\xff" * 64,
        keccak(b"pause()")[:4] + b"\x00",
    ],
)
def test_anything_else_is_a_call_that_cannot_be_read(data):
    found = read_call(ProposedCall(ACME, 0, data))
    assert (found.code, found.function) == ("unreadable", "0x" + data[:4].hex())
    assert not found.readable


def test_texts_in_arguments_are_made_harmless_and_long_bytes_cut():
    named = read_call(call("setName(string)", ["string"], ["Acme\u202e\n" + "x" * 9_000]))
    assert named.args["name"].startswith("Acme x")
    assert len(named.args["name"]) <= 280
    upgraded = read_call(
        call("upgradeToAndCall(address,bytes)", ["address", "bytes"], [BOB, b"\x01" * 500])
    )
    assert upgraded.args["data"].endswith("…")
    assert not upgraded.readable


def test_a_call_inside_a_call_is_read_too():
    inner = call("transfer(address,uint256)", ["address", "uint256"], [BOB, 9]).data
    types = ["address", "uint256", "bytes"]
    outer = read_call(call("relay(address,uint256,bytes)", types, [ACME, 3, inner]))
    assert (outer.inner.code, outer.inner.target, outer.inner.value) == ("transfer", ACME, 3)
    nested = call("relay(address,uint256,bytes)", types, [ACME, 0, b"\x01\x02\x03\x04"])
    assert not read_call(nested).readable
    bare = call("upgradeToAndCall(address,bytes)", ["address", "bytes"], [BOB, b""])
    assert read_call(bare).inner is None
    assert read_call(bare).readable


@pytest.mark.parametrize("signature", _KNOWN)
def test_the_table_names_every_argument_once(signature):
    function, (_, names) = Function.parse(signature), _KNOWN[signature]
    assert function.signature == signature
    assert len(set(names.split())) == len(function.inputs)
