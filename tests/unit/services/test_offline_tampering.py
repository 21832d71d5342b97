"""Every way in which somebody between the two computers may change a file is refused."""

import itertools
import json
import random
from dataclasses import replace

import pytest
from eth_keys import keys

from tests.fakes.keys import PASS
from tests.fakes.offline_pair import (
    OTHER,
    PAYEE,
    PAYER,
    SigningHost,
    pair,
    with_json,
    with_request,
    with_transaction,
)
from wallet.domain import rlp
from wallet.domain.abi import Function
from wallet.domain.errors import BadInput, WalletError
from wallet.domain.ids import TxHash
from wallet.domain.keccak import keccak
from wallet.domain.offline import uuid4
from wallet.domain.offline_files import read_request, read_response, write_response
from wallet.domain.review import TRANSFER
from wallet.domain.signing import RequestKind, SignRequest
from wallet.domain.transaction import UnsignedTransaction
from wallet.domain.vault import KeyRef
from wallet.domain.word_code import word_code
from wallet.ports.signer import SignOrder

APPROVE = Function.parse("approve(address,uint256)(bool)")
THIEF = keys.PrivateKey(b"\x07" * 32)


def recipient(raw):
    return with_transaction(raw, data=TRANSFER.encode(OTHER, 5))


def amount(raw):
    return with_transaction(raw, data=TRANSFER.encode(PAYEE, 50))


def approve(raw):
    return with_transaction(raw, data=APPROVE.encode(PAYEE, 5))


def trailing_calldata(raw):
    return with_transaction(raw, data=TRANSFER.encode(PAYEE, 5) + b"\x00")


def unknown_selector(raw):
    return with_transaction(raw, data=b"\xde\xad\xbe\xef")


def other_chain(raw):
    return with_transaction(raw, chain_id=1)


def other_chain_throughout(raw):
    changed = with_transaction(raw, chain_id=1)
    return with_request(changed, claims=replace(read_request(raw).claims, chain_id=1))


def fee(raw):
    return with_transaction(raw, max_fee=10**12, priority_fee=10**12)


def fee_throughout(raw):
    changed = with_transaction(raw, max_fee=10**14, priority_fee=10**14)
    claims = read_request(raw).claims
    quote = replace(claims.fee, max_fee=10**14, priority_fee=10**14)
    return with_request(changed, claims=replace(claims, fee=quote))


def value(raw):
    return with_transaction(raw, value=10**18)


def value_throughout(raw):
    changed = with_transaction(raw, value=1)
    return with_request(changed, claims=replace(read_request(raw).claims, value=1))


def type_four(raw):
    return with_request(raw, unsigned=b"\x04" + read_request(raw).unsigned[1:])


def type_three(raw):
    return with_request(raw, unsigned=b"\x03" + read_request(raw).unsigned[1:])


def creation(raw):
    fields = rlp.decode(read_request(raw).unsigned[1:])
    fields[5] = b""
    return with_request(raw, unsigned=b"\x02" + rlp.encode(fields))


def leading_zero(raw):
    fields = rlp.decode(read_request(raw).unsigned[1:])
    fields[4] = b"\x00" + fields[4]
    return with_request(raw, unsigned=b"\x02" + rlp.encode(fields))


def expired(raw):
    request = read_request(raw)
    return with_request(raw, created=request.created - 10**6, expires=request.created - 10**5)


def other_account(raw):
    request = read_request(raw)
    call = replace(request.claims.call, sender=OTHER)
    return with_request(raw, account=OTHER, claims=replace(request.claims, call=call))


def other_path(raw):
    return with_request(raw, path="m/44'/60'/0'/0/7")


def decimals_lie(raw):
    claims = read_request(raw).claims
    lie = replace(claims, token=replace(claims.token, decimals=0), amount="5")
    return with_request(raw, claims=lie)


def amount_text_lie(raw):
    return with_request(raw, claims=replace(read_request(raw).claims, amount="0.5"))


def bidi_text(raw):
    changed = raw.replace(b'"network":"demo"', b'"network":"demo\xe2\x80\xae"')
    assert changed != raw
    return changed


def proof_for_another_value(raw):
    def change(found):
        found["evidence"]["rules"].append({"id": "recipient_verified", "proof": "0x00"})

    return with_json(raw, change)


def forged_header(raw):
    return with_json(raw, lambda found: found["evidence"].update(header="0x00"))


def duplicate_key(raw):
    return raw[:-1] + b',"account":' + json.dumps({"address": OTHER, "path": None}).encode() + b"}"


def newer_version(raw):
    return with_json(raw, lambda found: found.update(format="sectok-transfer/2"))


def other_kind(raw):
    return with_json(raw, lambda found: found["payload"].update(type="message"))


def number_instead_of_text(raw):
    changed = raw.replace(b'"nonce":"0"', b'"nonce":0')
    assert changed != raw
    return changed


def other_spelling(raw):
    return json.dumps(json.loads(raw)).encode()


def refused_by_its_own_evidence(raw):
    return with_json(raw, lambda found: found["evidence"].update(verdict="refused"))


REQUESTS = {
    recipient: "offline_claims_differ",
    amount: "offline_claims_differ",
    approve: "offline_call_unknown",
    trailing_calldata: "offline_call_unknown",
    unknown_selector: "offline_call_unknown",
    other_chain: "offline_network_unknown",
    other_chain_throughout: "offline_network_unknown",
    fee: "offline_claims_differ",
    fee_throughout: "offline_fee_too_high",
    value: "offline_value_with_call",
    value_throughout: "offline_value_with_call",
    type_four: "tx_type_refused",
    type_three: "tx_type_refused",
    creation: "tx_malformed",
    leading_zero: "rlp_malformed",
    expired: "offline_expired",
    other_account: "account_unknown",
    other_path: "offline_path_differs",
    decimals_lie: "offline_decimals_differ",
    amount_text_lie: "offline_claims_differ",
    bidi_text: "package_malformed",
    proof_for_another_value: "package_malformed",
    forged_header: "package_malformed",
    duplicate_key: "package_malformed",
    newer_version: "package_version_unknown",
    other_kind: "package_kind_unknown",
    number_instead_of_text: "package_malformed",
    other_spelling: "package_malformed",
    refused_by_its_own_evidence: "offline_not_allowed",
}


@pytest.mark.parametrize("tamper", REQUESTS, ids=lambda tamper: tamper.__name__)
async def test_a_changed_request_is_never_signed(tamper):
    online, cold = pair()
    raw = await online.export()
    with pytest.raises(WalletError) as stopped:
        await cold.sign(tamper(raw))
    assert stopped.value.code == REQUESTS[tamper]
    assert cold.host.signed == []
    # The control: what nobody touched is signed.
    assert read_response(await cold.sign(raw)).raw is not None


async def test_the_bytes_are_shown_whatever_the_claims_say():
    online, cold = pair()
    raw = await online.export()
    found = cold.signer.look(recipient(raw)).examination
    assert found.call.recipient == OTHER
    assert found.mismatches == ("recipient",)
    assert not found.may_sign


def resigned(key):
    """Another signer's signature under the same bytes, honestly described but for the signer."""

    async def change(raw, request):
        signature = await SigningHost(key).sign(None, order(request))
        signed = UnsignedTransaction.decode(request.unsigned).with_signature(
            signature.y_parity, signature.r, signature.s
        )
        return rewritten(raw, signed)

    return change


def order(request):
    asked = SignRequest(RequestKind.TRANSACTION, PAYER, request.unsigned)
    return SignOrder(asked, KeyRef("seed", None), 31337)


def rewritten(raw, signed):
    changed = replace(read_response(raw), raw=signed, tx_hash=TxHash.from_bytes(keccak(signed)))
    return write_response(changed)


async def other_signer(raw, request):
    return await resigned(THIEF)(raw, request)


async def other_nonce(raw, request):
    changed = replace(UnsignedTransaction.decode(request.unsigned), nonce=9)
    signature = await SigningHost().sign(None, order(replace(request, unsigned=changed.encode())))
    signed = changed.with_signature(signature.y_parity, signature.r, signature.s)
    answered = rewritten(raw, signed)
    shown = replace(read_response(raw).shown, nonce=9)
    return write_response(replace(read_response(answered), shown=shown))


async def other_recipient_signed(raw, request):
    data = TRANSFER.encode(OTHER, 5)
    changed = replace(UnsignedTransaction.decode(request.unsigned), data=data)
    signature = await SigningHost().sign(None, order(replace(request, unsigned=changed.encode())))
    signed = changed.with_signature(signature.y_parity, signature.r, signature.s)
    shown = read_response(raw).shown
    shown = replace(shown, call=replace(shown.call, recipient=OTHER))
    return write_response(replace(read_response(rewritten(raw, signed)), shown=shown))


async def unknown_request(raw, request):
    return write_response(replace(read_response(raw), request_id=uuid4(b"\xff" * 16)))


async def other_request_digest(raw, request):
    return write_response(replace(read_response(raw), request_digest=b"\x00" * 32))


async def other_hash(raw, request):
    wrong = type(read_response(raw).tx_hash)("0x" + "ab" * 32)
    return write_response(replace(read_response(raw), tx_hash=wrong))


async def something_else_was_shown(raw, request):
    shown = read_response(raw).shown
    lie = replace(shown, call=replace(shown.call, recipient=OTHER))
    return write_response(replace(read_response(raw), shown=lie))


async def high_s(raw, request):
    order_n = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
    fields = rlp.decode(read_response(raw).raw[1:])
    s = order_n - int.from_bytes(fields[11], "big")
    fields[11] = s.to_bytes(32, "big")
    fields[9] = b"" if fields[9] else b"\x01"
    return rewritten(raw, b"\x02" + rlp.encode(fields))


RESPONSES = {
    other_signer: "offline_signer_differs",
    other_nonce: "offline_bytes_differ",
    other_recipient_signed: "offline_bytes_differ",
    unknown_request: "offline_request_unknown",
    other_request_digest: "offline_digest_differs",
    other_hash: "offline_answer_differs",
    something_else_was_shown: "offline_answer_differs",
    high_s: "signature_not_low_s",
}


@pytest.mark.parametrize("tamper", RESPONSES, ids=lambda tamper: tamper.__name__)
async def test_a_changed_answer_is_never_sent(tamper):
    online, cold = pair()
    raw = await online.export()
    answer = await cold.sign(raw)
    with pytest.raises(WalletError) as stopped:
        await online.offline.submit(await tamper(answer, read_request(raw)))
    assert stopped.value.code == RESPONSES[tamper]
    assert online.chain.sent == []
    await online.offline.submit(answer)
    assert len(online.chain.sent) == 1


def flips(raw, count, seed):
    bits = random.Random(seed).sample(range(len(raw) * 8), count)  # noqa: S311
    for bit in bits:
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)


async def is_refused(attempt):
    try:
        await attempt
    except WalletError:
        return True
    return False


async def test_every_single_flipped_bit_of_a_request_is_refused():
    online, cold = pair()
    raw = await online.export()
    seed = random.randrange(2**32)  # noqa: S311
    for bit, changed in flips(raw, 400, seed):
        assert await is_refused(cold.sign(changed)), f"bit {bit} of seed {seed} was signed"
    assert cold.host.signed == []


async def test_every_single_flipped_bit_of_an_answer_is_refused():
    online, cold = pair()
    answer = await cold.sign(await online.export())
    seed = random.randrange(2**32)  # noqa: S311
    for bit, changed in flips(answer, 400, seed):
        refused = await is_refused(online.offline.submit(changed))
        assert refused, f"bit {bit} of seed {seed} was sent"
    assert online.chain.sent == []
    assert online.desk.outbox.entries() == ()


async def test_contradictions_never_change_what_is_shown():
    online, cold = pair()
    raw = await online.export()
    request = read_request(raw)
    lies = itertools.product((PAYEE, OTHER), (5, 6, 10**30), (0, 1, 9))
    for to, units, nonce in lies:
        call = replace(request.claims.call, recipient=to, base_units=units)
        claims = replace(request.claims, call=call, nonce=nonce)
        found = cold.signer.open(with_request(raw, claims=claims)).examination
        said = (found.call.recipient, found.call.base_units, found.transaction.nonce)
        assert said == (PAYEE, 5, 0)
        assert found.may_sign is ((to, units, nonce) == (PAYEE, 5, 0))


async def test_a_broken_seal_is_shown_as_one():
    online, cold = pair()
    raw = await online.export()
    changed = raw.replace(b'"counterparty":""', b'"counterparty":"x"')
    found = cold.signer.look(changed).examination
    assert found.mismatches == ("digest",)
    assert not found.may_sign
    respelled = cold.signer.look(other_spelling(raw)).examination
    assert respelled.mismatches == ("spelling",)
    with pytest.raises(BadInput, match="package_digest_wrong"):
        await cold.signer.sign(changed, PASS)


async def test_both_sides_show_the_same_words():
    online, cold = pair()
    exported = online.offline.export(await online.reviewed())
    opened = cold.signer.open(exported.raw)
    assert opened.words == exported.words == word_code(exported.digest)
    assert read_response(await cold.sign(exported.raw)).shown.words == exported.words
