from salesdesk.insights.content_use import content_use
from tests.company import board_of, company_board
from tests.kpis.building import log

ASSETS = [{"asset_id": name, "available_from": "2025-11-01"} for name in ("flyer", "video", "guide")]
USES = [
    {"asset_id": name, "rep_id": rep, "person_id": "p", "sent_at": f"{day} 10:00", "recipient_kind": kind}
    for name, rep, day, kind in (
        ("video", "Ann", "2026-03-02", "Prospect"), ("video", "Ben", "2026-03-03", "Prospect"),
        ("video", "Ann", "2026-03-04", "Customer"), ("flyer", "Ben", "2026-03-05", "Customer"),
        ("guide", "Ann", "2026-03-06", "Internal"), ("guide", "Ann", "2026-02-06", "Prospect"),
    )
]  # fmt: skip


def test_that_content_is_counted_by_piece_and_rep_and_what_nobody_sent_is_named() -> None:
    made = log(as_of="2026-03-31", content_assets=ASSETS, content_uses=USES, reps=[{"name": "Ann"}, {"name": "Cem"}])
    found = content_use(board_of(made, "2026-03"))
    assert found is not None
    assert found.assets == ("video", "flyer", "guide")
    assert found.sent.tolist() == [3, 1, 0]
    assert found.reps == ("Ann", "Ben", "Cem")
    assert found.by_rep.tolist() == [[2, 1, 0], [0, 1, 0], [0, 0, 0]]
    assert found.never == ("guide",)


def test_that_the_sample_agrees_with_its_figure() -> None:
    found, now = content_use(company_board()), company_board().kpis["collateral_usage_rate"].now
    assert found is not None
    assert (len(found.assets), len(found.never)) == (now.n, now.details["unused"])
    assert 0 < found.sent.sum() <= now.details["sent"]  # what is no longer available was sent as well


def test_that_without_content_there_is_nothing() -> None:
    late = [{"asset_id": "flyer", "available_from": "2026-05-01"}]
    made = log(as_of="2026-03-31", content_assets=late, content_uses=USES[:1])
    assert content_use(board_of(made, "2026-01")) is None
