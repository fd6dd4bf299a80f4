"""Scans the large sheets of a workbook in a thread of its own while they are being parsed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import FALSE_SIZE
from salesdesk.reading.sheet_scan import SheetScan, Styles, skim_sheet
from salesdesk.reading.zip_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from salesdesk.reading.limits import Limits


class ScanBeside:
    """Parsing lets go of the interpreter, so both run at the same time."""

    def __init__(
        self, path: Path, sheets: Sequence[str], others: Sequence[str], limits: Limits, styles: Styles | None = None
    ) -> None:
        """``others`` are parts that are only unpacked, to see that they are as large as they say."""
        self._scans: dict[str, SheetScan] = {}
        self._error: BaseException | None = None
        self._thread = threading.Thread(
            target=self._run, args=(path, sheets, others, limits, styles or {}), daemon=True
        )
        if sheets or others:
            self._thread.start()

    def of(self, sheet: str | None = None) -> SheetScan:
        """Waits for all scans, raises what any of them raised."""
        if self._thread.ident is not None:
            self._thread.join()
        if self._error is not None:
            raise self._error
        return self._scans.get(sheet or "", SheetScan())

    def _run(self, path: Path, sheets: Sequence[str], others: Sequence[str], limits: Limits, styles: Styles) -> None:
        try:
            parts = Parts(path, limits)
            for sheet in sheets:
                self._scans[sheet] = skim_sheet(parts.stream(sheet), styles)
            for part in others:
                _unpack(parts, part)
        except BaseException as error:  # noqa: BLE001 - raised again by whoever asks
            self._error = error


def _unpack(parts: Parts, part: str) -> None:
    """Raises Refused for a part that is larger than it says. A damaged one may be a picture that nobody reads."""
    try:
        for _ in parts.stream(part):
            pass
    except Refused as refused:
        if refused.reason == FALSE_SIZE:
            raise
