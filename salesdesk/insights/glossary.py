"""What each figure means, in one place for window, command line and workbooks."""

from __future__ import annotations

from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Direction, Kpi, Standing

DIRECTIONS = {
    Direction.HIGHER: "higher is better",
    Direction.LOWER: "lower is better",
    Direction.BAND: "best within a band",
    Direction.NEUTRAL: "neither way is better",
}
STANDINGS = {
    Standing.STUDY: "from a study",
    Standing.QUOTED: "often quoted, origin doubtful",
    Standing.EXAMPLE: "an example, not research",
    Standing.OWN: "your own",
}


def definition_lines(kpi: Kpi) -> tuple[tuple[str, str], ...]:
    """(heading, text) of everything there is to say about a KPI, in the order in which it is read."""
    lines = [
        ("What it is", kpi.definition),
        ("How it is worked out", kpi.formula),
        ("Unit", f"{kpi.unit.value}; {DIRECTIONS[kpi.direction]}"),
    ]
    if kpi.benchmark is not None:
        mark = kpi.benchmark
        lines.append(("Benchmark", f"{mark.text} ({mark.source}; {STANDINGS[mark.standing]})"))
        if mark.about:
            lines.append(("About this figure", mark.about))
    if kpi.figures:
        lines.append(("Also told", ", ".join(figure.name for figure in kpi.figures.values())))
    lines.append(("Needs", needs_text(kpi)))
    if kpi.question:
        lines.append(("Ask", kpi.question))
    return tuple(lines)


def needs_text(kpi: Kpi) -> str:
    """The tables and columns a KPI takes, by their titles and labels."""
    return "; ".join(" or ".join(_need_text(part) for part in need.split("|")) for need in kpi.needs)


def _need_text(need: str) -> str:
    from salesdesk.models.tables import BY_NAME

    told: dict[str, list[str]] = {}
    for name in need.split():
        table, _, column = name.partition(".")
        labels = told.setdefault(BY_NAME[table].title, [])
        if column:
            labels.append(BY_NAME[table].column(column).label)
    return ", ".join(f"{title} ({', '.join(labels)})" if labels else title for title, labels in told.items())


def about(kpi: Kpi) -> str:
    """A KPI's entry as plain text: heading, then one line per point."""
    return "\n".join([f"{kpi.name} ({kpi.id})", *(f"{head}: {text}" for head, text in definition_lines(kpi))])


def glossary_text() -> str:
    """All KPIs, in the order of their ids."""
    return "\n\n".join(about(kpi) for kpi in sorted(ALL, key=lambda kpi: kpi.id))
