"""Which columns a log lacks for more KPIs, and the text with which to ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from salesdesk.insights.filled import Filled
from salesdesk.kpis.kpi import Kpi
from salesdesk.models.columns import Column, Table
from salesdesk.models.tables import BY_NAME, TABLES

_USUAL = 6  # names of a column that are told; more than that nobody reads
_SHORT = re.compile(r"\b(?:id|ids|nps|sku|sdr|bdr|mql|sql|dnc|fte)\b")
_BY_TITLE = {table.title: table for table in TABLES}
_GREETING = (
    "Hello,\n\n"
    "our sales figures are made from an export of the CRM, and some columns are not in it. "
    "Could you add these to the export, or tell me where they are kept?"
)


@dataclass
class Missing:
    """A column that no file has; or a table, or certain rows, if there is no one column that could bring them.

    ``alone``: the KPIs that lack nothing else; ``together``: those that lack other columns as well.
    """

    table: Table
    label: str
    about: str
    names: tuple[str, ...]
    alone: list[Kpi] = field(default_factory=list)
    together: list[Kpi] = field(default_factory=list)

    @property
    def called(self) -> str:
        return f"{self.table.title}: {self.label}" if self.label else self.table.title

    @property
    def kpis(self) -> int:
        return len(self.alone) + len(self.together)


def missing_from(found: Iterable[Filled]) -> tuple[Missing, ...]:
    """Those that most KPIs wait for come first."""
    wanted: dict[str, Missing] = {}
    for each in found:
        keys = each.columns or each.lacking
        for key in keys:
            if key not in wanted:
                wanted[key] = _column(key) if each.columns else _rows(key)
            (wanted[key].alone if len(keys) == 1 else wanted[key].together).append(each.kpi)
    return tuple(sorted(wanted.values(), key=lambda each: (-each.kpis, -len(each.alone), each.called)))


def _column(key: str) -> Missing:
    table, _, name = key.partition(".")
    declared = BY_NAME[table]
    if not name:
        return Missing(declared, "", declared.about, _shown(declared.title, declared.aliases))
    return _of(declared, declared.column(name))


def _rows(called: str) -> Missing:
    """What is lacking of a column that is there, such as "Leads: Created, with a time of day"."""
    title, _, label = called.partition(": ")
    table = _BY_TITLE[title]
    column = next((each for each in table.columns if each.label == label.partition(",")[0]), None)
    if column is None:
        return Missing(table, label, table.about, ())
    return Missing(table, label, column.about, _of(table, column).names)


def _of(table: Table, column: Column) -> Missing:
    return Missing(table, column.label, column.about, _shown(column.label, column.aliases))


def _shown(label: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names under which exports have it, as people write them, without the one that is said already."""
    others = (name for name in names if name.casefold() != label.casefold())
    return tuple(_written(name) for name in others)[:_USUAL]


def _written(name: str) -> str:
    words = _SHORT.sub(lambda word: word[0].upper(), name)
    return words[:1].upper() + words[1:]


def names_text(each: Missing) -> str:
    return ", ".join(each.names)


def kpis_text(each: Missing) -> str:
    """Which KPIs wait for it: first those that need nothing else."""
    return ", ".join(kpi.name for kpi in (*each.alone, *each.together))


def letter(missing: Sequence[Missing]) -> str:
    """A plain text, ready to be mailed to whoever looks after the CRM: table by table, the most wanted first."""
    tables: dict[str, list[Missing]] = {}
    for each in missing:
        tables.setdefault(each.table.name, []).append(each)
    parts = [_GREETING]
    for entries in tables.values():
        table = entries[0].table
        parts.append("\n".join([f"{table.title}: {table.about}", *(_line(each) for each in entries if each.label)]))
    parts.append("Thank you!")
    return "\n\n".join(parts) + "\n"


def _line(each: Missing) -> str:
    names = f" Often called: {names_text(each)}." if each.names else ""
    about = "" if each.about == each.table.about else f": {each.about}"
    return f"- {each.label}{about}{names}"
