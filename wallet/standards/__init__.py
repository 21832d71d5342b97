"""One module per token standard, all of one shape; the registry lists them."""
