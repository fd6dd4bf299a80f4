"""Puts the parts of the made-up company together: all tables of a sales log, under their neutral names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.company import deal_tables, market, outreach, people, touches, trade
from benchmarks.company.deals import WON, Deals, build_deals
from benchmarks.company.leads import Leads, build_leads, leads_table
from benchmarks.company.market import Market, build_market
from benchmarks.company.people import Reps, build_reps
from benchmarks.company.scale import DAY, NEVER, Clock, Flags, Floats, Scale
from salesdesk.models.tables import TABLES


@dataclass(frozen=True)
class Company:
    """Everything that is drawn; the tables are only other views of it."""

    scale: Scale
    clock: Clock
    reps: Reps
    market: Market
    leads: Leads
    deals: Deals
    touches: pd.DataFrame


def build_company(scale: Scale) -> Company:
    clock = Clock(scale.first, scale.months)
    reps = build_reps(scale, clock)
    place = build_market(scale, reps.role)
    leads = build_leads(scale, clock, place, reps)
    deals = build_deals(scale, clock, place, reps, leads)
    return Company(
        scale, clock, reps, place, leads, deals, touches.build_touches(scale, clock, place, reps, leads, deals)
    )


def tables_of(company: Company) -> dict[str, pd.DataFrame]:
    """Every declared table, filled; columns in the order of the declarations."""
    made = {**_people(company), **_deals(company), **_outreach(company), **_trade(company)}
    made["quotas"] = _quotas(company, made.pop("targets"))
    return {
        table.name: made[table.name][[column.name for column in table.columns if column.name in made[table.name]]]
        for table in TABLES
    }


def _people(company: Company) -> dict[str, pd.DataFrame]:
    scale, clock, reps = company.scale, company.clock, company.reps
    return {
        "reps": people.reps_table(reps, clock),
        "absences": people.absences_table(people.absences(scale, reps, clock), reps, clock),
        "holidays": people.holidays_table(clock),
        "ramp": people.ramp_table(),
        "satisfaction_responses": people.satisfaction_table(scale, reps, clock),
        "nps_responses": outreach.nps_table(scale, clock, company.market),
    }


def _deals(company: Company) -> dict[str, pd.DataFrame]:
    scale, clock, reps, leads, deals = company.scale, company.clock, company.reps, company.leads, company.deals
    deal, stage, gone = deal_tables.lead_ends(scale, clock, leads, deals)
    return {
        "opportunities": deal_tables.opportunities_table(scale, clock, company.market, reps, leads, deals),
        "opp_stage_history": deal_tables.stage_history_table(clock, deals),
        "deal_splits": deal_tables.splits_table(scale, reps, deals),
        "proposals": deal_tables.proposals_table(scale, clock, deals),
        "owner_history": deal_tables.owner_history_table(scale, clock, reps, leads, deals),
        "leads": leads_table(scale, clock, company.market, reps, leads, deal, stage, gone),
        "lead_stage_history": deal_tables.lead_history_table(scale, clock, leads, deals, stage, gone),
    }


def _outreach(company: Company) -> dict[str, pd.DataFrame]:
    scale, clock, reps, leads = company.scale, company.clock, company.reps, company.leads
    activities = touches.activities_table(scale, clock, company.market, reps, leads, company.deals, company.touches)
    emails = outreach.emails_table(scale, activities)
    assets = outreach.assets_table(scale, clock)
    uses = outreach.uses_table(scale, emails, assets)
    return {
        "activities": outreach.with_callbacks(scale, activities, uses, assets),
        "email_sends": emails,
        "link_clicks": outreach.clicks_table(scale, clock, emails),
        "content_assets": assets,
        "content_uses": uses,
        "social_activities": outreach.social_table(scale, clock, reps),
        "campaign_enrolments": outreach.enrolments_table(scale, clock, reps, leads),
    }


def _trade(company: Company) -> dict[str, pd.DataFrame]:
    scale, clock, reps, place, deals = company.scale, company.clock, company.reps, company.market, company.deals
    lines = trade.build_lines(scale, clock, place, reps, deals)
    table = trade.lines_table(clock, place, reps, deals, lines)
    targets = trade.store_targets(clock, lines)
    first = np.full(len(place.company), clock.days * 9)
    won = deals.status == WON
    np.minimum.at(first, deals.company[won], deals.closed[won] // DAY)
    first = np.where(first == clock.days * 9, -10_000, first)
    quick = _quick(deals)
    last = trade.company_days(lines, len(place.company))
    accounts = np.unique(np.concatenate([np.arange(place.customers), deals.company]))
    manager = place.manager[accounts]
    owner = np.where(manager == NEVER, None, reps.name[manager])
    return {
        "order_lines": table,
        "orders": trade.orders_table(table),
        "products": market.products_table(),
        "locations": market.locations_table(targets),
        "promotions": market.promotions_table(),
        "competitor_prices": market.competitor_prices_table(scale, clock),
        "fx_rates": market.rates_table(scale, clock),
        "customers": market.customers_table(
            scale, place, clock, accounts, first[accounts], quick[accounts], last[accounts], owner
        ),
        "targets": pd.DataFrame({"place": list(targets), "target": list(targets.values())}),
    }


def _quick(deals: Deals, days: int = 30) -> Flags:
    """The companies whose first deal won here was won within so many days."""
    won = np.flatnonzero(deals.status == WON)
    won = won[np.argsort(deals.closed[won], kind="stable")[::-1]]
    quick = np.zeros(int(deals.company.max()) + 1, dtype=bool)
    quick[deals.company[won]] = deals.closed[won] - deals.created[won] < days * DAY
    return quick


def _quotas(company: Company, targets: pd.DataFrame) -> pd.DataFrame:
    stores = {str(place): float(target) for place, target in zip(targets["place"], targets["target"], strict=True)}
    return people.quotas_table(company.reps, company.clock, _won_money(company), _opened_deals(company), stores)


def _won_money(company: Company) -> Floats:
    """Euros won by rep and month, splits counted."""
    deals, clock, reps = company.deals, company.clock, company.reps
    amount = deals.amount * np.where(company.market.dollars[deals.company], 0.92, 1.0)
    month = clock.month_of_day[deals.closed // DAY]
    credit = np.zeros((len(reps), clock.months))
    shared, second, percent = deal_tables.splits(company.scale, reps, deals)
    share = np.ones(len(deals))
    share[shared] -= percent / 100
    won = deals.won
    np.add.at(credit, (deals.closer[won], month[won]), (amount * share)[won])
    both = won[shared]
    given = (amount[shared] * percent / 100)[both]
    np.add.at(credit, (second[both], month[shared][both]), given)
    return credit


def _opened_deals(company: Company) -> Floats:
    counts = np.zeros((len(company.reps), company.clock.months))
    np.add.at(counts, (company.deals.opener, company.clock.month_of_day[company.deals.created // DAY]), 1)
    return counts
