"""`scrip doctor`: what this machine offers."""

from argparse import Namespace

from ui.cli.context import Context
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.text import sentence

_MARKS = {"ok": "✓", "warn": "!", "fail": "✗"}


def add(top: Group) -> None:
    """Add the command."""
    top.command("doctor", "doctor", _doctor)


async def _doctor(context: Context, _args: Namespace) -> Outcome:
    checks = await context.services.doctor.examine()
    told = [
        {
            "id": check.id,
            "status": check.status.value,
            "text": sentence(check.code, **check.params),
            "remedy": None if check.remedy is None else sentence(check.remedy, **check.params),
        }
        for check in checks
    ]
    lines = []
    for one in told:
        lines.append(f"{_MARKS[str(one['status'])]} {one['text']}")
        if one["remedy"]:
            lines.append(f"    {one['remedy']}")
    return Outcome({"checks": told}, tuple(lines))
