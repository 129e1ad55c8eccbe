from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from cxresearch import jsonl
from cxresearch.errors import BadRow, InputError

FEW = [
    ("a", "The bill went up again and nobody told me why."),
    ("b", "My bill was twice what it was last winter."),
    ("c", "I rang them and waited an hour on the phone."),
    ("d", "Nobody answers the phone when I call them."),
    ("e", "Yeah."),
]


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return write(tmp_path / "in.jsonl", [{"id": id_, "text": text} for id_, text in FEW])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "a"}', "line 2: text: field required"),
        ('{"text": "x"}', "line 2: id: field required"),
        ("{oops", "line 2: this is not JSON"),
        ('{"id": "first", "text": "again"}', "line 2: the id 'first' stands on line 1"),
        ('{"id": "", "text": "x"}', "line 2: id"),
        ('["a", "b"]', "line 2: the row"),
        ("[" * 3000, "line 2: this is not JSON"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_what_to_do(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "first", "text": "Fine."}\n' + line + "\n", encoding="utf-8")

    with pytest.raises(BadRow, match=words):
        jsonl.read_rows(path, jsonl.SegmentRow)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "a", "text": "caf\xe9"}\n')

    with pytest.raises(InputError, match="holds no row"):
        jsonl.read_rows(tmp_path / "empty.jsonl", jsonl.SegmentRow)
    with pytest.raises(InputError, match="not UTF-8"):
        jsonl.read_rows(tmp_path / "latin.jsonl", jsonl.SegmentRow)
    with pytest.raises(InputError, match="cannot be opened"):
        jsonl.read_rows(tmp_path / "gone.jsonl", jsonl.SegmentRow)


def test_a_byte_order_mark_and_ids_that_are_numbers_are_borne(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('\ufeff{"id": 7, "text": "Well.", "more": 1}\n', encoding="utf-8")

    assert [row.id for row in jsonl.read_rows(path, jsonl.SegmentRow)] == ["7"]


def test_tags_come_back_in_input_order_with_all_eight_scores(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    assert jsonl.tag(few, out) == 5
    rows = read(out)
    assert [row["id"] for row in rows] == [id_ for id_, _ in FEW]
    for row in rows:
        assert list(row) == ["id", "quadrant", "insight", "scores"]
        assert list(row["scores"]) == ["think", "feel", "say", "do", "pain", "need", "goal", "gain"]  # type: ignore[arg-type]
        assert all(0 <= score <= 1 for score in row["scores"].values())  # type: ignore[attr-defined]


def test_every_id_is_themed_once_in_input_order(few: Path, tmp_path: Path) -> None:
    names = jsonl.theme(few, tmp_path / "out.jsonl", n_themes=2)
    rows = read(tmp_path / "out.jsonl")

    assert [row["id"] for row in rows] == [id_ for id_, _ in FEW]
    assert {row["theme"] for row in rows} - {"unsorted"} == set(names) == {"t1", "t2"}
    for row in rows:
        assert (
            str(row["name"]).startswith("Unsorted: ")
            if row["theme"] == "unsorted"
            else row["name"] == names[str(row["theme"])]
        )


def test_a_researchers_word_is_kept_verbatim(few: Path, tmp_path: Path) -> None:
    decisions = write(tmp_path / "d.jsonl", [{"id": "c", "theme": "Getting through ☎"}])
    jsonl.theme(few, tmp_path / "out.jsonl", n_themes=2, decisions=decisions)
    rows = {str(row["id"]): row for row in read(tmp_path / "out.jsonl")}

    assert rows["c"]["theme"] == rows["c"]["name"] == "Getting through ☎"
    assert len({row["theme"] for row in rows.values()} - {"unsorted"}) == 2


def test_a_decision_about_nothing_in_the_input_is_refused(few: Path, tmp_path: Path) -> None:
    decisions = write(tmp_path / "d.jsonl", [{"id": "zz", "theme": "X"}])

    with pytest.raises(InputError, match="'zz' is not in the input"):
        jsonl.theme(few, tmp_path / "out.jsonl", decisions=decisions)


def test_the_order_of_rows_does_not_change_the_themes(few: Path, tmp_path: Path) -> None:
    back = write(tmp_path / "back.jsonl", [{"id": id_, "text": text} for id_, text in reversed(FEW)])
    jsonl.theme(few, tmp_path / "one.jsonl")
    jsonl.theme(back, tmp_path / "two.jsonl")

    assert read(tmp_path / "one.jsonl") == list(reversed(read(tmp_path / "two.jsonl")))


def test_evaluation_refuses_labels_that_are_none(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", [{"id": "a", "text": "Well.", "quadrant": ["anger"]}])

    with pytest.raises(BadRow, match="'anger' is not a label"):
        jsonl.evaluate(gold)


def test_nothing_half_written_is_left_when_the_place_is_no_good(few: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        jsonl.write_rows(tmp_path / "nowhere" / "out.jsonl", [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]
