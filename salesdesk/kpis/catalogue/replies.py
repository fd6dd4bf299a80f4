"""What replies say: interest or none, as stated or as their label means."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.catalogue.contacts import TABLE, replies
from salesdesk.kpis.catalogue.derived import derived
from salesdesk.kpis.catalogue.touches import acts
from salesdesk.models.log import SalesLog
from salesdesk.models.names import name_key
from salesdesk.models.tables import BY_NAME

POSITIVE, NEGATIVE, NEUTRAL, UNLABELLED = 0, 1, 2, -1
SENTIMENTS = ("positive", "negative", "neutral")

Sentiments = npt.NDArray[np.int8]


@derived
def sentiments(log: SalesLog) -> Sentiments:
    """Of each act what it says if it is a reply, as stated, else as the label means; UNLABELLED for all others."""
    every = acts(log)
    sentiment = np.full(len(every.day), UNLABELLED, dtype=np.int8)
    stated = np.full(log.rows(TABLE), UNLABELLED, dtype=np.int8)
    label = log.text(TABLE, "label")
    meant = np.array([*map(_meaning, label.values), UNLABELLED], dtype=np.int8)
    for place, word in enumerate(SENTIMENTS):
        stated[log.says(TABLE, "sentiment", word)] = place
    sentiment[every.table == 0] = np.where(stated == UNLABELLED, meant[label.codes], stated)
    return np.where(replies(log), sentiment, UNLABELLED).astype(np.int8)


_WORDS = BY_NAME[TABLE].column("sentiment").values
_MEANT = {name_key(text): SENTIMENTS.index(word) for word, texts in _WORDS.items() for text in (word, *texts)}


def _meaning(label: str) -> int:
    parts = (name_key(part) for part in re.split("[,;|]", label))
    return next((_MEANT[part] for part in parts if part in _MEANT), UNLABELLED)
