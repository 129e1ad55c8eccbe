"""Sentence vectors: MiniLM offline where it knows the language, word statistics where it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxresearch.analysis.adapters import (
    DIMENSIONS,
    MAX_TOKENS,
    MiniLM,
    framed,
    minilm_folder,
    offline,
    pieces,
    run_batches,
)
from cxresearch.analysis.vector_cache import VectorCache
from cxresearch.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what is being done."""

MINILM_LANGUAGES = ("en",)
"""Languages all-MiniLM-L6-v2 was trained on."""

LSA_DIMENSIONS = 128

PASSAGES = Path(__file__).with_name("weights") / "passages.safetensors"

_OURS = {
    "minilm": "all-MiniLM-L6-v2",
    "passages": "all-MiniLM-L6-v2 adapted to passages",
    "lsa": f"tfidf-lsa-{LSA_DIMENSIONS}",
}

_SAVE_EVERY = 2000


class Encoder:
    """Texts to vectors.

    Parameters
    ----------
    model : str, default="auto"
        ``"auto"`` takes MiniLM for English and word statistics (``"lsa"``) for any other language;
        ``"minilm"`` and ``"lsa"`` ask for one of them; ``"passages"`` is MiniLM adapted so that sentences said
        near each other in interviews are near (``benchmarks/train_passages.py``); anything else is the name or
        folder of a sentence-transformers model that is already on this computer.
    language : str, default="en"
        Code of the texts' language.
    cache : pathlib.Path, optional
        Folder for vectors kept between sessions, default: the platform's cache folder, or the one that the
        environment variable ``CXRESEARCH_CACHE`` names.

    Attributes
    ----------
    name : str
        What was used, for the record of an analysis run.

    Notes
    -----
    Nothing is ever downloaded. A text longer than 254 tokens is read in pieces whose vectors are averaged.
    ``"lsa"`` is fitted on the distinct texts of each call (TF-IDF of character n-grams within words, reduced by
    latent semantic analysis; Deerwester et al., 1990), so its vectors compare within one call only; a text
    without letters gets zeros.

    Examples
    --------
    >>> vectors = Encoder("lsa").encode(["the bank is closed", "a bank that closes", "I like tea"])
    >>> bool(vectors[0] @ vectors[1] > vectors[0] @ vectors[2])
    True
    """

    def __init__(self, model: str = "auto", *, language: str = "en", cache: Path | None = None) -> None:
        self.model = model
        self.language = language
        self.cache = cache
        self._loaded: Any = None
        self._vectors: VectorCache | None = None

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002 - scikit-learn's signature
        """Return the arguments of the constructor."""
        return {"model": self.model, "language": self.language, "cache": self.cache}

    def __repr__(self) -> str:
        return f"Encoder({self.model!r}, language={self.language!r})"

    @property
    def kind(self) -> str:
        """``"minilm"``, ``"passages"``, ``"lsa"`` or ``"other"``."""
        if self.model == "auto":
            return "minilm" if self.language.split("-")[0].lower() in MINILM_LANGUAGES else "lsa"
        return self.model if self.model in _OURS else "other"

    @property
    def comparable(self) -> bool:
        """Whether vectors of different calls compare with each other."""
        return self.kind != "lsa"

    @property
    def name(self) -> str:
        """Name of the model in use, for the record of an analysis run."""
        return _OURS.get(self.kind, self.model)

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> NDArray[np.float32]:
        """Encode texts.

        Parameters
        ----------
        texts
            n texts, of any length, empty ones too.
        progress
            Called with (done, total, label).

        Returns
        -------
        numpy.ndarray
            (n, d) float32, rows of length one; the same text gets the same row in any order and company
            (``"lsa"``: in any order).

        Raises
        ------
        ModelUnavailable
            The model is missing, or not the published one.
        """
        import numpy as np

        distinct = sorted(set(texts))
        if self.kind == "lsa":
            by_text = dict(zip(distinct, _latent(distinct), strict=True))
            width = LSA_DIMENSIONS
        else:
            cache = self._open_cache()
            by_text = cache.get(distinct)
            missing = [text for text in distinct if text not in by_text]
            for start in range(0, len(missing), _SAVE_EVERY):
                part = missing[start : start + _SAVE_EVERY]
                step = _shifted(progress, start, len(missing))
                vectors = self._other(part, step) if self.kind == "other" else self._minilm(part, step)
                cache.put(part, vectors)
                by_text.update(zip(part, vectors, strict=True))
            width = cache.width
        if progress is not None:
            progress(len(texts), len(texts), "encoding")
        if not texts:
            return np.zeros((0, width), dtype=np.float32)
        return np.stack([by_text[text] for text in texts]).astype(np.float32)

    def forget(self, texts: Sequence[str]) -> None:
        """Erase the kept vectors of some texts, as when a participant withdraws."""
        if self.kind != "lsa":
            self._open_cache().forget(texts)

    def _open_cache(self) -> VectorCache:
        if self._vectors is None:
            if self.kind == "minilm":
                name, width = "all-MiniLM-L6-v2 pieces 1", DIMENSIONS
            elif self.kind == "passages":
                name, width = f"all-MiniLM-L6-v2 passages {_digest(PASSAGES)}", DIMENSIONS
            else:
                model = self._load_other()
                name, width = _identity(self.model), int(model.get_embedding_dimension())
            self._vectors = VectorCache(name, width, folder=self.cache)
        return self._vectors

    def _minilm(self, texts: Sequence[str], progress: Callable[[int], None] | None) -> NDArray[np.float32]:
        import numpy as np

        if self._loaded is None:
            self._loaded = MiniLM(minilm_folder(), adapters=_passages() if self.kind == "passages" else None)
        model: MiniLM = self._loaded
        cut = [pieces(ids, MAX_TOKENS - 2) for ids in model.tokens(texts)]
        owners = np.repeat(np.arange(len(texts)), [len(parts) for parts in cut])
        sequences = [framed(part)[0] for parts in cut for part in parts]

        def run(ids: torch.Tensor, mask: torch.Tensor, _: list[int]) -> NDArray[np.float32]:
            weight = mask[..., None].float()
            summed = (model.hidden(ids, mask) * weight).sum(1) / weight.sum(1)
            return np.asarray(summed.numpy(), dtype=np.float32)

        pooled = run_batches(sequences, run, width=DIMENSIONS, progress=progress)
        weighted = pooled * np.array([len(s) for s in sequences], dtype=np.float32)[:, None]
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        np.add.at(vectors, owners, weighted)
        return _unit(vectors)

    def _load_other(self) -> Any:
        if self._loaded is None:
            offline()
            from sentence_transformers import SentenceTransformer

            try:
                self._loaded = SentenceTransformer(self.model, device="cpu", local_files_only=True)
            except (OSError, ValueError) as error:
                raise ModelUnavailable(
                    f"The sentence model {self.model!r} is not on this computer, and nothing is downloaded unasked: "
                    "give the folder of a sentence-transformers model, or use 'auto'."
                ) from error
        return self._loaded

    def _other(self, texts: Sequence[str], progress: Callable[[int], None] | None) -> NDArray[np.float32]:
        import numpy as np

        # One text at a time: a padded batch would let its longest text change the others' last digits.
        vectors = self._load_other().encode(list(texts), batch_size=1, show_progress_bar=False, convert_to_numpy=True)
        if progress is not None:
            progress(len(texts))
        return _unit(np.asarray(vectors, dtype=np.float32))


def _passages() -> dict[str, NDArray[np.float32]]:
    """Read the adapters of the passage encoder."""
    from safetensors.numpy import load_file

    try:
        return dict(load_file(str(PASSAGES)))
    except OSError as error:
        raise ModelUnavailable(f"The weights {PASSAGES.name} are missing: reinstall cxresearch.") from error


def _digest(path: Path) -> str:
    """Name a file by its content; one that is missing has no name."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def _identity(model: str) -> str:
    """Name a model so that another version in the same folder is another model."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".safetensors", ".bin", ".txt"}:
            digest.update(f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return f"{folder.name} {digest.hexdigest()}"


def _shifted(progress: Progress | None, start: int, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda done: progress(start + done, total, "encoding")


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _latent(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return (n, `LSA_DIMENSIONS`) latent vectors of distinct texts in canonical order."""
    import numpy as np

    out = np.zeros((len(texts), LSA_DIMENSIONS), dtype=np.float32)
    rows = [row for row, text in enumerate(texts) if any(map(str.isalnum, text))]
    if not rows:
        return out
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    counted = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, max_features=60_000)
    matrix = counted.fit_transform([texts[row] for row in rows])
    width = min(LSA_DIMENSIONS, *matrix.shape)
    if width < 2 or min(matrix.shape) <= width:
        latent = np.linalg.svd(matrix.toarray(), full_matrices=False)
        values = (latent.U * latent.S)[:, :LSA_DIMENSIONS]
    else:
        values = TruncatedSVD(width, algorithm="randomized", n_iter=7, random_state=0).fit_transform(matrix)
    out[rows, : values.shape[1]] = values
    return _unit(out)
