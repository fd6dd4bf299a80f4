"""The reading process: parses one file under limits and leaves grids or one refusal in a folder."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from salesdesk.reading.reasons import reason_of

if TYPE_CHECKING:
    from salesdesk.reading.grid import Grid
    from salesdesk.reading.request import Request


def main(folder: Path) -> None:
    """Never raises: whatever happens in here ends as an answer in the folder, or as an exit code."""
    # pyarrow works without numpy, whose import would cost as much again as pyarrow's own.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from salesdesk.reading.grid import Refused
    from salesdesk.reading.grid_files import write_answer, write_refusal
    from salesdesk.reading.memory_limit import limit_memory
    from salesdesk.reading.request import Request
    from salesdesk.reading.time_limit import limit_time

    request = Request.load(folder)
    try:
        import fastexcel  # noqa: F401 - its mapped library must not count against the limit
        import pyarrow.csv  # noqa: F401

        size = request.path.stat().st_size
        limit_memory(request.limits.memory_for(size))
        limit_time(request.limits.seconds_for(size))
        write_answer(folder, _read(request, folder))
    except Refused as refusal:
        write_refusal(folder, refusal.reason)
    except BaseException as error:  # noqa: BLE001 - a panic in a library is no Exception
        write_refusal(folder, reason_of(error))


def tell(done: int, total: int, note: str) -> None:
    """One line of progress for the parent."""
    sys.stdout.write(json.dumps([done, total, note]) + "\n")
    sys.stdout.flush()


def _read(request: Request, folder: Path) -> list[Grid]:
    from salesdesk.reading.grid_files import write_columns
    from salesdesk.reading.read_file import read_file

    return [write_columns(grid, folder, number) for number, grid in enumerate(read_file(request, folder, tell))]


def _end_with_parent() -> None:
    """The parent keeps this process's standard input open; once that ends, nobody waits for an answer."""
    os.read(sys.stdin.fileno(), 1)  # not through the buffered stream, whose lock would hold up this process's end
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
