"""What a request for a signature says, in lines a person compares; only from the bytes.

What the online computer says stands apart and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ui import text
from ui.text import Names, sentence
from ui.text.formatting import coin, grouped
from wallet.domain.amounts import Amount
from wallet.domain.compliance import At
from wallet.domain.ids import Address
from wallet.domain.offline import SignedBefore
from wallet.domain.offline_checks import Examination
from wallet.domain.plain_text import clean
from wallet.domain.review import DecodedCall
from wallet.domain.transaction import UnsignedTransaction
from wallet.services.offline_signing import Opened


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, and what the bytes say of it.

    Attributes:
        code: Of the label, for tests and object names.
    """

    code: str
    label: str
    value: str


def facts(opened: Opened, names: Names) -> tuple[Fact, ...]:
    """Everything the bytes say; empty if they say nothing that can be read."""
    found = opened.examination
    transaction, call = found.transaction, found.call
    if transaction is None or call is None:
        return ()
    coin_name = opened.request.claims.coin
    rows = [
        ("what", _what(call)),
        ("from", _who(opened.request.account, names)),
        *_moved(call, found, coin_name, names),
        *_voted(call, names),
        ("network", _network(opened, transaction)),
        ("fee", sentence("review_coin", amount=coin(_most(transaction)), coin=coin_name)),
        ("nonce", str(transaction.nonce)),
        ("function", call.function or call.kind),
        ("expires", sentence("review_moment", at=At(opened.request.expires))),
        ("words", opened.words),
    ]
    return tuple(Fact(code, sentence(f"fact_{code}"), value) for code, value in rows)


def stops(opened: Opened, names: Names) -> tuple[str, ...]:
    """Why it will not be signed, in the order of checking."""
    return tuple(text.error(problem, names) for problem in opened.examination.stops)


def cautions(opened: Opened, names: Names) -> tuple[str, ...]:
    """What deserves a second look."""
    found = opened.examination
    # What was signed before is told in full below.
    twice = {"nonce_signed_before"} if found.signed_before else set()
    told = [text.caution(one, names) for one in found.cautions if one.id not in twice]
    return (*told, *(_before(one, names) for one in opened.examination.signed_before))


def said(opened: Opened, names: Names) -> tuple[str, ...]:
    """What the online computer found out, by its own word."""
    evidence = opened.request.evidence
    if evidence is None:
        return ()
    heading = sentence(
        "evidence_heading", number=evidence.block.number, at=At(evidence.block.timestamp)
    )
    rules = (text.rule(rule, names) for rule in evidence.decision.rules)
    warnings = (text.caution(warning, names) for warning in evidence.cautions)
    return (heading, *rules, *warnings)


def in_groups(address: str) -> str:
    """An address in blocks of four, to be compared by eye."""
    body = address[2:]
    return "0x" + " ".join(body[at : at + 4] for at in range(0, len(body), 4))


def _what(call: DecodedCall) -> str:
    kinds = {
        "payment": "offline_payment",
        "vote": "offline_vote",
        "delegation": "offline_delegation",
        "unknown": "offline_unknown",
    }
    return sentence(kinds.get(call.kind, "offline_transfer"))


def _moved(
    call: DecodedCall, found: Examination, coin_name: str, names: Names
) -> Iterator[tuple[str, str]]:
    if call.base_units is None:
        return
    if call.sender is not None and call.kind.endswith("_from"):
        yield "owner", _who(call.sender, names)
    if call.recipient is not None:
        yield "to", _who(call.recipient, names)
    yield "amount", _amount(call, found, coin_name)
    if call.token is not None:
        yield "token", in_groups(call.token)
    if "partition" in call.args:
        yield "partition", str(call.args["partition"])


def _voted(call: DecodedCall, names: Names) -> Iterator[tuple[str, str]]:
    if call.base_units is not None or call.recipient is None:
        return
    if call.kind == "delegation":
        yield "delegatee", _who(call.recipient, names)
        yield "token", in_groups(call.token or "0x")
        return
    yield "governor", _who(call.recipient, names)
    for name in ("proposal_id", "support", "reason"):
        value = call.args.get(name)
        if value not in {None, ""}:
            yield name, clean(str(value))


def _amount(call: DecodedCall, found: Examination, coin_name: str) -> str:
    units = call.base_units or 0
    if call.token is None:
        return sentence("review_coin", amount=coin(units), coin=coin_name)
    if found.token is None:
        return sentence("amount_in_base_units", number=str(units))
    return f"{grouped(Amount(units, found.token.decimals))} {found.token.symbol}"


def _who(address: Address, names: Names) -> str:
    name = names(address)
    shown = in_groups(address)
    return shown if name == address else sentence("named_address", name=name, address=shown)


def _network(opened: Opened, transaction: UnsignedTransaction) -> str:
    name = opened.network or sentence("network_untold")
    return sentence("network_and_chain", name=name, chain_id=transaction.chain_id)


def _most(transaction: UnsignedTransaction) -> int:
    return transaction.gas * transaction.max_fee


def _before(signed: SignedBefore, names: Names) -> str:
    from wallet.domain.review import decode_call  # noqa: PLC0415  (only where it happened)

    transaction = UnsignedTransaction.decode(signed.unsigned)
    call = decode_call(transaction, signed.account)
    to = None if call.recipient is None else names(call.recipient)
    return sentence(
        "signed_before",
        at=At(signed.at),
        what=_what(call),
        to=to,
        number=None if call.base_units is None else str(call.base_units),
    )
