"""Who said what of which segment, where they differ, and what settles that."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cxresearch.domain import editing, editing_codes
from cxresearch.domain.decision import Decision
from cxresearch.domain.editing import Intent
from cxresearch.domain.identity import checksum
from cxresearch.domain.quadrant import LABELS, TITLES
from cxresearch.domain.reading import UNSORTED, Reading
from cxresearch.domain.seeing import Work, own_words, within
from cxresearch.domain.spans import Span, codings_by_segment, segment_spans, text_of
from cxresearch.errors import DecisionRefused

MODEL = "model"
"""The name under which suggestions are compared."""

Answer = Hashable | None


@dataclass(frozen=True, slots=True)
class Judgements:
    """What several researchers said, on the segments at least two of them have seen.

    Attributes
    ----------
    researchers
        Whose judgements they are, in the order of the answers.
    units
        Segment ids, in corpus order.
    names
        Field (``code:KEY``, ``tag:LABEL``, ``theme`` or ``theme:KEY``) to the name shown for it.
    answers
        Field to one sequence of answers for each researcher: True or False, for ``theme`` a key, None where they
        said nothing.
    """

    researchers: tuple[str, ...]
    units: tuple[str, ...]
    names: Mapping[str, str]
    answers: Mapping[str, tuple[tuple[Answer, ...], ...]]

    @property
    def pooled(self) -> tuple[tuple[Answer, ...], ...]:
        """The answers about all fields, one field after the other, for each researcher."""
        return tuple(
            tuple(answer for field in self.names for answer in self.answers[field][at])
            for at in range(len(self.researchers))
        )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of a segment of which researchers said different things, and nobody has settled it.

    `said` is each researcher with their answer.
    """

    segment: str
    field: str
    name: str
    said: tuple[tuple[str, Answer], ...]


def codes_judged(work: Work, researchers: Sequence[str]) -> Judgements:
    """Return, for each code, whether each researcher put it on each segment that two of them have seen."""
    reading = work.reading
    seen = {researcher: work.seen(researcher) for researcher in researchers}
    units = _seen_twice(reading, seen)
    answers: dict[str, tuple[tuple[Answer, ...], ...]] = {}
    for code in reading.codes:
        columns = []
        for researcher in researchers:
            spans = work.spans_of(researcher, code.key)
            held = {
                segment for source, there in spans.items() for span in there for segment in work.under(source, span)
            }
            columns.append(tuple(unit in held if unit in seen[researcher] else None for unit in units))
        answers[f"code:{code.key}"] = tuple(columns)
    return Judgements(tuple(researchers), units, {f"code:{code.key}": code.path for code in reading.codes}, answers)


def continua(work: Work, researchers: Sequence[str], code: str) -> list[tuple[int, tuple[tuple[Span, ...], ...]]]:
    """Return, for each source, the text that all researchers have seen and where each put a code in it.

    Text that one of them has not seen is cut out, so that offsets are those of the rest.

    Returns
    -------
    list of (int, tuple of tuple of Span)
        Length, and each researcher's spans; sources nobody shares are left out.
    """
    spans = [work.spans_of(researcher, code) for researcher in researchers]
    return [
        (sum(end - start for start, end in seen), tuple(within(seen, held.get(source, ())) for held in spans))
        for source, seen in work.shared(researchers).items()
    ]


def tags_judged(
    work: Work, researchers: Sequence[str], decisions: Sequence[Decision], suggested: Reading
) -> Judgements:
    """Return, for each label, what each researcher said of each segment.

    Parameters
    ----------
    researchers
        Names; `MODEL` stands for what was suggested.
    suggested
        The reading without any decision.
    """
    reading = work.reading
    said: dict[tuple[str, str, str], bool] = {}
    for decision in own_words(decisions):
        segment = reading.corpus.resolve(decision.target) if decision.kind == "tag.set" else None
        if segment is not None:
            where = (decision.researcher, segment, decision.payload["label"])
            said.pop(where, None)
            if decision.payload["value"] is not None:
                said[where] = bool(decision.payload["value"])

    def answer(researcher: str, segment: str, label: str) -> Answer:
        shown = suggested.tags.get(segment, {}).get(label)
        if researcher == MODEL:
            return shown.on if shown else None
        if (researcher, segment, label) in said:
            return said[researcher, segment, label]
        source = reading.corpus.segment_by_id[segment].source
        return shown.on if shown and source in work.through.get(researcher, frozenset()) else None

    return _gathered(reading, researchers, {f"tag:{label}": TITLES[label] for label in LABELS}, answer)


def themes_judged(
    work: Work, researchers: Sequence[str], decisions: Sequence[Decision], suggested: Reading
) -> Judgements:
    """Return in which theme each researcher put each segment, and for each theme whether they put it there."""
    reading = work.reading
    shown = {key: theme.key for theme in reading.themes for key in (theme.key, *theme.merged)}
    put: dict[tuple[str, str], str] = {}
    for decision in own_words(decisions):
        for id_, theme in _places(decision):
            segment = reading.corpus.resolve(id_)
            if segment is not None and theme is None:
                put.pop((decision.researcher, segment), None)
            elif segment is not None:
                put[decision.researcher, segment] = str(theme)

    def place(researcher: str, segment: str) -> Answer:
        given = suggested.memberships.get(segment)
        from_model = (given.theme or UNSORTED) if given else None
        source = reading.corpus.segment_by_id[segment].source
        agreed = researcher == MODEL or source in work.through.get(researcher, frozenset())
        key = put.get((researcher, segment), from_model if agreed else None)
        return None if key is None else shown.get(key, UNSORTED)

    def answer(researcher: str, segment: str, field: str) -> Answer:
        where = place(researcher, segment)
        return where if field == "" or where is None else where == field

    names = {"theme": "Which theme", **{f"theme:{theme.key}": theme.name for theme in reading.themes}}
    return _gathered(reading, researchers, names, answer)


def _places(decision: Decision) -> Iterator[tuple[str, str | None]]:
    """Yield the segments that a decision puts somewhere, with the theme; None leaves it to the model."""
    payload = decision.payload
    if decision.kind in ("segment.move", "segment.pin"):
        yield decision.target, payload["theme"]
    elif decision.kind == "theme.new":
        yield from ((member["id"], decision.target) for member in payload["segments"])
    elif decision.kind == "theme.split":
        yield from ((member["id"], part["key"]) for part in payload["parts"] for member in part["segments"])


def _gathered(
    reading: Reading, researchers: Sequence[str], names: Mapping[str, str], answer: Callable[[str, str, str], Answer]
) -> Judgements:
    """Ask for every answer, and keep the segments on which two researchers gave one."""
    fields = {field: field.partition(":")[2] for field in names}
    units: list[str] = []
    rows: list[dict[str, list[Answer]]] = []
    for segment in reading.corpus.segments:
        row = {field: [answer(who, segment.id, about) for who in researchers] for field, about in fields.items()}
        if any(sum(said is not None for said in given) > 1 for given in row.values()):
            units.append(segment.id)
            rows.append(row)
    answers = {
        field: tuple(tuple(row[field][place] for row in rows) for place in range(len(researchers))) for field in names
    }
    return Judgements(tuple(researchers), tuple(units), names, answers)


def _seen_twice(reading: Reading, seen: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    return tuple(s.id for s in reading.corpus.segments if sum(s.id in segments for segments in seen.values()) > 1)


def disagreements(reading: Reading, judged: Judgements) -> tuple[Disagreement, ...]:
    """List where researchers said different things and nobody has settled it, in corpus order.

    Where it is about themes, each segment is listed once.
    """
    found: list[Disagreement] = []
    for place, unit in enumerate(judged.units):
        for field, columns in judged.answers.items():
            given = [(who, column[place]) for who, column in zip(judged.researchers, columns, strict=True)]
            said = tuple((who, answer) for who, answer in given if answer is not None)
            differs = len({answer for _, answer in said}) > 1
            if differs and not field.startswith("theme:") and (unit, field) not in reading.settled:
                found.append(Disagreement(unit, field, judged.names[field], said))
    return tuple(found)


def settling(reading: Reading, target: str, field: str, value: object, *, by: str) -> list[Intent]:
    """Return what has to be decided so that a field is settled and the study says so.

    For ``code:KEY`` on a segment that is the settlement with what follows from it: the code is put on the segment,
    or taken off it (what is coded beyond the segment stays coded). One undo takes all of it back.

    Raises
    ------
    DecisionRefused
        When there is no such segment or code, or the value is neither True nor False.
    """
    if not field.startswith("code:"):
        return [editing.settle(reading, target, field, value)]
    segment = reading.corpus.resolve(target)
    code = editing_codes.code_of(reading, field.removeprefix("code:"))
    if segment is None or not isinstance(value, bool):
        raise DecisionRefused("A code is settled on a segment, with True (it applies) or False (it does not).")
    held = [coding for coding in codings_by_segment(reading).get(segment, ()) if coding.code == code.key]
    intents = [Intent("settle", segment, {"field": f"code:{code.key}", "value": value}, reading.segment(segment).text)]
    if value and not held:
        intents.append(editing_codes.apply(reading, code.key, segment, by=by))
    elif not value:
        start, end = segment_spans(reading.corpus)[segment]
        for coding in held:
            intents.append(Intent("coding.remove", coding.key, quote=coding.quote))
            text = text_of(reading.corpus.source_by_id[coding.source])
            for first, last in ((coding.start, start), (end, coding.end)):
                if first < last and text[first:last].strip():
                    intents.append(editing_codes.apply(reading, code.key, coding.source, first, last, by=by))
    batch = checksum([reading.as_of, segment, code.key, value])
    return [
        replace(intent, payload={**intent.payload, "batch": batch, **({"settles": True} if place else {})})
        for place, intent in enumerate(intents)
    ]
