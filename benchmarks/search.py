"""How long a search takes in a large study: 10,000 invented segments of 40 interviews.

    python benchmarks/search.py [SEGMENTS]

Prints milliseconds by the clock and, as other work on the machine counts there, of the processor: the slowest and the
median of several searches, each with all hits counted and 100 returned, once everything has been made ready, and how
long that takes. Targets: words 100 ms, meaning 300 ms.
Vectors are random here, put where kept vectors lie, as encoding so many sentences takes minutes once and is not what
is measured; the question itself is encoded by the sentence model.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from cxresearch.analysis.adapters import DIMENSIONS
from cxresearch.analysis.vector_cache import VectorCache
from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.decision import Decision
from cxresearch.domain.folding import fold
from cxresearch.domain.identity import segment_id
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import MembershipSuggestion, Suggestions, TagSuggestion, ThemeSuggestion
from cxresearch.domain.transcript import Turn
from cxresearch.joiners.searching import Search, Where

SUBJECTS = "the bill|my meter|an engineer|the tariff|your app|a letter|the café|our boiler|this contract|the naïve plan"
VERBS = "was late|came twice|never worked|cost too much|made me laugh|was explained well|got lost|changed again"
ENDS = "in June|after the call|because of the move|when my mother was ill|and nobody said sorry|می‌خواهم|for weeks"
QUESTIONS = ["waiting for help", "nobody told me", "I like it", "too expensive", "where do I click"]
QUERIES = ["bill", "the", "the bill", '"cost too much"', "engin*", "-the", "boiler OR tariff", "میخواهم", "zebra"]


def invented(n: int) -> Reading:
    """Return a reading of so many segments, with themes, tags, codes and codings."""
    draw = random.Random(0)
    sources, segments = [], []
    for number in range(40):
        turns, voices = [], []
        for at in range(n // 40):
            words = [draw.choice(part.split("|")) for part in (SUBJECTS, VERBS, ENDS)]
            text = f"{' '.join(words).capitalize()}, {at} {draw.choice(ENDS.split('|'))}."
            turns.append(Turn(f"P{number}", text, "participant"))
            voices.append(f"P{number}")
            id_ = segment_id(f"s{number}", at, 0, len(text), text)
            segments.append(Segment(id_, f"s{number}", f"P{number}", at, 0, len(text), text))
        name = f"interview {number:02}"
        sources.append(Source(f"s{number}", name, "text", "en", "", 1, tuple(turns), tuple(voices)))
    people = tuple(Participant(f"P{number}", {"role": "carer" if number % 2 else "nurse"}) for number in range(40))
    corpus = Corpus(tuple(sources), people, tuple(segments))
    suggestions = Suggestions(
        themes=tuple(ThemeSuggestion(f"t{k}", f"Theme {k}") for k in range(12)),
        memberships=tuple(MembershipSuggestion(s.id, f"t{draw.randrange(12)}", 0.5) for s in segments),
        tags=tuple(TagSuggestion(s.id, "pain", 0.6, draw.random() < 0.3) for s in segments),
    )
    decisions = [Decision(1, "0001", "", "Ana", "code.new", "c0", {"name": "Cost", "parent": None, "colour": ""})]
    starts: dict[str, int] = {}
    for number, segment in enumerate(segments):
        start = starts.get(segment.source, 0)
        starts[segment.source] = start + len(segment.text) + 1
        if number % 2 == 0:
            span = {"code": "c0", "source": segment.source, "start": start, "end": start + len(segment.text)}
            at = len(decisions) + 1
            decisions.append(Decision(at, f"{at:04}", "", "Ana", "coding.add", f"k{at}", span, None, segment.text))
    return fold(study="s", corpus=corpus, suggestions=suggestions, decisions=decisions)


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long a call took: by the clock, and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)


def main() -> None:
    """Measure, and print a line for each kind of search."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    reading = invented(n)
    everything = Where(
        participant=[f"P{k}" for k in range(30)],
        theme=["t1", "t2", "t3"],
        code="Cost",
        tag="pain",
        attribute="role=nurse",
    )
    with tempfile.TemporaryDirectory() as folder:
        texts = [segment.text for segment in reading.corpus.segments]
        vectors = np.random.default_rng(0).normal(size=(len(texts), DIMENSIONS)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        VectorCache("all-MiniLM-L6-v2 pieces 1", DIMENSIONS, folder=Path(folder)).put(texts, vectors)
        search = Search(lambda: reading, cache=Path(folder))
        for by, queries in (("words", QUERIES), ("meaning", QUESTIONS)):
            ready = milliseconds(partial(search.find, queries[0], by=by))
            report(by, [milliseconds(partial(search.find, query, by=by)) for query in queries], ready)
            among = [milliseconds(partial(search.find, query, by=by, where=everything)) for query in queries]
            report(f"{by}, five conditions", among)


def report(what: str, taken: list[tuple[float, float]], ready: tuple[float, float] | None = None) -> None:
    """Print one line."""
    clock, used = zip(*taken, strict=True)
    line = f"{what:26} slowest {max(clock):5.0f} ms ({max(used):3.0f} of the processor)"
    line += f"  median {statistics.median(clock):5.0f} ({statistics.median(used):3.0f})"
    print(line + (f"  made ready in {ready[0]:6.0f} ({ready[1]:4.0f})" if ready else ""))


if __name__ == "__main__":
    main()
