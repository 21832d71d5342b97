"""Signing by file, as window and command line share it; no Qt."""
