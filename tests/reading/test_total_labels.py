import pytest

from salesdesk.reading.total_labels import GROUP, SUMMARY, TOTAL


@pytest.mark.parametrize(
    "text",
    ["Total", "GRAND TOTAL", "Sub-total:", "Total (4)", "Total: 4", "Total EUR", "Summe", "Gesamtergebnis",
     "Sous-total", "Totale generale", "Totaal", "Итого", "合計", "Σ 4"],
)  # fmt: skip
def test_that_labels_of_totals_are_known(text):
    assert TOTAL.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["Total Care", "Grand Total Gym", "Sum 41b", "Suma", "Summa", "Gesamtschule", "Max", ""]
)
def test_that_names_are_no_labels_of_totals(text):
    assert not TOTAL.fullmatch(text)
    assert not SUMMARY.fullmatch(text)


@pytest.mark.parametrize("text", ["Ann Total", "Total of Ann", "Summe Ann", "Ann Ergebnis", "Suma"])
def test_that_what_may_be_a_label_has_to_be_proved_by_the_sum(text):
    assert GROUP.fullmatch(text)
