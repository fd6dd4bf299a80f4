"""What was acknowledged survives a kill, and the next window can write (kill more often: SALESDESK_KILLS=200)."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from salesdesk.store.workspace import Workspace

KILLS = int(os.environ.get("SALESDESK_KILLS", "20"))

# Writes notes of all sizes and tells after each that it is saved.
WRITER = """
import random, sys
from pathlib import Path
from salesdesk.store.workspace import Workspace
folder, run = Path(sys.argv[1]), int(sys.argv[2])
dice = random.Random(run)
workspace = Workspace.open(folder)
assert not workspace.read_only, workspace.notice
print("open", flush=True)
for number in range(100_000):
    key = f"{run}-{number}"
    workspace.settings.set(key, key * dice.randrange(1, 3000))
    print(key, flush=True)
"""


def killed_writer(folder: Path, run: int, seconds: float) -> list[str]:
    """The keys that a writer acknowledged before it was killed in the middle of its work."""
    arguments = [sys.executable, "-c", WRITER, str(folder), str(run)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stderr
        first = child.stdout.readline()
        assert first == "open\n", child.stderr.read()
        time.sleep(seconds)
        child.kill()
        # The last line may be cut off: then nobody has read the acknowledgement.
        return [line.rstrip("\n") for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]


def test_that_every_acknowledged_note_survives_a_kill(folder: Path) -> None:
    dice = random.Random(20_260_301)
    acknowledged: list[str] = []
    for run in range(KILLS):
        acknowledged += killed_writer(folder, run, dice.uniform(0, 0.06))
        workspace = Workspace.open(folder)
        assert not workspace.read_only
        assert workspace.notice is None
        kept = workspace.settings.all()
        workspace.close()
        missing = [key for key in acknowledged if key not in kept]
        assert missing == []
        assert all(value and value == key * (len(value) // len(key)) for key, value in kept.items())
    assert len(acknowledged) > KILLS
