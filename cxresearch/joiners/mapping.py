"""The theme map of a study: drawn once, by a model, and looked at as often as one likes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from cxresearch.errors import InputError
from cxresearch.joiners.analysing import Progress, main_language
from cxresearch.store import maps

if TYPE_CHECKING:
    from cxresearch.domain.reading import Reading
    from cxresearch.store.database import Database


class ThemeMap:
    """Where quotes lie by meaning, on a plane. A study has one as `Study.theme_map`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from cxresearch.study import Study
    >>> with Study(Path(tempfile.mkdtemp()) / "new.cxr", researcher="Ana") as study:
    ...     study.theme_map.places
    {}
    """

    def __init__(
        self,
        database: Database,
        reading: Callable[[], Reading],
        bar: Callable[[], AbstractContextManager[Progress | None]],
    ) -> None:
        self._database = database
        self._reading = reading
        self._bar = bar

    @property
    def places(self) -> maps.Places:
        """Segment id to (x, y) between 0 and 1, of the segments that stand now; empty before the first `draw`."""
        with self._database.read() as connection:
            drawn = maps.load(connection)
        corpus = self._reading().corpus
        found = ((corpus.resolve(id_), place) for id_, place in drawn.items())
        return {id_: place for id_, place in found if id_ is not None}

    def draw(self, *, seed: int = 0) -> int:
        """Draw the map of every segment, keep it in the study, and return how many segments are on it.

        It takes seconds, and about a minute for ten thousand segments. Themes and decisions change colours on it
        and no places, so it need not be drawn again before interviews are added.
        """
        from cxresearch.analysis.context import in_context
        from cxresearch.analysis.encoding import Encoder
        from cxresearch.analysis.theme_map import positions

        reading = self._reading()
        segments = reading.corpus.segments
        if not segments:
            raise InputError(f"{self._database.path.name} holds no participant speech yet; add transcripts first.")
        ids = [segment.id for segment in segments]
        with self._bar() as progress:
            vectors = Encoder(language=main_language(reading)).encode([s.text for s in segments], progress=progress)
            if progress is not None:
                progress(0, 0, "laying out the quotes")
            laid = positions(in_context(vectors, [s.source for s in segments]), ids, seed=seed)
        with self._database.write() as connection:
            maps.save(connection, {id_: (float(x), float(y)) for id_, (x, y) in zip(ids, laid, strict=True)})
        return len(ids)
