"""What views show: pages, orders and words, as pure functions of a reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxresearch.joiners.desk import StudyDesk
from cxresearch.study import Study
from cxresearch.views.registry import VIEWS, views
from tests.views import fixtures


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = fixtures.make(tmp_path_factory.mktemp("gardens") / "gardens.cxr")
    with Study(path, researcher="Ana") as opened:
        yield opened


def show(study: Study, view: str, part: str = "", **query: Any) -> dict[str, Any]:
    return StudyDesk(study).present(views(view)[0], part, query, None)


def test_views_have_names_of_their_own() -> None:
    assert len({view.name for view in VIEWS}) == len({view.title for view in VIEWS}) == len(VIEWS)


def test_pages_of_a_theme_make_up_the_theme(study: Study) -> None:
    members = study.reading().members["theme-water"]
    ids = []
    for offset in range(0, len(members), 5):
        page = show(study, "themes", "quotes", theme="theme-water", offset=offset, limit=5)
        assert page["total"] == len(members)
        ids += [quote["id"] for quote in page["items"]]
    assert sorted(ids) == sorted(segment.id for segment in members)


def test_representative_quotes_come_first(study: Study) -> None:
    theme = study.reading().theme_by_key["theme-shed"]
    first = show(study, "themes", "quotes", theme=theme.key)["items"][: len(theme.quotes)]
    assert [quote["id"] for quote in first] == list(theme.quotes)


def test_the_unsorted_pile_gives_its_reasons(study: Study) -> None:
    items = show(study, "themes", "quotes", theme="unsorted")["items"]
    assert items
    assert {quote["reason"] for quote in items} == {"too short to tell"}


def test_stability_is_a_word(study: Study) -> None:
    words = {theme["key"]: theme["stability"] for theme in show(study, "themes")["themes"]}
    assert words == {"theme-water": "steady", "theme-shed": "fairly steady", "theme-people": "shaky"}


def test_quotes_are_found_by_their_words_while_they_are_typed(study: Study) -> None:
    found = show(study, "themes", "quotes", theme="theme-shed", search="seeds mou")["items"]
    assert found
    assert all("mouldy" in quote["text"] for quote in found)


def test_offsets_of_turns_lead_to_the_words(study: Study) -> None:
    for source in study.reading().corpus.sources:
        for turn in show(study, "transcripts", "turns", source=source.id)["items"]:
            for segment in turn["segments"]:
                text = study.reading().corpus.segment_by_id[segment["id"]].text
                assert turn["text"][segment["start"] : segment["end"]] == text


def test_search_finds_words_of_anybody_and_cuts_around_them(study: Study) -> None:
    hits = show(study, "transcripts", "search", words="say more")
    assert hits["total"] > 0
    assert {hit["role"] for hit in hits["items"]} == {"interviewer"}
    assert all(hit["match"].casefold() == "say" for hit in hits["items"])


def test_search_is_narrowed_to_a_person_a_theme_and_a_label(study: Study) -> None:
    everything = show(study, "transcripts", "search", words="I", limit=200)["items"]
    reading = study.reading()
    narrowed = show(study, "transcripts", "search", words="I", person="P2", theme="theme-shed")["items"]
    assert 0 < len(narrowed) < len(everything)
    assert {(hit["who"], reading.memberships[hit["segment"]].theme) for hit in narrowed} == {("P2", "theme-shed")}
    labelled = show(study, "transcripts", "search", words="I", label="pain", limit=200)["items"]
    assert 0 < len(labelled) < len(everything)
    assert all("pain" in reading.labels(hit["segment"]) for hit in labelled)


def test_persian_is_found_and_shown_as_it_was_said(study: Study) -> None:
    hits = show(study, "transcripts", "search", words="گوجه")["items"]
    assert any(hit["match"].startswith("گوجه") for hit in hits)


def test_an_empathy_map_has_every_label_and_every_scope(study: Study) -> None:
    board = show(study, "empathy")
    assert [label["title"] for label in board["labels"][:4]] == ["Think", "Feel", "Say", "Do"]
    groups = {scope["group"] for scope in board["scopes"]}
    assert groups == {"", "Personas", "Customer groups", "Participants"}
    for scope in board["scopes"]:
        assert show(study, "empathy", scope=scope["value"])["scope"] == scope["value"]


def test_every_drafted_line_of_a_persona_shows_its_evidence(study: Study) -> None:
    personas = show(study, "personas")["personas"]
    assert len(personas) == 2
    lines = [line for p in personas for field in p["fields"] for line in field["lines"] if line["ids"]]
    assert lines
    assert all(line["evidence"][0]["id"] == line["ids"][0] for line in lines)


def test_activity_is_told_newest_first_and_says_what_undo_would_take_back(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "told.cxr"
    path.write_bytes(study.path.read_bytes())
    with Study(path, researcher="Ana") as told:
        told.rename("theme-water", "Water")
        told.star(told.reading().corpus.segments[0].id)
        told.undo()
        shown = show(told, "activity")
        assert [item["number"] for item in shown["items"]] == [3, 2, 1]
        assert [item["stands"] for item in shown["items"]] == [False, False, True]
        assert "Water" in shown["undo"]
        assert shown["redo"]
