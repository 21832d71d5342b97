"""All token standards, most specific first.

The list is explicit so that a frozen program contains every module.
"""

from wallet.ports.standard import TokenStandard
from wallet.standards.cmtat import Cmtat
from wallet.standards.erc20 import Erc20
from wallet.standards.erc1400 import Erc1400, Erc1410
from wallet.standards.erc1404 import Erc1404
from wallet.standards.erc1594 import Erc1594
from wallet.standards.erc3643 import Erc3643
from wallet.standards.erc7943 import Erc7943
from wallet.standards.native import Native
from wallet.standards.polymath import Polymath2, Polymath3, PolymathSt20

STANDARDS: tuple[TokenStandard, ...] = (
    Erc3643(),
    Cmtat(),
    Erc7943(),
    Polymath3(),
    Erc1400(),
    Erc1410(),
    PolymathSt20(),
    Polymath2(),
    Erc1594(),
    Erc1404(),
    Erc20(),
    Native(),
)


def standard_named(name: str) -> TokenStandard:
    """A standard by its name.

    Raises:
        StopIteration: There is none; names come from this list.
    """
    return next(standard for standard in STANDARDS if standard.name == name)
