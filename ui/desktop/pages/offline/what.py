"""What a request does, in one line. Plain Python."""

from collections.abc import Callable

from ui.desktop.core.format import figure
from ui.text import sentence as words
from wallet.domain.amounts import Amount
from wallet.domain.ids import Address
from wallet.domain.offline import Claims, OfflineRequest

COIN_DECIMALS = 18

Shown = Callable[[Address], str]


def what_of(request: OfflineRequest, shown: Shown) -> str:
    """What it does: the claims were held against the bytes before they left this computer."""
    claims, call = request.claims, request.claims.call
    if call.base_units is not None and call.recipient is not None:
        amount, to = _amount(claims), shown(call.recipient)
        return words("window.offline.what.transfer", amount=amount, to=to)
    if call.kind == "vote":
        choice = words(f"window.offline.choice.{call.args.get('support')}")
        return words("window.offline.what.vote", choice=choice, governor=claims.counterparty)
    if call.kind == "delegation" and call.recipient is not None:
        symbol = claims.token.symbol if claims.token else ""
        to = shown(call.recipient)
        return words("window.offline.what.delegation", symbol=symbol, to=to)
    return words("window.offline.what.other", call=call.function)


def sending_of(request: OfflineRequest, shown: Shown) -> str:
    """Whose key is asked for."""
    return shown(request.account)


def _amount(claims: Claims) -> str:
    token, units = claims.token, claims.call.base_units or 0
    if token is None:
        return figure(Amount(units, COIN_DECIMALS), claims.coin).text
    return figure(Amount(units, token.decimals), token.symbol).text
