"""Time an import of a long caption file: reading alone, reading with pseudonyms, and the whole way into a study.

Run ``python benchmarks/readers_speed.py [--captions 100000] [--profile]``. The captions are invented, nearly all
different, between two named voices; every three-hundredth holds a name, an address or a number. The clock and the
processor are both given, since other work slows only the clock.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cxresearch.joiners.importing import ImportOptions, import_files
from cxresearch.readers import pseudonyms, read
from cxresearch.readers.pseudonym_key import Key
from cxresearch.store.database import Database

WORDS = (
    "meter bill tariff price queue letter app website account payment refund delay engineer visit heating boiler "
    "winter summer number form reading smart charge standing monthly annual contract switch supplier promise answer "
    "question reason trouble help advice letterbox kitchen hallway neighbour evening morning phone line music minute "
    "hour day week month year moment thing person office desk screen button page link picture video answerphone"
).split()
VERBS = "read paid waited called opened closed changed missed found lost sent got wanted needed tried forgot".split()
OPENERS = "So well Then And but I we they because actually honestly maybe you know when after before if".split()
NAMES = "Ayla Bertram Corinne Dashiell Esmeralda Fiorella".split()


def captions(count: int, *, seed: int = 7) -> str:
    """Return an invented WebVTT file of two voices."""
    draw = random.Random(seed)
    lines = ["WEBVTT", ""]
    speaker = "Interviewer"
    for n in range(count):
        if draw.random() < 0.25:
            speaker = "Interviewer" if speaker != "Interviewer" else "Marguerite Oduya"
        said = [draw.choice(OPENERS), draw.choice("I we they she he".split()), draw.choice(VERBS), "the"]
        said += draw.choices(WORDS, k=draw.randint(2, 5))
        said += ["and", draw.choice(VERBS), "a", draw.choice(WORDS)]
        if n % 300 == 299:
            said += ["with", draw.choice(NAMES), "on", "020", f"7946 0{draw.randint(100, 999)}"]
        end = "?" if speaker == "Interviewer" else draw.choice(["", ".", ","])
        lines += [f"{_clock(3 * n)} --> {_clock(3 * n + 2.9)}", f"{speaker}: {' '.join(said)}{end}", ""]
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    return f"{int(seconds // 3600):02d}:{int(seconds // 60) % 60:02d}:{seconds % 60:06.3f}"


def _whole(path: Path) -> None:
    with closing(Database(path.with_suffix(".cxr"))) as database:
        import_files(database, [path], ImportOptions())


def _with_pseudonyms(path: Path) -> None:
    transcript = read(path)
    key = pseudonyms.plan([(path.name, transcript)], key=Key())
    for turn in transcript.turns:
        pseudonyms.pseudonymise(turn.text, key=key, language="en")


STAGES: dict[str, Callable[[Path], object]] = {
    "read": read,
    "read and pseudonymised": _with_pseudonyms,
    "read, pseudonymised, cut and stored": _whole,
}


def main() -> None:
    """Time each stage in a process of its own, so that none profits from what another one remembers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captions", type=int, default=100_000)
    parser.add_argument("--stage", choices=list(STAGES), help="this stage alone, in this process")
    parser.add_argument(
        "--profile", action="store_true", help="show where the stage (default the last) spends its time"
    )
    options = parser.parse_args()
    if not (options.stage or options.profile):
        for stage in STAGES:
            subprocess.run(
                [sys.executable, __file__, "--stage", stage, "--captions", str(options.captions)], check=True
            )
        return
    stage = options.stage or list(STAGES)[-1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.vtt"
        path.write_text(captions(options.captions), encoding="utf-8")
        if options.profile:
            profile = cProfile.Profile()
            profile.runcall(STAGES[stage], path)
            pstats.Stats(profile).sort_stats("tottime").print_stats(50)
            return
        clock, processor = time.perf_counter(), time.process_time()
        STAGES[stage](path)
        spent, passed = time.process_time() - processor, time.perf_counter() - clock
        print(f"{options.captions:,} captions {stage}: {spent:.1f} s of processor time, {passed:.1f} s", flush=True)


if __name__ == "__main__":
    main()
