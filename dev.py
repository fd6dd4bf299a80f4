"""Sets SalesDesk up in a checkout and runs it, its tests or its linters: `python dev.py run|test|lint`."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "salesdesk-stamp"
SAMPLE = ROOT / "resources" / "sample"
DEMO = ROOT / "salesdesk-demo"
OLDEST = (3, 11)
NEWEST = (3, 14)
DISPLAY_SECONDS = 60

QT_LIBRARIES = "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
WINDOW_LIBRARIES = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0"
ASK_LIBRARIES = "import PySide6.QtWidgets, PySide6.QtSvg"
ASK_DISPLAY = "from PySide6.QtWidgets import QApplication; print(QApplication([]).platformName())"
UNSEEN = {"offscreen", "minimal", "minimalegl", "vnc"}  # platforms of Qt that show a window to nobody here


class StoppedError(Exception):
    """Ends the command with one sentence."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    parser.add_argument("command", choices=["run", "test", "lint"])
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on: files to open, options of the tests")
    chosen = parser.parse_args(arguments)
    try:
        if sys.version_info[:2] < OLDEST:
            return again_with_newer_python(arguments)
        python = set_up()
        return {"run": run, "test": test, "lint": lint}[chosen.command](python, chosen.rest)
    except StoppedError as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# Setting up


def again_with_newer_python(arguments: list[str] | None) -> int:
    """Many machines have a second, newer Python beside the one that `python3` names."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return call([newer, str(ROOT / "dev.py"), *(sys.argv[1:] if arguments is None else arguments)])
    raise StoppedError(
        f"SalesDesk needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this one is {sys.version_info[0]}."
        f"{sys.version_info[1]}. Install a newer Python and run this again."
    )


def set_up() -> Path:
    """The interpreter of `.venv`, after everything in it is as pyproject.toml and constraints.txt say."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    interpreter, packages = sys.version, packages_hash()
    known = STAMP.read_text(encoding="utf-8").split("\0") if STAMP.is_file() else []
    if known == [interpreter, packages] and python.is_file():
        return python
    print("Setting up .venv; the first time this takes a minute or two.", flush=True)
    make_venv(clear=bool(known) and known[0] != interpreter)
    STAMP.unlink(missing_ok=True)
    install(python)
    STAMP.write_text("\0".join([interpreter, packages]), encoding="utf-8")
    return python


def packages_hash() -> str:
    """Changes with the wanted packages and with the place of the checkout, which `.venv` has written down."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def make_venv(*, clear: bool) -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise StoppedError(
            f"This Python cannot make a virtual environment: its {missing[0]} module is missing. "
            "On Debian and Ubuntu this brings it: sudo apt-get install -y python3-venv"
        )
    if call([sys.executable, "-m", "venv", *(["--clear"] if clear else []), str(VENV)]):
        raise StoppedError("The virtual environment .venv could not be made; the lines above say why.")


def install(python: Path) -> None:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if call([*command, "-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}[dev]"]):
        raise StoppedError("The packages could not be installed; the lines above say why. Is this computer online?")


def call(command: list[str], **environment: str) -> int:
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


# What Qt can do here; asked in another process, because Qt ends the process that meets a dead display


def ask(python: Path, question: str) -> subprocess.CompletedProcess[str] | None:
    """None when there was no answer in time."""
    try:
        return subprocess.run(
            [str(python), "-c", question],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DISPLAY_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None


def libraries_are_there(python: Path) -> bool:
    answer = ask(python, ASK_LIBRARIES)
    return answer is not None and answer.returncode == 0


def screen_is_there(python: Path) -> bool:
    answer = ask(python, ASK_DISPLAY)
    if answer is not None and answer.returncode == 0:
        return answer.stdout.strip() not in UNSEEN
    if wants_window() and answer is not None and "could not connect to display" not in answer.stderr:
        print(missing_libraries())
    return False


def wants_window() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries() -> str:
    if not sys.platform.startswith("linux"):
        return "Qt cannot start on this computer: is the operating system older than Qt supports?"
    wanted = f"{QT_LIBRARIES} {WINDOW_LIBRARIES}" if wants_window() else QT_LIBRARIES
    return f"Qt's system libraries are missing. This brings them:\n  sudo apt-get install -y {wanted}"


# The three commands


def run(python: Path, files: list[str]) -> int:
    """Opens the window on the files or the sample data; without a screen writes what it would hand out."""
    files = files or [str(sample())]
    with_qt = libraries_are_there(python)
    if not with_qt:
        print(missing_libraries())
    elif screen_is_there(python):
        return call([str(python), "-m", "salesdesk", *files])
    else:
        print("There is no screen here, so the window stays closed.")
    return hand_out(python, files, pictures=with_qt)


def sample() -> Path:
    found = sorted(SAMPLE.glob("*.xlsx"))
    if not found:
        raise StoppedError("The sample data is missing: resources/sample holds no workbook.")
    return found[0]


def hand_out(python: Path, files: list[str], *, pictures: bool) -> int:
    salesdesk = [str(python), "-m", "salesdesk"]
    jobs = {
        "scorecards": ["scorecards", *files, "--out", str(DEMO / "scorecards"), "--overwrite"],
        "team workbook": ["team", *files, "--out", str(DEMO / "team.xlsx"), "--overwrite"],
    }
    if pictures:
        jobs["pictures of every page"] = ["shots", str(DEMO / "pictures"), *files, "--overwrite"]
    DEMO.mkdir(exist_ok=True)
    for what, arguments in jobs.items():
        print(f"Writing the {what} …", flush=True)
        if call([*salesdesk, *arguments], QT_QPA_PLATFORM="offscreen"):
            raise StoppedError(f"The {what} could not be written; the lines above say why.")
    print(f"Done. It is all in {DEMO}")
    return 0


def test(python: Path, options: list[str]) -> int:
    command = [str(python), "-m", "pytest", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal", *options]
    # The tests start the program many times: what was compiled for one start serves all others.
    compiled_once = {"PYTHONDONTWRITEBYTECODE": ""}
    if libraries_are_there(python):
        return call(command, **compiled_once)
    print(missing_libraries())
    return call([*command, "-p", "no:pytest-qt"], SALESDESK_WITHOUT_QT="1", **compiled_once)


def lint(python: Path, options: list[str]) -> int:
    checks = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]]
    results = [call([str(python), "-m", *check, *options]) for check in checks]
    return int(any(results))


if __name__ == "__main__":
    sys.exit(main())
