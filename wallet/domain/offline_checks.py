"""What the computer with the key checks by itself before it signs, in a fixed order.

The bytes are decoded here and compared with everything said about them. A stop is final: no
option and no person skips it. A caution is shown, and the person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wallet.domain.account import Account
from wallet.domain.amounts import Amount
from wallet.domain.compliance import At, Caution, Param, Verdict
from wallet.domain.errors import BadInput, NotFound, Refusal, WalletError
from wallet.domain.ids import Address
from wallet.domain.offline import Claims, EvidenceGrade, OfflineRequest, SaidToken, SignedBefore
from wallet.domain.review import DecodedCall, decode_call
from wallet.domain.security_token import SecurityToken
from wallet.domain.transaction import UnsignedTransaction

# Far above what a transfer costs in ordinary days; a stolen fee must not be worth forging.
FEE_CAP_WEI: Final = 25 * 10**16
COIN_DECIMALS: Final = 18
# Clocks of computers without a network drift; more than this is worth a word.
_CLOCK_SLACK_S: Final = 900


@dataclass(frozen=True, slots=True)
class Here:
    """What this computer knows by itself.

    Attributes:
        now: Its clock, in Unix seconds.
        networks: Chains it was told about, with its own names for them.
        tokens: Pinned tokens, of any chain.
        known: Addresses with a name here.
        signed: What was signed here before for the same account, chain and nonce.
    """

    now: int
    accounts: tuple[Account, ...]
    networks: Mapping[int, str]
    tokens: tuple[SecurityToken, ...]
    known: frozenset[Address]
    signed: tuple[SignedBefore, ...]
    fee_cap_wei: int = FEE_CAP_WEI


@dataclass(frozen=True, slots=True)
class Examination:
    """What the bytes say, and what stands against signing them.

    Attributes:
        transaction: ``None`` if the bytes are no transaction of the one known kind.
        mismatches: Names of everything that was said differently from what the bytes say.
        stops: In the order of checking; the first is the reason not to sign.
        signed_before: Other bytes signed here with the same nonce.
        token: The token as pinned here, ``None`` if it is not, or none moves.
    """

    transaction: UnsignedTransaction | None = None
    call: DecodedCall | None = None
    mismatches: tuple[str, ...] = ()
    stops: tuple[WalletError, ...] = ()
    cautions: tuple[Caution, ...] = ()
    signed_before: tuple[SignedBefore, ...] = ()
    token: SecurityToken | None = None
    grade: EvidenceGrade = EvidenceGrade.SAID

    @property
    def may_sign(self) -> bool:
        """Whether nothing stands against it."""
        return self.transaction is not None and not self.stops and not self.mismatches


def examine(request: OfflineRequest, here: Here) -> Examination:
    """Check a request as the computer with the key does."""
    found = _Findings()
    _check_time(request, here, found)
    try:
        transaction = UnsignedTransaction.decode(request.unsigned)
    except BadInput as problem:
        found.stops.append(problem)
        return Examination(stops=tuple(found.stops), cautions=tuple(found.cautions))
    call = decode_call(transaction, request.account)
    token = _pinned(transaction, call, here)
    _check_network(transaction, here, found)
    _check_account(request, here, found)
    _check_costs(transaction, here, found)
    mismatches = compare(request, transaction, call)
    if call.kind == "unknown":
        found.stops.append(BadInput("offline_call_unknown", function=call.function))
    elif mismatches:
        found.stops.append(BadInput("offline_claims_differ", fields=mismatches))
    _check_token(request.claims.token, call, token, found)
    _check_evidence(request, found)
    others = tuple(one for one in here.signed if one.unsigned != request.unsigned)
    _check_history(others, found)
    _check_recipient(call, here, found)
    return Examination(
        transaction,
        call,
        mismatches,
        tuple(found.stops),
        tuple(found.cautions),
        others,
        token,
    )


def compare(
    request: OfflineRequest, transaction: UnsignedTransaction, call: DecodedCall
) -> tuple[str, ...]:
    """Names of all differences between the claims and the bytes."""
    differing = tuple(differences(request, transaction, call))
    return (*differing, "unknown_call") if call.kind == "unknown" else differing


def differences(
    request: OfflineRequest, transaction: UnsignedTransaction, call: DecodedCall
) -> dict[str, tuple[object, object]]:
    """What is claimed and what the bytes say, for everything in which they differ."""
    claims, fee = request.claims, request.claims.fee
    said = claims.call
    pairs: dict[str, tuple[object, object]] = {
        "chain": (claims.chain_id, transaction.chain_id),
        "nonce": (claims.nonce, transaction.nonce),
        "gas": (fee.gas, transaction.gas),
        "priority_fee": (fee.priority_fee, transaction.priority_fee),
        "max_fee": (fee.max_fee, transaction.max_fee),
        "value": (claims.value, transaction.value),
        "kind": (said.kind, call.kind),
        "function": (said.function, call.function),
        "token": (said.token, call.token),
        "sender": (said.sender, call.sender),
        "recipient": (said.recipient, call.recipient),
        "amount": (said.base_units, call.base_units),
        "arguments": (dict(said.args), dict(call.args)),
        "token_details": (claims.token.address if claims.token else None, call.token),
        "amount_text": (claims.amount, _amount_text(claims)),
    }
    return {name: (told, read) for name, (told, read) in pairs.items() if told != read}


@dataclass(slots=True)
class _Findings:
    stops: list[WalletError] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)


def _amount_text(claims: Claims) -> str | None:
    """How the claimed amount is written with the claimed decimals."""
    units = claims.call.base_units
    if units is None:
        return None
    decimals = COIN_DECIMALS if claims.token is None else claims.token.decimals
    return Amount(units, decimals).text


def _check_time(request: OfflineRequest, here: Here, found: _Findings) -> None:
    if here.now >= request.expires or request.expires <= request.created:
        expires, now = At(request.expires), At(here.now)
        found.stops.append(BadInput("offline_expired", expires=expires, now=now))
    elif here.now < request.created - _CLOCK_SLACK_S:
        params = {"created": At(request.created), "now": At(here.now)}
        found.cautions.append(Caution("clock_differs", params))


def _check_network(transaction: UnsignedTransaction, here: Here, found: _Findings) -> None:
    chain_id = transaction.chain_id
    if chain_id in here.networks:
        return
    if here.networks:
        found.stops.append(BadInput("offline_network_unknown", chain_id=chain_id))
    else:
        # Nobody has told this computer of any network yet: the person has to know the number.
        found.cautions.append(Caution("network_not_known", {"chain_id": chain_id}))


def _check_account(request: OfflineRequest, here: Here, found: _Findings) -> None:
    ours = next((one for one in here.accounts if one.address == request.account), None)
    if ours is None:
        found.stops.append(NotFound("account_unknown", address=request.account))
    elif not ours.kind.can_sign:
        found.stops.append(BadInput("account_cannot_sign", label=ours.label))
    elif None not in (ours.path, request.path) and ours.path != request.path:
        found.stops.append(BadInput("offline_path_differs", said=request.path, ours=ours.path))


def _check_costs(transaction: UnsignedTransaction, here: Here, found: _Findings) -> None:
    if transaction.data and transaction.value:
        value = Amount(transaction.value, COIN_DECIMALS)
        found.stops.append(BadInput("offline_value_with_call", value=value))
    most = transaction.gas * transaction.max_fee
    if most > here.fee_cap_wei:
        fee, cap = (Amount(wei, COIN_DECIMALS) for wei in (most, here.fee_cap_wei))
        found.stops.append(BadInput("offline_fee_too_high", fee=fee, cap=cap))


def _pinned(
    transaction: UnsignedTransaction, call: DecodedCall, here: Here
) -> SecurityToken | None:
    ref = (transaction.chain_id, call.token)
    fitting = (one for one in here.tokens if (one.ref.chain_id, one.ref.address) == ref)
    return next(fitting, None)


def _check_token(
    said: SaidToken | None, call: DecodedCall, pinned: SecurityToken | None, found: _Findings
) -> None:
    if call.token is None:
        return
    if pinned is None:
        found.cautions.append(Caution("token_not_pinned", {"token": call.token}))
        return
    if said is not None and said.decimals != pinned.decimals:
        told, kept = said.decimals, pinned.decimals
        found.stops.append(BadInput("offline_decimals_differ", said=told, pinned=kept))
    if said is not None and said.symbol != pinned.symbol:
        params = {"said": said.symbol, "pinned": pinned.symbol}
        found.cautions.append(Caution("symbol_differs", params))


def _check_evidence(request: OfflineRequest, found: _Findings) -> None:
    evidence = request.evidence
    if evidence is None:
        found.cautions.append(Caution("evidence_missing"))
        return
    if evidence.decision.verdict is not Verdict.ALLOWED:
        found.stops.append(Refusal("offline_not_allowed"))
    if evidence.accepted:
        told = ", ".join(evidence.accepted)
        found.cautions.append(Caution("accepted_before", {"accepted": told}))


def _check_history(others: tuple[SignedBefore, ...], found: _Findings) -> None:
    if others:
        last = others[-1]
        said: dict[str, Param] = {"nonce": last.nonce, "at": At(last.at)}
        found.cautions.append(Caution("nonce_signed_before", said))


def _check_recipient(call: DecodedCall, here: Here, found: _Findings) -> None:
    other = call.recipient
    if call.kind == "unknown" or other is None or other in here.known:
        return
    found.cautions.append(Caution("recipient_not_known", {"address": other}))
