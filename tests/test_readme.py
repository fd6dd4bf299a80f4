"""The README says what is true: its tables are those of the program, its paths exist."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.readme import OF_REAL_LOGS, PARTS, README, part

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PARTS)
def test_that_a_made_part_of_the_readme_is_as_the_program_has_it(name: str) -> None:
    assert part(TEXT, name) == PARTS[name]().strip(), "run `python -m tests.readme`"


@pytest.mark.usefixtures("reading_here")
@pytest.mark.parametrize("name", OF_REAL_LOGS)
def test_that_what_is_said_of_real_logs_is_so(name: str, real_data: Callable[[str], Path]) -> None:
    real_data("maven_crm")
    assert part(TEXT, name) == OF_REAL_LOGS[name]().strip(), "run `python -m tests.readme`"


def test_that_every_path_the_readme_names_exists() -> None:
    root = README.parent
    named = re.findall(r"`((?:salesdesk|tests|benchmarks|resources|kpis|ui|exports|reading)/[\w./ -]*)`", TEXT)
    links = re.findall(r"\]\(([\w./-]+)\)", TEXT)
    assert named
    for path in (*named, *links):
        assert (root / path).exists() or (root / "salesdesk" / path).exists(), path


def test_that_the_benchmarks_were_measured() -> None:
    rows = [line for line in part(TEXT, "benchmarks").splitlines() if line.startswith("|")]
    assert len(rows) >= 2 + 5
