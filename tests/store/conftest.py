"""What the tests of the workspace share: a clock that only moves when told, a folder, a fingerprint of it."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salesdesk.store.workspace import Workspace


class HandClock:
    """Stands at a moment until somebody moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def opened(folder: Path, clock: HandClock) -> Iterator[Callable[[], Workspace]]:
    """Opens the workspace of the test's folder; whatever is still open at the end is closed."""
    all_of_them = []

    def open_it() -> Workspace:
        all_of_them.append(Workspace.open(folder, clock))
        return all_of_them[-1]

    yield open_it
    for workspace in all_of_them:
        workspace.close()


@pytest.fixture
def memory() -> Iterator[Workspace]:
    workspace = Workspace.in_memory()
    yield workspace
    workspace.close()


@pytest.fixture
def fingerprint() -> Callable[[Path], dict[str, str]]:
    """Every file below a folder with the hash of its bytes."""
    return lambda folder: {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
