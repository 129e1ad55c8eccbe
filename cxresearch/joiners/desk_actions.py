"""Every edit that views may ask for, by name: each a few lines over a method of the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxresearch.domain import editing, editing_codes
from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.identity import checksum
from cxresearch.domain.quadrant import LABELS
from cxresearch.errors import DecisionRefused
from cxresearch.views.activity import own_last

if TYPE_CHECKING:
    from cxresearch.domain.reading import Reading
    from cxresearch.study import Study

Arguments = Mapping[str, Any]
Action = Callable[["Study", Arguments], Sequence[Decision]]
Review = Callable[["Study", Arguments], dict[str, Any]]


def text_in(arguments: Arguments, name: str) -> str:
    """Return a text that an edit was sent with."""
    value = arguments.get(name)
    if not isinstance(value, str):
        raise DecisionRefused(f"This edit needs {name!r}; reload the page and try again.")
    return value


def texts_in(arguments: Arguments, name: str) -> list[str]:
    """Return the texts, one or more, that an edit was sent with."""
    value = arguments.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise DecisionRefused(f"This edit needs at least one of {name!r}; choose something first.")
    return value


def parts_in(arguments: Arguments) -> dict[str, list[str]]:
    """Return the parts, each with its quotes, that a split was asked for with."""
    value = arguments.get("parts")
    if not isinstance(value, Mapping) or not value:
        raise DecisionRefused("This edit needs the parts to split into; look for them again.")
    return {str(name): texts_in(value, name) for name in value}


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
    return _each(study, lambda reading, s: editing.move(reading, s, text_in(a, "theme")), texts_in(a, "segments"))


def _switch(what: str) -> Action:
    def act(study: Study, a: Arguments) -> Sequence[Decision]:
        value = bool(a.get("value", True))
        return _each(study, lambda reading, s: editing.switch(reading, s, what, value), texts_in(a, "segments"))

    return act


def _split(study: Study, a: Arguments) -> Sequence[Decision]:
    parts = {text_in(a, "name"): texts_in(a, "segments")}
    return [study.split(text_in(a, "theme"), parts, below=bool(a.get("below")))]


def _seed(study: Study, a: Arguments) -> Sequence[Decision]:
    words = a.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise DecisionRefused("Seed words are a list of words; write them with commas between them.")
    return [study.seed(text_in(a, "theme"), words)]


def _unlink(study: Study, a: Arguments) -> Sequence[Decision]:
    """Take a link away: its decision is taken back, and so can be brought back like any other."""
    key = text_in(a, "link")
    made = [d for d in in_force(study.decisions) if d.target == key and d.kind in ("theme.together", "theme.apart")]
    if not made:
        raise DecisionRefused("These quotes are not linked any more.")
    return [study.undo(made[-1], together=True)]


def _tag(study: Study, a: Arguments) -> Sequence[Decision]:
    value = a.get("value", True)
    return [study.set_tag(text_in(a, "segment"), text_in(a, "label"), value if value is None else bool(value))]


def _retag(study: Study, a: Arguments) -> Sequence[Decision]:
    reading, segment = study.reading(), text_in(a, "segment")
    off = editing.set_tag(reading, segment, text_in(a, "from"), False)
    on = editing.set_tag(reading, segment, text_in(a, "to"), True)
    return study.write_all(_together([off, on], reading))


def _answer(study: Study, a: Arguments) -> Sequence[Decision]:
    """Say which labels a quote bears and which it does not: all eight, in one go."""
    reading, segment, on = study.reading(), text_in(a, "segment"), a.get("labels")
    if not isinstance(on, list):
        raise DecisionRefused("This edit needs the labels that hold; reload the page and try again.")
    return study.write_all(_together([editing.set_tag(reading, segment, name, name in on) for name in LABELS], reading))


def _code(study: Study, a: Arguments) -> Sequence[Decision]:
    """Put a code on words of a source; a code that is only named yet is made first, in the same go."""
    source, start, end = text_in(a, "source"), a.get("start"), a.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise DecisionRefused("Choose some words first, then the code.")
    made = [] if a.get("code") else [study.codebook.add(text_in(a, "name"))]
    code = made[0].target if made else text_in(a, "code")
    return [*made, study.codebook.apply(code, source, start, end)]


def _correct(study: Study, a: Arguments) -> Sequence[Decision]:
    start, end = a.get("start"), a.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        raise DecisionRefused("Choose the words that were transcribed wrongly first.")
    return [study.correct(text_in(a, "source"), start, end, text_in(a, "words"))]


def _edit_code(study: Study, a: Arguments) -> Sequence[Decision]:
    rule = editing_codes.edit(study.reading(), text_in(a, "code"), text_in(a, "field"), text_in(a, "value"))
    return [study.write(rule)]


def _place(study: Study, a: Arguments) -> Sequence[Decision]:
    about = (text_in(a, "decision"), text_in(a, "missing"))
    found = [orphan for orphan in study.reading().orphans if (orphan.decision.uuid, orphan.missing) == about]
    if not found:
        raise DecisionRefused("This has been placed or taken back already.")
    return [study.place_orphan(found[0], text_in(a, "target"))]


def _undo(study: Study, a: Arguments) -> Sequence[Decision]:
    """Take back one's own last decision, or those named, with what rests on them when that is asked for."""
    decisions = study.decisions
    standing = in_force(decisions)
    named = set(texts_in(a, "decisions")) if a.get("decisions") else own_last(standing, study.researcher)
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
    "theme.rename": lambda s, a: [s.rename(text_in(a, "theme"), text_in(a, "name"))],
    "theme.describe": lambda s, a: [s.describe_theme(text_in(a, "theme"), text_in(a, "text"))],
    "theme.merge": lambda s, a: [s.merge(text_in(a, "into"), *texts_in(a, "themes"))],
    "theme.split": _split,
    "theme.new": lambda s, a: [s.new_theme(text_in(a, "name"), texts_in(a, "segments"))],
    "theme.delete": lambda s, a: [s.delete_theme(text_in(a, "theme"))],
    "theme.restore": lambda s, a: [s.restore_theme(text_in(a, "theme"))],
    "theme.colour": lambda s, a: [s.colour_theme(text_in(a, "theme"), text_in(a, "colour"))],
    "theme.seed": _seed,
    "quote.together": lambda s, a: [s.keep_together(*texts_in(a, "segments"))],
    "quote.apart": lambda s, a: [s.keep_apart(*texts_in(a, "segments"))],
    "link.remove": _unlink,
    "quote.move": _move,
    "quote.pin": lambda s, a: _each(s, editing.pin, texts_in(a, "segments")),
    "quote.unpin": lambda s, a: _each(s, editing.unpin, texts_in(a, "segments")),
    "quote.star": _switch("star"),
    "quote.hide": _switch("hide"),
    "tag.set": _tag,
    "tag.move": _retag,
    "tag.answer": _answer,
    "persona.edit": lambda s, a: [s.edit_persona(text_in(a, "persona"), text_in(a, "field"), a.get("value"))],
    "persona.assign": lambda s, a: [s.assign(text_in(a, "participant"), text_in(a, "persona"))],
    "code.new": lambda s, a: [s.codebook.add(text_in(a, "name"), under=a.get("under") or None)],
    "code.apply": _code,
    "code.edit": _edit_code,
    "code.move": lambda s, a: [s.codebook.move(text_in(a, "code"), a.get("under") or None)],
    "code.merge": lambda s, a: [s.codebook.merge(text_in(a, "into"), *texts_in(a, "codes"))],
    "code.delete": lambda s, a: [s.codebook.delete(text_in(a, "code"))],
    "code.restore": lambda s, a: [s.codebook.restore(text_in(a, "code"))],
    "coding.remove": lambda s, a: [s.codebook.remove(text_in(a, "coding"))],
    "coding.move": lambda s, a: [s.codebook.recode(text_in(a, "coding"), text_in(a, "code"))],
    "text.correct": _correct,
    "role.set": lambda s, a: [s.set_role(text_in(a, "source"), text_in(a, "speaker"), text_in(a, "role"))],
    "participant.set": lambda s, a: [
        s.set_participant(text_in(a, "source"), text_in(a, "speaker"), text_in(a, "participant"))
    ],
    "memo.remove": lambda s, a: [s.write(editing.remove_memo(s.reading(), text_in(a, "decision")))],
    "memo": lambda s, a: [s.memo(text_in(a, "target"), text_in(a, "text"))],
    "orphan.place": _place,
    "settle": lambda s, a: [s.settle(text_in(a, "target"), text_in(a, "field"), a.get("value"))],
    "undo": _undo,
    "redo": _redo,
    "back": _back,
}
"""Every edit a view may ask for; whatever is not listed is refused."""


def _keep(study: Study, a: Arguments) -> dict[str, Any]:
    study.review.keep(*texts_in(a, "words"))
    return {}


def _open_again(study: Study, a: Arguments) -> dict[str, Any]:
    study.review.open_again(*texts_in(a, "words"))
    return {}


def _hide(study: Study, a: Arguments) -> dict[str, Any]:
    """Hide a name; tells the stand-in, so that it can be revealed again at once."""
    before = set(study.review.stand_ins)
    given = text_in(a, "stand_in") if a.get("stand_in") else None
    interviews = study.review.hide(text_in(a, "word"), given)
    fresh = set(study.review.stand_ins) - before
    left = len(study.review.own_words)
    return {"interviews": interviews, "stand_in": given or min(fresh, default=""), "own": left}


def _reveal(study: Study, a: Arguments) -> dict[str, Any]:
    return {"interviews": study.review.reveal(text_in(a, "stand_in"))}


def _own(study: Study, a: Arguments) -> dict[str, Any]:
    return {"changed": study.review.hide_in_own_words(*texts_in(a, "decisions"))}


REVIEWS: Mapping[str, Review] = {
    "review.keep": _keep,
    "review.open": _open_again,
    "review.hide": _hide,
    "review.reveal": _reveal,
    "review.own": _own,
}
"""What a view may say of pseudonyms; what was said and quoted changes, and no decision is written."""
