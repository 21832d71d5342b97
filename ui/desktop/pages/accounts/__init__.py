"""Accounts: create, import, watch, rename, remove."""
