"""Themes beside their peers, on human-coded quotes and short customer utterances.

    CX_STUDIES=… CX_LABELLED=… python benchmarks/theming.py [--fast] [--out docs/themes-figures.md]

Two tables are printed. In the first every method gets the same sentence vectors, those of our passage encoder,
and as many groups as ours found (BERTopic's defaults find their own number). In the second each is at its best:
peers have plain MiniLM, for which they were made, and are told the number of classes in the gold; NMF works on its
own TF-IDF, BERTopic's smallest topic is the best of four sizes *chosen by looking at the gold*; BERTopic's defaults
stand beside them. Ours is told nothing in either. Turftopic is measured where it is installed.

AMI, ARI and B-cubed F1 count unsorted segments as one more group. NPMI and diversity are over the ten words
of highest c-TF-IDF per group.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from cxresearch.analysis.adapters import minilm_folder
from cxresearch.analysis.encoding import Encoder
from cxresearch.analysis.fillers import content_words
from cxresearch.analysis.theme_geometry import word_weights
from cxresearch.analysis.theming import ThemeModel

Array = np.ndarray[Any, Any]
Method = Callable[["Gold", Array, int], Array]
TURFTOPIC = {"Turftopic S3": "SemanticSignalSeparation", "Turftopic KeyNMF": "KeyNMF"}


@dataclass(frozen=True)
class Gold:
    """A labelled set: one class per text, the first where the researchers gave several."""

    name: str
    group: str
    texts: tuple[str, ...]
    classes: tuple[str, ...]
    participants: tuple[str, ...] | None = None


def quotes(folder: Path, study: str, field: str) -> Gold:
    first: dict[str, tuple[str, str]] = {}
    for line in (folder / study / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row[field]:
            first.setdefault(row["quote"], (row[field][0], row["participant"]))
    labels, people = zip(*first.values(), strict=True)
    return Gold(f"{study.split('-')[0]} {field}", "interviews", tuple(first), labels, people)


def sample(name: str, by_class: dict[str, list[str]], n: int, seed: int, classes: int = 10) -> Gold:
    generator = random.Random(seed)
    chosen = generator.sample(sorted(by_class), classes)
    rows = [
        (text, c)
        for c in chosen
        for text in generator.sample(sorted(set(by_class[c])), min(n // classes, len(set(by_class[c]))))
    ]
    texts, labels = zip(*rows, strict=True)
    return Gold(f"{name} {n} #{seed}", f"{name} {n}", texts, labels)


def gold_sets(studies: Path, labelled: Path, *, fast: bool) -> Iterator[Gold]:
    yield quotes(studies, "pdpilot-explainability", "themes")
    yield quotes(studies, "serdif-usability", "codes")
    banking: dict[str, list[str]] = defaultdict(list)
    for file in ("train.csv", "test.csv"):
        with (labelled / "banking77" / file).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                banking[row["category"]].append(row["text"].strip())
    clinc: dict[str, list[str]] = defaultdict(list)
    data = json.loads((labelled / "clinc150" / "data_small.json").read_text(encoding="utf-8"))
    for part in ("train", "val", "test"):
        for text, intent in data[part]:
            clinc[intent].append(text)
    for n in (100, 250, 1_000):
        for seed in range(1 if fast else 3):
            yield sample("banking77", banking, n, seed)
            if n < 1_000:
                yield sample("clinc150", clinc, n, seed)


def ours(gold: Gold, vectors: Array, _: int) -> Array:
    return ThemeModel().fit(gold.texts, vectors=vectors, participants=gold.participants).labels_


def bertopic(seed: int, smallest: int = 10, clusterer: Callable[[int], Any] | None = None) -> Method:
    def run(gold: Gold, vectors: Array, k: int) -> Array:
        from bertopic import BERTopic
        from umap import UMAP

        shape = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
        own = {} if clusterer is None else {"hdbscan_model": clusterer(k)}
        model = BERTopic(umap_model=shape, min_topic_size=smallest, **own)
        return np.array(model.fit_transform(list(gold.texts), vectors)[0])

    return run


def kmeans(_: Gold, vectors: Array, k: int) -> Array:
    return KMeans(k, n_init=10, random_state=0).fit_predict(vectors)


def ward(_: Gold, vectors: Array, k: int) -> Array:
    return AgglomerativeClustering(k).fit_predict(vectors)


def nmf(_: Gold, vectors: Array, k: int) -> Array:
    return (
        NMF(k, init="nndsvda", max_iter=400, random_state=0).fit_transform(vectors - vectors.min(axis=0)).argmax(axis=1)
    )


def nmf_words(gold: Gold, _: Array, k: int) -> Array:
    counts = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(gold.texts)
    return NMF(k, init="nndsvda", max_iter=400, random_state=0).fit_transform(counts).argmax(axis=1)


def turftopic(name: str) -> Method:
    """Return a model of Turftopic; the strongest topic of a text is its group."""

    def run(gold: Gold, vectors: Array, k: int) -> Array:
        import turftopic as peers
        from sentence_transformers import SentenceTransformer

        encoder = SentenceTransformer(str(minilm_folder()), device="cpu", local_files_only=True)
        model = getattr(peers, name)(k, encoder=encoder, random_state=0)
        return np.asarray(model.fit_transform(list(gold.texts), embeddings=vectors)).argmax(axis=1)

    return run


def b_cubed(classes: Array, labels: Array) -> float:
    """B-cubed F1 (Bagga and Baldwin, 1998)."""
    table = np.zeros((classes.max() + 1, labels.max() + 1))
    np.add.at(table, (classes, labels), 1)
    precision = (table**2 / np.maximum(table.sum(axis=0, keepdims=True), 1)).sum() / table.sum()
    recall = (table**2 / np.maximum(table.sum(axis=1, keepdims=True), 1)).sum() / table.sum()
    return float(2 * precision * recall / (precision + recall))


def coherence(gold: Gold, labels: Array) -> tuple[float, float]:
    """NPMI of the ten top words of each group over the texts (Bouma, 2009), and the share of distinct top words."""
    documents = [content_words(text, "en") for text in gold.texts]
    shifted = np.unique(labels[labels >= 0], return_inverse=True)[1]
    inside = np.full(len(labels), -1)
    inside[labels >= 0] = shifted
    vocabulary, weights = word_weights(documents, inside, int(shifted.max()) + 1)
    tops = [[vocabulary[i] for i in np.argsort(-row, kind="stable")[:10] if row[i] > 0] for row in weights]
    bags = [set(document) for document in documents]
    seen = Counter(word for bag in bags for word in bag)
    scores = []
    for top in tops:
        for one, other in combinations(top, 2):
            both = sum(one in bag and other in bag for bag in bags) / len(bags)
            if both in (0.0, 1.0):
                scores.append(-1.0 if both == 0.0 else 1.0)
            else:
                expected = seen[one] * seen[other] / len(bags) ** 2
                scores.append(math.log(both / expected) / -math.log(both))
    words = [word for top in tops for word in top]
    return float(np.mean(scores)) if scores else 0.0, len(set(words)) / max(1, len(words))


def shuffle_ari(method: Method, gold: Gold, vectors: Array, k: int, labels: Array) -> float:
    order = list(range(len(gold.texts)))
    random.Random(1).shuffle(order)
    people = None if gold.participants is None else tuple(gold.participants[i] for i in order)
    mixed = Gold(
        gold.name, gold.group, tuple(gold.texts[i] for i in order), tuple(gold.classes[i] for i in order), people
    )
    return float(adjusted_rand_score(labels[order], method(mixed, vectors[order], k)))


COLUMNS = ("AMI", "ARI", "B3", "k", "unsorted", "NPMI", "diversity", "shuffle-ARI", "seconds")


def measure(method: Method, gold: Gold, vectors: Array, k: int) -> tuple[float, ...]:
    start = time.perf_counter()
    labels = method(gold, vectors, k)
    seconds = time.perf_counter() - start
    classes = np.unique(gold.classes, return_inverse=True)[1]
    found = np.unique(labels, return_inverse=True)[1]
    npmi, diversity = coherence(gold, labels) if (labels >= 0).any() else (0.0, 0.0)
    return (
        float(adjusted_mutual_info_score(classes, found)),
        float(adjusted_rand_score(classes, found)),
        b_cubed(classes, found),
        float(len(set(labels[labels >= 0].tolist()))),
        float((labels < 0).mean()),
        npmi,
        diversity,
        shuffle_ari(method, gold, vectors, k, labels),
        seconds,
    )


def best_bertopic(gold: Gold, vectors: Array, k: int) -> Array:
    """BERTopic with the smallest topic size, of four, that comes out best against the gold."""
    classes = np.unique(gold.classes, return_inverse=True)[1]
    runs = [bertopic(0, smallest)(gold, vectors, k) for smallest in (5, 10, 15, 25)]
    return max(runs, key=lambda labels: adjusted_mutual_info_score(classes, labels))


def table(title: str, rows: dict[str, dict[str, list[tuple[float, ...]]]]) -> str:
    lines = [f"### {title}", ""]
    for group, methods in rows.items():
        lines += [f"**{group}**", "", f"| method | {' | '.join(COLUMNS)} |", f"|---{'|---:' * len(COLUMNS)}|"]
        for name, runs in methods.items():
            values = np.mean(runs, axis=0)
            shown = [f"{v:.1f}" if c in ("k", "seconds") else f"{v:.3f}" for c, v in zip(COLUMNS, values, strict=True)]
            lines.append(f"| {name} | {' | '.join(shown)} |")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=Path, default=os.environ.get("CX_STUDIES"))
    parser.add_argument("--labelled", type=Path, default=os.environ.get("CX_LABELLED"))
    parser.add_argument("--fast", action="store_true", help="one sample per size and three seeds of BERTopic")
    parser.add_argument("--only", default=(), nargs="*", help="only sets whose name contains one of these")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    same: dict[str, dict[str, list[tuple[float, ...]]]] = defaultdict(lambda: defaultdict(list))
    best: dict[str, dict[str, list[tuple[float, ...]]]] = defaultdict(lambda: defaultdict(list))
    for gold in gold_sets(given.studies, given.labelled, fast=given.fast):
        if given.only and not any(part in gold.name for part in given.only):
            continue
        vectors, plain = Encoder("passages").encode(gold.texts), Encoder().encode(gold.texts)
        group = gold.name if gold.group == "interviews" else gold.group
        first = measure(ours, gold, vectors, 0)
        same[group]["cxresearch"].append(first)
        best[group]["cxresearch"].append(first)
        found, told = int(first[3]), len(set(gold.classes))
        for seed in range(3 if given.fast or gold.group != "interviews" else 10):
            same[group]["BERTopic defaults"].append(measure(bertopic(seed), gold, vectors, found))
            best[group]["BERTopic defaults"].append(measure(bertopic(seed), gold, plain, found))
        with_kmeans = bertopic(0, clusterer=lambda k: KMeans(k, n_init=10, random_state=0))
        for name, method in (("BERTopic + k-means", with_kmeans), ("k-means", kmeans), ("Ward", ward), ("NMF", nmf)):
            same[group][name].append(measure(method, gold, vectors, found))
        peers: dict[str, Method] = {
            "BERTopic, best size": best_bertopic,
            "BERTopic + k-means": with_kmeans,
            "k-means": kmeans,
            "Ward": ward,
        }
        peers |= {"NMF on TF-IDF": nmf_words}
        if find_spec("turftopic"):
            same[group]["Turftopic S3"].append(measure(turftopic("SemanticSignalSeparation"), gold, vectors, found))
            peers |= {name: turftopic(kind) for name, kind in TURFTOPIC.items()}
        for name, method in peers.items():
            best[group][name].append(measure(method, gold, plain, told))
        print(f"{gold.name}: ours {first[0]:.3f}, done", flush=True)
    text = table("Same vectors for all", same) + "\n" + table("Each at its best", best)
    print(text)
    if given.out:
        given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
