"""Signing as a use case: what comes back from the signer is not taken on trust."""

from dataclasses import replace

import pytest

from tests.fakes.keys import ALICE, BOB, PASS, SIGNATURE, World, made
from wallet.domain.errors import BadInput, KeyProblem, NotFound
from wallet.domain.ids import Address
from wallet.domain.review import TRANSFER, review
from wallet.domain.signing import Signature
from wallet.domain.transaction import FeeQuote, UnsignedTransaction
from wallet.domain.transfer import Reviewed


@pytest.fixture
def world():
    return World()


def reviewed(account=ALICE):
    token = Address("0x" + "12" * 20)
    transaction = UnsignedTransaction(7, 0, 1, 2, 60_000, token, 0, TRANSFER.encode(BOB, 5))
    fee = FeeQuote(60_000, 1, 1, 2)
    return Reviewed(review(transaction, account, None), fee, None)


async def test_the_reviewed_bytes_are_what_is_signed(world):
    await made(world)
    wanted = reviewed()
    signed = await world.signing.sign(wanted, PASS)
    assert signed.transaction.unsigned == wanted.review.transaction
    assert signed.signer == ALICE
    order = world.host.orders[0]
    assert order.request.payload == wanted.review.transaction.encode()
    assert (order.chain_id, order.key.secret_id) == (7, "seed")
    assert world.digest == wanted.review.digest


@pytest.mark.parametrize(
    ("signer", "signature"),
    [
        (BOB, SIGNATURE),
        (None, SIGNATURE),
        (ALICE, Signature(0, 0, 1)),
        (ALICE, Signature(0, 1, 2**256 // 2)),
        (ALICE, Signature(2, 1, 1)),
    ],
)
async def test_a_signature_of_somebody_else_is_not_used(world, signer, signature):
    await made(world)
    world.signer, world.host.signature = signer, signature
    with pytest.raises(KeyProblem, match="signature_wrong"):
        await world.signing.sign(reviewed(), PASS)
    with pytest.raises(KeyProblem, match="signature_wrong"):
        await world.signing.sign_message(ALICE, b"hello", PASS)


async def test_only_accounts_of_ours_sign(world):
    with pytest.raises(NotFound, match="account_unknown"):
        await world.signing.sign(reviewed(), PASS)
    world.accounts.watch(ALICE)
    with pytest.raises(BadInput, match="account_cannot_sign"):
        await world.signing.sign(reviewed(), PASS)


async def test_messages_are_signed_and_verified(world):
    await made(world)
    signature = await world.signing.sign_message(ALICE, b"hello", PASS)
    assert signature == SIGNATURE.to_bytes()
    assert world.signing.verify_message(ALICE, signature, b"hello")
    assert not world.signing.verify_message(BOB, signature, b"hello")
    assert not world.signing.verify_message(ALICE, b"short", b"hello")
    high = replace(SIGNATURE, s=2**256 - 2**130).to_bytes()
    assert not world.signing.verify_message(ALICE, high, b"hello")
