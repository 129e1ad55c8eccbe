"""Texts by what they mean: how close each is to a question, in the languages the sentence model knows and others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxresearch.analysis.encoding import LSA_DIMENSIONS, MINILM_LANGUAGES, Encoder
from cxresearch.domain.searching import fold_letters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[int, int, str], None]

_LATIN_MOST = 0.5


class MeaningIndex:
    """Texts with their vectors, ready to be asked.

    Texts in a language that the sentence model was trained on are compared by its vectors. For the others words and
    parts of words are compared (latent semantic analysis of the texts themselves; Deerwester et al., 1990): that finds
    other forms of a word and words used in the same company, but no paraphrases, and `note` says so.

    Parameters
    ----------
    texts
        What is asked.
    languages
        Code of each text's language.
    cache
        Folder of kept vectors; default the computer's.
    progress
        Called with (done, total, label) while texts are encoded that were not before.
    """

    def __init__(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        *,
        cache: Path | None = None,
        progress: Progress | None = None,
    ) -> None:
        import numpy as np

        self.texts = list(texts)
        self.languages = list(languages)
        known = np.array([language.split("-")[0].lower() in MINILM_LANGUAGES for language in languages], dtype=bool)
        self._known, self._other = np.flatnonzero(known), np.flatnonzero(~known)
        self._encoder = Encoder("minilm", cache=cache)
        self._vectors = self._encoder.encode([texts[int(at)] for at in self._known], progress=progress)
        self._words = _Words([texts[int(at)] for at in self._other]) if len(self._other) else None

    @property
    def note(self) -> str:
        """What a reader of the answers must know about languages; empty when the model knows them all."""
        others = sorted({self.languages[at] or "?" for at in self._other})
        if not others:
            return ""
        how_many = "What is searched" if not len(self._known) else f"{len(self._other)} of {len(self.texts)} passages"
        verb = "is" if how_many.startswith("What") else "are"
        return (
            f"{how_many} {verb} in a language that the sentence model does not know ({', '.join(others)}): there, "
            "words and parts of words are compared, so look for the participants' own words rather than for a meaning."
        )

    def note_on(self, question: str) -> str:
        """Say when a question is written in letters that the sentence model was not trained on."""
        letters = [character for character in question if character.isalpha()]
        latin = sum(character < "\u0250" for character in letters)
        if not len(self._known) or not letters or latin >= _LATIN_MOST * len(letters):
            return ""
        return "The sentence model knows English only; ask in English to search the English interviews by meaning."

    def closest(self, question: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return all texts, closest first, with how close each is (cosine, −1 to 1).

        Cosines of the two ways of comparing do not compare with each other: where both are in use, the lists are
        dealt together by rank.

        Raises
        ------
        ModelUnavailable
            When the sentence model is needed and missing.
        """
        import numpy as np

        scores = np.zeros(len(self.texts))
        rank = np.zeros(len(self.texts))
        if len(self._known):
            scores[self._known] = self._vectors @ self._encoder.encode([question])[0]
        if self._words is not None:
            scores[self._other] = self._words.likeness(question)
        for group in (self._known, self._other):
            order = np.lexsort((group, -np.round(scores[group], 6)))
            rank[group[order]] = np.arange(len(group))
        order = np.lexsort((np.arange(len(rank)), -np.round(scores, 6), rank))
        return order, scores[order]


class _Words:
    """Word statistics of some texts, by which further ones can be compared with them."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        folded = [fold_letters(text) for text in texts]
        self._counted: Any = None
        self._latent: Any = None
        if not any(any(map(str.isalnum, text)) for text in folded):
            return
        self._counted = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, max_features=60_000)
        matrix = self._counted.fit_transform(folded)
        width = min(LSA_DIMENSIONS, min(matrix.shape) - 1)
        if width >= 2 and matrix.shape[0] > LSA_DIMENSIONS:
            self._latent = TruncatedSVD(width, algorithm="randomized", n_iter=7, random_state=0).fit(matrix)
        self._matrix = matrix if self._latent is None else _unit(self._latent.transform(matrix))

    def likeness(self, question: str) -> NDArray[np.float64]:
        """Return the cosine of a question with each text; 0 for what shares nothing with it."""
        import numpy as np

        if self._counted is None:
            return np.zeros(1)
        asked = self._counted.transform([fold_letters(question)])
        if self._latent is None:
            return np.asarray((self._matrix @ asked.T).toarray()[:, 0], dtype=np.float64)
        return np.asarray(self._matrix @ _unit(self._latent.transform(asked))[0], dtype=np.float64)


def _unit(vectors: Any) -> Any:
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)
