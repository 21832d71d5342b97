"""A loop of Qt's own for each window test, and a window on real or demo services."""

import asyncio
import gc

import pytest
from qasync import QEventLoop

from ui.desktop.app import desktop_for
from ui.desktop.core.notices import Notices
from ui.desktop.core.theme import Look, Theme
from ui.desktop.main_window import MainWindow

DEADLINE_S = 45


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/desktop/" in item.path.as_posix():
            item.add_marker(pytest.mark.gui)
            # Said by the offscreen platform for every dialog; it has no window manager.
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


class _Waiting:
    """A callback that waits while nobody runs the loop.

    The test library lets Qt handle events between the phases of a test, when no loop runs; a
    task that went on then would find none.
    """

    def __init__(self, loop, handle):
        self._loop = loop
        self._handle = handle

    @property
    def _cancelled(self):
        return self._handle._cancelled

    def _run(self):
        if self._loop.is_running():
            self._handle._run()
        else:
            self._loop._add_callback(self._handle, 0.02)


class PatientLoop(QEventLoop):
    def _add_callback(self, handle, delay=0):
        super()._add_callback(_Waiting(self, handle), delay)
        return handle


class Loop:
    """Runs coroutines to their end on Qt's loop."""

    def __init__(self, loop):
        self.loop = loop

    def run(self, work, deadline_s=DEADLINE_S):
        return self.loop.run_until_complete(asyncio.wait_for(work, deadline_s))


@pytest.fixture
def qt_loop(qapp):
    loop = PatientLoop(qapp, already_running=False)
    asyncio.set_event_loop(loop)
    yield Loop(loop)
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()
    asyncio.set_event_loop(None)


class Stage:
    """A window with everything a test asks about."""

    def __init__(self, qapp, qt_loop, home):
        self.loop = qt_loop
        self.home = home
        self.notices = Notices()
        self.told = []
        self.faults = []
        self.notices.subscribe(self.told.append)
        self.theme = Theme(qapp)
        self.theme.apply(Look.LIGHT)
        self.window = MainWindow(self.notices)
        self.window.resize(1280, 860)
        self.window.show()
        self.desktop = desktop_for(self.window, self.theme, home, self.notices)
        self.desktop.on_fault = self.faults.append

    def run(self, work, deadline_s=DEADLINE_S):
        return self.loop.run(work, deadline_s)

    def find(self, kind, name, inside=None):
        """The widget of this name; one that is shown comes first."""
        found = (inside or self.window).findChildren(kind, name)
        assert found, f"there is no {kind.__name__} named {name}"
        return next((widget for widget in found if widget.isVisible()), found[0])

    async def until(self, true, seconds=30):
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not true():
            assert loop.time() < end, "it did not come about"
            await asyncio.sleep(0.02)

    def close(self):
        self.run(self.desktop.close())
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def stage(qapp, qt_loop, tmp_path):
    made = Stage(qapp, qt_loop, tmp_path)
    yield made
    made.close()
    assert made.faults == []


@pytest.fixture(autouse=True)
def _nothing_is_left_open():
    """What a test leaves unclosed is blamed on that test, not on a later one."""
    yield
    gc.collect()
