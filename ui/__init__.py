"""Two ways to look at the wallet: the desktop and the command line."""
