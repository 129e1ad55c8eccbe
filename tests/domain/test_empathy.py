from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Corpus
from cxresearch.domain.empathy import EmpathyMap, empathy_map
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Reading, Tag
from cxresearch.errors import InputError
from tests.domain.test_drafting import GROUPS, SAID, Said, bank, reading_of


def speakers(reading: Reading, found: EmpathyMap, label: str) -> list[str]:
    return [reading.segment(card.segment).participant for card in found.cards[label]]


def test_every_label_is_there_and_every_card_carries_its_label() -> None:
    reading = bank()
    found = empathy_map(reading)
    assert tuple(found.cards) == LABELS
    assert (found.title, found.participants, found.of) == ("Everybody", ("P1", "P2", "P3", "P4", "P5"), 5)
    for label, cards in found.cards.items():
        assert {card.segment for card in cards} == {
            s.id for s in reading.corpus.segments if label in reading.labels(s.id)
        }
        assert all(card.label == label for card in cards)


def test_each_participant_once_before_anybody_twice() -> None:
    reading = bank()
    found = empathy_map(reading)
    order = speakers(reading, found, "pain")
    assert sorted(order[:5]) == ["P1", "P2", "P3", "P4", "P5"]
    assert found.support["pain"] == 5


def test_surer_and_better_quotes_come_first() -> None:
    said: list[Said] = [
        ("P1", "The bill was wrong for the third time this year.", None, ["pain"]),
        ("P2", "Wrong.", None, ["pain"]),
        ("P3", "The letter never came although they promised it twice.", None, ["pain"]),
    ]
    reading = reading_of(said)
    tags = dict(reading.tags) | {"s000": {"pain": Tag("pain", True, 0.6)}, "s002": {"pain": Tag("pain", True, 0.95)}}
    assert [card.segment for card in empathy_map(replace(reading, tags=tags)).cards["pain"]] == ["s002", "s000", "s001"]


def test_a_hand_tag_counts_as_sure_and_carries_the_researcher() -> None:
    reading = bank()
    tags = dict(reading.tags) | {"s014": {"pain": Tag("pain", True, None, by="Ana", cue="crashed")}}
    card = empathy_map(replace(reading, tags=tags)).cards["pain"][0]
    assert (card.segment, card.by, card.probability, card.cue) == ("s014", "Ana", None, "crashed")


def test_starred_first_hidden_never() -> None:
    found = empathy_map(replace(bank(), starred=frozenset({"s001"}), hidden=frozenset({"s014"})))
    assert found.cards["pain"][0].segment == "s001"
    assert found.cards["pain"][0].starred
    assert "s014" not in {card.segment for cards in found.cards.values() for card in cards}
    assert found.support["pain"] == 4


def test_tags_that_are_off_make_no_card() -> None:
    reading = bank()
    tags = {id_: {label: Tag(label, False, 0.9) for label in labels} for id_, labels in reading.tags.items()}
    assert not any(empathy_map(replace(reading, tags=tags)).cards.values())


@pytest.mark.parametrize(
    ("scope", "title", "inside"),
    [
        ("P3", "P3", ("P3",)),
        ("role=tenant", "role: tenant", ("P1", "P3", "P4", "P5")),
        ("Role = TENANT", "role: TENANT", ("P1", "P3", "P4", "P5")),
        ("age=34.0", "age: 34.0", ("P1",)),
    ],
)
def test_scopes(scope: str, title: str, inside: tuple[str, ...]) -> None:
    found = empathy_map(bank(), scope=scope)
    assert (found.scope, found.title, found.participants, found.of) == (scope, title, inside, 5)
    assert {p for label in LABELS for p in speakers(bank(), found, label)} <= set(inside)


def test_a_persona_is_a_scope_under_its_name_as_decisions_leave_it() -> None:
    reading = replace(
        bank(), assigned={"P5": "persona-a"}, persona_edits={("persona-a", "name"): ("The careful ones", "Ana")}
    )
    found = empathy_map(reading, scope="persona-a")
    assert (found.title, found.participants) == ("The careful ones", ("P1", "P2", "P5"))
    assert set(GROUPS["persona-a"]) < set(found.participants)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("P77", "no participant or persona 'P77'"),
        ("colour=red", "no attribute 'colour'.*age, nps, role"),
        ("role=pirate", "No participant has role = 'pirate'; the values given: landlord, tenant"),
        ("", "no participant or persona"),
    ],
)
def test_unknown_scopes_are_refused_in_plain_words(scope: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        empathy_map(bank(), scope=scope)


def test_warnings_say_on_how_few_a_label_rests() -> None:
    found = empathy_map(bank())
    assert found.warning("pain") == ""
    assert found.warning("goal").startswith("Thin: Goals rests on 1 of 5 participants.")
    assert found.warning("say") == "Nothing was found for Say."
    assert empathy_map(bank(), scope="P3").warning("pain").startswith("Thin: Pains rests on 1 participant.")


def test_nothing_imported() -> None:
    found = empathy_map(Reading("s", 0, Corpus()))
    assert (found.participants, found.of, any(found.cards.values())) == ((), 0, False)
    assert found.warning("pain") == ""


@given(st.permutations(range(len(SAID))))
def test_the_order_of_import_does_not_matter(order: list[int]) -> None:
    reading = bank()
    corpus = replace(reading.corpus, segments=tuple(reading.corpus.segments[n] for n in order))
    assert empathy_map(replace(reading, corpus=corpus)) == empathy_map(reading)
