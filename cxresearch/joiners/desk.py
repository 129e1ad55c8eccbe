"""Joins a study and its views: questions are answered from the reading, edits go through an explicit list."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

from cxresearch.domain import editing, editing_codes
from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.identity import checksum
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.searching import fold_letters
from cxresearch.errors import DecisionRefused, InputError
from cxresearch.joiners.background import KINDS, Work
from cxresearch.views.activity import own_last
from cxresearch.views.registry import views
from cxresearch.views.scene import Presenter, Scene, Words

if TYPE_CHECKING:
    from cxresearch.domain.reading import Reading, Tag
    from cxresearch.study import Study
    from cxresearch.views.base import View

_WIDTH = 256
"""Words are counted in so many bins when segments are compared."""

Arguments = Mapping[str, Any]
Action = Callable[["Study", Arguments], Sequence[Decision]]


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
        return Scene(reading, self._study.decisions, self._words, lambda: worth_asking(reading), self._study.researcher)

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
        if action not in ACTIONS:
            raise DecisionRefused(f"There is no edit called {action!r}; reload the page.")
        made = ACTIONS[action](self._study, arguments)
        return {"decisions": [d.uuid for d in made], "saved": _local(made[-1].time, "%H:%M:%S") if made else ""}

    def _start(self, arguments: Arguments) -> dict[str, Any]:
        kind, n = _text(arguments, "kind"), arguments.get("n")
        if kind not in KINDS:
            raise InputError(f"There is no analysis called {kind!r}; use one of {', '.join(KINDS)}.")
        if self._work and self._work.running:
            raise InputError("Another analysis is under way; wait for it or cancel it first.")
        self._work = Work(self._study.path, self._study.researcher, kind, n if isinstance(n, int) else None)
        return self.version()


def worth_asking(reading: Reading, n: int = 12) -> list[str]:
    """Return the segments whose labels are most worth a person's look; none before anything was tagged.

    Which words two segments share tells well enough whether asking about both would be asking twice.
    """
    import numpy as np

    from cxresearch.analysis.asking import worth_a_look

    suggested = {id_: tags for id_, tags in reading.tags.items() if id_ in reading.corpus.segment_by_id}
    ids = [id_ for id_ in suggested if all(label in suggested[id_] for label in LABELS) and id_ not in reading.hidden]
    tags = [[suggested[id_][label] for label in LABELS] for id_ in ids]
    probabilities = np.array([[tag.probability or 0.0 for tag in row] for row in tags]).reshape(-1, len(LABELS))
    vectors = np.zeros((len(ids), _WIDTH), dtype=np.float32)
    for row, id_ in enumerate(ids):
        for word in fold_letters(reading.corpus.segment_by_id[id_].text).split():
            vectors[row, crc32(word.encode()) % _WIDTH] += 1.0
    thresholds = [_threshold([row[place] for row in tags]) for place in range(len(LABELS))]
    seen = {segment for segment, _ in reading.hand_tags}
    return worth_a_look(ids, vectors, probabilities, thresholds, n=n, seen=seen)


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


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str):
        raise DecisionRefused(f"This edit needs {name!r}; reload the page and try again.")
    return value


def _texts(arguments: Arguments, name: str) -> list[str]:
    value = arguments.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise DecisionRefused(f"This edit needs at least one of {name!r}; choose something first.")
    return value


def _each(study: Study, rule: Callable[[Reading, str], editing.Intent], segments: Sequence[str]) -> Sequence[Decision]:
    """Decide the same about several quotes; all of it is checked before any of it is written."""
    reading = study.reading()
    return study.write_all(_together([rule(reading, segment) for segment in segments], reading))


def _together(intents: Sequence[editing.Intent], reading: Reading) -> list[editing.Intent]:
    """Mark several decisions as one go, so that one undo takes all of them back."""
    if len(intents) < 2:
        return list(intents)
    batch = checksum([[intent.kind, intent.target] for intent in intents] + [reading.as_of])
    return [replace(intent, payload={**intent.payload, "batch": batch}) for intent in intents]


def _move(study: Study, a: Arguments) -> Sequence[Decision]:
    return _each(study, lambda reading, s: editing.move(reading, s, _text(a, "theme")), _texts(a, "segments"))


def _switch(what: str) -> Action:
    def act(study: Study, a: Arguments) -> Sequence[Decision]:
        value = bool(a.get("value", True))
        return _each(study, lambda reading, s: editing.switch(reading, s, what, value), _texts(a, "segments"))

    return act


def _split(study: Study, a: Arguments) -> Sequence[Decision]:
    parts = {_text(a, "name"): _texts(a, "segments")}
    return [study.split(_text(a, "theme"), parts, below=bool(a.get("below")))]


def _tag(study: Study, a: Arguments) -> Sequence[Decision]:
    value = a.get("value", True)
    return [study.set_tag(_text(a, "segment"), _text(a, "label"), value if value is None else bool(value))]


def _retag(study: Study, a: Arguments) -> Sequence[Decision]:
    reading, segment = study.reading(), _text(a, "segment")
    off = editing.set_tag(reading, segment, _text(a, "from"), False)
    on = editing.set_tag(reading, segment, _text(a, "to"), True)
    return study.write_all(_together([off, on], reading))


def _answer(study: Study, a: Arguments) -> Sequence[Decision]:
    """Say which labels a quote bears and which it does not: all eight, in one go."""
    reading, segment, on = study.reading(), _text(a, "segment"), a.get("labels")
    if not isinstance(on, list):
        raise DecisionRefused("This edit needs the labels that hold; reload the page and try again.")
    return study.write_all(_together([editing.set_tag(reading, segment, name, name in on) for name in LABELS], reading))


def _code(study: Study, a: Arguments) -> Sequence[Decision]:
    """Put a code on words of a source; a code that is only named yet is made first, in the same go."""
    source, start, end = _text(a, "source"), a.get("start"), a.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise DecisionRefused("Choose some words first, then the code.")
    made = [] if a.get("code") else [study.codebook.add(_text(a, "name"))]
    code = made[0].target if made else _text(a, "code")
    return [*made, study.codebook.apply(code, source, start, end)]


def _correct(study: Study, a: Arguments) -> Sequence[Decision]:
    start, end = a.get("start"), a.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise DecisionRefused("Choose the words that were transcribed wrongly first.")
    return [study.correct(_text(a, "source"), start, end, _text(a, "words"))]


def _edit_code(study: Study, a: Arguments) -> Sequence[Decision]:
    rule = editing_codes.edit(study.reading(), _text(a, "code"), _text(a, "field"), _text(a, "value"))
    return [study.write(rule)]


def _place(study: Study, a: Arguments) -> Sequence[Decision]:
    about = (_text(a, "decision"), _text(a, "missing"))
    found = [orphan for orphan in study.reading().orphans if (orphan.decision.uuid, orphan.missing) == about]
    if not found:
        raise DecisionRefused("This has been placed or taken back already.")
    return [study.place_orphan(found[0], _text(a, "target"))]


def _undo(study: Study, a: Arguments) -> Sequence[Decision]:
    """Take back one's own last decision, or those named, with what rests on them when that is asked for."""
    decisions = study.decisions
    standing = in_force(decisions)
    named = set(_texts(a, "decisions")) if a.get("decisions") else own_last(standing, study.researcher)
    chosen = [decision for decision in standing if decision.uuid in named]
    if not chosen:
        raise DecisionRefused("That is undone already; redo brings it back.")
    taken = {uuid for d in chosen for uuid in editing.undo(decisions, d, together=True).payload["decisions"]}
    if taken - named and not a.get("together"):
        raise DecisionRefused(f"{len(taken - named)} later decisions rest on this; undo them together in Activity.")
    order = [decision.uuid for decision in decisions if decision.uuid in taken]
    return [study.write(editing.Intent("undo", chosen[-1].uuid, {"decisions": order}))]


def _redo(study: Study, _: Arguments) -> Sequence[Decision]:
    """Bring back what one's own last undo took away, whatever others decided meanwhile."""
    return [study.write(editing.redo([d for d in study.decisions if d.researcher == study.researcher]))]


def _back(study: Study, a: Arguments) -> Sequence[Decision]:
    """Go back to what stood after a decision: one undo that names everything later, and can be undone itself."""
    number = a.get("number")
    later = [d.uuid for d in study.decisions if isinstance(number, int) and d.number > number]
    if not later:
        raise DecisionRefused("Nothing was decided after that; this is how the study stands.")
    return [study.write(editing.Intent("undo", later[0], {"decisions": later}))]


ACTIONS: Mapping[str, Action] = {
    "theme.rename": lambda s, a: [s.rename(_text(a, "theme"), _text(a, "name"))],
    "theme.describe": lambda s, a: [s.describe_theme(_text(a, "theme"), _text(a, "text"))],
    "theme.merge": lambda s, a: [s.merge(_text(a, "into"), *_texts(a, "themes"))],
    "theme.split": _split,
    "theme.new": lambda s, a: [s.new_theme(_text(a, "name"), _texts(a, "segments"))],
    "theme.delete": lambda s, a: [s.delete_theme(_text(a, "theme"))],
    "theme.restore": lambda s, a: [s.restore_theme(_text(a, "theme"))],
    "quote.move": _move,
    "quote.pin": lambda s, a: _each(s, editing.pin, _texts(a, "segments")),
    "quote.unpin": lambda s, a: _each(s, editing.unpin, _texts(a, "segments")),
    "quote.star": _switch("star"),
    "quote.hide": _switch("hide"),
    "tag.set": _tag,
    "tag.move": _retag,
    "tag.answer": _answer,
    "persona.edit": lambda s, a: [s.edit_persona(_text(a, "persona"), _text(a, "field"), a.get("value"))],
    "persona.assign": lambda s, a: [s.assign(_text(a, "participant"), _text(a, "persona"))],
    "code.new": lambda s, a: [s.codebook.add(_text(a, "name"), under=a.get("under") or None)],
    "code.apply": _code,
    "code.edit": _edit_code,
    "code.move": lambda s, a: [s.codebook.move(_text(a, "code"), a.get("under") or None)],
    "code.merge": lambda s, a: [s.codebook.merge(_text(a, "into"), *_texts(a, "codes"))],
    "code.delete": lambda s, a: [s.codebook.delete(_text(a, "code"))],
    "code.restore": lambda s, a: [s.codebook.restore(_text(a, "code"))],
    "coding.remove": lambda s, a: [s.codebook.remove(_text(a, "coding"))],
    "coding.move": lambda s, a: [s.codebook.recode(_text(a, "coding"), _text(a, "code"))],
    "text.correct": _correct,
    "role.set": lambda s, a: [s.set_role(_text(a, "source"), _text(a, "speaker"), _text(a, "role"))],
    "memo.remove": lambda s, a: [s.write(editing.remove_memo(s.reading(), _text(a, "decision")))],
    "memo": lambda s, a: [s.memo(_text(a, "target"), _text(a, "text"))],
    "orphan.place": _place,
    "settle": lambda s, a: [s.settle(_text(a, "target"), _text(a, "field"), a.get("value"))],
    "undo": _undo,
    "redo": _redo,
    "back": _back,
}
"""Every edit a view may ask for; whatever is not listed is refused."""
