"""How the user arranged the columns of a table: order, hidden ones, widths, sorting; kept by column key."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt

from salesdesk.ui.look.units import u
from salesdesk.ui.tables.columns import Frame
from salesdesk.ui.tables.header import Header


@dataclass
class Arrangement:
    """`widths` are those the user has set, in u. Unknown keys are kept: the column may come back."""

    order: list[str] = field(default_factory=list)
    hidden: dict[str, bool] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)
    sort_key: str = ""
    descending: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "order": list(self.order),
            "hidden": dict(self.hidden),
            "widths": {key: round(width, 2) for key, width in self.widths.items()},
            "sort": {"key": self.sort_key, "descending": self.descending},
        }

    @classmethod
    def of(cls, kept: Any) -> "Arrangement":
        """What `as_dict` gave; whatever is damaged is left out."""
        kept = kept if isinstance(kept, dict) else {}
        order, hidden, widths, sort = (kept.get(name) for name in ("order", "hidden", "widths", "sort"))
        sort = sort if isinstance(sort, dict) else {}
        return cls(
            [key for key in order if isinstance(key, str)] if isinstance(order, list) else [],
            {str(key): bool(value) for key, value in hidden.items()} if isinstance(hidden, dict) else {},
            {str(k): float(v) for k, v in widths.items() if isinstance(v, int | float) and 1 <= v <= 500}
            if isinstance(widths, dict)
            else {},
            sort["key"] if isinstance(sort.get("key"), str) else "",
            bool(sort.get("descending")),
        )

    def is_hidden(self, key: str, *, otherwise: bool) -> bool:
        return self.hidden.get(key, otherwise)

    def width(self, key: str) -> float | None:
        """The width in pixels that the user has given a column."""
        return self.widths[key] * u() if key in self.widths else None

    def keep_width(self, key: str, pixels: int) -> None:
        self.widths[key] = pixels / u()

    def take_order(self, frame: Frame, header: Header) -> None:
        self.order = [frame.columns[header.logicalIndex(i)].key for i in range(header.count())]

    def apply(self, frame: Frame, header: Header) -> None:
        """Puts the columns of a header in order and hides those that are hidden; the first one stays first."""
        keys = [column.key for column in frame.columns]
        known = [key for key in self.order if key in keys[1:]]
        for place, key in enumerate(known, start=1):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        for place, column in enumerate(frame.columns):
            hidden = place > 0 and self.is_hidden(column.key, otherwise=column.hidden)
            header.setSectionHidden(place, hidden)
        at = frame.place(self.sort_key)
        order = Qt.SortOrder.DescendingOrder if self.descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(at, order)
