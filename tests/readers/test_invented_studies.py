"""One invented talk in many layouts and labels: participants' words within 5 %, every character accounted for."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from cxresearch.readers import account, read
from tests.readers.documents import p, table, write_docx, write_pdf

TALK = [
    ("i", "Thanks for taking part. Could you tell me what you do all day?"),
    ("p", "I run a small bakery: bread, rolls, a few cakes. My sister does the books and I do the nights."),
    ("i", "How do you order flour?"),
    ("p", "By phone, still. There is a portal, but it asks for the postcode three times. Isn't that silly?"),
    ("i", "Mhm."),
    ("p", "At 4:30 in the morning you want one button. I wrote to them twice. Nothing came back."),
    ("i", "What would you change?"),
    ("p", "Let me repeat the last order. And tell me when the lorry comes, not a window of six hours."),
    ("i", "What stops you from changing the supplier?"),
    ("p", "Price. Habit. The driver knows where the key is, and that counts for a lot in our trade."),
    ("i", "Is there anything else?"),
    ("p", "No, I think that is it. I am tired, sorry."),
] * 3
WORDS = sum(len(said.split()) for who, said in TALK if who == "p")
LABELS = [
    ("Interviewer", "Respondent"), ("I", "B1"), ("INT", "P07"), ("Q", "A"), ("Moderator", "TN 2"), ("E", "S"),
    ("Ruth Calloway", "Walter"), ("Speaker 1", "Speaker 2"), ("Interviewerin", "Befragter"), ("Int.", "Resp."),
    ("Interviewer:in", "Interviewte:r"), ("Onderzoeker", "Geïnterviewde"), ("Badaczka", "Rozmówca"),
    ("Enquêtrice", "Enquêté"),
]  # fmt: skip


def clock(n: int) -> str:
    return f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}"


Turn = tuple[int, str, str]
LAYOUTS: dict[str, Callable[[list[Turn]], str]] = {
    "colon": lambda t: "\n".join(f"{who}: {said}" for _, who, said in t),
    "blank lines": lambda t: "\n\n".join(f"{who}:\n{said}" for _, who, said in t),
    "bold": lambda t: "\n\n".join(f"**{who}:** {said}" for _, who, said in t),
    "headings": lambda t: "\n\n".join(f"### {who}\n\n{said}" for _, who, said in t),
    "titled headings": lambda t: (
        "# Talk 4\n\nDate: 3 May\n\n" + "\n\n".join(f"## {who}\n\n{said}" for _, who, said in t)
    ),
    "times before": lambda t: "\n".join(f"[{clock(9 * n)}] {who}: {said}" for n, who, said in t),
    "times behind": lambda t: "\n\n".join(f"{who}  {n // 6}:{n % 6}5\n{said}" for n, who, said in t),
    "tabs": lambda t: "\n".join(f"{who}\t{said}" for _, who, said in t),
    "numbered": lambda t: "\n".join(f"{n} {who}: {said}" for n, who, said in t),
    "numbered, wrapped": lambda t: "\n".join(
        line
        for n, who, said in t
        for line in textwrap.wrap(f"{who}: {said}", 70, initial_indent=f"{n:>3} ", subsequent_indent="    ")
    ),
    "numbered lines": lambda t: "\n".join(
        f"{n:>3} {line}" for n, line in enumerate((x for _, w, s in t for x in textwrap.wrap(f"{w}: {s}", 60)), 1)
    ),
    "numbers behind": lambda t: "\n".join(f"{who}: {said} [{n}]" for n, who, said in t),
    "numbers alone": lambda t: "\n".join(f"{n}\n{who}: {said}" for n, who, said in t),
    "captions": lambda t: (
        "WEBVTT\n\n"
        + "".join(f"{clock(9 * n)}.000 --> {clock(9 * n + 8)}.000\n{who}: {said}\n\n" for n, who, said in t)
    ),
    "voices": lambda t: (
        "WEBVTT\n\n"
        + "".join(f"{clock(9 * n)}.000 --> {clock(9 * n + 8)}.000\n<v {who}>{said}</v>\n\n" for n, who, said in t)
    ),
}


def turns(labels: tuple[str, str]) -> list[Turn]:
    return [(n, labels[who == "p"], said) for n, (who, said) in enumerate(TALK, 1)]


@pytest.mark.parametrize("labels", LABELS, ids="-".join)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_and_labels(tmp_path: Path, layout: str, labels: tuple[str, str]) -> None:
    path = tmp_path / "a"
    text = LAYOUTS[layout](turns(labels))
    path.write_text(text, encoding="utf-8")
    transcript = read(path)

    assert abs(transcript.words("participant") - WORDS) <= 0.05 * WORDS
    assert transcript.balance.holds
    assert account(path).extracted == len("".join(text.split()))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(LAYOUTS["colon"](turns(("E", "P"))).replace("\n", ends).encode(encoding))

    assert read(path).words("participant") == WORDS


@pytest.mark.parametrize("labels", LABELS[:7], ids="-".join)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    "head",
    [
        ("turn", "speaker", "text", "tag"),
        ("id", "role", "content", "codes"),
        ("", "Speaker", "Utterance", "Tag"),
        ("document", "speaker", "segment", "code"),
    ],
    ids=" ".join,
)
def test_tables_of_tagged_turns(tmp_path: Path, head: tuple[str, ...], mark: str, labels: tuple[str, str]) -> None:
    stream = io.StringIO()
    rows = [(n, who, said, ("need", "pain", "")[n % 3]) for n, who, said in turns(labels)]
    csv.writer(stream, delimiter=mark).writerows([head, *rows])
    path = tmp_path / "a.csv"
    path.write_text(stream.getvalue(), encoding="utf-8")

    assert abs(read(path).words("participant") - WORDS) <= 0.05 * WORDS


def test_documents(tmp_path: Path) -> None:
    said = turns(("Interviewer", "P3 (Baker)"))
    plain = write_docx(tmp_path / "a.docx", "".join(p(f"{who}: {text}") for _, who, text in said))
    rows = write_docx(tmp_path / "b.docx", table(*((who, text) for _, who, text in said)))
    lines = LAYOUTS["numbered, wrapped"](turns(("I", "B"))).splitlines()
    pages = [["Interview 4", *lines[n : n + 20], f"Page {n // 20 + 1}"] for n in range(0, len(lines), 20)]
    numbers = [[*page, *(str(n) for n in range(k * 9 + 1, 60))] for k, page in enumerate(pages)]
    printed = [write_pdf(tmp_path / "c.pdf", pages), write_pdf(tmp_path / "d.pdf", numbers)]

    for path in (plain, rows, *printed):
        assert abs(read(path).words("participant") - WORDS) <= 0.05 * WORDS, path
