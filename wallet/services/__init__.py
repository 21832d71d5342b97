"""Use cases: each public method is one thing a person wants."""
