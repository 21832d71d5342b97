"""Ways to a signature."""
