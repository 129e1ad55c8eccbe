from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Participant
from cxresearch.domain.metric import (
    METRICS,
    columns_of,
    fits,
    is_missing,
    mean_and_n,
    nps_score,
    parse_number,
    recognise,
)
from cxresearch.errors import InputError


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("nps", "NPS"),
        ("NPS score", "NPS"),
        ("nps_2026", "NPS"),
        ("npsScore", "NPS"),
        ("Net Promoter Score", "NPS"),
        ("Likelihood to recommend (0-10)", "NPS"),
        ("CSAT", "CSAT"),
        ("customer satisfaction", "CSAT"),
        ("Satisfaction rating (1–5)", "CSAT"),
        ("ces", "CES"),
        ("Customer Effort Score", "CES"),
        ("CLV [EUR]", "CLV"),
        ("customer_lifetime_value", "CLV"),
        ("LTV", "CLV"),
        ("process", None),
        ("recommended by", None),
        ("success", None),
        ("job satisfaction", None),
        ("score", None),
        ("age", None),
        ("", None),
    ],
)
def test_metrics_are_recognised_by_whole_words(name: str, metric: str | None) -> None:
    assert recognise(name) == metric


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("7", 7.0),
        (" 7,5 ", 7.5),
        ("1,200", 1200.0),
        ("1.200,50 €", 1200.5),
        ("$1,200.50", 1200.5),
        ("1’200", 1200.0),
        ("1,234,567", 1234567.0),
        ("60 %", 60.0),
        ("34 years old", 34.0),
        ("7/10", 7.0),
        ("9 (very likely)", 9.0),
        ("-40", -40.0),
        ("−3", -3.0),
        ("۳۴", 34.0),
        ("25-34", None),
        ("two", None),
        ("3 or 4 times a week", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: str, number: float | None) -> None:
    assert parse_number(cell) == number


@given(st.integers(-10_000, 10_000))
def test_whole_numbers_come_back(number: int) -> None:
    assert parse_number(str(number)) == number


@given(st.text())
def test_any_cell_is_a_number_or_none(cell: str) -> None:
    assert parse_number(cell) is None or isinstance(parse_number(cell), float)


@pytest.mark.parametrize("cell", ["", "  ", "n/a", "N/A", "unknown", "-", "Prefer not to say", "k.A."])
def test_missing_cells(cell: str) -> None:
    assert is_missing(cell)


def test_nps_is_promoters_minus_detractors() -> None:
    assert nps_score([10, 9, 8, 7, 6, 0]) == pytest.approx(0.0)
    assert nps_score([9, 9]) == 100.0
    assert nps_score([6]) == -100.0
    assert nps_score([7, 8]) == 0.0
    assert nps_score([]) is None


def test_nps_refuses_answers_outside_its_scale() -> None:
    with pytest.raises(InputError, match="between 0 and 10, but 47"):
        nps_score([9, 47])


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_lies_between_minus_and_plus_one_hundred(values: list[int]) -> None:
    score = nps_score(values)
    assert score is not None
    assert -100 <= score <= 100


def test_ranges_are_checked_per_metric() -> None:
    assert fits("CSAT", 85)
    assert not fits("CSAT", 101)
    assert not fits("CES", -1)
    assert fits("CLV", 1e6)
    assert set(METRICS) == {"NPS", "CSAT", "CES", "CLV"}


def test_mean_and_n() -> None:
    assert mean_and_n([4, 8]) == (6.0, 2)
    assert mean_and_n([]) is None


def test_columns_tell_numbers_kinds_and_free_text_apart() -> None:
    people = (
        Participant("P1", {"age": "34", "Role": "Nurse", "nps": "9", "notes": "late", "story": "x" * 61}),
        Participant("P2", {"age": "n/a", "Role": "nurse", "nps": "47", "notes": "", "story": "short"}),
        Participant("P3", {"age": "51 years", "Role": "nurse ", "nps": "3"}),
    )
    columns = {column.name: column for column in columns_of(people)}
    assert list(columns) == sorted(columns)
    assert columns["age"].kind == "number"
    assert columns["age"].numbers == {"P1": 34.0, "P3": 51.0}
    assert columns["Role"].kinds == {"P1": "nurse", "P2": "nurse", "P3": "nurse"}
    assert (columns["nps"].metric, columns["nps"].numbers) == ("NPS", {"P1": 9.0, "P3": 3.0})
    assert columns["nps"].out_of_range == ("P2",)
    assert columns["notes"].kind == "text"
    assert columns["story"].kind == "text"


def test_a_column_that_is_seldom_a_number_is_a_kind() -> None:
    people = [Participant(f"P{i}", {"tariff": cell}) for i, cell in enumerate(["2", "flex", "fix", "flex"])]
    assert columns_of(people)[0].kind == "kind"


def test_an_attribute_nobody_gave_is_an_empty_column() -> None:
    (column,) = columns_of([Participant("P1", {"age": "unknown"})])
    assert not column.numbers
    assert not column.kinds


def test_participant_order_does_not_matter() -> None:
    people = [Participant("P1", {"a": "x", "b": "1"}), Participant("P2", {"a": "X"}), Participant("P3", {"b": "2"})]
    assert [(c.name, dict(c.kinds), dict(c.numbers)) for c in columns_of(people)] == [
        (c.name, dict(c.kinds), dict(c.numbers)) for c in columns_of(people[::-1])
    ]
