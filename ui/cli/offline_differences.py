"""What a file claims beside what its bytes say, in words."""

from ui.text import Names, sentence
from ui.text.catalogue import find
from wallet.domain.ids import Address
from wallet.domain.offline_checks import differences
from wallet.domain.plain_text import clean
from wallet.services.offline_answers import Answer
from wallet.services.offline_signing import Opened


def difference_lines(opened: Opened, names: Names) -> tuple[str, ...]:
    """Every difference of a request, with both values where both can be shown."""
    found = opened.examination
    pairs: dict[str, tuple[object, object]] = {}
    if found.transaction is not None and found.call is not None:
        pairs = dict(differences(opened.request, found.transaction, found.call))
    return _lines(found.mismatches, pairs, names)


def answer_differences(answer: Answer, names: Names) -> tuple[str, ...]:
    """Every difference of an answer."""
    response, signed = answer.response, answer.signed
    pairs: dict[str, tuple[object, object]] = {}
    if signed is not None and response.shown is not None:
        shown, transaction = response.shown, signed.unsigned
        pairs = {
            "hash": (response.tx_hash, signed.hash),
            "signer": (response.signer, answer.signer),
            "shown_chain": (shown.chain_id, transaction.chain_id),
            "shown_nonce": (shown.nonce, transaction.nonce),
        }
    return _lines(answer.mismatches, pairs, names)


def _lines(
    mismatches: tuple[str, ...], pairs: dict[str, tuple[object, object]], names: Names
) -> tuple[str, ...]:
    told = [sentence("differs_heading")]
    for name in mismatches:
        what = find("phrase", f"differs_{name}", "differs_seal")
        if name in pairs and name != "arguments":
            said, read = (_value(value, names) for value in pairs[name])
            told.append("  ✗ " + sentence("differs_line", what=what, said=said, read=read))
        else:
            told.append("  ✗ " + sentence("differs_alone", what=what))
    return tuple(told)


def _value(value: object, names: Names) -> str:
    if value is None or value == "":
        return sentence("nothing_said")
    if isinstance(value, Address):
        name = names(value)
        whole = str(value)
        return whole if name == value else sentence("named_address", name=name, address=whole)
    return clean(str(value))
