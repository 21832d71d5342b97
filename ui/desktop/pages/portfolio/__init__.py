"""Portfolio: what is held, and which part of it is free."""
