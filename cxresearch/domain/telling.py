"""Each kind of decision in words: what somebody did, with the names that things had at the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxresearch.domain.decision import Decision
from cxresearch.domain.quadrant import TITLES
from cxresearch.domain.reading import UNSORTED, Reading
from cxresearch.domain.seeing import is_coded_through

LONGEST = 90


def short(text: str, most: int = LONGEST) -> str:
    """Return a text on one line, cut at a blank where it is long.

    Examples
    --------
    >>> short("one two three four", 9)
    'one two…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


@dataclass
class Said:
    """The sentence without its subject, and the values that a decision changed."""

    words: str
    before: str = ""
    after: str = ""
    suggested: bool = False


@dataclass
class Told:
    """What was told so far: every value ever given to a field, and which decisions hold at this point."""

    reading: Reading
    suggested: Reading
    names: dict[str, str]
    decisions: Mapping[str, Decision]
    alive: dict[str, bool] = field(default_factory=dict)
    given: dict[tuple[str, str], list[tuple[str, Any]]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    """What each decision told so far was said to be."""

    def __post_init__(self) -> None:
        themes = {theme.key: theme.suggested or theme.name for theme in self.suggested.themes}
        self.names = {**themes, **self.names}

    def tell(self, decision: Decision) -> Said:
        """Put the next decision into words, and take it in."""
        rule = RULES.get(decision.kind)
        said = rule(self, decision) if rule else Said(f"decided {decision.kind!r} about {decision.target}")
        self.said[decision.uuid] = said.words
        self.hear(decision)
        return said

    def hear(self, decision: Decision) -> None:
        """Take a decision in."""
        self.alive[decision.uuid] = True
        if decision.kind == "undo":
            for uuid in decision.payload["decisions"]:
                self._switch(uuid, on=False)
        for target, name, value in _gives(decision):
            self.given.setdefault((self.place(target), name), []).append((decision.uuid, value))

    def _switch(self, uuid: str, *, on: bool) -> None:
        self.alive[uuid] = on
        undone = self.decisions.get(uuid)
        if undone is not None and undone.kind == "undo":
            for other in undone.payload["decisions"]:
                self._switch(other, on=not on)

    def place(self, target: str) -> str:
        """Return the id that a segment has today; anything else as it is."""
        return self.reading.corpus.resolve(target) or target

    def value(self, target: str, name: str) -> tuple[Any, bool]:
        """Return the value that a field had at this point, and whether somebody gave it."""
        for uuid, value in reversed(self.given.get((self.place(target), name), [])):
            if self.alive.get(uuid):
                return value, True
        return None, False

    def name(self, key: str) -> str:
        """Return the name of a theme, code or persona at this point, in quotation marks."""
        value, given = self.value(key, "name")
        if not given:
            value = self.names.get(key)
        if key == UNSORTED:
            return "the unsorted quotes"
        return f"‘{short(str(value))}’" if value else f"‘{key}’"

    def several(self, keys: Iterable[str]) -> str:
        """Return names as a list."""
        return _listed([self.name(key) for key in keys])

    def words(self, decision: Decision, segment: str = "") -> str:
        """Return the quote that a decision is about, in quotation marks."""
        found = self.reading.corpus.segment_by_id.get(self.place(segment or decision.target))
        text = decision.quote or (found.text if found else "")
        return f"“{short(text)}”" if text else "a quote"

    def source(self, id_: str) -> str:
        """Return the name of an interview."""
        held = self.reading.corpus.source_by_id.get(id_)
        return held.name if held else "an interview"

    def thing(self, target: str) -> str:
        """Return whatever a target is called: a quote, an interview, a participant, a theme, a code, a decision."""
        corpus = self.reading.corpus
        if corpus.resolve(target):
            return f"“{short(corpus.segment_by_id[self.place(target)].text)}”"
        if target in corpus.source_by_id:
            return self.source(target)
        if target in self.decisions:
            return f"decision {self.decisions[target].number}"
        quote, coded = self.value(target, "quote")
        return f"“{short(str(quote))}”" if coded else self.name(target).replace(f"‘{target}’", target)

    def at(self, segment: str) -> tuple[str, bool]:
        """Return the theme a segment was in at this point, and whether that was the model's word."""
        theme, given = self.value(segment, "theme")
        if given and theme is not None:
            return str(theme), False
        placed = self.suggested.memberships.get(self.place(segment))
        return (placed.theme or UNSORTED) if placed else UNSORTED, True


def _gives(decision: Decision) -> list[tuple[str, str, Any]]:
    """Return the fields that a decision gives a value: target, field, value."""
    payload, target = decision.payload, decision.target
    match decision.kind:
        case "theme.rename":
            return [(target, "name", payload["name"])]
        case "theme.describe":
            return [(target, "description", payload["text"])]
        case "theme.new":
            return [(target, "name", payload["name"]), *((m["id"], "theme", target) for m in payload["segments"])]
        case "theme.split":
            parts = payload["parts"]
            placed = [(member["id"], "theme", part["key"]) for part in parts for member in part["segments"]]
            return [*((part["key"], "name", part["name"]) for part in parts), *placed]
        case "segment.move" | "segment.pin":
            return [(target, "theme", payload["theme"])]
        case "tag.set":
            return [(target, f"tag:{payload['label']}", payload["value"])]
        case "code.new":
            return [(target, name, payload.get(name)) for name in ("name", "parent")]
        case "code.edit" | "persona.edit" | "settle":
            return [(target, payload["field"], payload["value"])]
        case "coding.add" | "coding.move":
            return [(target, "code", payload["code"]), *([(target, "quote", decision.quote)] if decision.quote else [])]
        case "persona.assign":
            return [(target, "persona", payload["persona"])]
        case "speaker.role":
            return [(target, "role", payload["role"])]
        case "speaker.participant":
            return [(target, "participant", payload["participant"])]
        case "memo":
            return [(decision.uuid, "about", target)]
    return []


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing"


def _quotes(n: int) -> str:
    return "one quote" if n == 1 else f"{n} quotes"


def _plain(name: str) -> str:
    return name.strip("‘’")


def _rename(t: Told, d: Decision) -> Said:
    before, after = t.name(d.target), f"‘{short(str(d.payload['name']))}’"
    return Said(
        f"renamed {before} to {after}", _plain(before), str(d.payload["name"]), not t.value(d.target, "name")[1]
    )


def _describe(t: Told, d: Decision) -> Said:
    text, before = str(d.payload["text"]), str(t.value(d.target, "description")[0] or "")
    return Said(f"described {t.name(d.target)}: “{short(text)}”", before, text)


def _split(t: Told, d: Decision) -> Said:
    parts = [f"‘{short(str(part['name']))}’ ({_quotes(len(part['segments']))})" for part in d.payload["parts"]]
    how = "into sub-themes" if d.payload.get("below") else "off"
    if d.payload.get("below"):
        return Said(f"split {t.name(d.target)} {how}: {_listed(parts)}")
    return Said(f"split {_listed(parts)} {how} {t.name(d.target)}")


def _move(t: Told, d: Decision) -> Said:
    where, by_model = t.at(d.target)
    theme = d.payload["theme"]
    if theme is None:
        return Said(f"left {t.words(d)} to the model again", _place(t, where))
    if d.kind == "segment.pin" and theme == where:
        return Said(f"pinned {t.words(d)} to {t.name(theme)}", _place(t, where), _place(t, theme), by_model)
    verb = "pinned" if d.kind == "segment.pin" else "moved"
    words = f"{verb} {t.words(d)} from {t.name(where)} to {t.name(theme)}"
    return Said(words, _place(t, where), _place(t, theme), by_model)


def _place(t: Told, theme: str) -> str:
    return "Unsorted" if theme == UNSORTED else _plain(t.name(theme))


def _switched(on: str, off: str) -> Callable[[Told, Decision], Said]:
    return lambda t, d: Said(f"{on if d.payload['value'] else off} {t.words(d)}")


def _tag(t: Told, d: Decision) -> Said:
    label, value = str(d.payload["label"]), d.payload["value"]
    held, given = t.value(d.target, f"tag:{label}")
    shown = t.suggested.tags.get(t.place(d.target), {}).get(label)
    by_model = held is None or not given
    before = _yes(shown.on if shown else None) if by_model else _yes(held)
    title = TITLES.get(label, label)
    if value is None:
        return Said(f"left {title} on {t.words(d)} to the model again", before, "", by_model)
    verb = f"put {title} on" if value else f"took {title} off"
    return Said(f"{verb} {t.words(d)}", before, _yes(value), by_model and bool(before))


def _yes(value: Any) -> str:
    return "" if value is None else "yes" if value else "no"


def _new_code(t: Told, d: Decision) -> Said:
    under = f" under {t.name(d.payload['parent'])}" if d.payload.get("parent") else ""
    return Said(f"added the code ‘{short(str(d.payload['name']))}’{under}", "", str(d.payload["name"]))


_FIELDS = {
    "description": "what the code {} is about",
    "include": "what is to be coded {}",
    "exclude": "what is not to be coded {}",
}


def _edit_code(t: Told, d: Decision) -> Said:
    name, value = str(d.payload["field"]), d.payload["value"]
    before, code = t.value(d.target, name)[0], t.name(d.target)
    if name == "name":
        return Said(f"renamed the code {code} to ‘{short(str(value))}’", str(before or ""), str(value))
    if name == "parent":
        place = f"under {t.name(value)}" if value else "to the top"
        was = _plain(t.name(before)) if before else ""
        return Said(f"moved the code {code} {place}", was, _plain(t.name(value)) if value else "")
    if name == "colour":
        return Said(_colour(f"the code {code}", value), str(before or ""), str(value or ""))
    what = _FIELDS.get(name, f"{name} of the code {{}}").format(code)
    return Said(f"wrote {what}: “{short(str(value))}”", str(before or ""), str(value))


def _colour(thing: str, value: Any) -> str:
    return f"gave {thing} the colour {value}" if value else f"took the colour of {thing} away"


def _coding(t: Told, d: Decision) -> Said:
    code, given = t.value(d.target, "code")
    quote = d.quote or str(t.value(d.target, "quote")[0] or "")
    words = f"“{short(quote)}”" if quote else "a quote"
    before = _plain(t.name(str(code))) if given else ""
    if d.kind == "coding.remove":
        return Said(f"took {t.name(str(code)) if given else 'a code'} off {words}", before)
    new = t.name(str(d.payload["code"]))
    if d.kind == "coding.add":
        return Said(f"coded {words} as {new}", "", _plain(new))
    return Said(f"coded {words} as {new}" + (f" instead of ‘{before}’" if before else ""), before, _plain(new))


def _persona(t: Told, d: Decision) -> Said:
    name, value = str(d.payload["field"]), d.payload["value"]
    before, given = t.value(d.target, name)
    if name == "picture":
        chose = f"chose the picture ‘{value}’ for" if value else "left to its key the picture of"
        return Said(f"{chose} {t.name(d.target)}", str(before or ""), str(value))
    said = f": “{short(value)}”" if isinstance(value, str) else ""
    return Said(f"wrote the {name} of {t.name(d.target)}{said}", str(before) if given else "", str(value), not given)


def _assign(t: Told, d: Decision) -> Said:
    persona, (before, given) = d.payload["persona"], t.value(d.target, "persona")
    was = _plain(t.name(str(before))) if given and before else ""
    if not persona:
        return Said(f"took {d.target} out of every persona", was)
    return Said(f"put {d.target} under {t.name(persona)}", was, _plain(t.name(persona)))


_ROLES = {"participant": "a participant", "interviewer": "an interviewer"}


def _role(t: Told, d: Decision) -> Said:
    source, _, speaker = d.target.partition("/")
    role, before = str(d.payload["role"]), t.value(d.target, "role")[0]
    who = _ROLES.get(role, "neither participant nor interviewer")
    return Said(f"said that {speaker} is {who} in {t.source(source)}", str(before or ""), role)


def _whose(t: Told, d: Decision) -> Said:
    source, _, speaker = d.target.partition("/")
    who, before = str(d.payload["participant"]), t.value(d.target, "participant")[0]
    return Said(f"said that {speaker} in {t.source(source)} is participant {who}", str(before or ""), who)


def _correct(t: Told, d: Decision) -> Said:
    words = str(d.payload["words"])
    return Said(f"corrected “{short(d.quote)}” to “{short(words)}” in {t.source(d.target)}", d.quote, words)


def _memo(t: Told, d: Decision) -> Said:
    text = str(d.payload["text"])
    if d.target in t.reading.corpus.source_by_id and is_coded_through(text):
        return Said(f"coded {t.source(d.target)} through")
    return Said(f"wrote a memo on {t.thing(d.target)}: “{short(text)}”", "", text)


def _memo_gone(t: Told, d: Decision) -> Said:
    about, given = t.value(d.target, "about")
    memo = t.decisions.get(d.target)
    before = str(memo.payload.get("text", "")) if memo else ""
    return Said(f"took a memo off {t.thing(str(about))}" if given else "took a memo away", before)


def _placed(t: Told, d: Decision) -> Said:
    lost = t.decisions.get(d.payload["decision"])
    what = f"decision {lost.number}" if lost else "an orphan"
    return Said(f"placed {what} again, at {t.thing(str(d.payload['target']))}")


def _settle(t: Told, d: Decision) -> Said:
    name, value = str(d.payload["field"]), d.payload["value"]
    before, given = t.value(d.target, name)
    kind, _, rest = name.partition(":")
    if kind == "code" and rest:
        words = f"settled that {t.words(d)} {'is' if value else 'is not'} coded {t.name(rest)}"
    elif kind == "tag":
        words = f"settled that {TITLES.get(rest, rest)} {'is' if value else 'is not'} on {t.words(d)}"
    elif name == "theme":
        words = f"settled that {t.words(d)} belongs in {t.name(str(value))}"
    else:
        words = f"settled the {name} of {t.thing(d.target)}: {short(str(value))}"
    return Said(words, (_yes(before) if isinstance(before, bool) else str(before)) if given else "", str(value))


def _undo(t: Told, d: Decision) -> Said:
    about = [t.decisions[uuid] for uuid in d.payload["decisions"] if uuid in t.decisions]
    again = bool(about) and all(other.kind == "undo" for other in about)
    if again:
        named = [uuid for other in about for uuid in other.payload["decisions"]]
        about = [t.decisions[uuid] for uuid in named if uuid in t.decisions]
    verb = "brought back" if again else "took back"
    if len(about) == 1:
        return Said(f"{verb} decision {about[0].number}: {t.said.get(about[0].uuid, about[0].kind)}")
    return Said(f"{verb} decisions {_listed([str(other.number) for other in about])}")


RULES: Mapping[str, Callable[[Told, Decision], Said]] = {
    "theme.rename": _rename,
    "theme.describe": _describe,
    "theme.colour": lambda t, d: Said(_colour(t.name(d.target), d.payload["value"]), "", str(d.payload["value"] or "")),
    "theme.seed": lambda t, d: Said(f"said that {t.name(d.target)} is about {_listed([*d.payload['words']])}"),
    "theme.merge": lambda t, d: Said(f"merged {t.several(d.payload['themes'])} into {t.name(d.target)}"),
    "theme.split": _split,
    "theme.new": lambda _, d: Said(
        f"made the theme ‘{short(str(d.payload['name']))}’ of {_quotes(len(d.payload['segments']))}"
    ),
    "theme.delete": lambda t, d: Said(f"deleted {t.name(d.target)}"),
    "theme.restore": lambda t, d: Said(f"brought {t.name(d.target)} back"),
    "theme.together": lambda _, d: Said(f"said that {_quotes(len(d.payload['segments']))} belong in one theme"),
    "theme.apart": lambda _, d: Said(f"said that {_quotes(len(d.payload['segments']))} belong in different themes"),
    "segment.move": _move,
    "segment.pin": _move,
    "segment.star": _switched("starred", "took the star off"),
    "segment.hide": _switched("hid", "showed again"),
    "tag.set": _tag,
    "code.new": _new_code,
    "code.edit": _edit_code,
    "code.merge": lambda t, d: Said(f"merged the codes {t.several(d.payload['codes'])} into {t.name(d.target)}"),
    "code.delete": lambda t, d: Said(f"deleted the code {t.name(d.target)}"),
    "code.restore": lambda t, d: Said(f"brought the code {t.name(d.target)} back"),
    "coding.add": _coding,
    "coding.move": _coding,
    "coding.remove": _coding,
    "persona.edit": _persona,
    "persona.assign": _assign,
    "speaker.role": _role,
    "speaker.participant": _whose,
    "text.correct": _correct,
    "memo": _memo,
    "memo.remove": _memo_gone,
    "orphan.place": _placed,
    "settle": _settle,
    "undo": _undo,
}
"""Kind of decision to what puts one into words."""
