"""The reading: what stands when every decision is laid over the newest suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cxresearch.domain.corpus import Corpus, Segment
from cxresearch.domain.decision import Decision
from cxresearch.domain.suggestion import AnalysisRun, PersonaSuggestion

UNSORTED = "unsorted"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as it stands.

    `by` is ``"suggestion"`` or the researcher who made or named it; `suggested` keeps the model's name.
    `colour` is ``#rrggbb``, or empty where nobody chose one; `seeds` are words that a person says it is about.
    """

    key: str
    name: str
    suggested: str = ""
    description: str = ""
    summary: str = ""
    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    parent: str | None = None
    stability: float | None = None
    by: str = "suggestion"
    merged: tuple[str, ...] = ()
    colour: str = ""
    seeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Segments that a researcher wants in one theme (`together`), or each in another one."""

    key: str
    together: bool
    segments: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Example:
    """Segments that a merge shows to be of one theme (`together`), or a split to be of different ones."""

    together: bool
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook as it stands.

    `parent` is the key of the code above it, or None; `path` is its name behind those of the codes above it;
    `include` and `exclude` say what is to be coded so and what is not; `merged` are the keys of codes that
    were merged into it, whose memos and codings it carries.
    """

    key: str
    name: str
    path: str
    parent: str | None = None
    description: str = ""
    include: str = ""
    exclude: str = ""
    colour: str = ""
    by: str = ""
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a span of a source's text (see `cxresearch.domain.spans.text_of`), by one researcher.

    `start` and `end` are half-open and count code points; `quote` equals the text between them today.
    """

    key: str
    code: str
    source: str
    start: int
    end: int
    quote: str
    researcher: str
    time: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Where a segment stands: theme key or None (unsorted), how surely, and by whose word."""

    segment: str
    theme: str | None
    confidence: float
    also: tuple[str, ...] = ()
    reason: str = ""
    by: str = "suggestion"
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A label on a segment as it stands: shown or not, how probable, and by whose word."""

    label: str
    on: bool
    probability: float | None
    by: str = "suggestion"
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A note by a researcher on anything that has a key or an id."""

    target: str
    text: str
    researcher: str
    time: str
    decision: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A decision whose target is gone, with the quote by which a person can place it again.

    `missing` is the id or key that is gone, `about` says whether it was a ``"segment"``, a ``"span"`` or a
    ``"theme"``.
    """

    decision: Decision
    reason: str
    quotes: tuple[str, ...] = ()
    missing: str = ""
    about: str = "segment"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more researchers decided differently about one field; the last word stands, all are shown."""

    target: str
    field: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Reading:
    """Suggestions and decisions, folded. Widgets show it, exports print it, nobody stores it.

    Attributes
    ----------
    as_of
        Number of the last decision taken into account (0: none).
    earlier
        (target, field) to the values set before the present one, oldest first, each with its decision.
    hand_tags
        (segment, label) to {researcher: value}, for agreement between researchers.
    assigned
        Participant to persona key, where a person decided it.
    persona_edits
        (persona key, field) to (value, researcher).
    deleted
        Themes that were deleted and can be restored.
    links
        Which segments belong together in one theme, and which apart.
    examples
        What merges and splits show a model by a few quotes; see `cxresearch.domain.teaching`.
    codes
        The codebook: a code comes right before those below it, siblings by name.
    deleted_codes
        Codes that were deleted and can be restored, with their codings.
    codings
        By source and place.
    settled
        (target, field) to the decision that settled a conflict or a disagreement about it.
    """

    study: str
    as_of: int
    corpus: Corpus
    runs: Mapping[str, AnalysisRun] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    memberships: Mapping[str, Membership] = field(default_factory=dict)
    tags: Mapping[str, Mapping[str, Tag]] = field(default_factory=dict)
    personas: tuple[PersonaSuggestion, ...] = ()
    assigned: Mapping[str, str] = field(default_factory=dict)
    persona_edits: Mapping[tuple[str, str], tuple[Any, str]] = field(default_factory=dict)
    starred: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    memos: tuple[Memo, ...] = ()
    hand_tags: Mapping[tuple[str, str], Mapping[str, bool]] = field(default_factory=dict)
    earlier: Mapping[tuple[str, str], tuple[tuple[Any, Decision], ...]] = field(default_factory=dict)
    orphans: tuple[Orphan, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    deleted: tuple[Theme, ...] = ()
    links: tuple[Link, ...] = ()
    examples: tuple[Example, ...] = ()
    codes: tuple[Code, ...] = ()
    deleted_codes: tuple[Code, ...] = ()
    codings: tuple[Coding, ...] = ()
    settled: Mapping[tuple[str, str], Decision] = field(default_factory=dict)

    @cached_property
    def theme_by_key(self) -> dict[str, Theme]:
        """Themes by key."""
        return {theme.key: theme for theme in self.themes}

    @cached_property
    def code_by_key(self) -> dict[str, Code]:
        """Codes by key; the keys of codes that were merged lead to the code they were merged into."""
        found = {code.key: code for code in self.codes}
        return {**{key: code for code in self.codes for key in code.merged}, **found}

    @cached_property
    def seeds(self) -> dict[str, tuple[str, ...]]:
        """The words that people say a theme is about, by theme key."""
        return {theme.key: theme.seeds for theme in self.themes if theme.seeds}

    @cached_property
    def members(self) -> dict[str, tuple[Segment, ...]]:
        """Segments of each theme key, and of ``"unsorted"``, in corpus order, hidden ones left out."""
        found: dict[str, list[Segment]] = {key: [] for key in (*self.theme_by_key, UNSORTED)}
        for segment in self.corpus.segments:
            membership = self.memberships.get(segment.id)
            if membership is not None and segment.id not in self.hidden:
                found[membership.theme or UNSORTED].append(segment)
        return {key: tuple(segments) for key, segments in found.items()}

    def memos_on(self, target: str) -> tuple[Memo, ...]:
        """Return the memos on anything with a key or an id; those on what was merged into it are among them."""
        keys = {target}
        if target in self.theme_by_key:
            keys.update(self.theme_by_key[target].merged)
        if target in self.code_by_key:
            keys.update((self.code_by_key[target].key, *self.code_by_key[target].merged))
        return tuple(memo for memo in self.memos if memo.target in keys)

    def labels(self, segment: str) -> tuple[str, ...]:
        """Return the labels that stand on a segment."""
        return tuple(label for label, tag in self.tags.get(segment, {}).items() if tag.on)

    def segment(self, segment: str) -> Segment:
        """Return the segment of this id (or of the id it had in an earlier revision)."""
        return self.corpus.segment_by_id[self.corpus.resolve(segment) or segment]
