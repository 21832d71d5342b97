"""Contacts: names for other people's addresses."""
