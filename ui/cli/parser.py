"""Words and options of the command line, and what they must look like.

Global options are taken before and after the command. Nothing here prints or ends the process:
a slip raises ``UsageProblem``, a cry for help ``HelpRequested``.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NoReturn

from ui.cli.values import folder
from ui.text.help import text
from wallet.domain.plain_text import clean

KEYRINGS: Final = ("auto", "require", "none")
# These options take the place of a positional word; argparse cannot say that.
REPLACING: Final = ("--native", "--file")
_LONGEST_WORD: Final = 40


class UsageProblem(Exception):  # noqa: N818
    """The command line cannot be understood; the text says what is expected.

    Attributes:
        step: What a person reads below it, if the usage would only bury it.
    """

    def __init__(self, message: str, usage: str, step: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage
        self.step = step


class HelpRequested(Exception):  # noqa: N818
    """Somebody asked for help; the text is the answer."""


@dataclass(frozen=True, slots=True)
class Options:
    """The global options.

    Attributes:
        home: Folder given, ``None`` for SCRIP_HOME or the platform's own.
        yes: Whether the terminal's question before signing is answered already.
        accepted_warnings: Ids of warnings and effects accepted explicitly.
        interface_up_ok: Whether the air-gapped vault may open beside a network interface.
    """

    home: Path | None = None
    network: str | None = None
    json: bool = False
    passphrase_file: str | None = None
    keyring: str = "auto"
    yes: bool = False
    accept_disagreement: bool = False
    accepted_warnings: frozenset[str] = frozenset()
    interface_up_ok: bool = False


class Parser(argparse.ArgumentParser):
    """Raises instead of printing and exiting."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(allow_abbrev=False, add_help=False, **settings)
        self.add_argument(
            "-h", "--help", action=_Help, nargs=0, default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )

    def error(self, message: str) -> NoReturn:
        """A slip; called by argparse."""
        raise UsageProblem(message, self._usage())

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        """An unknown command needs one sentence, not the list of all of them; called by argparse."""
        if not isinstance(action, argparse._SubParsersAction) or value in action.choices:  # noqa: SLF001
            super()._check_value(action, value)
            return
        # Only here: sentences take longer to load than a page of help.
        from ui.text import sentence  # noqa: PLC0415

        word = clean(str(value), _LONGEST_WORD)
        close = get_close_matches(word, list(action.choices), n=1)
        said = (
            sentence("command_near", word=word, near=close[0])
            if close
            else sentence("command_unknown", word=word)
        )
        raise UsageProblem(said, self._usage(), sentence("command_help", program=self.prog))

    def _usage(self) -> str:
        return " ".join(self.format_usage().split())


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> NoReturn:
        raise HelpRequested(parser.format_help())


class _Collect(argparse.Action):
    """Appends to one list, whichever parser of the tree meets the option."""

    def __init__(self, *args: Any, collected: list[str], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **settings)
        self._collected = collected

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> None:
        self._collected.append(str(values))
        setattr(namespace, self.dest, self._collected)


class Group:
    """Where commands are added: a level of the tree with the global options on every leaf."""

    def __init__(
        self,
        actions: "argparse._SubParsersAction[Parser]",
        common: Any,  # noqa: ANN401
        replaced: frozenset[str],
    ) -> None:
        self._actions = actions
        self._common = common
        self._replaced = replaced

    def replaces(self, option: str) -> bool:
        """Whether an option that stands for a positional word was given."""
        return option in self._replaced

    def command(self, name: str, help_code: str, run: Callable[..., Any]) -> Parser:
        """Add a command that the coroutine ``run(context, args)`` carries out."""
        parser = self._add(name, help_code)
        parser.set_defaults(run=run)
        return parser

    def program(self, name: str, help_code: str, begin: Callable[..., Any]) -> Parser:
        """Add a command that has an event loop of its own: ``begin(context, args)``."""
        parser = self._add(name, help_code)
        parser.set_defaults(begin=begin)
        return parser

    def mention(self, name: str) -> None:
        """List a command that this command line does not use."""
        self._add(name, name)

    def group(self, name: str, help_code: str) -> "Group":
        """Add a word under which commands follow."""
        parser = self._add(name, help_code)
        actions = parser.add_subparsers(
            dest=f"{name}_command", required=True, metavar="COMMAND", parser_class=Parser
        )
        return Group(actions, self._common, self._replaced)

    def _add(self, name: str, help_code: str) -> Parser:
        words = text(help_code)
        return self._actions.add_parser(name, help=words, description=words, parents=[self._common])


@dataclass(frozen=True, slots=True)
class Program:
    """One of the programs that share this command line.

    Attributes:
        add: Adds the commands.
        about: Code of what it is for.
        epilog: Code of the words under its help.
        has_air_gap: Whether its vault looks at the network interfaces first.
    """

    name: str
    add: Callable[[Group, Sequence[str]], None]
    about: str = "scrip"
    epilog: str = "epilog"
    has_air_gap: bool = False


def build_parser(program: Program, argv: Sequence[str]) -> Parser:
    """The tree of all commands.

    Args:
        program: Whose commands.
        argv: The words to come; some options change which positional words are expected.
    """
    common = _common_options(has_air_gap=program.has_air_gap)
    parser = Parser(
        prog=program.name,
        description=text(program.about),
        epilog=text(program.epilog),
        parents=[common],
    )
    actions = parser.add_subparsers(
        dest="command", metavar="COMMAND", title=text("commands"), parser_class=Parser
    )
    words = argv[: argv.index("--")] if "--" in argv else argv
    replaced = frozenset(
        option
        for option in REPLACING
        if any(word == option or word.startswith(option + "=") for word in words)
    )
    program.add(Group(actions, common, replaced), argv)
    return parser


def options_of(args: argparse.Namespace) -> Options:
    """The global options of a parsed command line."""
    given = vars(args)
    return Options(
        home=given.get("home"),
        network=given.get("network"),
        json=given.get("json", False),
        passphrase_file=given.get("passphrase_file"),
        keyring=given.get("keyring", "auto"),
        yes=given.get("yes", False),
        accept_disagreement=given.get("accept_disagreement", False),
        accepted_warnings=frozenset(given.get("accept_warning", ())),
        interface_up_ok=given.get("interface_up_ok", False),
    )


def _common_options(*, has_air_gap: bool) -> Any:  # noqa: ANN401  (typeshed wants parents of the child's own class)
    common = argparse.ArgumentParser(
        add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS
    )

    def online(code: str) -> str:
        # Taken everywhere, so that one script fits both programs; listed where it has a use.
        return argparse.SUPPRESS if has_air_gap else text(code)

    group = common.add_argument_group("global options")
    group.add_argument("--home", metavar="DIR", type=folder, help=text("home"))
    group.add_argument("--network", metavar="NAME", help=online("network_option"))
    group.add_argument("--json", action="store_true", help=text("json"))
    group.add_argument("--passphrase-file", metavar="FILE", help=text("passphrase_file"))
    group.add_argument("--keyring", choices=KEYRINGS, help=text("keyring"))
    group.add_argument("--yes", action="store_true", help=text("yes"))
    group.add_argument(
        "--accept-disagreement", action="store_true", help=online("accept_disagreement")
    )
    group.add_argument(
        "--accept-warning",
        metavar="ID",
        action=_Collect,
        collected=[],
        help=online("accept_warning"),
    )
    if has_air_gap:
        group.add_argument("--interface-up-ok", action="store_true", help=text("interface_up_ok"))
    return common
