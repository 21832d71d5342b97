"""The computer with the key: look at a request, sign it or say no. Touches no network."""

from dataclasses import dataclass, replace
from typing import Final

from wallet.domain.errors import BadInput, ProgramFault
from wallet.domain.ids import Address, TxHash
from wallet.domain.keccak import keccak
from wallet.domain.offline import (
    OfflineRequest,
    OfflineResponse,
    Shown,
    SignedBefore,
)
from wallet.domain.offline_checks import FEE_CAP_WEI, Examination, Here, examine
from wallet.domain.offline_files import digest_of, read_request, reseal, write_response
from wallet.domain.review import review
from wallet.domain.transaction import UnsignedTransaction
from wallet.domain.transfer import Reviewed
from wallet.domain.vault import PassphraseSource
from wallet.domain.word_code import word_code
from wallet.ports.offline import SigningJournal
from wallet.ports.signer import SignatureRecovery
from wallet.ports.storage import AccountStore, NetworkStore, TokenStore
from wallet.ports.system import Clock
from wallet.services.offline_answers import Answer, read_answer
from wallet.services.signing import Signing

DECLINED: Final = "declined"


@dataclass(frozen=True, slots=True)
class Books:
    """What a person told this computer, and what it signed."""

    accounts: AccountStore
    networks: NetworkStore
    tokens: TokenStore
    journal: SigningJournal


@dataclass(frozen=True, slots=True)
class Opened:
    """A request as this computer sees it.

    Attributes:
        raw: The file.
        network: This computer's own name for the chain, ``None`` if it has none.
    """

    raw: bytes
    request: OfflineRequest
    digest: bytes
    examination: Examination
    network: str | None

    @property
    def words(self) -> str:
        """The digest as words to compare."""
        return word_code(self.digest)


class OfflineSigner:
    """Opens requests and answers them."""

    def __init__(
        self,
        books: Books,
        signing: Signing,
        recovery: SignatureRecovery,
        clock: Clock,
        *,
        producer: str,
    ) -> None:
        self._books = books
        self._signing = signing
        self._recovery = recovery
        self._clock = clock
        self._producer = producer
        self._fee_cap_wei = FEE_CAP_WEI

    def allow_fee(self, wei: int) -> None:
        """Take fees up to this from now on, in wei, because the person said so."""
        self._fee_cap_wei = wei

    def open(self, raw: bytes) -> Opened:
        """Read a request strictly and check it.

        Raises:
            BadInput: The file is not exactly what it must be.
        """
        return self._opened(raw, read_request(raw), digest_of(raw))

    def look(self, raw: bytes) -> Opened:
        """Read a request to be shown, also if its seal or spelling is broken.

        What is broken is among the mismatches, and stops every signature.

        Raises:
            BadInput: It cannot be read at all.
        """
        try:
            return self.open(raw)
        except BadInput as problem:
            broken = _broken_seal(problem)
            if broken is None:
                raise
            mended = reseal(raw)
            opened = self._opened(mended, read_request(mended), digest_of(mended))
            found = opened.examination
            worse = replace(
                found,
                mismatches=(broken, *found.mismatches),
                stops=(problem, *found.stops),
            )
            return replace(opened, raw=raw, examination=worse)

    def answer(self, raw: bytes) -> Answer:
        """Read an answer and compare it with its own bytes.

        Raises:
            BadInput: The file or the transaction in it is not what it must be.
        """
        return read_answer(raw, self._recovery)

    async def sign(self, raw: bytes, passphrase: PassphraseSource) -> bytes:
        """Check everything once more and sign; the file of the answer.

        What was signed is in the journal before the answer leaves this method.

        Raises:
            BadInput: The first of the stops, or the file is not what it must be.
            NotFound: ``account_unknown``.
            Refusal: ``offline_not_allowed``.
            KeyProblem: As :meth:`Signing.sign`.
        """
        opened = self.open(raw)
        found, request = opened.examination, opened.request
        if found.stops:
            raise found.stops[0]
        transaction, call = found.transaction, found.call
        if transaction is None or call is None or not found.may_sign:
            raise ProgramFault("not_allowed", verdict="mismatch")
        read = review(transaction, request.account, None)
        signed = await self._signing.sign(Reviewed(read, request.claims.fee, None), passphrase)
        now = self._clock.now()
        self._books.journal.add_signed(
            SignedBefore(
                signed.transaction.hash,
                transaction.chain_id,
                request.account,
                transaction.nonce,
                request.unsigned,
                request.id,
                now,
            )
        )
        return self._answer(opened, self._shown(opened, transaction), signed.transaction.raw)

    def decline(self, raw: bytes) -> bytes:
        """The file of a no, so that the other computer need not wait.

        Raises:
            BadInput: The file is not exactly what it must be.
        """
        return self._answer(self.open(raw), None, None)

    def _opened(self, raw: bytes, request: OfflineRequest, digest: bytes) -> Opened:
        books = self._books
        networks = {one.chain_id: one.name for one in books.networks.networks()}
        chain_id, nonce = _place(request)
        accounts = books.accounts.accounts()
        here = Here(
            now=self._clock.now(),
            accounts=accounts,
            networks=networks,
            tokens=books.tokens.tokens(chain_id),
            known=_known(books.accounts),
            signed=books.journal.signed_at(chain_id, request.account, nonce),
            fee_cap_wei=self._fee_cap_wei,
        )
        return Opened(raw, request, digest, examine(request, here), networks.get(chain_id))

    def _shown(self, opened: Opened, transaction: UnsignedTransaction) -> Shown:
        found = opened.examination
        if found.call is None:
            raise ProgramFault("not_allowed", verdict="mismatch")
        return Shown(
            self._clock.now(),
            opened.words,
            transaction.chain_id,
            transaction.nonce,
            found.call,
            tuple(caution.id for caution in found.cautions),
        )

    def _answer(self, opened: Opened, shown: Shown | None, raw: bytes | None) -> bytes:
        return write_response(
            OfflineResponse(
                opened.request.id,
                opened.digest,
                self._producer,
                opened.request.account,
                shown,
                None if raw else DECLINED,
                raw,
                TxHash.from_bytes(keccak(raw)) if raw else None,
            )
        )


def _broken_seal(problem: BadInput) -> str | None:
    if problem.code == "package_digest_wrong":
        return "digest"
    return "spelling" if problem.params.get("why") == "spelling" else None


def _place(request: OfflineRequest) -> tuple[int, int]:
    """Chain and nonce by the bytes; by the claims where the bytes cannot be read."""
    try:
        transaction = UnsignedTransaction.decode(request.unsigned)
    except BadInput:
        return request.claims.chain_id, request.claims.nonce
    return transaction.chain_id, transaction.nonce


def _known(store: AccountStore) -> frozenset[Address]:
    own = {account.address for account in store.accounts()}
    return frozenset(own | {contact.address for contact in store.contacts()})
