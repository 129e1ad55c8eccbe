"""Think, feel, say, do and pains, needs, goals, gains: what a participant's sentence is evidence of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxresearch.analysis.adapters import DIMENSIONS, MiniLM, framed, minilm_folder, pieces, run_batches
from cxresearch.analysis.calibration import sigmoid
from cxresearch.analysis.cues import LANGUAGES, count_cues, cue_features, find_cues
from cxresearch.analysis.encoding import Progress
from cxresearch.analysis.fillers import is_blacked_out
from cxresearch.analysis.learning import learned_shift
from cxresearch.analysis.tag_scores import evaluate
from cxresearch.analysis.vector_cache import VectorCache
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.suggestion import TagSuggestion
from cxresearch.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

__all__ = ["Tagger", "evaluate"]

TRAINED_LANGUAGES = ("en",)
"""Languages the tagger was trained on; for others it has cue lists at best."""

TEXT_TOKENS = 160
BEFORE_TOKENS = 32
WORDLESS = -6.0
"""Logit of every label for what has no words."""

_SEPARATOR = 102
_SAVE_EVERY = 1000
_WIDTH = len(LABELS) + DIMENSIONS


class Tagger:
    """Labels for participants' sentences, with calibrated probabilities.

    Parameters
    ----------
    language : str, default="en"
        Code of the texts' language. English is what the tagger was trained on; German, Polish, Persian and
        Italian are answered from cue lists, any other language with base rates and no label chosen.
    cache : pathlib.Path, optional
        Folder for results kept between sessions, default as for `Encoder`.
    weights : pathlib.Path, optional
        Another file of weights, as `benchmarks/train_tagger.py` writes it.

    Attributes
    ----------
    LABELS : tuple of str
        The eight labels, columns of every result.
    thresholds : dict
        Label to the probability from which it is chosen.
    name : str
        Name and version, for the record of an analysis run.

    Raises
    ------
    ModelUnavailable
        The weights are missing or do not fit.

    See Also
    --------
    evaluate : how good the labels are on labelled sentences.

    Notes
    -----
    MiniLM with low-rank adapters reads the sentence after up to two preceding ones; each label has its own
    attention over the sentence's tokens and a linear head, beside cue features. Training data, scores and limits:
    docs/model_card_tagger.md. A sentence longer than 160 tokens is read in pieces and has every label that a piece has.
    """

    LABELS = LABELS

    def __init__(self, *, language: str = "en", cache: Path | None = None, weights: Path | None = None) -> None:
        self.language = language
        self.cache = cache
        self.weights = weights
        self._model: MiniLM | None = None
        self._results: VectorCache | None = None

    def __repr__(self) -> str:
        return f"Tagger(language={self.language!r})"

    @property
    def _code(self) -> str:
        return self.language.split("-")[0].lower()

    @property
    def trained(self) -> bool:
        """Whether the tagger was trained on this language."""
        return self._code in TRAINED_LANGUAGES

    @property
    def name(self) -> str:
        """Name and version of what answers, for the record of an analysis run."""
        version = str(self._settings["name"])
        if self.trained:
            return version
        return f"{version} cues-{self._code}" if self._code in LANGUAGES else f"{version} base-rates"

    @property
    def thresholds(self) -> dict[str, float]:
        """Label to the probability from which it is chosen."""
        key = "thresholds" if self.trained else "cue_thresholds"
        return {label: float(self._settings[key][label]) for label in LABELS}

    @property
    def _settings(self) -> Mapping[str, Any]:
        return _weights(self.weights)[1]

    def predict_proba(
        self,
        texts: Sequence[str],
        before: Sequence[Sequence[str]] | None = None,
        *,
        progress: Progress | None = None,
    ) -> NDArray[np.float64]:
        """Return the probability of every label.

        Parameters
        ----------
        texts
            n sentences of participants, of any length, empty ones too.
        before
            For each, up to two preceding sentences, oldest first, with or without ``"Q: "`` (interviewer) or
            ``"P: "`` (participant); default: none known.
        progress
            Called with (done, total, label).

        Returns
        -------
        numpy.ndarray
            (n, 8) float64, columns as in `LABELS`; each row depends on its own sentence and context only.

        Raises
        ------
        ValueError
            `before` does not have one entry per text.
        ModelUnavailable
            The sentence model is missing, or not the published one.
        """
        return sigmoid(self._logits(texts, before, progress)[0])

    def suggest(
        self,
        ids: Sequence[str],
        texts: Sequence[str],
        before: Sequence[Sequence[str]] | None = None,
        *,
        corrections: Sequence[tuple[str, str, bool]] = (),
        progress: Progress | None = None,
    ) -> list[TagSuggestion]:
        """Suggest tags, having learned from the researchers' corrections.

        Parameters
        ----------
        ids
            n segment ids.
        texts, before, progress
            As for `predict_proba`.
        corrections
            (segment id, label, whether it applies), as researchers decided, later ones last. Segments that
            resemble corrected ones move; a corrected segment's own suggestions stay as they were.

        Returns
        -------
        list of TagSuggestion
            Eight per segment, in the order of `ids` and `LABELS`.

        Raises
        ------
        ValueError
            `ids` and `texts` differ in number, or a correction names an unknown label.
        """
        import numpy as np

        if len(ids) != len(texts):
            raise ValueError(f"Each text needs its segment id; found {len(ids)} ids and {len(texts)} texts.")
        if unknown := sorted({label for _, label, _ in corrections} - set(LABELS)):
            raise ValueError(f"Unknown label {unknown[0]!r}; the labels are {', '.join(LABELS)}.")
        logits, vectors = self._logits(texts, before, progress)
        logits = logits + learned_shift(ids, vectors, logits, corrections)
        probability = np.round(sigmoid(logits), 6)
        chosen = probability >= np.array([self.thresholds[label] for label in LABELS])
        if not (self.trained or self._code in LANGUAGES):
            chosen[:] = False
        rows = []
        for segment, text, scores, picked in zip(ids, texts, probability.tolist(), chosen.tolist(), strict=True):
            wanted = [label for label, one in zip(LABELS, picked, strict=True) if one]
            cues = find_cues(text, language=self.language, labels=wanted) if wanted else {}
            for label, score, one in zip(LABELS, scores, picked, strict=True):
                rows.append(TagSuggestion(segment, label, score, one, cues[label].text if label in cues else ""))
        return rows

    def known_vectors(
        self, texts: Sequence[str], before: Sequence[Sequence[str]] | None = None
    ) -> NDArray[np.float32] | None:
        """Return vectors that tell how alike sentences are, as far as earlier tagging left them; no model is run.

        Returns
        -------
        ndarray of shape (n, d), or None
            The average for the few that are not known; None where that is more than one in ten, as on a computer
            where the study was not tagged, or where the language has no model.
        """
        import numpy as np

        if not (self.trained and texts):
            return None
        keys = _keys(texts, before)
        known = self._open_cache().get(set(keys))
        if sum(key in known for key in keys) < 0.9 * len(keys):
            return None
        average = np.mean(list(known.values()), axis=0, dtype=np.float32)
        return np.stack([known.get(key, average) for key in keys])[:, len(LABELS) :]

    def forget(self, texts: Sequence[str], before: Sequence[Sequence[str]] | None = None) -> None:
        """Erase the kept results of some sentences, as when a participant withdraws."""
        if self.trained:
            self._open_cache().forget(_keys(texts, before))

    def _logits(
        self, texts: Sequence[str], before: Sequence[Sequence[str]] | None, progress: Progress | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Return (n, 8) calibrated logits and (n, d) vectors that tell how alike sentences are."""
        import numpy as np

        keys = _keys(texts, before)
        arrays = _weights(self.weights)[0]
        if not self.trained:
            return self._cue_logits(texts), cue_features(texts, language=self.language)
        cache = self._open_cache()
        known = cache.get(set(keys))
        places = sorted({key: row for row, key in enumerate(keys) if key not in known}.items())
        for start in range(0, len(places), _SAVE_EVERY):
            part = places[start : start + _SAVE_EVERY]
            rows = [row for _, row in part]
            step = None
            if progress is not None:
                step = _shifted(progress, start, len(places))
            results = self._run([texts[r] for r in rows], [before[r] if before is not None else () for r in rows], step)
            cache.put([key for key, _ in part], results)
            known.update(zip((key for key, _ in part), results, strict=True))
        if progress is not None:
            progress(len(texts), len(texts), "tagging")
        results = np.stack([known[key] for key in keys]) if keys else np.zeros((0, _WIDTH), dtype=np.float32)
        slope, shift = arrays["calibration"][:, 0], arrays["calibration"][:, 1]
        logits = results[:, : len(LABELS)].astype(np.float64) * slope + shift
        # Empty lines, emoji, punctuation and what was blacked out are evidence of nothing that words could tell.
        logits[[not any(map(str.isalnum, text)) or is_blacked_out(text) for text in texts]] = WORDLESS
        return logits, results[:, len(LABELS) :]

    def _cue_logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        import numpy as np

        rates = _weights(self.weights)[0]["cue.rates"].astype(np.float64)
        logits = np.empty((len(texts), len(LABELS)))
        for row, text in enumerate(texts):
            counts = count_cues(text, language=self.language)
            logits[row] = [rates[column, min(2, counts[label])] for column, label in enumerate(LABELS)]
        return np.asarray(np.log(logits / (1 - logits)), dtype=np.float64)

    def _open_cache(self) -> VectorCache:
        if self._results is None:
            self._results = VectorCache(f"tagger {self._settings['fingerprint']}", _WIDTH, folder=self.cache)
        return self._results

    def _run(self, texts: Sequence[str], before: Sequence[Sequence[str]], progress: Any) -> NDArray[np.float32]:
        """Return (n, 8 + 384): raw logits and the normalised mean vector of each sentence's tokens."""
        import numpy as np
        import torch

        arrays = _weights(self.weights)[0]
        if self._model is None:
            adapters = {name: array for name, array in arrays.items() if name.startswith("encoder.")}
            self._model = MiniLM(minilm_folder(), adapters=adapters)
        model = self._model
        mark, query, weight = (torch.from_numpy(arrays[name]).float() for name in ("mark", "head.query", "head.weight"))
        mark_layer = int(self._settings.get("mark_layer", 0))
        cut = [pieces(ids, TEXT_TOKENS) for ids in model.tokens(texts)]
        owners = np.repeat(np.arange(len(texts)), [len(parts) for parts in cut])
        contexts = _contexts(model, before)
        framed_rows = [framed(part, contexts[row]) for row, parts in enumerate(cut) for part in parts]
        starts = np.array([start for _, start in framed_rows])

        def run(ids: torch.Tensor, mask: torch.Tensor, rows: list[int]) -> NDArray[np.float32]:
            begin = torch.zeros(len(ids), dtype=torch.long)
            begin[: len(rows)] = torch.from_numpy(starts[rows])
            own = mask & (torch.arange(ids.shape[1])[None, :] >= begin[:, None])
            hidden = model.hidden(ids, mask, mark=own[..., None] * mark, mark_layer=mark_layer)
            share = (hidden @ query.T).masked_fill(~own[..., None], -torch.inf).softmax(dim=1)
            logits = (torch.einsum("btl,btd->bld", share, hidden) * weight).sum(-1)
            mean = (hidden * own[..., None]).sum(1) / own.sum(1, keepdim=True)
            return np.asarray(torch.cat([logits, torch.nn.functional.normalize(mean)], dim=1).numpy(), dtype=np.float32)

        found = run_batches([ids for ids, _ in framed_rows], run, width=_WIDTH, progress=progress)
        out = np.full((len(texts), _WIDTH), -np.inf, dtype=np.float32)
        np.maximum.at(out, owners, found)
        out[:, len(LABELS) :] = found[np.searchsorted(owners, np.arange(len(texts))), len(LABELS) :]
        out[:, : len(LABELS)] += arrays["head.bias"] + cue_features(texts) @ arrays["cue.weight"].T
        return out


def _keys(texts: Sequence[str], before: Sequence[Sequence[str]] | None) -> list[str]:
    if before is None:
        return list(texts)
    if len(before) != len(texts):
        raise ValueError(f"Each text needs its own context; found {len(before)} contexts and {len(texts)} texts.")
    return ["\x1f".join([*known[-2:], text]) for known, text in zip(before, texts, strict=True)]


def _contexts(model: MiniLM, before: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the last tokens of up to two preceding sentences each, with a separator after every sentence."""
    distinct = sorted({text for known in before for text in known[-2:]})
    tokens = dict(zip(distinct, model.tokens(distinct), strict=True))
    room = [BEFORE_TOKENS // max(1, len(known[-2:])) for known in before]
    return [
        [number for text in known[-2:] for number in [*tokens[text][-limit:], _SEPARATOR]]
        for known, limit in zip(before, room, strict=True)
    ]


def _shifted(progress: Progress, start: int, total: int) -> Any:
    return lambda done: progress(start + done, total, "tagging")


@cache
def _weights(path: Path | None) -> tuple[Mapping[str, NDArray[np.float32]], Mapping[str, Any]]:
    """Read arrays and settings of the shipped weights, or of another file in the same form."""
    import hashlib

    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import load

    source = resources.files("cxresearch.analysis").joinpath("weights/tagger.safetensors") if path is None else path
    try:
        content = source.read_bytes()
        arrays = {name: array.astype(np.float32) for name, array in load(content).items()}
        # safetensors: eight bytes that say how long the JSON header is, then the header, then the arrays.
        header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
        settings = json.loads(header["__metadata__"]["settings"])
    except (OSError, KeyError, TypeError, ValueError, SafetensorError) as error:
        raise ModelUnavailable("The tagger's weights are missing or damaged: reinstall cxresearch.") from error
    return arrays, {**settings, "fingerprint": hashlib.sha256(content).hexdigest()[:16]}
