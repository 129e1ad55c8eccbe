"""What five pinned segments per theme teach, simulated on human-coded quotes and customer utterances.

    CX_STUDIES=… CX_LABELLED=… python benchmarks/pins.py [--draws 20]

For every draw, five segments of each class of the gold are pinned to a theme of that class: in a fresh draft, and in a
study whose themes of an unpinned draft are carried on and where each class becomes a new theme. Measured on the
segments that are not pinned: AMI, and the share put into the theme of their class. Beside them the unpinned draft and
a logistic regression with ten labelled segments per class, all on the vectors of the passage encoder.
"""

from __future__ import annotations

import argparse
import os
import warnings
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_mutual_info_score
from theming import Gold, gold_sets

from cxresearch.analysis.encoding import Encoder
from cxresearch.analysis.theming import ThemeModel

Array = np.ndarray[Any, Any]


def drawn(classes: Array, each: int, seed: int) -> Array:
    """Draw rows of every class, all but one of a class that has too few."""
    generator = np.random.default_rng(seed)
    groups = [np.flatnonzero(classes == one) for one in np.unique(classes)]
    return np.concatenate([generator.choice(rows, min(each, max(1, len(rows) - 1)), replace=False) for rows in groups])


def themes(gold: Gold, vectors: Array, **known: Any) -> Array:
    """Draft themes and return their keys, "" where unsorted."""
    ids = [str(row) for row in range(len(gold.texts))]
    model = ThemeModel().fit(gold.texts, ids=ids, vectors=vectors, participants=gold.participants, **known)
    return np.array([model.themes_[label].key if label >= 0 else "" for label in model.labels_])


def measure(gold: Gold, vectors: Array, draws: int) -> dict[str, Array]:
    """Return AMI and the share put right of each way, averaged over the draws."""
    classes = np.array([f"class {number}" for number in np.unique(gold.classes, return_inverse=True)[1]])
    before = themes(gold, vectors)
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for seed in range(draws):
        pinned, labelled = drawn(classes, 5, seed + 100), drawn(classes, 10, seed)
        pins = {str(row): classes[row] for row in pinned}
        previous = {str(row): key for row, key in enumerate(before) if key}
        regression = LogisticRegression(max_iter=500).fit(vectors[labelled], classes[labelled])
        for way, keys, known in (
            ("unpinned", before, pinned),
            ("5 pins", themes(gold, vectors, pins=pins), pinned),
            ("5 pins, study", themes(gold, vectors, pins=pins, previous=previous), pinned),
            ("LR, 10", regression.predict(vectors), labelled),
        ):
            rest = np.setdiff1d(np.arange(len(classes)), known)
            ami = adjusted_mutual_info_score(classes[rest], keys[rest])
            found[way].append((ami, float((classes[rest] == keys[rest]).mean())))
    return {way: np.mean(values, axis=0) for way, values in found.items()}


def main() -> None:
    """Print a row per set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--only", default="", help="sets whose name begins so")
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    studies, labels = (Path(os.environ[name]) for name in ("CX_STUDIES", "CX_LABELLED"))
    for gold in gold_sets(studies, labels, fast=True):
        if gold.name.startswith(given.only):
            rows = measure(gold, Encoder("passages").encode(gold.texts), given.draws)
            told = " | ".join(f"{way} {ami:.3f} / {right:.2f}" for way, (ami, right) in rows.items())
            print(f"{gold.name:20} {told}", flush=True)


if __name__ == "__main__":
    main()
