"""The four tables of the csv export."""

from __future__ import annotations

import csv
import io

import pytest

from cxresearch.domain.reading import Reading
from cxresearch.exports import tables
from tests.exports import fixtures


@pytest.fixture(scope="module")
def study() -> Reading:
    return fixtures.study(13)


@pytest.fixture(scope="module")
def files(study: Reading) -> dict[str, list[dict[str, str]]]:
    made = tables.tables(study, fixtures.context(study))
    return {name: list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))) for name, data in made.items()}


def test_columns_are_as_promised(files: dict[str, list[dict[str, str]]]) -> None:
    assert list(files["segments.csv"][0]) == (
        "segment source participant turn start end text theme theme_name confidence also reason by".split()
    )
    assert list(files["themes.csv"][0]) == (
        "theme name segments participants of stability summary words quote_1 quote_2 quote_3 by parent".split()
    )
    assert list(files["tags.csv"][0]) == "segment label probability on by cue text".split()
    assert list(files["import.csv"][0])[:3] == ["file", "status", "reason"]


def test_every_segment_is_there_once_but_for_hidden_ones(
    files: dict[str, list[dict[str, str]]], study: Reading
) -> None:
    ids = [row["segment"] for row in files["segments.csv"]]

    assert sorted(ids) == sorted({segment.id for segment in study.corpus.segments} - study.hidden)
    assert study.hidden


def test_text_is_what_the_offsets_say(files: dict[str, list[dict[str, str]]], study: Reading) -> None:
    sources = {source.name: source for source in study.corpus.sources}
    for row in files["segments.csv"]:
        said = sources[row["source"]].turns[int(row["turn"])].text[int(row["start"]) : int(row["end"])]
        assert row["text"].removeprefix("'") == said


def test_payloads_are_text(files: dict[str, list[dict[str, str]]]) -> None:
    cells = [cell for rows in files.values() for row in rows for cell in row.values()]

    assert f"'{fixtures.FORMULA}" in cells
    assert f"'{fixtures.MINUS}" in cells
    assert "'=notes <b>.docx" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_unsorted_segments_say_why(files: dict[str, list[dict[str, str]]]) -> None:
    unsorted = [row for row in files["segments.csv"] if row["theme"] == "unsorted"]

    assert unsorted
    assert {row["theme_name"] for row in unsorted} == {"Unsorted"}
    assert {row["reason"] for row in unsorted} == {"too short to say what it is about"}


def test_theme_numbers_agree_with_the_segments(files: dict[str, list[dict[str, str]]], study: Reading) -> None:
    rows = files["segments.csv"]
    for theme in files["themes.csv"]:
        members = [row for row in rows if row["theme"] == theme["theme"]]
        assert int(theme["segments"]) == len(members)
        assert int(theme["participants"]) == len({row["participant"] for row in members})
        quotes = [theme[f"quote_{number}"] for number in (1, 2, 3) if theme[f"quote_{number}"]]
        assert set(quotes) <= {row["text"] for row in members}
        assert len(quotes) == len(set(quotes)) == min(3, len({row["text"].casefold() for row in members}))
    assert [int(theme["segments"]) for theme in files["themes.csv"]] == sorted(
        (int(theme["segments"]) for theme in files["themes.csv"]), reverse=True
    )


def test_tags_are_in_long_form_and_show_whose_they_are(files: dict[str, list[dict[str, str]]]) -> None:
    rows = files["tags.csv"]
    said = [row for row in rows if row["text"] == fixtures.SCRIPT and row["label"] == "say"]

    assert len(rows) == 8 * len(files["segments.csv"])
    assert [(row["on"], row["by"], row["probability"]) for row in said] == [("yes", "Ria <script>", "")]
    assert {row["on"] for row in rows} == {"yes", "no"}
