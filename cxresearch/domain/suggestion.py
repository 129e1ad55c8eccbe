"""What a model proposed: rows of an analysis run, replaceable by the next run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

RunKind = Literal["themes", "tags", "personas"]


@dataclass(frozen=True, slots=True)
class AnalysisRun:
    """One execution of one model over one corpus.

    `fingerprint` covers the corpus, `inputs` the decisions the model took in: a run with the same kind,
    model, parameters, seed, fingerprint and inputs need not be repeated.
    """

    id: str
    kind: RunKind
    model: str
    parameters: Mapping[str, Any]
    seed: int
    fingerprint: str
    inputs: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class ThemeSuggestion:
    """A theme as a model drafted it.

    `quotes` are ids of representative segments, best first; `stability` is in 0–1, or None when not measured.
    """

    key: str
    name: str
    words: tuple[str, ...] = ()
    summary: str = ""
    quotes: tuple[str, ...] = ()
    parent: str | None = None
    stability: float | None = None


@dataclass(frozen=True, slots=True)
class MembershipSuggestion:
    """Which theme a segment belongs to (None: unsorted, for `reason`) and how surely (0–1)."""

    segment: str
    theme: str | None
    confidence: float
    also: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A label's calibrated probability for a segment, whether it passes the threshold, and the cue word if any."""

    segment: str
    label: str
    probability: float
    chosen: bool
    cue: str = ""


@dataclass(frozen=True, slots=True)
class PersonaSuggestion:
    """A cluster of participants, with how strongly each belongs (0–1)."""

    key: str
    participants: Mapping[str, float]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The newest analysis run of each kind, with its rows."""

    runs: Mapping[str, AnalysisRun] = field(default_factory=dict)
    themes: tuple[ThemeSuggestion, ...] = ()
    memberships: tuple[MembershipSuggestion, ...] = ()
    tags: tuple[TagSuggestion, ...] = ()
    personas: tuple[PersonaSuggestion, ...] = ()
