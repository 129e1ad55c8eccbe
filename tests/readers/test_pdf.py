from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, pdf, read
from tests.readers.documents import write_pdf

LONG = "and then I thought about it for a while, since it is my money after all,"


def page(number: int, *lines: str) -> list[str]:
    return ["Study of payments, spring", *lines, f"Page {number} of 3"]


def test_labels_wrapped_lines_headers_and_footers(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        [
            page(1, "I: How do you pay?", f"B: By card, {LONG}", "and that was that."),
            page(2, "I: And abroad?", f"B: In cash, {LONG}"),
            page(3, "mostly.", "I: Thank you.", "B: Thanks."),
        ],
    )
    transcript = read(path)

    assert transcript.format == "pdf"
    assert [(t.speaker, t.role, t.text) for t in transcript.turns] == [
        ("I", "interviewer", "How do you pay?"),
        ("B", "participant", f"By card, {LONG} and that was that."),
        ("I", "interviewer", "And abroad?"),
        ("B", "participant", f"In cash, {LONG} mostly."),
        ("I", "interviewer", "Thank you."),
        ("B", "participant", "Thanks."),
    ]
    assert transcript.balance.holds
    assert account(path).holds
    assert [r.reason for r in transcript.balance.reported] == ["a page header", "a page footer"] * 3


def test_numbered_paragraphs_and_page_numbers(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        [
            ["1 I: Wie war das?", "2 B: Gut.", "3 I: Und dann?", "1"],
            ["4 B: Nichts weiter.", "5 I: Warum?", "6 B: Es war zu teuer.", "2"],
        ],
    )
    transcript = read(path)

    assert [(t.speaker, t.text) for t in transcript.turns][-1] == ("B", "Es war zu teuer.")
    assert len(transcript.turns) == 6
    assert [(r.reason, r.text) for r in transcript.balance.reported] == [("a page number", "1"), ("a page number", "2")]


def test_a_label_on_top_of_every_page_is_no_header(tmp_path: Path) -> None:
    pages = [["Dan:", f"Question {n}, what about it?", "Participant:", f"Answer {n}, I would say."] for n in range(4)]
    transcript = read(write_pdf(tmp_path / "a.pdf", pages))

    assert [turn.speaker for turn in transcript.turns] == ["Dan", "Participant"] * 4


def test_words_parted_by_tabs() -> None:
    assert pdf._spaced("\tOkay.\tSo\tnow\tyou\tcan") == " Okay. So now you can"
    assert pdf._spaced("Ana\tI said so, and that was it.") == "Ana\tI said so, and that was it."


def test_one_paragraph_ends_with_a_short_line(tmp_path: Path) -> None:
    lines = [f"It was slow, {LONG}", "and so I left.", f"They called me, {LONG}", "and I came back."]
    turns = read(write_pdf(tmp_path / "a.pdf", [lines])).turns

    assert [turn.text.split(",")[0] for turn in turns] == ["It was slow", "They called me"]


def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile, match=r"pictures of pages .* \(OCR\)"):
        read(write_pdf(tmp_path / "empty.pdf", [[]]))
    with pytest.raises(UnreadableFile, match="password"):
        read(write_pdf(tmp_path / "locked.pdf", [["I: Why?"]], encrypt="secret"))
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(UnreadableFile, match="damaged"):
        read(tmp_path / "damaged.pdf")
    monkeypatch.setattr(pdf, "_SECONDS", 0.01)
    with pytest.raises(UnreadableFile, match="took longer"):
        read(write_pdf(tmp_path / "slow.pdf", [["I: Why?", "B: So."]]))


def test_a_worker_that_dies_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.sys, "executable", "/bin/false")
    with pytest.raises(UnreadableFile, match="more time or memory"):
        read(write_pdf(tmp_path / "a.pdf", [["I: Why?", "B: So."]]))


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_file_cut_short_is_read_with_a_note_or_refused(tmp_path: Path, at: float) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["I: Why?", "B: It broke."]])
    data = path.read_bytes()
    path.write_bytes(data[: int(at * len(data))])
    try:
        transcript = read(path)
    except UnreadableFile as error:
        assert path.name in str(error)
    else:
        assert any("departs from the PDF standard" in note for note in transcript.notes)
