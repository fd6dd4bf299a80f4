"""Reads the odd and broken files of other programs' test suites, each in a child process, and prints what came of it.

`python -m benchmarks.corpora FOLDER` also asks LibreOffice, if it is there, which of them it can turn into CSV.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked
from salesdesk.reading.child import read_grids
from salesdesk.reading.grid import Refused
from salesdesk.reading.open import understand

MOST_SECONDS = 10.0
MOST_MEMORY = 512  # MB
MOST_REFUSED = 0.01  # of what LibreOffice turns into CSV
_TOGETHER = 30
_PATIENCE = 60
_SKIPPED = {".md", ".gitattributes", ""}


@dataclass(frozen=True)
class Ending:
    """How one file ended: ``reason`` is empty if it was read. Seconds are of the processor, MB the child's peak."""

    library: str
    name: str
    reason: str
    seconds: float
    memory: int
    for_libreoffice: bool | None

    @property
    def wrong(self) -> bool:
        return bool(self.reason) and bool(self.for_libreoffice)

    @property
    def within_limits(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.memory <= MOST_MEMORY and len(self.reason) <= 140


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _SKIPPED)


def read(path: Path, folder: Path, verdicts: dict[Path, bool]) -> Ending:
    reason, spent, peaks = "", computed(), Peaks()
    try:
        grids = read_grids(path, progress=peaks)
    except Refused as refused:
        reason = refused.reason
    seconds = computed() - spent
    if not reason:
        with contextlib.suppress(Refused):  # read, and no sales log: most of them
            understand(grids, Asked(), Settings())
    library = path.relative_to(folder).parts[0]
    return Ending(library, path.name, reason, seconds, peaks.most >> 20, verdicts.get(path))


def computed() -> float:
    """Seconds of processor that children have taken which have ended."""
    times = os.times()
    return times.children_user + times.children_system


class Peaks:
    """The most memory in bytes that a child was seen to hold, where the system tells; called as the progress is."""

    def __init__(self) -> None:
        self.most = 0

    def __call__(self, *_: object) -> None:
        for children in Path("/proc/self/task").glob("*/children"):
            for child in children.read_text().split():
                with contextlib.suppress(OSError):  # it may have ended meanwhile
                    found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{child}/status").read_text())
                    self.most = max(self.most, int(found[1]) << 10 if found else 0)


# What LibreOffice can do


def turned_into_csv(paths: Sequence[Path], kept: Path) -> dict[Path, bool]:
    """Whether each file has cells when LibreOffice saves its first sheet as CSV; known answers are kept in a folder."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return {}
    kept.mkdir(parents=True, exist_ok=True)
    answers = {path: kept / hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    asked = [path for path, answer in answers.items() if not answer.exists()]
    for start in range(0, len(asked), _TOGETHER):
        some = asked[start : start + _TOGETHER]
        for group in (some, *([path] for path in some)):  # one by one those that a crash of another one took along
            open_ones = [path for path in group if not answers[path].exists()]
            if open_ones:
                _convert(office, open_ones, answers, last=len(group) == 1)
        print(f"LibreOffice: {min(start + _TOGETHER, len(asked))} of {len(asked)}", file=sys.stderr, flush=True)
    return {path: answer.read_text() == "cells" for path, answer in answers.items()}


def _convert(office: str, paths: Sequence[Path], answers: dict[Path, Path], *, last: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        copies = {path: Path(place) / "in" / f"{number}{path.suffix}" for number, path in enumerate(paths)}
        (Path(place) / "in").mkdir()
        for path, copy in copies.items():
            shutil.copyfile(path, copy)
        profile = f"-env:UserInstallation=file://{place}/profile"
        out = Path(place) / "out"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "csv",
            "--outdir",
            str(out),
            *map(str, copies.values()),
        ]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=_PATIENCE + 2 * len(paths), check=False)
        for path, copy in copies.items():
            made = out / f"{copy.stem}.csv"
            if made.exists() and made.read_bytes().strip(b',\r\n\t "\xef\xbb\xbf'):
                answers[path].write_text("cells")
            elif made.exists() or last:
                answers[path].write_text("nothing")


# The table


def table(endings: Sequence[Ending]) -> list[str]:
    first, others = (
        f"{'library':<18}{'files':>6}{'read':>6}{'refused':>9}{'most s':>8}{'most MB':>9}",
        "of these refused",
    )
    lines = [f"{first}{'LibreOffice':>13}{others:>18}"]
    for library in [*sorted({ending.library for ending in endings}), ""]:
        own = [ending for ending in endings if library in {"", ending.library}]
        refused = sum(bool(ending.reason) for ending in own)
        lines.append(
            f"{library or 'in all':<18}{len(own):>6}{len(own) - refused:>6}{refused:>9}"
            f"{max(ending.seconds for ending in own):>8.1f}{max(ending.memory for ending in own):>9}"
            f"{sum(bool(ending.for_libreoffice) for ending in own):>13}{sum(ending.wrong for ending in own):>18}"
        )
    lines += ["", "Refused because:"]
    reasons = Counter(ending.reason for ending in endings if ending.reason)
    lines += [f"{count:>6}  {reason}" for reason, count in reasons.most_common()]
    lines += ["", "Refused although LibreOffice turns them into CSV:"]
    lines += [f"        {ending.library}/{ending.name}: {ending.reason}" for ending in endings if ending.wrong]
    lines += ["", "Beyond the limits:"]
    lines += [
        f"        {ending.library}/{ending.name}: {ending.seconds:.1f} s, {ending.memory} MB"
        for ending in endings
        if not ending.within_limits
    ]
    return lines


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.corpora", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of files for each library")
    parser.add_argument("--without-libreoffice", action="store_true")
    chosen = parser.parse_args(arguments)
    paths = files_of(chosen.folder)
    kept = Path(tempfile.gettempdir()) / "salesdesk-libreoffice-verdicts"
    verdicts = {} if chosen.without_libreoffice else turned_into_csv(paths, kept)
    began, endings = time.monotonic(), []
    for path in paths:
        endings.append(read(path, chosen.folder, verdicts))
        if len(endings) % 50 == 0:
            print(f"read: {len(endings)} of {len(paths)}", file=sys.stderr, flush=True)
    print("\n".join(table(endings)))
    print(f"\n{len(paths)} files in {time.monotonic() - began:.0f} s")
    possible = sum(bool(ending.for_libreoffice) for ending in endings)
    refused = sum(ending.wrong for ending in endings)
    return int(refused > MOST_REFUSED * possible or not all(ending.within_limits for ending in endings))


if __name__ == "__main__":
    sys.exit(main())
