"""`python -m salesdesk`."""

import sys

from salesdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
