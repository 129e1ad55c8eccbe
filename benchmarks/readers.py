"""Measure the readers on published studies: words of participants against a count of our own, and roles against labels.

Run ``CX_STUDIES=folder python benchmarks/readers.py [--files]`` for the readers alone, or with ``--run FOLDER`` for
what ``cxresearch run`` makes of each study (its outputs go into the folder, or are taken from there): per file format,
who participates and interviews, and words, against the README of the study and a count of our own. The counts know
each study's layout and share no code with the readers; bracketed observer notes, headings, prompts, page heads and
printed paragraph numbers are nobody's words. ``role_labels.csv`` and ``role_labels_2.csv`` hold two seeded draws of 34
turns per study, judged by reading (the second without our roles in sight): file, number and line of the turn, and who
speaks most of it; no text.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from cxresearch.domain.transcript import Transcript
from cxresearch.readers import read

LABELS = [Path(__file__).with_name(name) for name in ("role_labels.csv", "role_labels_2.csv")]
_NOTE = re.compile(r"\((?:the )?participants?\b[^()]*\)", re.IGNORECASE)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _rendered(path: Path) -> Path:
    return path.parent.parent / "text" / f"{path.stem}.txt"


def answers(path: Path) -> int:
    """Count what follows the star on lines of session notes, and lines that go on with it."""
    words = 0
    for line in _lines(path):
        bare = line.strip()
        asked, star, said = bare.partition("*") if "*" in bare else bare.partition("? ")
        if star == "? " and (not bare.startswith("-") or "“" in asked):
            asked, star, said = bare, "", ""
        if (star and asked.rstrip().endswith(("?", ":", "."))) or star == "? ":
            words += len(said.split())
        elif bare and not bare.rstrip().endswith("?") and len(bare.split()) > 4:
            words += len(bare.lstrip("-* ").split())
    return words


def tasks(path: Path) -> int:
    """Count lines of a think-aloud session that are no numbered prompt, no observer's note and not the moderator's."""
    words = 0
    for line in _lines(_rendered(path)):
        bare = line.strip()
        if re.match(r"(?:\d+|[a-d])(?:\.[a-z]+)?\.? \S", bare) and not line.startswith("\t") and "\t" not in line[:3]:
            continue
        if bare.startswith(("MODERATOR", "[")):
            continue
        words += len(_NOTE.sub(" ", bare).split())
    return words


def _by_label(lines: list[str], label: re.Pattern[str], interviewers: set[str]) -> int:
    words, speaker = 0, None
    for line in lines:
        match = label.match(line)
        if match:
            speaker, line = match[1], line[match.end() :]
        if speaker is not None and speaker not in interviewers:
            words += len(line.split())
    return words


def printed(path: Path) -> int:
    """Count the participant's lines of a printed project; its paragraph and page numbers are no words."""
    lines = [line for line in _lines(_rendered(path)) if not re.fullmatch(r"\s*(?:\d+|\d+/\d+)\s*", line)]
    return _by_label(lines, re.compile(r"\s*(Dan|Participant):"), {"Dan"})


def headed(path: Path) -> int:
    """Count what stands under name lines such as ``Jack Breen  0:33``, known by their two blanks or time at the end."""
    lines = _lines(path)
    name = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?)(?: +\d+:[\d:]+ *|  +)$")
    often = Counter(match[1] for line in lines if (match := name.match(line)))
    known = "|".join(map(re.escape, (n for n, count in often.items() if count > 1 or n.startswith("Unknown"))))
    if not known:
        return 0
    return _by_label(lines, re.compile(rf"({known})(?: +\d+:[\d:]+ *|  +)$"), {"Jonas Rosland", "Rich McGrath"})


def starred(path: Path) -> int:
    """Count what follows ``**Name:**``."""
    return _by_label(_lines(path), re.compile(r"\*\*([^*]+):\*\*"), {"Adam Stacoviak", "Break", "Outro"})


def lettered(path: Path) -> int:
    """Count what follows ``S3:``."""
    return _by_label(_lines(_rendered(path)), re.compile(r"\s*(I|S\d):"), {"I"})


STUDIES: dict[str, Callable[[Path], int]] = {
    "va-transition-benefits": answers,
    "serdif-usability": tasks,
    "pdpilot-explainability": printed,
    "indie-game-developers": headed,
    "changelog-podcasts": starred,
    "nodegrade-students-de": lettered,
}


def files(root: Path, study: str) -> list[Path]:
    """List the raw files of a study."""
    return sorted((root / study / "raw").iterdir())


def labels() -> Iterator[dict[str, str]]:
    """Yield the judged turns."""
    for path in LABELS:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from ({**row, "draw": path.stem} for row in csv.DictReader(stream))


def role_at(transcript: Transcript, turn: int, line: int) -> str:
    """Return the role of a judged turn, found by its number or, failing that, by its line."""
    turns = transcript.turns
    if turn <= len(turns) and turns[turn - 1].line == line:
        return turns[turn - 1].role
    return next((t.role for t in turns if t.line == line), "missing")


def roles_right(study: str, transcripts: dict[str, Transcript], draw: str = "role_labels") -> tuple[int, int]:
    """Count judged turns of a draw whose role is right, and all of them."""
    judged = [row for row in labels() if row["study"] == study and row["draw"] == draw]
    right = sum(role_at(transcripts[row["file"]], int(row["turn"]), int(row["line"])) == row["role"] for row in judged)
    return right, len(judged)


VOICES = {
    "va-transition-benefits": (1, 0),
    "serdif-usability": (1, 1),
    "pdpilot-explainability": (1, 1),
    "nodegrade-students-de": (2, 1),
    "changelog-podcasts": (1, 1),
    "indie-game-developers": (1, 1),
}
"""How many participate and how many interview with a name, per file of a study, as its README says."""
OF_ONE_FILE = {"Get_A_Grip": (2, 2), "Super_Marxist": (4, 1), "interview_with_artemio": (1, 0)}
"""And in single files that differ, by the beginning of their names."""


def ran(root: Path, study: str, out: Path) -> dict[str, dict[str, str]]:
    """Run a study through the command line unless that was done, and return its import.csv by fingerprint."""
    from cxresearch.study import Study

    if not (out / study / "import.csv").exists():
        command = [sys.executable, "-m", "cxresearch.cli", "run", str(root / study / "raw")]
        command += ["--study", str(out / f"{study}.cxr"), "--out", str(out / study), "--researcher", "benchmark"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with (out / study / "import.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    with Study(out / f"{study}.cxr", researcher="benchmark") as opened:
        return {source.fingerprint: rows[source.name] for source in opened.reading().corpus.sources}


def through_run(root: Path, out: Path) -> None:
    """Print a row per file from what the command line wrote."""
    import hashlib

    out.mkdir(parents=True, exist_ok=True)
    print("| study | file | read as | participants | interviewers | words, counted | words, run | difference |")
    print("|---|---|---|---|---|---|---|---|")
    for study, count in STUDIES.items():
        rows = ran(root, study, out)
        for path in files(root, study):
            row = rows[hashlib.sha256(path.read_bytes()).hexdigest()]
            wanted = next((told for start, told in OF_ONE_FILE.items() if path.name.startswith(start)), VOICES[study])
            sure = [voice for voice in row["speakers"].split("; ") if "(participant 0.40)" not in voice]  # unknown
            heard = tuple(sum(f"({role} " in voice for voice in sure) for role in ("participant", "interviewer"))
            shown = [str(a) if a == b else f"{a} for {b}" for a, b in zip(heard, wanted, strict=True)]
            own, theirs = count(path), int(row["participant_words"])
            apart = f"{own:,} | {theirs:,} | {theirs / own - 1:+.1%}" if own else f"? | {theirs:,} |"
            print(f"| {study} | {path.stem[:24]} | {row['format']} | {shown[0]} | {shown[1]} | {apart} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="one line per file too")
    parser.add_argument("--run", type=Path, help="a folder for what the command line writes")
    options = parser.parse_args()
    root = Path(os.environ["CX_STUDIES"])
    if options.run:
        through_run(root, options.run)
        return
    print("| study | files | read as | roles right | second draw | words, counted | words, read | apart | worst file |")
    print("|---|---|---|---|---|---|---|---|---|")
    for study, count in STUDIES.items():
        transcripts = {path.name: read(path) for path in files(root, study)}
        pairs = {path.name: (count(path), transcripts[path.name].words("participant")) for path in files(root, study)}
        told = {name: pair for name, pair in pairs.items() if pair[0]}
        wanted, found = (sum(pair[n] for pair in told.values()) for n in (0, 1))
        worst = max(told, key=lambda name: abs(told[name][1] / told[name][0] - 1))
        right, judged = roles_right(study, transcripts)
        again, drawn = roles_right(study, transcripts, "role_labels_2")
        formats = ", ".join(sorted({transcript.format for transcript in transcripts.values()}))
        print(
            f"| {study} | {len(transcripts)} | {formats} | {right}/{judged} | {again}/{drawn} |"
            f" {wanted:,} | {found:,} | {found / wanted - 1:+.1%} | {told[worst][1] / told[worst][0] - 1:+.1%} |"
        )
        for name, (one, other) in pairs.items() if options.files else ():
            print(f"  {name}: counted {one:,}, read {other:,}")


if __name__ == "__main__":
    main()
