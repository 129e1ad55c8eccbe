"""Decisions as sentences: who decided what, in the words of the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cxresearch.domain.decision import Decision
from cxresearch.domain.quadrant import TITLES
from cxresearch.domain.reading import UNSORTED
from cxresearch.views.scene import Scene

LONGEST = 90


class Sayer:
    """Puts decisions of one scene into words.

    Parameters
    ----------
    scene
        Where the names of themes and personas are looked up; a thing that is gone goes by the name it last had.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._names: dict[str, str] = {}
        for decision in scene.decisions:
            for key, name in _named(decision):
                self._names[key] = name
        self._names |= {theme.key: theme.name for theme in scene.reading.themes}
        self._names |= {code.key: code.path for code in scene.reading.codes}
        self._personas = scene.persona_names
        self._numbers = {decision.uuid: decision for decision in scene.decisions}

    def say(self, decision: Decision) -> str:
        """Return one decision as a sentence without its researcher.

        A kind this module does not know yet is said by its name, so that nothing is missing from the list.
        """
        rule = _SAID.get(decision.kind)
        return rule(self, decision) if rule else f"{decision.kind.replace('.', ': ')} ({short(decision.target)})"

    def theme(self, key: Any) -> str:
        """Return the name of a theme in quotation marks."""
        return f"“{short(self._names.get(str(key), 'a theme that is gone'))}”"

    def persona(self, key: Any) -> str:
        """Return the name of a persona in quotation marks."""
        return f"“{short(self._personas.get(str(key), 'a persona that is gone'))}”"

    def words(self, decision: Decision) -> str:
        """Return the quote a decision is about."""
        return f"“{short(decision.quote)}”" if decision.quote else "a quote"

    def named(self, key: str) -> str:
        """Return whatever name a target goes by: theme, persona, source, else the target itself."""
        source = self._scene.reading.corpus.source_by_id.get(key)
        segment = self._scene.reading.corpus.segment_by_id.get(key)
        if segment is not None:
            return f"“{short(segment.text)}”"
        return f"“{short(self._names.get(key) or self._personas.get(key) or (source.name if source else key))}”"

    def undone(self, decision: Decision) -> str:
        """Return what an undo took back, or brought back."""
        about = [self._numbers[uuid] for uuid in decision.payload.get("decisions", ()) if uuid in self._numbers]
        redo = bool(about) and all(other.kind == "undo" for other in about)
        if redo:
            about = [
                self._numbers[uuid]
                for other in about
                for uuid in other.payload.get("decisions", ())
                if uuid in self._numbers
            ]
        verb = "Brought back" if redo else "Took back"
        if len(about) == 1:
            said = self.say(about[0])
            return f"{verb}: {said[:1].lower()}{said[1:]}"
        return f"{verb} {len(about)} decisions"


def value_of(decision: Decision, field: str) -> Any:
    """Return what a decision says of a field of its target, or None where the field is not one value.

    Examples
    --------
    >>> value_of(Decision(1, "u", "", "Ana", "tag.set", "s", {"label": "pain", "value": False}), "tag:pain")
    False
    """
    payload = decision.payload
    if decision.kind == "theme.new" and field == "theme":
        return decision.target
    if decision.kind == "theme.split":
        return payload["parts"][0]["key"] if field == "theme" and len(payload["parts"]) == 1 else None
    if field == "description" and "text" in payload:
        return payload["text"]
    return payload.get(field, payload.get("value"))


def short(text: str, most: int = LONGEST) -> str:
    """Return a text on one line, cut at a blank where it is long.

    Examples
    --------
    >>> short("one two three four", 9)
    'one two …'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _named(decision: Decision) -> list[tuple[str, str]]:
    payload = decision.payload
    if decision.kind in ("theme.rename", "theme.new", "code.new"):
        return [(decision.target, str(payload["name"]))]
    if decision.kind == "theme.split":
        return [(part["key"], str(part["name"])) for part in payload["parts"]]
    return []


def _moved(s: Sayer, d: Decision) -> str:
    if d.payload["theme"] == UNSORTED:
        return f"Moved {s.words(d)} to the unsorted pile"
    return f"Moved {s.words(d)} to {s.theme(d.payload['theme'])}"


def _pinned(s: Sayer, d: Decision) -> str:
    if d.payload["theme"] is None:
        return f"Left the place of {s.words(d)} to the model"
    return f"Pinned {s.words(d)} to {s.theme(d.payload['theme'])}"


def _split(s: Sayer, d: Decision) -> str:
    names = " and ".join(f"“{short(str(part['name']))}”" for part in d.payload["parts"])
    return f"Split {names} off {s.theme(d.target)}"


def _merged(s: Sayer, d: Decision) -> str:
    return f"Merged {', '.join(s.theme(key) for key in d.payload['themes'])} into {s.theme(d.target)}"


def _switched(on: str, off: str) -> Callable[[Sayer, Decision], str]:
    return lambda s, d: f"{on if d.payload['value'] else off} {s.words(d)}"


def _tagged(s: Sayer, d: Decision) -> str:
    label, value = TITLES.get(d.payload["label"], str(d.payload["label"])), d.payload["value"]
    if value is None:
        return f"Left {label} to the model on {s.words(d)}"
    return f"{'Put' if value else 'Took'} {label} {'on' if value else 'off'} {s.words(d)}"


def _assigned(s: Sayer, d: Decision) -> str:
    if not d.payload["persona"]:
        return f"Took {d.target} out of every persona"
    return f"Put {d.target} under {s.persona(d.payload['persona'])}"


def _role(_: Sayer, d: Decision) -> str:
    speaker = d.target.partition("/")[2]
    return f"Said that {speaker} is {'an' if d.payload['role'][:1] in 'aio' else 'a'} {d.payload['role']}"


def _coded(s: Sayer, d: Decision) -> str:
    return f"Coded {s.words(d)} as {s.named(str(d.payload['code']))}"


def _edited_code(s: Sayer, d: Decision) -> str:
    return f"Wrote the {d.payload['field']} of the code {s.named(d.target)}: “{short(str(d.payload['value']))}”"


def _linked(_: Sayer, d: Decision) -> str:
    words = " and ".join(f"“{short(str(member.get('quote', '')), 40)}”" for member in d.payload["segments"][:2])
    return f"Said that {words} belong {'together' if d.kind == 'theme.together' else 'apart'}"


def _merged_codes(s: Sayer, d: Decision) -> str:
    return f"Merged the codes {', '.join(s.named(str(key)) for key in d.payload['codes'])} into {s.named(d.target)}"


def _put_again(s: Sayer, d: Decision) -> str:
    return f"Placed again at {s.named(str(d.payload['target']))}: a decision whose target was gone"


_SAID: Mapping[str, Callable[[Sayer, Decision], str]] = {
    "theme.rename": lambda _, d: f"Named a theme “{short(str(d.payload['name']))}”",
    "theme.describe": lambda s, d: f"Described {s.theme(d.target)}",
    "theme.merge": _merged,
    "theme.split": _split,
    "theme.new": lambda _, d: f"Made the theme “{short(str(d.payload['name']))}”",
    "theme.delete": lambda s, d: f"Deleted {s.theme(d.target)}",
    "theme.restore": lambda s, d: f"Brought back {s.theme(d.target)}",
    "theme.colour": lambda s, d: f"Coloured {s.theme(d.target)}",
    "theme.seed": lambda s, d: (
        f"Said what {s.theme(d.target)} is about: {short(', '.join(map(str, d.payload['words'])))}"
    ),
    "theme.together": _linked,
    "theme.apart": _linked,
    "code.new": lambda _, d: f"Made the code “{short(str(d.payload['name']))}”",
    "code.edit": _edited_code,
    "code.merge": _merged_codes,
    "code.delete": lambda s, d: f"Deleted the code {s.named(d.target)}",
    "code.restore": lambda s, d: f"Brought back the code {s.named(d.target)}",
    "coding.add": _coded,
    "coding.move": lambda s, d: f"Put the code {s.named(str(d.payload['code']))} on {s.words(d)} instead",
    "coding.remove": lambda s, d: f"Took a code off {s.words(d)}",
    "orphan.place": _put_again,
    "settle": lambda s, d: f"Settled the {str(d.payload['field']).replace('tag:', 'label ')} of {s.named(d.target)}",
    "memo.remove": lambda _, __: "Took a memo away",
    "text.correct": lambda _, d: f"Corrected a word to “{short(str(d.payload['words']))}”",
    "segment.move": _moved,
    "segment.pin": _pinned,
    "segment.star": _switched("Starred", "Took the star off"),
    "segment.hide": _switched("Hid", "Showed again"),
    "tag.set": _tagged,
    "persona.edit": lambda s, d: f"Wrote the {d.payload['field']} of {s.persona(d.target)}",
    "persona.assign": _assigned,
    "speaker.role": _role,
    "memo": lambda s, d: f"Wrote a memo on {s.named(d.target)}: “{short(str(d.payload['text']))}”",
    "undo": lambda s, d: s.undone(d),
}
