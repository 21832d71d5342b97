"""Words of the window for signing with a key that is on another computer."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "window.files.packages": "Packages (*.json)",
    "window.files.all": "All files (*)",
    # The page
    "window.offline.none": "Nothing waits for a signature",
    "window.offline.answer_one": "1 request waits for its answer",
    "window.offline.answer_many": "{count} requests wait for their answers",
    "window.offline.beneath": (
        "A key on a computer without a network signs by file: the request goes there, "
        "the answer comes back here."
    ),
    "window.offline.bring": "Bring an answer back",
    "window.offline.bring_text": (
        "Drop the file here, or open it. It is checked before anything is sent."
    ),
    "window.offline.open": "Open answer…",
    "window.offline.reading": "Reading the answer…",
    "window.offline.not_taken": "{why} Your request stays open.",
    "window.offline.is_request": (
        "This is a request, not its answer: have it signed first, and bring back the file "
        "that the other computer writes. Your request stays open."
    ),
    "window.offline.waiting": "Waiting for an answer",
    "window.offline.earlier": "Earlier requests",
    "window.offline.from": "Key of {name} · {network}",
    "window.offline.made": "Made {age}",
    "window.offline.expires": "sign before {at}",
    "window.offline.expired": "had to be signed before {at}",
    "window.offline.code": "Words to compare",
    "window.offline.code_named": "Words to compare: {code}",
    "window.offline.digest": "Digest of the file",
    "window.offline.tx": "Transaction",
    "window.offline.state.waiting": "waiting",
    "window.offline.state.unsent": "signed, not sent",
    "window.offline.state.expired": "too late to sign",
    "window.offline.state.declined": "not signed",
    "window.offline.state.submitted": "sent",
    "window.offline.state.withdrawn": "withdrawn",
    "window.offline.save_again": "Save again…",
    "window.offline.save_again_named": "Save the request again: {what}",
    "window.offline.withdraw": "Withdraw…",
    "window.offline.withdraw_named": "Withdraw the request: {what}",
    "window.offline.withdraw_title": "Withdraw this request",
    "window.offline.withdraw_text": (
        "{what}. Scrip takes no answer to it any more. If it was signed already, whoever has "
        "that file can still send it; to rule that out, send another transaction of the same "
        "account first."
    ),
    "window.offline.withdraw_do": "Withdraw request",
    "window.offline.what.transfer": "{amount} to {to}",
    "window.offline.what.vote": "Vote {choice} at {governor}",
    "window.offline.what.delegation": "Votes of {symbol} to {to}",
    "window.offline.what.other": "{call}",
    "window.offline.choice.for": "for",
    "window.offline.choice.against": "against",
    "window.offline.choice.abstain": "abstain",
    "window.offline.how": "How it goes",
    "window.offline.step.export": "Ask here",
    "window.offline.step.export_text": (
        "On the Transfer page choose “Sign offline…” and save the request to a stick. "
        "An account you only watch is enough."
    ),
    "window.offline.step.sign": "Sign there",
    "window.offline.step.sign_text": (
        "On the computer with the key open the request in Scrip offline. Compare the words, "
        "sign, and save the answer."
    ),
    "window.offline.step.return": "Bring it back",
    "window.offline.step.return_text": (
        "Open the answer here. Scrip checks that exactly your request was signed, asks the "
        "rules again, and sends it."
    ),
    # Writing a request
    "window.export.title": "Sign offline",
    "window.export.text": (
        "This goes into a file for the computer with the key. Nothing is signed or sent here."
    ),
    "window.export.lifetime": "To be signed within",
    "window.export.lifetime_hint": "After that, the other computer refuses to sign it.",
    "window.export.lifetime.day": "1 day",
    "window.export.lifetime.two_days": "2 days",
    "window.export.lifetime.week": "1 week",
    "window.export.lifetime.month": "31 days",
    "window.export.save": "Save request…",
    "window.export.file_name": "request-{stamp}.json",
    "window.export.written": "Request saved",
    "window.export.written_text": (
        "Carry the file to the computer with the key and open it there in Scrip offline."
    ),
    "window.export.code": "Words to compare",
    "window.export.code_named": "Words to compare: {code}",
    "window.export.code_hint": (
        "The other computer shows words as well. If they differ, the file was changed on its "
        "way: do not sign it."
    ),
    "window.export.file": "File",
    "window.export.folder": "Folder",
    "window.export.expires": "Sign before",
    "window.export.digest": "Digest",
    "window.export.rival": (
        "Another request of this account waits with the same number; only one of the two can "
        "be sent."
    ),
    "window.export.see_waiting": "See what waits",
    # An answer that came back
    "window.answer.title": "Answer received",
    "window.answer.whole": "The file is whole; nothing of it was changed on its way.",
    "window.answer.ours": "It answers your request, made {age} ({code}).",
    "window.answer.same_bytes": "Exactly the transaction you asked for was signed.",
    "window.answer.signer": "It was signed with the key of {name}.",
    "window.answer.asking": "Asking the rules again…",
    "window.answer.not_asked": "The rules could not be asked again.",
    "window.answer.rules": "Asked again at block {number:count}: {answer}",
    "window.answer.unchanged": "Nothing changed since the request was made.",
    "window.answer.changes": "Changed since the request was made",
    "window.answer.change_new": "New: {rule}",
    "window.answer.change_now": "Now: {rule}",
    "window.answer.change_gone": "No longer asked: {rule}",
    "window.answer.tick": "Your acceptance is needed before it can be sent.",
    "window.answer.not_now": "Nothing was sent. The answer stays good; open it again later.",
    "window.answer.later": "Not now",
    "window.answer.ask_again": "Ask again",
    "window.answer.send": "Send",
}
