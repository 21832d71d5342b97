"""One folder per page: what it draws and what it decides, apart."""
