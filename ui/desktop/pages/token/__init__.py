"""Token: one holding whole, and everything its contract says."""
