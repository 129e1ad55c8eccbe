"""WebVTT as browsers parse it (plan of tests, T10): what a browser shows, we have with the same times and words.

Cases of our own after the ideas of the file-parsing tests of the web platform tests (arrows, ids, line ends, headers,
settings, times, white space, styles and regions), none copied; ``benchmarks/readers_webvtt.py`` compares the files
of those tests, in a checkout of them, with what Chromium shows. Where a browser throws a caption away, its words stay.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.readers import account, read
from cxresearch.readers.caption_blocks import tokenize
from cxresearch.readers.content import Content
from cxresearch.readers.extract import tidy_texts

Shown = list[tuple[float | None, float | None, str]]
ONE: Shown = [(1.0, 2.0, "one word")]
CASES: dict[str, tuple[str, Shown]] = {
    "an arrow in an id ends nothing": (
        "WEBVTT\n\nA --> B\n00:01.000 --> 00:02.000\none word\n",
        ONE,
    ),
    "arrows without blanks": ("WEBVTT\n\n00:01.000-->00:02.000\none word\n", ONE),
    "an arrow after many blanks": ("WEBVTT\n\n00:01.000 \t -->\t  00:02.000\none word\n", ONE),
    "a numeric id": ("WEBVTT\n\n1\n00:01.000 --> 00:02.000\none word\n", ONE),
    "an id with blanks and signs": ("WEBVTT\n\n - the & first *\n00:01.000 --> 00:02.000\none word\n", ONE),
    "windows line ends": ("WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\none word\r\n", ONE),
    "old line ends": ("WEBVTT\r\r00:01.000 --> 00:02.000\rone word\r", ONE),
    "mixed line ends": (
        "WEBVTT\r\n\n00:01.000 --> 00:02.000\rone word\n\r\n00:03.000 --> 00:04.000\nand two\r",
        [*ONE, (3.0, 4.0, "and two")],
    ),
    "a byte order mark": ("\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\none word\n", ONE),
    "words behind the header": ("WEBVTT and more\n\n00:01.000 --> 00:02.000\none word\n", ONE),
    "a tab behind the header": ("WEBVTT\tmore\n\n00:01.000 --> 00:02.000\none word\n", ONE),
    "lines below the header": ("WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\none word\n", ONE),
    "a caption right below the header": ("WEBVTT\n00:01.000 --> 00:02.000\none word\n", ONE),
    "no line end at the end": ("WEBVTT\n\n00:01.000 --> 00:02.000\none word", ONE),
    "times at the end of the file": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\none word\n\n00:03.000 --> 00:04.000",
        [*ONE, (3.0, 4.0, "")],
    ),
    "settings": (
        "WEBVTT\n\n00:01.000 --> 00:02.000 align:start line:0 position:10%,line-left size:50% vertical:rl\none word\n",
        ONE,
    ),
    "settings that are none": ("WEBVTT\n\n00:01.000 --> 00:02.000 align:nowhere line:: ??\none word\n", ONE),
    "hours left out and hours of many digits": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\none word\n\n123456:00:00.000 --> 123456:00:01.000\nfar off\n",
        [*ONE, (444441600.0, 444441601.0, "far off")],
    ),
    "two lines": ("WEBVTT\n\n00:01.000 --> 00:02.000\none\nword\n", [(1.0, 2.0, "one\nword")]),
    "notes": ("WEBVTT\n\nNOTE\nnot said\n\nNOTE nor this\n\n00:01.000 --> 00:02.000\none word\n", ONE),
    "styles and regions": (
        "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:r1\nwidth:40%\n\n"
        "00:01.000 --> 00:02.000 region:r1\none word\n",
        ONE,
    ),
    "other white space": ("WEBVTT\n\n\x0c\t 00:01.000 --> 00:02.000\none word\n", ONE),
    "blank lines before and after": ("WEBVTT\n\n\n\n00:01.000 --> 00:02.000\none word\n\n\n\n", ONE),
    # A browser drops the captions below; we keep their words, without a time where it cannot be read.
    "sixty minutes": ("WEBVTT\n\n00:60:00.000 --> 00:60:01.000\none word\n", [(None, None, "one word")]),
    "sixty seconds": ("WEBVTT\n\n00:60.000 --> 00:61.000\none word\n", [(None, None, "one word")]),
    "a comma for a full stop": ("WEBVTT\n\n00:01,000 --> 00:02,000\none word\n", ONE),
    "a line with an arrow that is no time": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\none word\n--> next\n",
        [(1.0, 2.0, "one word\n--> next")],
    ),
    "an arrow beside which something else stands": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\none\nword -x-> so\n",
        [(1.0, 2.0, "one\nword -x-> so")],
    ),
    "too few digits": ("WEBVTT\n\n00:00:1.000 --> 00:00:02.000\none word\n", [(None, 2.0, "one word")]),
    "words for times": ("WEBVTT\n\nx:00.000 --> 00:02.000\none word\n", [(None, 2.0, "one word")]),
    "a minus": ("WEBVTT\n\n-00:01.000 --> 00:02.000\none word\n", [(None, 2.0, "one word")]),
    "an end before its beginning": ("WEBVTT\n\n00:03.000 --> 00:02.000\none word\n", [(3.0, None, "one word")]),
    "no header": (
        "00:01.000 --> 00:02.000\none word\n\n00:03.000 --> 00:04.000\nand two\n",
        [*ONE, (3.0, 4.0, "and two")],
    ),
}


@pytest.mark.parametrize(("text", "shown"), CASES.values(), ids=CASES)
def test_captions_have_the_times_and_words_of_a_browser(tmp_path: Path, text: str, shown: Shown) -> None:
    path = tmp_path / "a.vtt"
    path.write_bytes(text.encode())
    texts, _ = tidy_texts(Content.load(path).lines)
    items = tokenize([*enumerate(texts, 1)]).items
    found = [(item.start, item.end, "\n".join(line.text for line in item.texts)) for item in items]
    words = " ".join(turn.text for turn in read(path).turns).split()

    assert found == shown
    assert words == " ".join(words_ for _, _, words_ in shown).split()
    assert account(path).holds


def test_a_null_character_takes_no_word_along(tmp_path: Path) -> None:
    """A browser shows a sign in its place; we drop it and count it."""
    path = tmp_path / "a.vtt"
    path.write_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\none wo\x00rd\n")

    assert read(path).turns[0].text == "one word"
    assert account(path).dropped == 1


def test_null_characters_anywhere_in_captions_make_them_no_program(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_bytes(
        b"WEBVTT\n\x00\nwords of the header\n\n\x00 one\n00:0\x001.000 -->\x00 00:02.000 align\x00:end\none word\n"
    )

    assert [(turn.text, turn.start, turn.end) for turn in read(path).turns] == [("one word", 1.0, 2.0)]
    assert account(path).dropped == 5
