"""Qt for Python is a version that keeps its references."""

import importlib.metadata
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

BROKEN = "6.12.0"
CALLS = 500


def test_that_the_broken_version_is_not_installed() -> None:
    assert importlib.metadata.version("PySide6-Essentials") != BROKEN


def test_that_the_broken_version_cannot_be_installed() -> None:
    lines = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    named = [line.strip(' ,"') for line in lines if line.strip().startswith('"PySide6')]
    assert [BROKEN in Requirement(line).specifier for line in named] == [False]


def test_that_a_call_returning_nothing_keeps_none_alive(qt_libraries: None) -> None:
    core = pytest.importorskip("PySide6.QtCore", exc_type=ImportError)
    thing = core.QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    # From Python 3.12 on None is immortal and its count never moves, which is just as sound.
    assert before - sys.getrefcount(None) < CALLS / 2
