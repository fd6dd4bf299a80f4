"""A finished log goes to disk and comes back as it was, or not at all."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from salesdesk.models.log import SalesLog
from salesdesk.models.settings import Settings
from salesdesk.paths import sample_log
from salesdesk.reading.log_snapshot import read_log, write_log
from salesdesk.reading.open import open_log
from salesdesk.reading.sealed_folder import is_whole, program, put_in_place
from tests.reading.sheets import log_of, sheet
from tests.reading.test_rewritten import both

pytestmark = pytest.mark.usefixtures("reading_here")


def through(log: SalesLog, folder: Path) -> SalesLog:
    """Written and read again."""
    folder.mkdir()
    write_log(log, folder)
    found = read_log(folder, log.settings)
    assert found is not None
    return found


def assert_equal(found: SalesLog, log: SalesLog) -> None:
    assert list(found.tables) == list(log.tables)
    for table, frame in log.tables.items():
        pd.testing.assert_frame_equal(found.tables[table], frame, check_exact=True)
        np.testing.assert_array_equal(found.origins[table].source, log.origins[table].source)
        np.testing.assert_array_equal(found.origins[table].row, log.origins[table].row)
        assert found.origins[table].source.dtype == log.origins[table].source.dtype
    assert found.date_only.keys() == log.date_only.keys()
    for key, mask in log.date_only.items():
        np.testing.assert_array_equal(found.date_only[key], mask)
        assert found.date_only[key].dtype == bool
    assert (found.sources, found.issues, found.settings) == (log.sources, log.issues, log.settings)
    assert found.rewritten == log.rewritten


@pytest.mark.usefixtures("reading_child")
def test_that_every_table_of_the_sample_comes_back_as_it_was(tmp_path: Path) -> None:
    log = open_log([sample_log()], strict=False)
    assert_equal(through(log, tmp_path / "log"), log)


def test_that_what_a_later_export_rewrote_comes_back(tmp_path: Path) -> None:
    log = both()
    assert log.rewritten
    assert_equal(through(log, tmp_path / "log"), log)


def test_that_blanks_of_every_kind_and_odd_texts_come_back(tmp_path: Path) -> None:
    log = log_of(
        sheet(
            {
                "Deal ID": ["1", "2", "3", "4"],
                "Deal Name": ["a\u0000b", None, "=1+1", "日本\n語"],
                "Amount": [1.5, None, None, float("inf")],
                "Owner": ["Ann", None, "Ann", "ann"],
                "Created": ["2026-03-04 10:00", None, "2026-03-05", None],
                "Won": ["yes", None, "no", None],
                "Stage": ["Won", None, "Lost", "Won"],
            },
            "deals.csv",
        )
    )
    assert_equal(through(log, tmp_path / "log"), log)


def test_that_the_settings_are_those_of_today(tmp_path: Path) -> None:
    write_log(both(), tmp_path)
    found = read_log(tmp_path, Settings(fiscal_start=4))
    assert found is not None
    assert found.settings.fiscal_start == 4


@pytest.mark.parametrize("facts", ["", "[]", "{}", '{"tables": {"pets": 1}, "sources": [], "issues": []}'])
def test_that_facts_that_do_not_fit_are_no_log(facts: str, tmp_path: Path) -> None:
    write_log(both(), tmp_path)
    (tmp_path / "log.json").write_text(facts)
    assert read_log(tmp_path, Settings()) is None


def test_that_a_table_of_another_length_or_gone_is_no_log(tmp_path: Path) -> None:
    write_log(both(), tmp_path)
    facts = json.loads((tmp_path / "log.json").read_text())
    (tmp_path / "log.json").write_text(json.dumps({**facts, "tables": {"opportunities": 5}}))
    assert read_log(tmp_path, Settings()) is None
    (tmp_path / "0.arrow").unlink()
    assert read_log(tmp_path, Settings()) is None


def test_that_a_column_that_no_reader_makes_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_log(SalesLog({"opportunities": pd.DataFrame({"name": pd.Series([object()], dtype=object)})}), tmp_path)


# Sealed folders


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    part = tmp_path / "part"
    part.mkdir()
    (part / "small").write_bytes(b"abc")
    (part / "empty").write_bytes(b"")
    (part / "large").write_bytes(bytes(range(256)) * 8_192 + b"end")
    put_in_place(part, tmp_path / "place")
    assert not part.exists()
    return tmp_path / "place"


def test_that_a_sealed_folder_is_whole(sealed: Path) -> None:
    assert is_whole(sealed)


@pytest.mark.parametrize("at", [0, 1_000_001, -1])
def test_that_one_flipped_bit_is_noticed(sealed: Path, at: int) -> None:
    content = bytearray((sealed / "large").read_bytes())
    content[at] ^= 4
    (sealed / "large").write_bytes(content)
    assert not is_whole(sealed)


def test_that_a_cut_or_swapped_or_missing_file_is_noticed(sealed: Path) -> None:
    whole = (sealed / "large").read_bytes()
    block = 8 << 17
    for content in (whole[:-8], whole[block:] + whole[:block], b""):
        (sealed / "large").write_bytes(content)
        assert not is_whole(sealed)
    (sealed / "large").unlink()
    assert not is_whole(sealed)


@pytest.mark.parametrize("seal", ["", "[]", "{}", '{"program": 1, "files": 2}'])
def test_that_a_broken_seal_is_none(sealed: Path, seal: str) -> None:
    (sealed / "seal.json").write_text(seal)
    assert not is_whole(sealed)
    assert not is_whole(sealed, any_program=True)


def test_that_what_another_program_made_counts_only_if_that_is_said(sealed: Path) -> None:
    seal = json.loads((sealed / "seal.json").read_text())
    assert seal["program"] == program()
    (sealed / "seal.json").write_text(json.dumps({**seal, "program": "older"}))
    assert not is_whole(sealed)
    assert is_whole(sealed, any_program=True)


def test_that_a_folder_takes_the_place_of_a_broken_one(sealed: Path, tmp_path: Path) -> None:
    (sealed / "large").unlink()
    part = tmp_path / "again"
    part.mkdir()
    (part / "small").write_bytes(b"new")
    put_in_place(part, sealed)
    assert is_whole(sealed)
    assert sorted(path.name for path in sealed.iterdir()) == ["seal.json", "small"]
