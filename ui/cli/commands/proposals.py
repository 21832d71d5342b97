"""`scrip proposals`: what is put to the vote, what waits first."""

from argparse import Namespace

from ui import text as words
from ui.cli import documents, vote_documents
from ui.cli.commands.governor import resolve_governor
from ui.cli.context import Context, tell
from ui.cli.outcome import Outcome
from ui.cli.parser import Group
from ui.text import sentence
from ui.text.formatting import grouped, time
from ui.text.help import text
from wallet.domain.governance import ClockMode, Governor, Standing
from wallet.domain.ids import Address
from wallet.services.proposals import ProposalView


def add(top: Group) -> None:
    """Add the command."""
    command = top.command("proposals", "proposals", _proposals)
    command.add_argument("--governor", metavar="G", help=text("proposals_governor"))
    command.add_argument("--account", metavar="A", help=text("proposals_account"))


async def _proposals(context: Context, args: Namespace) -> Outcome:
    account = _account(context, args.account)
    only = None if args.governor is None else [await resolve_governor(context, args.governor)]
    tell(sentence("progress_proposals"))
    found = await context.services.governance.proposals(only, account)
    document = {
        "proposals": [
            vote_documents.proposal(view, context.token_of, context.name) for view in found.views
        ],
        "account": None if account is None else str(account),
        "block": documents.block(found.block),
        "complete": found.is_complete,
        "left_out": found.left_out,
    }
    waiting = {} if account is not None else await _waiting_accounts(context, only)
    lines = [
        line
        for view in found.views
        for line in (*_lines(context, view), *waiting.get(_key(view), ()), "")
    ]
    if not lines:
        followed = only or context.services.governance.governors()
        lines = [sentence("no_proposals_yet" if followed else "no_governors_yet")]
    if not found.is_complete:
        lines.append(sentence("proposals_incomplete"))
    if found.left_out:
        lines.append(sentence("proposals_left_out", count=found.left_out))
    return Outcome(document, tuple(lines))


def _account(context: Context, given: str | None) -> Address | None:
    """Whose votes: the one asked for, else the only account there is."""
    accounts = context.services.accounts
    if given is not None:
        return accounts.resolve(given)
    known = accounts.list()
    signing = [one for one in known if one.kind.can_sign] or list(known)
    return signing[0].address if len(signing) == 1 else None


def _lines(context: Context, view: ProposalView) -> list[str]:
    standing = view.standing
    state = None if standing is None else standing.state
    named = sentence(f"proposal_state_{state.value if state is not None else 'not_known'}")
    told = [
        sentence("proposal_heading", title=view.proposal.title, state=named),
        "  " + sentence("proposal_id", id=str(view.proposal.id)),
        "  " + _times(view),
    ]
    if standing is not None:
        told += ["  " + line for line in _numbers(view.governor, standing)]
    for call in view.calls:
        amount = vote_documents.amounts_of(view, call.target, context.token_of)
        in_seconds = view.governor.clock is ClockMode.SECONDS
        said = words.proposed_call(call, amount, context.name, in_seconds=in_seconds)
        told.append("  " + sentence("proposal_call", call=said))
    needs = vote_documents.needs_of(view)
    if needs is not None:
        told.append("  " + sentence("proposal_waits" if needs == "vote" else "proposal_delegate"))
    return told


def _key(view: ProposalView) -> tuple[str, int]:
    return str(view.governor.address), view.proposal.id


async def _waiting_accounts(
    context: Context, only: list[Governor] | None
) -> dict[tuple[str, int], tuple[str, ...]]:
    """For people with several accounts: who of them can still vote on what."""
    if context.options.json:
        return {}
    told: dict[tuple[str, int], tuple[str, ...]] = {}
    for account in context.services.accounts.list():
        if not account.kind.can_sign:
            continue
        found = await context.services.governance.proposals(only, account.address)
        for view in found.views:
            line = _waiting(view, account.label or str(account.address))
            if line is not None:
                told[_key(view)] = (*told.get(_key(view), ()), "  " + line)
    return told


def _waiting(view: ProposalView, name: str) -> str | None:
    standing, needs = view.standing, vote_documents.needs_of(view)
    if needs is None or standing is None:
        return None
    if needs != "vote":
        return sentence("waits_for_account_delegate", name=name)
    power = None if standing.power is None else standing.power.counted
    shown = sentence("unknown") if power is None else grouped(view.governor.amount(power))
    return sentence("waits_for_account", name=name, power=shown)


def _times(view: ProposalView) -> str:
    start = sentence("unknown") if view.starts_at is None else time(view.starts_at)
    end = sentence("unknown") if view.ends_at is None else time(view.ends_at)
    code = "proposal_times_about" if view.times_estimated else "proposal_times"
    return sentence(code, start=start, end=end)


def _numbers(governor: Governor, standing: Standing) -> list[str]:
    def shown(units: int | None) -> str:
        return sentence("unknown") if units is None else grouped(governor.amount(units))

    told, tally, power = [], standing.tally, standing.power
    if tally is not None:
        told.append(
            sentence(
                "proposal_tally",
                in_favour=shown(tally.in_favour),
                against=shown(tally.against),
                abstain=shown(tally.abstain),
            )
        )
    if standing.quorum is not None:
        told.append(sentence("proposal_quorum", quorum=shown(standing.quorum)))
    if power is not None:
        voted = sentence(f"voted_{standing.voted.word}" if standing.voted else "not_voted")
        told.append(sentence("proposal_power", power=shown(power.counted), voted=voted))
    return told
