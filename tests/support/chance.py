"""Random situations: reproducible, and judged by what mining does."""

import os
import random

from wallet.domain.compliance import Verdict


def seeded():
    """The seed is printed with a failure; ``SCRIP_SEED=<number>`` repeats the run."""
    seed = int(os.environ.get("SCRIP_SEED", random.SystemRandom().randrange(2**32)))
    print(f"SCRIP_SEED={seed}")  # noqa: T201  (pytest shows it with a failure)
    return random.Random(seed)  # noqa: S311  (no secret)


async def judge(desk, bench, transfer, at, partition=None):
    """Check one transfer, mine it at the same time, and compare."""
    token, sender, recipient, units, spender = transfer
    before = bench.balance(token, recipient)
    if partition is None:
        check = await desk.check(token, sender, recipient, units, spender=spender, at=at)
        sent = bench.send_real(token, sender, recipient, units, spender=spender, at=at)
    else:
        more = {"partition": partition, "spender": spender, "at": at}
        check = await desk.check(token, sender, recipient, units, **more)
        parties = (sender, recipient)
        sent = bench.send_in_partition(token, parties, units, partition, spender=spender, at=at)
    words = f"{units} of {token}: {[rule.id for rule in check.failing]} {check.simulation}"
    assert check.verdict is (Verdict.ALLOWED if sent.mined else Verdict.REFUSED), words
    assert bool(check.failing) is not sent.mined, words
    if sent.mined and sender != recipient:
        fee = sum(one.amount.base_units for one in check.effects if one.id == "transfer_fee")
        assert (sent.left, sent.moved) == (units, units - fee), words
        assert bench.balance(token, recipient) == before + units - fee
    return check
