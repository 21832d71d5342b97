"""The lock: when it closes, and what opens it."""

import pytest

from tests.fakes.desk_top import FakeClock, Later, at_once
from ui.desktop.core.idle import IdleWatch
from ui.desktop.core.notices import Notice, Notices
from ui.desktop.locking import MARK, LockMark
from ui.desktop.pages.locked.view_model import LockedModel
from ui.desktop.pages.settings.page import idle_options
from wallet.domain.errors import KeyProblem

RIGHT = "a long passphrase"


class Door:
    def __init__(self, *, has_vault=True):
        self.has_vault = has_vault
        self.tried = []

    async def unlock(self, passphrase):
        self.tried.append(passphrase.text)
        if passphrase.text != RIGHT:
            raise KeyProblem("passphrase_wrong")


def locked(door, run=at_once):
    shown, opened = [], []
    model = LockedModel(door, run, shown.append, lambda: opened.append(1))
    model.start()
    return model, shown, opened


def test_only_the_right_passphrase_opens():
    door = Door()
    model, shown, opened = locked(door)
    model.unlock("wrong")
    assert (opened, shown[-1].is_busy) == ([], False)
    assert "passphrase" in shown[-1].problem.lower()
    model.unlock(RIGHT)
    assert opened == [1]
    assert door.tried == ["wrong", RIGHT]


def test_an_empty_passphrase_is_not_even_tried():
    door = Door()
    model, shown, opened = locked(door)
    model.unlock("")
    assert shown[-1].problem
    assert (door.tried, opened) == ([], [])


def test_while_one_is_tried_no_other_is():
    door, later = Door(), Later()
    model, shown, opened = locked(door, later)
    model.unlock("wrong")
    assert shown[-1].is_busy
    model.unlock(RIGHT)
    assert len(later.pending) == 1
    later.answer_all()
    assert opened == []


def test_a_wallet_without_keys_says_that_nothing_is_asked():
    door = Door(has_vault=False)
    model, shown, opened = locked(door)
    assert not shown[-1].asks
    assert "only watches" in shown[-1].text
    model.unlock("")
    assert (opened, door.tried) == ([1], [])


class TwoClocks:
    def __init__(self):
        self.steady, self.wall = 100.0, 1_000_000

    def monotonic(self):
        return self.steady

    def now(self):
        return self.wall


def test_the_time_is_over_after_the_minutes_that_are_set_now():
    clock, minutes = TwoClocks(), [10]
    watch = IdleWatch(clock, lambda: minutes[0])
    clock.steady += 599
    assert not watch.is_over
    minutes[0] = 5
    assert watch.is_over
    watch.touched()
    assert not watch.is_over


def test_sleep_counts_and_a_clock_set_back_gains_nothing():
    clock = TwoClocks()
    watch = IdleWatch(clock, lambda: 10)
    clock.wall += 600
    assert watch.is_over
    watch.touched()
    clock.wall -= 100_000
    clock.steady += 600
    assert watch.is_over


def test_the_clock_of_the_program_will_do():
    assert not IdleWatch(FakeClock(), lambda: 1).is_over


def test_notices_wait_while_nothing_may_be_shown():
    notices, told = Notices(), []
    notices.subscribe(told.append)
    notices.hold()
    notices.post(Notice("Anna sent 5"))
    notices.said("Anna sent 6")
    assert told == []
    notices.release()
    assert [one.text for one in told] == ["Anna sent 6"]
    notices.release()
    assert len(told) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_being_locked_outlives_the_program_where_there_is_a_passphrase(tmp_path, kept):
    LockMark(tmp_path, kept=kept).set()
    assert LockMark(tmp_path, kept=kept).is_set is kept
    LockMark(tmp_path, kept=kept).clear()
    LockMark(tmp_path, kept=kept).clear()
    assert not (tmp_path / MARK).exists()


def test_a_folder_that_is_gone_costs_only_the_memory(tmp_path, caplog):
    LockMark(tmp_path / "gone", kept=True).set()
    assert "lock state not kept" in caplog.text


def test_the_minutes_that_are_set_can_be_seen():
    texts = {option.key: option.text for option in idle_options(17)}
    assert texts["1"] == "after 1 minute"
    assert texts["17"] == "after 17 minutes"
    assert texts["60"] == "after 1 hour"
    assert texts["240"] == "after 4 hours"
