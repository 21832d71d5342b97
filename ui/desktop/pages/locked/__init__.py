"""Locked: nothing of the wallet is shown until the passphrase is right."""
