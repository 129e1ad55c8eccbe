"""Joins a study and its views: questions are answered from the reading, edits go through an explicit list."""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.searching import fold_letters
from cxresearch.domain.text import storable
from cxresearch.errors import DecisionRefused, InputError
from cxresearch.joiners.background import KINDS, Work
from cxresearch.joiners.desk_actions import ACTIONS, REVIEWS, parts_in, text_in
from cxresearch.joiners.review_words import WordFinder
from cxresearch.views.registry import views
from cxresearch.views.scene import Presenter, Pseudonyms, Scene, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cxresearch.analysis.tagging import Tagger
    from cxresearch.domain.reading import Reading, Tag
    from cxresearch.domain.review import ReviewList
    from cxresearch.study import Study
    from cxresearch.views.base import View

_TEXTS_AT_A_TIME = 800
"""So many turns are looked through for names before the kernel answers: half a second or so."""

_WIDTH = 256
"""Words are counted in so many bins when segments are compared."""

Arguments = Mapping[str, Any]


class StudyDesk:
    """What views ask and tell a study through.

    Parameters
    ----------
    study
        Open, and left open: the desk holds nothing that is not in it.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from cxresearch.study import Study
    >>> with Study(Path(tempfile.mkdtemp()) / "new.cxr", researcher="Ana") as study:
    ...     StudyDesk(study).snapshot()["counts"]
    {'interviews': 0, 'participants': 0, 'segments': 0, 'themes': 0, 'decisions': 0}
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self._seen: Reading | None = None
        self._number = 0
        self._scene: Scene | None = None
        self._words: Words | None = None
        self._work: Work | None = None
        self._finder = WordFinder()
        self._tagger: Tagger | None = None
        self._own: tuple[object, Sequence[Mapping[str, Any]]] = (None, ())

    def snapshot(self) -> dict[str, Any]:
        """Return title, counts and when something was last saved: no text of a transcript."""
        reading = self._study.reading()
        decisions = self._study.decisions
        return {
            "title": self._study.title,
            "counts": {
                "interviews": len(reading.corpus.sources),
                "participants": len(reading.corpus.participants),
                "segments": len(reading.corpus.segments),
                "themes": len(reading.themes),
                "decisions": len(decisions),
            },
            "saved": _local(decisions[-1].time, "%Y-%m-%d %H:%M:%S") if decisions else "",
            "researcher": self._study.researcher,
        }

    def version(self) -> dict[str, Any]:
        """Return a text that changes when the study does, and how far work in the background is."""
        reading = self._study.reading()
        if reading is not self._seen:
            self._seen, self._scene = reading, None
            self._number += 1
        return {"version": str(self._number), "work": self._work.state() if self._work else None}

    def scene(self, as_of: int | None = None) -> Scene:
        """Return what views show now, or what they would have shown after a decision."""
        if as_of is not None:
            return self._seen_as(self._study.reading(as_of=as_of))
        self.version()
        if self._scene is None:
            self._scene = self._seen_as(self._study.reading())
        return self._scene

    def _seen_as(self, reading: Reading) -> Scene:
        if self._words is None or self._words.corpus is not reading.corpus:
            self._words = Words(reading.corpus)
        return Scene(
            reading,
            self._study.decisions,
            self._words,
            lambda: worth_asking(reading, self._tagger_of(reading)),
            self._study.researcher,
            lambda: self._study.theme_map.places,
            Pseudonyms(
                self._review_list, lambda: self._study.review.stand_ins, self._study.review.veiled, self._own_words
            ),
        )

    def _own_words(self) -> Sequence[Mapping[str, Any]]:
        """Return what researchers wrote of somebody hidden; looked for when a decision or the key is another one."""
        mark = (self._study.decisions, self._study.review.key_stamp)
        if self._own[0] != mark:
            rows = self._study.review.own_words.to_dict("records")
            self._own = mark, [{str(name): value for name, value in row.items()} for row in rows]
        return self._own[1]

    def _tagger_of(self, reading: Reading) -> Tagger | None:
        """Return the tagger that suggested the tags, with what it remembers of the sentences."""
        from cxresearch.analysis.tagging import Tagger

        run = reading.runs.get("tags")
        language = str(run.parameters.get("language", "")) if run else ""
        if not language:
            return None
        if self._tagger is None or self._tagger.language != language:
            self._tagger = Tagger(language=language)
        return self._tagger

    def _review_list(self) -> ReviewList:
        corpus = self._study.reading().corpus
        return self._finder.listed(corpus, self._study.review.said, most=_TEXTS_AT_A_TIME)

    def present(self, view: Presenter, part: str, query: Mapping[str, Any], as_of: int | None) -> dict[str, Any]:
        """Return a part of a view as it stands now, or as it stood after a decision."""
        shown = view.parts[part](self.scene(as_of), query)
        return {**shown, "version": self.version()["version"]}

    def do(self, action: str, arguments: Arguments) -> dict[str, Any]:
        """Carry out an edit.

        Returns
        -------
        dict
            ``decisions``: what was written, by id; ``saved``: the time, once it is on disk.

        Raises
        ------
        DecisionRefused
            When the edit is unknown or cannot be carried out.
        """
        if action == "work.start":
            return self._start(arguments)
        if action == "work.cancel":
            if self._work:
                self._work.cancel()
            return self.version()
        if action in REVIEWS:
            told = REVIEWS[action](self._study, arguments)
            return {"decisions": [], "saved": datetime.now().astimezone().strftime("%H:%M:%S"), **told}
        if action not in ACTIONS:
            raise DecisionRefused(f"There is no edit called {action!r}; reload the page.")
        made = ACTIONS[action](self._study, storable(arguments))
        return {"decisions": [d.uuid for d in made], "saved": _local(made[-1].time, "%H:%M:%S") if made else ""}

    def _start(self, arguments: Arguments) -> dict[str, Any]:
        kind, n = text_in(arguments, "kind"), arguments.get("n")
        if kind not in KINDS:
            raise InputError(f"There is no analysis called {kind!r}; use one of {', '.join(KINDS)}.")
        if self._work and self._work.running:
            raise InputError("Another analysis is under way; wait for it or cancel it first.")
        self._work = Work(
            self._study.path,
            self._study.researcher,
            kind,
            n if isinstance(n, int) else None,
            theme=text_in(arguments, "theme") if kind in ("parts", "split") else "",
            parts=parts_in(arguments) if kind == "split" else None,
            below=bool(arguments.get("below", True)),
        )
        return self.version()


def worth_asking(reading: Reading, tagger: Tagger | None = None, n: int = 12) -> list[str]:
    """Return the segments whose labels are most worth a person's look; none before anything was tagged.

    How alike two segments are, so that asking about both would be asking twice, is told by what the tagger remembers
    of them, which is how corrections spread; else, as on another computer, by the words they share.
    """
    import numpy as np

    from cxresearch.analysis.asking import worth_a_look

    suggested = {id_: tags for id_, tags in reading.tags.items() if id_ in reading.corpus.segment_by_id}
    ids = [id_ for id_ in suggested if all(label in suggested[id_] for label in LABELS) and id_ not in reading.hidden]
    tags = [[suggested[id_][label] for label in LABELS] for id_ in ids]
    probabilities = np.array([[tag.probability or 0.0 for tag in row] for row in tags]).reshape(-1, len(LABELS))
    segments = [reading.corpus.segment_by_id[id_] for id_ in ids]
    texts = [segment.text for segment in segments]
    known = tagger.known_vectors(texts, [reading.corpus.before(segment) for segment in segments]) if tagger else None
    vectors = known if known is not None else _word_vectors(texts)
    thresholds = [_threshold([row[place] for row in tags]) for place in range(len(LABELS))]
    seen = {segment for segment, _ in reading.hand_tags}
    return worth_a_look(ids, vectors, probabilities, thresholds, n=n, seen=seen)


def _word_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np

    vectors = np.zeros((len(texts), _WIDTH), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in fold_letters(text).split():
            vectors[row, crc32(word.encode()) % _WIDTH] += 1.0
    return vectors


def _threshold(tags: Sequence[Tag]) -> float:
    """Return the probability from which a label was chosen, as its suggestions show it."""
    given = [(tag.probability, tag.on) for tag in tags if tag.by == "suggestion" and tag.probability is not None]
    lowest = min((p for p, on in given if on), default=1.0)
    highest = max((p for p, on in given if not on), default=0.0)
    return (lowest + highest) / 2


def workbench(study: Study, *names: str) -> View:
    """Return the widget that shows views of a study, all of them for no names; it closes the study when it goes."""
    from cxresearch.views.base import View

    try:
        view = View(StudyDesk(study), views(*names))
    except BaseException:
        study.close()
        raise
    weakref.finalize(view, study.close)
    return view


def _local(time: str, form: str) -> str:
    """Return a stored time as the researcher's clock shows it."""
    return datetime.fromisoformat(time).astimezone().strftime(form)
