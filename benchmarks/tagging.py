"""How good the tagger is on studies it was not trained on, beside simpler ways; what corrections add; how fast it is.

    python benchmarks/tagging.py GOLD_FOLDER ANSWERS.npz [--baseline] [--speed] [--reliability OUT.png]

ANSWERS.npz is what `train_tagger.py` leaves beside the weights: logits for every gold sentence from a tagger that
had not seen its study. All approaches answer the same folds; labels are pooled over folds; thresholds and Platt
scaling for a study come from the other studies' answers. ``--baseline`` also trains the plain fine-tune (about
25 minutes on two cores).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from train_tagger import Recipe, answer, read_jsonl, targets, train

from cxresearch.analysis.asking import worth_a_look
from cxresearch.analysis.calibration import (
    best_threshold,
    bootstrap,
    brier,
    calibration_error,
    fit_platt,
    reliability,
    sigmoid,
)
from cxresearch.analysis.cues import cue_features, find_cues
from cxresearch.analysis.encoding import Encoder
from cxresearch.analysis.learning import learned_shift
from cxresearch.analysis.tagging import Tagger
from cxresearch.domain.quadrant import LABELS

PROTOTYPES = {
    "think": "I think, I believe, in my opinion, I wonder, I expect.",
    "feel": "I feel frustrated, happy, worried, proud. I love it. I hate it.",
    "say": "I told them, they said to me, she asked me.",
    "do": "I use it, I went there, I checked it, we usually print it.",
    "pain": "It is a problem, it does not work, it is confusing and takes too long.",
    "need": "I need this, it should have that, it would be nice to have.",
    "goal": "My goal is, I want to achieve, what matters to me.",
    "gain": "It helps me, it works well, it is very useful and easy.",
}


def f1(truth: np.ndarray, listed: np.ndarray) -> float:
    total = int(truth.sum() + listed.sum())
    return 2 * int((truth & listed).sum()) / total if total else 0.0


def macro(truth: np.ndarray, listed: np.ndarray) -> tuple[float, float]:
    scores = [f1(truth[:, c], listed[:, c]) for c in range(len(LABELS))]
    return float(np.mean(scores[:4])), float(np.mean(scores[4:]))


def crossed(logits: np.ndarray, truth: np.ndarray, studies: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Calibrate and choose thresholds for each study from the other studies' answers alone."""
    probability, listed = np.zeros(logits.shape), np.zeros(logits.shape, dtype=bool)
    for study in sorted(set(studies)):
        away, here = studies != study, studies == study
        for c in range(len(LABELS)):
            slope, shift = fit_platt(logits[away, c], truth[away, c])
            threshold = best_threshold(sigmoid(logits[away, c] * slope + shift), truth[away, c])
            probability[here, c] = sigmoid(logits[here, c] * slope + shift)
            listed[here, c] = probability[here, c] >= threshold
    return probability, listed


def held_out(studies: np.ndarray, fit: Callable[[np.ndarray], Callable[[np.ndarray], np.ndarray]]) -> np.ndarray:
    """Return logits of every row from what was fitted without its study."""
    logits = np.zeros((len(studies), len(LABELS)))
    for study in sorted(set(studies)):
        here = np.flatnonzero(studies == study)
        logits[here] = fit(np.flatnonzero(studies != study))(here)
    return logits


def regression(features: np.ndarray, truth: np.ndarray) -> Callable[[np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    from sklearn.linear_model import LogisticRegression

    def fit(rows: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        models = [LogisticRegression(C=0.02, max_iter=500).fit(features[rows], truth[rows, c]) for c in range(8)]
        return lambda here: np.stack([model.decision_function(features[here]) for model in models], axis=1)

    return fit


def fine_tune(gold: list[dict[str, Any]]) -> Callable[[np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    """Return the plain fine-tune: MiniLM as packaged, gold sentences only, no proxies, no written ones."""
    from train_tagger import Network

    start = Network().encoder.state_dict()

    def fit(rows: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        network = train([gold[row] for row in rows], start, Recipe(epochs=3, rate=1e-4, context_dropout=1.0), 0)
        return lambda here: answer(network, [{**gold[row], "before": []} for row in here])

    return fit


def mean_of(values: np.ndarray, rows: np.ndarray) -> float:
    return float(values[rows].mean())


def simulate(
    vectors: np.ndarray, logits: np.ndarray, truth: np.ndarray, studies: np.ndarray, *, asked: int = 40, seeds: int = 5
) -> None:
    """Let a researcher correct `asked` segments of a study; score on a half that is never offered."""
    gains: dict[str, list[float]] = {"asking": [], "random": []}
    for study in sorted(set(studies)):
        away, here = studies != study, np.flatnonzero(studies == study)
        scaled = np.zeros((len(here), len(LABELS)))
        limits = np.zeros(len(LABELS))
        for c in range(len(LABELS)):
            slope, shift = fit_platt(logits[away, c], truth[away, c])
            scaled[:, c] = logits[here, c] * slope + shift
            limits[c] = best_threshold(sigmoid(logits[away, c] * slope + shift), truth[away, c])
        for seed in range(seeds):
            random = np.random.default_rng(seed)
            order = random.permutation(len(here))
            kept, offered = order[: len(here) // 2], order[len(here) // 2 :]
            ids = [f"{n:05}" for n in range(len(here))]
            plain = np.mean(macro(truth[here][kept], sigmoid(scaled[kept]) >= limits))
            for way in gains:
                chosen = [ids[n] for n in random.permutation(offered)[:asked]] if way == "random" else []
                while way == "asking" and len(chosen) < asked:
                    known = [(s, x, bool(truth[here][int(s), c])) for s in chosen for c, x in enumerate(LABELS)]
                    now = sigmoid(scaled + learned_shift(ids, vectors[here], scaled, known))
                    chosen += worth_a_look(
                        [ids[n] for n in offered], vectors[here][offered], now[offered], limits, n=10, seen=set(chosen)
                    )
                known = [(s, x, bool(truth[here][int(s), c])) for s in chosen for c, x in enumerate(LABELS)]
                shifted = scaled + learned_shift(ids, vectors[here], scaled, known)
                gains[way].append(float(np.mean(macro(truth[here][kept], sigmoid(shifted[kept]) >= limits)) - plain))
    for way, values in gains.items():
        low, high = bootstrap(partial(mean_of, np.array(values)), len(values))
        print(f"{asked} corrections by {way:7s}: macro F1 {np.mean(values):+.4f} [{low:+.4f}, {high:+.4f}]")


def speed(gold: list[dict[str, Any]]) -> None:
    import safetensors.torch
    import tokenizers  # noqa: F401 - imported first, so that only loading is timed
    import torch

    texts, before = [row["text"] for row in gold[:800]], [row["before"] for row in gold[:800]]
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        tagger = Tagger(cache=Path(folder))
        tagger.predict_proba(["One."])
        loaded = time.perf_counter()
        tagger.predict_proba(texts, before)
        done = time.perf_counter()
        Tagger(cache=Path(folder)).predict_proba(texts, before)
        again = time.perf_counter()
    print(f"load {loaded - begin:.2f} s · {len(texts) / (done - loaded):.0f} sentences/s with context, uncached · "
          f"{len(texts) / (again - done):.0f}/s cached · {torch.get_num_threads()} threads, safetensors "
          f"{safetensors.__version__}")  # fmt: skip


def draw(path: Path, probability: np.ndarray, truth: np.ndarray) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 5), layout="constrained")
    for c, label in enumerate(LABELS):
        axes = figure.add_subplot(2, 4, c + 1)
        points = reliability(probability[:, c], truth[:, c])
        axes.plot([0, 1], [0, 1], color="0.8")
        axes.plot([p for p, _, _ in points], [t for _, t, _ in points], marker="o", color="#0072b2")
        axes.set(title=label, xlim=(0, 1), ylim=(0, 1), xlabel="said", ylabel="true")
    figure.savefig(path, dpi=110)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--reliability", type=Path)
    arguments = parser.parse_args()
    gold = sorted(
        (r for n in ("train", "dev") for r in read_jsonl(arguments.gold / f"{n}.jsonl")), key=lambda r: r["id"]
    )
    truth, studies = targets(gold), np.array([row["study"] for row in gold])
    texts = [row["text"] for row in gold]
    saved = np.load(arguments.answers)
    assert [row["id"] for row in gold] == saved["ids"].tolist()
    vectors = Encoder().encode(texts)
    prototypes = Encoder().encode([PROTOTYPES[label] for label in LABELS])
    cues = np.array([[label in found for label in LABELS] for found in map(find_cues, texts)])
    ways: dict[str, np.ndarray] = {
        "rules": np.where(cues, 2.0, -2.0),
        "prototypes": 10 * (vectors @ prototypes.T),
        "regression": held_out(studies, regression(vectors * 20, truth)),
        "regression + cues": held_out(studies, regression(np.hstack([vectors * 20, cue_features(texts) * 2]), truth)),
        "tagger": saved["logits"],
    }
    if arguments.baseline:
        ways["fine-tune"] = held_out(studies, fine_tune(gold))
    for name, logits in ways.items():
        probability, listed = crossed(logits, truth, studies)
        listed = cues if name == "rules" else logits >= 0 if name == "fine-tune" else listed
        whole = [bootstrap(lambda rows, k=k, p=listed: macro(truth[rows], p[rows])[k], len(gold)) for k in (0, 1)]
        quadrant, insight = macro(truth, listed)
        print(f"\n{name}: quadrant {quadrant:.3f} [{whole[0][0]:.3f}, {whole[0][1]:.3f}] "
              f"insight {insight:.3f} [{whole[1][0]:.3f}, {whole[1][1]:.3f}]")  # fmt: skip
        for c, label in enumerate(LABELS):
            share = truth[:, c].mean()
            print(f"  {label:6s} f1 {f1(truth[:, c], listed[:, c]):.3f}  "
                  f"ece {calibration_error(probability[:, c], truth[:, c]):.3f}  "
                  f"brier {brier(probability[:, c], truth[:, c]):.3f} of {share * (1 - share):.3f}")  # fmt: skip
        if name == "tagger":
            simulate(vectors, logits, truth, studies)
            if arguments.reliability:
                draw(arguments.reliability, probability, truth)
    if arguments.speed:
        speed(gold)


if __name__ == "__main__":
    main()
