"""What paints itself: places on the time line, modules of the code."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.widgets.qr_code import QrCode
from ui.desktop.widgets.time_line import LABEL_WIDTH, Mark, TimeLine, positions

NOW = 1_770_000_000
DAY = 86_400


def test_dates_stand_in_proportion():
    places = positions([NOW + 50 * DAY, NOW + 100 * DAY], NOW, 800.0)
    assert places == [400.0, 800.0]


@given(
    st.lists(st.integers(0, 2**256 - 1), min_size=1, max_size=5),
    st.floats(300, 1200),
)
def test_no_two_dates_stand_on_each_other(moments, width):
    places = positions(sorted(moments), NOW, width)
    gap = min(LABEL_WIDTH, width / len(places))
    assert all(later - earlier > gap - 0.01 for earlier, later in pairwise(places))
    assert places[0] > gap - 0.01
    assert places[-1] <= width


def test_the_time_line_says_what_it_draws(qtbot):
    line = TimeLine("line")
    qtbot.addWidget(line)
    line.resize(600, line.height())
    mark = Mark(NOW + DAY, "200 free", "1 Mar 2027", "200 ACME become free on 1 Mar 2027")
    line.show_marks((mark,), now=NOW, today="Today")
    assert line.accessibleName() == mark.full
    assert not line.grab().isNull()


@pytest.mark.parametrize("size", [222, 260])
def test_each_module_of_the_code_is_drawn(qtbot, size):
    code = QrCode("code", "The address", size=size)
    qtbot.addWidget(code)
    code.show_text("0x" + "aB" * 20)
    picture = code.grab().toImage()
    count = len(code._matrix)
    scale = picture.width() / size
    step = int(size * scale) // (count + 8)
    start = round((picture.width() - step * count) / 2)
    for y, line in enumerate(code._matrix):
        for x, dark in enumerate(line):
            pixel = picture.pixelColor(start + x * step + step // 2, start + y * step + step // 2)
            assert (pixel.lightness() < 128) is dark
    edge = start - 1
    assert all(
        picture.pixelColor(edge, y).lightness() > 200 for y in range(20, picture.height(), 20)
    )


def test_a_code_of_nothing_is_empty(qtbot):
    code = QrCode("code", "The address")
    qtbot.addWidget(code)
    code.show_text("x")
    code.show_text("")
    assert code._matrix == ()
    assert not code.grab().isNull()
