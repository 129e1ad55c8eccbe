"""What a view is given to show, and how it is described: plain values, no widgets, no SQL, no models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cxresearch.domain.activity import Activity, sentences
from cxresearch.domain.corpus import Corpus, Segment
from cxresearch.domain.decision import Decision
from cxresearch.domain.drafting import names_of, personas_of
from cxresearch.domain.persona import Persona
from cxresearch.domain.quoting import people
from cxresearch.domain.reading import Coding, Link, Memo, Reading
from cxresearch.domain.review import ReviewList
from cxresearch.domain.searching import Passage, Term, WordIndex, passages, terms_of
from cxresearch.domain.transcript import ROLES
from cxresearch.domain.wording import CONFIDENCE, worded

Query = Mapping[str, Any]
Plain = dict[str, Any]
T = TypeVar("T")

MOST_A_PAGE = 200


@dataclass(frozen=True)
class Words:
    """What is said in a corpus, ready to be searched; made once, for a corpus outlives many readings."""

    corpus: Corpus

    @cached_property
    def passages(self) -> list[Passage]:
        """Everything that is said, by whomever, in canonical order."""
        return passages(self.corpus, ROLES)

    @cached_property
    def index(self) -> WordIndex:
        """The passages' words."""
        return WordIndex([passage.text for passage in self.passages])

    def find(self, words: str) -> tuple[list[Passage], tuple[tuple[Term, ...], ...]]:
        """Return the passages that hold these words, and the words as they are looked for.

        The last word may be the beginning of one, as long as somebody is still typing it.
        """
        if not any(character.isalnum() for character in words):
            return [], ()
        terms = terms_of(words + "*" if words[-1].isalnum() else words)
        return [self.passages[position] for position in self.index.find(terms)], terms


@dataclass(frozen=True)
class Pseudonyms:
    """What can be asked of a study's pseudonyms; nothing of it tells whom a stand-in stands for.

    Attributes
    ----------
    listed
        Makes the review list, or some more of it when a study is long: its `looked` and `of` tell.
    stand_ins
        Returns every stand-in that the study uses.
    veiled
        Says what a hidden word looks like without saying it, such as ``F…, 5 letters``.
    own_words
        Returns what researchers wrote themselves of somebody who is hidden, with stand-ins for the names.
    """

    listed: Callable[[], ReviewList] = ReviewList
    stand_ins: Callable[[], Sequence[str]] = tuple
    veiled: Callable[[str], str] = str
    own_words: Callable[[], Sequence[Mapping[str, Any]]] = tuple


@dataclass(frozen=True)
class Scene:
    """A reading with every decision of the study, including those taken back.

    Attributes
    ----------
    reading
        What stands, or stood after the decision that is looked at.
    decisions
        Every decision ever made, in order.
    words
        For searching; that of the reading's corpus.
    worth_asking
        Finds the segments whose labels are most worth a look, best first.
    researcher
        Who is looking.
    places
        Returns where quotes lie on the theme map, by segment id; nothing before the map was drawn.
    pseudonyms
        The review of pseudonyms, which stands as it is now whatever decision is looked at.
    """

    reading: Reading
    decisions: tuple[Decision, ...] = ()
    words: Words = field(default_factory=lambda: Words(Corpus()))
    worth_asking: Callable[[], Sequence[str]] = tuple
    researcher: str = ""
    places: Callable[[], Mapping[str, tuple[float, float]]] = dict
    pseudonyms: Pseudonyms = field(default_factory=Pseudonyms)

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """The personas of the reading."""
        return personas_of(self.reading)

    @cached_property
    def persona_names(self) -> dict[str, str]:
        """Persona key to name."""
        return names_of(self.reading)

    @cached_property
    def told(self) -> dict[str, Activity]:
        """Every decision as a sentence, by its id."""
        return {told.uuid: told for told in sentences(self.reading, self.decisions, names=self.persona_names)}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who says something, and everybody listed."""
        return tuple(sorted({*people(self.reading), *(p.id for p in self.reading.corpus.participants)}))

    @cached_property
    def codings(self) -> dict[str, list[Coding]]:
        """Source id to what is coded in it, by place."""
        found: dict[str, list[Coding]] = {}
        for coding in self.reading.codings:
            found.setdefault(coding.source, []).append(coding)
        return found

    @cached_property
    def memos(self) -> dict[str, list[Memo]]:
        """Target to its memos, oldest first."""
        found: dict[str, list[Memo]] = {}
        for memo in self.reading.memos:
            found.setdefault(memo.target, []).append(memo)
        return found

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """Segment id to the links that a person made between it and others."""
        found: dict[str, list[Link]] = {}
        for link in self.reading.links:
            for segment in link.segments:
                found.setdefault(segment, []).append(link)
        return found

    def holding(self, words: str) -> frozenset[str] | None:
        """Return the ids of the segments that hold these words, or None when there is no word to look for."""
        passages, terms = self.words.find(words)
        return frozenset(passage.segment for passage in passages if passage.segment) if terms else None

    @cached_property
    def place(self) -> dict[str, int]:
        """Segment id to its place in the corpus."""
        return {segment.id: place for place, segment in enumerate(self.reading.corpus.segments)}


@dataclass(frozen=True)
class Presenter:
    """A view's half in Python: its name, its title, and the parts the front end may ask for.

    Attributes
    ----------
    name
        The same as of its front-end module.
    title
        As on its tab.
    parts
        Name of a part to the pure function that makes it; the part ``""`` is asked for first.
    """

    name: str
    title: str
    parts: Mapping[str, Callable[[Scene, Query], Plain]] = field(default_factory=dict)


def page(items: Sequence[T], query: Query) -> tuple[int, Sequence[T]]:
    """Cut the page out of a list that a query asks for.

    Returns
    -------
    tuple of int and Sequence
        Where the page begins, and its items, at most 200.

    Examples
    --------
    >>> page("abcdef", {"offset": 2, "limit": 3})
    (2, 'cde')
    >>> page("abc", {"offset": "many"})
    (0, 'abc')
    """
    offset = min(max(0, whole(query.get("offset"), 0)), len(items))
    limit = min(max(1, whole(query.get("limit"), 60)), MOST_A_PAGE)
    return offset, items[offset : offset + limit]


def whole(value: Any, otherwise: int) -> int:
    """Return a number that came from the front end, or another one when it is none.

    Examples
    --------
    >>> whole(3, 0), whole("x", 7), whole(True, 7)
    (3, 7, 7)
    """
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def text_of(query: Query, name: str) -> str:
    """Return a text of a query, empty when it is missing or no text."""
    value = query.get(name)
    return value if isinstance(value, str) else ""


def clock(seconds: float | None) -> str:
    """Return a time of a recording as it is read aloud, empty where there is none.

    Examples
    --------
    >>> clock(65.4), clock(3723), clock(None)
    ('1:05', '1:02:03', '')
    """
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def quote_of(scene: Scene, segment: Segment) -> Plain:
    """Return a segment as every view shows it: its words, whose they are, and what stands on it."""
    reading = scene.reading
    membership = reading.memberships.get(segment.id)
    source = reading.corpus.source_by_id[segment.source]
    known = reading.theme_by_key
    return {
        "id": segment.id,
        "text": segment.text,
        "participant": segment.participant,
        "source": segment.source,
        "turn": segment.turn,
        "at": clock(source.turns[segment.turn].start),
        "theme": membership.theme if membership else None,
        "also": [known[key].name for key in membership.also if key in known] if membership else [],
        "sure": worded(membership.confidence, CONFIDENCE) if membership and membership.theme else "",
        "reason": membership.reason if membership else "",
        "by": membership.by if membership else "suggestion",
        "pinned": bool(membership and membership.pinned),
        "starred": segment.id in reading.starred,
        "hidden": segment.id in reading.hidden,
        "labels": list(reading.labels(segment.id)),
        "memos": len(scene.memos.get(segment.id, ())),
        "links": [
            {"key": link.key, "together": link.together, "others": len(link.segments) - 1, "by": link.by}
            for link in scene.links.get(segment.id, ())
        ],
    }
