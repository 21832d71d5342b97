"""Who signed: the public key back from a signature, by libsecp256k1."""

from coincurve import PublicKey

from wallet.domain.ids import Address
from wallet.domain.keccak import keccak
from wallet.domain.signing import Signature


class Secp256k1Recovery:
    """Finds the signer of a digest."""

    def recover(self, digest: bytes, signature: Signature) -> Address | None:
        """The signer, ``None`` if the numbers are no signature of anybody."""
        if len(digest) != 32 or not signature.in_range:
            return None
        try:
            key = PublicKey.from_signature_and_message(
                signature.to_bytes()[:64] + bytes([signature.y_parity]), digest, hasher=None
            )
        except ValueError:
            return None
        return Address.from_bytes(keccak(key.format(compressed=False)[1:])[12:])
