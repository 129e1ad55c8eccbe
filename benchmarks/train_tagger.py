"""Retrain the tagger: proxies first, then the labelled sentences; calibrate across studies; write adapters.

    python benchmarks/train_tagger.py GOLD_FOLDER LABELLED_FOLDER OUT.safetensors [--extra FILE.jsonl]...

GOLD_FOLDER holds train.jsonl and dev.jsonl (id, study, before, text, quadrant, insight), LABELLED_FOLDER holds
goemotions/train.tsv, goemotions/labels.txt and situation-entities/sitent.tsv. The recipe, step by step:

1. Proxies: the upper four layers of MiniLM learn emotions (GoEmotions) and situation types (situation entities).
2. Leave studies out: the tagger is trained without two studies of the gold files at a time and answers those.
3. Calibration (Platt) and thresholds (best F1 over the pooled answers of step 2).
4. The tagger is trained on everything, then two more epochs from another seed; both weights are averaged.
5. The difference to MiniLM is cut to low rank and written with head, calibration and thresholds.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as f

from cxresearch.analysis.adapters import DIMENSIONS, framed, minilm_folder, offline
from cxresearch.analysis.calibration import best_threshold, fit_platt, sigmoid
from cxresearch.analysis.cues import count_cues
from cxresearch.analysis.tagging import BEFORE_TOKENS, TEXT_TOKENS
from cxresearch.domain.quadrant import LABELS

FROZEN = 3
PROXY_FROZEN = 2
"""Lower layers that stay as they are; their output is computed once per sentence."""

RANK = 64
SEPARATOR = 102
WRITTEN = Path(__file__).with_name("written_sentences.jsonl")
RENAMED = {"[NAME]": "Sam", "[RELIGION]": "church"}


@dataclass(frozen=True)
class Recipe:
    """Numbers of one training."""

    epochs: int = 3
    batch: int = 32
    rate: float = 2e-4
    head_rate: float = 1e-3
    context_dropout: float = 0.15
    proxies: int = 38_000
    proxy_batch: int = 48
    proxy_rate: float = 1e-4


class Network(nn.Module):
    """MiniLM with one attention and one linear head per label."""

    def __init__(self, frozen: int = FROZEN) -> None:
        super().__init__()
        self.frozen = frozen
        offline()
        from transformers import AutoModel, AutoTokenizer

        self.encoder = AutoModel.from_pretrained(str(minilm_folder()))
        self.tokenizer = AutoTokenizer.from_pretrained(str(minilm_folder()))
        self.query = nn.Parameter(torch.zeros(len(LABELS), DIMENSIONS))
        self.head = nn.Linear(DIMENSIONS, len(LABELS))
        self.head.weight.data.mul_(0.1)
        self.mark = nn.Parameter(torch.zeros(DIMENSIONS))
        self.dropout = nn.Dropout(0.1)
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        for layer in self.encoder.encoder.layer[:frozen]:
            layer.requires_grad_(requires_grad=False)
        self.kept: dict[tuple[int, ...], torch.Tensor] = {}
        self.places = torch.zeros(0, DIMENSIONS)
        """(b, 384) where the sentences of the last batch lie, as `Tagger` compares them."""

    def upper_parameters(self) -> list[nn.Parameter]:
        """Return the weights of the layers that learn."""
        return [weight for layer in self.encoder.encoder.layer[self.frozen :] for weight in layer.parameters()]

    def tokens(self, text: str) -> list[int]:
        """Return token numbers without special tokens."""
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def lower(self, sequences: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the frozen layers' output (b, t, 384), from memory where it was computed before, and the mask."""
        missing = [tuple(s) for s in sequences if tuple(s) not in self.kept]
        if missing:
            training = self.training
            self.eval()
            ids, mask = padded(missing)
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                x = self._layers(self.encoder.embeddings(input_ids=ids), mask, 0, self.frozen)
            self.kept.update({s: row[: len(s)].bfloat16().clone() for s, row in zip(missing, x, strict=True)})
            self.train(training)
        _, mask = padded(sequences)
        x = torch.zeros(*mask.shape, DIMENSIONS)
        for row, sequence in enumerate(sequences):
            x[row, : len(sequence)] = self.kept[tuple(sequence)].float()
        return x, mask

    def upper(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Run the layers that learn."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self._layers(x, mask, self.frozen, None).float()

    def _layers(self, x: torch.Tensor, mask: torch.Tensor, start: int, stop: int | None) -> torch.Tensor:
        attended = mask[:, None, None, :].expand(-1, 1, mask.shape[1], -1)
        for layer in self.encoder.encoder.layer[start:stop]:
            out = layer(x, attention_mask=attended)
            x = out[0] if isinstance(out, tuple) else out
        return x

    def forward(self, inputs: Sequence[tuple[list[int], int]]) -> torch.Tensor:
        """Return (b, 8) logits of framed sequences with the place where the judged text begins."""
        x, mask = self.lower([ids for ids, _ in inputs])
        begin = torch.tensor([start for _, start in inputs])
        own = mask & (torch.arange(mask.shape[1])[None, :] >= begin[:, None])
        hidden = self.dropout(self.upper(x + own[..., None] * self.mark, mask))
        share = (hidden @ self.query.T).masked_fill(~own[..., None], -1e9).softmax(dim=1)
        pooled = torch.einsum("btl,btd->bld", share, hidden)
        self.places = f.normalize((hidden * own[..., None]).sum(1)).detach()
        return (pooled * self.head.weight).sum(-1) + self.head.bias


def padded(sequences: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    ids = torch.zeros(len(sequences), max(map(len, sequences)), dtype=torch.long)
    mask = torch.zeros(ids.shape, dtype=torch.bool)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(list(sequence))
        mask[row, : len(sequence)] = True
    return ids, mask


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def targets(rows: Sequence[dict[str, Any]]) -> np.ndarray:
    return np.array([[label in row["quadrant"] or label in row["insight"] for label in LABELS] for row in rows])


def folds_of(studies: Iterable[str]) -> list[set[str]]:
    """Return which studies are left out together: the first with the last by name, and so on."""
    names = sorted(set(studies))
    return [{names[at], names[-1 - at]} for at in range((len(names) + 1) // 2)]


def network_input(network: Network, row: dict[str, Any], *, context: bool = True) -> tuple[list[int], int]:
    """Frame a sentence after its context, exactly as `Tagger` does."""
    before = list(row.get("before") or ())[-2:] if context else []
    room = BEFORE_TOKENS // max(1, len(before))
    known = [number for text in before for number in [*network.tokens(text)[-room:], SEPARATOR]]
    return framed(network.tokens(row["text"])[:TEXT_TOKENS], known)


def batches(lengths: Sequence[int], size: int, chance: random.Random) -> Iterator[list[int]]:
    """Yield random batches of rows of similar length."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    made = []
    for start in range(0, len(order), size * 16):
        block = sorted(order[start : start + size * 16], key=lambda row: lengths[row])
        made += [block[at : at + size] for at in range(0, len(block), size)]
    chance.shuffle(made)
    yield from made


def schedule(optimizer: torch.optim.Optimizer, steps: int, warm: float) -> torch.optim.lr_scheduler.LambdaLR:
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (warm * steps)) * max(0.02, 1 - step / steps)
    )


def proxy_items(folder: Path, n: int) -> tuple[list[tuple[str, int, list[int]]], tuple[int, int]]:
    """Read emotions and situation types: text, task number, labels; and the number of labels per task."""
    items: list[tuple[str, int, list[int]]] = []
    emotions = len((folder / "goemotions/labels.txt").read_text().split())
    for line in (folder / "goemotions/train.tsv").read_text(encoding="utf-8").splitlines():
        text, labels, _ = line.split("\t")
        numbers = [int(number) for number in labels.split(",")]
        if numbers == [emotions - 1] and random.Random(text).random() < 0.5:
            continue  # half of the neutral ones
        for mark, name in RENAMED.items():
            text = text.replace(mark, name)
        items.append((text, 0, numbers))
    with (folder / "situation-entities/sitent.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = [sorted({row[column] for row in rows}) for column in ("se_type", "main_verb_class", "habituality")]
    names[0].remove("CANNOT_DECIDE")
    offsets = [0, len(names[0]), len(names[0]) + len(names[1])]
    chance = random.Random(1)
    chance.shuffle(rows)
    for row in rows:
        words = row["clause"].lower().split()
        if row["se_type"] not in names[0] or len(words) <= 2:
            continue
        if row["se_type"] in {"STATE", "GENERIC_SENTENCE"} and chance.random() < 0.55 and words[0] not in {"i", "we"}:
            continue
        values = (row["se_type"], row["main_verb_class"], row["habituality"])
        items.append((row["clause"], 1, [o + n.index(v) for o, n, v in zip(offsets, names, values, strict=True)]))
    chance.shuffle(items)
    return items[:n], (emotions, sum(map(len, names)))


def learn_proxies(folder: Path, recipe: Recipe) -> dict[str, torch.Tensor]:
    """Train the upper layers on the proxies and return the encoder's weights."""
    items, sizes = proxy_items(folder, recipe.proxies)
    torch.manual_seed(0)
    chance = random.Random(1)
    network = Network(PROXY_FROZEN)
    heads = nn.ModuleList(nn.Linear(DIMENSIONS, size) for size in sizes)
    groups = [
        {"params": network.upper_parameters(), "lr": recipe.proxy_rate, "weight_decay": 0.01},
        {"params": list(heads.parameters()), "lr": 2e-3},
    ]
    optimizer = torch.optim.AdamW(groups)
    inputs = [framed(network.tokens(text)[:32])[0] for text, _, _ in items]
    plan = list(batches([len(ids) for ids in inputs], recipe.proxy_batch, chance))
    rates = schedule(optimizer, len(plan), 0.06)
    network.train()
    for step, rows in enumerate(plan):
        x, mask = network.lower([inputs[row] for row in rows])
        network.kept.clear()
        hidden = network.upper(x, mask)
        pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        loss = torch.zeros(())
        for task, head in enumerate(heads):
            of_task = [at for at, row in enumerate(rows) if items[row][1] == task]
            if of_task:
                truth = torch.zeros(len(of_task), sizes[task])
                for at, place in enumerate(of_task):
                    truth[at, items[rows[place]][2]] = 1
                losses = f.binary_cross_entropy_with_logits(head(pooled[of_task]), truth, reduction="none")
                loss = loss + losses.sum() / len(rows)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.upper_parameters(), 1.0)
        optimizer.step()
        rates.step()
        if step % 100 == 0:
            say(f"proxies {step}/{len(plan)} loss {loss.item():.3f}")
    return network.encoder.state_dict()


def train(
    rows: Sequence[dict[str, Any]],
    start: dict[str, torch.Tensor],
    recipe: Recipe,
    seed: int,
    *,
    begin: Network | None = None,
) -> Network:
    """Train the tagger on labelled sentences, beginning with an encoder's weights or with a trained tagger's."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network()
    network.encoder.load_state_dict(start)
    truth = torch.tensor(targets(rows), dtype=torch.float32)
    share = truth.mean(0)
    network.head.bias.data = torch.log((share + 0.005) / (1 - share + 0.005))
    if begin is not None:
        network.load_state_dict(begin.state_dict())
    groups = [
        {"params": network.upper_parameters(), "lr": recipe.rate, "weight_decay": 0.01},
        {"params": [network.query, *network.head.parameters()], "lr": recipe.head_rate, "weight_decay": 0.01},
        {"params": [network.mark], "lr": recipe.rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups)
    rates = schedule(optimizer, recipe.epochs * math.ceil(len(rows) / recipe.batch), 0.1)
    known = [network_input(network, row) for row in rows]
    bare = [network_input(network, row, context=False) for row in rows]
    for epoch in range(recipe.epochs):
        network.train()
        total = 0.0
        for numbers in batches([len(ids) for ids, _ in known], recipe.batch, chance):
            inputs = [bare[n] if chance.random() < recipe.context_dropout else known[n] for n in numbers]
            losses = f.binary_cross_entropy_with_logits(network(inputs), truth[numbers], reduction="none")
            loss = losses.sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rates.step()
            total += loss.item() * len(numbers)
        say(f"  seed {seed} epoch {epoch + 1}/{recipe.epochs} loss {total / len(rows):.3f}")
    network.kept.clear()
    return network.eval()


def answer(network: Network, rows: Sequence[dict[str, Any]]) -> np.ndarray:
    """Return (n, 8 + 384): raw logits, and where each sentence lies."""
    inputs = [network_input(network, row) for row in rows]
    order = sorted(range(len(rows)), key=lambda row: len(inputs[row][0]))
    out = np.zeros((len(rows), len(LABELS) + DIMENSIONS))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            logits = network([inputs[row] for row in part])
            out[part] = torch.cat([logits, network.places], dim=1).numpy()
    network.kept.clear()
    return out


def cue_rates(rows: Sequence[dict[str, Any]]) -> np.ndarray:
    """Return (8, 3) how often a label applies with no, one, several cues; drawn to the base rate for others."""
    truth = targets(rows)
    counts = np.array([[min(2, n) for n in count_cues(row["text"]).values()] for row in rows])
    rates = np.zeros((len(LABELS), 3), dtype=np.float32)
    for column in range(len(LABELS)):
        base = truth[:, column].mean()
        for n in range(3):
            some = counts[:, column] == n
            rates[column, n] = (truth[some, column].sum() + 20 * base) / (some.sum() + 20)
        rates[column, 1:] = base + 0.75 * (rates[column, 1:] - base)
    # A second cue never speaks against a label.
    return np.maximum.accumulate(rates, axis=1)


def low_rank(start: dict[str, torch.Tensor], end: dict[str, torch.Tensor], rank: int) -> dict[str, np.ndarray]:
    """Return what changed: truncated factors for matrices, plain differences for vectors, in half precision."""
    arrays: dict[str, np.ndarray] = {}
    for name, weight in start.items():
        delta = end[name].float() - weight.float()
        if not name.startswith("encoder.layer.") or not delta.abs().max() > 0:
            continue
        if delta.ndim == 1:
            arrays[f"{name}.add"] = delta.half().numpy()
            continue
        left, values, right = torch.linalg.svd(delta, full_matrices=False)
        root = values[:rank].sqrt()
        arrays[f"{name}.B"] = (left[:, :rank] * root).half().contiguous().numpy()
        arrays[f"{name}.A"] = (root[:, None] * right[:rank]).half().contiguous().numpy()
    return arrays


def averaged(networks: Sequence[Network]) -> dict[str, torch.Tensor]:
    """Return the mean of several networks' weights (model soup; Wortsman et al., 2022)."""
    states = [network.state_dict() for network in networks]
    return {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}


def alignment(folder: Path, one: Network, other: Network, n: int = 400) -> np.ndarray:
    """Return (8, 2) scale and shift that give `other` the spread of `one` on sentences neither has labels for.

    Calibration was fitted for taggers trained like `one`; longer training only makes logits larger.
    """
    lines = (folder / "goemotions/dev.tsv").read_text(encoding="utf-8").splitlines()[:n]
    rows = [{"text": line.split("\t")[0]} for line in lines]
    wanted, found = (answer(network, rows)[:, : len(LABELS)] for network in (one, other))
    scale = wanted.std(0) / found.std(0)
    return np.stack([scale, wanted.mean(0) - scale * found.mean(0)], axis=1)


def write(
    path: Path,
    base: dict[str, torch.Tensor],
    state: dict[str, torch.Tensor],
    logits: np.ndarray,
    rows: Sequence[dict[str, Any]],
    name: str,
    aligned: np.ndarray,
) -> None:
    """Calibrate on answers to unseen studies and write the weights."""
    truth = targets(rows)
    platt = np.array([fit_platt(logits[:, c], truth[:, c]) for c in range(len(LABELS))])
    probability = sigmoid(logits * platt[:, 0] + platt[:, 1])
    rates = cue_rates(rows)
    arrays = low_rank(base, {n.removeprefix("encoder."): w for n, w in state.items() if n.startswith("encoder.")}, RANK)
    arrays |= {
        "head.weight": state["head.weight"].half().numpy(),
        "head.bias": state["head.bias"].numpy(),
        "head.query": state["query"].half().numpy(),
        "mark": state["mark"].half().numpy(),
        "cue.weight": np.zeros((len(LABELS), 21), dtype=np.float32),
        "calibration": np.stack(
            [platt[:, 0] * aligned[:, 0], platt[:, 0] * aligned[:, 1] + platt[:, 1]], axis=1
        ).astype(np.float32),
        "cue.rates": rates,
    }
    settings = {
        "name": name,
        "mark_layer": FROZEN,
        "thresholds": {x: round(best_threshold(probability[:, c], truth[:, c]), 3) for c, x in enumerate(LABELS)},
        # In another language one cue is enough where it is worth something in English, else two are asked for.
        "cue_thresholds": {
            x: round(float(rates[c, 1] if rates[c, 1] >= 0.3 else max(0.25, rates[c, 2])) - 0.001, 3)
            for c, x in enumerate(LABELS)
        },
    }
    save_file(arrays, str(path), metadata={"settings": json.dumps(settings)})
    say(f"wrote {path}: {path.stat().st_size / 1e6:.1f} MB, {settings['thresholds']}")


def say(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--extra", type=Path, action="append", default=[], help="more labelled sentences, as gold")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--name", default="cx-tagger 2")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    recipe = Recipe()
    gold = sorted(
        (row for name in ("train", "dev") for row in read_jsonl(arguments.gold / f"{name}.jsonl")),
        key=lambda row: row["id"],
    )
    more = [row for path in [WRITTEN, *arguments.extra] for row in read_jsonl(path)]
    start = learn_proxies(arguments.labelled, recipe)
    answers = np.zeros((len(gold), len(LABELS) + DIMENSIONS))
    for held in folds_of(row["study"] for row in gold):
        kept = [row for row in [*gold, *more] if row["study"] not in held]
        away = [number for number, row in enumerate(gold) if row["study"] in held]
        answers[away] = answer(train(kept, start, recipe, 0), [gold[number] for number in away])
        say(f"answered {', '.join(sorted(held))}")
    logits, places = answers[:, : len(LABELS)], answers[:, len(LABELS) :].astype(np.float32)
    np.savez(arguments.out.with_suffix(".answers.npz"), logits=logits, vectors=places, ids=[row["id"] for row in gold])
    first = train([*gold, *more], start, recipe, 0)
    second = train([*gold, *more], start, replace(recipe, epochs=2, rate=1.5e-4), 1, begin=first)
    state = averaged([first, second])
    mean = Network()
    mean.load_state_dict(state)
    aligned = alignment(arguments.labelled, first, mean.eval())
    write(arguments.out, Network().encoder.state_dict(), state, logits, gold, arguments.name, aligned)


if __name__ == "__main__":
    main()
