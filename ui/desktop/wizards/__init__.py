"""The first steps of a new wallet."""
