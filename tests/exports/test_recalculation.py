"""A spreadsheet program that works everything out anew comes to the program's figures."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from salesdesk.exports.scorecard import plan_scorecard, plan_team
from salesdesk.exports.subject import Hand
from salesdesk.exports.writer import workbook_bytes

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REPS = ("Freya Brandvik", "Tom Corrin", "Callum Osterby")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: recalculation did not run")


def without_values(content: bytes, target: Path) -> Path:
    """The same workbook as if its formulas had never been worked out."""
    target.write_bytes(content)
    with zipfile.ZipFile(target) as parts:
        texts = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in texts.items():
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
            parts.writestr(name, text)
    return target


def recalculated(folder: Path, paths: list[Path]) -> None:
    profile = folder / "profile"
    command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    done = subprocess.run(
        [*command, str(folder / "again"), *map(str, paths)],
        capture_output=True,
        timeout=240,
        env={**os.environ, "HOME": str(folder)},
        check=False,
    )
    assert done.returncode == 0, done.stderr


def cells(path: Path) -> Iterator[tuple[tuple[str, str], object, bool]]:
    """The place of each cell, what it holds, and whether a formula gives it."""
    with zipfile.ZipFile(path) as parts:
        leads = {each.get("Id"): each.get("Target") for each in fromstring(parts.read("xl/_rels/workbook.xml.rels"))}
        texts = ["".join(item.itertext()) for item in fromstring(parts.read("xl/sharedStrings.xml"))]
        for sheet in fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
            target = leads[sheet.get(f"{RELATIONS}id")]
            for cell in fromstring(parts.read(f"xl/{target.removeprefix('/xl/')}")).iter(f"{MAIN}c"):
                value = _content(cell.findtext(f"{MAIN}v"), cell.get("t"), texts)
                yield (sheet.get("name"), cell.get("r")), value, cell.find(f"{MAIN}f") is not None


def _content(value: str | None, kind: str | None, texts: list[str]) -> object:
    if not value:
        return None
    match kind:
        case "s":
            return texts[int(value)]
        case "b":
            return value == "1"
        case "n" | None:
            return float(value)
    return value  # a text that a formula gives, or an error


def test_that_a_recalculation_gives_the_programs_figures(hand: Hand, tmp_path: Path) -> None:
    plans = {rep: plan_scorecard(hand, rep) for rep in REPS} | {"team": plan_team(hand)}
    written = {}
    for name, plan in plans.items():
        content = workbook_bytes(plan)
        (tmp_path / f"{name} as written.xlsx").write_bytes(content)
        written[name] = without_values(content, tmp_path / f"{name}.xlsx")
    recalculated(tmp_path, list(written.values()))
    for name in plans:
        written_cells = list(cells(tmp_path / f"{name} as written.xlsx"))
        kept = {place: value for place, value, _ in written_cells}
        formulas = [place for place, _, is_formula in written_cells if is_formula]
        anew = {place: value for place, value, _ in cells(tmp_path / "again" / f"{name}.xlsx")}
        assert len(formulas) > (8 if name == "Callum Osterby" else 20)
        assert not [value for value in anew.values() if isinstance(value, str) and value.startswith("#")]
        for place in formulas:
            mine, theirs = kept.get(place), anew.get(place)
            if isinstance(mine, float | int):
                assert isinstance(theirs, float | int), (name, place, mine, theirs)
                assert math.isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-9), (name, place, mine, theirs)
            else:
                assert (mine or "") == (theirs or ""), (name, place)
