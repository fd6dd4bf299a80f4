"""What a later export of a table tells otherwise than an earlier one about the same records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rewriting(StrEnum):
    """How the past was rewritten; a record may be rewritten in several ways at once."""

    CHANGED = "changed"  # other cells
    REOWNED = "re-owned"  # another rep
    BACKDATED = "back-dated"  # what happened is now said to have happened on an earlier day
    VANISHED = "vanished"  # not in the later export, though that covers its day; it still counts


@dataclass(frozen=True)
class RewrittenCell:
    """``row`` is the row number in the later file, in the earlier one for a record that vanished."""

    record: str
    row: int
    column: str = ""  # the label of the column; "" for a record that vanished
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Rewritten:
    """``older`` and ``newer`` are places in ``SalesLog.sources``; ``cells`` are the first of them."""

    table: str
    sort: Rewriting
    older: int
    newer: int
    count: int  # of records
    cells: tuple[RewrittenCell, ...] = ()
