"""The key that reverses pseudonyms, and which speaker labels need none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cxresearch.domain import participants
from cxresearch.errors import InputError
from cxresearch.readers.names import fold_name
from cxresearch.readers.roster import Roster

STAND_IN = re.compile(
    r"\[(?:[A-Z]{1,3}\d{1,5}[a-z]?|(?:[Pp]erson|Interviewer|email|phone|IBAN|card|link|handle|IP address|"
    r"address|postcode|"
    r"date of birth|id number|account number)(?: \d{1,5})?)\]"
)
_LABEL_WITH_ID = re.compile(
    r"([A-Za-z]{1,2}\d{1,4})[\s:,–-]{0,4}[(\[]?([^()\[\]\d]{1,60})[)\]]?"
    r"|([^()\[\]\d]{1,60}?)\s{0,4}[(\[]([A-Za-z]{1,2}\d{1,4})[)\]]"
)
_ROLE_LABEL = re.compile(
    r"(?:(?:the|your) )?(?:interviewers?|interviewees?|moderator(?:in)?|facilitator|researcher|observer|"
    r"host|co-?host|guest|"
    r"narrator|ai|assistant|bot|chatbot|user|system|everyone|all|unknown|speaker|me|you|question|answer|"
    r"interviewer(?:in)?|"
    r"befragte[rn]?|sprecher(?:in)?|spreker|teilnehmer(?:in)?|proband(?:in)?|ankieter(?:ka)?|"
    r"respondent(?:ka)?|enqu[eê]teur|"
    r"enqu[eê]trice|entrevistador[a]?|intervistatore|intervistatrice|geïnterviewde|deelnemer|مصاحبه‌گر|"
    r"مصاحبه‌شونده|پرسشگر)"
    r"(?:[ _#-]*(?:\d{1,4}|[a-z]))?|spk[_ -]?\d+|speaker[_ -]\d+|[^\W\d_]",
    re.IGNORECASE,
)
PEOPLE = ("participant", "interviewer", "roster", "person")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a text that was, or might have to be, replaced.

    `start` and `end` are half-open offsets, in Unicode code points, into the *original* text.
    `stand_in` is what stands there now; empty for a word of the review list that nothing was put for.
    """

    start: int
    end: int
    text: str
    kind: str
    rule: str
    stand_in: str


@dataclass(frozen=True)
class Key:
    """What reverses the pseudonyms: to be kept apart from everything that is shown or exported.

    Attributes
    ----------
    entries
        Canonical form (``person:karim haddad``, ``participant:maria lopez``, ``email:x@y.example``) to stand-in.
        ``form:maria`` settles whom a single name means; ``used:P7`` holds ids and stand-ins that were there before;
        ``keep:hoover`` is a word that a person looked at and that is no name.
        A participant's stand-in is a study id (``P4``), shown in text as ``[P4]``; all others have brackets.
    forms
        Stand-in to the surface forms seen for it, sorted.

    Examples
    --------
    >>> key = Key({"person:karim": "[Person 1]"}, {"[Person 1]": ("Karim",)})
    >>> Key.from_json(key.to_json()) == key
    True
    """

    entries: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the key as JSON, the same for equal keys."""
        return json.dumps(
            {"version": 1, "entries": dict(self.entries), "forms": {k: list(v) for k, v in self.forms.items()}},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> Key:
        """Read what `to_json` wrote.

        Raises
        ------
        InputError
            When the text is not such a key.
        """
        try:
            raw = json.loads(text)
            entries = {str(k): str(v) for k, v in raw["entries"].items()}
            forms = {str(k): tuple(str(form) for form in v) for k, v in raw["forms"].items()}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(
                "This is not a key of pseudonyms: it should be the .key.json file that lies beside the study."
            ) from error
        return cls(entries, forms)

    @property
    def participants(self) -> dict[str, str]:
        """Folded names of participants to their ids in the study."""
        return {name[len("participant:") :]: i for name, i in self.entries.items() if name.startswith("participant:")}

    def with_participants(self, ids: Mapping[str, str]) -> Key:
        """Return a key that also knows the ids of these named participants; what it holds already stays.

        Examples
        --------
        >>> Key().with_participants({"Maria López": "P4"}).participants
        {'maria lopez': 'P4'}
        """
        new = {f"participant:{fold_name(name)}": id_ for name, id_ in ids.items() if fold_name(name)}
        return Key({**new, **self.entries}, self.forms)

    def speaker(self, label: str) -> str:
        """Return what a study shows for a speaker label: ids stay, planned names become ids or stand-ins.

        Examples
        --------
        >>> Key({"participant:maria lopez": "P4"}).speaker("Maria López"), Key().speaker("P19")
        ('P4', 'P19')
        """
        own = id_and_name(label)
        if own[0] is not None or is_study_id(label):
            return own[0] or label
        folded = fold_name(label)
        found = [self.entries[f"{kind}:{folded}"] for kind in PEOPLE if f"{kind}:{folded}" in self.entries]
        return found[0] if found else label

    @cached_property
    def roster(self) -> Roster:
        """The people of the key, ready to be looked for."""
        people: dict[str, str] = {}
        sure: set[str] = set()
        for kind in reversed(PEOPLE):
            for canonical, stand_in in self.entries.items():
                if canonical.startswith(f"{kind}:"):
                    name = canonical.removeprefix(f"{kind}:")
                    people[name] = stand_in
                    sure |= {name} if kind != "person" else set()
        forms = {c.removeprefix("form:"): s for c, s in self.entries.items() if c.startswith("form:")}
        return Roster(people, sure=sure, settled=forms)

    def shown(self, canonical: str, kind: str) -> str:
        """Return the bracketed stand-in for a canonical form; without a number where the key does not know it."""
        stand_in = self.entries.get(canonical, f"[{kind[0].upper() + kind[1:] if kind == 'person' else kind}]")
        return stand_in if stand_in.startswith("[") else f"[{stand_in}]"


def is_study_id(label: str) -> bool:
    """Tell whether a speaker label names nobody, so that it is kept: P19, Participant 4, Interviewer, I, Speaker 2.

    Examples
    --------
    >>> [is_study_id(label) for label in ("P19", "Interviewee", "I", "Speaker 2", "Ana", "Mr Hill")]
    [True, True, True, True, False, False]
    """
    bare = label.strip().strip(":").strip()
    if not bare or participants.is_study_id(bare) or participants.is_placeholder(bare):
        return True
    return (
        re.fullmatch(r"[A-Za-z]{1,3}[ _-]?\d{1,4}[a-z]?", bare) is not None or _ROLE_LABEL.fullmatch(bare) is not None
    )


def id_and_name(label: str) -> tuple[str | None, str]:
    """Part a label such as ``P3 (Maria)`` or ``Maria [P3]`` into the id and the name."""
    match = _LABEL_WITH_ID.fullmatch(label.strip())
    if match is None:
        return None, label
    return match[1] or match[4], match[2] or match[3]
