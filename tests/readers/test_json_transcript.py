from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read


def write(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def spoken(path: Path) -> list[tuple[str | None, float | None, str]]:
    transcript = read(path)
    assert transcript.format == "json"
    assert transcript.balance.holds
    assert account(path).holds
    return [(turn.speaker, turn.start, turn.text) for turn in transcript.turns]


TALK = [("A", 0.5, "How was it"), ("B", 4.0, "Slow I think")]


def words(who: str, at: str, word: str) -> list[dict[str, Any]]:
    return [
        {who: name, at: start + 0.2 * n, word: one} for name, start, text in TALK for n, one in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    "data",
    [
        [{"speaker": name, "start": start, "text": text} for name, start, text in TALK],
        {"version": "1", "segments": [{"speaker": n, "startTime": s, "body": t} for n, s, t in TALK]},
        {
            "utterances": [{"speaker": n, "start": int(1000 * s), "text": t} for n, s, t in [*TALK, ("A", 99.0, "Oh")]][
                :2
            ]
        }
        | {"words": words("speaker", "start", "text")},
        {"segments": [{"speaker_label": n, "start_time": str(s), "transcript": t} for n, s, t in TALK]},
        {
            "items": [
                {"speaker": {"id": 7, "name": n}, "begin": f"0:0{int(s)}.{int(10 * s) % 10}", "content": t}
                for n, s, t in TALK
            ]
        },
        {"speakers": [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}]}
        | {"segments": [{"speaker": k, "start": s, "text": t} for k, (_, s, t) in enumerate(TALK, 1)]},
        {
            "monologues": [
                {"speaker_name": n, "elements": [{"type": "text", "value": t, "ts": s, "end_ts": s + 1}]}
                for n, s, t in TALK
            ]
        },
        {
            "results": [
                {
                    "type": "word",
                    "start_time": one["start"],
                    "alternatives": [{"content": one["word"], "speaker": one["who"]}],
                }
                for one in words("who", "start", "word")
            ]
        },
        "\n".join(json.dumps({"speaker": n, "start": s, "text": t}) for n, s, t in TALK),
    ],
    ids=["list", "podcast", "utterances", "labels", "objects", "speakers", "monologues", "words", "lines"],
)
def test_speakers_times_and_words(tmp_path: Path, data: Any) -> None:
    found = spoken(write(tmp_path / "a.json", data))

    assert [(name, text) for name, _, text in found] == [(name, text) for name, _, text in TALK]
    assert found[0][1] in {0.5, 500.0}


def test_google_with_speaker_tags_is_read_once(tmp_path: Path) -> None:
    def tagged(text: str, tag: int, at: int) -> list[dict[str, Any]]:
        return [{"word": w, "startTime": f"{at + n}s", "speakerTag": tag} for n, w in enumerate(text.split())]

    data = {
        "results": [
            {"alternatives": [{"transcript": "Why so?", "words": tagged("Why so?", 0, 1)}, {"transcript": "Whine so"}]},
            {"alternatives": [{"transcript": "It broke.", "words": tagged("It broke.", 0, 5)}]},
            {"alternatives": [{"words": tagged("Why so?", 1, 1) + tagged("It broke.", 2, 5)}]},
        ]
    }

    assert spoken(write(tmp_path / "a.json", data)) == [("Speaker 1", 1.0, "Why so?"), ("Speaker 2", 5.0, "It broke.")]


def test_kaldi_words_take_the_speaker_of_their_time(tmp_path: Path) -> None:
    data = {
        "retval": {
            "punct": "Why? It broke.",
            "words": [
                {"start": 1, "end": 2, "word": "why", "punct": "Why?"},
                {"start": 6, "end": 6.5, "word": "it", "punct": "It"},
                {"start": 6.6, "end": 7, "word": "broke", "punct": "broke."},
            ],
            "segmentation": {
                "segments": [
                    {"start": 0, "duration": 3, "speaker": {"@id": "S0"}},
                    {"start": 5, "duration": 4, "speaker": {"@id": "S1"}},
                ]
            },
        }
    }

    assert spoken(write(tmp_path / "a.json", data)) == [("S0", 1.0, "Why?"), ("S1", 6.0, "It broke.")]


def test_paragraphs_of_a_service(tmp_path: Path) -> None:
    said = [
        {"speaker": 0, "sentences": [{"text": "Why?", "start": 1.0, "end": 2.0}]},
        {"speaker": 1, "sentences": [{"text": "It broke.", "start": 3.0}, {"text": "In May.", "start": 5.0}]},
    ]
    data = {"results": {"channels": [{"alternatives": [{"transcript": "x", "paragraphs": {"paragraphs": said}}]}]}}

    assert spoken(write(tmp_path / "a.json", data)) == [
        ("Speaker 0", 1.0, "Why?"),
        ("Speaker 1", 3.0, "It broke. In May."),
    ]


def test_a_chat_with_an_assistant(tmp_path: Path) -> None:
    data = {
        "messages": [
            {"role": "system", "content": "Ask kindly."},
            {"role": "assistant", "content": "Why did you leave?"},
            {"role": "user", "content": [{"type": "text", "text": "It was slow."}]},
        ]
    }
    turns = read(write(tmp_path / "a.json", data)).turns

    assert [(turn.role, turn.text) for turn in turns] == [
        ("other", "Ask kindly."),
        ("interviewer", "Why did you leave?"),
        ("participant", "It was slow."),
    ]


def test_one_text_is_read_by_its_layout(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", {"id": 3, "transcript": "I: Why?\nB: It broke."})

    assert [(name, text) for name, _, text in spoken(path)] == [("I", "Why?"), ("B", "It broke.")]


def test_bad_numbers_keep_their_words(tmp_path: Path) -> None:
    text = (
        '[{"speaker": "A", "text": "One", "start": NaN}, {"speaker": "B", "text": "Two", "start": 1e999},'
        f' {{"speaker": "A", "text": "Three", "start": {"9" * 5_000}}},'
        ' {"speaker": "B", "text": "Four", "start": -5}]'
    )

    assert spoken(write(tmp_path / "a.json", text)) == [
        ("A", None, "One"),
        ("B", None, "Two"),
        ("A", None, "Three"),
        ("B", None, "Four"),
    ]


def test_a_field_given_twice_is_noted(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.json", '[{"speaker": "A", "text": "Lost", "text": "Kept"}, {"speaker": "B", "text": "So"}]'
    )

    assert any("given twice" in note for note in read(path).notes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": ' * 50_000 + "1" + "}" * 50_000, "nests more deeply"),
        ("[" * 100_000 + '{"a": 1}' + "]" * 100_000, "nests more deeply"),
        ('[{"speaker": "A", "text": "One"}, {"speaker": "B", "te', "breaks off at line 1"),
        ('{"nbformat": 4, "cells": [{"source": "x", "text": "print it now"}]}', "notebook"),
        ('{"name": "x", "version": "1.0.0", "dependencies": {"y": "2"}}', "without a list of texts"),
        ('[{"age": 3}, {"age": 4}]', "without a list of texts"),
        ("{}", "without a list of texts"),
    ],
)
def test_refusals(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(write(tmp_path / "a.json", text))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["text", "speaker", "start", "words", "results", "items", "alternatives", "segments", "retval"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.dictionaries(st.sampled_from(["results", "segments", "monologues", "retval", "words", "text"]), JSON, min_size=1)
)
def test_any_json_is_read_or_refused(tmp_path_factory, data) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path_factory.mktemp("j") / "a.json", data)
    try:
        transcript = read(path)
    except UnreadableFile as error:
        assert path.name in str(error)
        return
    assert transcript.balance.holds
    assert account(path).holds


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ana", "Bo", None]),
            st.from_regex(r"[a-zé]{2,9}( [a-zé]{2,9}){0,6}", fullmatch=True),
            st.none() | st.floats(0, 5_000),
        ),
        min_size=2,
        max_size=12,
    ).filter(lambda rows: any(name for name, _, _ in rows))
)
def test_every_word_of_a_list_is_spoken(tmp_path_factory, rows) -> None:  # type: ignore[no-untyped-def]
    data = [{"speaker": name, "text": text, "start": start} for name, text, start in rows]
    if sum(bool(name) for name, _, _ in rows) < 0.5 * len(rows):
        return
    transcript = read(write(tmp_path_factory.mktemp("j") / "a.json", data))

    assert " ".join(turn.text for turn in transcript.turns).split() == " ".join(text for _, text, _ in rows).split()
