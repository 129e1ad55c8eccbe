from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read


def write(path: Path, body: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode(encoding))
    return path


def spoken(path: Path) -> list[tuple[str | None, str, str]]:
    transcript = read(path)
    assert transcript.format == "html"
    assert transcript.balance.holds
    assert account(path).holds
    return [(turn.speaker, turn.role, turn.text) for turn in transcript.turns]


TURNS = [
    ("Mia", "interviewer", "How do you pay?"),
    ("Tom", "participant", "By card."),
    ("Mia", "interviewer", "And abroad?"),
    ("Tom", "participant", "In cash, mostly."),
]


@pytest.mark.parametrize(
    "form",
    [
        "<p>{n}: {t}</p>",
        "<p><strong>{n}:</strong> {t}</p>",
        "<div><b>{n}</b></div><div>{t}</div>",
        "{n}: {t}<br>",
        "<p><span class='speaker'>{n}</span><span>{t}</span></p>",
        "<h4>{n}</h4><p>{t}</p>",
    ],
)
def test_turns(tmp_path: Path, form: str) -> None:
    body = "".join(form.format(n=name, t=text) for name, _, text in TURNS)

    assert spoken(write(tmp_path / "a.html", body)) == TURNS


def test_a_table_of_turns(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>0:0{n}</td><td>{name}</td><td>{text}</td></tr>" for n, (name, _, text) in enumerate(TURNS))
    path = write(tmp_path / "a.html", f"<table><tr><th>Time</th><th>Who</th><th>Text</th></tr>{rows}</table>")

    assert [turn for turn in spoken(path) if turn[1] != "other"] == TURNS
    assert [turn.start for turn in read(path).turns if turn.role != "other"] == [0.0, 1.0, 2.0, 3.0]


def test_code_is_dropped_and_named_and_hidden_text_reported(tmp_path: Path) -> None:
    body = (
        "<script>steal('it')</script><p>I: Why?</p><style>p{}</style><p>B: So.<!-- not sure --></p>"
        "<nav>Home</nav><p hidden>secret</p><div style='display: none'>more</div>"
    )
    path = write(tmp_path / "a.html", body)

    assert spoken(path) == [("I", "interviewer", "Why?"), ("B", "participant", "So.")]
    assert {(r.reason, r.text) for r in read(path).balance.reported} == {
        ("the page's title", "T"),
        ("a script", ""),
        ("a style sheet", ""),
        ("a comment", "not sure"),
        ("navigation or a control", "Home"),
        ("hidden text", "secret"),
        ("hidden text", "more"),
    }
    assert account(path).dropped == len("steal('it')p{}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.html", "<p>Zoë: Où?</p><p>Jürg: À côté.</p><p>Zoë: Ça va?</p><p>Jürg: Ja.</p>", encoding)

    assert spoken(path)[1] == ("Jürg", "participant", "À côté.")


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nests more deeply"):
        read(write(tmp_path / "a.html", "<div>" * 5_000 + "I: Why?"))


PIECE = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<table><tr><td>",
        "</td><td>",
        "</td></tr></table>",
        "<br>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
        "<pre>",
        "</pre>",
        "<h2>",
        "</h2>",
        "<div>",
        "</div>",
        "&amp;",
        "&nbsp;",
        " < ",
        ">",
        "<caption>",
        "<option>",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.one_of(PIECE, st.from_regex(r" ?[a-z]{3,8}:? ?", fullmatch=True)), min_size=1, max_size=30))
def test_every_word_of_any_page_is_spoken_or_reported(tmp_path_factory, pieces) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path_factory.mktemp("h") / "a.html", "x1 " + "".join(pieces) + " x2")
    transcript = read(path)
    found = [turn.text for turn in transcript.turns] + [report.text for report in transcript.balance.reported]
    found += [speaker.name for speaker in transcript.speakers]
    everything = "".join(found).replace(" ", "")

    assert transcript.balance.holds
    assert account(path).holds
    assert all(piece.strip(": ") in everything for piece in pieces if piece.strip(": ").isalpha())
