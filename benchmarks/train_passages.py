"""Train the passage adapters: MiniLM learns which sentences stand near each other in interviews.

    CX_STUDIES=… python benchmarks/train_passages.py OUT.safetensors [--without STUDY]…

Half of what people say names no subject; what stands around it does. Where an interview is at hand, themes look
around (`cxresearch.analysis.context`). Where single quotes are all there is, vectors of this encoder stand nearer
to each other the likelier two sentences are to be found in one passage. No label of anybody is used.

1. Pairs: a sentence and one that is one or two places from it in the same interview.
2. A batch holds sixteen pairs of each of two interviews, at least nine places apart, and sixteen from anywhere in
   the same study; each sentence has to find its neighbour among all (InfoNCE; van den Oord et al., 2018).
3. The upper three layers of MiniLM learn for 300 steps; the difference to MiniLM is cut to low rank.

The shipped file was made with the defaults: the two studies on whose human codes themes are measured
(docs/themes.md) were left out.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as f

import cxresearch as cx
from cxresearch.analysis.adapters import framed, minilm_folder, offline
from cxresearch.bundled import corpus_folder

LEFT_OUT = ("pdpilot-explainability", "serdif-usability")
FROZEN, RANK, STEPS, RATE, WARM, TEMPERATURE = 3, 32, 300, 5e-5, 0.1, 0.07
EACH, APART, LONGEST = 16, 9, 48

Interview = list[str]


def interviews(folder: Path) -> list[Interview]:
    """Return what participants said, sentence by sentence, in each English interview of a folder."""
    with tempfile.TemporaryDirectory() as scratch, cx.Study(Path(scratch) / "study.cxr") as study:
        study.add(folder, pseudonymise=False)
        said: dict[str, Interview] = {}
        corpus = study.reading().corpus
        for segment in corpus.segments:
            if len(segment.text.split()) >= 4 and corpus.source_by_id[segment.source].language == "en":
                said.setdefault(segment.source, []).append(segment.text)
    return [said[source] for source in sorted(said) if len(said[source]) >= 30]


def studies(folder: Path, without: tuple[str, ...]) -> dict[str, list[Interview]]:
    """Return the interviews of every study but some, and of the bundled demo."""
    found = {"demo": interviews(corpus_folder("demo") / "transcripts")}
    for study in sorted(path for path in folder.iterdir() if (path / "raw").is_dir()):
        if study.name not in (*without, "format-samples"):
            found[study.name] = interviews(study / "raw")
    return {name: texts for name, texts in found.items() if texts}


def pairs(texts: dict[str, list[Interview]], chance: random.Random) -> list[tuple[str, str]]:
    """Draw one batch."""
    names = sorted(texts)
    study = texts[chance.choices(names, [sum(map(len, texts[name])) ** 0.5 for name in names])[0]]
    places: list[tuple[Interview, int]] = []
    for interview in chance.sample(study, min(2, len(study))):
        held: list[int] = []
        for _ in range(200):
            place = chance.randrange(2, len(interview) - 2)
            if all(abs(place - other) >= APART for other in held):
                held.append(place)
            if len(held) == EACH:
                break
        places += [(interview, place) for place in held]
    places += [(one, chance.randrange(2, len(one) - 2)) for one in chance.choices(study, k=EACH)]
    return [(one[place], one[place + chance.choice((-2, -1, 1, 2))]) for one, place in places]


class Passages(torch.nn.Module):
    """MiniLM whose lower layers are frozen, and computed once per sentence."""

    def __init__(self) -> None:
        super().__init__()
        offline()
        from transformers import AutoModel, AutoTokenizer

        self.encoder = AutoModel.from_pretrained(str(minilm_folder()))
        self.tokenizer = AutoTokenizer.from_pretrained(str(minilm_folder()))
        self.kept: dict[str, torch.Tensor] = {}

    def upper(self) -> list[torch.nn.Parameter]:
        """Return the weights that learn."""
        return [weight for layer in self.encoder.encoder.layer[FROZEN:] for weight in layer.parameters()]

    def forward(self, texts: list[str]) -> torch.Tensor:
        """Return (n, 384) rows of length 1."""
        self._keep([text for text in dict.fromkeys(texts) if text not in self.kept])
        rows = [self.kept[text].float() for text in texts]
        mask = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.bool)
        x = torch.zeros(*mask.shape, rows[0].shape[1])
        for number, row in enumerate(rows):
            x[number, : len(row)] = row
            mask[number, : len(row)] = True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self._layers(x, mask, self.encoder.encoder.layer[FROZEN:]).float()
        weight = mask[..., None].float()
        return f.normalize((hidden * weight).sum(1) / weight.sum(1))

    @torch.no_grad()
    def _keep(self, texts: list[str]) -> None:
        if not texts:
            return
        given = [self.tokenizer(text, add_special_tokens=False)["input_ids"][:LONGEST] for text in texts]
        rows = [framed(numbers)[0] for numbers in given]
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        mask = torch.zeros(ids.shape, dtype=torch.bool)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = True
        training = self.training
        self.eval()
        hidden = self._layers(self.encoder.embeddings(input_ids=ids), mask, self.encoder.encoder.layer[:FROZEN])
        self.train(training)
        self.kept.update(
            {text: hidden[i, : len(row)].bfloat16() for i, (text, row) in enumerate(zip(texts, rows, strict=True))}
        )

    def _layers(self, x: torch.Tensor, mask: torch.Tensor, layers: torch.nn.ModuleList) -> torch.Tensor:
        attended = mask[:, None, None, :].expand(-1, 1, mask.shape[1], -1)
        for layer in layers:
            out = layer(x, attention_mask=attended)
            x = out[0] if isinstance(out, tuple) else out
        return x


def train(texts: dict[str, list[Interview]], *, seed: int = 0) -> Passages:
    """Let the upper layers learn."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Passages().train()
    weights = network.upper()
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (WARM * STEPS)) * max(0.02, 1 - step / STEPS)
    )
    began, shown = time.monotonic(), 0.0
    for step in range(STEPS):
        one, other = zip(*pairs(texts, chance), strict=True)
        likeness = network(list(one)) @ network(list(other)).T / TEMPERATURE
        right = torch.arange(len(one))
        loss = (f.cross_entropy(likeness, right) + f.cross_entropy(likeness.T, right)) / 2
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        rate.step()
        shown = loss.item() if step == 0 else 0.98 * shown + 0.02 * loss.item()
        if step % 50 == 0 or step == STEPS - 1:
            print(f"step {step}: loss {shown:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return network


def low_rank(network: Passages) -> dict[str, np.ndarray]:
    """Return what was learned as adapters, in the shape `cxresearch.analysis.adapters.MiniLM` merges."""
    from safetensors.torch import load_file

    before = load_file(str(minilm_folder() / "model.safetensors"))
    found: dict[str, np.ndarray] = {}
    for name, weight in network.encoder.state_dict().items():
        if not name.startswith(tuple(f"encoder.layer.{layer}." for layer in range(FROZEN, 6))):
            continue
        delta = weight.detach().float() - before[name].float()
        if delta.ndim == 1:
            found[f"{name}.add"] = delta.half().numpy()
            continue
        left, values, right = torch.linalg.svd(delta, full_matrices=False)
        found[f"{name}.B"] = (left[:, :RANK] * values[:RANK]).contiguous().half().numpy()
        found[f"{name}.A"] = right[:RANK].contiguous().half().numpy()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--without", action="append", default=None, help="a study to leave out; default the two measured on"
    )
    parser.add_argument("--studies", type=Path, default=os.environ.get("CX_STUDIES"))
    given = parser.parse_args()
    if given.studies is None:
        sys.exit("Say where the studies lie: --studies FOLDER, or CX_STUDIES.")
    without = tuple(given.without or LEFT_OUT)
    texts = studies(given.studies, without)
    for name, found in texts.items():
        print(f"{name}: {len(found)} interviews, {sum(map(len, found))} sentences")
    save_file(low_rank(train(texts)), str(given.out), metadata={"without": ", ".join(without)})


if __name__ == "__main__":
    main()
