"""How many of the KPIs each real log can fill."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from salesdesk.insights.filled import Fill, all_filled
from salesdesk.kpis.catalogue import ALL
from salesdesk.reading.open import Refused
from tests.real_logs.oracles import Real

NAMES = {
    "hubspot_dummy": "a made-up CRM of five sellers: deals, contacts, companies, activities",
    "filemaker_crm": "a small CRM without reps: leads, activities, opportunities, orders",
    "maven_crm": "a pipeline of 8,800 deals of 35 agents",
    "superstore_us": "four years of a shop's order lines, with returns",
    "retail_price_competitors": "a shop's products by month, with three competitors' prices",
    "adventureworks_pl300": "a month of a bicycle maker's sales to resellers",
    "olist_funnel": "8,000 leads of a marketplace and the deals won from them",
    "edtech_leads": "two months of calls to a school's leads",
    "awesome_chocolates": "a chocolate seller's tutorial workbook, without dates",
    "financial_sample": "sixteen months of sales by country, without reps or customers",
    "pwc_call_centre": "three months of a call centre",
    "fivetran_hubspot_seeds": "thirty tables of a data warehouse, of few rows each",
    "xeducation_leads": "9,240 leads without any date",
    "bank_marketing": "a bank's customers with the number of calls to each",
    "ibm_hr_attrition": "1,470 employees with a column for each question",
}


def filled(folder: Path) -> Counter[str] | None:
    """Of all rows of a log; None where its columns must be explained before it opens."""
    try:
        real = Real.opened(folder)
    except Refused:
        return None
    return Counter(each.fill for each in all_filled(real.book))


def table(data: Path) -> str:
    """A row for each log, those that fill most first."""
    heads = tuple(Fill)
    found = {words: filled(data / name) for name, words in NAMES.items()}
    rows = [
        (*(counts[head] for head in heads), words)
        for words, counts in sorted(found.items(), key=lambda each: -each[1][Fill.FIGURE] if each[1] else 1)
        if counts is not None
    ]
    refused = [words for words, counts in found.items() if counts is None]
    return "\n".join(
        [
            f"| of {len(ALL)} KPIs | {' | '.join(heads)} |",
            "| --- | --: | --: | --: | --: |",
            *(f"| {row[-1]} | {' | '.join(map(str, row[:-1]))} |" for row in rows),
            *(f"| {words} | – | – | – | its columns must be explained first |" for words in refused),
        ]
    )
