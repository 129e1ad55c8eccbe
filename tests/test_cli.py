from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cxresearch import cli
from cxresearch.bundled import corpus_folder
from cxresearch.study import Study

TINY = corpus_folder("tiny")
WRITTEN = {"report.html", "import.csv", "segments.csv", "themes.csv", "tags.csv", "personas.json"}


class Said(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def cx(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process, as a shell would."""

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["cxresearch", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
            raise SystemExit(0)
        caught = capsys.readouterr()
        return Said(int(ended.value.code or 0), caught.out, caught.err)

    return run


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny corpus, taken all the way by the installed command."""
    folder = tmp_path_factory.mktemp("run")
    command = [
        sys.executable,
        "-m",
        "cxresearch.cli",
        "run",
        str(TINY / "transcripts"),
        "--study",
        str(folder / "t.cxr"),
    ]
    command += ["--out", str(folder / "out"), "--attributes", str(TINY / "attributes.csv"), "--themes", "3"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_run_writes_the_six_files_and_never_the_key(done: Path) -> None:
    names = {path.name for path in (done / "out").iterdir()}

    assert names >= WRITTEN
    assert not any("key" in name for name in names)
    assert (done / "t.key.json").exists()


def test_running_again_changes_no_byte_of_the_tables(done: Path, tmp_path: Path, cx: Command) -> None:
    said = cx("run", TINY / "transcripts", "--study", done / "t.cxr", "--out", tmp_path / "again", "--themes", "3")

    assert said.code == 0
    for name in WRITTEN - {"report.html"}:
        assert (tmp_path / "again" / name).read_bytes() == (done / "out" / name).read_bytes(), name


def test_personas_export_and_check_work_on_the_study(done: Path, tmp_path: Path, cx: Command) -> None:
    listed = json.loads(cx("personas", done / "t.cxr", "--json").out)
    exported = cx("export", done / "t.cxr", "--to", "csv,md", "--out", tmp_path / "x", "--unreviewed")

    assert listed == json.loads((done / "out" / "personas.json").read_text(encoding="utf-8"))
    assert cx("personas", done / "t.cxr").code == 0
    assert (exported.code, exported.err) == (0, "")
    assert (tmp_path / "x" / "report.md").exists()
    assert cx("check", done / "t.cxr").out.rstrip().endswith("is well.")


def test_export_is_refused_until_somebody_has_reviewed_the_pseudonyms(tmp_path: Path, cx: Command) -> None:
    """A study holds pseudonymised text with words that may be names: they are hidden, kept, or waved through."""
    said = "It was Thessaly at the desk in Crewe, she gave me the Zentrix form."
    (tmp_path / "a.txt").write_text(f"Interviewer: Who helped you?\nRosamund Pell: {said}\n")
    path, out = tmp_path / "s.cxr", tmp_path / "out"
    with Study(path) as study:
        study.add(tmp_path / "a.txt")
        words = study.review.left
    refused = cx("export", path, "--to", "csv", "--out", out)
    listed = cx("review", path)
    hidden = cx("review", path, "--hide", "Zentrix", "--researcher", "Ana")
    rest = cx("review", path, "--keep-rest", "--researcher", "Ana")
    exported = cx("export", path, "--to", "csv", "--out", out)

    assert {"Crewe", "Zentrix"} <= set(words)
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "cxresearch review s.cxr" in refused.err
    assert all(word in listed.out for word in words)
    assert "Zentrix (" not in hidden.out
    assert rest.out == "Nothing is left to review.\n"
    assert exported.code == 0
    assert "Zentrix" not in (out / "segments.csv").read_text(encoding="utf-8")


def test_a_study_that_was_never_pseudonymised_needs_no_review(tmp_path: Path, cx: Command) -> None:
    (tmp_path / "a.txt").write_text("Interviewer: Who?\nP1: It was Thessaly in Crewe.\n")
    with Study(tmp_path / "s.cxr") as study:
        study.add(tmp_path / "a.txt", pseudonymise=False)

    assert cx("export", tmp_path / "s.cxr", "--to", "csv", "--out", tmp_path).code == 0


def test_inspect_json_has_the_agreed_shape(cx: Command) -> None:
    shape = json.loads(cx("inspect", TINY / "transcripts" / "T2_library_call.vtt", "--json").out)

    assert list(shape) == ["format", "encoding", "language", "speakers", "turns", "report"]
    assert {tuple(s) for s in shape["speakers"]} == {("name", "role", "confidence")}
    assert {tuple(t) for t in shape["turns"]} == {("speaker", "role", "start", "end", "text")}
    assert list(shape["report"]) == ["units_in", "kept", "reported"]
    assert {t["role"] for t in shape["turns"]} <= {"participant", "interviewer", "other"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("inspect", "gone.txt"), "gone.txt"),
        (("check", "gone.cxr"), "no study file"),
        (("tag", "gone.jsonl", "out.jsonl"), "cannot be opened"),
        (("run", "gone", "--study", "s.cxr", "--out", "o"), "gone"),
        (("export", "gone.cxr", "--to", "html", "--out", "o"), "no study file"),
    ],
)
def test_what_is_wrong_with_the_input_is_one_sentence_and_exit_1(
    cx: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cx(*arguments)

    assert said.code == 1
    assert words in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("nonsense",),
        ("theme", "a", "b", "--themes", "many"),
        ("run", ".", "--study", "s", "--out", "o", "--personas", "9"),
    ],
)
def test_wrong_usage_is_exit_2(cx: Command, arguments: tuple[str, ...]) -> None:
    assert cx(*arguments).code == 2


def test_an_unknown_export_key_lists_those_that_exist(done: Path, tmp_path: Path, cx: Command) -> None:
    said = cx("export", done / "t.cxr", "--to", "hologram", "--out", tmp_path, "--unreviewed")

    assert said.code == 1
    assert "html" in said.err


def test_a_mistake_of_ours_is_a_sentence_too(cx: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret words of a participant")

    monkeypatch.setattr(cli, "app", fail)
    said = cx()

    assert said.code == 1
    assert "mistake in cxresearch (RuntimeError at test_cli.py" in said.err
    assert "secret" not in said.err


def test_ctrl_c_says_what_is_kept(cx: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", stop)

    assert "What was finished is kept" in cx().err


def test_lab_copies_notebooks_and_leaves_those_that_are_there(cx: Command, tmp_path: Path) -> None:
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "01_first_study.ipynb").write_text("mine")
    said = cx("lab", tmp_path / "lab", "--no-start")

    assert said.code == 0
    assert (tmp_path / "lab" / "01_first_study.ipynb").read_text() == "mine"


def test_evaluate_says_every_label_with_its_interval(cx: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    rows = [
        ("I was terrified of losing the form.", ["feel"], ["pain"]),
        ("I keep a spreadsheet on the side.", ["do"], []),
        ("I told my boss to ring them.", ["say"], []),
        ("The office has two doors.", [], []),
    ]
    gold.write_text("".join(json.dumps({"id": t, "text": t, "quadrant": q, "insight": i}) + "\n" for t, q, i in rows))

    said = cx("evaluate", gold, "--language", "en", "--plot", tmp_path / "calibration.svg")
    assert (tmp_path / "calibration.svg").read_bytes().startswith(b"<?xml")
    assert cx("evaluate", gold, "--plot", tmp_path / "calibration.txt").code == 1

    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].startswith("4 sentences")
    assert [line.split()[0] for line in lines[1:]] == ["think", "feel", "say", "do", "pain", "need", "goal", "gain"]
    assert all(line.count("[") == 3 and "kappa" in line and "AC1" in line and "Brier" in line for line in lines[1:])
