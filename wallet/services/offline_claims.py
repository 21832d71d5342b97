"""What the online computer says about the bytes it wants signed, and what it knows of them."""

from collections.abc import Callable

from wallet.domain.amounts import Amount
from wallet.domain.compliance import TransferCheck
from wallet.domain.errors import BadInput
from wallet.domain.governance import BallotIntent, DelegationIntent, Governor
from wallet.domain.ids import Address
from wallet.domain.network import Network
from wallet.domain.node_url import NodeUrl
from wallet.domain.offline import Claims, Evidence, SaidToken
from wallet.domain.plain_text import NAME_LIMIT, SYMBOL_LIMIT, clean
from wallet.domain.security_token import SecurityToken
from wallet.domain.transfer import Reviewed
from wallet.services.offline_again import DISAGREEMENT
from wallet.services.transfers import Checked

COIN_DECIMALS = 18


def check_of(reviewed: Reviewed) -> Checked:
    """The check behind a review.

    Raises:
        BadInput: ``offline_not_possible`` where nothing was checked.
    """
    check = reviewed.check or reviewed.action
    if check is None:
        raise BadInput("offline_not_possible", kind=reviewed.review.call.kind)
    return check


def about_of(reviewed: Reviewed) -> SecurityToken | Governor:
    """The token or governor it is about.

    Raises:
        BadInput: ``offline_not_possible``.
    """
    check = check_of(reviewed)
    if isinstance(check, TransferCheck):
        return check.intent.token
    match check.intent:
        case BallotIntent() as ballot:
            return ballot.governor
        case DelegationIntent() as delegation:
            return delegation.token
        case _:
            raise BadInput("offline_not_possible", kind=reviewed.review.call.kind)


def claims_of(
    reviewed: Reviewed,
    network: Network,
    about: SecurityToken | Governor,
    name: Callable[[Address], str],
) -> Claims:
    """What the bytes are said to do, in the words of this computer."""
    transaction, call = reviewed.review.transaction, reviewed.review.call
    token = about if isinstance(about, SecurityToken) and not about.is_native else None
    decimals = COIN_DECIMALS if token is None else token.decimals
    moved = call.base_units
    other = call.recipient
    return Claims(
        chain_id=transaction.chain_id,
        network=network.name,
        coin=network.coin,
        nonce=transaction.nonce,
        value=transaction.value,
        fee=reviewed.fee,
        call=call,
        token=None if token is None else _said(token),
        amount=None if moved is None else Amount(moved, decimals).text,
        counterparty="" if other is None else clean(name(other) or _own_name(about), NAME_LIMIT),
    )


def evidence_of(reviewed: Reviewed, network: Network) -> Evidence:
    """What the check found, and where it was found."""
    check = check_of(reviewed)
    transfer = check if isinstance(check, TransferCheck) else None
    effects = () if transfer is None else transfer.effects
    accepted = sorted(reviewed.accepted.warnings & {effect.id for effect in effects})
    if transfer is not None and transfer.needs_acceptance:
        accepted.insert(0, DISAGREEMENT)
    return Evidence(
        block=check.block,
        context=check.context,
        decision=check.decision,
        simulation=check.simulation,
        answer=None if transfer is None else transfer.answer,
        effects=effects,
        cautions=check.cautions,
        nodes=tuple(NodeUrl.parse(url).shown for url in network.rpc_urls),
        accepted=tuple(accepted),
    )


def _said(token: SecurityToken) -> SaidToken:
    return SaidToken(
        token.address,
        clean(token.name, NAME_LIMIT),
        clean(token.symbol, SYMBOL_LIMIT),
        token.decimals,
        token.standard,
    )


def _own_name(about: SecurityToken | Governor) -> str:
    return about.name if isinstance(about, Governor) else ""
