"""Random studies for property tests: small corpora, suggestions, and decisions that a person could have made."""

from __future__ import annotations

from hypothesis import strategies as st

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.decision import Decision
from cxresearch.domain.identity import segment_id
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


@st.composite
def decision_lists(draw: st.DrawFn, corpus: Corpus, max_size: int = 12) -> list[Decision]:
    """Decisions of every kind, undo and redo of any of them included."""
    made: list[Decision] = []
    keys = list(THEMES)
    ids = [s.id for s in corpus.segments]
    for number in range(1, draw(st.integers(0, max_size)) + 1):
        kinds = ["theme.rename", "theme.merge", "theme.new", "theme.split", "theme.delete", "segment.move"]
        kinds += ["segment.pin", "segment.hide", "segment.star", "tag.set", "memo"] + (["undo", "undo"] if made else [])
        kind = draw(st.sampled_from(kinds))
        segment, key = draw(st.sampled_from(ids)), draw(st.sampled_from(keys))
        quote = {s.id: s.text for s in corpus.segments}[segment]
        target: str = key
        payload: dict[str, object] = {}
        if kind == "theme.rename":
            payload = {"name": draw(st.sampled_from(["One", "Two", "Three"]))}
        elif kind == "theme.merge":
            payload = {"themes": [draw(st.sampled_from(keys))]}
        elif kind in ("theme.new", "theme.split"):
            new = f"theme-made-{number}"
            part = {"key": new, "name": f"Made {number}", "segments": [{"id": segment, "quote": quote}]}
            target = new if kind == "theme.new" else key
            payload = part if kind == "theme.new" else {"parts": [part]}
            keys.append(new)
        elif kind in ("segment.move", "segment.pin"):
            target, payload = segment, {"theme": key}
        elif kind in ("segment.hide", "segment.star"):
            target, payload = segment, {"value": draw(st.booleans())}
        elif kind == "tag.set":
            target = segment
            payload = {
                "label": draw(st.sampled_from(["think", "feel"])),
                "value": draw(st.sampled_from([True, False, None])),
            }
        elif kind == "memo":
            payload = {"text": "note"}
        elif kind == "undo":
            target = draw(st.sampled_from(made)).uuid
            payload = {"decisions": [target]}
        made.append(
            Decision(
                number,
                f"u{number}",
                f"2026-01-01T00:00:{number:02d}.000Z",
                draw(st.sampled_from(RESEARCHERS)),
                kind,
                target,
                payload,
                None,
                quote if kind.startswith(("segment", "tag")) else "",
            )
        )
    return made
