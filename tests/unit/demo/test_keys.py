"""Keys, claims and addresses of the demo agree with independent implementations."""

import pytest
from eth_abi import encode as abi_encode
from eth_account import Account
from eth_account.messages import encode_defunct
from mnemonic import Mnemonic

from wallet.demo import DEMO_PASSPHRASE, DEMO_PHRASE
from wallet.demo.artifacts import created_address, creation_code
from wallet.demo.claims import sign_claim
from wallet.demo.keys import address_of, demo_keys
from wallet.demo.people import NAMES, everybody, people
from wallet.domain.abi import AbiError
from wallet.domain.errors import ProgramFault
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

USUAL_TEST_PHRASE = "test test test test test test test test test test test junk"


def test_phrase_is_valid_and_not_the_usual_one():
    assert Mnemonic("english").check(DEMO_PHRASE)
    assert DEMO_PHRASE != USUAL_TEST_PHRASE


def test_passphrase_is_long_enough_without_a_device_share():
    assert len(DEMO_PASSPHRASE) >= 15


def test_keys_are_those_of_the_phrase():
    Account.enable_unaudited_hdwallet_features()
    for index, key in enumerate(demo_keys(4)):
        judge = Account.from_mnemonic(DEMO_PHRASE, account_path=f"m/44'/60'/0'/0/{index}")
        assert key == bytes(judge.key)
        assert address_of(key) == judge.address


def test_everybody_has_an_own_account_and_the_holder_is_first():
    cast = everybody()
    assert cast[0].name == "Anna Keller"
    assert len({person.address for person in cast}) == len(cast) == len(NAMES)


def test_private_keys_are_not_in_a_repr():
    anna = people().anna
    assert anna.private_key.hex() not in repr(people())
    assert str(anna.private_key) not in repr(anna)


def test_claim_is_a_personal_signature_of_identity_topic_and_data():
    signer = people().kyc
    identity = Address("0x" + "12" * 20)
    signature = sign_claim(signer.private_key, identity, 7, b"checked")
    signed = keccak(abi_encode(["address", "uint256", "bytes"], [identity, 7, b"checked"]))
    assert Account.recover_message(encode_defunct(signed), signature=signature) == signer.address


def test_created_addresses_follow_creator_and_nonce():
    # The well-known first contracts of the usual first test account.
    creator = Address("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
    assert created_address(creator, 0) == "0x5FbDB2315678afecb367f032d93F642f64180aa3"
    assert created_address(creator, 1) == "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"


def test_creation_code_ends_with_the_encoded_arguments():
    owner = people().mint.address
    code = creation_code("EuroCash", owner, "Euro cash", "EURX", 6)
    tail = abi_encode(["address", "string", "string", "uint8"], [owner, "Euro cash", "EURX", 6])
    assert code.endswith(tail)


def test_arguments_that_do_not_fit_are_refused():
    with pytest.raises(AbiError):
        creation_code("EuroCash", people().mint.address)


def test_missing_build_is_named():
    with pytest.raises(ProgramFault) as raised:
        creation_code("NoSuchContract")
    assert raised.value.code == "resource_missing"
    assert "NoSuchContract" in raised.value.params["name"]
