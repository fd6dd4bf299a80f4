"""Two sides measured in turn, A B A B, each run in a process of its own; what counts is the ratio of medians."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
RUN_SECONDS = 1800


@dataclass(frozen=True)
class Result:
    """Seconds of both sides, run by run; ``goal`` is what the ratio may be at most."""

    what: str
    against: str
    goal: float
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.theirs)

    @property
    def line(self) -> str:
        """A row of the table in the README."""
        times = f"{median(self.ours):.3g} s : {median(self.theirs):.3g} s"
        return f"| {self.what} | {self.against} | {self.ratio:.2f} | ≤ {self.goal:g} | {times} |"


HEAD = "| what | against | ratio | goal | medians |\n| --- | --- | --- | --- | --- |"


def in_turn(
    what: str, against: str, goal: float, ours: list[str], theirs: list[str], runs: int, warm: int = 1
) -> Result:
    """Each side is a module of benchmarks with arguments that prints its seconds as JSON; warm-up runs do not count."""
    found: tuple[list[float], list[float]] = ([], [])
    for run in range(warm + runs):
        for side, command in enumerate((ours, theirs)):
            seconds = _run(command)
            if run >= warm:
                found[side].append(seconds)
    return Result(what, against, goal, tuple(found[0]), tuple(found[1]))


def surroundings() -> dict[str, str]:
    """As on a user's machine, where modules are compiled once and kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"QT_QPA_PLATFORM": "offscreen", **kept}


def _run(command: list[str]) -> float:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=RUN_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return float(json.loads(done.stdout.strip().splitlines()[-1]))
