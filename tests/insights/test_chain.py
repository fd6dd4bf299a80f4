"""The chain from dials to deals: its steps and the rates between them."""

import pytest

from salesdesk.insights.chain import chain_of, outbound_note, step_kpi
from salesdesk.insights.wording import Voice
from tests.company import board_of, company_board, deals
from tests.kpis.building import log


def test_that_the_sample_goes_from_dial_to_deal() -> None:
    steps = chain_of(company_board(), Voice("EUR"))
    assert [step.key for step in steps] == ["dials", "contacts", "opportunities", "proposals", "won"]
    assert (steps[0].of_before, steps[0].of_first) == (None, None)
    board = company_board()
    assert steps[1].of_before == board.rates["contacts"].value
    known = board.rates["contacts"].denominator
    assert known is not None
    assert steps[1].count / known == steps[1].of_before, "dials without an outcome say nothing of reaching people"
    outbound = board.rates["opportunities"].numerator
    assert outbound is not None
    assert outbound < steps[2].count
    assert steps[2].of_before == outbound / steps[1].count
    assert steps[-1].of_first == steps[-1].count / steps[0].count
    assert "Q2 2026" in steps[1].hover
    assert "outbound" in outbound_note(steps)
    assert outbound_note(steps[:2]) == ""


def test_that_a_step_without_its_table_is_skipped() -> None:
    board = board_of(log(as_of="2026-06-30", opportunities=deals(3, 1, "2026-05-12")), "2026-Q2")
    assert [step.key for step in chain_of(board, Voice())] == ["opportunities", "won"]


def test_that_a_larger_step_is_no_share_of_a_smaller_one() -> None:
    rows = [{"type": "call", "outcome": "connected", "happened_at": "2026-05-12 10:00", "rep_id": "Ann"}]
    opened = [deal | {"created_at": "2026-05-02"} for deal in deals(3, 1, "2026-05-12")]
    board = board_of(log(as_of="2026-06-30", activities=rows, opportunities=opened), "2026-Q2")
    opportunities = chain_of(board, Voice())[2]
    assert (opportunities.count, opportunities.of_before, opportunities.of_first) == (4, None, None)


def test_that_there_is_no_step_of_another_name() -> None:
    with pytest.raises(KeyError):
        step_kpi("meetings")
