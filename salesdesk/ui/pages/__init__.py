"""The pages of the window: one tuple; tabs, menu, pictures and tests read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.pages.view import PageView


@dataclass(frozen=True)
class Page:
    """A tab. ``needs``: the page has something to show as soon as one of these tables is there.

    ``build`` makes its widget when the tab is first shown; ``about`` is its help in one or two sentences.
    """

    key: str
    title: str
    needs: tuple[str, ...]
    build: Callable[[Desk], PageView]
    about: str


def _overview(desk: Desk) -> PageView:
    from salesdesk.ui.pages.overview import OverviewPage

    return OverviewPage(desk)


def _activity(desk: Desk) -> PageView:
    from salesdesk.ui.pages.kpi_page import KpiPage
    from salesdesk.ui.views.activity import GROUPS, TILES

    return KpiPage(desk, "activity", GROUPS, TILES)


def _leads(desk: Desk) -> PageView:
    from salesdesk.ui.pages.kpi_page import KpiPage
    from salesdesk.ui.views.leads import FIRST, GROUPS

    return KpiPage(desk, "leads", GROUPS, FIRST)


def _customers(desk: Desk) -> PageView:
    from salesdesk.ui.pages.kpi_page import KpiPage
    from salesdesk.ui.views.customers import FIRST, GROUPS

    return KpiPage(desk, "customers", GROUPS, FIRST)


def _market(desk: Desk) -> PageView:
    from salesdesk.ui.pages.kpi_page import KpiPage
    from salesdesk.ui.views.market import FIRST, GROUPS, IN_CARDS

    return KpiPage(desk, "market", GROUPS, FIRST, in_cards=IN_CARDS)


def _pipeline(desk: Desk) -> PageView:
    from salesdesk.ui.pages.pipeline import PipelinePage

    return PipelinePage(desk)


def _team(desk: Desk) -> PageView:
    from salesdesk.ui.pages.team import TeamPage
    from salesdesk.ui.views.team import GROUPS

    return TeamPage(desk, GROUPS)


def _data(desk: Desk) -> PageView:
    from salesdesk.ui.pages.data import DataPage

    return DataPage(desk)


PAGES: tuple[Page, ...] = (
    Page(
        "overview",
        "Overview",
        ("opportunities", "order_lines", "activities", "leads"),
        _overview,
        "The figures that matter, each with its change against the period compared with. "
        "Click a tile for the records behind it, the (i) for its definition.",
    ),
    Page(
        "activity",
        "Activity",
        ("activities", "email_sends", "social_activities", "content_uses", "campaign_enrolments"),
        _activity,
        "What reps do to win customers, and what comes of it: calls, e-mails, meetings, follow-up, content, campaigns.",
    ),
    Page(
        "leads",
        "Leads",
        ("leads", "lead_stage_history", "activities"),
        _leads,
        "How fast leads are answered, how many are followed up, what they reply and how far they get.",
    ),
    Page(
        "pipeline",
        "Pipeline",
        ("opportunities",),
        _pipeline,
        "Deals from opening to closing: how many are won, how long they take, what they are worth, what is open.",
    ),
    Page(
        "customers",
        "Customers",
        ("customers", "order_lines", "nps_responses"),
        _customers,
        "Who stays, who grows, who buys more and what they say: the customers the team already has.",
    ),
    Page(
        "market",
        "Market",
        ("order_lines", "opportunities", "competitor_prices"),
        _market,
        "Sales by place, product and territory, and prices against those of competitors.",
    ),
    Page(
        "team",
        "Team",
        ("opportunities", "order_lines", "activities", "leads", "satisfaction_responses"),
        _team,
        "Reps side by side, each with those of the same role. Only reps beyond what chance explains are shaded; small "
        "samples are hollow, and who left or is new stands below.",
    ),
    Page(
        "data",
        "Data",
        (),
        _data,
        "What was read, how each column was understood, what was set aside and why; what each figure rests on, and "
        "which columns to ask your CRM administrator for.",
    ),
)


def place_of(key: str) -> int:
    """Which tab a page is."""
    return next(place for place, page in enumerate(PAGES) if page.key == key)
