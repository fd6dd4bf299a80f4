"""What the program asks of the reading process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from salesdesk.reading.limits import DEFAULT, Limits

READING_OPTION = "--reading-process"  # a frozen program starts itself again with this and a folder
_FILE = "request.json"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Request:
    """``header_rows`` names the header row of a sheet (1 = first row of the file, 0 = there is none) instead of
    finding it; the key of a text file is "". ``encoding`` and ``delimiter`` likewise for text files.
    """

    path: Path
    header_rows: Mapping[str, int] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None
    limits: Limits = DEFAULT

    def save(self, folder: Path) -> None:
        facts = {**asdict(self), "path": str(self.path.absolute())}
        (folder / _FILE).write_text(json.dumps(facts), encoding="utf-8")

    @staticmethod
    def load(folder: Path) -> Request:
        facts = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Request(**{**facts, "path": Path(facts["path"]), "limits": Limits(**facts["limits"])})
