"""Random studies for property tests: small corpora, suggestions, and decisions that a person could have made."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.decision import Decision
from cxresearch.domain.identity import segment_id
from cxresearch.domain.reading import UNSORTED
from cxresearch.domain.spans import context_of, text_of
from cxresearch.domain.suggestion import MembershipSuggestion, Suggestions, TagSuggestion, ThemeSuggestion
from cxresearch.domain.transcript import Turn

WORDS = ["bill", "meter", "phone", "café", "naïve", "👩🏽‍🔬", "سلام", "tariff", "engineer", "wait"]
THEMES = ("theme-a", "theme-b", "theme-c")
RESEARCHERS = ("Ana", "Ben")


def corpus_of(texts: list[str]) -> Corpus:
    """One source; every text is a participant's turn with one segment; three participants in rotation."""
    turns = tuple(Turn(f"P{i % 3 + 1}", text, "participant") for i, text in enumerate(texts))
    segments = tuple(
        Segment(segment_id("src", i, 0, len(t.text), t.text), "src", t.speaker or "", i, 0, len(t.text), t.text)
        for i, t in enumerate(turns)
    )
    source = Source("src", "one.txt", "text", "en", "f" * 64, 1, turns, tuple(t.speaker for t in turns))
    people = tuple(Participant(id_) for id_ in sorted({s.participant for s in segments}))
    return Corpus((source,), people, segments)


def suggestions_for(corpus: Corpus, assignment: list[int]) -> Suggestions:
    """Themes by a list of indices into THEMES (3: unsorted), and one tag a segment."""
    memberships = tuple(
        MembershipSuggestion(s.id, THEMES[a] if a < len(THEMES) else None, 0.5)
        for s, a in zip(corpus.segments, assignment, strict=True)
    )
    return Suggestions(
        themes=tuple(ThemeSuggestion(key, f"Name of {key}") for key in THEMES),
        memberships=memberships,
        tags=tuple(TagSuggestion(s.id, "think", 0.7, True) for s in corpus.segments),
    )


@st.composite
def studies(draw: st.DrawFn, min_size: int = 3) -> tuple[Corpus, Suggestions]:
    n = draw(st.integers(min_size, 9))
    texts = [f"{' '.join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))} {i}." for i in range(n)]
    corpus = corpus_of(texts)
    return corpus, suggestions_for(corpus, draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)))


KINDS_DRAWN = (
    "theme.rename theme.describe theme.colour theme.seed theme.merge theme.new theme.split theme.delete theme.restore "
    "theme.together theme.apart segment.move segment.move segment.pin segment.star segment.hide tag.set memo "
    "code.new code.new code.edit code.merge code.delete code.restore coding.add coding.add coding.move coding.remove "
    "settle text.correct persona.edit persona.assign speaker.role speaker.participant"
).split()
"""What decisions are drawn from; undo, memo.remove and the placing of orphans are added once there is something."""


@dataclass
class _Drawn:
    """What has been drawn so far, for later decisions to speak of."""

    made: list[Decision] = field(default_factory=list)
    themes: list[str] = field(default_factory=lambda: list(THEMES))
    codes: list[str] = field(default_factory=lambda: ["c-none"])
    codings: list[str] = field(default_factory=lambda: ["k-none"])


@st.composite
def decision_lists(draw: st.DrawFn, corpus: Corpus, max_size: int = 12) -> list[Decision]:
    """Decisions of every kind, sensible or not, undo and redo of any of them included.

    The rules of `editing` would refuse some; copies of a study that are merged can hold them all the same.
    """
    drawn = _Drawn()
    quotes = {s.id: s.text for s in corpus.segments}
    for number in range(1, draw(st.integers(0, max_size)) + 1):
        memos = [d.uuid for d in drawn.made if d.kind == "memo"]
        further = ["undo", "undo", "undo", "orphan.place"] if drawn.made else []
        kind = draw(st.sampled_from([*KINDS_DRAWN, *further, *(["memo.remove"] if memos else [])]))
        segment = draw(st.sampled_from(sorted(quotes)))
        target, payload, quote = _drawn(draw, drawn, corpus, kind, number, segment)
        if kind == "memo.remove":
            target = draw(st.sampled_from(memos))
        drawn.made.append(
            Decision(
                number,
                f"u{number}",
                f"2026-01-01T00:00:{number % 60:02d}.000Z",
                draw(st.sampled_from(RESEARCHERS)),
                kind,
                target,
                payload,
                None,
                quote,
            )
        )
    return drawn.made


def _drawn(
    draw: st.DrawFn, drawn: _Drawn, corpus: Corpus, kind: str, number: int, segment: str
) -> tuple[str, dict[str, object], str]:
    """Return target, payload and quote of a decision of some kind."""
    quotes = {s.id: s.text for s in corpus.segments}
    quote = quotes[segment]
    member = {"id": segment, "quote": quote}
    word = draw(st.sampled_from(["One", "Two", "Three"]))
    room, _, what = kind.partition(".")
    if kind == "undo":
        uuid = draw(st.sampled_from(drawn.made)).uuid
        return uuid, {"decisions": [uuid]}, ""
    if kind == "orphan.place":
        uuid = draw(st.sampled_from(drawn.made)).uuid
        return uuid, {"decision": uuid, "target": segment, "missing": draw(st.sampled_from(drawn.codings))}, quote
    if kind in ("theme.together", "theme.apart"):
        others = draw(st.lists(st.sampled_from(sorted(quotes)), min_size=1, max_size=3))
        members = [member, *({"id": other, "quote": quotes[other]} for other in others)]
        return f"link-{number}", {"segments": members}, ""
    if room == "theme":
        return *_drawn_theme(draw, drawn, what, number, member, word), ""
    if room == "code":
        return *_drawn_code(draw, drawn, what, number, word), ""
    if room == "coding":
        return _drawn_coding(draw, drawn, corpus, what, number)
    if kind in ("segment.move", "segment.pin"):
        to = [*drawn.themes, UNSORTED] if what == "move" else [*drawn.themes, None]
        return segment, {"theme": draw(st.sampled_from(to))}, quote
    others: dict[str, tuple[str, dict[str, object]]] = {
        "text.correct": ("src", {"source": "src", "start": 0, "end": 1, "words": word}),
        "persona.edit": ("persona-1", {"field": "name", "value": word}),
        "persona.assign": ("P1", {"persona": f"persona-{word}"}),
        "speaker.participant": ("src/P1", {"participant": draw(st.sampled_from(["P2", "P7"]))}),
        "speaker.role": ("src/P1", {"role": draw(st.sampled_from(["participant", "other"]))}),
    }
    if kind in others:
        return *others[kind], ""
    if kind == "tag.set":
        label, value = draw(st.sampled_from(["think", "feel"])), draw(st.sampled_from([True, False, None]))
        return segment, {"label": label, "value": value}, quote
    if kind == "settle":
        key = draw(st.sampled_from(drawn.themes))
        settled = [(segment, "theme", key), (segment, "tag:feel", True), (segment, "star", False), (key, "name", word)]
        target, name, value = draw(st.sampled_from(settled))
        return target, {"field": name, "value": value}, quote if target == segment else ""
    if kind == "memo":
        target = draw(st.sampled_from([segment, *drawn.themes, *drawn.codes, *drawn.codings, "P1", "src"]))
        about = "segment" if target == segment else "theme" if target in drawn.themes else ""
        return target, {"text": "note", "about": about}, quote if target == segment else ""
    return segment, {"value": draw(st.booleans())}, quote


def _drawn_theme(
    draw: st.DrawFn, drawn: _Drawn, what: str, number: int, member: dict[str, str], word: str
) -> tuple[str, dict[str, object]]:
    key = draw(st.sampled_from(drawn.themes))
    if what in ("new", "split"):
        made = f"theme-made-{number}"
        part: dict[str, object] = {"key": made, "name": f"Made {number}", "segments": [member]}
        drawn.themes.append(made)
        return (made, part) if what == "new" else (key, {"parts": [part], "below": draw(st.booleans())})
    payloads: dict[str, dict[str, object]] = {
        "rename": {"name": word},
        "describe": {"text": word},
        "colour": {"value": "#00aa77"},
        "seed": {"words": [word]},
        "merge": {"themes": [draw(st.sampled_from(drawn.themes))]},
    }
    return key, payloads.get(what, {})


def _drawn_code(draw: st.DrawFn, drawn: _Drawn, what: str, number: int, word: str) -> tuple[str, dict[str, object]]:
    key = draw(st.sampled_from(drawn.codes))
    if what == "new":
        above = draw(st.sampled_from([*drawn.codes, None]))
        drawn.codes.append(f"c-{number}")
        return f"c-{number}", {"name": f"{word} {number}", "parent": above, "colour": ""}
    if what == "edit":
        name = draw(st.sampled_from(["name", "description", "parent"]))
        value = draw(st.sampled_from([*drawn.codes, None])) if name == "parent" else word
        return key, {"field": name, "value": value}
    return key, {"codes": [draw(st.sampled_from(drawn.codes))]} if what == "merge" else {}


def _drawn_coding(
    draw: st.DrawFn, drawn: _Drawn, corpus: Corpus, what: str, number: int
) -> tuple[str, dict[str, object], str]:
    code = draw(st.sampled_from(drawn.codes))
    if what != "add":
        return draw(st.sampled_from(drawn.codings)), {"code": code} if what == "move" else {}, ""
    text = text_of(corpus.sources[0])
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    before, after = context_of(text, start, end)
    drawn.codings.append(f"k-{number}")
    payload = {"code": code, "source": "src", "start": start, "end": end, "before": before, "after": after}
    return f"k-{number}", payload, text[start:end]
