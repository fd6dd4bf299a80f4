"""Kills the program at random moments while it writes, and looks what is left (where there is `fork`).

`python -m benchmarks.killing` writes workbooks over an older one, also on a disk that fills up, and adds, removes and
reads again the files of a log whose sources are taken away before it is opened again; it prints what it found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from salesdesk.exports.files import NotWrittenError, write_beside
from salesdesk.exports.template import template_bytes, write_template
from salesdesk.models.imported import Import
from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked
from salesdesk.reading.open_imports import keep_log, open_imports, told_apart
from salesdesk.reading.shelf import Shelf
from salesdesk.store.workspace import Workspace

Tell = Callable[[Any], None]
SEED = 20_260_401
FILES, VERSIONS, ROWS = 4, 3, 400
_TOLD = 4


# A process of its own


def begun(work: Callable[[Tell], None]) -> tuple[int, int]:
    """Work in a fork of this process: its id, and where what it tells can be read, line by line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(lambda told: _write(writing, told))
        code = 0
    except BaseException:
        traceback.print_exc()  # nobody else tells of it
        raise
    finally:
        os._exit(code)


def _write(pipe: int, told: Any) -> None:
    os.write(pipe, json.dumps(told).encode() + b"\n")


def killed(work: Callable[[Tell], None], dice: random.Random, longest: float) -> list[Any]:
    """What it told before it was killed, up to so many seconds after one of the first things."""
    child, told = begun(work)
    with os.fdopen(told) as lines:
        first = [lines.readline() for _ in range(dice.randrange(1, _TOLD))]
        time.sleep(dice.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        _, ending = os.waitpid(child, 0)
        assert os.WIFSIGNALED(ending), "the work ended before it was killed"
        rest = [line for line in lines.read().splitlines(keepends=True) if line.endswith("\n")]
    return [json.loads(line) for line in [*first, *rest] if line]


def finished(work: Callable[[Tell], None]) -> Any:
    """The last thing that it told; raises RuntimeError if it did not come to its end."""
    child, told = begun(work)
    with os.fdopen(told) as lines:
        found = [json.loads(line) for line in lines]
    if os.waitpid(child, 0)[1] or not found:
        raise RuntimeError("the look at what is left did not come to its end")
    return found[-1]


# Workbooks


def exports(kills: int, folder: Path, dice: random.Random) -> str:
    """Raises AssertionError where what stands in the place is not one whole workbook."""
    target = folder / "template.xlsx"
    contents = [template_bytes(), template_bytes({"reps": [{"rep_id": "R1", "name": "Ann"}]})]
    written = 0
    write_template(target)

    def whole(tell: Tell) -> None:
        tell("begun")
        while True:
            write_template(target, overwrite=True)
            tell("written")

    def writing_alone(tell: Tell) -> None:
        tell("begun")
        while True:
            for content in contents:
                write_beside(target, content, overwrite=True)
                tell("written")

    for run in range(kills):
        told = killed(whole if run % 4 == 0 else writing_alone, dice, 0.05)
        written += len(told) - 1
        assert run % 4 == 0 or len(told) == 1 or target.read_bytes() in contents
        assert _is_whole(target)
    refused = int(finished(lambda tell: tell(_refused_by_a_full_disk(target, len(contents[0])))))
    return f"exports: {kills} kills, {written} workbooks written, {refused} refused by a full disk, none damaged"


def _is_whole(target: Path) -> bool:
    with zipfile.ZipFile(target) as archive:
        return archive.testzip() is None and "xl/workbook.xml" in archive.namelist()


def _refused_by_a_full_disk(target: Path, size: int) -> int:
    """Writes with room for a little more each time, never for all of it; what stood there has to stay."""
    before, beside = target.read_bytes(), sorted(target.parent.iterdir())
    refused = 0
    for room in range(0, size - 1, size // 20):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            write_template(target, overwrite=True)
        except NotWrittenError:
            refused += 1
        assert target.read_bytes() == before
        assert sorted(target.parent.iterdir()) == beside
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return refused


# The files of a log


def imports(kills: int, folder: Path, dice: random.Random) -> str:
    """Raises AssertionError where a log that the workspace lists has lost its numbers."""
    workspace, sources = folder / "workspace", folder / "sources"
    sources.mkdir()
    totals: dict[str, int] = {}
    for number in range(FILES):
        for version in range(VERSIONS):
            text, total = _deals(number, version)
            totals[hashlib.sha256(text.encode()).hexdigest()] = total
    last: list[str] = []
    steps = 0
    for run in range(kills):
        rolled = random.Random(SEED + run)
        told = killed(lambda tell, rolled=rolled: _change_files(workspace, sources, rolled, tell), dice, 0.6)
        steps += len(told) - 1
        last = told[-1] if told else last
        for source in sources.iterdir():
            source.unlink()
        listed, found = finished(lambda tell: _look(workspace, tell))
        assert len({*listed} ^ {*last}) <= 2  # the step that it was killed in may have been kept
        assert found == sum(totals[digest] for digest in listed)
        last = listed
    return f"imports: {kills} kills, {steps} files added, removed or read again, every listed log had its numbers"


def _deals(number: int, version: int) -> tuple[str, int]:
    """The text of a source and what its deals are worth."""
    amounts = [10 + (7 * number + 3 * version + row) % 90 for row in range(ROWS)]
    rows = (f"{number}-{version}-{row},d{row},Ann,Won,2026-03-04,{amount}\n" for row, amount in enumerate(amounts))
    return "Deal ID,Deal Name,Deal Owner,Deal Stage,Create Date,Amount\n" + "".join(rows), sum(amounts)


def _change_files(place: Path, sources: Path, dice: random.Random, tell: Tell) -> None:
    """As the window does it: read, list, keep the finished log; no source is there longer than it is read."""
    workspace = Workspace.open(place)
    shelf = workspace.imports.folder
    files = workspace.imports.all()
    tell([one.digest for one in files])
    while shelf is not None:
        number = dice.randrange(FILES)
        path = sources / f"deals{number}.csv"
        others = tuple(one for one in files if one.path != path)
        if len(others) == len(files) or dice.random() < 0.6:
            path.write_text(_deals(number, dice.randrange(VERSIONS))[0])
            wanted = (*others, Import(path, path.name))
        else:
            wanted = others
        files, _ = told_apart(wanted)
        found = open_imports(files, Shelf(shelf), Asked(), Settings()) if files else None
        workspace.imports.set(files)
        tell([one.digest for one in files])
        if found is not None:
            keep_log(found.log, found.key, shelf)
        path.unlink(missing_ok=True)


def _look(place: Path, tell: Tell) -> None:
    """What the next start lists, and what it is worth: in another zone, for which no finished log is kept."""
    workspace = Workspace.open(place)
    files = workspace.imports.all()
    total = 0.0
    if files:
        shelf = Shelf(workspace.imports.folder, writable=False)
        found = open_imports(files, shelf, Asked(zone="Europe/Berlin"), Settings())
        total = float(found.log.tables["opportunities"]["amount"].sum())
    tell([[one.digest for one in files], total])


ROUNDS = {"exports": exports, "imports": imports}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.killing", description=__doc__)
    parser.add_argument("round", nargs="?", choices=[*ROUNDS], help="one of them only")
    parser.add_argument("--kills", type=int, default=200)
    chosen = parser.parse_args(arguments)
    for name in [chosen.round] if chosen.round else ROUNDS:
        with tempfile.TemporaryDirectory() as place:
            print(ROUNDS[name](chosen.kills, Path(place), random.Random(SEED)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
