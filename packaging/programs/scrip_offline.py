"""What the offline bundle starts: `scrip-offline` as an installed wheel would start it."""

import sys

from ui.signer_app import main

if __name__ == "__main__":
    sys.exit(main())
