"""`scrip network`: which chains, by which nodes."""

from argparse import Namespace

from ui.cli import documents
from ui.cli.context import Context
from ui.cli.outcome import CHAIN, DONE, Document, Outcome
from ui.cli.parser import Group
from ui.cli.tables import table
from ui.cli.values import whole_number
from ui.text import error, sentence
from ui.text.help import text
from wallet.domain.errors import BadInput, ChainProblem
from wallet.domain.network import Network
from wallet.domain.node_url import NodeUrl


def add(top: Group) -> None:
    """Add the group."""
    group = top.group("network", "network")
    adding = group.command("add", "network_add", _add)
    adding.add_argument("name", metavar="NAME", help=text("network_name"))
    adding.add_argument("--rpc", metavar="URL", action="append", required=True, help=text("rpc"))
    adding.add_argument(
        "--chain-id", metavar="N", type=whole_number, required=True, help=text("chain_id")
    )
    adding.add_argument("--quorum", metavar="K", type=whole_number, default=1, help=text("quorum"))
    adding.add_argument(
        "--confirmations", metavar="N", type=whole_number, default=1, help=text("confirmations")
    )
    adding.add_argument("--explorer", metavar="TEMPLATE", default="", help=text("explorer"))
    adding.add_argument("--coin", metavar="SYMBOL", default="ETH", help=text("coin"))
    group.command("list", "network_list", _list)
    using = group.command("use", "network_use", _use)
    using.add_argument("name", metavar="NAME", help=text("network_name"))
    removing = group.command("remove", "network_remove", _remove)
    removing.add_argument("name", metavar="NAME", help=text("network_name"))
    testing = group.command("test", "network_test", _test)
    testing.add_argument("name", metavar="NAME", nargs="?", help=text("network_name"))


async def _add(context: Context, args: Namespace) -> Outcome:
    await context.services.networks.add(
        args.name,
        args.rpc,
        args.chain_id,
        quorum=args.quorum,
        confirmations=args.confirmations,
        explorer=args.explorer,
        coin=args.coin,
    )
    return _all(context, sentence("thing_added", name=args.name))


async def _list(context: Context, _args: Namespace) -> Outcome:
    return _all(context)


async def _use(context: Context, args: Namespace) -> Outcome:
    context.services.networks.use(args.name)
    return _all(context)


async def _remove(context: Context, args: Namespace) -> Outcome:
    context.services.networks.remove(args.name)
    return _all(context)


async def _test(context: Context, args: Namespace) -> Outcome:
    networks = context.services.networks
    name = args.name or context.options.network or networks.current().name
    reports = await networks.test(name)
    endpoints = [
        {
            "url": report.url,
            "ok": report.ok,
            "chain_id": report.chain_id,
            "head": report.head,
            "latency_ms": report.latency_ms,
            "error": report.error,
        }
        for report in reports
    ]
    lines = tuple(
        sentence(
            "node_ok" if report.ok else "node_failed",
            url=report.url,
            head=report.head,
            latency_ms=report.latency_ms,
            why=None if report.error is None else error(ChainProblem(report.error)),
        )
        for report in reports
    )
    healthy = bool(reports) and all(report.ok for report in reports)
    return Outcome({"name": name, "endpoints": endpoints}, lines, DONE if healthy else CHAIN)


def _all(context: Context, *before: str) -> Outcome:
    listed = context.services.networks.list()
    current = _current(context)
    listing = [_document(network, current=network.name == current) for network in listed]
    rows = [
        ("●" if item["current"] else " ", item["name"], str(item["chain_id"]), _nodes(item))
        for item in listing
    ]
    lines = table(("", "Network", "Chain", "Nodes"), rows, right=frozenset({2}))
    shown = lines if rows else (sentence("no_networks_yet"),)
    return Outcome({"networks": listing}, (*before, *shown))


def _current(context: Context) -> str | None:
    try:
        return context.services.networks.current().name
    except BadInput:
        return None


def _document(network: Network, *, current: bool) -> Document:
    shown = [NodeUrl.parse(url).shown for url in network.rpc_urls]
    return documents.network(network, shown_urls=shown, current=current)


def _nodes(item: Document) -> str:
    return ", ".join(item["rpc_urls"]) or sentence("no_node_yet")
