"""The command line: one module per group of commands; prints JSON or tables, decides nothing."""
