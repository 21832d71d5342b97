"""`scrip demo`: a network with a story, apart from everything of the person's own."""

import json
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.outcome import DONE, FAULT, Outcome
from ui.cli.parser import Group, UsageProblem
from ui.cli.values import port
from ui.text import sentence
from ui.text.help import text

if TYPE_CHECKING:
    import asyncio

    from ui.cli.context import Context, DemoWorld

# The window must not wait for what only the tour or the server needs.
# ruff: noqa: PLC0415


def add(top: Group) -> None:
    """Add the command."""
    demo = top.program("demo", "demo", _demo)
    way = demo.add_mutually_exclusive_group()
    way.add_argument("--serve", action="store_true", help=text("demo_serve"))
    way.add_argument("--tour", action="store_true", help=text("demo_tour"))
    demo.add_argument("--port", metavar="N", type=port, default=None, help=text("demo_port"))
    demo.add_argument("--screenshots", metavar="DIR", type=Path, help=text("demo_screenshots"))


def _demo(context: "Context", args: Namespace) -> Outcome:
    if args.port is not None and not args.serve:
        raise UsageProblem(sentence("port_needs_serve"), "")
    if args.screenshots is not None and not args.tour:
        raise UsageProblem(sentence("screenshots_need_tour"), "")
    if not args.serve and not args.tour:
        return Outcome(None, (), context.roots.open_window(context.options, demo=True))
    return _toured(context, args.screenshots) if args.tour else _served(context, args.port or 0)


def _toured(context: "Context", screenshots: Path | None) -> Outcome:
    import asyncio

    from ui.cli.tour import Teller, take_tour

    teller = Teller(context)
    if screenshots is None:
        asyncio.run(take_tour(context, teller))
    else:
        for step in context.roots.picture_tour(context.options, screenshots):
            teller.told(str(step["id"]), str(step["text"]), ok=bool(step["ok"]))
    ending = sentence("tour_done" if teller.all_ok else "tour_not_done")
    return Outcome({"steps": teller.steps}, (ending,), DONE if teller.all_ok else FAULT)


def _served(context: "Context", port_number: int) -> Outcome:
    import asyncio

    return asyncio.run(_serve(context, port_number))


async def _serve(context: "Context", port_number: int) -> Outcome:
    """Until told to stop; a stop while it still starts counts as well."""
    import asyncio

    stopping = asyncio.Event()
    with _on_signals(stopping):
        starting = asyncio.create_task(context.roots.start_demo(port_number))
        waiting = asyncio.create_task(stopping.wait())
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await _until_stopped(context, starting.result(), waiting)
        else:
            starting.cancel()
            await asyncio.wait({starting})
        waiting.cancel()
    return Outcome(None)


async def _until_stopped(
    context: "Context", world: "DemoWorld", waiting: "asyncio.Task[bool]"
) -> None:

    try:
        context.show(json.dumps(world.as_json()))
        await waiting
    finally:
        await world.stop()


@contextmanager
def _on_signals(stopping: "asyncio.Event") -> Iterator[None]:
    import asyncio

    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    if sys.platform == "win32":
        for each in signals:
            signal.signal(each, lambda *_: loop.call_soon_threadsafe(stopping.set))
        yield
        return
    for each in signals:
        loop.add_signal_handler(each, stopping.set)
    try:
        yield
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
