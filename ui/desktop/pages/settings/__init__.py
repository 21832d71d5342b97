"""Settings: networks, look, about."""
