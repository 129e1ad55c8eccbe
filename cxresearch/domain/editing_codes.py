"""Editing rules of the codebook: from what a person asks to a decision, or a refusal in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxresearch.domain.editing import Intent, checked_colour, new_theme, theme_key
from cxresearch.domain.folding_codes import FIELDS
from cxresearch.domain.identity import checksum
from cxresearch.domain.reading import Code, Coding, Reading
from cxresearch.domain.spans import (
    Span,
    below_of,
    codings_by_segment,
    codings_of,
    context_of,
    segment_span,
    segment_spans,
    text_of,
)
from cxresearch.errors import DecisionRefused


def code_of(reading: Reading, code: str) -> Code:
    """Return a code given by key, by path such as ``"Trust/Banks"``, or by a name that only one code has.

    Raises
    ------
    DecisionRefused
        When none or several fit, naming what there is.
    """
    if code in reading.code_by_key:
        return reading.code_by_key[code]
    wanted = _folded(code)
    found = [c for c in reading.codes if _folded(c.path) == wanted]
    found = found or [c for c in reading.codes if _folded(c.name) == wanted]
    if len(found) != 1:
        there = "; ".join(c.path for c in (found or reading.codes)) or "none yet, call codebook.add()"
        raise DecisionRefused(f"There is no one code {code!r}; there are: {there}.")
    return found[0]


def _folded(path: str) -> str:
    return "/".join(" ".join(part.split()) for part in path.casefold().split("/"))


def new(
    reading: Reading,
    name: str,
    *,
    under: str | None = None,
    description: str = "",
    include: str = "",
    exclude: str = "",
    colour: str = "",
) -> Intent:
    """Add a code, at the top or under another one; a path such as ``"Trust/Banks"`` names both."""
    if under is None and "/" in name:
        under, name = name.rsplit("/", 1)
    parent = code_of(reading, under).key if under else None
    clean = _checked_name(reading, name, parent)
    payload = {"name": clean, "parent": parent, "colour": checked_colour(colour)}
    further = {"description": description.strip(), "include": include.strip(), "exclude": exclude.strip()}
    taken = {*reading.code_by_key, *(code.key for code in reading.deleted_codes)}
    key = _fresh("c", [clean.casefold(), parent or ""], taken)
    return Intent("code.new", key, {**payload, **{name: text for name, text in further.items() if text}})


def _checked_name(reading: Reading, name: str, parent: str | None, key: str = "") -> str:
    clean = " ".join(name.split())
    if not clean or "/" in clean:
        raise DecisionRefused("A code needs a name without a slash; slashes part the names of a path.")
    if any(c.parent == parent and _folded(c.name) == clean.casefold() and c.key != key for c in reading.codes):
        raise DecisionRefused(f"There is a code called {clean!r} there already; use it, or choose another name.")
    return clean


def edit(reading: Reading, code: str, name: str, value: str | None) -> Intent:
    """Write a field of a code: its name, description, include, exclude, colour, or the code above it (parent)."""
    found = code_of(reading, code)
    if name not in FIELDS:
        raise DecisionRefused(f"A code has no field {name!r}; use one of {', '.join(FIELDS)}.")
    if name == "parent":
        return move(reading, code, value)
    text = value or ""
    if name == "name":
        text = _checked_name(reading, text, found.parent, found.key)
    elif name == "colour":
        text = checked_colour(text)
    return Intent("code.edit", found.key, {"field": name, "value": text.strip()})


def move(reading: Reading, code: str, under: str | None) -> Intent:
    """Put a code under another one, or to the top (None); what is below it comes along."""
    found = code_of(reading, code)
    parent = code_of(reading, under).key if under else None
    below = below_of({c.key: c.parent for c in reading.codes}, found.key)
    if parent == found.key or parent in below:
        raise DecisionRefused(f"{found.name!r} cannot stand under itself; choose a code outside it.")
    _checked_name(reading, found.name, parent, found.key)
    return Intent("code.edit", found.key, {"field": "parent", "value": parent})


def merge(reading: Reading, into: str, others: Sequence[str]) -> Intent:
    """Merge codes into one of them; their codings and memos come along."""
    key, rest = code_of(reading, into).key, [code_of(reading, other).key for other in others]
    if not rest or key in rest:
        raise DecisionRefused("A merge needs two or more different codes; name the one to keep first.")
    return Intent("code.merge", key, {"codes": list(dict.fromkeys(rest))})


def delete(reading: Reading, code: str) -> Intent:
    """Delete a code with its codings; what stands below it moves up."""
    return Intent("code.delete", code_of(reading, code).key)


def restore(reading: Reading, code: str) -> Intent:
    """Bring a deleted code back with its codings, given by its key or the name it had."""
    found = [c for c in reading.deleted_codes if code in (c.key, c.name)]
    if len(found) != 1:
        there = "; ".join(c.name for c in reading.deleted_codes) or "none"
        raise DecisionRefused(f"There is no one deleted code {code!r}; deleted are: {there}.")
    return Intent("code.restore", found[0].key)


def apply(
    reading: Reading, code: str, target: str, start: int | None = None, end: int | None = None, *, by: str = ""
) -> Intent:
    """Put a code on a segment, or on a span of a source's text.

    Parameters
    ----------
    target
        Id of a segment; or id or name of a source, with `start` and `end`.
    start, end
        Half-open, in code points of the source's text (`cxresearch.domain.spans.text_of`); default all of the
        segment.
    by
        Who codes: two researchers may code the same words alike, one and the same does so once.
    """
    found = code_of(reading, code)
    source, span = _span(reading, target, start, end)
    same = [
        coding
        for coding in reading.codings
        if (coding.code, coding.source, (coding.start, coding.end), coding.researcher) == (found.key, source, span, by)
    ]
    if same:
        raise DecisionRefused(f"You have coded these words {found.name!r} already.")
    text = text_of(reading.corpus.source_by_id[source])
    return _coding(found.key, source, span, text, {coding.key for coding in reading.codings}, by=by)


def _coding(
    code: str, source: str, span: Span, text: str, taken: set[str], *, by: str, batch: str | None = None
) -> Intent:
    before, after = context_of(text, *span)
    key = _fresh("k", [code, source, span[0], span[1], by], taken)
    payload = {"code": code, "source": source, "start": span[0], "end": span[1], "before": before, "after": after}
    return Intent("coding.add", key, {**payload, **({"batch": batch} if batch else {})}, text[span[0] : span[1]])


def apply_all(reading: Reading, code: str, segments: Sequence[str], *, by: str, batch: str) -> list[Intent]:
    """Put a code on many segments in one go; those that carry it already are passed over.

    Parameters
    ----------
    code
        Key of the code; it need not be written down yet.
    batch
        A mark by which undo takes them back together.
    """
    spans = segment_spans(reading.corpus)
    texts = {source.id: text_of(source) for source in reading.corpus.sources}
    taken = {coding.key for coding in reading.codings}
    coded = {(c.source, c.start, c.end) for c in reading.codings if (c.code, c.researcher) == (code, by)}
    found: list[Intent] = []
    for segment_id in dict.fromkeys(segments):
        segment = reading.corpus.segment_by_id[reading.corpus.resolve(segment_id) or segment_id]
        span = spans[segment.id]
        if (segment.source, *span) not in coded:
            found.append(_coding(code, segment.source, span, texts[segment.source], taken, by=by, batch=batch))
    return found


def from_theme(reading: Reading, theme: str, *, under: str | None, by: str) -> list[Intent]:
    """Make a code of a theme: its name, description and colour, on every quote it has."""
    found = reading.theme_by_key[theme_key(reading, theme)]
    name = found.name.replace("/", "-")
    batch = f"batch-{checksum(['from theme', found.key, by, reading.as_of])}"
    text = found.description or found.summary
    made = new(reading, name, under=under, description=text, colour=found.colour)
    first = Intent(made.kind, made.target, {**made.payload, "batch": batch})
    members = [segment.id for segment in reading.members[found.key]]
    return [first, *apply_all(reading, made.target, members, by=by, batch=batch)]


def to_theme(reading: Reading, code: str, *, below: bool) -> list[Intent]:
    """Make a theme of a code: its name and description, with the quotes it is on."""
    found = code_of(reading, code)
    keys = {coding.key for coding in codings_of(reading, found.key, below=below)}
    covered = codings_by_segment(reading)
    segments = [
        segment.id
        for segment in reading.corpus.segments
        if any(coding.key in keys for coding in covered.get(segment.id, ())) and segment.id not in reading.hidden
    ]
    if not segments:
        raise DecisionRefused(f"No participant's words are coded {found.name!r}; a theme needs at least one quote.")
    made = new_theme(reading, found.name, segments)
    batch = f"batch-{checksum(['to theme', found.key, reading.as_of])}"
    intents = [Intent(made.kind, made.target, {**made.payload, "batch": batch})]
    if found.description:
        intents.append(Intent("theme.describe", made.target, {"text": found.description, "batch": batch}))
    if found.colour:
        intents.append(Intent("theme.colour", made.target, {"value": found.colour, "batch": batch}))
    return intents


def _span(reading: Reading, target: str, start: int | None, end: int | None) -> tuple[str, Span]:
    corpus = reading.corpus
    segment = corpus.resolve(target)
    sources = [source for source in corpus.sources if target in (source.id, source.name)]
    if segment is not None and start is None and end is None:
        held = corpus.segment_by_id[segment]
        return held.source, segment_span(corpus, held)
    if len(sources) != 1:
        raise DecisionRefused(f"There is no segment and no source {target!r}; take an id from study.segments.")
    text = text_of(sources[0])
    if start is None or end is None or not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise DecisionRefused(
            f"A span of {sources[0].name} has a start and an end between 0 and {len(text)}, with words between them."
        )
    return sources[0].id, (start, end)


def coding_of(reading: Reading, coding: str) -> Coding:
    """Return a coding given by its key.

    Raises
    ------
    DecisionRefused
        When there is none.
    """
    for found in reading.codings:
        if found.key == coding:
            return found
    raise DecisionRefused(f"There is no coding {coding!r}; take a key from study.codebook.codings.")


def remove(reading: Reading, coding: str) -> Intent:
    """Take a code off the words it is on."""
    found = coding_of(reading, coding)
    return Intent("coding.remove", found.key, quote=found.quote)


def recode(reading: Reading, coding: str, code: str) -> Intent:
    """Put another code on the words of a coding."""
    found, other = coding_of(reading, coding), code_of(reading, code)
    if other.key == found.code:
        raise DecisionRefused(f"These words are coded {other.name!r} already.")
    return Intent("coding.move", found.key, {"code": other.key}, found.quote)


def _fresh(prefix: str, parts: Sequence[object], taken: Mapping[str, object] | set[str]) -> str:
    """Mint a key from what it stands for, so that copies of a study mint the same one, unless it is taken."""
    number = 0
    while (key := f"{prefix}-{checksum([*parts, number])}") in taken:
        number += 1
    return key
