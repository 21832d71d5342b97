"""Offline: what waits for a signature elsewhere, and what comes back."""
