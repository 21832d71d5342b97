"""Polymath: ST-20 tokens of all generations.

Source: polymath-core 1.4.0 (run), 2.x and 3.x (read). The first generation is taken apart manager
by manager; of the later ones the token's own answer, the freeze and the lot are told.
"""

from wallet.standards.polymath.later import Polymath2, Polymath3
from wallet.standards.polymath.st20 import PolymathSt20

__all__ = ["Polymath2", "Polymath3", "PolymathSt20"]
