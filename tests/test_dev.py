"""Setting up and running from a checkout, on machines that lack one thing or another."""

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import dev

PYTHON = Path(sys.executable)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which nothing is set up yet."""
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "salesdesk-stamp")
    monkeypatch.setattr(dev, "SAMPLE", tmp_path / "sample")
    monkeypatch.setattr(dev, "DEMO", tmp_path / "salesdesk-demo")
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "team.xlsx").touch()
    return tmp_path


@pytest.fixture
def called(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that dev.py would have started, all of them successful."""
    commands: list[list[str]] = []

    def call(command: list[str], **_environment: str) -> int:
        commands.append(command)
        if "venv" in command:
            scripts = checkout / ".venv" / ("Scripts" if os.name == "nt" else "bin")
            scripts.mkdir(parents=True, exist_ok=True)
            (scripts / ("python.exe" if os.name == "nt" else "python")).touch()
        return 0

    monkeypatch.setattr(dev, "call", call)
    return commands


def answers(monkeypatch: pytest.MonkeyPatch, **by_question: tuple[int, str, str]) -> None:
    def ask(_python: Path, question: str) -> subprocess.CompletedProcess[str]:
        code, out, err = by_question["display" if question == dev.ASK_DISPLAY else "libraries"]
        return subprocess.CompletedProcess([], code, out, err)

    monkeypatch.setattr(dev, "ask", ask)


def test_that_the_second_call_sets_nothing_up(called: list[list[str]]) -> None:
    dev.set_up()
    first = len(called)
    dev.set_up()
    assert first == 2
    assert len(called) == first


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_that_a_changed_package_list_is_installed(called: list[list[str]], checkout: Path, name: str) -> None:
    dev.set_up()
    (checkout / name).write_text("changed", encoding="utf-8")
    dev.set_up()
    assert ["pip" in command for command in called] == [False, True, False, True]
    assert "--clear" not in called[2]


def test_that_another_python_starts_from_nothing(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    dev.set_up()
    monkeypatch.setattr(dev.sys, "version", "3.99")
    dev.set_up()
    assert "--clear" in called[2]


def test_that_an_old_python_hands_over_to_a_newer_one(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    assert dev.main(["lint"]) == 0
    assert called[0][0] == "/bin/python3.12"
    assert called[0][2:] == ["lint"]


def test_that_an_old_python_alone_gets_a_sentence(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert dev.main(["run"]) == 1
    assert "needs Python 3.11 or newer; this one is 3.9." in capsys.readouterr().err
    assert called == []


def test_that_a_python_without_ensurepip_gets_a_sentence(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    assert dev.main(["test"]) == 1
    assert "apt-get install -y python3-venv" in capsys.readouterr().err
    assert called == []


def test_that_a_failed_installation_gets_a_sentence_and_no_stamp(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "call", lambda command, **_: int("pip" in command))
    assert dev.main(["test"]) == 1
    assert "could not be installed" in capsys.readouterr().err
    assert not dev.STAMP.exists()


def test_that_the_window_opens_on_the_sample_where_there_is_a_screen(
    called: list[list[str]], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, libraries=(0, "", ""), display=(0, "xcb\n", ""))
    assert dev.run(PYTHON, []) == 0
    assert [command[3:] for command in called] == [[str(checkout / "sample" / "team.xlsx")]]


@pytest.mark.parametrize(
    "answer",
    [(0, "offscreen\n", ""), (-6, "", "qt.qpa.xcb: could not connect to display :9")],
    ids=["unseen", "dead display"],
)
def test_that_without_a_screen_everything_is_written(
    called: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: tuple[int, str, str],
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    answers(monkeypatch, libraries=(0, "", ""), display=answer)
    assert dev.run(PYTHON, []) == 0
    assert [command[3] for command in called] == ["scorecards", "team", "shots"]
    printed = capsys.readouterr().out
    assert str(dev.DEMO) in printed
    assert "apt-get" not in printed


def test_that_missing_libraries_are_named_and_the_scorecards_still_written(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    answers(monkeypatch, libraries=(1, "", "ImportError: libGL.so.1: cannot open shared object file"))
    assert dev.run(PYTHON, []) == 0
    assert [command[3] for command in called] == ["scorecards", "team"]
    lines = [line for line in capsys.readouterr().out.splitlines() if "apt-get" in line]
    assert lines == [f"  sudo apt-get install -y {dev.QT_LIBRARIES}"]


def test_that_a_display_without_its_libraries_names_those_of_the_window_too(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    answers(monkeypatch, libraries=(0, "", ""), display=(-6, "", "xcb-cursor0 is needed to load the platform plugin"))
    assert dev.run(PYTHON, []) == 0
    assert f"{dev.QT_LIBRARIES} {dev.WINDOW_LIBRARIES}" in capsys.readouterr().out
    assert [command[3] for command in called] == ["scorecards", "team", "shots"]


def test_that_a_dead_display_ends_another_process(qt_libraries: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    assert dev.libraries_are_there(PYTHON)
    assert not dev.screen_is_there(PYTHON)


def test_that_a_display_that_never_answers_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "DISPLAY_SECONDS", 0.05)
    monkeypatch.setattr(dev, "ASK_DISPLAY", "import time; time.sleep(5)")
    assert not dev.screen_is_there(PYTHON)


def test_that_own_files_are_opened_instead_of_the_sample(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, libraries=(0, "", ""), display=(0, "cocoa\n", ""))
    dev.run(PYTHON, ["mine.csv"])
    assert called[0][3:] == ["mine.csv"]


def test_that_a_failed_export_ends_with_its_sentence(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda: PYTHON)
    monkeypatch.setattr(dev, "call", lambda command, **_: int("team" in command))
    answers(monkeypatch, libraries=(0, "", ""), display=(0, "offscreen", ""))
    assert dev.main(["run"]) == 1
    assert "The team workbook could not be written" in capsys.readouterr().err


def test_that_the_tests_run_in_several_processes_and_take_options(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, libraries=(0, "", ""))
    assert dev.test(PYTHON, ["-k", "paths"]) == 0
    assert called[0][1:4] == ["-m", "pytest", "-n"]
    assert called[0][-2:] == ["-k", "paths"]


def test_that_the_tests_without_qt_say_what_brings_it(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    answers(monkeypatch, libraries=(1, "", ""))
    assert dev.test(PYTHON, []) == 0
    (plugin,) = (entry.name for entry in entry_points(group="pytest11") if entry.module.startswith("pytestqt"))
    assert f"no:{plugin}" in called[0]
    assert "apt-get install" in capsys.readouterr().out


def test_that_one_failing_linter_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def call(command: list[str], **_environment: str) -> int:
        started.append(command[2])
        return int(command[2:4] == ["ruff", "check"])

    monkeypatch.setattr(dev, "call", call)
    assert dev.lint(PYTHON, []) == 1
    assert started == ["ruff", "ruff", "mypy"]


def test_that_dev_needs_nothing_but_the_standard_library() -> None:
    names = {name.split(".")[0] for name in vars(dev) if isinstance(getattr(dev, name), type(sys))}
    assert names <= sys.stdlib_module_names
