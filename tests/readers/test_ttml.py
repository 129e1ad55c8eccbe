from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.domain.transcript import Transcript
from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read

SPACE = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    ' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" ttp:tickRate="1000" xml:lang="en"'
)


def heard(tmp_path: Path, body: str, head: str = "") -> Transcript:
    path = tmp_path / "a.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<tt {SPACE}><head>{head}</head><body>{body}</body></tt>',
        encoding="utf-8",
    )
    transcript = read(path)

    assert transcript.format == "ttml"
    assert transcript.balance.holds
    assert account(path).holds
    return transcript


def test_agents_are_speakers(tmp_path: Path) -> None:
    agents = (
        '<metadata><ttm:agent xml:id="a" type="person"><ttm:name type="full">Lou Ash</ttm:name></ttm:agent>'
        '<ttm:agent xml:id="b" type="person"/></metadata>'
    )
    body = (
        '<div><p begin="0s" end="2s" ttm:agent="a">Why did you<br/>leave?</p>'
        '<p begin="00:00:03.500" dur="1500ms" ttm:agent="b">It was <span>slow</span>.</p>'
        '<p begin="6s" end="7s"><span ttm:agent="a">And then?</span> <span ttm:agent="b">I left.</span></p></div>'
    )
    transcript = heard(tmp_path, body, agents)

    assert [(t.speaker, t.text, t.start, t.end) for t in transcript.turns[:2]] == [
        ("Lou Ash", "Why did you leave?", 0.0, 2.0),
        ("b", "It was slow.", 3.5, 5.0),
    ]
    assert [(t.speaker, t.text) for t in transcript.turns[2:]] == [("Lou Ash", "And then?"), ("b", "I left.")]


def test_labels_in_captions_and_times_of_what_encloses_them(tmp_path: Path) -> None:
    body = (
        '<div begin="10s"><p begin="00:00:01:05" end="00:00:02:00">Interviewer: Why?</p>'
        '<p begin="3000t" end="50f">P1: It was slow.</p><p begin="soon" end="later">P1: And dear.</p></div>'
    )
    transcript = heard(tmp_path, body)

    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("Interviewer", "Why?"),
        ("P1", "It was slow. And dear."),
    ]
    assert [turn.start for turn in transcript.turns] == [11.2, 13.0]


def test_empty_captions_are_reported(tmp_path: Path) -> None:
    transcript = heard(tmp_path, '<div><p begin="1s" end="2s"/><p begin="3s" end="4s">So it was slow.</p></div>')

    assert (transcript.balance.units_in, transcript.balance.kept) == (2, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'<!DOCTYPE tt [<!ENTITY a "b">]><tt {SPACE}><body><p>&a;</p></body></tt>', "document type"),
        (f"<tt {SPACE}><body><p>So</body></tt>", "damaged"),
    ],
)
def test_what_is_dangerous_or_damaged_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "a.ttml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableFile, match=words):
        read(path)


def test_words_outside_of_paragraphs_are_kept(tmp_path: Path) -> None:
    transcript = heard(
        tmp_path, '<div>So it <p begin="1s" end="2s">was slow.</p> and <span>very</span> dear</div> Yes.'
    )

    assert " ".join(turn.text for turn in transcript.turns) == "So it was slow. and very dear Yes."
