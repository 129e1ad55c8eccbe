"""Finds what a review of pseudonyms has to look at: stand-ins, and capitalised words that nothing was put for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cxresearch.domain.review import Place, ReviewList, ReviewRow
from cxresearch.store.review import Reviewed

if TYPE_CHECKING:
    from cxresearch.domain.corpus import Corpus

AROUND = 40
"""Characters of context on each side of an example."""

MOST_PLACES = 3
"""How many places of a word are kept."""

Found = tuple[int, int, bool]


class WordFinder:
    """Looks through a corpus for stand-ins and unknown words, through each text once however often it is asked.

    The key is not needed: who is behind a stand-in is told by ``NAME.key.json`` alone.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Found, ...]] = {}
        self._corpus: Corpus | None = None
        self._rows: list[ReviewRow] = []

    def look(self, corpus: Corpus, most: int | None = None) -> tuple[int, int]:
        """Look through texts that are new, and return how many turns are done and how many there are.

        Parameters
        ----------
        corpus
            What to look through.
        most
            At most so many new texts, default all: a caller that must stay responsive asks again.
        """
        if corpus is not self._corpus:
            here = {(source.language, turn.text) for source in corpus.sources for turn in source.turns}
            self._found = {text: found for text, found in self._found.items() if text in here}
            self._corpus, self._rows = corpus, []
        looked = total = 0
        for source in corpus.sources:
            for turn in source.turns:
                total += 1
                text = (source.language, turn.text)
                if text not in self._found:
                    if most is not None and most <= 0:
                        continue
                    most = None if most is None else most - 1
                    self._found[text] = _places(turn.text, source.language)
                    self._rows = []
                looked += 1
        return looked, total

    def listed(self, corpus: Corpus, said: Mapping[str, Reviewed], *, most: int | None = None) -> ReviewList:
        """Return the review list with what people said of its words."""
        looked, of = self.look(corpus, most)
        if not self._rows:
            self._rows = self._counted(corpus)
        rows = tuple(
            ReviewRow(row.word, row.kind, row.count, row.files, row.example, said[row.word].decision, row.places)
            if row.word in said
            else row
            for row in self._rows
        )
        researchers: dict[str, str] = {}
        for one in said.values():
            if one.decision:
                researchers[one.researcher] = max(one.time, researchers.get(one.researcher, ""))
        return ReviewList(rows, looked, of, dict(sorted(researchers.items())))

    def _counted(self, corpus: Corpus) -> list[ReviewRow]:
        places: dict[tuple[str, bool], list[Place]] = {}
        counts: dict[tuple[str, bool], int] = {}
        files: dict[tuple[str, bool], set[str]] = {}
        for source in corpus.sources:
            for number, turn in enumerate(source.turns):
                for start, end, hidden in self._found.get((source.language, turn.text), ()):
                    row = (turn.text[start:end], hidden)
                    counts[row] = counts.get(row, 0) + 1
                    files.setdefault(row, set()).add(source.id)
                    listed = places.setdefault(row, [])
                    again = listed and (listed[-1].source, listed[-1].turn) == (source.id, number)
                    if len(listed) < MOST_PLACES and not again:
                        listed.append(Place(source.id, number, start, end))
        ordered = sorted(counts.items(), key=lambda item: (item[0][1], -item[1], item[0][0]))
        return [
            ReviewRow(
                word,
                "hidden" if hidden else "unknown",
                count,
                len(files[word, hidden]),
                _example(corpus, places[word, hidden][0]),
                "",
                tuple(places[word, hidden]),
            )
            for (word, hidden), count in ordered
        ]


def _example(corpus: Corpus, place: Place) -> str:
    text = corpus.source_by_id[place.source].turns[place.turn].text
    return text[max(0, place.start - AROUND) : place.end + AROUND].strip()


def _places(text: str, language: str) -> tuple[Found, ...]:
    """Return start, end and whether hidden, of whatever has to be looked at in a text.

    A name that the rules know and that stands in the text all the same, because somebody kept or revealed it, is
    listed like a word that they do not know.
    """
    from cxresearch.readers.pseudonym_key import PEOPLE, STAND_IN, Key
    from cxresearch.readers.pseudonyms import pseudonymise, unknown_names

    nobody = Key()
    found = [(match.start(), match.end(), True) for match in STAND_IN.finditer(text)]
    found += [(hit.start, hit.end, False) for hit in unknown_names(text, key=nobody, language=language)]
    clear = pseudonymise(text, key=nobody, language=language)[1]
    found += [(hit.start, hit.end, False) for hit in clear if hit.kind in PEOPLE]
    return tuple(sorted(found))
