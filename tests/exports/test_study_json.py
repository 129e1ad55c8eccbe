"""personas.json and study.json."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxresearch.domain.persona import FIELDS
from cxresearch.domain.reading import Reading
from cxresearch.exports.study_json import study_json
from tests.exports import fixtures


@pytest.fixture(scope="module")
def study() -> Reading:
    return fixtures.study(13)


@pytest.fixture(scope="module")
def files(study: Reading) -> dict[str, Any]:
    return {name: json.loads(data) for name, data in study_json(study, fixtures.context(study)).items()}


def test_a_persona_has_every_field(files: dict[str, Any]) -> None:
    personas = files["personas.json"]

    assert len(personas) == 4
    for persona in personas:
        assert set(persona) == {"key", "n", "of", "warning", "participants", "metrics", "edited", *FIELDS}
        assert persona["n"] == len(persona["participants"])


def test_every_line_has_verbatim_evidence_and_its_number_of_participants(files: dict[str, Any], study: Reading) -> None:
    lines = [
        (field, line)
        for persona in files["personas.json"]
        for field in FIELDS
        if field not in ("name", "summary")
        for line in persona[field]
    ]
    words = study.corpus.segment_by_id

    assert len(lines) > 40
    for field, line in lines:
        assert set(line) == {"text", "participants", "of", "thin", "by", "about", "evidence"}
        for quote in line["evidence"]:
            assert quote["quote"] == words[quote["segment"]].text
            assert quote["participant"] == words[quote["segment"]].participant
            assert quote["segment"] not in study.hidden
        if field in ("needs", "pains", "gains", "behaviours", "quotes") and line["by"] == "suggestion":
            assert line["text"] == line["evidence"][0]["quote"]
            assert line["participants"] == len({quote["participant"] for quote in line["evidence"]})


def test_a_thin_persona_carries_its_warning(files: dict[str, Any]) -> None:
    warned = [persona for persona in files["personas.json"] if persona["warning"]]

    assert [persona["n"] for persona in warned] == [1]
    assert "Thin" in warned[0]["warning"]


def test_the_study_holds_all_of_the_reading(files: dict[str, Any], study: Reading) -> None:
    value = files["study.json"]

    assert (value["format"], value["version"], value["as_of"]) == ("cxresearch-study", 1, 14)
    assert {segment["id"] for segment in value["segments"]} == set(study.corpus.segment_by_id)
    assert {segment["id"] for segment in value["segments"] if segment["hidden"]} == study.hidden
    assert next(source["turns"] for source in value["sources"] if source["language"] == "fa")[2]["text"]
    assert value["memos"][0]["text"] == "Ask for the <i>old</i> lock."
    assert (len(value["orphans"]), len(value["conflicts"])) == (1, 1)
    for segment in value["segments"]:
        turns = next(source["turns"] for source in value["sources"] if source["id"] == segment["source"])
        assert turns[segment["turn"]]["text"][segment["start"] : segment["end"]] == segment["text"]
