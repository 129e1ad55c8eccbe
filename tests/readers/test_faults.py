"""Faults that files come with (plan of tests T9 to T13, T17 to T21, T28); small here, in full with CX_FULL=1."""

from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path

import pytest

from cxresearch.domain.transcript import Transcript, Turn
from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read
from cxresearch.readers.content import decode
from cxresearch.readers.pseudonyms import Key, plan, pseudonymise
from tests.readers.documents import p, r, write_docx

FULL = bool(os.environ.get("CX_FULL"))
STEP = 1 if FULL else 37


def captions(count: int, *, comma: bool = False, seconds: int = 3) -> str:
    mark = "," if comma else "."
    made = "" if comma else "WEBVTT\n\n"
    for n in range(count):
        start, end = n * seconds, n * seconds + seconds - 1
        clock = [f"{t // 3600:02d}:{t // 60 % 60:02d}:{t % 60:02d}{mark}000" for t in (start, end)]
        who = "Ruth" if n % 4 == 0 else "Walter"
        made += f"{n + 1}\n{clock[0]} --> {clock[1]}\n{who}: So this is what I said at place {n}.\n\n"
    return made


@pytest.mark.parametrize("comma", [False, True], ids=["vtt", "srt"])
def test_t9_captions_cut_anywhere(tmp_path: Path, comma: bool) -> None:
    """Captions kept and reported are the arrows seen; what is left of the last one is in the account."""
    whole = captions(60, comma=comma).encode()
    path = tmp_path / "a"
    for at in range(40, len(whole), STEP):
        path.write_bytes(whole[:at])
        try:
            transcript = read(path)
        except UnreadableFile:
            continue
        text = whole[:at].decode()
        assert transcript.balance.holds
        if transcript.format in {"vtt", "srt"}:
            held = transcript.balance.kept + sum("-->" in one.text for one in transcript.balance.reported)
            assert held == text.count("-->"), at
        assert account(path).extracted == len("".join(text.split())), at


def test_t9_documents_and_json_cut_anywhere(tmp_path: Path) -> None:
    document = write_docx(
        tmp_path / "a.docx", "".join(p(f"I: Why {n}?") + p("P1: So.") for n in range(20))
    ).read_bytes()
    text = '{"segments": [' + ",".join(f'{{"start": {n}, "end": {n + 1}, "text": "So {n}."}}' for n in range(30)) + "]}"
    for name, whole in (("a.docx", document), ("a.json", text.encode())):
        path = tmp_path / name
        for at in range(0, len(whole), 1 if FULL else 61):
            path.write_bytes(whole[:at])
            try:
                assert read(path).balance.holds
            except UnreadableFile as error:
                assert str(error).endswith(".")


ROUGH = [
    "00:00:01.000 --> 00:00:02.000\nTwo words\n",
    "00:00:01,000 --> 00:00:02,000\nTwo words\n",
    "00:01.000 --> 00:02.000\nTwo words\n",
    "00:61:99.000 --> 00:62:00.000\nTwo words\n",
    "00:00:05.000 --> 00:00:02.000\nTwo words\n",
    "-00:00:01.000 --> 00:00:02.000\nTwo words\n",
    "123:00:01.000 --> 123:00:02.000\nTwo words\n",
    "00:00:01.000 -->00:00:02.000\nTwo words\n",
    "00:00:01.000-->00:00:02.000\nTwo words\n",
    "00:00:01.000 --> 00:00:02.000 align:start position:0%\nTwo words\n",
    "00:00:01.000 -->\nTwo words\n",
    "00:00:01 --> 00:00:02\nTwo words\n",
    "00:00:01.000 --> 00:00:02.000\n<v Ana>Two</v> <v Bo>words</v>\n",
    "00:00:01.000 --> 00:00:02.000\n<c.yellow>Two words</c>\n",
    "00:00:01.000 --> 00:00:02.000\nTwo\nwords\n",
    "00:00:01.000 --> 00:00:02.000\nTwo --> words\n",
    "7\n00:00:01.000 --> 00:00:02.000\nTwo words\n",
    "intro\n00:00:01.000 --> 00:00:02.000\nTwo words\n",
    "00:00:01.000 --> 00:00:02.000\nTwo &amp; words\n",
    "00:00:01.000 --> 00:00:02.000\n- Two\n- words\n",
]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("rough", ROUGH)
def test_t11_rough_captions_keep_their_words(tmp_path: Path, rough: str, ends: str) -> None:
    path = tmp_path / "a.vtt"
    good = "00:00:10.000 --> 00:00:12.000\nA good caption here.\n"
    path.write_bytes("\n".join(["WEBVTT", "", rough, good]).replace("\n", ends).encode())
    said = " ".join(turn.text for turn in read(path).turns)

    assert "Two" in said
    assert "words" in said
    assert "A good caption here." in said


SPEECH = {
    "en": "Interviewer: Why did you stop?\nP1: It’s slow — and the café closed.\n",
    "de": "Interviewer: Warum?\nP1: Weil es für mich größer wäre, übrigens.\n",
    "fr": "Interviewer: Pourquoi?\nP1: Parce que l’été où j’étais là, ça coûtait 3 €.\n",
    "es": "Interviewer: ¿Por qué?\nP1: Porque mañana será más fácil, señor.\n",
    "pl": "Interviewer: Dlaczego?\nP1: Bo źle działa, a ja chcę łatwo.\n",
    "fa": "Interviewer: چرا؟\nP1: چون می‌خواهم برگردم.\n",
    "ja": "Interviewer: なぜ?\nP1: 遅いからです。\n",
    "ru": "Interviewer: Почему?\nP1: Потому что медленно.\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("language", SPEECH)
@pytest.mark.parametrize("times", [1, 40])
def test_t12_no_silent_mojibake(encoding: str, language: str, times: int) -> None:
    """Either the very words, or words with a note that says what was guessed."""
    text = SPEECH[language] * times
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this encoding cannot hold these words")
    found = decode(data)

    assert found is not None
    assert found.text.lstrip("\ufeff") == text or found.notes


@pytest.mark.parametrize("encoding", ["koi8-r", "iso-8859-2", "shift_jis", "cp1251"])
def test_t12_other_encodings_are_noted(encoding: str) -> None:
    text = SPEECH[{"iso-8859-2": "pl", "shift_jis": "ja"}.get(encoding, "ru")]
    found = decode(text.encode(encoding))

    assert found is None or found.notes


@pytest.mark.slow
def test_t13_many_captions(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    count = 100_000 if FULL else 10_000
    path.write_text(captions(count), encoding="utf-8")
    transcript = read(path)

    assert transcript.balance.kept == count


def test_t17_emoji_and_combining_marks_survive(tmp_path: Path) -> None:
    words = "So 👩🏽‍🔬 said e\u0301 and می‌خواهم and نمی‌دانم."
    path = tmp_path / "a.txt"
    path.write_text(f"I: What?\nP1: {words}\nI: And?\nP1: No.\n", encoding="utf-8")
    turn = read(path).turns[1]

    assert turn.text == unicodedata.normalize("NFC", words)


def test_t18_controls_are_dropped_and_counted_and_joiners_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("I: What\u202e?\nP1: a\u200bb\u2066c\u2069 می\u200cخواهم\nI: Why?\nP1: No.\n", encoding="utf-8")
    turn = read(path).turns[1]

    assert turn.text == "abc می\u200cخواهم"
    assert account(path).dropped == 4


def test_t19_the_final_view_of_a_document(tmp_path: Path) -> None:
    kept, gone, hidden = r("P1: I like it"), "<w:r><w:delText>hate</w:delText></w:r>", r("secret", "<w:vanish/>")
    body = p("I: So?") + f"<w:p>{kept}<w:del>{gone}</w:del><w:ins>{r(' a lot')}</w:ins>{hidden}</w:p>" + p("I: Why?")
    transcript = read(write_docx(tmp_path / "a.docx", body + p("P1: It works.")))

    assert transcript.turns[1].text == "I like it a lot"
    assert {one.reason for one in transcript.balance.reported} == {"deleted text", "hidden text"}


def test_t28_a_line_of_100_kb_through_every_rule(tmp_path: Path) -> None:
    lines = [
        "\t " * 50_000,
        "a@" * 50_000,
        "1 2 " * 25_000,
        "Ana " * 25_000,
        ": " * 50_000,
        "[(" * 50_000,
        "**a " * 25_000,
    ]
    spent: list[float] = []
    for line in lines[: None if FULL else 4]:
        path = tmp_path / "a.txt"
        path.write_text(f"I: What?\nP1: {line}x\nI: And?\nP1: No.\n", encoding="utf-8")
        began = time.process_time()
        transcript = read(path)
        key = plan([("a", transcript)], key=Key())
        for turn in transcript.turns:
            pseudonymise(turn.text, key=key)
        spent.append(time.process_time() - began)

    assert len(spent) == len(lines[: None if FULL else 4])  # a rule that is not linear would never come here


def test_two_readings_of_two_orders_are_equal(tmp_path: Path) -> None:
    talk = [Turn("Ana", f"Zubaida told me {n} times.", "participant") for n in range(5)]
    files = [(f"{n}.txt", Transcript("text", "utf-8", "en", (turn,))) for n, turn in enumerate(talk)]

    assert plan(files, key=Key()) == plan(files[::-1], key=Key())
