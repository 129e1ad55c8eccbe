from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read
from cxresearch.readers.columns import head
from tests.readers.documents import sheet_rows, write_xlsx


def write(path: Path, rows: list[tuple[str, ...]], mark: str = ",") -> Path:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark, lineterminator="\n").writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def spoken(path: Path) -> list[tuple[str | None, str, str]]:
    transcript = read(path)
    assert transcript.balance.holds
    assert account(path).holds
    return [(turn.speaker, turn.role, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "heads", [("Speaker", "Text"), ("speaker_name", "utterance_text"), ("Sprecher", "Äußerung"), ("Mówca", "Wypowiedź")]
)
def test_a_row_per_turn(tmp_path: Path, mark: str, heads: tuple[str, str]) -> None:
    rows = [heads, ("Mia", "How do you pay?"), ("Tom", "By card, mostly; yes."), ("Mia", "Why?"), ("Tom", "Habit.")]

    assert spoken(write(tmp_path / "a.csv", rows, mark)) == [
        ("Mia", "interviewer", "How do you pay?"),
        ("Tom", "participant", "By card, mostly; yes."),
        ("Mia", "interviewer", "Why?"),
        ("Tom", "participant", "Habit."),
    ]


def test_turns_without_a_head_row(tmp_path: Path) -> None:
    rows = [("0:01", "Mia", "How?"), ("0:04", "Tom", "By card."), ("0:09", "Mia", "Why?"), ("0:12", "Tom", "Habit.")]
    turns = read(write(tmp_path / "a.tsv", rows, "\t")).turns

    assert [(t.speaker, t.start) for t in turns] == [("Mia", 1.0), ("Tom", 4.0), ("Mia", 9.0), ("Tom", 12.0)]


def test_a_role_beside_a_name_decides(tmp_path: Path) -> None:
    rows = [
        ("name", "role", "text"),
        ("Ana", "participant", "Shall I begin?"),
        ("Bo", "researcher", "Please do, it is on."),
        ("Ana", "participant", "Where do I click? Here?"),
        ("Bo", "researcher", "Wherever you like."),
    ]

    assert {(name, role) for name, role, _ in spoken(write(tmp_path / "a.csv", rows))} == {
        ("Ana", "participant"),
        ("Bo", "interviewer"),
    }


def test_tags_are_reported_and_not_spoken(tmp_path: Path) -> None:
    rows = [
        ("id", "speaker", "text", "code"),
        ("1", "Interviewer", "What broke?", ""),
        ("2", "P4", "The lid.", "hardware"),
        ("3", "P4", "And the hinge.", "hardware"),
    ]
    path = write(tmp_path / "a.csv", rows)

    assert spoken(path)[1] == ("P4", "participant", "The lid. And the hinge.")
    assert [r.text for r in read(path).balance.reported if r.reason == "another column: code"] == ["hardware"] * 2


def test_open_answers(tmp_path: Path) -> None:
    rows = [
        ("Respondent", "Age", "What do you like most?", "What would you change about the service, if anything?"),
        ("Jo", "31", "I like the colours a lot.", "The menu, which is slow."),
        ("Ed", "44", "It simply works for me.", ""),
    ]
    found = spoken(write(tmp_path / "a.csv", rows))

    assert found == [
        (None, "interviewer", "What do you like most?"),
        ("Jo", "participant", "I like the colours a lot."),
        (None, "interviewer", "What would you change about the service, if anything?"),
        ("Jo", "participant", "The menu, which is slow."),
        (None, "interviewer", "What do you like most?"),
        ("Ed", "participant", "It simply works for me."),
    ]


def test_numbers_for_ids_take_the_head_with_them(tmp_path: Path) -> None:
    rows = [
        ("participant_id", "score", "Why did you leave?"),
        ("1", "3", "It was far too slow for me."),
        ("2", "4", "My friends had all left."),
    ]

    assert {name for name, role, _ in spoken(write(tmp_path / "a.csv", rows)) if role == "participant"} == {
        "participant 1",
        "participant 2",
    }


def test_questions_and_answers(tmp_path: Path) -> None:
    rows = [("Question", "Answer"), ("Why us?", "A friend."), ("Since when?", "May."), ("And now?", "Happy.")]

    assert spoken(write(tmp_path / "a.csv", rows))[:2] == [
        (None, "interviewer", "Why us?"),
        (None, "participant", "A friend."),
    ]


def test_whole_transcripts_keep_their_participants_apart(tmp_path: Path) -> None:
    one = "I: Why?\nB: It broke.\nI: When?\nB: In May, after all."
    two = "Interviewer: Why?\nAna: I moved.\nInterviewer: Where to?\nAna: To the coast, by the sea."
    rows = [("code", "transcript"), ("K1", one), ("K2", one.replace("May", "June")), ("K3", two)]
    path = write(tmp_path / "a.csv", rows)

    assert {name for name, role, _ in spoken(path) if role == "participant"} == {"K1", "K2", "Ana"}
    assert read(path).words("participant") == 2 * 6 + 8


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("id", "age", "score"), ("1", "20", "3"), ("2", "30", "4"), ("3", "40", "5")], "--attributes"),
        ([("name", "city", "job"), ("Ana", "Oslo", "nurse"), ("Bo", "Rome", "cook")], "--attributes"),
        ([("id", "document", "tag", "content"), ("1", "a.odt", "slow", "it was slow")] * 2, "coded quotes"),
        (
            [("Document name", "Code", "Segment"), ("P1", "slow", "it was so slow"), ("P2", "slow", "oh")],
            "coded quotes",
        ),
    ],
)
def test_tables_that_are_no_transcripts(tmp_path: Path, rows: list[tuple[str, ...]], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(write(tmp_path / "a.csv", rows))


@pytest.mark.parametrize(
    "text",
    [
        "I like apples, pears, and plums.\nBut not today, thank you.\nI went home, early.\n",
        "Ana: Well, yes, I think so.\nBo: Good, fine.\nAna: Right, so, then.\n",
        "Mia\tHow do you pay?\nTom\tBy card.\nMia\tWhy?\nTom\tHabit.\n",
    ],
)
def test_prose_and_labels_are_no_tables(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")

    assert read(path).format == "text"


def test_a_quotation_mark_without_its_other_half(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('speaker,text\nMia,"Why? she said\nTom,Because\nMia,Really?\nTom,Yes it was\n', encoding="utf-8")
    transcript = read(path)

    assert [turn.speaker for turn in transcript.turns] == ["Mia", "Tom", "Mia", "Tom"]
    assert any("quotation marks" in note for note in transcript.notes)


def test_milliseconds(tmp_path: Path) -> None:
    rows = [("start", "end", "text"), ("1500", "2500", "So it began."), ("9000", "9900", "And it ended.")]

    assert [turn.start for turn in read(write(tmp_path / "a.tsv", rows, "\t")).turns] == [1.5, 9.0]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Speaker", "speaker"),
        ("speakerRole", "role"),
        ("Start Time", "start"),
        ("Participant ID", "id"),
        ("interview_id", "group"),
        ("Turn #", "number"),
        ("Antworten", "answer"),
        ("What did you like?", None),
        ("", None),
    ],
)
def test_heads(cell: str, kind: str | None) -> None:
    assert head(cell) == kind


CELL = st.from_regex(r"[a-zé,;\"' ]{0,20}[a-zé]", fullmatch=True)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(st.tuples(st.sampled_from(["Mia", "Tom"]), CELL, st.sampled_from(["", "slow"])), min_size=2, max_size=9)
)
def test_every_word_of_a_table_is_spoken_or_reported(tmp_path_factory, rows) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path_factory.mktemp("t") / "a.csv", [("speaker", "text", "tag"), *rows])
    transcript = read(path)
    said = [turn.text for turn in transcript.turns if turn.role != "other" or turn.speaker]

    assert transcript.balance.holds
    assert account(path).holds
    assert sorted(" ".join(said).split()) == sorted(" ".join(text for _, text, _ in rows).split())
    assert sum(r.reason == "another column: tag" for r in transcript.balance.reported) == sum(
        t == "slow" for *_, t in rows
    )


def test_a_workbook_of_turns_beside_a_sheet_of_attributes(tmp_path: Path) -> None:
    turns = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Time</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Speaker</t></is></c>'
        '<c r="D1" t="inlineStr"><is><t>Text</t></is></c></row>'
        '<row r="3"><c r="A3" s="1"><v>0.00001157407</v></c>'
        '<c r="B3" t="s"><v>0</v></c><c r="D3" t="s"><v>2</v></c></row>'
        '<row r="9"><c r="A9" s="1"><v>0.5</v></c><c r="B9" t="s"><v>1</v></c>'
        '<c r="D9" t="inlineStr"><is><r><t>By </t></r><r><t>card.</t></r></is></c></row>'
    )
    people = sheet_rows(("Name", "Age"), ("Tom", "44"))
    hidden = sheet_rows(("Speaker", "Text"), ("Zed", "A secret thing."))
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="21"/></cellXfs>'
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Talk": turns, "People": people, "_Old": hidden},
        ("Interviewer", "Tom", "How do you pay?"),
        styles,
    )
    transcript = read(path)

    assert transcript.format == "xlsx"
    assert [(t.speaker, t.role, t.start, t.line, t.text) for t in transcript.turns] == [
        ("Interviewer", "interviewer", 1.0, 3, "How do you pay?"),
        ("Tom", "participant", 43_200.0, 9, "By card."),
    ]
    assert transcript.balance.holds
    assert account(path).holds
    assert {r.text for r in transcript.balance.reported} >= {"Tom 44", "Zed A secret thing."}


def test_a_workbook_without_speech_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"People": sheet_rows(("Name", "Age"), ("Tom", "44"), ("Ana", "31"))})
    with pytest.raises(UnreadableFile, match="--attributes"):
        read(path)


def test_a_cell_in_the_last_column_is_no_trap(tmp_path: Path) -> None:
    row = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>By card, I would say.</t></is></c></row>'
    path = write_xlsx(tmp_path / "a.xlsx", {"Talk": sheet_rows(("Speaker", "Text"), ("Mia", "How?")) + row})

    assert read(path).balance.holds
