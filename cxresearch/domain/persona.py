"""A persona: a fictional customer drafted from real participants, every field resting on quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxresearch.domain.evidence import Line

FIELDS = (
    "name",
    "summary",
    "picture",
    "demographics",
    "traits",
    "motivations",
    "behaviours",
    "needs",
    "pains",
    "goals",
    "gains",
    "quotes",
    "differs",
)
"""The fields a researcher can edit; those but the first three hold lines."""

TEXTS = ("name", "summary", "picture")
"""The fields that hold a text."""

BEHIND = ("sun", "rings", "hills", "rays", "dots", "blocks")
BODIES = ("arch", "cloak", "coat")
CLOTHES = ("plain", "stripe", "scarf", "buttons", "strap")
"""What the drawn pictures of personas are made of; no face, no skin, no age, no gender."""

PICTURES = tuple(
    f"{behind}-{body}-{CLOTHES[(row + 2 * column) % len(CLOTHES)]}"
    for row, behind in enumerate(BEHIND)
    for column, body in enumerate(BODIES)
)
"""Names of the pictures to choose from; `cxresearch.figures.portrait` draws them."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona draft.

    Attributes
    ----------
    key
        Kept over re-runs.
    name, summary
        A working name and one line.
    picture
        One of `PICTURES`, or empty: then it is drawn from the key.
    participants
        Participant id to strength of belonging (0–1).
    demographics … differs
        Lines with their evidence.
    metrics
        Name of a metric (NPS, CSAT, CES, CLV) to its mean and the number of participants who gave it.
    edited
        Fields a person has changed, with the researcher's name.
    """

    key: str
    name: str
    summary: str
    participants: Mapping[str, float] = field(default_factory=dict)
    demographics: tuple[Line, ...] = ()
    traits: tuple[Line, ...] = ()
    motivations: tuple[Line, ...] = ()
    behaviours: tuple[Line, ...] = ()
    needs: tuple[Line, ...] = ()
    pains: tuple[Line, ...] = ()
    goals: tuple[Line, ...] = ()
    gains: tuple[Line, ...] = ()
    quotes: tuple[Line, ...] = ()
    differs: tuple[Line, ...] = ()
    metrics: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    edited: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""

    @property
    def n(self) -> int:
        """How many participants the persona rests on."""
        return len(self.participants)

    @property
    def warning(self) -> str:
        """A sentence when the persona rests on few participants, else an empty string."""
        if self.n == 0:
            return "No participant stands behind this persona."
        if self.n < 3:
            people = "1 participant" if self.n == 1 else f"{self.n} participants"
            return f"Thin: rests on {people}. Treat it as a lead to follow, not as a finding."
        return ""
