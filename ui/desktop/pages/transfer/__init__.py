"""Transfer: whether it will pass, then the review."""
