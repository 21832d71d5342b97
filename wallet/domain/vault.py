"""The vault seen from outside: what it is, and where secrets come from and go to.

No secret is stored in these values except a typed text on its way to the key host, and that
one is left out of every printed form.
"""

from dataclasses import dataclass, field
from enum import Enum

MIN_PASSPHRASE = 15
MIN_PASSPHRASE_WITH_SHARE = 8
DEFAULT_PATH = "m/44'/60'/0'/0/0"


class SlotKind(Enum):
    """What opens a vault."""

    PASSPHRASE_KEYRING = "passphrase+keyring"  # noqa: S105  (a name of a slot)
    PASSPHRASE = "passphrase"  # noqa: S105  (a name of a slot)

    @property
    def needs_share(self) -> bool:
        """Whether the device share in the system's key store is needed too."""
        return self is SlotKind.PASSPHRASE_KEYRING

    @property
    def min_passphrase(self) -> int:
        """Fewest characters of a new passphrase."""
        return MIN_PASSPHRASE_WITH_SHARE if self.needs_share else MIN_PASSPHRASE


class KeyringMode(Enum):
    """What to do with the system's key store when a vault is made."""

    AUTO = "auto"
    REQUIRE = "require"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class VaultInfo:
    """The public part of a vault file.

    Attributes:
        share_check: Eight bytes in hex that tell the right device share from an altered one.
    """

    vault_id: str
    slot: SlotKind
    share_check: str = ""


class Ask(Enum):
    """Who asks the person for a secret."""

    TERMINAL = "terminal"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class SecretInput:
    """Where one secret comes from: exactly one of a typed text, a file, or a question.

    Attributes:
        file: Path of a file only its owner can read; the key host opens it, not the wallet.
    """

    text: str | None = field(default=None, repr=False)
    file: str | None = None
    ask: Ask | None = None

    @classmethod
    def typed(cls, text: str) -> "SecretInput":
        """A text somebody typed in this process."""
        return cls(text=text)

    @classmethod
    def from_file(cls, path: str) -> "SecretInput":
        """The content of a file."""
        return cls(file=path)

    @classmethod
    def terminal(cls) -> "SecretInput":
        """A question on the terminal, without echo."""
        return cls(ask=Ask.TERMINAL)

    @classmethod
    def window(cls) -> "SecretInput":
        """A question in the key host's own window."""
        return cls(ask=Ask.WINDOW)


PassphraseSource = SecretInput


class ImportKind(Enum):
    """What is imported."""

    PHRASE = "phrase"
    KEY = "key"
    KEYSTORE = "keystore"


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A secret that exists already.

    Attributes:
        password: Of a keystore; asked for like the secret itself when left out.
    """

    kind: ImportKind
    secret: SecretInput
    password: SecretInput | None = None


class RevealKind(Enum):
    """How a new phrase reaches the person who has to keep it."""

    FILE = "file"
    SHOW = "show"
    TERMINAL = "terminal"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Reveal:
    """Where a new phrase goes.

    ``SHOW`` writes to the terminal or, without one, to standard error; ``TERMINAL`` (the
    default of the command line) only to a terminal; ``FILE`` makes a new file.
    """

    kind: RevealKind
    file: str | None = None


@dataclass(frozen=True, slots=True)
class KeyRef:
    """Which key of the vault: the secret, and the path below a seed."""

    secret_id: str
    path: str | None


@dataclass(frozen=True, slots=True)
class HostedKey:
    """A key the key host made or took in, without the key.

    Attributes:
        made_seed: Whether a new seed was made for it.
        backup_confirmed: As of :class:`wallet.domain.account.Account`.
        cautions: Codes of what the person should know, e.g. ``keystore_kdf_weak``.
    """

    address: str
    ref: KeyRef
    made_seed: bool = False
    backup_confirmed: bool | None = None
    cautions: tuple[str, ...] = ()
