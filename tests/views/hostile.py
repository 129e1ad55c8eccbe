"""A study in which every field holds a hostile text, as a file from a stranger could: nothing was cleaned on its way.

Each text ends with a mark of its own, so that a test can tell which field of which payload it has found.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path

from cxresearch.domain.corpus import Segment
from cxresearch.domain.editing import Intent
from cxresearch.domain.identity import segment_id
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.suggestion import (
    AnalysisRun,
    MembershipSuggestion,
    PersonaSuggestion,
    TagSuggestion,
    ThemeSuggestion,
)
from cxresearch.domain.text import storable
from cxresearch.domain.transcript import Speaker, Turn
from cxresearch.store import runs, sources
from cxresearch.store.database import Database, now
from cxresearch.study import Study

MARK = "¶"

FIELDS: Mapping[str, tuple[str, ...]] = {
    "file": ("transcripts", "codebook"),
    "speaker": ("transcripts",),
    "interviewer": ("transcripts",),
    "participant": ("transcripts", "themes", "codebook", "empathy", "personas"),
    "question": ("transcripts",),
    "text": ("transcripts", "themes", "codebook", "empathy"),
    "more text": ("themes", "transcripts"),
    "attribute": ("empathy",),
    "value": ("empathy",),
    "drafted name": ("themes",),
    "theme name": ("themes", "transcripts"),
    "theme word": ("themes",),
    "summary": ("themes",),
    "description": ("themes",),
    "reason": ("themes",),
    "deleted theme": ("themes",),
    "cue": ("empathy",),
    "memo": ("transcripts",),
    "code": ("codebook", "transcripts"),
    "code description": ("codebook",),
    "include": ("codebook",),
    "exclude": ("codebook",),
    "code memo": ("codebook",),
    "persona name": ("personas", "empathy"),
    "persona summary": ("personas",),
    "trait": ("personas",),
    "researcher": ("transcripts", "themes", "codebook", "empathy", "personas", "activity"),
}
"""What holds a hostile text, to the views in which that text must be read."""


def value(field: str, name: str, text: str) -> str:
    """Return what a field holds of a payload: its text, and a mark by which it is known."""
    return f"{text}{MARK}{field}: {name}{MARK}"


def make(path: Path, payloads: Mapping[str, str]) -> Path:
    """Make the study file: one interview, theme, code, persona and researcher for each payload."""
    database = Database(path)
    rows = list(payloads.items())
    segments: list[Segment] = []
    for number, (name, text) in enumerate(rows):
        segments += _interview(database, number, name, text)
    people = [value("participant", name, text) for name, text in rows]
    given = [(value("attribute", name, text), value("value", name, text)) for name, text in rows]
    with database.write() as connection:  # a value that two people share makes them a customer group
        for person, own, shared in zip(people, given, given[1:] + given[:1], strict=True):
            sources.set_attributes(connection, {person: dict((own, shared))})
    _suggest(database, rows, segments)
    database.close()
    with Study(path, researcher="Ana") as study:
        for number, (name, text) in enumerate(rows):
            study.researcher = value("researcher", name, text)
            study.write_all(list(_decided(number, name, text, segments[2 * number : 2 * number + 2])))
        study.researcher = "Ben"
        study.write_all([Intent("theme.rename", f"t{n}", {"name": f"Ben's {n}"}) for n in range(0, len(rows), 7)])
    return path


def _interview(database: Database, number: int, name: str, text: str) -> list[Segment]:
    source, who = f"s{number:03}", value("participant", name, text)
    speaker, asks = value("speaker", name, text), value("interviewer", name, text)
    # Readers leave control characters out of what was said, and a quote has to equal it.
    said = storable((value("text", name, text), value("more text", name, text)))
    turns = [
        Turn(asks, storable(value("question", name, text)), "interviewer", 1.0),
        Turn(speaker, said[0], "participant", 2.0),
        Turn(speaker, said[1], "participant", 3.0),
    ]
    cuts = [(segment_id(source, n, 0, len(t.text), t.text), n, 0, len(t.text), t.text) for n, t in enumerate(turns)]
    row = sources.SourceRow(source, value("file", name, text), "o", "text", "utf-8", "en", f"f{number}", 1)
    speakers: dict[str, tuple[Speaker, str | None]] = {
        asks: (Speaker(asks, "interviewer", 0.9), None),
        speaker: (Speaker(speaker, "participant", 0.9), who),
    }
    account = {"file": row.name, "status": "read"}
    with database.write() as connection:
        sources.save_revision(
            connection, row, reason="imported", time=now(), turns=turns, cuts=cuts, speakers=speakers, account=account,
            aliases={},
        )  # fmt: skip
    return [Segment(cut[0], source, who, cut[1], 0, cut[3], cut[4], "") for cut in cuts[1:]]


def _suggest(database: Database, rows: Iterable[tuple[str, str]], segments: list[Segment]) -> None:
    themes, placed, tags, personas = [], [], [], []
    for number, (name, text) in enumerate(rows):
        first, second = segments[2 * number : 2 * number + 2]
        words = (value("theme word", name, text),) if number % 3 == 0 else ("bill",)  # shown where nothing else is
        summary = value("summary", name, text) if number % 3 == 1 else ""
        themes += [
            ThemeSuggestion(f"t{number}", value("drafted name", name, text), words, summary, (first.id,), None, 0.9),
            ThemeSuggestion(f"d{number}", value("deleted theme", name, text), words),
        ]
        placed += [
            MembershipSuggestion(first.id, f"t{number}", 0.9, (f"t{number + 1}",)),
            MembershipSuggestion(second.id, None, 0.0, (), value("reason", name, text)),
        ]
        label, cue = LABELS[number % len(LABELS)], value("cue", name, text)
        tags += [TagSuggestion(first.id, label, 0.9, True, cue), TagSuggestion(second.id, "pain", 0.2, False, cue)]
        personas.append(PersonaSuggestion(f"p{number}", {first.participant: 0.8}))
    with database.write() as connection:
        for kind in ("themes", "tags", "personas"):
            run = AnalysisRun(f"{kind}-hand", kind, "by hand", {}, 0, "f", "i", now())  # type: ignore[arg-type]
            runs.save_run(
                connection,
                run,
                themes=themes if kind == "themes" else (),
                memberships=placed if kind == "themes" else (),
                tags=tags if kind == "tags" else (),
                personas=personas if kind == "personas" else (),
            )


def _decided(number: int, name: str, text: str, segments: list[Segment]) -> Iterable[Intent]:
    """Yield one decision about everything, as they stand in a file; the rules that would refuse some are not asked."""

    def of(field: str) -> str:
        return value(field, name, text)

    first, second = segments
    source, begins = f"s{number:03}", len(storable(of("question"))) + 1
    theme, code, persona = f"t{number}", f"c{number}", f"p{number}"
    yield Intent("theme.rename", theme, {"name": of("theme name")})
    yield Intent("theme.colour", theme, {"value": of("colour")})
    yield Intent("theme.seed", theme, {"words": [of("seed")]})
    if number % 3 == 2:
        yield Intent("theme.describe", theme, {"text": of("description")})
    yield Intent("theme.delete", f"d{number}")
    yield Intent("theme.rename", f"gone{number}", {"name": of("orphan")}, of("orphan's quote"))
    for target in (first.id, theme, source):
        yield Intent("memo", target, {"text": of("memo")}, of("quote"))
    yield Intent("code.new", code, {"name": of("code"), "parent": None, "colour": of("colour")})
    for field in ("description", "include", "exclude"):
        what = of("code description") if field == "description" else of(field)
        yield Intent("code.edit", code, {"field": field, "value": what})
    yield Intent("memo", code, {"text": of("code memo")})
    place = {"code": code, "source": source, "start": begins, "end": begins + len(first.text)}
    yield Intent("coding.add", f"k{number}", place, first.text)
    yield Intent("persona.edit", persona, {"field": "name", "value": of("persona name")})
    yield Intent("persona.edit", persona, {"field": "summary", "value": of("persona summary")})
    yield Intent("persona.edit", persona, {"field": "traits", "value": [of("trait")]})
    yield Intent("persona.assign", first.participant, {"persona": persona})
    if number % 2:
        yield Intent("segment.move", second.id, {"theme": theme}, second.text)
    yield Intent("tag.set", second.id, {"label": "gain", "value": True}, second.text)


def texts(value_: object) -> Iterable[str]:
    """Yield every text within plain values."""
    if isinstance(value_, str):
        yield value_
    elif isinstance(value_, Mapping):
        yield from itertools.chain.from_iterable(texts(item) for item in value_.values())
    elif isinstance(value_, list | tuple):
        yield from itertools.chain.from_iterable(texts(item) for item in value_)
