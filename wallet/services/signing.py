"""Signing: the reviewed bytes go to the signer, and what comes back is not taken on trust."""

from wallet.domain.errors import BadInput, KeyProblem
from wallet.domain.ids import Address
from wallet.domain.signing import RequestKind, Signature, SignRequest, message_digest
from wallet.domain.transaction import SignedTransaction
from wallet.domain.transfer import Reviewed, Signed
from wallet.domain.typed_data import BallotData
from wallet.domain.vault import PassphraseSource
from wallet.ports.signer import KeyHost, SignatureRecovery, SignOrder
from wallet.ports.storage import AccountStore
from wallet.services.vault_access import VaultDoor, key_of, signing_account


class Signing:
    """Gets signatures from the key host and verifies them."""

    def __init__(
        self, store: AccountStore, keyhost: KeyHost, door: VaultDoor, recovery: SignatureRecovery
    ) -> None:
        self._store = store
        self._keyhost = keyhost
        self._door = door
        self._recovery = recovery

    async def sign(self, reviewed: Reviewed, passphrase: PassphraseSource) -> Signed:
        """Sign exactly the reviewed transaction.

        Raises:
            KeyProblem: The vault cannot be opened, the key host refuses (``signer_refused``),
                or the signature is not the account's (``signature_wrong``).
            NotFound: ``account_unknown``.
            BadInput: ``account_cannot_sign``.
        """
        review = reviewed.review
        transaction = review.transaction
        request = SignRequest(RequestKind.TRANSACTION, review.account, transaction.encode())
        signature = await self._signature(
            request, transaction.digest, passphrase, transaction.chain_id
        )
        raw = transaction.with_signature(signature.y_parity, signature.r, signature.s)
        return Signed(reviewed, SignedTransaction.decode(raw), review.account)

    async def sign_message(
        self, account: Address, message: bytes, passphrase: PassphraseSource
    ) -> bytes:
        """Sign a personal message (EIP-191); 65 bytes r, s, v.

        Raises:
            KeyProblem: As :meth:`sign`.
            NotFound: ``account_unknown``.
            BadInput: ``account_cannot_sign``.
        """
        request = SignRequest(RequestKind.MESSAGE, account, message)
        signature = await self._signature(request, message_digest(message), passphrase, None)
        return signature.to_bytes()

    async def sign_ballot(
        self, account: Address, ballot: BallotData, passphrase: PassphraseSource
    ) -> bytes:
        """Sign a vote that somebody else may hand in; 65 bytes r, s, v.

        Raises:
            KeyProblem: As :meth:`sign`.
            NotFound: ``account_unknown``.
            BadInput: ``account_cannot_sign``.
        """
        request = SignRequest(RequestKind.TYPED_DATA, account, ballot.to_json())
        signature = await self._signature(request, ballot.digest, passphrase, ballot.chain_id)
        return signature.to_bytes()

    def verify_message(self, address: Address, signature: bytes, message: bytes) -> bool:
        """Whether the address signed the message; a malformed signature is a no."""
        try:
            found = Signature.from_bytes(signature)
        except BadInput:
            return False
        return self._recovery.recover(message_digest(message), found) == address

    async def _signature(
        self,
        request: SignRequest,
        digest: bytes,
        passphrase: PassphraseSource,
        chain_id: int | None,
    ) -> Signature:
        key = key_of(signing_account(self._store, request.account))
        access = await self._door.open(passphrase)
        signature = await self._keyhost.sign(access, SignOrder(request, key, chain_id))
        if not signature.in_range:
            raise KeyProblem("signature_wrong", why="range")
        if self._recovery.recover(digest, signature) != request.account:
            raise KeyProblem("signature_wrong", why="signer")
        return signature
