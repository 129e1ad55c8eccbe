from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.domain.transcript import Transcript
from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fswiss\fcharset204 Arial;}{\f2\fcharset238 Arial;}}"
    r"{\colortbl;\red0\green0\blue0;}{\*\generator Some Writer 7;}{\info{\author Somebody Unseen}}"
)


def heard(tmp_path: Path, body: str, head: str = HEAD) -> Transcript:
    path = tmp_path / "a.rtf"
    path.write_bytes((head + body + "}").encode("cp1252"))
    transcript = read(path)
    characters = account(path)

    assert transcript.format == "rtf"
    assert transcript.balance.holds
    assert characters.holds
    return transcript


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_turns_with_labels_and_formatting(tmp_path: Path) -> None:
    body = (
        r"\pard\b Interviewer:\b0  Why did you {\i leave}?\par "
        r"{\b P1:} It was \ldblquote slow\rdblquote ,\line and dear.\par "
    )
    assert said(heard(tmp_path, body)) == [
        ("Interviewer", "Why did you leave?"),
        ("P1", "It was “slow”, and dear."),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"Caf\'e9 Z\'fcrich", "Café Zürich"),
        (r"\u1087?\u1088? \u8217'", "пр ’"),
        (r"\uc2\u8364EU paid\uc1", "€ paid"),
        (r"{\f1 \'ef\'f0}", "пр"),
        (r"{\f2 \'9cwiat}", "świat"),
        (r"\u-10179?\u-8704? done", "😀 done"),
        (r"one\~two\_three \{four\} \\five", "one two-three {four} \\five"),
    ],
)
def test_characters_in_every_way_of_writing_them(tmp_path: Path, body: str, words: str) -> None:
    assert said(heard(tmp_path, rf"I: So?\par P1: {body}\par "))[1] == ("P1", words)


def test_what_is_not_in_the_text_is_reported(tmp_path: Path) -> None:
    body = (
        r"{\header Page of a printer\par}I: So?\par P1: It was slow{\v\ secret}.{\footnote\pard A note below.}"
        r"{\deleted\ never said} Yes.\par"
    )
    transcript = heard(tmp_path, body)

    assert said(transcript) == [("I", "So?"), ("P1", "It was slow. Yes.")]
    assert {(one.reason, one.text) for one in transcript.balance.reported} == {
        ("a page header", "Page of a printer"),
        ("hidden text", "secret"),
        ("a note", "A note below."),
        ("deleted text", "never said"),
    }
    assert "Somebody" not in str(transcript)


def test_tables_pictures_and_raw_bytes(tmp_path: Path) -> None:
    body = (
        r"{\pict\pngblip 89504e47\bin4 {{}}}\trowd I\cell Why?\cell\row\trowd P1\cell So it was.\cell\row"
        r"\trowd I\cell And then?\cell\row\trowd P1\cell I left it.\cell\row"
    )
    transcript = heard(tmp_path, body)

    assert [speaker for speaker, _ in said(transcript)] == ["I", "P1", "I", "P1"]
    assert "89504" not in str(transcript)


def test_every_visible_letter_is_kept_or_reported(tmp_path: Path) -> None:
    """Counted without the reader: words are put in, and each must come out once."""
    words = [f"word{n}x" for n in range(40)]
    body = "".join(rf"{'I' if n % 2 else 'P1'}: {{\b {word}}} {{\v {word}h}}\par " for n, word in enumerate(words))
    transcript = heard(tmp_path, body)
    out = " ".join([*(turn.text for turn in transcript.turns), *(one.text for one in transcript.balance.reported)])

    assert all(out.split().count(word) == 1 and out.split().count(f"{word}h") == 1 for word in words)


def test_a_document_cut_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    whole = (HEAD + r"I: Wh\'e9y {\b so}?\par P1: \u1087?It {\v was} slow.\par }").encode()
    for at in range(len(whole)):
        path.write_bytes(whole[:at])
        try:
            assert read(path).balance.holds
        except UnreadableFile as error:
            assert str(error).endswith(".")


def test_groups_within_groups_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1 " + "{" * 100_000 + "P1: So.", encoding="utf-8")

    with pytest.raises(UnreadableFile, match="nests"):
        read(path)


def test_parts_that_no_reader_knows_are_reported_unless_they_hold_data(tmp_path: Path) -> None:
    transcript = heard(tmp_path, r"I: So?\par P1: It was{\*\newpart so slow} dear.{\*\moredata 0a1b 22ff}\par ")

    assert said(transcript) == [("I", "So?"), ("P1", "It was dear.")]
    assert [(one.reason, one.text) for one in transcript.balance.reported] == [("text that is not shown", "so slow")]


@pytest.mark.parametrize(
    "open_part", [r"{\footnote and", r"{\*\annotation and", r"{\v and", r"{\b and", r"{\header and"]
)
def test_a_file_that_ends_within_a_part_loses_nothing(tmp_path: Path, open_part: str) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(rf"{HEAD}I: So?\par P1: It was slow. {open_part} dear", encoding="cp1252")
    transcript = read(path)
    out = " ".join([*(turn.text for turn in transcript.turns), *(one.text for one in transcript.balance.reported)])

    assert out.split().count("slow.") == 1
    assert "and dear" in out
    assert any("last group" in note for note in transcript.notes)


def test_words_behind_a_broken_bracket_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(
        r"{\rtf1\ansi{\fonttbl{\f0 Times;}I: So?\par P1: It was slow.\par yes }\par And dear.\par }", encoding="cp1252"
    )
    transcript = read(path)
    reason = "text among fonts, pictures or fields"

    assert [turn.text for turn in transcript.turns] == ["And dear."]
    assert {(reason, "P1: It was slow."), (reason, "yes")} <= {
        (one.reason, one.text) for one in transcript.balance.reported
    }
    assert account(path).holds


def test_text_boxes_are_reported_and_pictures_of_them_are_not(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn fill}{\sv 1}}{\shptxt A box beside.\par }}{\shprslt{\*\do A box beside.\par }}}"
    transcript = heard(tmp_path, rf"I: So?\par P1: It was {box}slow.\par ")

    assert said(transcript) == [("I", "So?"), ("P1", "It was slow.")]
    assert next((one.reason, one.text) for one in transcript.balance.reported) == ("a text box", "A box beside.")


def test_long_data_in_an_unknown_part_takes_no_time(tmp_path: Path) -> None:
    transcript = heard(tmp_path, r"I: So?\par P1: It was slow.{\*\newpart " + "00:01:02.000" * 5_000 + r" and x}\par ")

    assert [one.reason for one in transcript.balance.reported] == ["text that is not shown"]
