"""Every sentence is plain and short."""

import errno
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesdesk.store import copying, opening, refusals, workspace
from salesdesk.store.backups import REGULAR, Backup
from salesdesk.store.refusals import WorkspaceDamaged, WorkspaceRefused, reason_for

SENTENCES = sorted(
    value
    for module in (refusals, opening, workspace, copying)
    for name, value in vars(module).items()
    if isinstance(value, str) and name.lstrip("_").isupper() and " " in value
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_that_a_sentence_is_short_and_without_words_of_the_trade(sentence: str) -> None:
    assert len(sentence) <= 140
    assert sentence.endswith(".")
    assert not re.search(r"sqlite|database|sql|errno|exception|/|None|lock\b", sentence, re.IGNORECASE)


def test_that_the_sentence_about_damage_is_short_too() -> None:
    backup = Backup(1, datetime(2026, 12, 30, 23, 59, tzinfo=UTC), REGULAR, Path("x"), "")
    faults = [sentence for sentence in SENTENCES if sentence in vars(opening).values() and len(sentence) < 60]
    assert faults
    for what in faults:
        assert len(WorkspaceDamaged(what, backup).reason) <= 140
        assert len(WorkspaceDamaged(what, None).reason) <= 140


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "disk is full"),
        (OSError(errno.EROFS, "x"), "cannot be written to"),
        (PermissionError(errno.EACCES, "x"), "cannot be written to"),
        (OSError(errno.EIO, "x"), "Check the disk"),
        (sqlite3.OperationalError("whatever"), "Check the disk"),
        (WorkspaceRefused("As it is."), "As it is."),
    ],
)
def test_that_errors_become_sentences(error: Exception, words: str) -> None:
    assert words in reason_for(error)
