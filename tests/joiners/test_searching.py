"""Searching a study: words and meaning, with every condition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.decision import Decision
from cxresearch.domain.folding import fold
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import MembershipSuggestion, Suggestions, TagSuggestion, ThemeSuggestion
from cxresearch.domain.transcript import Turn
from cxresearch.errors import DecisionRefused, InputError
from cxresearch.joiners.searching import Search, Where

SAID = [
    ("one.txt", "en", "P1", "participant", "The bill was too high."),
    ("one.txt", "en", "I", "interviewer", "Which bill?"),
    ("one.txt", "en", "P1", "participant", "The telephone bill, of course."),
    ("two.txt", "fa", "P2", "participant", "صورتحساب خیلی زیاد بود"),
    ("two.txt", "fa", "P3", "participant", "The engineer never came."),
]


def study() -> Reading:
    sources = []
    segments = []
    for name in ("one.txt", "two.txt"):
        rows = [row for row in SAID if row[0] == name]
        turns = tuple(Turn(who, text, role) for _, _, who, role, text in rows)  # type: ignore[arg-type]
        voices = tuple(who if role == "participant" else None for _, _, who, role, _ in rows)
        sources.append(Source(name[:3], name, "text", rows[0][1], "", 1, turns, voices))
        segments += [
            Segment(f"{name[:3]}{n}", name[:3], voice, n, 0, len(turn.text), turn.text)
            for n, (turn, voice) in enumerate(zip(turns, voices, strict=True))
            if voice
        ]
    people = (Participant("P1", {"role": "carer"}), Participant("P2", {"role": "nurse"}), Participant("P3", {}))
    suggestions = Suggestions(
        themes=(
            ThemeSuggestion("t1", "Money"),
            ThemeSuggestion("t2", "Bills", parent="t1"),
            ThemeSuggestion("t3", "X"),
        ),
        memberships=(
            MembershipSuggestion("one0", "t1", 1.0),
            MembershipSuggestion("one2", "t2", 1.0),
            MembershipSuggestion("two0", None, 0.0, (), "short"),
            MembershipSuggestion("two1", "t3", 1.0),
        ),
        tags=(TagSuggestion("one0", "pain", 0.9, True), TagSuggestion("two1", "pain", 0.2, False)),
    )
    decisions = [
        Decision(1, "1", "", "Ana", "code.new", "c1", {"name": "Cost", "parent": None, "colour": ""}),
        Decision(2, "2", "", "Ana", "code.new", "c2", {"name": "Invoice", "parent": "c1", "colour": ""}),
        Decision(
            3, "3", "", "Ana", "coding.add", "k1", {"code": "c2", "source": "one", "start": 29, "end": 41}, None,
            "bill?\nThe te",
        ),
    ]  # fmt: skip
    return fold(
        study="s", corpus=Corpus(tuple(sources), people, tuple(segments)), suggestions=suggestions, decisions=decisions
    )


@pytest.fixture(scope="module")
def search() -> Search:
    reading = study()
    return Search(lambda: reading)


def ids(search: Search, query: str, **where: object) -> list[str]:
    return [hit.passage.segment for hit in search.find(query, where=Where(**where)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, ["one0", "one2"]),
        ({"participant": "P1"}, ["one0", "one2"]),
        ({"participant": ["P2", "P3"]}, []),
        ({"source": "one.txt"}, ["one0", "one2"]),
        ({"source": ["two"]}, []),
        ({"theme": "Money"}, ["one0", "one2"]),
        ({"theme": "t2"}, ["one2"]),
        ({"theme": "unsorted"}, []),
        ({"code": "Invoice"}, ["one2"]),
        ({"code": "Cost", "role": "any"}, ["", "one2"]),
        ({"tag": "pain"}, ["one0"]),
        ({"tag": ["gain", "pain"], "theme": "t2"}, []),
        ({"attribute": "role=Carer"}, ["one0", "one2"]),
        ({"attribute": ["role=nurse", "role=carer"]}, ["one0", "one2"]),
        ({"role": "interviewer"}, [""]),
        ({"role": "any"}, ["one0", "", "one2"]),
        ({"role": "any", "participant": "P1"}, ["one0", "one2"]),
    ],
)
def test_conditions(search: Search, where: dict[str, object], found: list[str]) -> None:
    assert ids(search, "bill", **where) == found


def test_hits_say_where_the_words_stand_and_how_many_there_are(search: Search) -> None:
    found = search.find("bill OR صورتحساب", limit=2)

    assert [[hit.passage.text[a:b] for a, b in hit.spans] for hit in found.hits] == [["bill"], ["bill"]]
    assert found.total == 3
    frame = search.frame(found)
    assert list(frame["found"]) == [((4, 8),), ((14, 18),)]
    assert list(frame["theme"]) == ["Money", "Bills"]
    assert frame.attrs["total"] == 3


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"participant": "P9"}, "no participant 'P9'; there are: P1, P2, P3"),
        ({"source": "x"}, "no interview 'x'"),
        ({"theme": "y"}, "no one theme 'y'"),
        ({"code": "z"}, "no one code 'z'"),
        ({"tag": "anger"}, "no label 'anger'"),
        ({"role": "boss"}, "no role 'boss'"),
        ({"attribute": "age=3"}, "no attribute 'age'; there are: role"),
        ({"attribute": "age"}, "attribute=value"),
    ],
)
def test_conditions_that_name_nothing_are_refused(search: Search, where: dict[str, object], said: str) -> None:
    with pytest.raises((InputError, DecisionRefused), match=said):
        ids(search, "bill", **where)


def test_meaning_with_conditions_and_a_plain_word_about_languages(search: Search) -> None:
    everything = search.find("an expensive invoice", by="meaning")
    english = search.find("an expensive invoice", by="meaning", where=Where(source="one.txt"), limit=1)

    assert everything.total == 4
    assert "does not know (fa)" in everything.note
    assert [hit.passage.segment for hit in english.hits] in (["one0"], ["one2"])
    assert english.hits[0].score is not None
    with pytest.raises(InputError, match="few words"):
        search.find("?!", by="meaning")
    with pytest.raises(InputError, match="by words or by meaning"):
        search.find("bill", by="luck")  # type: ignore[arg-type]


def test_what_was_made_ready_follows_the_corpus() -> None:
    now = study()
    search = Search(lambda: now)
    assert len(search.find("bill").hits) == 2
    changed = replace(now.corpus.segments[0], text="The invoice was too high.", id="new")
    now = replace(now, corpus=replace(now.corpus, segments=(changed, *now.corpus.segments[1:])))

    assert [hit.passage.segment for hit in search.find("bill").hits] == ["one2"]
    assert [hit.passage.segment for hit in search.find("invoice").hits] == ["new"]
