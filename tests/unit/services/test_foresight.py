"""Questions are remembered, answers never."""

import asyncio
from asyncio import gather
from dataclasses import replace

import pytest

from wallet.domain.chain import Block, Call, CallResult, CallState, LogQuery
from wallet.domain.ids import Address, TokenRef
from wallet.services.foresight import CALLS_LIMIT, Foresight, Roles

TOKEN = TokenRef(7, Address("0x" + "11" * 20))
ANNA, BOB, EVE = (Address("0x" + digits * 20) for digits in ("22", "33", "44"))
REGISTRY = Address("0x" + "55" * 20)


class Settings:
    def __init__(self, text=None):
        self.text, self.writes = text, 0

    def setting(self, key):
        return self.text

    def set_setting(self, key, value):
        self.text, self.writes = value, self.writes + 1


class CountingReader:
    """Answers with the calldata; counts a trip for each turn in which something is asked."""

    block = Block(1, "0x1", 1)
    context = None

    def __init__(self, answer=b"\x01"):
        self.round_trips, self.calls, self._answer, self._open = 0, [], answer, None

    async def call(self, call):
        self.calls.append(call)
        if self._open is None:
            self._open = asyncio.get_running_loop().create_future()
            self.round_trips += 1
            asyncio.get_running_loop().call_later(0.01, self._close, self._open)
        await self._open
        return CallResult(CallState.RETURNED, self._answer)

    def _close(self, future):
        self._open = None
        future.set_result(None)


def word(address):
    return address.raw.rjust(32, b"\x00")


def first(account):
    return Call(TOKEN.address, b"\x01\x02\x03\x04" + word(account), account)


def second(account):
    return Call(REGISTRY, b"\x05\x06\x07\x08" + word(account) + (5).to_bytes(32, "big"))


async def two_steps(foresight, reader, account, amount=5):
    roles = Roles.of(("sender", account), ("nobody", None), amount=amount)
    foreseeing = foresight.open(reader, TOKEN, "check", roles)
    await gather(foreseeing.call(first(account)), foreseeing.call(first(account)))
    answer = await foreseeing.call(second(account))
    foresight.remember(foreseeing, TOKEN, "check", roles)
    return answer


async def test_the_second_time_takes_one_trip_for_anybody():
    foresight, before, after = Foresight(Settings()), CountingReader(), CountingReader()
    await two_steps(foresight, before, ANNA)
    await two_steps(foresight, after, BOB)
    assert (before.round_trips, after.round_trips) == (2, 1)


async def test_answers_come_from_the_block_in_question():
    foresight = Foresight(Settings())
    await two_steps(foresight, CountingReader(b"old"), ANNA)
    assert (await two_steps(foresight, CountingReader(b"new"), ANNA)).data == b"new"


async def test_a_changed_structure_is_asked_anew():
    foresight, reader = Foresight(Settings()), CountingReader()
    await two_steps(foresight, CountingReader(), ANNA)
    foreseeing = foresight.open(reader, TOKEN, "check", Roles.of(("sender", ANNA), amount=5))
    other = Call(EVE, b"\x09\x09\x09\x09")
    assert (await foreseeing.call(other)).returned
    assert other in reader.calls


async def test_the_same_questions_are_not_written_twice():
    settings = Settings()
    foresight = Foresight(settings)
    for account in (ANNA, BOB, ANNA):
        await two_steps(foresight, CountingReader(), account)
    assert settings.writes == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "[[]]",
        '[["x","","zz"]]',
        '[["0x12","","01020304"]]',
        '[["sender","",""]]',
        '[["logs","x","y"]]',
    ],
)
async def test_a_damaged_memory_costs_nothing_but_a_trip(text):
    reader = CountingReader()
    assert (await two_steps(Foresight(Settings(text)), reader, ANNA)).data == b"\x01"


async def test_unforeseen_failures_of_unwanted_questions_are_silent():
    class Failing(CountingReader):
        async def call(self, call):
            if call.to == REGISTRY:
                raise RuntimeError("nobody asked")
            return await super().call(call)

    foresight = Foresight(Settings())
    await two_steps(foresight, CountingReader(), ANNA)
    roles = Roles.of(("sender", ANNA), amount=5)
    foreseeing = foresight.open(Failing(), TOKEN, "check", roles)
    assert (await foreseeing.call(first(ANNA))).returned
    with pytest.raises(RuntimeError):
        await foreseeing.call(second(ANNA))


async def test_filters_for_events_are_foreseen_too():
    class WithLogs(CountingReader):
        async def logs(self, query):
            await self.call(query)
            return ()

    query = LogQuery((REGISTRY,), (b"\x01" * 32, None, word(ANNA)))
    foresight, reader = Foresight(Settings()), WithLogs()
    roles = Roles.of(("sender", ANNA))
    first_time = foresight.open(WithLogs(), TOKEN, "check", roles)
    await first_time.call(first(ANNA))
    await first_time.logs(query)
    foresight.remember(first_time, TOKEN, "check", roles)
    again = foresight.open(reader, TOKEN, "check", Roles.of(("sender", BOB)))
    await again.call(first(BOB))
    wanted = replace(query, topics=(b"\x01" * 32, None, word(BOB)))
    assert await again.logs(wanted) == ()
    assert (reader.round_trips, reader.calls.count(wanted)) == (1, 1)


@pytest.mark.parametrize("change", [{"to_block": 5}, {"topics": ((b"\x01" * 32, b"\x02" * 32),)}])
def test_filters_with_an_end_or_alternatives_are_not_remembered(change):
    query = replace(LogQuery((REGISTRY,)), **change)
    assert Roles.of(("sender", ANNA)).generalise_logs(query) is None


def test_payments_and_odd_lengths_are_not_remembered():
    roles = Roles.of(("sender", ANNA))
    for call in (Call(BOB, b"", value=1), Call(BOB, b"\x01\x02\x03\x04\x05"), Call(BOB)):
        assert roles.generalise(call) is None


async def test_what_is_asked_ahead_has_a_limit():
    foresight, reader = Foresight(Settings()), CountingReader()
    roles = Roles.of(("sender", ANNA))
    foreseeing = foresight.open(CountingReader(), TOKEN, "check", roles)
    calls = [Call(REGISTRY, number.to_bytes(4, "big")) for number in range(CALLS_LIMIT + 50)]
    await gather(*(foreseeing.call(call) for call in calls))
    foresight.remember(foreseeing, TOKEN, "check", roles)
    again = foresight.open(reader, TOKEN, "check", roles)
    await again.call(calls[0])
    assert len(reader.calls) == CALLS_LIMIT
