"""Tokens and networks a person tells a computer that cannot ask them itself."""

from wallet.domain.errors import BadInput, NotFound
from wallet.domain.events import TokensChanged
from wallet.domain.ids import Address, TokenRef
from wallet.domain.network import BUILT_IN_NETWORKS, Network
from wallet.domain.plain_text import NAME_LIMIT, SYMBOL_LIMIT, clean
from wallet.domain.security_token import SecurityToken
from wallet.ports.storage import NetworkStore, TokenStore
from wallet.ports.system import EventSink

DECIMALS_LIMIT = 36
# What a token is called whose contract nobody has asked yet.
PINNED_STANDARD = "pinned"


class PinnedTokens:
    """Tokens by hand: chain, contract, symbol, decimals."""

    def __init__(self, store: TokenStore, networks: NetworkStore, events: EventSink) -> None:
        self._store = store
        self._networks = networks
        self._events = events

    def pin(self, address: Address, chain_id: int, symbol: str, decimals: int) -> SecurityToken:
        """Remember a token, and its chain as one this computer knows.

        A token that was recognised online keeps what is known of it.

        Raises:
            BadInput: ``symbol_malformed``, ``decimals_out_of_range``, ``chain_id_out_of_range``,
                ``token_pinned_differently``.
        """
        if not symbol or clean(symbol, SYMBOL_LIMIT) != symbol or symbol[:2] in {"0x", "0X"}:
            raise BadInput("symbol_malformed", limit=SYMBOL_LIMIT)
        if not 0 <= decimals <= DECIMALS_LIMIT:
            raise BadInput("decimals_out_of_range", most=DECIMALS_LIMIT)
        self._learn(chain_id)
        known = next((one for one in self._store.tokens(chain_id) if one.address == address), None)
        if known is not None:
            if (known.symbol, known.decimals) != (symbol, decimals):
                raise BadInput("token_pinned_differently", symbol=known.symbol)
            return known
        ref = TokenRef(chain_id, address)
        token = SecurityToken(ref, clean(symbol, NAME_LIMIT), symbol, decimals, PINNED_STANDARD)
        self._store.save_token(token)
        self._events.publish(TokensChanged())
        return token

    def tokens(self) -> tuple[SecurityToken, ...]:
        """All, of every chain this computer knows."""
        chains = dict.fromkeys(one.chain_id for one in self._networks.networks())
        return tuple(token for chain_id in chains for token in self._store.tokens(chain_id))

    def remove(self, text: str) -> SecurityToken:
        """Forget a token, by address or symbol.

        Raises:
            NotFound: ``token_unknown``.
            BadInput: ``symbol_ambiguous``.
        """
        wanted = text.casefold()
        found = [
            token
            for token in self.tokens()
            if wanted in {token.address.casefold(), token.symbol.casefold()}
        ]
        if len(found) > 1:
            raise BadInput("symbol_ambiguous", symbol=text[:32], count=len(found))
        if not found:
            raise NotFound("token_unknown", text=text[:64])
        self._store.remove_token(found[0].ref)
        self._events.publish(TokensChanged())
        return found[0]

    def network_name(self, chain_id: int) -> str | None:
        """This computer's own name for a chain, ``None`` if it does not know it."""
        known = self._networks.networks()
        return next((one.name for one in known if one.chain_id == chain_id), None)

    def _learn(self, chain_id: int) -> None:
        if self.network_name(chain_id) is not None:
            return
        built_in = next((one for one in BUILT_IN_NETWORKS if one.chain_id == chain_id), None)
        self._networks.save_network(built_in or Network(f"chain-{chain_id}", chain_id))
