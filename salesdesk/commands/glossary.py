"""`salesdesk glossary`: what every KPI means."""

from __future__ import annotations

import argparse
import json
import sys

from salesdesk.insights.glossary import definition_lines, glossary_text
from salesdesk.kpis.catalogue import ALL


def run(chosen: argparse.Namespace) -> None:
    if chosen.format == "json":
        entries = [{"kpi": kpi.key, "id": kpi.id, "name": kpi.name, **dict(definition_lines(kpi))} for kpi in ALL]
        sys.stdout.write(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(glossary_text() + "\n")
