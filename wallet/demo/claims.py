"""Signed claims about investors, as an issuer of claims makes them.

Source: ERC-735 and ONCHAINID: "personal sign" over keccak256(abi.encode(identity, topic, data)).
"""

from wallet.demo.keys import sign_hash
from wallet.domain.abi import encode, parse_type
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

_SIGNED = (parse_type("address"), parse_type("uint256"), parse_type("bytes"))
_PREFIX = b"\x19Ethereum Signed Message:\n32"


def sign_claim(private_key: bytes, identity: Address, topic: int, data: bytes) -> bytes:
    """Sign that ``data`` holds for ``identity`` under ``topic``; 65 bytes."""
    return sign_hash(
        private_key, keccak(_PREFIX + keccak(encode(_SIGNED, (identity, topic, data))))
    )
