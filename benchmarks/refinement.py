"""How long a reading takes in a large study, and whether what people decided outlives every re-run.

    python benchmarks/refinement.py [--segments 10000] [--decisions 5000] [--model]

First a study of many segments and decisions is written to a file and timed: opening it and folding the reading,
and one more decision with the reading after it. Then 500 random decisions are made in a study of the demo corpus
and followed through a new seed, another number of themes, an interview more and a corrected one; `--model` takes
the real theme model for that (minutes), else themes are dealt out at random, which is harder on decisions.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cxresearch as cx
from cxresearch.bundled import corpus_folder
from cxresearch.domain.folding_state import Ground
from cxresearch.domain.identity import segment_id
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import segment_span, text_of
from cxresearch.domain.suggestion import AnalysisRun, MembershipSuggestion, TagSuggestion, ThemeSuggestion
from cxresearch.domain.teaching import teaching
from cxresearch.domain.transcript import Speaker, Turn
from cxresearch.joiners import analysing
from cxresearch.store import runs, sources
from cxresearch.store.database import now

WORDS = "bill meter phone tariff engineer wait price letter call warm cold pay week queue form house bank trust".split()
THEMES = 12
SEGMENTS_PER_SOURCE = 250


def large_study(path: Path, n_segments: int, seed: int = 0) -> None:
    """Write a study of many segments, themed and tagged, without any model."""
    chance = random.Random(seed)
    with cx.Study(path, researcher="Ana") as study, study._database.write() as connection:
        ids: list[str] = []
        for number in range(max(1, n_segments // SEGMENTS_PER_SOURCE)):
            source, turns, cuts = f"src{number:09d}", [], []
            for turn in range(SEGMENTS_PER_SOURCE // 5):
                said = [" ".join(chance.choices(WORDS, k=chance.randint(6, 20))).capitalize() + "." for _ in range(5)]
                turns += [Turn("I", "And then?", "interviewer"), Turn(f"P{number}", " ".join(said), "participant")]
                at = 0
                for sentence in said:
                    id_ = segment_id(source, 2 * turn + 1, at, at + len(sentence), sentence)
                    cuts.append((id_, 2 * turn + 1, at, at + len(sentence), sentence))
                    at += len(sentence) + 1
            ids += [cut[0] for cut in cuts]
            row = sources.SourceRow(source, f"{number:03d}.txt", source, "text", "utf-8", "en", f"{number:064d}", 1)
            voices = {
                "I": (Speaker("I", "interviewer", 1.0), None),
                f"P{number}": (Speaker(f"P{number}", "participant", 1.0), f"P{number}"),
            }
            sources.save_revision(
                connection, row, reason="imported", time=now(), turns=turns, cuts=cuts, speakers=voices,
                account={"file": row.name, "status": "read"}, aliases={},
            )  # fmt: skip
        themes = [ThemeSuggestion(f"theme-{n}", f"Theme {n}") for n in range(THEMES)]
        runs.save_run(
            connection,
            AnalysisRun("themes-1", "themes", "none", {}, 0, "", "", now()),
            themes=themes,
            memberships=[
                MembershipSuggestion(i, chance.choice([*(t.key for t in themes), None]), chance.random()) for i in ids
            ],
        )
        runs.save_run(
            connection,
            AnalysisRun("tags-1", "tags", "none", {}, 0, "", "", now()),
            tags=[TagSuggestion(i, label, chance.random(), chance.random() > 0.7) for i in ids for label in LABELS],
        )


def decide(study: cx.Study, chance: random.Random) -> None:
    """Make one random decision of those that a researcher makes, or none where a rule refuses it."""
    reading = study.reading()
    segment, other = (s.id for s in chance.sample(reading.corpus.segments, 2))
    theme, further = chance.choice(reading.themes).key, chance.choice(reading.themes).key
    code = chance.choice(reading.codes).key if reading.codes else ""
    coding = chance.choice(reading.codings).key if reading.codings else ""
    book, number = study.codebook, reading.as_of
    members = [s.id for s in reading.members[theme]]
    wishes: dict[str, Callable[[], object]] = {
        "move": lambda: study.move(segment, theme),
        "pin": lambda: study.pin(segment),
        "unpin": lambda: study.unpin(segment),
        "rename": lambda: study.rename(theme, f"Name {number}"),
        "describe": lambda: study.describe_theme(theme, f"What {number} is about."),
        "colour": lambda: study.colour_theme(theme, "#0a7d5a"),
        "seed": lambda: study.seed(theme, chance.sample(WORDS, 2)),
        "merge": lambda: study.merge(theme, further) if len(reading.themes) > 6 else None,
        "split": lambda: study.split(theme, {f"Part {number}": members[:2]}, below=chance.random() > 0.5),
        "new": lambda: study.new_theme(f"Theme {number}", [segment, other]),
        "delete": lambda: study.delete_theme(theme) if len(reading.themes) > 6 else None,
        "restore": lambda: study.restore_theme(reading.deleted[0].key) if reading.deleted else None,
        "together": lambda: study.keep_together(segment, other),
        "apart": lambda: study.keep_apart(segment, other),
        "tag": lambda: study.set_tag(segment, chance.choice(LABELS), chance.random() > 0.5),
        "star": lambda: study.star(segment),
        "hide": lambda: study.hide(segment),
        "memo": lambda: study.memo(
            chance.choice([segment, theme, code or theme, coding or segment]), f"Note {number}."
        ),
        "code": lambda: book.add(f"Code {number}", under=code or None) if len(reading.codes) < 60 else None,
        "word": lambda: book.describe(code, f"What {number} means."),
        "under": lambda: book.move(code, None),
        "merge codes": lambda: book.merge(code, chance.choice(reading.codes).key) if len(reading.codes) > 9 else None,
        "apply": lambda: book.apply(code, segment),
        "span": lambda: _apply_span(study, code, segment, chance),
        "recode": lambda: book.recode(coding, code),
        "remove": lambda: book.remove(coding),
        "undo": lambda: study.undo(),
        "redo": lambda: study.redo(),
    }
    often = {"move": 3, "pin": 3, "rename": 2, "apply": 4, "span": 4, "memo": 3, "tag": 2, "code": 2}
    with contextlib.suppress(cx.CxError):
        wishes[chance.choices(list(wishes), [often.get(kind, 1) for kind in wishes])[0]]()


def _apply_span(study: cx.Study, code: str, segment: str, chance: random.Random) -> None:
    """Code a few words somewhere around a segment, whoever said them."""
    corpus = study.reading().corpus
    held = corpus.segment_by_id[segment]
    first, last = segment_span(corpus, held)
    start = max(0, first - chance.randint(0, 40))
    study.codebook.apply(code, held.source, start, start + chance.randint(8, max(9, last - first)))


def deal(study: cx.Study, n_themes: int, seed: int) -> None:
    """Store a run that puts four of ten segments anywhere, so that hardly a theme is found again."""
    reading, chance = study.reading(), random.Random(seed)
    suggested = {m.segment: m.theme for m in study._readings.suggestions.memberships}
    keys = sorted({theme for theme in suggested.values() if theme})[:n_themes]
    keys += [f"draft-{n}" for n in range(n_themes - len(keys))]
    places: dict[str, str] = {}
    for segment in reading.corpus.segments:
        before = suggested.get(segment.id)
        places[segment.id] = before if before in keys and chance.random() > 0.4 else chance.choice(keys)
    places |= teaching(reading).pins
    drafts = {key: frozenset(s for s, place in places.items() if place == key) for key in set(places.values())}
    with study._database.read() as connection:
        past = [runs.members_of(connection, run.id) for run in runs.runs(connection, "themes")]
    named = analysing._continue(drafts, past, fixed=set(teaching(reading).pins.values()), prefix="theme")
    run = AnalysisRun(
        f"themes-{n_themes}-{seed}-{reading.as_of}-{len(past)}", "themes", "dealt", {}, seed, "", "", now()
    )
    with study._database.write() as connection:
        runs.save_run(
            connection,
            run,
            themes=[ThemeSuggestion(key, f"Theme {key}") for key in sorted(named.values())],
            memberships=[MembershipSuggestion(s, named[place], chance.random()) for s, place in places.items()],
        )
    study._readings.changed()


def lost(before: Reading, after: Reading) -> list[str]:
    """List what people decided that neither stands any more nor is listed as an orphan with its quote."""
    orphaned = {o.missing for o in after.orphans} | {q for o in after.orphans for q in o.quotes}
    resolve, missing = after.corpus.resolve, []

    def check(kind: str, id_: str, text: str, stands: Callable[[str], bool]) -> None:
        now_ = resolve(id_)
        if not (stands(now_) if now_ is not None else text in orphaned):
            missing.append(f"{kind} {id_}")

    words = {s.id: s.text for s in before.corpus.segments}
    for id_, held in before.memberships.items():
        if held.by != "suggestion":
            check("place", id_, words[id_], lambda s, held=held: after.memberships[s].theme == held.theme)
    for id_ in before.starred:
        check("star", id_, words[id_], lambda s: s in after.starred)
    for id_ in before.hidden:
        check("hide", id_, words[id_], lambda s: s in after.hidden)
    for (id_, label), said in before.hand_tags.items():
        check("tag", id_, words[id_], lambda s, k=label, v=said: after.hand_tags.get((s, k)) == v)
    for theme in before.themes:
        decided = (theme.by != "suggestion", theme.description, theme.colour, theme.seeds)
        then = after.theme_by_key.get(theme.key)
        same = then is not None and (theme.by == "suggestion" or then.name == theme.name)
        same = same and (then.description, then.colour, then.seeds) == decided[1:]
        if any(decided) and not (same or (then is None and theme.key in orphaned)):
            missing.append(f"theme {theme.name}")
    if before.codes != after.codes or {t.key for t in before.deleted} - {t.key for t in after.deleted}:
        missing.append("codes or deleted themes")
    standing = {coding.key for coding in after.codings}
    missing += [f"coding {c.key}" for c in before.codings if c.key not in standing | orphaned]
    kept = {memo.decision for memo in after.memos}
    missing += [f"memo {memo.decision}" for memo in before.memos if memo.decision not in kept]
    links = {link.key for link in after.links}
    for link in before.links:
        if link.key not in links and not {words[s] for s in link.segments} & orphaned:
            missing.append(f"link {link.key}")
    return missing


def follow(folder: Path, *, corpus: str, n_decisions: int, model: bool, seed: int = 0) -> dict[str, tuple[int, int]]:
    """Decide at random, run again in every way, and say after each how many decisions are lost and orphans.

    Returns
    -------
    dict of str to tuple of int and int
        What was done to (decisions lost, orphans).
    """
    chance = random.Random(seed)
    texts = Path(shutil.copytree(corpus_folder(corpus) / "transcripts", folder / "transcripts"))
    late = sorted(texts.iterdir())[-1]
    late.rename(folder / late.name)
    outcome: dict[str, tuple[int, int]] = {}
    with cx.Study(folder / "study.cxr", researcher="Ana") as study:
        study.add(texts)

        def again(n_themes: int, seed: int) -> None:
            if model:
                study.theme(n_themes, seed=seed)
            else:
                deal(study, n_themes, seed)

        again(7, 0)
        while study.reading().as_of < n_decisions:
            decide(study, chance)
        before = study.reading()
        needed = len({*teaching(before).pins.values(), *teaching(before).seed_words})

        def note(what: str) -> None:
            after = study.reading()
            outcome[what] = (len(lost(before, after)), len(after.orphans))
            for line in lost(before, after):
                print("lost:", what, line)

        again(max(7, needed), 1)
        note("new seed")
        again(max(4, needed + 2), 2)
        note("other number of themes")
        study.add(folder / late.name)
        again(max(7, needed), 1)
        note("one interview more")
        file = next(path for path in sorted(texts.iterdir()) if path.suffix in (".txt", ".vtt", ".srt"))
        lines = file.read_text(encoding="utf-8").split("\n")
        spoken = [n for n, line in enumerate(lines) if len(line.split()) > 9]
        for number in spoken[::4]:
            lines[number] = lines[number].rsplit(" ", 1)[0] + " indeed."
        del lines[spoken[-1]]
        file.write_text("\n".join(lines), encoding="utf-8")
        study.add(texts)
        again(max(7, needed), 1)
        note("one interview corrected in its file")
        source = study.reading().corpus.sources[0]
        word = next(t for t in source.turns if t.role == "participant" and len(t.text) > 40).text[:40].rsplit(" ", 2)[1]
        start = text_of(source).index(f" {word} ") + 1
        study.correct(source.id, start, start + len(word), "otherwise")
        note("one word corrected in the study")
        outcome["decisions"] = (before.as_of, len(before.codings) + len(before.memos) + len(before.links))
    return outcome


def timed(n_segments: int, n_decisions: int) -> None:
    """Time a large study."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.cxr"
        large_study(path, n_segments)
        with cx.Study(path, researcher="Ana") as study:
            began = time.perf_counter()
            while study.reading().as_of < n_decisions:
                decide(study, chance)
            print(f"{n_decisions} decisions made one by one in {time.perf_counter() - began:.1f} s")
        opening = [_clocked(lambda: _opened(path)) for _ in range(5)]
        with cx.Study(path, researcher="Ana") as study:
            reading = study.reading()
            themes = [theme.key for theme in reading.themes]
            ground = study._readings._ground
            anew = [
                _clocked(lambda: study._readings._fold(Ground(ground.corpus, ground.suggestions), study.decisions))
                for _ in range(5)
            ]
            folding = [_clocked(lambda: study._readings._fold(ground, study.decisions)) for _ in range(20)]
            one_more = [
                _clocked(lambda number=number: _rename(study, themes[number % len(themes)], number))
                for number in range(40)
            ]
        print(f"{len(reading.corpus.segments)} segments, {reading.as_of} decisions, {len(reading.codings)} codings")
    for what, times in (
        ("opened and read", opening),
        ("folded from nothing", anew),
        ("folded again", folding),
        ("one more decision", one_more),
    ):
        clock, processor = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
        print(f"{what}: median {clock:.1f} ms by the clock, {processor:.1f} ms of the processor")


def _clocked(action: Callable[[], object]) -> tuple[float, float]:
    """Return how long something takes, by the clock and of the processor, in seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - clock, time.process_time() - processor


def _opened(path: Path) -> None:
    with cx.Study(path, researcher="Ana") as study:
        study.reading()


def _rename(study: cx.Study, theme: str, number: int) -> Reading:
    study.rename(theme, f"Again {number}")
    return study.reading()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=10_000)
    parser.add_argument("--decisions", type=int, default=5_000)
    parser.add_argument("--model", action="store_true", help="the real theme model, not one that deals themes out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = follow(Path(folder), corpus="demo", n_decisions=500, model=arguments.model)
    for what, (gone, orphans) in outcome.items():
        print(f"{what}: {gone} lost, {orphans} orphans" if what != "decisions" else f"{gone} decisions")
    if arguments.segments:
        timed(arguments.segments, arguments.decisions)


if __name__ == "__main__":
    main()
