"""The transcript appendix: no word lost, none doubled."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Corpus, Segment, Source
from cxresearch.domain.reading import Reading
from cxresearch.domain.transcript import Turn
from cxresearch.exports.transcripts import transcript_views
from tests.exports import fixtures


def test_every_turn_is_there_word_for_word_and_every_segment_has_its_place() -> None:
    study = fixtures.study(13)
    views = transcript_views(study)
    spans = [span for view in views for turn in view.turns for span in turn.spans]
    texts = {view.name: [("".join(span.text for span in turn.spans)) for turn in view.turns] for view in views}

    assert texts == {source.name: [turn.text for turn in source.turns] for source in study.corpus.sources}
    assert sorted(span.anchor for span in spans if span.anchor) == sorted(
        f"s-{segment.id}" for segment in study.corpus.segments
    )


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_words_stand_once_even_where_segments_overlap(text: str, cuts: list[tuple[int, int]]) -> None:
    bounds = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in cuts]
    source = Source("src", "a.txt", "text", "en", "f", 1, (Turn("P1", text, "participant"),), ("P1",))
    segments = tuple(
        Segment(f"id{at}", "src", "P1", 0, start, end, text[start:end]) for at, (start, end) in enumerate(bounds)
    )
    (view,) = transcript_views(Reading("s", 0, Corpus((source,), (), segments)))
    spans = view.turns[0].spans

    assert "".join(span.text for span in spans) == text
    assert len([span for span in spans if span.anchor]) == len(segments)


def test_interviews_stand_in_the_order_people_count_in() -> None:
    study = fixtures.study(3, ugly=False)
    sources = tuple(
        replace(source, name=name) for source, name in zip(study.corpus.sources, ["p10", "p9", "p1"], strict=True)
    )
    views = transcript_views(replace(study, corpus=replace(study.corpus, sources=sources)))

    assert [view.name for view in views] == ["p1", "p9", "p10"]
