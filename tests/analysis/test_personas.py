from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.analysis.persona_features import features_of
from cxresearch.analysis.personas import PersonaModel, _Hand, _refined, _strengths
from cxresearch.domain.corpus import Corpus, Participant, Segment
from cxresearch.domain.drafting import personas_of
from cxresearch.domain.identity import minted_key
from cxresearch.domain.reading import Membership, Reading, Tag, Theme
from cxresearch.domain.suggestion import PersonaSuggestion
from cxresearch.errors import InputError

LABELS = ("think", "feel", "say", "do", "pain", "need", "goal", "gain")
KINDS = 3
THEMES = 6


def planted(
    per_kind: int = 4,
    kinds: int = KINDS,
    *,
    between: int = 0,
    segments: int = 60,
    seed: int = 0,
    attributes: bool = True,
    themes: bool = True,
    tags: bool = True,
    lengths: Mapping[str, int] | None = None,
) -> Reading:
    """Plant kinds: kind k speaks mostly of themes 2k and 2k+1; participants between, of two kinds' themes."""
    chance = random.Random(seed)
    people, cut, memberships, tagged = [], [], {}, {}
    for number in range(per_kind * kinds + between):
        kind = number % kinds if number < per_kind * kinds else None
        person = f"P{number + 1:02d}"
        given = (
            {"age": str(chance.randint(20, 30) + 20 * (kind or 0)), "role": f"role {kind}"} if kind is not None else {}
        )
        people.append(Participant(person, given if attributes else {}))
        for place in range((lengths or {}).get(person, segments)):
            own = kind if kind is not None else place % 2
            theme = 2 * own + chance.randrange(2) if chance.random() < 0.6 else chance.randrange(2 * kinds)
            segment = Segment(f"{person}-{place:03d}", f"talk-{person}", person, place, 0, 9, f"{person} says {place}.")
            cut.append(segment)
            memberships[segment.id] = Membership(segment.id, f"t{theme}" if themes else None, 0.8)
            favourite = LABELS[4 + own % 4]
            tagged[segment.id] = {
                label: Tag(label, chance.random() < (0.5 if label == favourite else 0.15), 0.7) for label in LABELS
            }
    return Reading(
        "planted",
        0,
        Corpus((), tuple(people), tuple(cut)),
        themes=tuple(Theme(f"t{n}", f"Theme {n}") for n in range(2 * kinds)) if themes else (),
        memberships=memberships if themes else {},
        tags=tagged if tags else {},
    )


def kinds_of(reading: Reading, kinds: int = KINDS, per_kind: int = 4) -> list[set[str]]:
    people = [participant.id for participant in reading.corpus.participants][: kinds * per_kind]
    return [set(people[kind::kinds]) for kind in range(kinds)]


def groups(model: PersonaModel) -> list[set[str]]:
    return [set(persona.participants) for persona in model.personas_]


def home(model: PersonaModel, person: str) -> str:
    return max(model.personas_, key=lambda persona: persona.participants.get(person, -1.0)).key


@pytest.mark.parametrize("seed", range(4))
def test_planted_kinds_are_found_and_counted(seed: int) -> None:
    reading = planted(seed=seed)
    model = PersonaModel().fit(reading)
    assert sorted(map(sorted, groups(model))) == sorted(map(sorted, kinds_of(reading)))
    assert all(0.5 < strength <= 1 for persona in model.personas_ for strength in persona.participants.values())


@pytest.mark.parametrize("kinds", [2, 4, 5])
def test_other_numbers_of_kinds_are_found(kinds: int) -> None:
    reading = planted(kinds=kinds)
    assert sorted(map(sorted, groups(PersonaModel().fit(reading)))) == sorted(map(sorted, kinds_of(reading, kinds)))


@pytest.mark.parametrize("left_out", ["attributes", "tags", "themes"])
def test_one_kind_of_material_may_be_missing(left_out: str) -> None:
    reading = planted(**{left_out: False})  # type: ignore[arg-type]
    model = PersonaModel(KINDS).fit(reading)
    main = [{person for person in reading_group if home(model, person) == key} for key, reading_group in
            ((persona.key, set(persona.participants)) for persona in model.personas_)]  # fmt: skip
    assert sorted(map(sorted, main)) == sorted(map(sorted, kinds_of(reading)))


def test_participants_who_say_the_same_are_one_persona() -> None:
    reading = planted(kinds=1, per_kind=1, attributes=False)
    (only,) = reading.corpus.participants
    people = tuple(Participant(f"P{number:02d}") for number in range(1, 11))
    cut = tuple(
        replace(segment, id=segment.id.replace(only.id, person.id), participant=person.id, source=person.id)
        for person in people
        for segment in reading.corpus.segments
    )
    same = replace(
        reading,
        corpus=Corpus((), people, cut),
        memberships={s.id: reading.memberships[f"{only.id}-{s.id[-3:]}"] for s in cut},
        tags={s.id: reading.tags[f"{only.id}-{s.id[-3:]}"] for s in cut},
    )
    (persona,) = PersonaModel().fit(same).personas_
    assert persona.participants == {person.id: 1.0 for person in people}


def test_planted_kinds_are_clearer_than_chance_differences() -> None:
    for seed in range(3):
        chance = max(PersonaModel().fit(planted(kinds=1, per_kind=12, seed=seed, attributes=False)).scores_.values())
        assert max(PersonaModel().fit(planted(seed=seed, attributes=False)).scores_.values()) > chance + 0.2


def test_themes_of_a_persona_are_those_it_speaks_of_more() -> None:
    reading = planted()
    by_members = {frozenset(p.participants): set(p.themes) for p in PersonaModel().fit(reading).personas_}
    for kind, members in enumerate(kinds_of(reading)):
        assert by_members[frozenset(members)] == {f"t{2 * kind}", f"t{2 * kind + 1}"}


@pytest.mark.parametrize("seed", range(3))
def test_a_participant_between_two_kinds_appears_in_both_with_lower_strengths(seed: int) -> None:
    reading = planted(between=1, seed=seed, attributes=False)
    model = PersonaModel(KINDS).fit(reading)
    first, second, _ = kinds_of(reading)
    both = [persona for persona in model.personas_ if "P13" in persona.participants]
    assert len(both) == 2
    assert all(set(persona.participants) & (first | second) for persona in both)
    clear = [s for p in model.personas_ for person, s in p.participants.items() if person != "P13"]
    assert max(persona.participants["P13"] for persona in both) < np.median(clear)


def test_talk_time_does_not_decide() -> None:
    short = planted(lengths={"P01": 240, "P02": 20, "P03": 30}, attributes=False)
    model = PersonaModel(KINDS).fit(short)
    for members in kinds_of(short):
        assert len({home(model, person) for person in members}) == 1


def test_missing_attributes_do_not_decide() -> None:
    reading = planted()
    holes = tuple(Participant(p.id, {} if n % 2 else p.attributes) for n, p in enumerate(reading.corpus.participants))
    model = PersonaModel(KINDS).fit(replace(reading, corpus=replace(reading.corpus, participants=holes)))
    for members in kinds_of(reading):
        assert len({home(model, person) for person in members}) == 1


def test_columns_that_name_everybody_apart_do_not_count() -> None:
    reading = planted(attributes=False)
    people = tuple(Participant(p.id, {"town": f"town {p.id}", "notes": "x"}) for p in reading.corpus.participants)
    named = replace(reading, corpus=replace(reading.corpus, participants=people))
    assert PersonaModel().fit(named).personas_ == PersonaModel().fit(reading).personas_


def test_hidden_segments_do_not_count() -> None:
    reading = planted(per_kind=2)
    hidden = frozenset(segment.id for segment in reading.corpus.segments if segment.participant == "P01")
    model = PersonaModel().fit(replace(reading, hidden=hidden))
    assert all("P01" not in persona.participants for persona in model.personas_)


def test_vectors_are_taken_in() -> None:
    reading = planted(attributes=False, themes=False, tags=False)
    chance = np.random.default_rng(0)
    middles = chance.normal(size=(KINDS, 16))
    kind = {person: number for number, members in enumerate(kinds_of(reading)) for person in members}
    vectors = {s.id: middles[kind[s.participant]] + chance.normal(size=16) for s in reading.corpus.segments}
    model = PersonaModel().fit(reading, vectors=vectors)
    assert sorted(map(sorted, groups(model))) == sorted(map(sorted, kinds_of(reading)))
    assert model.reliability_["vectors"] > 0.8


def test_reliable_talk_is_told_from_noise() -> None:
    reading = planted(tags=True)
    chance = random.Random(1)
    noise = {s.id: {"do": Tag("do", chance.random() < 0.5, 0.5)} for s in reading.corpus.segments}
    model = PersonaModel().fit(replace(reading, tags=noise))
    assert model.reliability_["themes"] > 0.8 > 0.5 > model.reliability_["labels"]


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_few_participants_make_few_personas() -> None:
    for per_kind, most in ((1, 1), (2, 3)):
        assert 1 <= len(PersonaModel().fit(planted(per_kind=per_kind)).personas_) <= most


def test_one_participant_is_one_persona() -> None:
    (persona,) = PersonaModel().fit(planted(kinds=1, per_kind=1)).personas_
    assert persona.participants == {"P01": 1.0}
    assert persona.key == minted_key("persona", ["P01"])


def test_nobody_is_no_persona() -> None:
    assert PersonaModel().fit(Reading("s", 0, Corpus())).personas_ == ()
    silent = Reading("s", 0, Corpus((), (Participant("P1", {"age": "40"}),)))
    assert PersonaModel().fit(silent).personas_ == ()


@pytest.mark.parametrize("n", range(1, 13))
def test_the_number_asked_for_is_the_number_given(n: int) -> None:
    for reading in (planted(), planted(attributes=False, themes=False, tags=False)):
        model = PersonaModel(n).fit(reading)
        assert len(model.personas_) == n
        assert len({persona.key for persona in model.personas_}) == n
        assert {p for persona in model.personas_ for p in persona.participants} == {f"P{i:02d}" for i in range(1, 13)}


@pytest.mark.parametrize(
    ("n", "words"), [(13, "13 personas .* 12 participants; ask for 12 or fewer"), (99, "99 personas")]
)
def test_more_personas_than_participants_are_refused(n: int, words: str) -> None:
    with pytest.raises(InputError, match=words):
        PersonaModel(n).fit(planted(segments=8))


@pytest.mark.parametrize("n", [0, -1, True])
def test_a_number_below_one_is_refused(n: int) -> None:
    with pytest.raises(InputError, match="1 or more"):
        PersonaModel(n)


def test_nothing_known_about_anybody_is_one_persona() -> None:
    model = PersonaModel().fit(planted(attributes=False, themes=False, tags=False))
    assert len(model.personas_) == 1


# ── decisions ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_assigned_participant_stays_where_a_person_put_them() -> None:
    reading = planted()
    first = PersonaModel().fit(reading)
    moved = home(first, "P01")
    target = next(persona.key for persona in first.personas_ if persona.key != moved)
    again = replace(reading, personas=first.personas_, assigned={"P01": target})
    second = PersonaModel().fit(again)
    assert {
        persona.key: persona.participants.get("P01") for persona in second.personas_ if "P01" in persona.participants
    } == {target: 1.0}
    kept = next(persona for persona in second.personas_ if persona.key == target)
    before = next(persona for persona in first.personas_ if persona.key == target)
    assert set(before.participants) < set(kept.participants)
    assert PersonaModel().fit(replace(again, personas=second.personas_)).personas_ == second.personas_


def test_similar_participants_follow_the_one_who_was_assigned() -> None:
    reading = planted(per_kind=5, kinds=2, seed=3, attributes=False)
    # P11 and P12 speak as the first kind does, but of one more theme that nobody else touches.
    extra_segments, extra = [], {}
    for person in ("P11", "P12"):
        for place in range(60):
            segment = Segment(f"{person}-{place:03d}", f"talk-{person}", person, place, 0, 9, f"{person} says {place}.")
            extra_segments.append(segment)
            extra[segment.id] = Membership(segment.id, "t9" if place % 6 == 0 else f"t{place % 2}", 0.8)
    corpus = replace(
        reading.corpus,
        participants=(*reading.corpus.participants, Participant("P11"), Participant("P12")),
        segments=(*reading.corpus.segments, *extra_segments),
    )
    reading = replace(
        reading,
        corpus=corpus,
        memberships={**reading.memberships, **extra},
        themes=(*reading.themes, Theme("t9", "More")),
    )
    first = PersonaModel(2).fit(reading)
    assert home(first, "P11") == home(first, "P12") == home(first, "P01")
    other = home(first, "P02")
    second = PersonaModel(2).fit(replace(reading, personas=first.personas_, assigned={"P11": other}))
    assert home(second, "P12") == other
    assert home(second, "P01") != other


def test_a_persona_made_by_hand_is_added_to_those_the_data_show() -> None:
    reading = planted()
    first = PersonaModel().fit(reading)
    second = PersonaModel().fit(replace(reading, personas=first.personas_, assigned={"P01": "persona-mine"}))
    mine = next(persona for persona in second.personas_ if persona.key == "persona-mine")
    assert mine.participants["P01"] == 1.0
    assert len(second.personas_) == 4


def test_everybody_assigned_means_exactly_those_personas() -> None:
    reading = planted(per_kind=2)
    assigned = {p.id: f"mine-{n % 2}" for n, p in enumerate(reading.corpus.participants)}
    model = PersonaModel().fit(replace(reading, assigned=assigned))
    assert {p.key: set(p.participants) for p in model.personas_} == {
        f"mine-{side}": {person for person, key in assigned.items() if key == f"mine-{side}"} for side in (0, 1)
    }


def test_assigned_to_nothing_is_left_out() -> None:
    model = PersonaModel().fit(replace(planted(), assigned={"P01": ""}))
    assert all("P01" not in persona.participants for persona in model.personas_)


def test_fewer_personas_than_people_assigned_to_are_refused() -> None:
    reading = replace(planted(), assigned={"P01": "a", "P02": "b", "P03": "c"})
    with pytest.raises(InputError, match=r"2 personas .* assigned by hand to 3"):
        PersonaModel(2).fit(reading)
    assert len(PersonaModel(3).fit(reading).personas_) == 3


def test_an_assigned_participant_pulls_the_middle_of_their_persona() -> None:
    # The last but one lies nearer to the first three, until the last, assigned to the other group, pulls its middle.
    points = np.array([[0.0, 0.0]] * 3 + [[10.0, 0.0], [3.1, 4.7], [5.3, 8.7]])
    labels = np.array([0, 0, 0, 1, 0, 1])
    assert _refined(points, labels, 2, {5: 1}).tolist() == [0, 0, 0, 1, 1, 1]
    assert _refined(points[:5], labels[:5], 2, {}).tolist() == [0, 0, 0, 1, 0]


def test_whoever_is_nearest_to_an_assigned_participant_follows() -> None:
    points = np.array([[0.0], [0.0], [0.0], [10.0], [10.0], [10.0], [3.0], [3.1]])
    labels = np.array([0, 0, 0, 1, 1, 1, 1, 0])
    assert _refined(points, labels, 2, {6: 1}).tolist() == [0, 0, 0, 1, 1, 1, 1, 1]
    assert _refined(points, labels, 2, {}).tolist() == [0, 0, 0, 1, 1, 1, 0, 0]


def test_a_participant_does_not_count_in_the_middle_they_are_held_against() -> None:
    points = np.array([[0.0, 0.0], [2.0, 0.0], [10.0, 0.0], [12.0, 0.0]])
    strengths = _strengths(points, np.array([0, 0, 1, 1]), _Hand({}, ("", "")))
    assert strengths[1] == pytest.approx([1 - 2 / 11, 2 / 11], abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(
    assigned=st.dictionaries(
        st.sampled_from([f"P{n:02d}" for n in range(1, 7)] + ["P99"]),
        st.sampled_from(["", "old", "new", "newer"]),
        max_size=6,
    ),
    n=st.none() | st.integers(3, 4),
)
def test_any_assignment_is_followed(assigned: dict[str, str], n: int | None) -> None:
    reading = replace(
        planted(per_kind=2, segments=12),
        personas=(PersonaSuggestion("old", {"P01": 1.0, "P04": 0.9}),),
        assigned=assigned,
    )
    present = 6 - sum(1 for person, key in assigned.items() if not key and person != "P99")
    together = {person: key for person, key in assigned.items() if key and person != "P99"}
    if n is not None and n > present - len(together) + len(set(together.values())):
        with pytest.raises(InputError):
            PersonaModel(n).fit(reading)
        return
    model = PersonaModel(n).fit(reading)
    stands = {person: {p.key for p in model.personas_ if person in p.participants} for person in assigned}
    for person, key in assigned.items():
        assert stands[person] == ({key} if key and person != "P99" else set())
    if n is not None:
        assert len(model.personas_) == n


# ── order and seeds ──────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(shuffle: random.Random) -> None:
    reading = planted(per_kind=3, segments=20, between=1)
    corpus = reading.corpus
    other = replace(
        reading,
        corpus=Corpus(
            (),
            tuple(shuffle.sample(corpus.participants, len(corpus.participants))),
            tuple(shuffle.sample(corpus.segments, len(corpus.segments))),
        ),
        themes=tuple(shuffle.sample(reading.themes, len(reading.themes))),
    )
    assert PersonaModel(seed=1).fit(other).personas_ == PersonaModel(seed=1).fit(reading).personas_


def test_the_grouping_does_not_hang_on_the_seed() -> None:
    reading = planted()
    found = [PersonaModel(seed=seed).fit(reading).personas_ for seed in range(3)]
    assert all(one == other for one, other in pairwise(found))


def test_drafts_follow_from_the_groups() -> None:
    reading = planted(between=1)
    reading = replace(reading, personas=PersonaModel().fit(reading).personas_)
    drafts = personas_of(reading)
    assert [draft.key for draft in drafts] == [persona.key for persona in reading.personas]
    assert len({draft.name for draft in drafts}) == len(drafts)


def test_features_are_centred_and_named() -> None:
    reading = planted(per_kind=2)
    people = [participant.id for participant in reading.corpus.participants]
    features = features_of(reading, people[::-1])
    assert features.people == tuple(sorted(people))
    assert features.shares.shape == (6, THEMES)
    assert np.allclose(features.shares.sum(axis=1), 1.0)
    assert np.allclose(features.points.mean(axis=0), 0.0)
    assert set(features.reliability) == {"themes", "labels", "labels within themes"}
