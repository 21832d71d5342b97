"""ERC-1404: simple restricted token.

Source: ERC-1404; restriction code 0 means none, every other code is the issuer's own and is
explained by the token itself. Codes are never guessed from their text: where the contract names
the rule behind a code, by the self-describing form or by the public constants of a published
implementation, that rule is used, else it is ``issuer_rule`` with code and message.
"""

from wallet.standards.erc1404.standard import Erc1404

__all__ = ["Erc1404"]
