"""The one place that knows where the program's own files and the user's folders are."""

import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

PROGRAM = "SalesDesk"


def resources() -> Path:
    """The folder of icons, presets, sample data and texts: of a frozen bundle, a wheel or a checkout."""
    for folder in _candidates():
        if folder.is_dir():
            return folder
    raise FileNotFoundError("SalesDesk is not completely installed: its resources folder is missing")


def resource(*parts: str) -> Path:
    """A file or folder under `resources()`, which may or may not exist."""
    return resources().joinpath(*parts)


def sample_log() -> Path:
    """The workbook with the invented team."""
    return resource("sample", "sample-team.xlsx")


def is_sample(files: Sequence[Path]) -> bool:
    """Whether this is the invented team and nothing else, wherever it was named from."""
    if len(files) != 1 or files[0].name != sample_log().name:  # others are not asked for, their disk may be far away
        return False
    return files[0].exists() and files[0].samefile(sample_log())


def workspace_folder() -> Path:
    """Where settings, targets and imports are kept unless the user names another folder; not created here."""
    return platformdirs.user_data_path(PROGRAM, appauthor=False)


def preset_folder() -> Path:
    """Where the user puts presets of his own; not created here."""
    return workspace_folder() / "presets"


def log_folder() -> Path:
    """Where the program writes its own log; not created here."""
    return platformdirs.user_log_path(PROGRAM, appauthor=False)


def _candidates() -> list[Path]:
    package = Path(__file__).resolve().parent
    folders = [package / "resources", package.parent / "resources"]
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).resolve().parent
        bundle = Path(getattr(sys, "_MEIPASS", beside))
        folders = [bundle / "salesdesk" / "resources", bundle / "resources", beside / "resources", *folders]
    return folders
