"""Words of the window for accounts, contacts and the first steps."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "window.welcome.title": "Welcome to Scrip",
    "window.welcome.text": (
        "Hold, move and understand security tokens. Before anything is signed, Scrip tells you "
        "whether the transfer will pass, and why."
    ),
    "window.welcome.foot": (
        "Your keys stay on this computer, encrypted with your passphrase. "
        "Nobody can restore them for you."
    ),
    "window.welcome.create": "Create an account",
    "window.welcome.create_text": "New to this. You get a recovery phrase to write down.",
    "window.welcome.import": "Import an account",
    "window.welcome.import_text": "You have a recovery phrase, a key or a keystore file.",
    "window.welcome.watch": "Watch an address",
    "window.welcome.watch_text": "Look at holdings without a key. Nothing can be sent.",
    "window.welcome.demo": "Try the demo",
    "window.welcome.demo_text": (
        "A small world on this computer, with shares, a bond and people. Nothing is real."
    ),
    "window.add.create.title": "Create an account",
    "window.add.create.text": (
        "The recovery phrase is shown once, in a window of its own. Have pen and paper ready."
    ),
    "window.add.create.do": "Create account",
    "window.add.import.title": "Import an account",
    "window.add.import.text": (
        "You enter the secret in a window of its own that has no access to any network."
    ),
    "window.add.import.do": "Continue",
    "window.add.watch.title": "Watch an address",
    "window.add.watch.text": "Its holdings are shown; nothing can be signed for it.",
    "window.add.watch.do": "Watch address",
    "window.add.kind": "What you have",
    "window.add.kind_hint": "You are asked for it in the next step.",
    "window.add.kind.phrase": "A recovery phrase",
    "window.add.kind.key": "A private key",
    "window.add.kind.keystore": "A keystore file",
    "window.add.address": "Address",
    "window.add.label": "Name of the account",
    "window.add.label_hint": "Only you see it. May be left empty.",
    "window.add.label_example": "Main account",
    "window.add.passphrase": "Passphrase of your vault",
    "window.add.new_passphrase": "New passphrase for your vault",
    "window.add.passphrase_hint": (
        "At least 15 characters; a short sentence of your own works well. "
        "It is asked for each time you sign."
    ),
    "window.add.passphrase_again": "The same once more",
    "window.add.passphrases_differ": "The two are not the same.",
    "window.add.waiting.create": "Your recovery phrase is shown in a separate window.",
    "window.add.waiting.phrase": "Enter what you have in the separate window.",
    "window.add.waiting.key": "Enter what you have in the separate window.",
    "window.add.waiting.keystore": "Enter what you have in the separate window.",
    "window.kind.local": "key on this computer",
    "window.kind.watch": "watched",
    "window.kind.qr": "signs by QR code",
    "window.kind.ledger": "Ledger",
    "window.kind.safe": "Safe",
    "window.backup.confirmed": "backup confirmed",
    "window.backup.confirm": "Confirm backup",
    "window.backup.title": "Confirm your recovery phrase",
    "window.backup.text": (
        "Take the paper you wrote it on. You enter the words in a window of its own, "
        "where they are compared."
    ),
    "window.backup.other_words": "These words are not the recovery phrase of your vault.",
    "window.backup.open": "backup not confirmed",
    "window.accounts.answer_none": "You have no accounts yet",
    "window.accounts.answer_one": "You have 1 account",
    "window.accounts.answer_many": "You have {count} accounts",
    "window.accounts.answer_backup": "A recovery phrase is not confirmed yet",
    "window.accounts.empty": "Create an account, import one you have, or watch any address.",
    "window.accounts.create": "Create",
    "window.accounts.import": "Import",
    "window.accounts.watch": "Watch",
    "window.accounts.rename": "Rename the account",
    "window.accounts.rename_named": "Rename {name}",
    "window.accounts.remove": "Remove",
    "window.accounts.remove_named": "Remove {name}",
    "window.accounts.remove_title": "Remove {name}?",
    "window.accounts.remove_key": (
        "It leaves the list. Its key stays in your vault, and its holdings stay on the network; "
        "you can import it again with its recovery phrase."
    ),
    "window.accounts.remove_watch": "It leaves the list. Its holdings are not touched.",
}
