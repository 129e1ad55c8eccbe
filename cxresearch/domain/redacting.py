"""Names that are hidden after somebody decided on words that hold them: the quotes of decisions follow their words.

A decision is never changed, with this one exception (docs/decisions/0007): what it *quotes* from a transcript says
what the transcript says. Whose decision it is, when it was made and what about stay; what a researcher wrote
in their own words is changed only when asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxresearch.domain.corpus import Source
from cxresearch.domain.correcting import History
from cxresearch.domain.decision import Decision
from cxresearch.domain.spans import Span, context_of, place_quote

Put = tuple[int, int, str]
"""Half-open offsets into a text, and what stands there instead."""

Places = Callable[[str, str], Sequence[Put]]
"""From a text and its language to what is to be put where, in order and apart from each other."""

OWN = ("name", "text", "words", "value")
"""Fields of payloads in which researchers write themselves; `words` of a correction are the transcript's."""
QUOTED = ("quote", "before", "after")
"""Fields of payloads that hold words of a transcript."""
_FIRST, _LAST = re.compile(r"\w+"), re.compile(r"\w+\Z")
_LONG = 3
"""From how many words on a piece of a researcher's text is a quote when a transcript says just the same."""


class Veil:
    """A text, and the same with other words in some places.

    Parameters
    ----------
    text
        As it was.
    puts
        What stands where instead.

    Examples
    --------
    >>> veil = Veil("Ask Walther. Walther knows.", [(4, 11, "[Person 1]"), (13, 20, "[Person 1]")])
    >>> veil.text
    'Ask [Person 1]. [Person 1] knows.'
    >>> start, end = veil.span((16, 26))  # begins in mid-name
    >>> veil.text[start:end]
    '[Person 1] knows'
    """

    def __init__(self, text: str, puts: Sequence[Put]) -> None:
        self.before = text
        self.puts = tuple(puts)
        parts: list[str] = []
        at = 0
        for start, end, words in self.puts:
            parts += [text[at:start], words]
            at = end
        self.text = "".join([*parts, text[at:]])

    def widened(self, span: Span) -> Span:
        """Return a span of the text as it was, with every place whole that it cuts through."""
        first, last = span
        for start, end, _ in self.puts:
            if start < last and end > first:
                first, last = min(first, start), max(last, end)
        return first, last

    def led(self, at: int) -> int:
        """Lead an offset that is within no place to the text as it is."""
        return at + sum(len(words) - (end - start) for start, end, words in self.puts if end <= at)

    def span(self, span: Span) -> Span:
        """Lead a span to the text as it is."""
        first, last = self.widened(span)
        return self.led(first), self.led(last)


def redacted(
    decisions: Sequence[Decision],
    sources: Iterable[Source],
    places: Places,
    *,
    said: Mapping[str, str],
    own: Callable[[Decision], bool] = lambda _: False,
) -> tuple[Decision, ...]:
    """Return the decisions that say something else once names are hidden or revealed, as they are then.

    Parameters
    ----------
    decisions
        All of them, those that were undone among them, in the order in which they count.
    sources
        With their texts as they were before.
    places
        What is put where in a text.
    said
        Words of segments as they were, to what they are now, for those that change.
    own
        Of which decisions the researcher's own words change as well.

    Examples
    --------
    >>> memo = Decision(1, "u", "", "Ana", "memo", "s", {"text": "Is Walther kind?"}, None, "Then Walther came.")
    >>> def places(text, language):
    ...     return [(at, at + 7, "[Person 1]")] if (at := text.find("Walther")) >= 0 else []
    >>> (now,) = redacted([memo], [], places, said={})
    >>> now.quote, now.payload["text"]
    ('Then [Person 1] came.', 'Is Walther kind?')
    """
    talks = {source.id: _Talk(source, decisions, places) for source in sources}
    gone = frozenset(word for talk in talks.values() for word in talk.gone())
    wording = _Wording(places, sorted({talk.language for talk in talks.values()}) or ["en"], dict(said), gone)
    found: list[Decision] = []
    for decision in decisions:
        talk = talks.get(str(decision.payload.get("source", "")))
        loose = wording.loosely(decision, own(decision))
        new = (talk.follow(decision, touched=loose != decision) if talk else None) or loose
        if new.quote != decision.quote:
            wording.said[decision.quote] = new.quote
        if new != decision:
            found.append(new)
    return tuple(found)


def reworded(decisions: Iterable[Decision], places: Places, languages: Sequence[str]) -> tuple[Decision, ...]:
    """Return decisions with names hidden in what researchers wrote themselves too."""
    wording = _Wording(places, languages, {}, frozenset())
    return tuple(wording.loosely(decision, True) for decision in decisions)


def own_words(decision: Decision) -> tuple[str, ...]:
    """Return what a researcher wrote in their own words in a decision.

    Examples
    --------
    >>> own_words(Decision(1, "u", "", "Ana", "persona.edit", "p", {"field": "goals", "value": ["Sow", "Reap"]}))
    ('Sow', 'Reap')
    """
    if decision.kind == "text.correct":
        return ()
    found: list[str] = []

    def note(words: str) -> str:
        found.append(words)
        return words

    _walk(decision.payload, lambda _, words: words, note)
    return tuple(found)


class _Talk:
    """A source: what it said at any time, and what it says then with names hidden."""

    def __init__(self, source: Source, decisions: Sequence[Decision], places: Places) -> None:
        self.language = source.language
        self._history = History(source.id, source.uncorrected or [turn.text for turn in source.turns], decisions)
        self._places = places
        self._veils: dict[tuple[str, ...], Veil] = {}

    def _veil(self, turns: tuple[str, ...]) -> Veil:
        if turns not in self._veils:
            puts: list[Put] = []
            begins = 0
            for text in turns:
                puts += [(begins + a, begins + b, words) for a, b, words in self._places(text, self.language)]
                begins += len(text) + 1
            self._veils[turns] = Veil("\n".join(turns), puts)
        return self._veils[turns]

    def gone(self) -> frozenset[str]:
        """Return the words that stand no longer in what was said."""
        veil = self._veil(self._history.as_of().turns)
        return frozenset(word.casefold() for start, end, _ in veil.puts for word in veil.before[start:end].split())

    def follow(self, decision: Decision, *, touched: bool) -> Decision | None:
        """Lead a decision on a span to the text as it is now; None where its words are not found just so.

        One that is `touched` holds a name, though the text may not: it came from a copy.
        """
        if decision.kind == "text.correct":
            return self._correction(decision, touched)
        return self._coding(decision, touched) if decision.kind == "coding.add" else None

    def _coding(self, decision: Decision, touched: bool) -> Decision | None:
        then, payload, quote = self._history.as_of(decision.number), decision.payload, decision.quote
        around = (payload.get("before", ""), payload.get("after", ""))
        span = place_quote(then.text, payload["start"], quote, around)
        if not quote or span is None or then.text[slice(*span)] != quote:
            return None
        veil = self._veil(then.turns)
        return _spanned(decision, veil, veil.span(span)) if veil.puts or touched else decision

    def _correction(self, decision: Decision, touched: bool) -> Decision | None:
        """Lead a correction: from the text right before it with names hidden to the one right after it."""
        then, done = self._history.as_of(decision.number - 1), self._history.as_of(decision.number)
        if not done.changes or done.changes[-1].decision != decision.uuid:
            return None
        change, before, after = done.changes[-1], self._veil(then.turns), self._veil(done.turns)
        if not (before.puts or after.puts or touched):
            return decision
        span, wider = (-1, -1), (change.start, change.end)
        while span != wider:
            span = wider
            first, last = before.widened(span)
            start, end = after.widened((span[0], span[1] + change.shift))
            wider = min(first, start), max(last, end - change.shift)
        words = after.text[after.led(span[0]) : after.led(span[1] + change.shift)]
        new = _spanned(decision, before, before.span(span))
        return replace(new, payload={**new.payload, "words": words})


def _spanned(decision: Decision, veil: Veil, span: Span) -> Decision:
    before, after = context_of(veil.text, *span)
    around = {"before": before, "after": after} if "before" in decision.payload else {}
    payload = {**decision.payload, "start": span[0], "end": span[1], **around}
    return replace(decision, payload=payload, quote=veil.text[slice(*span)])


class _Wording:
    """Words without a place: they change as the segment did that says just the same, else by themselves."""

    def __init__(self, places: Places, languages: Sequence[str], said: dict[str, str], gone: frozenset[str]) -> None:
        self._places = places
        self._languages = languages
        self.said = said
        self._gone = gone

    def loosely(self, decision: Decision, own: bool) -> Decision:
        payload = _walk(decision.payload, self._quoted, lambda words: self._owned(words, own))
        if decision.kind == "text.correct":
            payload["words"] = self._put(decision.payload["words"])
        return replace(decision, payload=payload, quote=self._quoted("quote", decision.quote))

    def _quoted(self, name: str, words: str) -> str:
        if words in self.said:
            return self.said[words]
        new = self._put(words)
        if name == "before":  # at the outer edge there may be the rest of a name
            edge = _FIRST.match(new)
            cut = edge and any(word.endswith(edge[0].casefold()) for word in self._gone)
            return new[edge.end() :] if edge and cut else new
        if name == "after":
            edge = _LAST.search(new)
            cut = edge and any(word.startswith(edge[0].casefold()) for word in self._gone)
            return new[: edge.start()] if edge and cut else new
        return new

    def _owned(self, words: str, own: bool) -> str:
        for old, new in self.said.items():
            if len(old.split()) >= _LONG and old in words:
                words = words.replace(old, new)
        return self._put(words) if own else words

    def _put(self, words: str) -> str:
        for language in self._languages:
            words = Veil(words, self._places(words, language)).text
        return words


def _walk(payload: Any, quoted: Callable[[str, str], str], own: Callable[[str], str], name: str = "") -> Any:
    """Return a payload with what it quotes and what was written by hand put through."""
    if isinstance(payload, Mapping):
        return {key: _walk(value, quoted, own, key) for key, value in payload.items()}
    if isinstance(payload, list | tuple):
        return [_walk(value, quoted, own, name) for value in payload]
    if not isinstance(payload, str):
        return payload
    return quoted(name, payload) if name in QUOTED else own(payload) if name in OWN else payload
