"""The arguments and options that commands share, each declared once."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

# As the dimensions of a selection, and the months of the period. Kept as words so that `--help` loads no tables.
SLICES = (
    "rep", "team", "manager", "role", "month", "region", "location", "product", "segment", "stage", "source", "channel",
    "campaign", "type", "size", "cycle", "lost_reason", "competitor", "method", "weekday", "hour", "asset", "customer",
    "tenure", "wave",
)  # fmt: skip


def files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="Excel, OpenDocument or CSV files")


def maybe_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="Excel, OpenDocument or CSV files")


def reading(parser: argparse.ArgumentParser) -> None:
    """How the cells are to be read, and where what is remembered lies."""
    group = parser.add_argument_group("reading")
    group.add_argument("--zone", help="time zone of the company, such as Europe/Berlin (default: UTC)")
    group.add_argument("--currency", type=_currency, help="base currency, such as EUR (default: the log's)")
    group.add_argument("--dates", choices=["dmy", "mdy"], help="what 03/04/2026 means: day first or month first")
    group.add_argument("--decimal", choices=["comma", "point"], help="what stands before the decimals")
    group.add_argument("--percent", choices=["points", "shares"], help="whether a share of 1 means 1 %% or 100 %%")
    group.add_argument(
        "--column", metavar="HEADER=TABLE.COLUMN", action="append", default=[],
        help="what a column holds, such as Client=leads.company or Notes=unused; again for each column",
    )  # fmt: skip
    group.add_argument(
        "--fill-down", metavar="HEADER", action="append", default=[],
        help="a column that has its value in the first row of each group only, such as Rep; again for each column",
    )  # fmt: skip
    group.add_argument("--workspace", metavar="DIR", type=Path, help="use the settings and matches kept there")


def period(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("period")
    group.add_argument("--period", help="all, 2017, 2017-Q2, 2017-04 or START..END (default: the last full quarter)")
    group.add_argument("--as-of", metavar="DATE", type=_day, help="the day on which the log ends (default: its newest)")


def slicing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", choices=SLICES, help="one figure for each of these, and the team's")
    parser.add_argument("--kpi", metavar="ID", nargs="+", action="extend", help="only these, such as K33 win_rate")
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")


def folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder for the workbooks")


def reps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rep", metavar="NAME", nargs="+", action="extend", help="only these (default: every rep)")


def names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--names", action="store_true", help="with every rep's figures by name (default: without)")


def workbook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE.xlsx", type=_workbook, required=True, help="the workbook to write")


def new_workbook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.xlsx", type=_workbook, help="the workbook to write")


def overwrite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overwrite", action="store_true", help="replace files that are already there")


def report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--out", metavar="FILE.xlsx", type=_workbook, help="write it all to this workbook instead")


def glossary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "json"], default="text")


def pictures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder for the pictures")
    parser.add_argument("--size", metavar="WxH", type=_size, default=(1440, 900), help="of the window (1440x900)")
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    parser.add_argument("--whole", action="store_true", help="every page in its full length")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date: write it as 2026-03-31") from None


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is no currency: give its three letters, such as EUR")
    return text.upper()


def _workbook(text: str) -> Path:
    if Path(text).suffix.lower() != ".xlsx":
        raise argparse.ArgumentTypeError(f"“{text}” is no Excel workbook: its name has to end in .xlsx")
    return Path(text)


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” is no size: write it as 1440x900")
    return int(found[1]), int(found[2])
