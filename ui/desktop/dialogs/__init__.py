"""Dialogs: opened, never executed; one result signal each."""
