"""What each researcher has seen and coded, so that they can be compared on what both have seen.

A researcher has **seen** a segment when they decided anything about it (coded it, took a code off it, tagged, moved,
pinned, starred or hid it, put it in a theme or a link, wrote a memo on it), or when its source is marked as *coded
through* by them. Text that one of two researchers has not seen tells nothing about their agreement and is left out:
it would only inflate it. On segments they have seen, no code means that the code does not apply. A label is another
matter: a model has put it there or not before anybody looked, so only labels that somebody decided count, unless the
source is marked as coded through, which says that what is shown was agreed to.

What was decided to settle a disagreement is nobody's own judgement and counts for nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import Span, place_quote, segment_spans, text_of
from cxresearch.errors import InputError

CODED_THROUGH = "Coded through"
"""A memo of these words on a source marks it so, for the researcher who wrote it."""

Through = Mapping[str, Collection[str]]
"""Researcher to the sources they went through from beginning to end."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A coding as it was decided, whoever took it off again."""

    source: str
    span: Span


def is_coded_through(memo: str) -> bool:
    """Tell whether a memo on a source says that it was coded through.

    Examples
    --------
    >>> is_coded_through("coded through."), is_coded_through("coded through page 3")
    (True, False)
    """
    return memo.strip().rstrip(".").casefold() == CODED_THROUGH.casefold()


def through_of(reading: Reading, researchers: Collection[str], further: Through | bool = False) -> Through:
    """Return ids of the sources each researcher went through: by their memos, and by what is said here besides.

    Parameters
    ----------
    further
        Researcher to ids or names of sources; True: everybody, everything.

    Raises
    ------
    InputError
        When a source is named that the study does not hold.
    """
    ids = {known: source.id for source in reading.corpus.sources for known in (source.id, source.name)}
    found: dict[str, set[str]] = {
        researcher: set(ids.values()) if further is True else set() for researcher in researchers
    }
    for memo in reading.memos:
        if memo.target in ids and is_coded_through(memo.text):
            found.setdefault(memo.researcher, set()).add(ids[memo.target])
    for researcher, named in further.items() if isinstance(further, Mapping) else ():
        for name in named:
            if name not in ids:
                there = ", ".join(source.name for source in reading.corpus.sources)
                raise InputError(f"There is no interview {name!r}; there are: {there}.")
            found.setdefault(researcher, set()).add(ids[name])
    return found


def own_words(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions in force that are somebody's own judgement, settlements left out."""
    return tuple(d for d in in_force(decisions) if d.kind != "settle" and not d.payload.get("settles"))


class Work:
    """What each researcher has seen and coded, worked out once for all codes.

    Parameters
    ----------
    reading, decisions
        What stands, and every decision.
    through
        As returned by `through_of`.
    """

    def __init__(self, reading: Reading, decisions: Sequence[Decision], through: Through) -> None:
        self.reading = reading
        self.through = through
        self._spans = segment_spans(reading.corpus)
        self._by_source: dict[str, list[str]] = {}
        for segment in reading.corpus.segments:
            self._by_source.setdefault(segment.source, []).append(segment.id)
        self._standing = {coding.key: (coding.start, coding.end) for coding in reading.codings}
        self._marked: dict[str, _Marked] = {}
        self.coded: dict[str, dict[str, str | None]] = {}
        """Researcher to coding to code, None where they took it off."""
        self._touched: dict[str, set[str]] = {}
        self._shared: dict[tuple[str, ...], dict[str, list[Span]]] = {}
        for decision in own_words(decisions):
            self._hear(decision)

    def _hear(self, decision: Decision) -> None:
        touched = self._touched.setdefault(decision.researcher, set())
        if decision.kind == "coding.add":
            span = self._placed(decision)
            if span is None:
                return
            self._marked[decision.target] = _Marked(decision.payload["source"], span)
        if decision.kind.startswith("coding.") and decision.target in self._marked:
            code = None if decision.kind == "coding.remove" else str(decision.payload["code"])
            self.coded.setdefault(decision.researcher, {})[decision.target] = code
            touched.update(self.under(self._marked[decision.target].source, self._marked[decision.target].span))
        elif decision.kind == "memo" and decision.target in self._marked:
            touched.update(self.under(self._marked[decision.target].source, self._marked[decision.target].span))
        else:
            touched.update(found for id_ in _segments_of(decision) if (found := self.reading.corpus.resolve(id_)))

    def _placed(self, decision: Decision) -> Span | None:
        """Return where a coding stands today; for one that was taken off, where its words do."""
        if decision.target in self._standing:
            return self._standing[decision.target]
        payload, source = decision.payload, self.reading.corpus.source_by_id.get(decision.payload["source"])
        around = (payload.get("before", ""), payload.get("after", ""))
        return place_quote(text_of(source), payload["start"], decision.quote, around) if source else None

    def under(self, source: str, span: Span) -> Iterator[str]:
        """Yield the segments that a span covers, wholly or in part."""
        for segment in self._by_source.get(source, ()):
            start, end = self._spans[segment]
            if start < span[1] and span[0] < end:
                yield segment

    def seen(self, researcher: str) -> frozenset[str]:
        """Return the segments a researcher has seen."""
        gone_through = self.through.get(researcher, frozenset())
        whole = (segment for source in gone_through for segment in self._by_source.get(source, ()))
        return frozenset(self._touched.get(researcher, ())) | frozenset(whole)

    def spans_of(self, researcher: str, code: str) -> dict[str, list[Span]]:
        """Return where a researcher put a code, by source."""
        found: dict[str, list[Span]] = {}
        for coding, put in self.coded.get(researcher, {}).items():
            if put is not None and self._code(put) == code:
                found.setdefault(self._marked[coding].source, []).append(self._marked[coding].span)
        return found

    def _code(self, key: str) -> str:
        held = self.reading.code_by_key.get(key)
        return held.key if held else key

    def shared(self, researchers: Sequence[str]) -> dict[str, list[Span]]:
        """Return, for each source of which all have seen something, the stretches that all have seen."""
        asked = tuple(researchers)
        if asked not in self._shared:
            found: dict[str, list[Span]] = {}
            seen = {researcher: self.seen(researcher) for researcher in asked}
            for source in self.reading.corpus.sources:
                stretches = [self._text_seen(researcher, source.id, seen[researcher]) for researcher in asked]
                both = stretches[0]
                for other in stretches[1:]:
                    both = in_both(both, other)
                if both:
                    found[source.id] = both
            self._shared[asked] = found
        return self._shared[asked]

    def _text_seen(self, researcher: str, source: str, seen: frozenset[str]) -> list[Span]:
        """Return the stretches of a source that a researcher has seen, in order and apart."""
        if source in self.through.get(researcher, frozenset()):
            return [(0, len(text_of(self.reading.corpus.source_by_id[source])))]
        stretches = [self._spans[segment] for segment in self._by_source.get(source, ()) if segment in seen]
        held = self.coded.get(researcher, {})
        stretches += [m.span for coding, m in self._marked.items() if coding in held and m.source == source]
        return _joined(stretches)


def _segments_of(decision: Decision) -> list[str]:
    """Return the segments a decision is about."""
    payload = decision.payload
    members = [*payload.get("segments", ()), *(m for part in payload.get("parts", ()) for m in part["segments"])]
    named = [member["id"] if isinstance(member, Mapping) else str(member) for member in members]
    about = decision.kind.startswith("segment.") or decision.kind in ("tag.set", "memo")
    return [*named, decision.target] if about else named


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Make one span of those that overlap or touch."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def in_both(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """Return what lies in both of two lists of spans that are in order and apart."""
    found: list[Span] = []
    here = there = 0
    while here < len(one) and there < len(other):
        start, end = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if start < end:
            found.append((start, end))
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
    return found


def within(stretches: Sequence[Span], spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return what of some spans lies in stretches of text, in offsets of these stretches put end to end."""
    found: list[Span] = []
    before = 0
    for first, last in stretches:
        for start, end in spans:
            if start < last and first < end:
                found.append((before + max(start, first) - first, before + min(end, last) - first))
        before += last - first
    return tuple(_joined_where_cut(found, stretches))


def _joined_where_cut(spans: Sequence[Span], stretches: Sequence[Span]) -> list[Span]:
    """Make one span again of parts that only the cutting has parted."""
    cuts: set[int] = set()
    length = 0
    for first, last in stretches:
        length += last - first
        cuts.add(length)
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start == found[-1][1] and start in cuts:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
