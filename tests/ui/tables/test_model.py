"""The models: what Qt asks for, and that their order is sound."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from salesdesk.ui.tables.columns import Frame
from salesdesk.ui.tables.model import FooterModel, FrameModel

ROLE = Qt.ItemDataRole


def model_of(frame: Frame) -> FrameModel:
    model = FrameModel()
    model.set_frame(frame)
    return model


def test_that_qts_own_model_test_finds_nothing(qapp: object, make_frame: Callable[..., Frame]) -> None:
    model, footer = FrameModel(), FooterModel()
    testers = [
        QAbstractItemModelTester(each, QAbstractItemModelTester.FailureReportingMode.Warning)
        for each in (model, footer)
    ]
    for frame in (make_frame(), Frame(), make_frame(footer=False), make_frame()):
        model.set_frame(frame)
        footer.set_frame(frame)
        if frame.rows:
            model.show_ordered(model.shown[::-1].copy())
            model.show_chosen(model.shown[:2])
            model.show_chosen(np.arange(0))
    assert [tester.model() for tester in testers] == [model, footer]


def test_that_cells_answer_text_alignment_hover_and_speech(qapp: object, make_frame: Callable[..., Frame]) -> None:
    model = model_of(make_frame())
    at = model.index(0, 1)
    assert model.data(at) == "€10"
    assert model.data(at, ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert "row 0 of the log" in model.data(at, ROLE.ToolTipRole)
    assert model.data(at, ROLE.AccessibleTextRole) == "ann won 10 euros"
    assert model.data(model.index(0, 0), ROLE.AccessibleTextRole) == "Rep: ann"
    assert model.data(model.index(3, 0), ROLE.AccessibleTextRole) == "Rep: empty"
    assert model.data(model.index(2, 1)) == "–"
    assert model.data(QModelIndex()) is None


def test_that_headers_answer_title_hover_and_speech(qapp: object, make_frame: Callable[..., Frame]) -> None:
    model = model_of(make_frame())
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(1, horizontal) == "Won\namount"
    assert model.headerData(1, horizontal, ROLE.AccessibleTextRole) == "Won amount"
    assert "&lt;won&gt;" in model.headerData(1, horizontal, ROLE.ToolTipRole)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(9, horizontal) is None


def test_that_a_kept_cell_goes_with_its_row_when_the_order_changes(
    qapp: object, make_frame: Callable[..., Frame]
) -> None:
    model = model_of(make_frame())
    kept = QPersistentModelIndex(model.index(4, 1))
    model.show_ordered(np.array([4, 3, 5, 0, 1, 2]))
    assert kept.row() == 0
    assert model.place_of(5) == 2


def test_that_a_row_that_is_not_shown_has_no_place(qapp: object, make_frame: Callable[..., Frame]) -> None:
    model = model_of(make_frame())
    model.show_chosen(np.array([5, 1]))
    assert (model.place_of(1), model.place_of(0)) == (1, -1)


def test_that_the_footer_is_there_only_if_a_column_has_one(qapp: object, make_frame: Callable[..., Frame]) -> None:
    footer = FooterModel()
    footer.set_frame(make_frame())
    assert footer.rowCount() == 1
    assert footer.data(footer.index(0, 1)) == "€43.5"
    assert "Sum of all reps" in footer.data(footer.index(0, 1), ROLE.ToolTipRole)
    footer.set_frame(make_frame(footer=False))
    assert footer.rowCount() == 0
