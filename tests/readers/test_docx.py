from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.readers import account, read
from tests.readers.documents import p, r, table, wrap, write_docx


def spoken(path: Path) -> list[tuple[str | None, str, str]]:
    transcript = read(path)
    assert transcript.format == "docx"
    assert transcript.balance.holds
    assert account(path).holds
    return [(turn.speaker, turn.role, turn.text) for turn in transcript.turns]


def test_paragraphs_with_labels_are_turns(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "a.docx", p("I: How was ", "it?") + p("B: Fine.") + p("I waited, though.") + p("I: Long?")
    )

    assert spoken(path) == [
        ("I", "interviewer", "How was it?"),
        ("B", "participant", "Fine. I waited, though."),
        ("I", "interviewer", "Long?"),
    ]


def test_insertions_are_spoken_and_deletions_reported(tmp_path: Path) -> None:
    body = p("I: Do you like it?") + (
        f"<w:p>{r('P: I ')}<w:ins>{r('love')}</w:ins>"
        f"<w:del><w:r><w:delText>hate</w:delText></w:r></w:del>{r(' it.')}</w:p>"
    )
    path = write_docx(tmp_path / "a.docx", body)

    assert spoken(path)[1] == ("P", "participant", "I love it.")
    assert [(x.reason, x.text) for x in read(path).balance.reported] == [("deleted text", "hate")]


def test_moved_text_is_spoken_once(tmp_path: Path) -> None:
    moved = r("P: Later.")
    body = p("I: When?") + f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p><w:p><w:moveTo>{moved}</w:moveTo></w:p>"

    assert spoken(write_docx(tmp_path / "a.docx", body)) == [
        ("I", "interviewer", "When?"),
        ("P", "participant", "Later."),
    ]


def test_hidden_text_comments_and_notes_are_reported(tmp_path: Path) -> None:
    body = p("I: Where?") + f"<w:p>{r('P: At home.')}{r('her real name', '<w:vanish/>')}</w:p>"
    parts = {
        "word/comments.xml": wrap("comments", f"<w:comment>{p('check this')}</w:comment>"),
        "word/footnotes.xml": wrap("footnotes", f"<w:footnote>{p('a street')}</w:footnote>"),
        "word/header1.xml": wrap("hdr", p("Confidential")),
    }
    path = write_docx(tmp_path / "a.docx", body, parts)

    assert spoken(path) == [("I", "interviewer", "Where?"), ("P", "participant", "At home.")]
    assert {(x.reason, x.text) for x in read(path).balance.reported} == {
        ("hidden text", "her real name"),
        ("a comment", "check this"),
        ("a footnote", "a street"),
        ("a page header", "Confidential"),
    }


def test_text_that_is_shown_although_a_style_says_vanish_off(tmp_path: Path) -> None:
    body = p("I: Where?") + f"<w:p>{r('P: Here.', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>"

    assert spoken(write_docx(tmp_path / "a.docx", body))[1][2] == "Here."


def test_content_controls_hyperlinks_breaks_and_tabs(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('I: Which one?')}</w:sdtContent></w:sdt>"
        f"<w:p>{r('P: This')}<w:r><w:tab/></w:r>"
        f"<w:hyperlink>{r('one')}</w:hyperlink><w:r><w:br/></w:r>{r('or that.')}</w:p>"
    )

    assert spoken(write_docx(tmp_path / "a.docx", body)) == [
        ("I", "interviewer", "Which one?"),
        ("P", "participant", "This one or that."),
    ]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('P: In a box.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawing = f"<w:r><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r>"

    assert spoken(write_docx(tmp_path / "a.docx", p("I: Where?") + f"<w:p>{drawing}</w:p>")) == [
        ("I", "interviewer", "Where?"),
        ("P", "participant", "In a box."),
    ]


@pytest.mark.parametrize("head", [(("Time", "Speaker", "Text"),), ()])
def test_table_with_time_speaker_and_text(tmp_path: Path, head: tuple[tuple[str, ...], ...]) -> None:
    rows = (
        ("00:01", "Mia", "How do you pay?"),
        ("00:04", "Tom", "By card. Mostly by card."),
        ("00:09", "Mia", "And abroad?"),
        ("00:12", "Tom", "Cash: the fees are high."),
    )
    path = write_docx(tmp_path / "a.docx", p("Interview 4") + table(*head, *rows))
    turns = [turn for turn in read(path).turns if turn.role != "other"]

    assert [(t.speaker, t.role, t.start, t.text) for t in turns] == [
        ("Mia", "interviewer", 1.0, "How do you pay?"),
        ("Tom", "participant", 4.0, "By card. Mostly by card."),
        ("Mia", "interviewer", 9.0, "And abroad?"),
        ("Tom", "participant", 12.0, "Cash: the fees are high."),
    ]
    assert read(path).balance.holds
    assert account(path).holds


def test_table_of_questions_and_answers(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "a.docx", table(("Why us?", "A friend."), ("Since when?", "May."), ("And now?", "Happy."))
    )

    assert spoken(path)[:3] == [
        (None, "interviewer", "Why us?"),
        (None, "participant", "A friend."),
        (None, "interviewer", "Since when?"),
    ]


def test_table_of_another_kind_is_read_cell_by_cell(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "a.docx", table(("Date", "1 May"), ("Room", "4")) + p("I: Why?") + p("P: Because of that.")
    )

    assert [text for _, role, text in spoken(path) if role == "participant"] == ["Because of that."]


def test_bold_questions_are_the_interviewers(tmp_path: Path) -> None:
    asked = "".join(
        f"<w:p>{r(question, '<w:b/>')}</w:p>" + p(answer)
        for question, answer in (("What is it?", "A shop."), ("Who comes?", "Everybody."), ("When?", "On Mondays."))
    )

    assert spoken(write_docx(tmp_path / "a.docx", asked))[:2] == [
        (None, "interviewer", "What is it?"),
        (None, "participant", "A shop."),
    ]


def test_headings_are_nobodys(tmp_path: Path) -> None:
    styles = wrap("styles", '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>')
    body = (
        p("I: Hello, how are you?")
        + p("P: Well.")
        + p("Part two", style="berschrift1")
        + p("I: And now?")
        + p("P: Tired.")
    )
    path = write_docx(tmp_path / "a.docx", body, {"word/styles.xml": styles})

    assert (None, "other", "Part two") in spoken(path)


def test_macros_are_named_and_ignored(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docm", p("I: Why?") + p("P: So."), {"word/vbaProject.bin": "x"})

    assert any("macros" in note for note in read(path).notes)
