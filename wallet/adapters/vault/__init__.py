"""The vault file and the device share in the system's key store."""
