"""Clocks and zones change nothing that is stored."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Writes with one zone, or prints what is there with another.
PROGRAM = """
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from salesdesk.store.targets import Target
from salesdesk.store.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), lambda: datetime(2026, 3, 28, 23, 30, tzinfo=UTC))
if sys.argv[2] == "write":
    workspace.targets.set(Target("net_sales", date(2026, 3, 29), date(2026, 10, 25), 100.1, "EUR"))
    workspace.recent.add([Path("a.csv")], "A", datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=2))))
print(workspace.targets.all())
print([(log.paths, log.title, log.opened_at.isoformat()) for log in workspace.recent.all()])
print([(backup.made_at.isoformat(), backup.path.name) for backup in workspace.backups][-1:] != [])
workspace.close()
"""


def run(folder: Path, zone: str, what: str) -> str:
    arguments = [sys.executable, "-c", PROGRAM, str(folder), what]
    environment = {**os.environ, "TZ": zone}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("written", ["UTC", "America/New_York"])
def test_that_what_was_written_in_one_zone_reads_the_same_in_others(folder: Path, written: str) -> None:
    said = run(folder, written, "write")
    assert "2026-03-28T23:30:00+00:00" in said
    for zone in ("Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"):
        assert run(folder, zone, "read") == said
