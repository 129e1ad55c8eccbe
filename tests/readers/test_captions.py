from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.readers import account, read
from cxresearch.readers.caption_blocks import timestamp, timing


def write(folder: Path, text: str, *, end: str = "\n") -> Path:
    path = folder / "a.vtt"
    path.write_bytes(text.replace("\n", end).encode())
    return path


@pytest.mark.parametrize(
    ("text", "value"),
    [("00:00.000", 0.0), ("01:02:03.004", 3723.004), ("100:00:00.000", 360000.0), ("00:01,5", 1.5),
     ("1:02", 62.0),
     ("00:60.000", None), ("00:61:00.000", None), ("1.5", None), ("", None), ("00:00:00:12", None),
     ("-00:01.000", None)],
)  # fmt: skip
def test_timestamps(text: str, value: float | None) -> None:
    assert timestamp(text) == value


@pytest.mark.parametrize(
    ("line", "fresh", "is_timing"),
    [("00:01.000 --> 00:02.000", False, True), ("00:01.000-->00:02.000", True, True), ("0:xx --> 0:02", True, True),
     ("--> 00:02.000", True, True), ("00:01.000 -->", False, True), ("click File --> Save", True, False),
     ("A --> B", True, False), ("from 00:01 --> to 00:02 we ran", False, False), ("-->", True, True)],
)  # fmt: skip
def test_which_arrows_are_times(line: str, fresh: bool, is_timing: bool) -> None:
    assert (timing(line, fresh=fresh) is not None) is is_timing


CUE = """WEBVTT

00:01.000 --> 00:02.000
<v Mia>Why?

00:03.000 --> 00:04.000
<v Tom>Because

00:04.000 --> 00:05.000
<v Tom>it broke.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sentence_over_two_captions_is_one_turn(tmp_path: Path, end: str) -> None:
    turns = read(write(tmp_path, CUE, end=end)).turns

    assert [(t.speaker, t.text, t.start, t.end) for t in turns] == [
        ("Mia", "Why?", 1.0, 2.0),
        ("Tom", "Because it broke.", 3.0, 5.0),
    ]


def test_bad_times_keep_their_words(tmp_path: Path) -> None:
    transcript = read(write(tmp_path, CUE.replace("00:03.000", "00:99.000")))

    assert [(t.text, t.start) for t in transcript.turns] == [("Why?", 1.0), ("Because it broke.", None)]
    assert any("time that cannot be read" in note for note in transcript.notes)


def test_overlaps_and_backward_times_are_flagged(tmp_path: Path) -> None:
    notes = read(
        write(tmp_path, CUE.replace("--> 00:02.000", "--> 00:09.000").replace("--> 00:05.000", "--> 00:01.000"))
    ).notes

    assert any("before the one before has ended" in note for note in notes)
    assert any("no end" in note for note in notes)


def test_two_voices_in_a_caption(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mia>Why?</v>\n<v.loud Tom>So.\n"

    assert [(t.speaker, t.text) for t in read(write(tmp_path, text)).turns] == [("Mia", "Why?"), ("Tom", "So.")]


def test_one_name_at_the_top_speaks_throughout(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nTravis: I began\n\n2\n00:00:02,000 --> 00:00:03,000\nin May.\n"

    assert [(t.speaker, t.text) for t in read(write(tmp_path, text)).turns] == [("Travis", "I began in May.")]


def test_words_before_a_colon_are_not_names(tmp_path: Path) -> None:
    said = ("I will say this:", "there are two things: bread and salt.")
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}\n\n" for n, words in enumerate(said))

    assert [t.speaker for t in read(write(tmp_path, text)).turns] == [None]


def test_nothing_is_lost_when_a_file_is_cut_anywhere(tmp_path: Path) -> None:
    whole = "WEBVTT\n\n" + "".join(
        f"{n}\n00:{n:02d}.000 --> 00:{n:02d}.900\n<v {'Mia' if n % 3 else 'Tom'}>Word{n} ünd more --> of it.\n\n"
        for n in range(60)
    )
    data = whole.encode()
    for cut in range(8, len(data), 31):
        path = tmp_path / "a.vtt"
        path.write_bytes(data[:cut])
        text = data[:cut].decode(errors="replace")
        seen = sum("-->" in line and line[:1].isdigit() for line in text.splitlines())
        transcript = read(path) if seen else None
        if transcript is None:
            continue
        captions = [x for x in transcript.balance.reported if "words" in x.reason]
        assert transcript.balance.holds
        assert account(path).holds
        assert transcript.balance.kept + len(captions) == seen
        said = " ".join([t.text for t in transcript.turns] + [x.text for x in transcript.balance.reported])
        assert all(f"Word{n} " in f"{said} " for n in range(60) if f"Word{n} " in text)


def test_ten_thousand_captions_are_one_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text(
        "WEBVTT\n\n"
        + "".join(
            f"{n // 60:02d}:{n % 60:02d}.000 --> {n // 60:02d}:{n % 60:02d}.900\nMia: word {n}.\n\n"
            for n in range(3000)
        )
    )
    transcript = read(path)

    assert transcript.balance.kept == 3000
    assert transcript.words("participant") + transcript.words("interviewer") == 6000
