"""What every test stands on: no screen, folders of its own, no network, the real logs where they are."""

import contextlib
import gc
import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REAL_DATA = "SALESDESK_TEST_DATA"
NOT_SET = f"{REAL_DATA} is not set: the tests on real logs did not run"
WITHOUT_QT = "Qt's system libraries are missing: the tests of the window did not run"

hypothesis.settings.register_profile("desk", deadline=None, max_examples=40)
hypothesis.settings.register_profile("ci", hypothesis.settings.get_profile("desk"), derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


# Qt

if without_qt := bool(os.environ.get("SALESDESK_WITHOUT_QT")):
    collect_ignore = ["ui"]


def pytest_addoption(parser: pytest.Parser) -> None:
    if without_qt:  # then pytest-qt, which would know these settings, cannot be loaded either
        parser.addini("qt_api", "")
        parser.addini("qt_log_level_fail", "")
        parser.addini("qt_log_ignore", "", type="linelist")


@pytest.fixture(scope="session")
def qt_libraries() -> None:
    """For tests outside tests/ui that start the window or draw its pictures."""
    if without_qt:
        pytest.skip(WITHOUT_QT)


# Collecting

TESTS = Path(__file__).parent


def pytest_collection(session: pytest.Session) -> None:
    """In a fresh checkout most of the time goes into compiling tests: workers begin at both ends and meet half-way."""
    worker = getattr(session.config, "workerinput", {}).get("workerid", "")
    if worker.removeprefix("gw") in {"1", "3"} and [Path(each).resolve() for each in session.config.args] == [TESTS]:
        for file in sorted(TESTS.rglob("test_*.py"), reverse=True):
            with contextlib.suppress(Exception, pytest.skip.Exception):  # what is wrong is told when it is collected
                importlib.import_module(".".join(file.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Ten thousand tests and all modules stay to the end: nobody needs to look through them for garbage."""
    gc.freeze()


# Reading


@pytest.fixture
def reading_child() -> None:
    """For tests that go through the real reading process, with its limits and its end."""


@pytest.fixture
def reading_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process, for tests that ask what is made of a file and not who read it."""
    if "reading_child" in request.fixturenames:
        return
    from salesdesk.reading import child
    from tests.reading_here import read_here

    monkeypatch.setattr(child, "_run", read_here)


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of the test's own, also for the processes that it starts."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


# Real logs


def _real(*parts: str) -> Path:
    folder = os.environ.get(REAL_DATA)
    if not folder:
        pytest.skip(NOT_SET)
    path = Path(folder).joinpath(*parts)
    assert path.exists(), f"{REAL_DATA} is set, but there is no {'/'.join(parts)} in it"
    return path


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """`real_data("maven_crm")` is the folder of that log; without real logs the test is skipped, aloud."""
    return lambda name: _real("data", name)


@pytest.fixture(scope="session")
def corpus() -> Callable[[str], Path]:
    """`corpus("xlrd")` is that folder of odd files; without real logs the test is skipped, aloud."""
    return lambda name: _real("corpora", name)


def _fingerprints() -> dict[Path, tuple[int, int]]:
    folder = os.environ.get(REAL_DATA)
    files = (path for path in Path(folder).rglob("*") if path.is_file()) if folder else ()
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


_BEFORE = pytest.StashKey[dict[Path, tuple[int, int]]]()
_CHANGED = pytest.StashKey[list[str]]()


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        session.config.stash[_BEFORE] = _fingerprints()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A suite that changed a source file has failed, whatever its tests say."""
    before = session.config.stash.get(_BEFORE, {})
    after = _fingerprints() if before else {}
    changed = sorted(path.name for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    session.config.stash[_CHANGED] = changed
    if changed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NOT_SET in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{NOT_SET} ({len(skipped)} of them)", yellow=True)
    if without_qt:
        terminalreporter.write_line(WITHOUT_QT, yellow=True)
    if changed := config.stash.get(_CHANGED, []):
        terminalreporter.write_line(f"The tests changed source files: {', '.join(changed)}", red=True)


# A home of its own


_PLACES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}


_FOLDERS = sorted({*_PLACES.values()} - {""})


def _new_home(home: Path) -> Path:
    for folder in _FOLDERS:
        (home / folder).mkdir(mode=0o700)
    return home


def _is_untouched(home: Path) -> bool:
    """Asked after every test, where a walk with paths takes as long as most tests."""
    names = os.listdir
    return sorted(names(home)) == _FOLDERS and not any(names(f"{home}/{folder}") for folder in _FOLDERS)


@pytest.fixture(scope="session")
def untouched_homes() -> list[Path]:
    """A home in which a test left nothing serves the next one: making ten folders takes longer than most tests."""
    return []


@pytest.fixture(autouse=True)
def own_home(
    untouched_homes: list[Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """No test sees or touches the folders of whoever runs it, or those of another test."""
    home = untouched_homes.pop() if untouched_homes else _new_home(tmp_path_factory.mktemp("home"))
    for name, folder in _PLACES.items():
        monkeypatch.setenv(name, f"{home}/{folder}" if folder else str(home))
    yield home
    if _is_untouched(home):
        untouched_homes.append(home)


# No network

_ATTEMPTS: list[str] = []
_REACHES_OUT = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    if event not in _REACHES_OUT:
        return
    target = args[1] if event in {"socket.connect", "socket.sendto"} else args[0]
    if not isinstance(target, tuple | str | None) or (event == "socket.connect" and isinstance(target, str)):
        return  # the address of a Unix socket is a path: pipes between processes of this machine
    if isinstance(target, tuple) and sys.platform == "win32" and target[0] in {"127.0.0.1", "::1"}:
        return  # Windows builds socketpair() from a loopback connection
    _ATTEMPTS.append(f"{event} {target}")
    raise RuntimeError(f"a test tried to reach the network: {event} {target}")


# An audit hook sees every route to a socket, also those of libraries, and stays until the process ends.
sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """What a test tried to reach; it fails even where the program swallowed the refusal."""
    _ATTEMPTS.clear()
    yield _ATTEMPTS
    assert not _ATTEMPTS
