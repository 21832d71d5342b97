"""Tokens: recognise, pin, list, resolve."""

from asyncio import gather
from collections.abc import Sequence

from wallet.domain.abi import AbiError, Function, decode, parse_type
from wallet.domain.chain import Call, CallResult
from wallet.domain.errors import BadInput, ChainProblem, NotFound
from wallet.domain.events import TokensChanged
from wallet.domain.ids import Address, TokenRef
from wallet.domain.plain_text import NAME_LIMIT, SYMBOL_LIMIT, clean, clean_bytes
from wallet.domain.security_token import SecurityToken
from wallet.ports.chain import Chain, ChainReader
from wallet.ports.standard import KnowsNoTokens, Match, TokenDetails, TokenStandard
from wallet.ports.storage import TokenStore
from wallet.ports.system import Clock, EventSink
from wallet.services.chain_source import ChainSource
from wallet.services.snapshots import open_snapshot

NAME = Function.parse("name()(string)")
SYMBOL = Function.parse("symbol()(string)")
DECIMALS = Function.parse("decimals()(uint256)")
_STRING = (parse_type("string"),)
# Beyond this nobody can read an amount; it is shown in base units instead.
DECIMALS_LIMIT = 36
_ADDRESS_LETTERS = 42


class Tokens:
    """Tracked tokens of the current network, and any other by address."""

    def __init__(
        self,
        store: TokenStore,
        networks: ChainSource,
        standards: Sequence[TokenStandard],
        clock: Clock,
        events: EventSink,
    ) -> None:
        self._store = store
        self._networks = networks
        self._standards = standards
        self._clock = clock
        self._events = events

    def tokens(self) -> tuple[SecurityToken, ...]:
        """Tracked on the current network, in the order they were added."""
        return self._store.tokens(self._networks.current().chain_id)

    async def add(self, address: Address) -> SecurityToken:
        """Recognise a token and remember it.

        Raises:
            BadInput: ``not_a_contract``, ``not_a_token``, or what else the contract is.
            ChainProblem: The network cannot be read.
        """
        token = await self.recognise(address)
        self._store.save_token(token)
        self._events.publish(TokensChanged())
        return token

    async def recognise(self, address: Address) -> SecurityToken:
        """Find out what a contract is, without remembering it; errors as :meth:`add`."""
        chain = self._networks.chain()
        snapshot = await open_snapshot(chain, self._clock)
        reader = snapshot.reader
        code, (name, symbol, decimals), refusals, matches = await gather(
            reader.code(address),
            _metadata(reader, address),
            gather(
                *(
                    standard.refuses(reader, address)
                    for standard in self._standards
                    if isinstance(standard, KnowsNoTokens)
                )
            ),
            gather(*(standard.matches(reader, address) for standard in self._standards)),
        )
        if code is None:
            raise ChainProblem("node_unreachable", endpoint="", why="no_code_answer")
        if not code:
            raise BadInput("not_a_contract", address=address)
        for found in refusals:
            if found is not None:
                raise BadInput(found.code, address=address, kind=found.kind)
        for standard, match in zip(self._standards, matches, strict=True):
            if match is not None:
                return _token(chain, address, (name, symbol, decimals), standard, match)
        raise BadInput("not_a_token", address=address)

    async def resolve(self, text: str) -> SecurityToken:
        """A token by address, or by symbol if a single tracked token has it.

        Raises:
            NotFound: ``token_unknown``.
            BadInput: ``symbol_ambiguous``, a malformed address, ``not_a_token``.
        """
        tracked = self._tracked(text)
        if tracked is not None:
            return tracked
        if text.lower().startswith("0x"):
            return await self.recognise(Address(text))
        raise NotFound("token_unknown", text=text[:64])

    def _tracked(self, text: str) -> SecurityToken | None:
        """The tracked token with this address or, if only one has it, this symbol.

        A symbol is cut to fewer letters than an address has, so it can imitate none.
        """
        tokens = self.tokens()
        if text.lower().startswith("0x") and len(text) == _ADDRESS_LETTERS:
            address = Address(text)
            return next((token for token in tokens if token.address == address), None)
        found = [token for token in tokens if token.symbol.casefold() == text.casefold()]
        if len(found) > 1:
            raise BadInput("symbol_ambiguous", symbol=text[:32], count=len(found))
        return found[0] if found else None

    def native(self) -> SecurityToken:
        """The current network's coin."""
        network = self._networks.current()
        return SecurityToken.native(network.chain_id, network.coin)

    def remove(self, text: str) -> SecurityToken:
        """Stop tracking a token, by address or symbol.

        Raises:
            NotFound: ``token_unknown``.
            BadInput: ``symbol_ambiguous``.
        """
        token = self._tracked(text)
        if token is None:
            raise NotFound("token_unknown", text=text[:64])
        self._store.remove_token(token.ref)
        self._events.publish(TokensChanged())
        return token

    async def details(self, token: SecurityToken, account: Address | None) -> TokenDetails:
        """Rules in force, powers, identity of the account and documents."""
        snapshot = await open_snapshot(self._networks.chain(), self._clock)
        return await self.standard_of(token).details(snapshot.reader, token, account)

    def standard_of(self, token: SecurityToken) -> TokenStandard:
        """The module that speaks for a token."""
        for standard in self._standards:
            if standard.name == token.standard:
                return standard
        raise NotFound("standard_unknown", standard=token.standard)


def _token(
    chain: Chain,
    address: Address,
    metadata: tuple[str, str, int],
    standard: TokenStandard,
    match: Match,
) -> SecurityToken:
    name, symbol, decimals = metadata
    return SecurityToken(
        TokenRef(chain.chain_id, address),
        name,
        symbol,
        decimals,
        standard.name,
        match.version,
        tuple(sorted(match.capabilities)),
        match.anchors,
    )


async def _metadata(reader: ChainReader, token: Address) -> tuple[str, str, int]:
    name, symbol, decimals = await gather(
        *(reader.call(Call(token, function.encode())) for function in (NAME, SYMBOL, DECIMALS))
    )
    digits = int.from_bytes(decimals.data, "big") if len(decimals.data) == 32 else 0
    return (
        _text(name, NAME_LIMIT),
        _text(symbol, SYMBOL_LIMIT) or token.short,
        digits if decimals.returned and digits <= DECIMALS_LIMIT else 0,
    )


def _text(result: CallResult, limit: int) -> str:
    """A string, or the bytes32 that tokens of the first years return."""
    if not result.returned:
        return ""
    if len(result.data) == 32:
        return clean_bytes(result.data.rstrip(b"\x00"), limit)
    try:
        return clean(str(decode(_STRING, result.data)[0]), limit)
    except AbiError:
        return ""
