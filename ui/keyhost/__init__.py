"""The key host: the one program that sees phrases, private keys and the vault's data key.

Started for one operation, answers on a pipe, ends. It has no network code.
"""
