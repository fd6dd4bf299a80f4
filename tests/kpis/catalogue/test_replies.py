"""Which acts are replies, what they say, and how labels among the positive ones are counted."""

import numpy as np
import pytest

from salesdesk.kpis.catalogue.prospects import positive_replies, reply_labels
from salesdesk.kpis.catalogue.replies import NEGATIVE, NEUTRAL, POSITIVE, UNLABELLED, sentiments
from salesdesk.kpis.catalogue.touches import CHANNELS
from tests.kpis.building import Row, log


def act(**cells: object) -> Row:
    return {"person_id": "P1", "type": "email", "happened_at": "2026-03-02 10:00", "rep_id": "Ann", **cells}


def sentiment(**cells: object) -> int:
    return int(sentiments(log(activities=[act(direction="in", **cells)]))[0])


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        ({"sentiment": "Interested"}, POSITIVE),
        ({"sentiment": "positive", "label": "Not interested"}, POSITIVE),
        ({"label": "Not Interested"}, NEGATIVE),
        ({"label": "Pricing; Send info"}, POSITIVE),
        ({"label": "Later"}, NEUTRAL),
        ({"label": "Pricing"}, UNLABELLED),
        ({"sentiment": "positive", "label": "Out of office"}, UNLABELLED),
    ],
)
def test_that_a_reply_says_what_was_stated_or_else_its_label(cells: dict[str, str], meant: int):
    assert sentiment(**cells) == meant


def test_that_positive_replies_keep_their_labels_and_channels():
    rows = [
        act(),
        act(happened_at="2026-03-03 10:00", direction="in", label="Interested"),
        act(happened_at="2026-03-04 10:00", direction="in", type="sms", label="Pricing", sentiment="positive"),
        act(happened_at="2026-03-05 10:00", direction="in", label="Stop"),
        act(happened_at="2026-03-06 10:00", direction="in", sentiment="positive"),
    ]
    book = log(activities=rows)
    found = positive_replies(book)
    labels = [None if np.isnan(place) else reply_labels(book)[int(place)] for place in found.values["label"]]
    assert labels == ["Interested", "Pricing", None]
    assert [CHANNELS[int(place)] for place in found.values["channel"]] == ["email", "sms", "email"]
