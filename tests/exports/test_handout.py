"""Handing out: as many files as reps, nothing half written, nothing overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.exports.files import NotWrittenError
from salesdesk.exports.handout import scorecard_paths, write_hand_outs, write_scorecards, write_team
from salesdesk.insights.board import Board

REPS = ("Freya Brandvik", "Tom Corrin", "Tilda Marlow")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_each_rep_gets_a_file_and_progress_is_told(sample_board: Board, tmp_path: Path) -> None:
    told = []
    paths = write_scorecards(sample_board, REPS, tmp_path / "new", progress=lambda *step: told.append(step))
    assert left_in(tmp_path / "new") == [f"{rep} Q2 2026.xlsx" for rep in sorted(REPS)]
    assert [path.name for path in paths] == [f"{rep} Q2 2026.xlsx" for rep in REPS]
    assert list(dict.fromkeys(told)) == [*((done, 3, rep) for done, rep in enumerate(REPS)), (3, 3, "")]
    assert len(told) > 60  # often enough to be cancelled at once


def test_that_hand_outs_and_scorecards_may_share_a_folder(sample_board: Board, tmp_path: Path) -> None:
    write_scorecards(sample_board, REPS[:1], tmp_path)
    (path,) = write_hand_outs(sample_board, REPS[:1], tmp_path)
    assert path.name == "Freya Brandvik Q2 2026 hand-out.xlsx"
    assert len(left_in(tmp_path)) == 2


class StoppedError(Exception):
    """What a cancelled progress raises."""


def test_that_a_cancel_keeps_finished_files_and_no_half_one(sample_board: Board, tmp_path: Path) -> None:
    def cancel(done: int, total: int, note: str) -> None:
        if done == 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        write_scorecards(sample_board, REPS, tmp_path, progress=cancel)
    assert left_in(tmp_path) == ["Freya Brandvik Q2 2026.xlsx"]


def test_that_one_file_in_the_way_stops_all_before_anything_is_written(sample_board: Board, tmp_path: Path) -> None:
    (tmp_path / "Tom Corrin Q2 2026.xlsx").write_bytes(b"old")
    with pytest.raises(NotWrittenError, match="is there already"):
        write_scorecards(sample_board, REPS, tmp_path)
    assert left_in(tmp_path) == ["Tom Corrin Q2 2026.xlsx"]
    write_scorecards(sample_board, REPS[1:2], tmp_path, overwrite=True)
    assert (tmp_path / "Tom Corrin Q2 2026.xlsx").stat().st_size > 10_000


def test_that_the_teams_workbook_is_written_and_not_overwritten_unasked(sample_board: Board, tmp_path: Path) -> None:
    path = write_team(sample_board, tmp_path / "below" / "team.xlsx")
    assert path.stat().st_size > 50_000
    with pytest.raises(NotWrittenError):
        write_team(sample_board, path)


def test_that_names_of_people_cannot_lead_out_of_the_folder(sample_board: Board, tmp_path: Path) -> None:
    odd = ["../../x", "a/b", "CON", "Ann", "ANN", "x" * 200, "🙂", ""]
    paths = scorecard_paths(odd, sample_board.period, tmp_path)
    assert len({path.name.casefold() for path in paths}) == len(odd)
    assert {path.resolve().parent for path in paths} == {tmp_path.resolve()}
