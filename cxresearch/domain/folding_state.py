"""What the fold works on: suggestions laid out once, and the state that decisions are applied to.

Both are seen by the `folding` modules alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from cxresearch.domain.corpus import Corpus
from cxresearch.domain.correcting import Corrected, History
from cxresearch.domain.decision import Decision
from cxresearch.domain.reading import Coding, Example, Membership, Memo, Orphan, Tag
from cxresearch.domain.spans import Span, place_quote, text_of
from cxresearch.domain.suggestion import MembershipSuggestion, Suggestions, ThemeSuggestion

GONE = "The words it was about are no longer in the transcripts."


class Ground:
    """A corpus with its suggestions, laid out for folding.

    It depends on no decision, so one ground serves every reading until the corpus or a run changes: what a
    decision does not touch is then taken from here as it is.

    Parameters
    ----------
    corpus, suggestions
        As for `cxresearch.domain.folding.fold`.
    """

    def __init__(self, corpus: Corpus, suggestions: Suggestions) -> None:
        self.corpus = corpus
        self.suggestions = suggestions
        self.themes: Mapping[str, ThemeSuggestion] = {theme.key: theme for theme in suggestions.themes}
        self.given = {membership.segment: membership for membership in suggestions.memberships}
        self.memberships = {segment.id: self._membership(segment.id) for segment in corpus.segments}
        self.naming: dict[str, list[str]] = {}
        """Segments whose suggestion names a theme, by its key: what changes when the theme is merged or deleted."""
        for segment in self.memberships:
            given = self.given.get(segment)
            for key in dict.fromkeys((given.theme, *given.also)) if given else ():
                if key is not None:
                    self.naming.setdefault(key, []).append(segment)
        self.led: tuple[dict[str, str], dict[str, Membership]] = {}, self.memberships
        """Where merges and deletions led each theme in the last fold (``""``: nowhere), and the memberships then."""
        self.tags: dict[str, dict[str, Tag]] = {}
        for segment, tags in groupby(suggestions.tags, key=attrgetter("segment")):
            if segment in corpus.segment_by_id:
                shown = {tag.label: Tag(tag.label, tag.chosen, tag.probability, cue=tag.cue) for tag in tags}
                self.tags.setdefault(segment, {}).update(shown)
        self.left: list[tuple[tuple[Decision, ...], State]] = []
        """Decisions that the last fold applied, and its state after them."""
        self._texts: dict[str, str] = {}
        self.codings: dict[tuple[str, str, Span], Coding] = {}
        """(decision, code, span) to the coding shown for it: the same for as long as the ground is."""
        self._places: dict[tuple[object, ...], Span | None] = {}

    def leave(self) -> tuple[tuple[Decision, ...], State] | None:
        """Hand over where the last fold left off; only one fold can go on from it, whichever thread it runs in."""
        try:
            return self.left.pop()
        except IndexError:
            return None
        finally:
            self.left.clear()

    def _membership(self, segment: str) -> Membership:
        given = self.given.get(segment)
        if given is None:
            return Membership(segment, None, 0.0, reason="not yet themed")
        return membership_of(given, given.theme, given.also)

    def text(self, source: str) -> str | None:
        """Return the text of a source, or None when the study holds no such source."""
        if source not in self.corpus.source_by_id:
            return None
        if source not in self._texts:
            self._texts[source] = text_of(self.corpus.source_by_id[source])
        return self._texts[source]

    def place(self, text: str, start: int, quote: str, around: tuple[str, str]) -> Span | None:
        """Find a quote in a text; looked for once, however often it is asked for."""
        if text[start : start + len(quote)] == quote:
            return start, start + len(quote)
        asked = (len(text), hash(text), start, quote, around)
        if asked not in self._places:
            self._places[asked] = place_quote(text, start, quote, around)
        return self._places[asked]


def membership_of(given: MembershipSuggestion, theme: str | None, also: tuple[str, ...]) -> Membership:
    """Show a suggested membership."""
    if theme is None:
        return Membership(given.segment, None, given.confidence, (), given.reason)
    return Membership(given.segment, theme, given.confidence, tuple(key for key in also if key != theme))


@dataclass
class Placed:
    """Where a person put a segment; `theme` is ``"unsorted"`` where they set it aside.

    With `pinned` they chose it themselves; without, it followed what they chose.
    """

    theme: str
    decision: Decision
    pinned: bool = True
    confidence: float = 1.0


@dataclass
class Linked:
    """Segments that a person wants in one theme, or each in another."""

    decision: Decision
    together: bool
    segments: tuple[str, ...]


@dataclass
class Spanned:
    """A code on a span, as it was last decided."""

    decision: Decision
    code: str
    source: str
    span: Span


class Corrections:
    """The corrections of words that were in force at any time: where a span of then stands now.

    Parameters
    ----------
    ground
        With the texts as they were read and as they are.
    heard
        Every decision, those that were undone among them, in order.
    """

    def __init__(self, ground: Ground, heard: Sequence[Decision]) -> None:
        self._ground = ground
        concerned = {decision.target for decision in heard if decision.kind == "text.correct"}
        self._histories = {
            source.id: History(source.id, source.uncorrected, heard)
            for source in ground.corpus.sources
            if source.id in concerned and source.uncorrected
        }

    def now(self, source: str) -> Corrected | None:
        """Return the text of a source with what was done to it; None where its words were never corrected."""
        history = self._histories.get(source)
        return history.as_of() if history else None

    def place(self, decision: Decision, source: str, start: int, around: tuple[str, str]) -> Span | None:
        """Find the words of a decision in a source's text as it is now."""
        text = self._ground.text(source)
        if text is None:
            return None
        now = self.now(source)
        if now is not None and now.text == text:
            then = self._histories[source].as_of(decision.number)
            found = self._ground.place(then.text, start, decision.quote, around)
            if found is not None and (found := now.forward(then.back(found)))[0] < found[1]:
                return found
        return self._ground.place(text, start, decision.quote, around)


@dataclass
class State:
    """The fold under way. Mutable on purpose and never seen outside the fold."""

    ground: Ground
    corrections: Corrections
    again: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(decision, missing id) to the target to which a person placed it again."""
    made: dict[str, Decision] = field(default_factory=dict)
    fields: dict[tuple[str, str], list[tuple[Any, Decision]]] = field(default_factory=dict)
    redirect: dict[str, str] = field(default_factory=dict)
    deleted: dict[str, Decision] = field(default_factory=dict)
    placed: dict[str, Placed] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    links: list[Linked] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    switches: dict[tuple[str, str], bool] = field(default_factory=dict)
    tags: dict[tuple[str, str], Decision] = field(default_factory=dict)
    hand_tags: dict[tuple[str, str], dict[str, bool]] = field(default_factory=dict)
    assigned: dict[str, str] = field(default_factory=dict)
    persona_edits: dict[tuple[str, str], tuple[Any, str]] = field(default_factory=dict)
    codes: dict[str, Decision] = field(default_factory=dict)
    codings: dict[str, Spanned] = field(default_factory=dict)
    memos: dict[str, Memo] = field(default_factory=dict)
    memo_made: dict[str, Decision] = field(default_factory=dict)
    settled: dict[tuple[str, str], Decision] = field(default_factory=dict)
    orphans: list[Orphan] = field(default_factory=list)
    touched: dict[str, list[Decision]] = field(default_factory=dict)

    def aside(self) -> State:
        """Return this state for finishing a reading: what finishing adds to is a copy, the rest is shared."""
        return replace(self, made=dict(self.made), orphans=list(self.orphans))

    def shown(self, key: str) -> str:
        """Follow merges to the theme or code that holds `key` now."""
        if key not in self.redirect:
            return key
        seen = {key}
        while key in self.redirect:
            key = self.redirect[key]
            if key in seen:
                break
            seen.add(key)
        return key

    def merge(self, into: str, others: Iterable[str]) -> None:
        """Lead `others`, and what was merged into them, to `into`; never in a circle."""
        into = self.shown(into)
        for key in others:
            root = self.shown(key)
            if root != into:
                self.redirect[root] = into

    def merged_into(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that merges lead to each key."""
        found: dict[str, list[str]] = {}
        for key in self.redirect:
            found.setdefault(self.shown(key), []).append(key)
        return {key: tuple(sorted(keys)) for key, keys in found.items()}

    def set_field(self, target: str, name: str, value: Any, decision: Decision) -> None:
        """Note that a decision gave a field a value."""
        self.fields.setdefault((target, name), []).append((value, decision))

    def value(self, target: str, name: str) -> tuple[Any, Decision] | None:
        """Return the value a field has, with the decision that gave it."""
        history = self.fields.get((target, name))
        return history[-1] if history else None

    def text_field(self, target: str, name: str) -> str:
        """Return the value of a field in words; empty where nobody gave it one."""
        held = self.value(target, name)
        return str(held[0]) if held and held[0] is not None else ""

    def orphan(
        self, decision: Decision, reason: str, quotes: Iterable[str] = (), missing: str = "", *, about: str = "segment"
    ) -> None:
        """Note a decision whose target is gone."""
        words = tuple(quotes) or ((decision.quote,) if decision.quote else ())
        self.orphans.append(Orphan(decision, reason, words, missing, about))

    def segment(self, decision: Decision, segment: str, quote: str = "") -> str | None:
        """Find a decision's segment today, or where a person placed it again; else note an orphan."""
        corpus = self.ground.corpus
        found = corpus.resolve(segment)
        if found is None and (decision.uuid, segment) in self.again:
            found = corpus.resolve(self.again[decision.uuid, segment])
        if found is None:
            words = quote or decision.quote
            self.orphan(decision, GONE, (words,) if words else (), segment)
        return found

    def theme(self, decision: Decision, theme: str) -> str:
        """Return the theme a decision is about: the one it names, or the one where a person placed it again."""
        return self.again.get((decision.uuid, theme), theme)
