"""`python -m salesdesk`; in a frozen bundle also the reading process, for which the program starts itself again."""

import sys
from pathlib import Path

from salesdesk.cli import main
from salesdesk.reading.request import READING_OPTION


def start() -> int:
    """The exit code of whatever was asked for."""
    if sys.argv[1:2] == [READING_OPTION] and len(sys.argv) == 3:
        from salesdesk.reading import child_main

        child_main.main(Path(sys.argv[2]))
        return 0
    return main()


if __name__ == "__main__":
    sys.exit(start())
