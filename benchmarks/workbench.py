"""How long the workbench takes on a study of 10,000 segments and 10,000 turns.

    python benchmarks/workbench.py              answers of the desk alone
    python benchmarks/workbench.py --browser    and what a researcher waits for, in JupyterLab in headless Chromium

Everything in the study is invented; suggestions are written by hand, for no model is measured here. Medians of 15.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.suggestion import AnalysisRun, MembershipSuggestion, TagSuggestion, ThemeSuggestion
from cxresearch.joiners.desk import StudyDesk
from cxresearch.store import maps, runs
from cxresearch.store.database import Database, now
from cxresearch.study import Study
from cxresearch.views.registry import views

INTERVIEWS, TURNS, THEMES, ROUNDS = 40, 125, 40, 15
WORDS = (
    "the bill app came late again because meter reading support call asked twice tariff price winter heating contract"
    " letter simple clear wait"
).split()


def make(path: Path) -> None:
    """Make a study of 40 interviews, 10,000 turns and 10,000 segments in 40 themes."""
    chance = random.Random(0)
    folder = path.parent / "transcripts"
    folder.mkdir()
    for number in range(INTERVIEWS):
        lines = []
        for _ in range(TURNS):
            lines.append(f"Interviewer: And what happened then, {' '.join(chance.choices(WORDS, k=5))}?")
            said = (f"I {' '.join(chance.choices(WORDS, k=10))}." for _ in range(2))
            lines.append(f"P{number + 1}: {' '.join(said)}")
        (folder / f"interview {number:02}.txt").write_text("\n".join(lines), encoding="utf-8")
    with Study(path, researcher="Ana") as study:
        study.add(folder, pseudonymise=False, language="en")
        segments = study.reading().corpus.segments
    themes = [
        ThemeSuggestion(f"theme-{n}", f"Theme number {n}", ("bill",), "", tuple(s.id for s in segments[n::THEMES][:5]))
        for n in range(THEMES)
    ]
    placed = [MembershipSuggestion(s.id, f"theme-{n % THEMES}", chance.random()) for n, s in enumerate(segments)]
    tags = [TagSuggestion(s.id, label, chance.random(), chance.random() < 0.2) for s in segments for label in LABELS]
    database = Database(path)
    for kind in ("themes", "tags"):
        run = AnalysisRun(f"{kind}-hand", kind, "by hand", {}, 0, "f", "i", now())  # type: ignore[arg-type]
        with database.write() as connection:
            if kind == "themes":
                runs.save_run(connection, run, themes=themes, memberships=placed)
            else:
                runs.save_run(connection, run, tags=tags)
    database.close()


def median(what: Callable[[int], object]) -> float:
    """Return the median of 15 times, in milliseconds."""
    times = []
    for number in range(ROUNDS):
        begun = time.perf_counter()
        what(number)
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def desk_alone(path: Path) -> None:
    """Time the answers of the desk."""
    begun = time.perf_counter()
    with Study(path, researcher="Ana") as study:
        desk = StudyDesk(study)
        reading = study.reading()
        print(f"read and fold the study         {1000 * (time.perf_counter() - begun):7.0f} ms, once")
        themes, transcripts, activity = views("themes", "transcripts", "activity")
        source = reading.corpus.sources[7].id

        def ask(view: object, part: str, **query: object) -> object:
            return desk.present(view, part, query, None)  # type: ignore[arg-type]

        def move(n: int) -> object:
            return desk.do("quote.move", {"segments": [reading.corpus.segments[n * 7].id], "theme": f"theme-{n % 3}"})

        ask(transcripts, "search", words="warm up")
        rows = {
            "themes": lambda _: ask(themes, ""),
            "a page of quotes": lambda n: ask(themes, "quotes", theme=f"theme-{n}"),
            "a page of turns": lambda n: ask(transcripts, "turns", source=source, offset=n * 10),
            "search": lambda n: ask(transcripts, "search", words=f"{WORDS[n]} {WORDS[n + 1]}"),
            "search in a theme": lambda n: ask(themes, "quotes", theme=f"theme-{n}", search="late bill"),
            "a move, on disk": move,
            "themes after a move": lambda n: (move(n + 20), ask(themes, "")),
            "activity": lambda _: ask(activity, ""),
        }
        for name, row in rows.items():
            print(f"{name:30}{median(row):9.0f} ms")
        review_and_map(study, desk)


def review_and_map(study: Study, desk: StudyDesk) -> None:
    """Time the review of pseudonyms, and the map with places drawn at random."""
    themes, review = views("themes", "review")
    begun, answers = time.perf_counter(), [desk.present(review, "", {}, None)]
    while answers[-1]["looked"] < answers[-1]["of"]:
        answers.append(desk.present(review, "", {}, None))
    took = 1000 * (time.perf_counter() - begun)
    print(f"review: look through all turns{took:9.0f} ms, once, in {len(answers)} answers")
    chance = random.Random(1)
    places = {segment.id: (chance.random(), chance.random()) for segment in study.reading().corpus.segments}
    database = Database(study.path)
    with database.write() as connection:
        maps.save(connection, places)
    database.close()
    mark = desk.present(themes, "map", {}, None)["mark"]
    moved = [segment.id for segment in study.reading().corpus.segments[:ROUNDS]]
    rows = {
        "review: the list": lambda _: desk.present(review, "rows", {"filter": "all"}, None),
        "review: a word kept, on disk": lambda n: desk.do("review.keep", {"words": [WORDS[n]]}),
        "map: all places": lambda _: desk.present(themes, "map", {}, None),
        "map: after a move": lambda n: (
            desk.do("quote.move", {"segments": [moved[n]], "theme": "theme-5"}),
            desk.present(themes, "map", {"known": mark}, None),
        ),
    }
    for name, row in rows.items():
        print(f"{name:30}{median(row):9.0f} ms")


def in_a_browser(path: Path) -> None:
    """Time what a researcher waits for."""
    from playwright.sync_api import sync_playwright

    from tests.browser import lab as labs
    from tests.browser.test_report import ARGUMENTS, chromium

    code = f"import cxresearch as cx\nstudy = cx.Study({path.name!r})\nstudy.reading()\nstudy.workbench()"
    with labs.running(path.parent) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with lab.opened(browser, "timed", code) as sheet:
            sheet.run()
            for name, script in SCRIPTS.items():
                times = [sheet.page.evaluate(script) for _ in range(ROUNDS)]
                print(f"{name:30}{statistics.median(times):9.0f} ms")
        browser.close()


_UNTIL = """
  const until = test => new Promise(done => {
    const look = () => test() ? done() : requestAnimationFrame(look);
    look();
  });
  const settled = () => document.querySelector(".cxw").dataset.waiting === "0"
    && document.querySelector(".cxw-panel").ariaBusy === "false";
  const tab = async name => {
    document.querySelector(`.cxw-tab[data-view=${name}]`).click();
    await until(() => document.querySelector(`.cxw-${name}`) && settled());
  };
"""

SCRIPTS = {
    "screen: open the themes": f"""async () => {{ {_UNTIL}
      await tab("activity");
      const begun = performance.now();
      await tab("themes");
      await until(() => document.querySelector(".cxw-themes .cxw-quote"));
      return performance.now() - begun; }}""",
    "screen: a move is seen": f"""async () => {{ {_UNTIL}
      await tab("themes");
      const row = document.querySelector(".cxw-themes .cxw-quote");
      const id = row.dataset.segment;
      row.focus();
      row.dispatchEvent(new KeyboardEvent("keydown", {{key: "m", bubbles: true}}));
      const field = document.querySelector(".cxw-pick input");
      const begun = performance.now();
      field.dispatchEvent(new KeyboardEvent("keydown", {{key: "Enter", bubbles: true}}));
      await until(() => !document.querySelector(`.cxw-themes [data-segment="${{id}}"]`));
      const seen = performance.now() - begun;
      await until(settled);
      return seen; }}""",
    "screen: a move is saved": f"""async () => {{ {_UNTIL}
      await tab("themes");
      const row = document.querySelector(".cxw-themes .cxw-quote");
      row.focus();
      row.dispatchEvent(new KeyboardEvent("keydown", {{key: "m", bubbles: true}}));
      const field = document.querySelector(".cxw-pick input");
      const begun = performance.now();
      field.dispatchEvent(new KeyboardEvent("keydown", {{key: "Enter", bubbles: true}}));
      await until(() => document.querySelector(".cxw").dataset.waiting === "0");
      const saved = performance.now() - begun;
      await until(settled);
      return saved; }}""",
    "screen: search": f"""async () => {{ {_UNTIL}
      await tab("transcripts");
      const field = document.querySelector(".cxw-transcripts input[type=search]");
      document.querySelectorAll(".cxw-hit").forEach(node => node.remove());
      const begun = performance.now();
      field.value = ["late bill", "winter price", "simple letter"][Math.floor(Math.random() * 3)];
      field.dispatchEvent(new Event("input"));
      await until(() => document.querySelector(".cxw-hit mark"));
      return performance.now() - begun; }}""",
}


def main() -> None:
    """Make the study and print the times."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--browser", action="store_true", help="time what is on screen as well")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.cxr"
        make(path)
        desk_alone(path)
        if chosen.browser:
            in_a_browser(path)


if __name__ == "__main__":
    main()
