"""The command that comes next after a problem, for people at the command line."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "hint.no_network": "Next: {program} network add NAME --rpc URL --chain-id N",
    "hint.network_unknown": "Next: {program} network list",
    "hint.network_without_url": "Next: {program} network add NAME --rpc URL --chain-id N",
    "hint.no_account": "Next: {program} account create, or {program} account import",
    "hint.account_ambiguous": "Next: the same command with --from and one of these labels",
    "hint.account_unknown": "Next: {program} account list",
    "hint.account_cannot_sign": "Next: {program} account import",
    "hint.vault_missing": "Next: {program} account create, or {program} account import",
    "hint.token_unknown": "Next: {program} token add ADDRESS",
    "hint.name_unknown": "Next: {program} contact add NAME ADDRESS",
    "hint.node_unreachable": "Next: {program} network test",
    "hint.tx_unknown": "Next: {program} tx list",
}
