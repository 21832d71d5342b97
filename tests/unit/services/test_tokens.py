"""Tokens: recognised by what they answer, pinned, found again."""

import pytest

from tests.fakes.chain import FAILED, reverted
from tests.fakes.one_network import ISSUER, TOKEN, Reading
from wallet.domain.errors import BadInput, ChainProblem, NotFound
from wallet.domain.events import TokensChanged
from wallet.domain.ids import Address

OTHER = Address("0x" + "71" * 20)
MIXED = Address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")


@pytest.fixture
def reading():
    return Reading()


async def test_an_added_token_is_pinned_and_told(reading):
    reading.put_token(symbol="ACME", decimals=6)
    token = await reading.tokens.add(TOKEN)
    assert (token.name, token.symbol, token.decimals) == ("A token", "ACME", 6)
    assert (token.standard, token.ref.chain_id) == ("ERC-20", reading.chain.chain_id)
    assert reading.tokens.tokens() == (token,)
    assert reading.told.events == [TokensChanged()]


async def test_looking_does_not_track(reading):
    reading.put_token()
    await reading.tokens.recognise(TOKEN)
    assert reading.tokens.tokens() == ()
    assert reading.told.events == []


async def test_words_of_a_token_are_cleaned_and_capped(reading):
    reading.put_token(symbol="AC\u202eME\u0000 the greatest token ever")
    reading.chain.answer(TOKEN, "name()(string)", "x" * 5_000)
    token = await reading.tokens.recognise(TOKEN)
    assert token.symbol == "ACME the g…"
    assert len(token.name) == 64


async def test_a_token_without_words_goes_by_its_address(reading):
    reading.put_token()
    for signature in ("name()(string)", "symbol()(string)", "decimals()(uint8)"):
        reading.chain.revert(TOKEN, signature)
    token = await reading.tokens.recognise(TOKEN)
    assert (token.name, token.symbol, token.decimals) == ("", TOKEN.short, 0)


@pytest.mark.parametrize(
    ("decimals", "expected"), [(36, 36), (37, 0), (2**256 - 1, 0)], ids=["most", "more", "absurd"]
)
async def test_decimals_nobody_can_read_count_as_none(reading, decimals, expected):
    reading.put_token()
    reading.chain.answer(TOKEN, "decimals()(uint256)", decimals)
    assert (await reading.tokens.recognise(TOKEN)).decimals == expected


async def test_what_is_no_token_is_refused(reading):
    with pytest.raises(BadInput, match="not_a_contract"):
        await reading.tokens.recognise(TOKEN)
    reading.chain.codes[TOKEN] = b"\x60"
    with pytest.raises(BadInput, match="not_a_token"):
        await reading.tokens.recognise(TOKEN)
    reading.chain.codes[TOKEN] = None
    with pytest.raises(ChainProblem, match="node_unreachable"):
        await reading.tokens.recognise(TOKEN)
    assert reading.tokens.tokens() == ()


async def test_a_token_is_found_by_symbol_and_by_address(reading):
    reading.put_token(symbol="ACME")
    token = await reading.tokens.add(TOKEN)
    for text in ("ACME", "acme", TOKEN, TOKEN.lower(), "0x" + TOKEN[2:].upper()):
        assert await reading.tokens.resolve(text) == token


async def test_an_address_that_is_not_tracked_is_recognised(reading):
    reading.put_token(OTHER, symbol="OTH")
    assert (await reading.tokens.resolve(OTHER)).symbol == "OTH"
    assert reading.tokens.tokens() == ()


async def test_a_symbol_that_two_tokens_have_is_ambiguous(reading):
    for address in (TOKEN, OTHER):
        reading.put_token(address, symbol="ACME")
        await reading.tokens.add(address)
    with pytest.raises(BadInput, match="symbol_ambiguous") as caught:
        await reading.tokens.resolve("acme")
    assert caught.value.params["count"] == 2
    with pytest.raises(BadInput, match="symbol_ambiguous"):
        reading.tokens.remove("ACME")
    assert reading.tokens.remove(TOKEN).address == TOKEN
    assert (await reading.tokens.resolve("ACME")).address == OTHER


async def test_a_symbol_that_begins_like_an_address_is_a_symbol(reading):
    reading.put_token(symbol="0xABC")
    token = await reading.tokens.add(TOKEN)
    assert await reading.tokens.resolve("0xabc") == token
    with pytest.raises(BadInput, match="address_malformed"):
        await reading.tokens.resolve("0xabcd")


async def test_a_mistyped_address_is_refused_also_for_a_tracked_token(reading):
    reading.put_token(MIXED)
    await reading.tokens.add(MIXED)
    mistyped = MIXED[:-1] + MIXED[-1].swapcase()
    with pytest.raises(BadInput, match="address_checksum"):
        await reading.tokens.resolve(mistyped)
    with pytest.raises(BadInput, match="address_checksum"):
        reading.tokens.remove(mistyped)


async def test_what_is_not_tracked_is_not_found(reading):
    with pytest.raises(NotFound, match="token_unknown"):
        await reading.tokens.resolve("NONE")
    for text in ("NONE", TOKEN):
        with pytest.raises(NotFound, match="token_unknown"):
            reading.tokens.remove(text)


async def test_a_token_added_again_is_one(reading):
    reading.put_token(symbol="OLD")
    await reading.tokens.add(TOKEN)
    reading.put_token(symbol="NEW")
    await reading.tokens.add(TOKEN)
    assert [token.symbol for token in reading.tokens.tokens()] == ["NEW"]


async def test_a_balance_of_another_length_is_no_balance(reading):
    reading.put_token()
    reading.chain.answer(TOKEN, "balanceOf(address)(uint256,uint256)", 5, 6)
    with pytest.raises(BadInput, match="not_a_token"):
        await reading.tokens.recognise(TOKEN)


async def test_details_tell_owner_and_pause(reading):
    reading.put_token()
    reading.chain.answer(TOKEN, "owner()(address)", ISSUER)
    reading.chain.answer(TOKEN, "paused()(bool)", False)  # noqa: FBT003
    token = await reading.tokens.add(TOKEN)
    powers = (await reading.tokens.details(token, None)).powers
    assert [(power.id, power.holders) for power in powers] == [
        ("owner", (ISSUER,)), ("pause", (ISSUER,)),
    ]  # fmt: skip


async def test_a_token_of_a_standard_nobody_speaks_is_told(reading):
    native = reading.tokens.native()
    assert (native.symbol, native.decimals, native.is_native) == ("TST", 18, True)
    from dataclasses import replace  # noqa: PLC0415

    with pytest.raises(NotFound, match="standard_unknown"):
        reading.tokens.standard_of(replace(native, standard="ERC-9999"))


async def test_a_supply_that_cannot_be_read_is_no_reason_to_refuse(reading):
    reading.put_token()
    reading.chain.put(TOKEN, "totalSupply()(uint256)", reverted())
    assert (await reading.tokens.recognise(TOKEN)).standard == "ERC-20"
    reading.chain.put(TOKEN, "balanceOf(address)(uint256)", FAILED)
    with pytest.raises(BadInput, match="not_a_token"):
        await reading.tokens.recognise(TOKEN)
