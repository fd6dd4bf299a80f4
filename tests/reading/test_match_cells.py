import pytest

from salesdesk.models.columns import Kind
from salesdesk.reading.match_cells import Likeness
from tests.reading.sheets import sheet


@pytest.mark.parametrize(
    ("cells", "kind", "unlike"),
    [
        (["2026-03-04", None, "soon"], Kind.MOMENT, False),
        (["soon", "later", "2026-03-04"], Kind.MOMENT, True),
        (["03/04/2026"], Kind.DAY, False),
        (["1.234"], Kind.MONEY, False),
        (["a", "b"], Kind.MONEY, True),
        (["yes", "no"], Kind.FLAG, False),
        (["yes", "perhaps", "who knows"], Kind.FLAG, True),
        (["anything"], Kind.TEXT, False),
        ([None, None], Kind.MOMENT, False),
    ],
)
def test_that_cells_tell_whether_a_header_can_be_right(cells, kind, unlike):
    assert Likeness(sheet({"Column": cells})).unlike(0, kind) is unlike
