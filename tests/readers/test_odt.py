from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read
from tests.readers.documents import odt_table, write_odt


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def spoken(path: Path) -> list[tuple[str | None, str, str]]:
    transcript = read(path)
    assert transcript.format == "odt"
    assert transcript.balance.holds
    assert account(path).holds
    return [(turn.speaker, turn.role, turn.text) for turn in transcript.turns]


def reported(path: Path) -> set[tuple[str, str]]:
    return {(report.reason, report.text) for report in read(path).balance.reported}


def test_labels_spaces_breaks_and_spans(tmp_path: Path) -> None:
    body = p("I: How<text:s text:c='3'/>was<text:line-break/>it?") + p("B:<text:tab/>Fi<text:span>ne</text:span>.")

    assert spoken(write_odt(tmp_path / "a.odt", body)) == [
        ("I", "interviewer", "How was it?"),
        ("B", "participant", "Fine."),
    ]


def test_tab_indented_speech_between_numbered_tasks(tmp_path: Path) -> None:
    said = [
        p("1 Open the start page."),
        p("<text:tab/>It is quite full."),
        p("<text:tab/>(The participant scrolls down)"),
        p("2 Find the bill of May."),
        p("<text:tab/>Here it is."),
        p("3 Pay it."),
        p("<text:tab/>Done, I believe."),
    ]

    assert [
        text for _, role, text in spoken(write_odt(tmp_path / "a.odt", "".join(said))) if role == "participant"
    ] == [
        "It is quite full.",
        "Here it is.",
        "Done, I believe.",
    ]


def test_tracked_deletions_are_reported_and_insertions_spoken(tmp_path: Path) -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Zed</dc:creator>"
        f"</office:change-info>{p('hate')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = changes + p("I: Do you like it?") + p("P: I <text:change/><text:change-start/>love<text:change-end/> it.")
    path = write_odt(tmp_path / "a.odt", body)

    assert spoken(path)[1] == ("P", "participant", "I love it.")
    assert reported(path) == {("deleted text", "hate")}


def test_notes_comments_hidden_text_and_margins_are_reported(tmp_path: Path) -> None:
    note = (
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('a street')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation><dc:creator>Zed</dc:creator>{p('check this')}</office:annotation>"
    hidden = "<text:span text:style-name='T9'>her real name</text:span>"
    styles = (
        "<style:style style:name='T9' style:family='text'><style:text-properties text:display='none'/></style:style>"
    )
    margins = (
        "<office:master-styles><style:master-page>"
        f"<style:header>{p('Confidential')}</style:header></style:master-page></office:master-styles>"
    )
    body = p("I: Where?") + p(f"P: At{note} home{comment}.{hidden}")
    path = write_odt(tmp_path / "a.odt", body, styles, margins)

    assert spoken(path) == [("I", "interviewer", "Where?"), ("P", "participant", "At home.")]
    assert reported(path) == {
        ("a footnote", "a street"),
        ("a comment", "check this"),
        ("hidden text", "her real name"),
        ("a page header", "Confidential"),
    }


def test_tables_of_turns_and_particulars(tmp_path: Path) -> None:
    rows = (("Mia", "How do you pay?"), ("Tom", "By card."), ("Mia", "And abroad?"), ("Tom", "In cash, mostly."))
    path = write_odt(tmp_path / "a.odt", odt_table(("Date", "1 May"), ("Place", "Room 4")) + odt_table(*rows))

    assert spoken(path) == [
        ("Mia", "interviewer", "How do you pay?"),
        ("Tom", "participant", "By card."),
        ("Mia", "interviewer", "And abroad?"),
        ("Tom", "participant", "In cash, mostly."),
    ]
    assert reported(path) == {("front matter", "Date 1 May"), ("front matter", "Place Room 4")}


def test_headings_and_lists(tmp_path: Path) -> None:
    body = (
        p("I: Hello, how are you?")
        + "<text:list><text:list-item>"
        + p("P: Well.")
        + "</text:list-item></text:list><text:h>Part two</text:h>"
        + p("I: And now?")
        + p("P: Tired.")
    )

    assert (None, "other", "Part two") in spoken(write_odt(tmp_path / "a.odt", body))


def test_a_million_blanks_are_a_few(tmp_path: Path) -> None:
    path = write_odt(tmp_path / "a.odt", p("I: Why<text:s text:c='99999999'/>now?") + p("P: So."))

    assert spoken(path)[0][2] == "Why now?"


@pytest.mark.parametrize(
    ("part", "text", "words"),
    [
        ("META-INF/manifest.xml", "<m><encryption-data/></m>", "encrypted"),
        ("content.xml", "<broken", "damaged"),
        ("content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type"),
        ("content.xml", "<a/>", "no document body"),
    ],
)
def test_refusals(tmp_path: Path, part: str, text: str, words: str) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(part, text)
        if part != "content.xml":
            archive.writestr("content.xml", "<a/>")
    with pytest.raises(UnreadableFile, match=words):
        read(path)


def test_slides_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.odp"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(UnreadableFile, match="OpenDocument slides"):
        read(path)


def test_text_outside_of_paragraphs_is_reported(tmp_path: Path) -> None:
    table = odt_table(("Interviewer", "Why so?"), ("P1", "It was slow.")).replace(
        "</table:table-row>", "</table:table-row>row"
    )
    path = write_odt(tmp_path / "a.odt", f"{p('I: How was it?')}loose{p('B: Fine.')}{table}<text:list>item</text:list>")

    assert [text for _, _, text in spoken(path)][:2] == ["How was it?", "Fine."]
    assert ("text outside of a paragraph", "loose") in reported(path)
    assert ("text outside of a paragraph", "row") in reported(path)
    assert ("text outside of a paragraph", "item") in reported(path)
