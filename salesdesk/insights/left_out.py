"""The deals that were taken out of all figures, as people know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from salesdesk.models.log import SalesLog

TABLE, ID = "opportunities", "opportunity_id"


@dataclass(frozen=True)
class Deal:
    """``id`` as the file has it; ``name`` what people call it, the id where it has no name."""

    id: str
    name: str


def deal_at(log: SalesLog, pointer: int) -> Deal | None:
    """The deal of a row, None for a row of another table or a deal without an id."""
    table, row = log.locate(pointer)
    ids = log.text(TABLE, ID)
    if table != TABLE or ids.codes[row] < 0:
        return None
    return _deal(log, ids.values[ids.codes[row]], row)


def deals_left_out(log: SalesLog, ids: Iterable[str]) -> tuple[Deal, ...]:
    """Those of the ids that this log has, in their order."""
    known = log.text(TABLE, ID) if TABLE in log.tables else None
    if known is None:
        return ()
    place = {value: code for code, value in enumerate(known.values)}
    found = [(deal, int(np.argmax(known.codes == place[deal]))) for deal in ids if deal in place]
    return tuple(_deal(log, deal, row) for deal, row in found)


def _deal(log: SalesLog, deal: str, row: int) -> Deal:
    names = log.text(TABLE, "name")
    code = int(names.codes[row])
    return Deal(deal, names.values[code].strip() if code >= 0 else deal)


def left_out_text(deals: tuple[Deal, ...]) -> str:
    """One sentence for the bar over every page."""
    if len(deals) == 1:
        return f"One deal is taken out of all figures: {deals[0].name}."
    names = [deal.name for deal in deals[:3]]
    rest = len(deals) - len(names)
    listed = f"{', '.join(names)} and {rest} more" if rest else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{len(deals)} deals are taken out of all figures: {listed}."
