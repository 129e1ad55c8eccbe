"""Vectors kept between sessions, so that unchanged text is never encoded twice.

A cache is a folder of small ``.npz`` files per model, each written whole under a temporary name and moved into
place: two processes cannot spoil each other's writing, and a damaged file (the archive's own checksums say so)
is dropped and its vectors are computed again. Texts are never stored, only a keyed hash of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

ENVIRONMENT = "CXRESEARCH_CACHE"
"""Environment variable that names another folder for the cache."""

MAX_VECTORS = 200_000
"""Beyond so many vectors of one model, the oldest files go (384 numbers each: about 300 MB)."""

_MERGE_AT = 24
_KEY_BYTES = 16


def default_folder() -> Path:
    """Return the cache folder of this computer and user, or the one that `CXRESEARCH_CACHE` names."""
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("cxresearch", appauthor=False))


class VectorCache:
    """Vectors of one model by text.

    Parameters
    ----------
    model
        Name and version of the model; another model's vectors are never returned.
    width
        Numbers per vector.
    folder
        Where to keep them, default=`default_folder()`.

    Notes
    -----
    A cache that cannot be read or written (no space, no permission) behaves as an empty one.
    """

    def __init__(self, model: str, width: int, *, folder: Path | None = None) -> None:
        slug = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[:40]
        digest = hashlib.sha256(model.encode()).hexdigest()[:8]
        self.folder = (folder or default_folder()) / "vectors" / f"{slug}-{digest}"
        self.width = width
        self._salt = hashlib.sha256(model.encode()).digest()[:16]
        self._known: dict[bytes, NDArray[np.float32]] = {}
        self._read: set[str] = set()

    def key(self, text: str) -> bytes:
        """Return the hash a text is known by."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES, salt=self._salt).digest()

    def get(self, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that are known, by text."""
        self._refresh()
        keys = {text: self.key(text) for text in texts}
        return {text: self._known[key] for text, key in keys.items() if key in self._known}

    def put(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep vectors, (n, width) float32, of n texts."""
        import numpy as np

        keys = [self.key(text) for text in texts]
        self._known.update(zip(keys, np.asarray(vectors, dtype=np.float32), strict=True))
        if keys:
            self._write(keys, np.asarray(vectors, dtype=np.float32))
            self._merge()

    def forget(self, texts: Iterable[str]) -> None:
        """Erase the vectors of some texts, as when a participant withdraws."""
        import numpy as np

        self._refresh()
        gone = {self.key(text) for text in texts} & self._known.keys()
        if not gone:
            return
        files = self._files()
        for key in gone:
            del self._known[key]
        if self._known:
            self._write(list(self._known), np.stack(list(self._known.values())))
        _remove(files)

    def _files(self) -> list[Path]:
        try:
            return sorted(self.folder.glob("*.npz"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        except OSError:
            return []

    def _refresh(self) -> None:
        for path in self._files():
            if path.name not in self._read:
                self._read.add(path.name)
                self._load(path)

    def _load(self, path: Path) -> None:
        import numpy as np

        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                keys, vectors = stored["keys"], stored["vectors"]
        except FileNotFoundError:
            return  # merged away by another process a moment ago
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            _log.warning("A damaged cache file was dropped; its vectors are computed again.")
            _remove([path])
            return
        fits = keys.ndim == vectors.ndim == 2 and keys.shape[1] == _KEY_BYTES and vectors.shape[1] == self.width
        if fits and len(keys) == len(vectors) and np.isfinite(vectors).all():
            for key, vector in zip(keys, vectors.astype(np.float32), strict=True):
                self._known.setdefault(key.tobytes(), vector)

    def _write(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        import numpy as np

        name = f"{uuid.uuid4().hex}.npz"
        waiting = self.folder / f".{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with waiting.open("wb") as file:
                np.savez(
                    file, keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, _KEY_BYTES), vectors=vectors
                )
            waiting.replace(self.folder / name)
            self._read.add(name)
        except OSError:
            _log.warning("Vectors could not be kept in the cache folder; they are computed again next time.")
            _remove([waiting])

    def _merge(self) -> None:
        """Make one file of many, so that opening stays quick, and let the oldest vectors go beyond the limit."""
        import numpy as np

        files = self._files()
        if len(files) < _MERGE_AT:
            return
        self._refresh()
        newest = list(self._known.items())[-MAX_VECTORS:]
        self._write([key for key, _ in newest], np.stack([vector for _, vector in newest]))
        _remove(files)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
