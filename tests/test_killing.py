"""Kills at random moments of writing (many more of them: `python -m benchmarks.killing`)."""

import subprocess
import sys

import pytest

# Read in the process that is killed: a reading process of its own takes longer than all the rest.
IN_ONE_PROCESS = """
import sys
from salesdesk.reading import child
from tests.reading_here import read_here
child._run = read_here
from benchmarks.killing import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize(("what", "kills"), [("exports", 6), ("imports", 4)])
def test_that_kills_at_any_moment_damage_nothing(what: str, kills: int) -> None:
    command = [sys.executable, "-c", IN_ONE_PROCESS, what, "--kills", str(kills)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    done = ended.stdout.split(", ")[1]
    assert int(done.split()[0]) >= kills  # it was killed in the middle of work
