"""`python -m salesdesk` as a frozen bundle uses it: the program is its own reading process."""

import subprocess
import sys
from pathlib import Path

from salesdesk.reading.grid_files import read_answer
from salesdesk.reading.request import READING_OPTION, Request


def test_that_the_program_reads_a_file_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("Deal ID,Amount\nA1,10\nA2,20\n", encoding="utf-8")
    folder = tmp_path / "answer"
    folder.mkdir()
    Request(file).save(folder)
    # The reading process ends as soon as its standard input is closed, which says that nobody waits for it.
    with subprocess.Popen(
        [sys.executable, "-m", "salesdesk", READING_OPTION, str(folder)], stdin=subprocess.PIPE
    ) as reader:
        assert reader.wait(timeout=120) == 0
    grids = read_answer(folder)
    assert grids is not None
    assert [grid.names for grid in grids] == [("Deal ID", "Amount")]
