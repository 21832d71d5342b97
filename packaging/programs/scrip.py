"""What a bundle starts: `scrip` as an installed wheel would start it."""

import sys

from ui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
