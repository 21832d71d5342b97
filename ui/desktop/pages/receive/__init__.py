"""Receive: the address to give away."""
