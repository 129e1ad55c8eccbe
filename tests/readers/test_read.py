"""Promises that hold for every reader: nothing lost, nothing but named errors, the same answer every time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxresearch.errors import UnreadableFile
from cxresearch.readers import FORMATS, account, read

CASES = Path(__file__).parent / "cases"
SEEDS = [path.read_bytes() for path in sorted(CASES.iterdir()) if path.suffix != ".expected"]
TOKENS = [b"\n", b":", b"-->", b"**", b"[", b"\x00", b"\xff", b"#", b"<v ", b"\xe2\x80\x8b", b"00:01", b"? *", b"\t"]
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def check_sentence(message: str, path: Path) -> None:
    assert path.name in message
    assert message.endswith(".")


def check(path: Path) -> None:
    """Read, and check what must hold of whatever was read."""
    try:
        transcript = read(path)
    except UnreadableFile as error:
        message = str(error)
        check_sentence(message, path)
        return
    assert transcript.balance.holds
    assert account(path).holds
    assert all(turn.text and turn.text == " ".join(turn.text.split()) for turn in transcript.turns)
    assert {turn.speaker for turn in transcript.turns} - {None} <= {speaker.name for speaker in transcript.speakers}
    assert all(0 <= speaker.confidence <= 1 for speaker in transcript.speakers)
    assert read(path) == transcript


@relaxed
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path_factory, data: bytes) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("fuzz") / "any"
    path.write_bytes(data)
    check(path)


@relaxed
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_transcripts(tmp_path_factory, seed: bytes, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    damaged = bytearray(seed)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(damaged)))
        action = data.draw(st.sampled_from(["cut", "insert", "double"]))
        if action == "cut":
            del damaged[at : at + data.draw(st.integers(1, 40))]
        elif action == "insert":
            damaged[at:at] = data.draw(st.sampled_from(TOKENS))
        else:
            damaged[at:at] = damaged[at : at + 60]
    path = tmp_path_factory.mktemp("fuzz") / "damaged"
    path.write_bytes(bytes(damaged))
    check(path)


WORD = st.from_regex(r"[a-zA-Zéüñ]{2,9}", fullmatch=True)
LAYOUTS = ["{s}: {t}", "**{s}:** {t}", "[00:0{n}:11] {s}: {t}", "{s}  0:{n}1  \n{t}", "### {s}\n\n{t}",
           "- {t}? *{t}", "{n}. {t}", "{t}",
           "({t})",
           "{s}\t{t}", "# {t}", "> {t}", "{s} - {t}", "1\n00:00:0{n},000 --> 00:00:0{n},500\n{s}: {t}"]  # fmt: skip


@relaxed
@given(
    st.lists(
        st.tuples(
            st.sampled_from(LAYOUTS),
            st.sampled_from(["Ana", "I", "P1", "Tom Hale", "Note"]),
            st.lists(WORD, min_size=1, max_size=9),
        ),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_every_word_is_in_a_turn_or_a_report(tmp_path_factory, rows, gap: str) -> None:  # type: ignore[no-untyped-def]
    text = gap.join(
        layout.format(s=name, t=" ".join(words), n=number % 6) for number, (layout, name, words) in enumerate(rows)
    )
    path = tmp_path_factory.mktemp("words") / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    check(path)
    transcript = read(path)
    found = [turn.text for turn in transcript.turns] + [x.text for x in transcript.balance.reported]
    labels = {"ana", "i", "p1", "tom", "hale", "note"} | {
        w for s in transcript.speakers for w in s.name.casefold().split()
    }
    have = sorted(re.findall(r"[a-zéüñ]{2,}", " ".join(found).casefold()))
    want = sorted(w for w in re.findall(r"[a-zéüñ]{2,}", text.casefold()) if w not in labels)

    assert [word for word in have if word not in labels] == want


def test_a_format_is_named_in_every_refusal(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(bytes(range(1, 32)) * 20)
    with pytest.raises(UnreadableFile) as caught:
        read(path)

    assert all(name in str(caught.value) for name in FORMATS)


def test_importing_the_readers_is_light() -> None:
    heavy = "('lxml', 'numpy', 'py3langid', 'spacy')"
    code = f"import sys, cxresearch.readers; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("between", ["00:01:02.000" * 12, "00:01:02" + " " * 160, "00:01:02 " + "-" * 160 + " "])
def test_words_far_behind_a_time_are_kept(tmp_path: Path, between: str) -> None:
    path = tmp_path / "far.txt"
    path.write_text(
        f"I: Hello?\nP1: I waited.\n{between}And then again.\nI: Why?\nP1: Nobody came.\n", encoding="utf-8"
    )
    assert any("And then again." in turn.text for turn in read(path).turns)
