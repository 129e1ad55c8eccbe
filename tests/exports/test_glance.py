"""The study at a glance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Participant
from cxresearch.domain.metric import columns_of
from cxresearch.exports.glance import attributes, glance, metrics
from tests.exports import fixtures


def columns(**values: list[str]) -> list[Participant]:
    n = max(map(len, values.values()))
    return [
        Participant(f"P{at}", {name: given[at] for name, given in values.items() if at < len(given)}) for at in range(n)
    ]


def test_numbers_are_counted_in_round_bins_that_hold_everybody() -> None:
    people = columns(age=[str(20 + 3 * number) for number in range(12)])
    (age,) = attributes(columns_of(people), 12)

    assert age.name == "Age"
    assert [name for name, _, _ in age.values] == ["20–29", "30–39", "40–49", "50–59"]
    assert sum(n for _, n, _ in age.values) == 12
    assert age.note == "20 to 53, median 36.5"


@given(st.lists(st.floats(-1e5, 1e5).map(lambda x: round(x, 2)), min_size=1, max_size=40))
def test_bins_hold_everybody_whatever_the_numbers(numbers: list[float]) -> None:
    people = columns(income=[str(number) for number in numbers])
    for attribute in attributes(columns_of(people), len(numbers)):
        assert sum(n for _, n, _ in attribute.values) == len(numbers)
        assert len(attribute.values) <= 7


def test_kinds_are_counted_and_missing_ones_said() -> None:
    people = columns(role=["nurse", "clerk", "nurse", "n/a"])
    (role,) = attributes(columns_of(people), 4)

    assert role.values == (("nurse", 2, pytest.approx(2 / 3)), ("clerk", 1, pytest.approx(1 / 3)))
    assert role.note == "1 not given"


def test_where_everybody_is_different_the_values_are_listed() -> None:
    people = columns(role=["nurse", "clerk", "baker"])
    (role,) = attributes(columns_of(people), 3)

    assert (role.values, role.singles) == ((), ("baker", "clerk", "nurse"))


def test_nps_is_a_score_and_the_others_are_means() -> None:
    people = columns(NPS=["10", "9", "8", "3", "40"], CSAT=["4", "5"])
    found = {metric.metric: metric for metric in metrics(columns_of(people))}

    assert (found["NPS"].value, found["NPS"].n) == ("+25", 4)
    assert "1 answer out of range" in found["NPS"].note
    assert (found["CSAT"].value, found["CSAT"].n) == ("4.5", 2)


def test_the_tiles_count_what_is_there() -> None:
    study = fixtures.study(13)
    seen = glance(study, fixtures.context(study))
    tiles = {tile.name: tile.number for tile in seen.tiles}

    assert tiles["participants"] == tiles["interviews"] == "13"
    assert tiles["segments"] == str(len(study.corpus.segments) - 1)
    assert tiles["themes"] == "6"
    assert [row.file for row in seen.skipped] == ["=notes <b>.docx"]
    assert seen.hidden == 1


def test_people_without_an_interview_are_not_counted() -> None:
    study = fixtures.study(5, ugly=False)
    silent = replace(
        study,
        corpus=replace(study.corpus, participants=(*study.corpus.participants, Participant("P99", {"role": "ghost"}))),
    )
    seen = glance(silent, fixtures.context(silent))

    assert seen.tiles[0].number == "5"
    assert not [value for attribute in seen.attributes for value, _, _ in attribute.values if value == "ghost"]
