"""Resources are found wherever the program lies."""

import sys
from pathlib import Path

import pytest

from salesdesk import paths


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as if it lay in `tmp_path`."""
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "salesdesk" / "paths.py"))
    return tmp_path


def freeze(monkeypatch: pytest.MonkeyPatch, executable: Path, unpacked: Path | None = None) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))
    if unpacked:
        monkeypatch.setattr(sys, "_MEIPASS", str(unpacked), raising=False)


def test_that_a_checkout_has_its_resources_beside_the_package() -> None:
    assert paths.resources() == Path(__file__).resolve().parent.parent / "resources"
    assert paths.resource("sample", "x.csv") == paths.resources() / "sample" / "x.csv"


@pytest.mark.parametrize("place", ["salesdesk/resources", "resources"])
def test_that_a_wheel_and_a_checkout_are_both_found(elsewhere: Path, place: str) -> None:
    (elsewhere / place).mkdir(parents=True)
    assert paths.resources() == elsewhere / place


def test_that_a_wheels_own_resources_go_before_a_neighbours(elsewhere: Path) -> None:
    (elsewhere / "resources").mkdir()
    (elsewhere / "salesdesk" / "resources").mkdir(parents=True)
    assert paths.resources() == elsewhere / "salesdesk" / "resources"


@pytest.mark.parametrize("place", ["unpacked/salesdesk/resources", "unpacked/resources", "program/resources"])
def test_that_a_frozen_bundle_finds_what_it_unpacked(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (elsewhere / place).mkdir(parents=True)
    freeze(monkeypatch, elsewhere / "program" / "SalesDesk.exe", elsewhere / "unpacked")
    assert paths.resources() == elsewhere / place


def test_that_missing_resources_are_said_in_a_sentence(elsewhere: Path) -> None:
    with pytest.raises(FileNotFoundError, match="not completely installed"):
        paths.resources()


def test_that_the_sample_is_known_by_any_of_its_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sample = paths.sample_log()
    monkeypatch.chdir(sample.parent)
    assert paths.is_sample([Path(sample.name)])
    assert not paths.is_sample([sample, sample])
    assert not paths.is_sample([tmp_path / sample.name])
    assert not paths.is_sample([])
