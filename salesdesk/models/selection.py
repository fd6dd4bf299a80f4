"""The one filter of the window: which period, compared with what, and which rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from salesdesk.models.period import Period, previous, year_before

DIMS: dict[str, str] = {
    "rep": "Rep",
    "team": "Team",
    "manager": "Manager",
    "role": "Role",
    "region": "Region",
    "location": "Location",
    "product": "Product",
    "segment": "Segment",
    "stage": "Stage",
    "source": "Source",
    "channel": "Channel",
    "type": "Deal type",
    "size": "Deal size",
    "lost_reason": "Lost reason",
    "competitor": "Competitor",
    "method": "Contact method",
    "campaign": "Campaign",
    "weekday": "Weekday",
    "hour": "Hour",
    "asset": "Content",
    "customer": "Customer",
    "cycle": "Sales cycle",
    "tenure": "Time as customer",
    "wave": "Survey",
}
NOBODY: dict[str, str] = {
    "rep": "(no rep)",
    "region": "Unassigned",
    "location": "Unassigned",
    "product": "Unmapped",
}


def nobody(dim: str) -> str:
    """What stands in place of a blank member of a dimension."""
    return NOBODY.get(dim, "(none)")


class Against(StrEnum):
    PREVIOUS = "previous period"
    LAST_YEAR = "same period last year"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Selection:
    """``keep`` leads from a dimension to the labels that count; a dimension that is not in it is not filtered."""

    period: Period
    against: Against = Against.PREVIOUS
    keep: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def compared(self, fiscal_start: int = 1) -> Period | None:
        """The period compared with; None where there is none to compare with."""
        if self.against is Against.NOTHING or self.period.is_all:
            return None
        before = previous if self.against is Against.PREVIOUS else year_before
        return before(self.period, fiscal_start)

    def only(self, dim: str, labels: frozenset[str] | None) -> Selection:
        """The same selection with one dimension filtered anew; None lifts the filter."""
        kept = {name: chosen for name, chosen in self.keep.items() if name != dim}
        if labels is not None:
            kept[dim] = labels
        return replace(self, keep=kept)
