"""What a new passphrase must be like.

Source: NIST SP 800-63B: length and a list of common ones, no rules of composition.
"""

import unicodedata

from wallet.domain.errors import BadInput
from wallet.domain.vault import MIN_PASSPHRASE

_COMMON = frozenset(
    """
    12345678 123456789 1234567890 12341234 11111111 00000000 87654321 987654321 password
    password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword iloveyou qwertyuiop
    qwerty123 qwerty1234 qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 q1w2e3r4t5 qazwsxedc
    zaq12wsx asdfghjkl asdfasdf zxcvbnm123 abc12345 abcd1234 abcdefgh a1b2c3d4 aa123456 admin123
    administrator letmein1 letmein123 welcome1 welcome123 trustno1 sunshine princess football
    baseball superman starwars computer internet whatever dragon123 monkey123 michelle jennifer
    charlie1 samantha football1 baseball1 iloveyou1 princess1 bitcoin1 bitcoin123 ethereum
    ethereum1 ethereum123 satoshi1 satoshinakamoto crypto123 metamask metamask1 wallet123
    mywallet mywallet1 changeme changeme1 changeme123 default1 testtest test1234 testing1
    testing123 passwordpassword passwordpassword1 qwertyuiopasdfgh qwertyuiopasdfghjkl
    qwertyuiopasdfghjklzxcvbnm abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz
    123456789012345 1234567890123456 12345678901234567890 thisismypassword thisisapassword
    mypasswordismypassword iloveyouiloveyou passwort passwort1 passwort123 motdepasse
    motdepasse1 contrasena contrasena1 senha123 hallo123 schatz123 sommer2024 sommer2025
    """.split()  # noqa: SIM905  (one word per quote would fill three screens)
)
_LONGEST_UNIT = 4


def vault_form(text: str) -> str:
    """The one spelling a vault knows: accents can be typed in two ways."""
    return unicodedata.normalize("NFC", text)


def require_strong(text: str, minimum: int = MIN_PASSPHRASE) -> None:
    """Refuse a new passphrase that is too short or that everybody would try.

    Raises:
        BadInput: ``passphrase_too_weak`` (params: ``why``, ``minimum``).
    """
    if len(text) < minimum:
        raise BadInput("passphrase_too_weak", why="short", minimum=minimum)
    if text.casefold().strip() in _COMMON or _repeats(text):
        raise BadInput("passphrase_too_weak", why="common", minimum=minimum)


def _repeats(text: str) -> bool:
    return any(
        text == (text[:unit] * len(text))[: len(text)] for unit in range(1, _LONGEST_UNIT + 1)
    )
