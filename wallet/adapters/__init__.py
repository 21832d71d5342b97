"""Third-party libraries and the outside world, behind the ports."""
