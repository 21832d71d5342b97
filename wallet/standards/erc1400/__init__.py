"""ERC-1400 and ERC-1410: tokens whose units are kept in partitions.

Source: ERC-1400, ERC-1410, ERC-1644; ConsenSys UniversalToken with its validator extension, whose
contracts are found through the ERC-1820 registry. Without a partition named, a transfer only
moves the token's default partitions, one after the other.
"""

from wallet.standards.erc1400.standard import Erc1400, Erc1410

__all__ = ["Erc1400", "Erc1410"]
