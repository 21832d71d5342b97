"""ERC-3643 (T-REX): permissioned token with identities and a compliance contract.

Source: ERC-3643; T-REX 4.1 and 4.2 sources. Only the recipient's identity is checked on a
transfer; the compliance contract knows nothing of pause, freezes or balances.
"""

from wallet.standards.erc3643.standard import Erc3643

__all__ = ["Erc3643"]
