"""Two copies of a study become one: nothing lost, nothing overwritten, the same whichever takes in which."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

import cxresearch as cx
from cxresearch.domain.copies import TakenIn
from cxresearch.domain.decision import in_force
from cxresearch.domain.identity import segment_id
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import turn_starts
from cxresearch.domain.suggestion import AnalysisRun, MembershipSuggestion, ThemeSuggestion
from cxresearch.domain.transcript import Speaker, Turn
from cxresearch.errors import DecisionRefused, InputError, StudyDamaged, StudyReadOnly
from cxresearch.readers.pseudonym_key import Key
from cxresearch.store import runs, sources
from cxresearch.store.database import Database, now

THEMES = ("theme-a", "theme-b", "theme-c", "theme-d")
TEXTS = [f"I said sentence number {n} about the bill." for n in range(60)]
TEXTS[4] = "Every Tuesday my neighbour asked me why the lift was broken."


def save(
    path: Path, name: str, texts: list[str], *, participant: str = "P1", revision: int = 1, time: str | None = None
) -> None:
    """Write a source into a study file, a turn and a segment for each text."""
    source = f"source-{name}"
    cuts = [(segment_id(source, n, 0, len(t), t), n, 0, len(t), t) for n, t in enumerate(texts)]
    row = sources.SourceRow(source, f"{name}.txt", "o", "text", "utf-8", "en", f"{name}-{revision}", revision)
    with closing(Database(path)) as database, database.write() as connection:
        aliases = {}
        if revision > 1:
            old = {text: id_ for id_, _, _, _, text in sources.cuts_of(connection, source, revision - 1)}
            aliases = {old[text]: new for new, _, _, _, text in cuts if text in old and old[text] != new}
        sources.save_revision(
            connection,
            row,
            reason="test",
            time=time or now(),
            turns=[Turn(participant, text, "participant") for text in texts],
            cuts=cuts,
            speakers={participant: (Speaker(participant, "participant", 1.0), participant)},
            account={"file": name},
            aliases=aliases,
        )


def suggest(path: Path, run: str, time: str, offset: int = 0) -> None:
    """Write an analysis run that deals the segments out to the themes."""
    with cx.Study(path) as study:
        segments = study.reading().corpus.segments
    with closing(Database(path)) as database, database.write() as connection:
        runs.save_run(
            connection,
            AnalysisRun(run, "themes", "dealt", {}, 0, "f", "i", time),
            themes=[ThemeSuggestion(key, f"Name of {key}") for key in THEMES],
            memberships=[
                MembershipSuggestion(s.id, THEMES[(n + offset) % len(THEMES)], 0.5) for n, s in enumerate(segments)
            ],
        )


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A study with one interview, one analysis run and a few decisions."""
    path = tmp_path / "study.cxr"
    save(path, "one", TEXTS)
    suggest(path, "run-1", "2026-01-01T00:00:00.000Z")
    with cx.Study(path, researcher="Ana") as study:
        study.rename("theme-c", "Before the copy")
        study.codebook.add("Money")
        study.undo(study.star(study.reading().corpus.segments[0].id))
    return path


@pytest.fixture
def two(original: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of it, in two folders."""
    paths = []
    for who in ("ana", "ben"):
        (tmp_path / who).mkdir()
        paths.append(Path(shutil.copy(original, tmp_path / who / f"{who}.cxr")))
    return paths[0], paths[1]


@pytest.fixture
def taking(tmp_path: Path) -> Iterator[Callable[[Path, Path], tuple[Reading, TakenIn, cx.Study]]]:
    """Let a fresh copy of one study take in another one."""
    with ExitStack() as stack:
        folders = iter(range(100))

        def take(into: Path, other: Path) -> tuple[Reading, TakenIn, cx.Study]:
            folder = tmp_path / f"merged-{next(folders)}"
            folder.mkdir()
            study = stack.enter_context(cx.Study(shutil.copy(into, folder / into.name), researcher="Ana"))
            found = study.take_in(other)
            assert study.check() == []
            return replace(study.reading(), study="s"), found, study

        yield take


def decide(study: cx.Study, draw: random.Random, mine: list[str], theme: str) -> None:
    """Decide something at random about one's own segments and one's own theme."""
    segment = draw.choice(mine)
    match draw.randrange(9):
        case 0:
            study.star(segment, draw.random() < 0.7)
        case 1:
            study.set_tag(segment, draw.choice(["think", "feel"]), draw.choice([True, False, None]))
        case 2:
            study.move(segment, theme)
        case 3:
            study.memo(segment, f"note {draw.random()}")
        case 4:
            study.rename(theme, f"{study.researcher} {draw.random()}")
        case 5:
            study.hide(segment, draw.random() < 0.3)
        case 6:
            study.new_theme(f"{study.researcher} made {draw.random()}", draw.sample(mine, 2))
        case 7:
            try:
                study.codebook.apply("Money", segment)
            except DecisionRefused:  # coded so already
                study.memo(segment, "again")
        case 8:
            last = in_force(study.decisions)[-1]
            if last.researcher == study.researcher and last.kind != "undo" and last.number > 6:
                study.undo(last, together=True)
            else:
                study.redo() if study.decisions[-1].kind == "undo" and len(study.decisions) > 6 else study.star(segment)


@pytest.mark.parametrize("seed", [1])
def test_two_copies_of_200_decisions_each_become_one(two: tuple[Path, Path], taking, seed: int) -> None:  # type: ignore[no-untyped-def]
    draw = random.Random(seed)
    with cx.Study(two[0], researcher="Ana") as ana, cx.Study(two[1], researcher="Ben") as ben:
        segments = [s.id for s in ana.reading().corpus.segments]
        common = len(ana.decisions)
        both, rest = segments[:8], segments[8:]
        own = {"Ana": rest[::2], "Ben": rest[1::2]}
        while len(ana.decisions) < common + 190 or len(ben.decisions) < common + 190:
            study = draw.choice([s for s in (ana, ben) if len(s.decisions) < common + 190])
            decide(study, draw, own[study.researcher], "theme-a" if study is ana else "theme-b")
        for n, segment in enumerate(both[:6]):
            ana.set_tag(segment, "pain", True)
            ben.set_tag(segment, "pain", n % 2 == 0)  # three agree, three differ
        ana.move(both[6], "theme-c")
        ben.move(both[6], "theme-d")
        ana.rename("theme-c", "Ana's word")
        ben.rename("theme-c", "Ben's word")
        while len(ana.decisions) < common + 200:
            ana.memo(rest[0], "filling")
        while len(ben.decisions) < common + 200:
            ben.memo(rest[1], "filling")
        held = {d.uuid: (d.time, d.researcher, d.kind, d.target, d.payload) for d in (*ana.decisions, *ben.decisions)}

    here, found, study = taking(*two)
    there, back, other = taking(*two[::-1])

    assert here == there
    assert len(held) == common + 400
    assert {d.uuid: (d.time, d.researcher, d.kind, d.target, d.payload) for d in study.decisions} == held
    assert [d.uuid for d in study.decisions] == [d.uuid for d in other.decisions]
    assert [d.number for d in study.decisions] == list(range(1, common + 401))
    constructed = {(s, "tag:pain") for s in both[1:6:2]} | {(both[6], "theme"), ("theme-c", "name")}
    assert {(c.target, c.field) for c in found.conflicts} == constructed
    assert {(c.target, c.field) for c in back.conflicts} == constructed
    assert here.theme_by_key["theme-c"].name == "Ben's word"
    assert (found.decisions, found.researchers) == (200, ("Ben",))
    assert (back.decisions, back.researchers) == (200, ("Ana",))
    assert "200 decisions by Ben" in str(found)


def test_taking_in_again_changes_nothing_and_later_work_follows(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    with cx.Study(two[1], researcher="Ben") as ben:
        ben.rename("theme-a", "One")
    _, found, study = taking(*two)
    again = study.take_in(two[1])
    with cx.Study(two[1], researcher="Ben") as ben:
        ben.rename("theme-a", "Two")
    study.rename("theme-b", "Mine")
    later = study.take_in(two[1])

    assert (found.decisions, again.decisions, later.decisions) == (1, 0, 1)
    assert study.reading().theme_by_key["theme-a"].name == "Two"
    study.undo()
    assert study.reading().theme_by_key["theme-b"].name == "Name of theme-b"


def test_three_copies_taken_in_in_any_order_read_the_same(original: Path, tmp_path: Path, taking) -> None:  # type: ignore[no-untyped-def]
    copies = []
    for n, who in enumerate(["Ana", "Ben", "Cyd"]):
        copies.append(Path(shutil.copy(original, tmp_path / f"{who}.cxr")))
        with cx.Study(copies[-1], researcher=who) as study:
            for _ in range(5):
                study.rename("theme-a", f"{who} {n}")
                study.move(study.reading().corpus.segments[n].id, "theme-b")
    readings = []
    for first, second, third in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        _, _, study = taking(copies[first], copies[second])
        study.take_in(copies[third])
        readings.append(replace(study.reading(), study="s"))

    assert readings[0] == readings[1] == readings[2]
    assert readings[0].as_of == 15 * 2 + 4


def test_another_window_on_the_same_file_sees_what_was_taken_in(two: tuple[Path, Path]) -> None:
    with cx.Study(two[0], researcher="Ana") as one, cx.Study(two[0], researcher="Ana") as window:
        with cx.Study(two[1], researcher="Ben") as ben:
            ben.rename("theme-a", "Ben's")
        one.rename("theme-b", "Ana's")
        assert window.reading().theme_by_key["theme-b"].name == "Ana's"
        one.take_in(two[1])

        assert window.reading() == one.reading()
        assert window.reading().theme_by_key["theme-a"].name == "Ben's"
        assert [d.uuid for d in window.decisions] == [d.uuid for d in one.decisions]


def test_undo_in_a_copy_undoes_in_both(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    with cx.Study(two[1], researcher="Ben") as ben:
        ben.undo(next(d for d in ben.decisions if d.kind == "theme.rename"))

    here, _, _ = taking(*two)

    assert here.theme_by_key["theme-c"].name == "Name of theme-c"


def test_interviews_that_only_one_copy_holds_are_taken_over(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    save(two[0], "two", ["Only Ana has this one."], participant="P2")
    save(two[1], "three", ["Only Ben has this one.", "And this."], participant="P2")
    with cx.Study(two[1], researcher="Ben") as ben:
        ben.memo(ben.reading().corpus.segments[-1].id, "about a new interview")
        ben.codebook.apply("Money", ben.reading().corpus.segments[-1].id)

    here, found, _ = taking(*two)
    there, _, _ = taking(*two[::-1])

    assert here == there
    assert found.sources == ("three.txt",)
    assert [s.name for s in here.corpus.sources] == ["one.txt", "three.txt", "two.txt"]
    assert len(here.codings) == 1
    assert here.orphans == ()
    assert any(note.startswith("P2 speaks in") for note in found.notes)


def test_stand_ins_that_mean_somebody_else_are_named_without_the_names(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    save(two[1], "three", ["[Person 1] told [Person 2] and [Person 3]."])
    for path, people in ((two[0], ("karim", "lena", "ida")), (two[1], ("karim", "otto", "ida berg"))):
        entries = {f"person:{name}": f"[Person {n}]" for n, name in enumerate(people, start=1)} | {"used:P1": "P1"}
        forms = {"[Person 1]": ("Karim",), "[Person 3]": ("Ida",)}
        path.with_suffix(".key.json").write_text(Key(entries, forms).to_json(), encoding="utf-8")
    with cx.Study(two[0], researcher="Ana") as study:
        notes = study.take_in(two[1]).notes

    assert notes == (
        "Keep ben.key.json: it reverses the stand-ins of the interviews taken over.",
        "In the interviews taken over [Person 2] do not stand for whom or what they stand for here.",
    )


def test_two_interviews_of_one_name_keep_both(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    save(two[0], "x", ["Ana's."], participant="P2")
    save(two[1], "y", ["Ben's."], participant="P3")
    for path in two:
        with closing(Database(path)) as database, database.write() as connection:
            for row in sources.sources(connection):
                if row.name in ("x.txt", "y.txt"):
                    sources.SOURCE.insert(
                        connection, [(row.id, "same.txt", *[getattr(row, f) for f in row.__slots__[2:]])], replace=True
                    )

    here, _, _ = taking(*two)
    there, _, _ = taking(*two[::-1])

    assert here == there
    assert [s.name for s in here.corpus.sources] == ["one.txt", "same.txt", "same.txt (2)"]


def test_a_later_revision_is_taken_over_and_decisions_follow_their_words(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    changed = ["Something new at the start.", *TEXTS]
    save(two[1], "one", changed, revision=2)
    with cx.Study(two[0], researcher="Ana") as ana:
        ana.star(ana.reading().corpus.segments[5].id)

    here, found, _ = taking(*two)
    there, _, _ = taking(*two[::-1])

    assert here == there
    assert found.changed == ("one.txt",)
    assert here.corpus.sources[0].revision == 2
    assert [here.segment(s).text for s in here.starred] == [TEXTS[5]]


def as_it_stands(reading: Reading) -> Reading:
    """Return a reading without the traces of how its text came about: revision numbers and earlier ids."""
    sources = tuple(replace(source, revision=0) for source in reading.corpus.sources)
    return replace(reading, corpus=replace(reading.corpus, sources=sources, aliases={}))


def test_text_changed_in_both_copies_loses_no_decision(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    save(two[0], "one", [*TEXTS, "My dog barks at night."], revision=2, time="2026-02-01T00:00:00.000Z")
    save(two[1], "one", ["Ben's first words here.", *TEXTS], revision=2, time="2026-02-02T00:00:00.000Z")
    for path, who, n in ((two[0], "Ana", 7), (two[1], "Ben", 9)):
        with cx.Study(path, researcher=who) as study:
            segment = next(s for s in study.reading().corpus.segments if s.text == TEXTS[n])
            study.star(segment.id)
            if who == "Ana":
                study.star(study.reading().corpus.segments[-1].id)

    here, found, study = taking(*two)
    there, _, _ = taking(*two[::-1])

    assert as_it_stands(here) == as_it_stands(there)
    assert here.corpus.segments[0].text == "Ben's first words here."
    assert {here.segment(s).text for s in here.starred} == {TEXTS[7], TEXTS[9]}
    assert [orphan.quotes for orphan in found.orphans] == [("My dog barks at night.",)]
    again = study.take_in(two[1])
    assert again.changed == ()


def test_words_corrected_in_both_copies_are_corrected_in_one(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    corrections = {
        "Ana": ((3, "bill", "invoice"), (4, "Tuesday", "Thursday")),
        "Ben": ((5, "bill", "tariff"), (4, "broken", "blocked")),
    }
    for path, who in ((two[0], "Ana"), (two[1], "Ben")):
        with cx.Study(path, researcher=who) as study:
            for turn, old, new in corrections[who]:
                source = study.reading().corpus.sources[0]
                start = turn_starts(source)[turn] + source.turns[turn].text.index(old)
                study.correct(source.name, start, start + len(old), new)
            segment = study.reading().corpus.segments[4]
            study.star(segment.id)
            study.codebook.apply("Money", segment.id)

    here, found, _ = taking(*two)
    there, _, _ = taking(*two[::-1])

    assert as_it_stands(here) == as_it_stands(there)
    both = "Every Thursday my neighbour asked me why the lift was blocked."
    expected = [TEXTS[3].replace("bill", "invoice"), both, TEXTS[5].replace("bill", "tariff")]
    assert [turn.text for turn in here.corpus.sources[0].turns][3:6] == expected
    assert {here.segment(s).text for s in here.starred} == {both}
    assert [coding.quote for coding in here.codings] == [both, both]
    assert found.orphans == ()


def test_analysis_runs_are_taken_over_and_the_newest_speaks(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    suggest(two[0], "run-2", "2026-01-02T00:00:00.000Z", offset=1)
    suggest(two[1], "run-3", "2026-01-03T00:00:00.000Z", offset=2)

    here, found, _ = taking(*two)
    there, _, _ = taking(*two[::-1])

    assert here == there
    assert found.runs == 1
    assert here.runs["themes"].id == "run-3"
    assert here.memberships[here.corpus.segments[0].id].theme == THEMES[2]


def test_attributes_that_differ_are_named_and_not_overwritten(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    for path, given in ((two[0], {"age": "34"}), (two[1], {"age": "35", "job": "nurse"})):
        with closing(Database(path)) as database, database.write() as connection:
            sources.set_attributes(connection, {"P1": given})

    here, found, _ = taking(*two)

    assert here.corpus.participants[0].attributes == {"age": "34", "job": "nurse"}
    assert found.notes == ("P1: age is '34' here and '35' in the copy.",)


def test_a_study_is_backed_up_before_it_takes_anything_in(two: tuple[Path, Path], taking) -> None:  # type: ignore[no-untyped-def]
    _, _, study = taking(*two)

    (backup,) = study.path.parent.glob("*.before-taking-in.*.cxr")
    with cx.Study(backup, read_only=True) as before:
        assert len(before.decisions) == 4


def test_what_is_no_copy_is_refused_and_nothing_changes(two: tuple[Path, Path], tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.cxr"
    save(stranger, "elsewhere", ["Another study altogether."])
    (tmp_path / "notes.txt").write_text("no study")
    with cx.Study(two[0], researcher="Ana") as study:
        before = study.reading()
        for path, said in (
            (stranger, "is not a copy of ana.cxr"),
            (two[0], "is the study itself"),
            (tmp_path / "missing.cxr", "no study file"),
            (tmp_path / "notes.txt", "cannot be read|not a cxresearch"),
        ):
            with pytest.raises((InputError, StudyDamaged), match=said):
                study.take_in(path)
        assert study.reading() is before
        assert list(two[0].parent.glob("*before*")) == []
    with cx.Study(two[0], read_only=True) as study, pytest.raises(StudyReadOnly, match="read-only"):
        study.take_in(two[1])
    assert list(two[0].parent.glob("*before*")) == []


def test_a_copy_whose_decisions_were_tampered_with_is_refused(two: tuple[Path, Path]) -> None:
    from cxresearch.store.rows import DECISION

    with closing(Database(two[1])) as database, database.write() as connection:
        row = next(iter(DECISION.select(connection, "WHERE number = 1")))
        connection.execute("DROP TRIGGER decision_is_never_changed")
        DECISION.insert(connection, [(*row[:3], "Mallory", *row[4:])], replace=True)
    with cx.Study(two[0], researcher="Ana") as study:
        before = study.path.read_bytes()
        with pytest.raises(StudyDamaged, match="Decision 1 of the copy says something else"):
            study.take_in(two[1])
        assert study.path.read_bytes() == before
