"""The editing rule for corrected words: from what a person asks to a decision, or a refusal in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from cxresearch.domain.correcting import History
from cxresearch.domain.decision import Decision
from cxresearch.domain.editing import Intent
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import context_of, text_of
from cxresearch.domain.text import clean_text
from cxresearch.errors import DecisionRefused


def correct(reading: Reading, decisions: Sequence[Decision], source: str, start: int, end: int, words: str) -> Intent:
    """Put other words in place of some that were transcribed wrongly; taking words out takes a blank along."""
    found = [s for s in reading.corpus.sources if source in (s.id, s.name)]
    if len(found) != 1:
        raise DecisionRefused(f"There is no source {source!r}; take an id or a name from study.import_rows.")
    text, new = text_of(found[0]), " ".join(clean_text(words)[0].split())
    if not 0 <= start < end <= len(text) or "\n" in text[start:end]:
        raise DecisionRefused("Words to correct have a start and an end inside one turn of the source's text.")
    if not new:
        end += text[end : end + 1] == " "
        first, last = text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", end)
        if not (text[first:start] + text[end:last]).strip():
            raise DecisionRefused("A turn cannot be left without a word; hide its quotes instead.")
    quote = text[start:end]
    if quote == new:
        raise DecisionRefused("These are the words that stand there already.")
    before, after = context_of(text, start, end)
    payload = {"source": found[0].id, "start": start, "end": end, "words": new, "before": before, "after": after}
    done = History(found[0].id, found[0].uncorrected, decisions).as_of()
    resting = done.under((start, end)) if done.text == text else ()
    return Intent("text.correct", found[0].id, {**payload, "on": list(resting)}, quote)
