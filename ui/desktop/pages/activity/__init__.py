"""Activity: what happened, and what is under way."""
