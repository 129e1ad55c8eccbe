"""Measure the readers on published studies: words of participants against a count of our own, and roles against labels.

Run ``CX_STUDIES=folder python benchmarks/readers.py [--files]``. The counts here know each study's
layout and share no code with the readers; bracketed observer notes, headings, prompts, page heads and printed paragraph
numbers are nobody's words. ``role_labels.csv`` holds a seeded draw of 34 turns per study, judged by reading: file,
number and line of the turn, and who speaks most of it; no text.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from cxresearch.domain.transcript import Transcript
from cxresearch.readers import read

LABELS = Path(__file__).with_name("role_labels.csv")
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
    with LABELS.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def role_at(transcript: Transcript, turn: int, line: int) -> str:
    """Return the role of a judged turn, found by its number or, failing that, by its line."""
    turns = transcript.turns
    if turn <= len(turns) and turns[turn - 1].line == line:
        return turns[turn - 1].role
    return next((t.role for t in turns if t.line == line), "missing")


def roles_right(study: str, transcripts: dict[str, Transcript]) -> tuple[int, int]:
    """Count judged turns whose role is right, and all of them."""
    judged = [row for row in labels() if row["study"] == study]
    right = sum(role_at(transcripts[row["file"]], int(row["turn"]), int(row["line"])) == row["role"] for row in judged)
    return right, len(judged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="one line per file too")
    options = parser.parse_args()
    root = Path(os.environ["CX_STUDIES"])
    print("| study | files | read as | roles right | words, counted | words, read | difference | worst file |")
    print("|---|---|---|---|---|---|---|---|")
    for study, count in STUDIES.items():
        transcripts = {path.name: read(path) for path in files(root, study)}
        pairs = {path.name: (count(path), transcripts[path.name].words("participant")) for path in files(root, study)}
        told = {name: pair for name, pair in pairs.items() if pair[0]}
        wanted, found = (sum(pair[n] for pair in told.values()) for n in (0, 1))
        worst = max(told, key=lambda name: abs(told[name][1] / told[name][0] - 1))
        right, judged = roles_right(study, transcripts)
        formats = ", ".join(sorted({transcript.format for transcript in transcripts.values()}))
        print(
            f"| {study} | {len(transcripts)} | {formats} | {right}/{judged} | {wanted:,} | {found:,} |"
            f" {found / wanted - 1:+.1%} | {told[worst][1] / told[worst][0] - 1:+.1%} |"
        )
        for name, (one, other) in pairs.items() if options.files else ():
            print(f"  {name}: counted {one:,}, read {other:,}")


if __name__ == "__main__":
    main()
