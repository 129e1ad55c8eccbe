"""How good the tagger is on studies it was not trained on, beside simpler ways; what corrections add; how fast it is.

    python benchmarks/tagging.py GOLD_FOLDER ANSWERS.npz [--baseline FOLDER [--alone]] [--corrections SEEDS] [--speed]
                                [--reliability OUT.png]

ANSWERS.npz is what `train_tagger.py` leaves beside the weights: logits for every gold sentence from a tagger that
had not seen its study. All approaches answer the same folds; labels are pooled over folds; thresholds and Platt
scaling for a study come from the other studies' answers. ``--baseline`` also scores the plain fine-tune, with the
tagger's folds (two studies left out) and, with ``--alone``, with one study left out, so three to learn from. It
trains each fold whose answers the folder does not hold yet, so a run that was stopped goes on where it was (about
8 and 20 minutes of one core).
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from train_tagger import DIMENSIONS, SEPARATOR, folds_of, padded, read_jsonl, say, targets

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
from cxresearch.domain.searching import fold_letters

FIRST_SEED = 100
"""The way of asking was chosen on seeds 0 to 9."""

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


def held_out(
    studies: np.ndarray,
    fit: Callable[[np.ndarray], Callable[[np.ndarray], np.ndarray]],
    folds: Sequence[Collection[str]],
    folder: Path | None = None,
) -> np.ndarray:
    """Return logits of every row from what was fitted without the studies of its fold; keep them in `folder`."""
    logits = np.zeros((len(studies), len(LABELS)))
    for fold in folds:
        away = np.isin(studies, sorted(fold))
        kept = folder / f"without {' and '.join(sorted(fold))}.npy" if folder else None
        if kept is not None and kept.exists():
            logits[away] = np.load(kept)
            continue
        logits[away] = fit(np.flatnonzero(~away))(np.flatnonzero(away))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            np.save(kept, logits[away])
            say(f"answered {', '.join(sorted(fold))}")
    return logits


def regression(features: np.ndarray, truth: np.ndarray) -> Callable[[np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    from sklearn.linear_model import LogisticRegression

    def fit(rows: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        models = [LogisticRegression(C=0.02, max_iter=500).fit(features[rows], truth[rows, c]) for c in range(8)]
        return lambda here: np.stack([model.decision_function(features[here]) for model in models], axis=1)

    return fit


def fine_tune(gold: list[dict[str, Any]]) -> Callable[[np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    """Return the plain fine-tune: all of MiniLM, mean pooling, a linear head, 3 epochs, gold sentences alone."""
    import torch
    from torch.nn import functional as f
    from train_tagger import Network, batches, schedule

    def logits(network: Network, head: torch.nn.Linear, rows: list[int]) -> torch.Tensor:
        inputs = [network.tokens(gold[row]["text"])[:126] for row in rows]
        x, mask = padded([[101, *ids, SEPARATOR] for ids in inputs])
        hidden = network.encoder(input_ids=x, attention_mask=mask.long()).last_hidden_state
        return head((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))

    def fit(rows: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        torch.manual_seed(0)
        chance = random.Random(0)
        network, head = Network(frozen=0), torch.nn.Linear(DIMENSIONS, len(LABELS))
        network.encoder.requires_grad_(requires_grad=True)
        truth = torch.tensor(targets(gold), dtype=torch.float32)
        learned = [*network.encoder.parameters(), *head.parameters()]
        optimizer = torch.optim.AdamW(learned, lr=1e-4, weight_decay=0.01)
        rates = schedule(optimizer, 3 * math.ceil(len(rows) / 16), 0.1)
        network.train()
        for epoch in range(3):
            say(f"plain fine-tune on {len(rows)} sentences, epoch {epoch + 1}/3")
            for part in batches([len(gold[row]["text"]) for row in rows], 16, chance):
                wanted = [int(rows[at]) for at in part]
                loss = f.binary_cross_entropy_with_logits(logits(network, head, wanted), truth[wanted])
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(learned, 1.0)
                optimizer.step()
                rates.step()
        network.eval()

        def answers(here: np.ndarray) -> np.ndarray:
            with torch.no_grad():
                parts = [logits(network, head, list(map(int, part))) for part in np.array_split(here, len(here) // 32)]
            return torch.cat(parts).double().numpy()

        return answers

    return fit


def others(logits: np.ndarray, truth: np.ndarray, studies: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return calibrated logits (n, 8) and thresholds (n, 8) of every row, from the other studies' answers alone."""
    scaled, limits = np.zeros(logits.shape), np.zeros(logits.shape)
    for study in sorted(set(studies)):
        away, here = studies != study, studies == study
        for c in range(len(LABELS)):
            slope, shift = fit_platt(logits[away, c], truth[away, c])
            scaled[here, c] = logits[here, c] * slope + shift
            limits[here, c] = best_threshold(sigmoid(logits[away, c] * slope + shift), truth[away, c])
    return scaled, limits


def spread(logits: np.ndarray, truth: np.ndarray, studies: np.ndarray) -> list[float]:
    """Return, per label, the variance over studies of what is added to all logits of a study (`learning.SHARED`).

    The mean of the logarithm over its distribution given the labels; before them it is log-normal around .8.
    """
    scaled, _ = others(logits, truth, studies)
    added, variances = np.linspace(-6, 6, 241), np.geomspace(0.05, 6, 25)
    found = []
    for c in range(len(LABELS)):
        likely = -((np.log(variances) - np.log(0.8)) ** 2) / 2
        for study in sorted(set(studies)):
            z = scaled[studies == study, c][:, None] + added
            fits = (truth[studies == study, c][:, None] * z - np.logaddexp(0, z)).sum(axis=0)
            joint = fits - added**2 / 2 / variances[:, None]
            top = joint.max(axis=1)
            likely += top + np.log(np.exp(joint - top[:, None]).sum(axis=1)) - np.log(variances) / 2
        weight = np.exp(likely - likely.max())
        found.append(round(float(np.exp((weight * np.log(variances)).sum() / weight.sum())), 2))
    return found


@dataclass(frozen=True)
class Left:
    """A study left out, as its researcher finds it: what the tagger says, and what they would answer."""

    logits: np.ndarray
    truth: np.ndarray
    limits: np.ndarray
    vectors: np.ndarray
    asked_by: np.ndarray
    shared: list[float]

    def corrected(self, way: str, seed: int, asked: int) -> tuple[np.ndarray, np.ndarray]:
        """Correct `asked` segments in batches of ten; return the half never offered, and all new logits."""
        chance = np.random.default_rng(seed)
        order = chance.permutation(len(self.truth))
        kept, offered = order[: len(order) // 2], order[len(order) // 2 :]
        ids = [f"{n:05}" for n in range(len(order))]
        chosen = [ids[n] for n in chance.permutation(offered)[:asked]] if way == "random" else []
        while len(chosen) < asked:
            now = sigmoid(self.learned(ids, chosen)[offered])
            names, seen = [ids[n] for n in offered], set(chosen)
            chosen += worth_a_look(names, self.asked_by[offered], now, self.limits, n=10, seen=seen, shared=self.shared)
        return kept, self.learned(ids, chosen)

    def learned(self, ids: list[str], chosen: list[str]) -> np.ndarray:
        """Return all logits after every label of the chosen segments was answered."""
        known = [(s, label, bool(self.truth[int(s), c])) for s in chosen for c, label in enumerate(LABELS)]
        return self.logits + learned_shift(ids, self.vectors, self.logits, known, shared=self.shared)


def word_counts(texts: list[str]) -> np.ndarray:
    """Return (n, 256) counts of words, by which the workbench tells alike segments (`joiners/desk.py`)."""
    counts = np.zeros((len(texts), 256), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in fold_letters(text).split():
            counts[row, crc32(word.encode()) % 256] += 1
    return counts


def left_out(
    texts: list[str], vectors: np.ndarray, logits: np.ndarray, truth: np.ndarray, studies: np.ndarray, *, words: bool
) -> list[Left]:
    """Return every study with calibration, thresholds and spread from the others; asked by tagger or by words."""
    scaled, limits = others(logits, truth, studies)
    by = word_counts(texts) if words else vectors
    found = []
    for study in sorted(set(studies)):
        here, away = studies == study, studies != study
        shared = spread(logits[away], truth[away], studies[away])
        found.append(Left(scaled[here], truth[here], limits[here][0], vectors[here], by[here], shared))
    return found


def simulate(studies: Sequence[Left], seeds: Sequence[int], asked: int = 40) -> None:
    """Correct `asked` segments of each study; the halves never offered are pooled and scored, once a seed."""
    gains: dict[str, list[np.ndarray]] = {"asking": [], "random": []}
    for seed in seeds:
        for way, found in gains.items():
            answers, before, after = [], [], []
            for study in studies:
                kept, moved = study.corrected(way, seed, asked)
                answers.append(study.truth[kept])
                before.append(sigmoid(study.logits[kept]) >= study.limits)
                after.append(sigmoid(moved[kept]) >= study.limits)
            truth, old, new = np.vstack(answers), np.vstack(before), np.vstack(after)
            found.append(np.array([f1(truth[:, c], new[:, c]) - f1(truth[:, c], old[:, c]) for c in range(8)]))
    gains["asking less random"] = [a - r for a, r in zip(gains["asking"], gains["random"], strict=True)]
    print(f"\n{asked} corrections a study, {len(seeds)} seeds from {seeds[0]}")
    for way, values in gains.items():
        means = np.mean(values, axis=1)
        middle, error = means.mean(), means.std(ddof=1) / math.sqrt(len(means))
        each = " ".join(f"{label} {gain:+.3f}" for label, gain in zip(LABELS, np.mean(values, axis=0), strict=True))
        print(f"  {way}: macro F1 {middle:+.4f} [{middle - 1.96 * error:+.4f}, {middle + 1.96 * error:+.4f}] · {each}")


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


def compare(name: str, truth: np.ndarray, ours: np.ndarray, theirs: np.ndarray) -> None:
    """Print how much better the tagger is, with the interval over the same sentences drawn for both."""

    def better(rows: np.ndarray, facet: int) -> float:
        return macro(truth[rows], ours[rows])[facet] - macro(truth[rows], theirs[rows])[facet]

    parts = []
    for facet, title in enumerate(("quadrant", "insight")):
        low, high = bootstrap(lambda rows, facet=facet: better(rows, facet), len(truth))
        parts.append(f"{title} {better(np.arange(len(truth)), facet):+.3f} [{low:+.3f}, {high:+.3f}]")
    print(f"tagger less {name}: {' '.join(parts)}")


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
    parser.add_argument("--baseline", type=Path, help="folder for the plain fine-tune's answers; made when not there")
    parser.add_argument("--alone", action="store_true", help="the plain fine-tune with one study left out too")
    parser.add_argument("--corrections", type=int, metavar="SEEDS", help="simulate a researcher, so many times")
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
    pairs = folds_of(studies)
    ways: dict[str, np.ndarray] = {
        "rules": np.where(cues, 2.0, -2.0),
        "prototypes": 10 * (vectors @ prototypes.T),
        "regression": held_out(studies, regression(vectors * 20, truth), pairs),
        "regression + cues": held_out(
            studies, regression(np.hstack([vectors * 20, cue_features(texts) * 2]), truth), pairs
        ),
        "tagger": saved["logits"],
    }
    if arguments.baseline:
        plain = held_out(studies, fine_tune(gold), pairs, arguments.baseline)
        ways["fine-tune at .5"] = ways["fine-tune"] = plain
        if arguments.alone:
            single = held_out(studies, fine_tune(gold), [{study} for study in sorted(set(studies))], arguments.baseline)
            ways["fine-tune, one left out, at .5"] = ways["fine-tune, one left out"] = single
    chosen = {}
    for name, logits in ways.items():
        probability, listed = crossed(logits, truth, studies)
        listed = cues if name == "rules" else logits >= 0 if name.endswith("at .5") else listed
        chosen[name] = listed
        whole = [bootstrap(lambda rows, k=k, p=listed: macro(truth[rows], p[rows])[k], len(gold)) for k in (0, 1)]
        quadrant, insight = macro(truth, listed)
        print(f"\n{name}: quadrant {quadrant:.3f} [{whole[0][0]:.3f}, {whole[0][1]:.3f}] "
              f"insight {insight:.3f} [{whole[1][0]:.3f}, {whole[1][1]:.3f}]")  # fmt: skip
        for c, label in enumerate(LABELS):
            share = truth[:, c].mean()
            print(f"  {label:6s} f1 {f1(truth[:, c], listed[:, c]):.3f}  "
                  f"ece {calibration_error(probability[:, c], truth[:, c]):.3f}  "
                  f"brier {brier(probability[:, c], truth[:, c]):.3f} of {share * (1 - share):.3f}")  # fmt: skip
        if name == "tagger" and arguments.reliability:
            draw(arguments.reliability, probability, truth)
    print()
    for name, listed in chosen.items():
        if name != "tagger":
            compare(name, truth, chosen["tagger"], listed)
    if arguments.corrections:
        print("\nspread:", dict(zip(LABELS, spread(saved["logits"], truth, studies), strict=True)))
        for words in (False, True):
            print("asked by words alone, as in the workbench" if words else "asked by the tagger's vectors")
            left = left_out(texts, saved["vectors"], saved["logits"], truth, studies, words=words)
            simulate(left, range(FIRST_SEED, FIRST_SEED + arguments.corrections))
    if arguments.speed:
        speed(gold)


if __name__ == "__main__":
    main()
