"""A transcript as a recorder wrote it: turns, speakers, and an account of every unit read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

Role = Literal["participant", "interviewer", "other"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before another takes over.

    Attributes
    ----------
    speaker
        The name as the file gives it, or None where the file names nobody.
    text
        The words, without the speaker label; offsets elsewhere count its Unicode code points.
    role
        ``participant``, ``interviewer`` or ``other`` (prompts, notes, credits, sponsors).
    start, end
        Seconds from the beginning of the recording, or None.
    line
        The line (or paragraph) of the file where the turn begins, counted from 1.
    """

    speaker: str | None
    text: str
    role: Role = "other"
    start: float | None = None
    end: float | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice in one file, its likely role and how sure that is (0 to 1)."""

    name: str
    role: Role
    confidence: float


@dataclass(frozen=True, slots=True)
class Reported:
    """A unit that was read but is not speech, with the reason it was set aside."""

    line: int | None
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The account of one file: every unit that came in was kept or is reported.

    A unit is what the format counts in: a caption, a paragraph, a line, a table row.
    """

    units_in: int
    kept: int
    reported: tuple[Reported, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether units in equal units kept plus units reported."""
        return self.units_in == self.kept + len(self.reported)


@dataclass(frozen=True, slots=True)
class Transcript:
    """One file, read.

    Examples
    --------
    >>> t = Transcript("text", "utf-8", "en", (Turn("Ana", "Hello.", "participant"),))
    >>> t.words("participant")
    1
    """

    format: str
    encoding: str
    language: str | None
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...] = ()
    balance: Balance = field(default_factory=lambda: Balance(0, 0))
    notes: tuple[str, ...] = ()

    def words(self, role: Role) -> int:
        """Count white-space separated words spoken in `role`."""
        return sum(len(turn.text.split()) for turn in self.turns if turn.role == role)


BACKCHANNELS = frozenset(
    "mhm,mm,mmm,hm,hmm,uh-huh,uhuh,uh huh,mm-hmm,mm-hm,mm hmm,yeah,yep,yes,yeah yeah,right,ok,okay,sure,oh,ah,aha,"
    "i see,got it,of course,wow,oh wow,exactly,oh no,ja,genau,ach so,ja klar,sí,claro,vale,oui,d'accord,tak,no tak,sì,"
    "certo,بله,آره,hm-hm,mhm mhm,ok ok,okay okay".split(",")
)
"""Short signs of listening: an interruption by one of these does not end a sentence."""

_TERMINAL = ".!?…؟。！？"
_CLOSERS = "\"'”’»)]"


def is_backchannel(text: str) -> bool:
    """Tell whether a turn is only a sign of listening.

    Examples
    --------
    >>> is_backchannel("Mhm."), is_backchannel("Right, okay."), is_backchannel("Why so?")
    (True, True, False)
    """
    bare = text.casefold().strip()
    if "?" in bare or "؟" in bare:
        return False
    parts = [part.strip(" .,!…-–—") for part in bare.replace(".", ",").split(",")]
    parts = [part for part in parts if part]
    return bool(parts) and len(parts) <= 3 and all(part in BACKCHANNELS for part in parts)


def is_open_ended(text: str) -> bool:
    """Tell whether a turn stops in mid-sentence (no closing mark, or a dash, comma or ellipsis)."""
    bare = text.rstrip().rstrip(_CLOSERS).rstrip()
    if not bare:
        return False
    if bare.endswith(("...", "…", "-", "–", "—", ",")):
        return True
    return bare[-1] not in _TERMINAL and len(bare.split()) >= 3


def join_interrupted(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Join a turn broken by the other speaker's sign of listening.

    A turn that stops in mid-sentence, a back-channel by somebody else, and the same speaker going on
    become one turn followed by the back-channel; nothing is dropped. Turns of the same speaker that
    follow each other directly are left as the file has them.

    Examples
    --------
    >>> a, b = Turn("P", "So I was going to", "participant"), Turn("I", "Mhm.", "interviewer")
    >>> [t.text for t in join_interrupted((a, b, Turn("P", "call them.", "participant")))]
    ['So I was going to call them.', 'Mhm.']
    """
    joined: list[Turn] = []
    for turn in turns:
        place = len(joined) - 1
        while place >= 0 and joined[place].speaker != turn.speaker and is_backchannel(joined[place].text):
            place -= 1
        first = joined[place] if 0 <= place < len(joined) - 1 else None
        if (
            first is not None
            and (first.speaker, first.role) == (turn.speaker, turn.role)
            and is_open_ended(first.text)
            and not is_backchannel(turn.text)
        ):
            joined[place] = replace(
                first, text=f"{first.text.rstrip()} {turn.text.lstrip()}", end=turn.end or first.end
            )
        else:
            joined.append(turn)
    return tuple(joined)
