"""Searching a study: by words or by meaning, among those one asks about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cxresearch.domain import editing, editing_codes, searching
from cxresearch.domain.corpus import Corpus
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import UNSORTED, Reading
from cxresearch.domain.searching import Passage, Span, WordIndex
from cxresearch.domain.spans import below_of, codings_of, turn_starts
from cxresearch.domain.transcript import ROLES
from cxresearch.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from cxresearch.analysis.meaning import MeaningIndex

Progress = Callable[[int, int, str], None]
By = Literal["words", "meaning"]
Named = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Where:
    """Among what to search: all of the conditions hold, and any of the names in one condition is enough.

    Attributes
    ----------
    participant, source
        Ids; names of sources too.
    theme, code
        Keys or present names; ``"unsorted"`` too; what stands below a theme or a code belongs to it.
    tag
        Labels that stand.
    attribute
        ``attribute=value``.
    role
        Of who speaks: participant, interviewer, other; ``"any"`` for all of them.
    """

    participant: Named = ()
    source: Named = ()
    theme: Named = ()
    code: Named = ()
    tag: Named = ()
    attribute: Named = ()
    role: Named = "participant"

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles asked for."""
        roles = _listed(self.role)
        if "any" in roles:
            return ROLES
        return _among(roles, ROLES, "role")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: where the words stand in its text, or how close its meaning is (−1 to 1)."""

    passage: Passage
    spans: tuple[Span, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes
    ----------
    hits
        In transcript order for words, closest first for meaning.
    total
        How many there are besides the limit.
    note
        What to know about the answer, in a sentence; mostly empty.
    """

    hits: tuple[Hit, ...]
    total: int
    note: str = ""


class Search:
    """Searches a study; what has been made ready is kept as long as the corpus stays the same.

    Parameters
    ----------
    reading
        Gives the reading as it stands.
    cache
        Folder of kept vectors; default the computer's.
    """

    def __init__(self, reading: Callable[[], Reading], *, cache: Path | None = None) -> None:
        self._reading = reading
        self._cache = cache
        self._corpus: Corpus | None = None
        self._words: dict[tuple[str, ...], tuple[list[Passage], WordIndex]] = {}
        self._meaning: dict[tuple[str, ...], MeaningIndex] = {}

    def find(
        self,
        query: str,
        *,
        by: By = "words",
        where: Where | None = None,
        limit: int = 100,
        progress: Progress | None = None,
    ) -> Found:
        """Search.

        Parameters
        ----------
        query
            For words, see `cxresearch.domain.searching.terms_of`; for meaning, a sentence or a few words.
        by
            ``"words"`` or ``"meaning"``.
        where
            Among what.
        limit
            How many hits to return at most.
        progress
            Called with (done, total, label) while texts are encoded that were not before.

        Raises
        ------
        InputError
            The query holds no word, or a condition names what is not there.
        DecisionRefused
            There is no such theme or code.
        """
        where = where or Where()
        reading = self._reading()
        if reading.corpus is not self._corpus:
            self._corpus, self._words = reading.corpus, {}
        if where.roles not in self._words:
            listed = searching.passages(reading.corpus, where.roles)
            self._words[where.roles] = listed, WordIndex([passage.text for passage in listed])
        passages, words = self._words[where.roles]
        admitted = _admitted(reading, where)
        if by == "meaning":
            return self._by_meaning(query, passages, where, admitted, limit, progress)
        if by != "words":
            raise InputError(f"A study is searched by words or by meaning, not by {by!r}.")
        terms = searching.terms_of(query)
        places = [place for place in words.find(terms) if admitted(passages[place])]
        return Found(tuple(Hit(passages[p], words.spans(p, terms)) for p in places[: max(0, limit)]), len(places))

    def _by_meaning(
        self,
        query: str,
        passages: Sequence[Passage],
        where: Where,
        admitted: Callable[[Passage], bool],
        limit: int,
        progress: Progress | None,
    ) -> Found:
        from cxresearch.analysis.meaning import MeaningIndex

        if not any(map(str.isalnum, query)):
            raise InputError("There is nothing to search for; write a few words.")
        corpus = self._corpus or Corpus()
        texts = [passage.text for passage in passages]
        languages = [corpus.source_by_id[passage.source].language for passage in passages]
        index = self._meaning.get(where.roles)
        if index is None or index.texts != texts or index.languages != languages:
            index = MeaningIndex(texts, languages, cache=self._cache, progress=progress)
            self._meaning[where.roles] = index
        order, scores = index.closest(query)
        ranked = zip(order.tolist(), scores.tolist(), strict=True)
        hits = [Hit(passages[place], (), score) for place, score in ranked if admitted(passages[place])]
        note = " ".join(note for note in (index.note, index.note_on(query)) if note)
        return Found(tuple(hits[: max(0, limit)]), len(hits), note)

    def frame(self, found: Found) -> pd.DataFrame:
        """Return what was found as a frame, a row per hit.

        ``found`` are half-open offsets into the text, in code points; ``frame.attrs`` holds ``total`` and ``note``.
        """
        import pandas as pd

        reading = self._reading()
        rows = []
        for hit in found.hits:
            passage = hit.passage
            membership = reading.memberships.get(passage.segment)
            theme = reading.theme_by_key.get(membership.theme or "") if membership else None
            rows.append(
                {
                    "segment": passage.segment,
                    "who": passage.who,
                    "role": passage.role,
                    "source": reading.corpus.source_by_id[passage.source].name,
                    "turn": passage.turn,
                    "text": passage.text,
                    "theme": theme.name if theme else None,
                    "found": hit.spans,
                    "score": hit.score,
                }
            )
        columns = ["segment", "who", "role", "source", "turn", "text", "theme", "found", "score"]
        frame = pd.DataFrame(rows, columns=columns)
        frame.attrs |= {"total": found.total, "note": found.note}
        return frame


def _listed(named: Named) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else tuple(named)


def _among(named: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    for name in named:
        if name not in known:
            raise InputError(f"There is no {what} {name!r}; there are: {', '.join(known) or 'none yet'}.")
    return tuple(named)


def _admitted(reading: Reading, where: Where) -> Callable[[Passage], bool]:
    """Return a test of whether a passage meets every condition."""
    corpus = reading.corpus
    tests: list[Callable[[Passage], bool]] = []
    if where.participant:
        people = set(_among(_listed(where.participant), [p.id for p in corpus.participants], "participant"))
        tests.append(lambda passage: passage.role == "participant" and passage.who in people)
    if where.attribute:
        wanted: dict[str, list[str]] = {}
        for condition in _listed(where.attribute):
            name, value = searching.attribute_of(condition)
            wanted.setdefault(name, []).append(value)
        every = [
            frozenset().union(*(searching.having(corpus, {name: value}) for value in values))
            for name, values in wanted.items()
        ]
        having = every[0].intersection(*every[1:])
        tests.append(lambda passage: passage.role == "participant" and passage.who in having)
    if where.source:
        ids = {name: source.id for source in corpus.sources for name in (source.id, source.name)}
        chosen = {ids[name] for name in _among(_listed(where.source), list(ids), "interview")}
        tests.append(lambda passage: passage.source in chosen)
    if where.theme:
        themes = _themes(reading, _listed(where.theme))
        tests.append(lambda passage: _place(reading, passage) in themes)
    if where.tag:
        labels = set(_among(_listed(where.tag), LABELS, "label"))
        tests.append(lambda passage: not labels.isdisjoint(reading.labels(passage.segment)))
    if where.code:
        tests.append(_coded(reading, _listed(where.code)))
    return lambda passage: all(test(passage) for test in tests)


def _themes(reading: Reading, named: Sequence[str]) -> set[str]:
    parents = {theme.key: theme.parent for theme in reading.themes}
    keys = {UNSORTED if name.casefold() == UNSORTED else editing.theme_key(reading, name) for name in named}
    return keys | {below for key in keys for below in below_of(parents, key)}


def _place(reading: Reading, passage: Passage) -> str | None:
    membership = reading.memberships.get(passage.segment)
    return (membership.theme or UNSORTED) if membership else None


def _coded(reading: Reading, named: Sequence[str]) -> Callable[[Passage], bool]:
    """Return a test of whether any word of a passage is coded with a code or one below it."""
    spans: dict[str, list[Span]] = {}
    for name in named:
        for coding in codings_of(reading, editing_codes.code_of(reading, name).key, below=True):
            spans.setdefault(coding.source, []).append((coding.start, coding.end))
    begins = {source: turn_starts(reading.corpus.source_by_id[source]) for source in spans}

    def test(passage: Passage) -> bool:
        if passage.source not in spans:
            return False
        first = begins[passage.source][passage.turn]
        return any(a < first + passage.end and first + passage.start < b for a, b in spans[passage.source])

    return test
