from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxresearch as cx
from cxresearch.bundled import corpus_folder
from cxresearch.domain.identity import segment_id
from cxresearch.errors import DecisionRefused, InputError

TABLES = ("import.csv", "segments.csv", "themes.csv", "tags.csv", "personas.json")


def analyse(study: cx.Study) -> None:
    study.theme(4)
    study.tag()
    study.draft_personas()


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of the tiny corpus, themed, tagged and with personas; copied by the tests that write to it."""
    folder = tmp_path_factory.mktemp("analysed")
    with cx.Study(folder / "tiny.cxr", researcher="Ana") as study:
        study.add(corpus_folder("tiny") / "transcripts", attributes=corpus_folder("tiny") / "attributes.csv")
        analyse(study)
    return folder


@pytest.fixture
def study(analysed: Path, tmp_path: Path) -> Iterator[cx.Study]:
    for path in analysed.iterdir():
        shutil.copy(path, tmp_path / path.name)
    with cx.Study(tmp_path / "tiny.cxr", researcher="Ana") as opened:
        yield opened


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus_folder("tiny") / "transcripts", tmp_path / "transcripts"))


def test_segments_are_verbatim_slices_of_their_turns(study: cx.Study) -> None:
    corpus = study.reading().corpus

    assert len(corpus.segments) > 30
    for segment in corpus.segments:
        turn = corpus.source_by_id[segment.source].turns[segment.turn]
        assert turn.text[segment.start : segment.end] == segment.text
        assert turn.role == "participant"
        assert segment.id == segment_id(segment.source, segment.turn, segment.start, segment.end, segment.text)
    for source in corpus.sources:
        for number, turn in enumerate(source.turns):
            covered = [s for s in corpus.segments if (s.source, s.turn) == (source.id, number)]
            if turn.role == "participant":
                assert "".join("".join(s.text.split()) for s in covered) == "".join(turn.text.split())


def test_no_name_of_a_speaker_is_left_in_the_study(study: cx.Study) -> None:
    raw = study.path.read_bytes()

    for name in (b"Halina", b"Mensah", b"Okafor", b"Jamie"):
        assert name not in raw


def test_the_key_is_for_its_owner_only_and_lies_beside_the_study(study: cx.Study, tmp_path: Path) -> None:
    key = study.path.with_name("tiny.key.json")
    written = study.export(tmp_path / "out", to=["csv", "json", "html"])

    assert "Halina" in key.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    for path in written:
        assert "Halina" not in path.read_text(encoding="utf-8")


def test_adding_the_same_files_again_changes_nothing(study: cx.Study) -> None:
    before = study.reading()
    table = study.add(corpus_folder("tiny") / "transcripts")

    assert set(table["status"]) == {"unchanged"}
    assert study.reading() == before


def test_attributes_are_laid_over_participants(study: cx.Study) -> None:
    assert study.participants["age"].notna().all()
    assert study.describe(corpus_folder("tiny") / "attributes.csv") == []


def test_a_changed_file_is_a_new_revision_and_decisions_find_their_quotes(tmp_path: Path, transcripts: Path) -> None:
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(transcripts)
        study.theme(3)
        source = next(s for s in study.reading().corpus.sources if s.format == "text")
        chosen = [s for s in study.reading().corpus.segments if s.source == source.id and len(s.text.split()) > 6][-1]
        memo = study.new_theme("Kept", [chosen.id])
        file = next(transcripts.glob("*.txt"))
        lines = file.read_text(encoding="utf-8").split("\n")
        speaker = next(line for line in lines if ":" in line).split(":")[0]
        file.write_text("\n".join([f"{speaker}: One more line at the top.", "", *lines]), encoding="utf-8")
        table = study.add(transcripts)

        assert sorted(table["status"]) == ["new revision", "unchanged", "unchanged"]
        reading = study.reading()
        assert [s.revision for s in reading.corpus.sources if s.id == source.id] == [2]
        moved = reading.segment(chosen.id)
        assert (moved.text, moved.turn) == (chosen.text, chosen.turn + 1)
        assert moved.id != chosen.id
        assert reading.memberships[moved.id].theme == memo.target
        assert reading.orphans == ()
        assert study.check() == []


def test_a_quote_that_was_deleted_from_the_file_is_an_orphan(tmp_path: Path, transcripts: Path) -> None:
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(transcripts)
        study.theme(3)
        file = next(transcripts.glob("*.txt"))
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        source = next(s for s in study.reading().corpus.sources if s.format == "text")
        last = [s for s in study.reading().corpus.segments if s.source == source.id][-1]
        study.move(last.id, study.reading().themes[0].key)
        kept = [line for line in lines if last.text[:20] not in line]
        assert len(kept) < len(lines)
        file.write_text("\n".join(kept), encoding="utf-8")
        study.add(transcripts)

        assert [orphan.quotes for orphan in study.reading().orphans] == [(last.text,)]


def test_every_rename_pin_and_move_is_still_there_after_an_interview_was_added(
    tmp_path: Path, transcripts: Path
) -> None:
    late = next(transcripts.glob("*.vtt"))
    late.rename(tmp_path / late.name)
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(transcripts)
        analyse(study)
        reading = study.reading()
        first, second = reading.themes[0], reading.themes[1]
        study.rename(first.key, "My own name")
        quote = reading.members[second.key][0].id
        study.move(quote, first.key)
        pinned = reading.members[first.key][0].id
        study.pin(pinned)
        study.set_tag(quote, "feel", True)
        before = study.reading()
        study.add(tmp_path / late.name)
        analyse(study)
        after = study.reading()

        assert len(after.corpus.sources) == len(before.corpus.sources) + 1
        assert after.theme_by_key[first.key].name == "My own name"
        assert {after.memberships[quote].theme, after.memberships[pinned].theme} == {first.key}
        assert "feel" in after.labels(quote)
        assert after.orphans == ()


def test_a_preview_says_what_the_rerun_then_does_and_stores_nothing(study: cx.Study) -> None:
    pinned = study.reading().members[study.reading().themes[0].key][0].id
    study.pin(pinned)
    study.rename(study.reading().themes[1].key, "My own name")
    before = study.reading()
    preview = study.preview(3, seed=1)

    assert study.reading() == before
    assert len(study.decisions) == before.as_of
    calls: list[str] = []
    study._progress = lambda _done, _total, label: calls.append(label)
    study.theme(3, seed=1)
    assert calls == []  # the draft of the preview was used
    after = study.reading()
    places = {s: (m.theme or "unsorted") for s, m in after.memberships.items()}
    assert {m.segment: m.then for m in preview.moved} == {
        s: theme for s, theme in places.items() if theme != (before.memberships[s].theme or "unsorted")
    }
    assert {t.key: t.then for t in preview.themes if t.then >= 0} == {
        t.key: len(after.members[t.key]) for t in after.themes
    }
    assert preview.held == 1
    assert pinned not in {m.segment for m in preview.moved}
    assert list(preview.frame["change"]).count("kept") == len(preview.kept)
    assert repr(study.preview(3, seed=1)) == "Preview: a re-run would change nothing."
    assert repr(study.preview(4)).startswith("Preview: ")


def test_parts_of_a_theme_are_offered_and_can_be_taken_over(study: cx.Study) -> None:
    theme = study.reading().themes[0]
    study.merge(theme.name, *(other.name for other in study.reading().themes[1:4]))
    before = study.reading()
    parts = study.parts(theme.name)

    assert study.reading() is before
    assert 2 <= len(parts) <= 5
    quotes = [quote for some in parts.values() for quote in some]
    assert len(set(quotes)) == len(quotes)
    assert {before.memberships[quote].theme for quote in quotes} == {theme.key}
    assert not {name.casefold() for name in parts} & {other.name.casefold() for other in before.themes}
    study.split_by_seeds(theme.name, parts, below=True)
    after = study.reading()
    assert [t.name for t in after.themes if t.parent == theme.key and t.name in parts]
    with pytest.raises(cx.CxError):
        study.parts("no such theme")


def test_a_split_by_seeds_takes_every_quote_along_and_is_undone_whole(study: cx.Study) -> None:
    theme = study.reading().themes[0]
    members = [segment.id for segment in study.reading().members[theme.key]]
    before = study.reading()
    study.split_by_seeds(theme.key, {"One side": [members[0]], "Other side": [members[-1]]}, below=True)
    reading = study.reading()
    one, other = (next(t for t in reading.themes if t.name == name) for name in ("One side", "Other side"))

    assert {s.id for t in (one, other) for s in reading.members[t.key]} == set(members)
    assert {one.parent, other.parent} == {theme.key}
    assert reading.memberships[members[0]].pinned
    assert sum(reading.memberships[s].pinned for s in members) == 2
    study.undo()
    assert study.reading().memberships == before.memberships


def test_the_model_takes_links_and_seed_words_in_and_keeps_them(study: cx.Study) -> None:
    reading = study.reading()
    first, second = (reading.members[theme.key][0].id for theme in reading.themes[:2])
    inside = [s.id for s in reading.members[reading.themes[0].key]][1:3]
    before = study.theme(4)
    study.keep_together(first, second)
    study.keep_apart(*inside)
    study.seed(reading.themes[2].key, ["price", "bill"])
    with pytest.raises(DecisionRefused, match="belong together"):
        study.keep_apart(second, first)
    run = study.theme(4)

    assert run.id != before.id
    for n_themes, seed in ((4, 0), (3, 5)):
        study.theme(n_themes, seed=seed)
        places = study.reading().memberships
        assert places[first].theme == places[second].theme
        assert places[inside[0]].theme != places[inside[1]].theme
    study.undo()
    study.undo()
    study.undo()
    assert study.theme(4).id == before.id


def test_the_order_of_files_does_not_matter(tmp_path: Path, transcripts: Path, analysed: Path) -> None:
    files = sorted(transcripts.iterdir(), reverse=True)
    with cx.Study(tmp_path / "tiny.cxr", researcher="Ana") as study:
        study.add(*files)
        study.describe(corpus_folder("tiny") / "attributes.csv")
        analyse(study)
        study.export(tmp_path / "one", to=["csv", "json"])
    with cx.Study(analysed / "tiny.cxr", read_only=True) as other:
        other.export(tmp_path / "two", to=["csv", "json"])

    for name in TABLES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_an_unchanged_run_is_not_made_again(study: cx.Study) -> None:
    calls: list[str] = []
    study._progress = lambda _done, _total, label: calls.append(label)
    run = study.theme(4)

    assert run.id == study.reading().runs["themes"].id
    assert calls == []
    other = study.theme(3)
    assert other.id != run.id
    assert study.reading().runs["themes"].id == other.id
    assert study.theme(4).id == run.id == study.reading().runs["themes"].id


def test_an_import_that_is_stopped_goes_on_where_it_was(tmp_path: Path, transcripts: Path) -> None:
    def stop(done: int, total: int, label: str) -> None:
        if label.startswith("storing") and done == 1:
            raise KeyboardInterrupt

    path = tmp_path / "s.cxr"
    with cx.Study(path, progress=stop) as study, pytest.raises(KeyboardInterrupt):
        study.add(transcripts)
    with cx.Study(path) as study:
        assert len(study.reading().corpus.sources) == 1
        assert sorted(study.add(transcripts)["status"]) == ["read", "read", "unchanged"]
        ids = {s.id for s in study.reading().corpus.segments}
    with cx.Study(tmp_path / "whole.cxr") as whole:
        whole.add(transcripts)
        assert {s.id for s in whole.reading().corpus.segments} == ids


def test_a_second_window_sees_what_the_first_decided(study: cx.Study) -> None:
    with cx.Study(study.path, researcher="Ben") as other:
        key = other.reading().themes[0].key
        study.rename(key, "From the first window")

        assert other.reading().theme_by_key[key].name == "From the first window"


def test_a_speakers_role_can_be_corrected_and_the_correction_undone(study: cx.Study) -> None:
    before = study.reading().corpus
    source = before.sources[0]
    asker = next(turn.speaker for turn in source.turns if turn.role == "interviewer")
    study.set_role(source.name, str(asker), "participant")

    assert len(study.reading().corpus.segments) > len(before.segments)
    study.undo()
    assert study.reading().corpus == before


def test_what_cannot_be_done_is_said_plainly(study: cx.Study, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="themes and tags"), cx.Study(tmp_path / "e.cxr") as empty:
        empty.add(corpus_folder("tiny") / "transcripts")
        empty.draft_personas()
    with pytest.raises(InputError, match="no participant speech"), cx.Study(tmp_path / "f.cxr") as empty:
        empty.theme()
    with pytest.raises(DecisionRefused, match="There is no one theme"):
        study.rename("nothing like it", "X")
    with pytest.raises(InputError, match="not a language code"):
        study.add(tmp_path, language="english please")


def test_a_file_that_cannot_be_read_is_listed_and_the_others_go_on(tmp_path: Path, transcripts: Path) -> None:
    (transcripts / "broken.docx").write_bytes(b"PK\x03\x04 not a document")
    (transcripts / "copy.txt").write_bytes(next(transcripts.glob("T1*.txt")).read_bytes())
    with cx.Study(tmp_path / "s.cxr") as study:
        table = study.add(transcripts).set_index("file")
        assert table["status"].value_counts().to_dict() == {"read": 3, "skipped": 2}
        assert "identical to" in " ".join(table["reason"])
        study.export(tmp_path / "out", to=["csv"])
    assert "broken.docx" in (tmp_path / "out" / "import.csv").read_text(encoding="utf-8")


def test_names_are_kept_when_asked_to(tmp_path: Path, transcripts: Path) -> None:
    with cx.Study(tmp_path / "s.cxr") as study:
        study.add(transcripts, pseudonymise=False)

        assert not study.pseudonymised
        assert not study.path.with_name("s.key.json").exists()
        assert any("Nadia" in str(turn.speaker) for s in study.reading().corpus.sources for turn in s.turns)
