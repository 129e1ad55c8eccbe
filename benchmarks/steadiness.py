"""Do themes stay the same tomorrow? Order, one more interview, and fillers, on the transcripts of a folder.

    python benchmarks/steadiness.py path/to/raw [more folders]
    python benchmarks/steadiness.py --speed

Printed per folder: the share of segments that themes leave unsorted, and why; how many of fifty injected fillers are
left out; the adjusted Rand index after a shuffle; and for each file, left out of a first draft and added to a second
that carries the first on, the share of the other segments that keep their theme (mean and lowest). With --speed: the
seconds of a draft over 1,000 and 10,000 segments of invented words, vectors given, names by words and imports aside.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score

from cxresearch import Study
from cxresearch.analysis.context import in_context
from cxresearch.analysis.encoding import Encoder
from cxresearch.analysis.theme_geometry import unit
from cxresearch.analysis.theming import ThemeModel
from cxresearch.domain.corpus import Segment
from cxresearch.joiners.analysing import main_language

FILLERS = """
Yeah. | Yes, exactly. | Mm-hm. | Uh-huh. | Right, right. | Okay. | Yeah, yeah, yeah. | Sure. | No. | Um, yeah.
I don't know. | Well, you know. | Absolutely. | Oh, okay. | Got it. | Thank you. | Yep. | Hmm. | Of course. | Exactly.
So, yeah. | I think so. | Not really. | I guess so. | That's right. | Oh yeah. | Definitely. | Cool. | Um. | Uh, no.
Okay, great. | You know what I mean? | Yeah, I think so. | Sorry? | Pardon? | Let me think. | Alright. | Fair enough.
Nope. | Yeah, no, yeah. | I mean, yeah. | Right, okay. | Thanks. | Oh. | Wow. | Yes. | Mhm, mhm. | Uh.
Good question. | Yeah, that's true.
"""


def themes(segments: Sequence[Segment], vectors: Any, language: str, **known: Any) -> ThemeModel:
    """Draft themes over segments as a study does, names aside."""
    return ThemeModel(language=language).fit(
        [segment.text for segment in segments],
        ids=[segment.id for segment in segments],
        vectors=vectors,
        participants=[segment.participant for segment in segments],
        in_context=True,
        **known,
    )


def keys(model: ThemeModel, segments: Sequence[Segment]) -> dict[str, str]:
    """Return the theme of each segment that has one."""
    labels = zip(segments, model.labels_, strict=True)
    return {segment.id: model.themes_[label].key for segment, label in labels if label >= 0}


def kept_without(source: str, segments: Sequence[Segment], vectors: Any, language: str) -> float:
    """Return the share of segments that keep their theme when a file is added to a draft made without it."""
    rows = [row for row, segment in enumerate(segments) if segment.source != source]
    first = [segments[row] for row in rows]
    before = keys(themes(first, vectors[rows], language), first)
    after = keys(themes(segments, vectors, language, previous=before), segments)
    return sum(after.get(segment.id, "") == before.get(segment.id, "") for segment in first) / len(first)


def injected(segments: Sequence[Segment], vectors: Any, language: str, encoder: Encoder) -> int:
    """Return how many of fifty fillers, strewn over the segments, are left unsorted."""
    said = [text.strip() for line in FILLERS.strip().splitlines() for text in line.split("|")]
    assert len(said) == 50
    places = np.random.default_rng(0).choice(len(segments), 50)
    texts = [segment.text for segment in segments] + said
    model = ThemeModel(language=language).fit(
        texts,
        vectors=np.vstack([vectors, encoder.encode(said)]),
        participants=[segment.participant for segment in segments] + [segments[place].participant for place in places],
        in_context=True,
    )
    return int((model.labels_[-50:] < 0).sum())


def speed() -> None:
    """Time drafts over invented segments of thirty subjects."""
    generator = np.random.default_rng(0)
    subjects = unit(generator.normal(size=(30, 384)))
    for n in (50, 1_000, 10_000):  # the first one loads what has to be loaded
        about = generator.integers(0, 30, n)
        said = generator.integers(0, 40, (n, 12))
        texts = [
            " ".join(f"word{subject * 40 + word}" if word < 20 else f"common{word}" for word in row)
            for subject, row in zip(about, said, strict=True)
        ]
        vectors = unit(subjects[about] + 1.5 * unit(generator.normal(size=(n, 384))))
        clock, processor = time.perf_counter(), time.process_time()
        model = ThemeModel().fit(texts, vectors=vectors, participants=[f"P{row % 16}" for row in range(n)])
        passed, spent = time.perf_counter() - clock, time.process_time() - processor
        if n > 50:
            print(f"{n:,} segments: {passed:.1f} s, {spent:.1f} s of processor time, {len(model.themes_)} themes")


def main() -> None:
    """Print a paragraph per folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--speed", action="store_true", help="time drafts over invented segments")
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    if given.speed:
        speed()
    for folder in given.folders:
        with tempfile.TemporaryDirectory() as place, Study(Path(place) / "study.cxr") as study:
            study.add(folder)
            reading = study.reading()
            if not reading.corpus.segments:
                print(f"{folder}: no interview was found there")
                continue
            segments, language = list(reading.corpus.segments), main_language(reading)
        encoder = Encoder(language=language)
        vectors = encoder.encode([segment.text for segment in segments])
        vectors = in_context(vectors, [segment.source for segment in segments])
        model = themes(segments, vectors, language)
        why = Counter(reason for reason in model.reasons_ if reason)
        order = np.random.default_rng(1).permutation(len(segments))
        shuffled = themes([segments[row] for row in order], vectors[order], language)
        files = sorted({segment.source for segment in segments})
        kept = [kept_without(source, segments, vectors, language) for source in files] if len(files) > 2 else []
        print(f"{folder}: {len(segments)} segments, {len(model.themes_)} themes")
        print("  unsorted: " + ", ".join(f"{reason} {n / len(segments):.1%}" for reason, n in why.most_common()))
        print(f"  fillers left out: {injected(segments, vectors, language, encoder)} of 50")
        print(f"  shuffled: adjusted Rand index {adjusted_rand_score(model.labels_[order], shuffled.labels_):.3f}")
        if kept:
            print(f"  one file more: {np.mean(kept):.1%} keep their theme, lowest {min(kept):.1%} ({len(kept)} files)")


if __name__ == "__main__":
    main()
