"""Questions of one moment go out together, and nobody is left waiting."""

import asyncio

import pytest

from wallet.adapters.evm.coalescer import Coalescer
from wallet.domain.errors import ChainProblem


class Sender:
    def __init__(self, answer=lambda questions: questions):
        self.sent, self.answer = [], answer

    async def __call__(self, questions):
        self.sent.append(list(questions))
        await asyncio.sleep(0)
        return self.answer(questions)


async def test_questions_of_one_moment_are_sent_together_and_equal_ones_once():
    sender = Sender()
    coalescer = Coalescer(sender)
    answers = await asyncio.gather(*(coalescer.ask(n % 3, n % 3) for n in range(9)))
    assert answers == [0, 1, 2] * 3
    assert sender.sent == [[0, 1, 2]]
    assert await coalescer.ask(5, 5) == 5
    assert sender.sent == [[0, 1, 2], [5]]


async def test_a_problem_in_the_place_of_an_answer_is_raised_at_its_asker_only():
    sender = Sender(lambda questions: [ChainProblem("bad_reply"), 2])
    coalescer = Coalescer(sender)
    first, second = await asyncio.gather(
        coalescer.ask(1, 1), coalescer.ask(2, 2), return_exceptions=True
    )
    assert isinstance(first, ChainProblem)
    assert second == 2


@pytest.mark.parametrize("error", [ChainProblem("node_unreachable"), ZeroDivisionError()])
async def test_what_goes_wrong_reaches_all_who_wait(error):
    def answer(questions):
        raise error

    coalescer = Coalescer(Sender(answer))
    outcomes = await asyncio.gather(
        coalescer.ask(1, 1), coalescer.ask(2, 2), return_exceptions=True
    )
    assert outcomes == [error, error]


async def test_a_cancelled_round_trip_ends_the_waiting():
    async def never(questions):
        await asyncio.sleep(60)
        return questions

    coalescer = Coalescer(never)
    waiting = asyncio.ensure_future(coalescer.ask(1, 1))
    while not coalescer._tasks:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    for task in coalescer._tasks:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 1)


async def test_answers_to_those_who_left_are_dropped():
    sender = Sender()
    coalescer = Coalescer(sender)
    leaving = asyncio.ensure_future(coalescer.ask(1, 1))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0.01)
    assert sender.sent == [[1]]
    assert await coalescer.ask(1, 1) == 1
