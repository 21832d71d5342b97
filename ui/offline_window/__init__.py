"""The offline program's own window: one page, no network."""
