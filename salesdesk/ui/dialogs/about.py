"""What the program is made of, and under which licences."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from salesdesk import __version__

PARTS = (
    ("PySide6-Essentials", "Qt for Python, LGPL 3; the Qt libraries can be replaced by others of the same version"),
    ("pyqtgraph", "MIT"),
    ("pandas", "BSD"),
    ("numpy", "BSD"),
    ("pyarrow", "Apache 2.0"),
    ("fastexcel", "MIT"),
    ("openpyxl", "MIT"),
    ("XlsxWriter", "BSD"),
    ("rapidfuzz", "MIT"),
    ("platformdirs", "MIT"),
    ("tzdata", "Apache 2.0"),
)


def about_text() -> str:
    """Versions and licences, fit to be copied into a message to whoever helps."""
    lines = [f"SalesDesk {__version__}, MIT licence", f"Python {platform.python_version()}, {platform.platform()}", ""]
    return "\n".join([*lines, *(f"{name} {_version(name)}\t{licence}" for name, licence in PARTS)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
