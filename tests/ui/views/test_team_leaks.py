"""Where the money is lost: the card follows the picked rep, says what it shows, and opens the records of a step."""

from __future__ import annotations

import pytest

from salesdesk.insights.leakage import Leakage, leakage
from salesdesk.insights.wording import Voice
from salesdesk.ui.pages.leak_card import leak_data, leak_text
from tests.company import company_board, company_log
from tests.ui.driving import Driver, driver
from tests.ui.test_pages import LOGS, UGLY, texts_of

__all__ = ["driver"]

VOICE = Voice("EUR")


def of(rep: str) -> Leakage:
    found = leakage(company_board(), rep)
    assert isinstance(found, Leakage)
    return found


@pytest.mark.parametrize("kind", LOGS)
def test_that_every_sort_of_log_is_shown_for_every_rep(driver: Driver, kind: str) -> None:
    driver.put(LOGS[kind]())
    page = driver.page("team")
    for row in range(len(page._rows.names)):
        page._pick(row)
        driver.settle()
        card = page.leak_card
        assert not [text for text in texts_of(card) if UGLY.search(text)]
        assert card.isHidden() or card.told.text()
    assert not driver.reasons


def test_that_the_steps_lead_from_the_others_to_the_rep() -> None:
    found = of("Ruth Ostrand")
    first, *steps, last = leak_data(found, company_board(), VOICE).stages
    assert (first.name, last.name) == ("Account executives", "Ruth Ostrand")
    assert first.total
    assert last.total
    assert (first.value or 0) + sum(step.value or 0 for step in steps) == pytest.approx(last.value)
    won = next(step for step in steps if step.name == "Won deals per proposal")
    assert "Counted: 4 of 28 first proposals" in won.hover
    assert "What-ifs do not add up" in won.hover
    assert won.role == "", "beyond chance"
    assert steps[-1].text == "too few"


def test_that_the_text_names_the_biggest_loss_and_single_what_ifs() -> None:
    text = leak_text(of("Ruth Ostrand"), VOICE)
    assert text.startswith("Biggest loss: won deals per proposal, −€")
    assert "with its won deals per proposal" in text
    assert text.endswith("What-ifs do not add up: each changes one step alone.")
    assert leak_text(of("Emil Zander"), VOICE) == "Emil Zander loses money at no step."
    assert leak_text(of("Dario Umber"), VOICE).startswith("No step stands out")


def test_that_a_step_opens_the_reps_records(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("team")
    page._pick(page._rows.names.index("Ruth Ostrand"))
    driver.settle()
    wanted = []
    driver.desk.records_wanted.connect(wanted.append)
    for place in range(len(page.leak_card.chart._data.stages)):
        page.leak_card._open(place)
        driver.settle()
    assert [(asked.step or asked.kpi, asked.members) for asked in wanted] == [
        (key, {"rep": "Ruth Ostrand"}) for key in ("proposals", "won", "average_deal_size")
    ]
    assert not driver.reasons


def test_that_who_is_not_compared_is_told_so(driver: Driver) -> None:
    driver.put(company_log())
    page = driver.page("team")
    page._pick(page._rows.names.index("Callum Osterby"))
    driver.settle()
    assert page.leak_card.told.text() == "Callum Osterby left in this period and is not compared."
    assert not page.leak_card.chart.isVisible()
    page._pick(page._rows.names.index("Greta Albrin"))
    driver.settle()
    assert page.leak_card.chart.isVisible()
