"""CMTAT: the token of the Capital Markets and Technology Association, generations 2 and 3.

Source: CMTAT, RuleEngine and Rules repositories of the CMTA; ERC-1404, ERC-7551 draft. The
generations differ in names and codes, the variants in what they leave out; both are found out by
what the contract answers.
"""

from wallet.standards.cmtat.standard import Cmtat

__all__ = ["Cmtat"]
