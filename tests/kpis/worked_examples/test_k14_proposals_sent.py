from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log, without

DEALS = [{"opportunity_id": f"d{number}", "owner_rep_id": "Ann", "status": "open"} for number in range(1, 5)]
SENT = [
    {"opportunity_id": deal, "version": version, "sent_at": f"{day} 10:00", "status": "sent"}
    for deal, version, day in (
        ("d1", "v1", "2026-03-04"),
        ("d1", "v2", "2026-03-09"),
        ("d2", "v1", "2026-03-10"),
        ("d3", "v1", "2026-02-27"),
        ("d3", "v2", "2026-03-03"),
        ("d1", "v3", "2026-04-01"),
    )
]
DRAFT = {"opportunity_id": "d4", "version": "v1", "sent_at": "2026-03-11 10:00", "status": "Draft"}
BOOK = log(opportunities=DEALS, proposals=[*SENT, DRAFT], as_of="2026-04-01")


def test_that_an_opportunity_counts_with_its_first_proposal():
    found = team(BOOK, "K14")
    assert (found.value, found.n, found.status) == (2, 2, Status.OK)
    assert found.details["documents"] == 4


def test_that_a_proposal_is_credited_to_the_owner_at_that_moment():
    history = [
        {"object_type": "opportunity", "object_id": "d1", "rep_id": rep, "from_at": at}
        for rep, at in (("Ben", "2026-03-01 00:00"), ("Ann", "2026-03-06 00:00"))
    ]
    book = log(opportunities=DEALS, proposals=SENT, owner_history=history, as_of="2026-03-31")
    assert of(book, "K14", rep="Ben").details["documents"] == 1
    assert of(book, "K14", rep="Ann").details["documents"] == 3


def test_that_without_proposals_the_first_entry_into_the_proposal_stage_counts():
    entries = [
        {"opportunity_id": "d1", "stage": stage, "entered_at": at}
        for stage, at in (
            ("Demo", "2026-03-01 10:00"), ("Quote sent", "2026-03-04 10:00"), ("Proposal", "2026-03-09 10:00"))
    ]  # fmt: skip
    found = team(log(opportunities=DEALS, opp_stage_history=entries, as_of="2026-03-31"), "K14")
    assert (found.value, found.details["documents"]) == (1, 2)
    assert "proposal stage" in found.notes[0]


def test_that_without_either_there_is_nothing_to_count():
    assert team(without(BOOK, "proposals"), "K14").status == Status.NOT_AVAILABLE


def test_that_a_proposal_of_an_unknown_opportunity_counts_for_nobody():
    book = log(opportunities=DEALS, proposals=[{**SENT[0], "opportunity_id": "zz"}], as_of="2026-03-31")
    assert of(book, "K14", rep="(no rep)").value == 1
