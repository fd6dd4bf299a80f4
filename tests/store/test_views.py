"""How the window was left, by layout of the log."""

from salesdesk.store import views
from salesdesk.store.keyed import KeyedValues
from salesdesk.store.workspace import Workspace


def test_that_the_layouts_left_last_are_kept(memory: Workspace) -> None:
    for number in range(views.MOST + 3):
        memory.views.set(f"layout {number}", {"page": f"page {number}"})
        memory.views.set("layout 0", {"page": "team"})
    kept = memory.views.all()
    assert len(kept) == views.MOST
    assert kept["layout 0"] == {"page": "team"}
    assert f"layout {views.MOST + 2}" in kept
    assert not {"layout 1", "layout 2", "layout 3"} & kept.keys()


def test_that_what_makes_no_sense_is_passed_over(memory: Workspace) -> None:
    values = KeyedValues(memory._database, "views")
    values.update({"a": 1, "b": {"number": "x", "view": {}}, "c": {"view": {}}, "d": {"number": 1, "view": {}}})
    assert memory.views.all() == {"d": {}}
