"""Pure values and rules: no I/O, no framework, nothing of ours outside this package."""
