from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.drafting import groups_of, names_of, personas_of
from cxresearch.domain.evidence import Line
from cxresearch.domain.persona import FIELDS, Persona
from cxresearch.domain.reading import Membership, Reading, Tag, Theme
from cxresearch.domain.suggestion import PersonaSuggestion

LINE_FIELDS = FIELDS[3:]
QUOTED = ("traits", "motivations", "behaviours", "needs", "pains", "goals", "gains", "quotes")

Said = tuple[str, str, str | None, Sequence[str]]  # participant, text, theme, labels


def reading_of(
    said: Sequence[Said],
    *,
    groups: Mapping[str, Mapping[str, float]] | None = None,
    themes: Mapping[str, str] | None = None,
    attributes: Mapping[str, Mapping[str, str]] | None = None,
    probability: float = 0.8,
) -> Reading:
    segments, memberships, tags = [], {}, {}
    for number, (person, text, theme, labels) in enumerate(said):
        segment = Segment(f"s{number:03d}", f"talk-{person}", person, number, 0, len(text), text)
        segments.append(segment)
        memberships[segment.id] = Membership(segment.id, theme, 0.9 if theme else 0.0)
        tags[segment.id] = {label: Tag(label, True, probability) for label in labels}
    people = sorted({person for person, *_ in said} | set(attributes or {}))
    return Reading(
        "study",
        0,
        Corpus(
            tuple(Source(f"talk-{p}", f"{p}.txt", "text", "en", p, 1, (), ()) for p in people),
            tuple(Participant(person, (attributes or {}).get(person, {})) for person in people),
            tuple(segments),
        ),
        themes=tuple(Theme(key, name) for key, name in (themes or {}).items()),
        memberships=memberships,
        tags=tags,
        personas=tuple(PersonaSuggestion(key, members) for key, members in (groups or {}).items()),
    )


THEMES = {"t-fees": "Hidden fees", "t-phone": "Calling the branch", "t-app": "The app"}
SAID: list[Said] = [
    ("P1", "I keep every letter because the fees are never where they say.", "t-fees", ["do", "pain"]),
    ("P1", "They took twelve pounds and nobody told me what it was for.", "t-fees", ["pain"]),
    ("P1", "I check the statement line by line every single Sunday evening.", "t-fees", ["do"]),
    ("P2", "The hidden fees on my last statement made me so angry I cried.", "t-fees", ["pain", "feel"]),
    ("P2", "I just want one page with all the fees on it.", "t-fees", ["need"]),
    ("P2", "I'm a careful person and I like to know where every penny goes.", "t-fees", ["think"]),
    ("P2", "The reminder about the fee date did save me twice this year.", "t-fees", ["gain"]),
    ("P3", "I ring Margaret at the branch and she sorts it out for me.", "t-phone", ["do"]),
    ("P3", "Calling the branch and waiting forty minutes ruins my lunch break.", "t-phone", ["pain"]),
    ("P3", "I was so relieved when a real person finally picked up.", "t-phone", ["feel", "gain"]),
    ("P4", "I phone them on the way to work, always the same number.", "t-phone", ["do"]),
    ("P4", "I want somebody who knows me when I call the branch.", "t-phone", ["need"]),
    ("P4", "It matters to me that my mother can call them as well.", "t-phone", ["goal", "think"]),
    ("P4", "The app asked for a password and then it asked for it again.", "t-app", ["pain"]),
    ("P5", "The app crashed twice while I was sending money to my landlord.", "t-app", ["pain"]),
]
GROUPS = {"persona-a": {"P1": 1.0, "P2": 0.9}, "persona-b": {"P3": 0.9, "P4": 0.8, "P5": 0.5}}
ATTRIBUTES = {
    "P1": {"age": "34", "role": "tenant", "nps": "3"},
    "P2": {"age": "61", "role": "landlord", "nps": "4"},
    "P3": {"age": "47", "role": "tenant", "nps": "9"},
    "P4": {"age": "n/a", "role": "tenant", "nps": "10"},
    "P5": {"role": "tenant"},
}


def bank() -> Reading:
    return reading_of(SAID, groups=GROUPS, themes=THEMES, attributes=ATTRIBUTES)


def by_key(reading: Reading) -> dict[str, Persona]:
    return {persona.key: persona for persona in personas_of(reading)}


def lines(persona: Persona, names: Sequence[str] = LINE_FIELDS) -> list[Line]:
    return [line for name in names for line in getattr(persona, name)]


def test_personas_come_largest_first() -> None:
    assert [persona.key for persona in personas_of(bank())] == ["persona-b", "persona-a"]


def test_every_quoted_line_is_verbatim_words_of_its_first_evidence() -> None:
    reading = bank()
    for persona in personas_of(reading):
        for line in lines(persona, QUOTED):
            segments = [reading.segment(id_) for id_ in line.evidence]
            assert line.text == segments[0].text
            assert line.by == "suggestion"
            assert line.participants == len({segment.participant for segment in segments})
            assert line.of == persona.n
            assert {segment.participant for segment in segments} <= set(persona.participants)


def test_lines_stand_in_the_field_of_their_label() -> None:
    reading = bank()
    label_of = {"behaviours": "do", "needs": "need", "pains": "pain", "goals": "goal", "gains": "gain"}
    found = 0
    for persona in personas_of(reading):
        for name, label in label_of.items():
            for line in getattr(persona, name):
                found += 1
                assert all(label in reading.labels(id_) for id_ in line.evidence)
    assert found >= 6


def test_a_line_gathers_the_same_theme_and_label_among_these_participants() -> None:
    (pain,) = by_key(bank())["persona-a"].pains
    assert set(pain.evidence) == {"s000", "s001", "s003"}
    assert (pain.participants, pain.of, pain.thin) == (2, 2, False)


def test_a_line_says_on_which_theme_the_others_said_something_of_the_kind() -> None:
    personas = by_key(bank())
    assert personas["persona-a"].pains[0].about == "t-fees"
    assert personas["persona-b"].goals[0].about == ""  # nobody else: the line stands for itself
    assert all(line.about == "" for line in personas["persona-a"].differs + personas["persona-a"].demographics)


def test_evidence_lets_everybody_speak_once_before_anybody_twice() -> None:
    reading = bank()
    (pain,) = by_key(reading)["persona-a"].pains
    assert {reading.segment(id_).participant for id_ in pain.evidence[:2]} == {"P1", "P2"}


def test_lines_are_ordered_by_participants() -> None:
    for persona in personas_of(bank()):
        for name in QUOTED[:-1]:
            counts = [line.participants for line in getattr(persona, name)]
            assert counts == sorted(counts, reverse=True)


def test_no_quote_leads_two_fields() -> None:
    for persona in personas_of(bank()):
        leads = [line.evidence[0] for line in lines(persona, QUOTED[:-1])]
        assert len(leads) == len(set(leads))


def test_what_is_not_found_stays_empty() -> None:
    persona = by_key(bank())["persona-a"]
    assert persona.goals == ()
    assert persona.motivations == ()


def test_thin_lines_say_so() -> None:
    persona = by_key(bank())["persona-b"]
    (goal,) = persona.goals
    assert goal.thin
    assert (goal.participants, goal.of) == (1, 3)


def test_names_are_phrases_from_themes_and_unique() -> None:
    names = {persona.key: persona.name for persona in personas_of(bank())}
    assert names == {"persona-a": "Group 2: trouble with hidden fees", "persona-b": names["persona-b"]}
    assert "calling the branch" in names["persona-b"]


def test_equal_groups_still_get_different_names() -> None:
    reading = replace(bank(), personas=tuple(PersonaSuggestion(f"p{n}", {"P1": 1.0, "P2": 1.0}) for n in range(4)))
    names = [persona.name for persona in personas_of(reading)]
    assert len({name.casefold() for name in names}) == 4


def test_a_name_never_holds_a_participants_name() -> None:
    reading = reading_of(
        [("Doreen", "I always pay at the post office counter on Mondays.", "t1", ["do"])],
        groups={"p": {"Doreen": 1.0}},
        themes={"t1": "Doreen pays"},
    )
    (persona,) = personas_of(reading)
    assert "doreen" not in persona.name.casefold()
    assert persona.name


def test_german_nouns_keep_their_capital_and_english_words_do_not() -> None:
    reading = reading_of(
        [("P1", "Ich ärgere mich jedes Mal über die langen Wartezeiten dort.", "t1", ["pain"])],
        groups={"p": {"P1": 1.0}},
        themes={"t1": "Wartezeiten"},
    )
    assert personas_of(reading)[0].name == "Group 1: trouble with Wartezeiten"


def test_summary_counts_participants_of_the_whole_study() -> None:
    summary = by_key(bank())["persona-a"].summary
    assert summary.startswith("2 of 5 participants; they talk most about “Hidden fees” (2 of 2)")
    assert summary.endswith(".")
    assert "where the others talk more about “Calling the branch”" in summary


def test_demographics_give_range_median_counts_and_missing() -> None:
    texts = {name: [line.text for line in p.demographics] for name, p in by_key(bank()).items()}
    assert texts["persona-a"] == ["Age: 34–61, median 47.5", "Role: landlord; tenant (one each)"]
    assert texts["persona-b"] == ["Age: 47; not given by 2 of 3", "Role: tenant (3)"]
    assert [(line.participants, line.of) for line in by_key(bank())["persona-b"].demographics] == [(1, 3), (3, 3)]


def test_metrics_are_means_with_n_and_no_demographics() -> None:
    persona = by_key(bank())["persona-b"]
    assert persona.metrics == {"NPS": (9.5, 2)}
    assert not any("nps" in line.text.casefold() for line in persona.demographics)


def test_two_columns_of_one_metric_are_kept_apart() -> None:
    attributes = {"P1": {"nps 2025": "2", "nps 2026": "4"}}
    reading = reading_of(SAID, groups={"p": {"P1": 1.0}}, themes=THEMES, attributes=attributes)
    assert personas_of(reading)[0].metrics == {"NPS (nps 2025)": (2.0, 1), "NPS (nps 2026)": (4.0, 1)}


def test_differences_carry_numbers_and_evidence_from_the_group() -> None:
    reading = reading_of(
        [(f"P{n}", f"I say something longer about this matter, number {n}.", "t1", ["do"]) for n in range(5)]
        + [(f"Q{n}", f"We speak of quite another matter here, number {n}.", "t2", ["do"]) for n in range(8)]
        + [("Q0", "And once I also did the first matter myself.", "t1", ["do"])],
        groups={"p": {f"P{n}": 1.0 for n in range(5)}, "q": {f"Q{n}": 1.0 for n in range(8)}},
        themes={"t1": "First matter", "t2": "Other matter"},
    )
    differs = by_key(reading)["p"].differs
    assert differs[0].text == "5 of 5 speak of “First matter”; of the others, 1 of 8."
    assert (differs[0].participants, differs[0].of) == (5, 5)
    assert {reading.segment(id_).participant for id_ in differs[0].evidence} == {f"P{n}" for n in range(5)}
    assert differs[1].text == "0 of 5 speak of “Other matter”; of the others, 8 of 8."
    assert (differs[1].evidence, differs[1].participants) == ((), 5)


def test_talk_time_does_not_make_a_difference() -> None:
    long = [("P1", f"Some words about the first matter, once more {n}.", "t1", ["do"]) for n in range(40)]
    long += [("P1", f"Some words about the second matter, once more {n}.", "t2", ["do"]) for n in range(40)]
    short = [(f"P{p}", f"A short word about matter {t}.", t, ["do"]) for p in range(2, 6) for t in ("t1", "t2")]
    reading = reading_of(
        long + short,
        groups={"p": {"P1": 1.0, "P2": 1.0}, "q": {"P3": 1.0, "P4": 1.0, "P5": 1.0}},
        themes={"t1": "First", "t2": "Second"},
    )
    assert by_key(reading)["p"].differs == ()


def test_nobody_else_means_no_differences() -> None:
    reading = reading_of(SAID, groups={"p": dict.fromkeys(("P1", "P2", "P3", "P4", "P5"), 1.0)}, themes=THEMES)
    (persona,) = personas_of(reading)
    assert persona.differs == ()
    assert persona.summary.startswith("5 of 5 participants; they talk most about")


def test_quotes_come_from_different_participants() -> None:
    reading = bank()
    persona = by_key(reading)["persona-b"]
    speakers = [reading.segment(line.evidence[0]).participant for line in persona.quotes]
    assert len(persona.quotes) == 3
    assert sorted(speakers) == ["P3", "P4", "P5"]


def test_hidden_segments_never_appear() -> None:
    reading = replace(bank(), hidden=frozenset({"s000", "s003", "s012"}))
    for persona in personas_of(reading):
        for line in lines(persona):
            assert not set(line.evidence) & reading.hidden
    assert by_key(reading)["persona-b"].goals == ()


def test_starred_segments_lead() -> None:
    reading = replace(bank(), starred=frozenset({"s001"}))
    assert by_key(reading)["persona-a"].pains[0].evidence[0] == "s001"


def test_unsorted_segments_are_evidence_of_their_own() -> None:
    said: list[Said] = [("P1", "I keep the old bills in a shoebox under the bed.", None, ["do"])]
    (persona,) = personas_of(reading_of(said, groups={"p": {"P1": 1.0}}, themes=THEMES))
    assert [line.text for line in persona.behaviours] == [said[0][1]]


def test_fields_stay_short() -> None:
    said: list[Said] = [
        (f"P{n % 4}", f"I did the thing number {n} on a long afternoon at home.", None, ["do", "pain"])
        for n in range(60)
    ]
    (persona,) = personas_of(reading_of(said, groups={"p": {f"P{n}": 1.0 for n in range(4)}}))
    assert len(persona.behaviours) == 3  # lone quotes are thin: a few are a lead, many are noise
    assert len(lines(persona, QUOTED)) <= 5 * len(QUOTED)
    assert len({reading_line.evidence[0] for reading_line in persona.behaviours + persona.pains}) == 6


def test_one_talkative_participant_does_not_become_the_persona() -> None:
    said: list[Said] = [
        ("P1", f"I did the thing number {n} on a long afternoon at home.", None, ["do"]) for n in range(30)
    ]
    said += [("P2", "I did the shopping for them last winter.", None, ["do"])]
    reading = reading_of(said, groups={"p": {"P1": 1.0, "P2": 0.8}})
    (persona,) = personas_of(reading)
    assert "P2" in {reading.segment(line.evidence[0]).participant for line in persona.behaviours}


def test_short_and_dangling_sentences_do_not_lead_where_better_ones_stand() -> None:
    said: list[Said] = [
        ("P1", "That.", "t1", ["pain"]),
        ("P2", "and then it, um, it was, you know, like that", "t1", ["pain"]),
        ("P3", "The meter reading was wrong three months in a row.", "t1", ["pain"]),
    ]
    reading = reading_of(said, groups={"p": dict.fromkeys(("P1", "P2", "P3"), 1.0)}, themes={"t1": "Meters"})
    (pain,) = personas_of(reading)[0].pains
    assert pain.text == said[2][1]
    assert pain.participants == 3


def test_a_single_word_is_no_line_unless_a_person_says_so() -> None:
    reading = reading_of([("P1", "Terrible.", "t1", ["pain"])], groups={"p": {"P1": 1.0}}, themes={"t1": "Bills"})
    assert personas_of(reading)[0].pains == ()
    by_hand = replace(reading, tags={"s000": {"pain": Tag("pain", True, 0.2, by="Ana")}})
    assert [line.text for line in personas_of(by_hand)[0].pains] == ["Terrible."]


# ── what people decided ──────────────────────────────────────────────────────────────────────────────────────────


def test_an_assigned_participant_stands_in_that_persona_alone() -> None:
    reading = replace(bank(), assigned={"P5": "persona-a"})
    groups = groups_of(reading)
    assert groups["persona-a"]["P5"] == 1.0
    assert "P5" not in groups["persona-b"]


def test_assigning_to_nothing_takes_a_participant_out() -> None:
    groups = groups_of(replace(bank(), assigned={"P5": ""}))
    assert all("P5" not in members for members in groups.values())


def test_a_persona_that_only_a_decision_names_exists() -> None:
    groups = groups_of(replace(bank(), assigned={"P5": "persona-new"}))
    assert groups["persona-new"] == {"P5": 1.0}


def test_an_emptied_persona_goes_unless_somebody_wrote_in_it() -> None:
    moved = replace(bank(), assigned={"P1": "persona-b", "P2": "persona-b"})
    assert "persona-a" not in groups_of(moved)
    written = replace(moved, persona_edits={("persona-a", "name"): ("The careful ones", "Ana")})
    persona = by_key(written)["persona-a"]
    assert (persona.name, persona.n) == ("The careful ones", 0)
    assert persona.warning == "No participant stands behind this persona."


def test_assigning_somebody_unknown_changes_nothing() -> None:
    assert groups_of(replace(bank(), assigned={"P99": "persona-a"})) == groups_of(bank())


def test_edited_text_replaces_the_draft_and_is_marked() -> None:
    edits = {("persona-a", "name"): ("The careful ones", "Ana"), ("persona-a", "summary"): ("They check.", "Ben")}
    persona = by_key(replace(bank(), persona_edits=edits))["persona-a"]
    assert (persona.name, persona.summary) == ("The careful ones", "They check.")
    assert persona.edited == {"name": "Ana", "summary": "Ben"}


def test_working_names_keep_clear_of_names_given_by_hand() -> None:
    edits = {("persona-b", "name"): ("Struggling with hidden fees", "Ana")}
    names = names_of(replace(bank(), persona_edits=edits))
    assert names["persona-b"] == "Struggling with hidden fees"
    assert names["persona-a"] != names["persona-b"]


def test_edited_lines_are_the_persons_and_kept_lines_keep_their_evidence() -> None:
    reading = bank()
    drafted = by_key(reading)["persona-a"].pains[0]
    value = [
        drafted.text,
        "They feel cheated.",
        {"text": "Nobody tells them.", "evidence": ["s001", "s003", "gone"]},
        " ",
    ]
    persona = by_key(replace(reading, persona_edits={("persona-a", "pains"): (value, "Ana")}))["persona-a"]
    kept, free, backed = persona.pains
    assert kept == drafted
    assert (free.text, free.evidence, free.by, free.thin) == ("They feel cheated.", (), "Ana", True)
    assert (backed.evidence, backed.participants, backed.by) == (("s001", "s003"), 2, "Ana")
    assert persona.edited == {"pains": "Ana"}


@pytest.mark.parametrize(("value", "texts"), [("one\ntwo\n", ["one", "two"]), ([], []), (None, []), ("", [])])
def test_an_edited_field_may_be_text_or_emptied(value: object, texts: list[str]) -> None:
    persona = by_key(replace(bank(), persona_edits={("persona-a", "pains"): (value, "Ana")}))["persona-a"]
    assert [line.text for line in persona.pains] == texts


def test_edits_of_fields_that_personas_do_not_have_are_left_alone() -> None:
    persona = by_key(replace(bank(), persona_edits={("persona-a", "colour"): ("red", "Ana")}))["persona-a"]
    assert persona.edited == {}


# ── corners ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_reading_has_no_personas() -> None:
    assert personas_of(Reading("s", 0, Corpus())) == ()
    assert names_of(Reading("s", 0, Corpus())) == {}


def test_no_tags_no_themes_no_attributes() -> None:
    said: list[Said] = [("P1", "I live by the sea with two dogs and a parrot.", None, [])]
    (persona,) = personas_of(reading_of(said, groups={"p": {"P1": 1.0}}))
    assert (persona.name, persona.summary) == ("Group of 1 participant", "1 of 1 participants.")
    assert [line.text for line in persona.quotes] == [said[0][1]]
    assert not lines(persona, [name for name in LINE_FIELDS if name != "quotes"])


def test_without_themes_attributes_name_the_group() -> None:
    said: list[Said] = [(f"P{n}", "I live by the sea with two dogs and a parrot.", None, []) for n in range(6)]
    attributes = {f"P{n}": {"role": "nurse" if n < 3 else "baker"} for n in range(6)}
    reading = reading_of(
        said,
        groups={"p": dict.fromkeys(("P0", "P1", "P2"), 1.0), "q": dict.fromkeys(("P3", "P4", "P5"), 1.0)},
        attributes=attributes,
    )
    assert {p.key: p.name for p in personas_of(reading)} == {"p": "Mostly role: nurse", "q": "Mostly role: baker"}


def test_sub_themes_count_for_the_theme_above_them() -> None:
    said: list[Said] = [
        ("P1", "The letter about the fee came two weeks too late.", "t-sub", ["pain"]),
        ("P2", "I wait for hours on the line every time.", "t-phone", ["pain"]),
    ]
    reading = reading_of(said, groups={"p": {"P1": 1.0}, "q": {"P2": 1.0}}, themes=THEMES)
    reading = replace(reading, themes=(*reading.themes, Theme("t-sub", "Late letters", parent="t-fees")))
    assert names_of(reading)["p"] == "Group 1: trouble with hidden fees"


SENTENCES = st.sampled_from([text for _, text, _, _ in SAID] + ["", "No.", "گوشی من خراب شد و کسی جواب نداد.", "🙂 🙂"])


@settings(max_examples=40, deadline=None)
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["P1", "P2", "P3", "P4"]),
            SENTENCES,
            st.sampled_from([None, "t-fees", "t-phone"]),
            st.lists(st.sampled_from(["think", "feel", "say", "do", "pain", "need", "goal", "gain"]), unique=True),
        ),
        max_size=12,
    ),
    hidden=st.sets(st.integers(0, 11)),
    shuffle=st.randoms(use_true_random=False),
)
def test_drafts_do_not_depend_on_the_order_of_anything(
    said: list[Said], hidden: set[int], shuffle: random.Random
) -> None:
    reading = replace(
        reading_of(said, groups=GROUPS, themes=THEMES, attributes=ATTRIBUTES),
        hidden=frozenset(f"s{number:03d}" for number in hidden),
    )

    def mixed(values: Sequence[object]) -> tuple[object, ...]:
        return tuple(shuffle.sample(list(values), len(values)))

    corpus = reading.corpus
    other = replace(
        reading,
        corpus=Corpus(mixed(corpus.sources), mixed(corpus.participants), mixed(corpus.segments)),  # type: ignore[arg-type]
        themes=mixed(reading.themes),  # type: ignore[arg-type]
        personas=mixed(reading.personas),  # type: ignore[arg-type]
        memberships=dict(mixed(list(reading.memberships.items()))),  # type: ignore[arg-type]
        tags={id_: dict(mixed(list(tags.items()))) for id_, tags in reading.tags.items()},  # type: ignore[arg-type]
    )
    assert personas_of(other) == personas_of(reading)
    for persona in personas_of(reading):
        assert persona.name
        assert persona.summary
        for line in lines(persona):
            assert not set(line.evidence) & reading.hidden
            assert 0 <= line.participants <= line.of


@pytest.mark.parametrize("themed", [True, False])
def test_ten_thousand_segments_stay_workable(themed: bool) -> None:
    chance = random.Random(0)
    labels = ["think", "feel", "say", "do", "pain", "need", "goal", "gain"]
    said: list[Said] = [
        (
            f"P{number % 40:02d}",
            f"I {chance.choice(['pay', 'check', 'call'])} them {number} times because the bill was wrong again.",
            f"t{chance.randrange(12)}" if themed else None,
            [label for label in labels if chance.random() < 0.25],
        )
        for number in range(10_000)
    ]
    groups = {f"p{g}": {f"P{n:02d}": 1.0 for n in range(40) if n % 5 == g} for g in range(5)}
    reading = reading_of(said, groups=groups, themes={f"t{t}": f"Theme {t}" for t in range(12)})
    personas = personas_of(reading)
    assert len(personas) == 5
    assert all(persona.behaviours and persona.quotes for persona in personas)


def test_a_picture_that_a_person_chose_is_the_personas_picture() -> None:
    edits = {("persona-a", "picture"): ("hills-coat-scarf", "Ana")}
    persona = by_key(replace(bank(), persona_edits=edits))["persona-a"]
    assert (persona.picture, persona.edited) == ("hills-coat-scarf", {"picture": "Ana"})
    assert by_key(bank())["persona-a"].picture == ""
