"""Analysis runs and their suggestions in the study file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from cxresearch.domain.identity import canonical_json
from cxresearch.domain.suggestion import (
    AnalysisRun,
    MembershipSuggestion,
    PersonaSuggestion,
    RunKind,
    Suggestions,
    TagSuggestion,
    ThemeSuggestion,
)
from cxresearch.store.rows import MEMBERSHIP, PERSONA, RUN, TAGS, THEME

KEPT_TAG_RUNS = 2
"""Tags are the bulk of a study file: those of older runs are not kept, as a run can be made again."""


def save_run(
    connection: sqlite3.Connection,
    run: AnalysisRun,
    *,
    themes: Sequence[ThemeSuggestion] = (),
    memberships: Sequence[MembershipSuggestion] = (),
    tags: Sequence[TagSuggestion] = (),
    personas: Sequence[PersonaSuggestion] = (),
) -> None:
    """Write an analysis run with its suggestions; it becomes the newest of its kind."""
    RUN.insert(
        connection,
        [
            (
                run.id,
                run.kind,
                run.model,
                canonical_json(run.parameters),
                run.seed,
                run.fingerprint,
                run.inputs,
                run.time,
            )
        ],
    )
    THEME.insert(connection, ((run.id, t.key, position, _theme_payload(t)) for position, t in enumerate(themes)))
    MEMBERSHIP.insert(
        connection,
        ((run.id, m.segment, m.theme, float(m.confidence), canonical_json(m.also), m.reason) for m in memberships),
    )
    by_segment: dict[str, list[tuple[str, float, int, str]]] = {}
    for tag in tags:
        by_segment.setdefault(tag.segment, []).append((tag.label, float(tag.probability), int(tag.chosen), tag.cue))
    TAGS.insert(connection, ((run.id, segment, canonical_json(found)) for segment, found in by_segment.items()))
    PERSONA.insert(
        connection,
        (
            (run.id, p.key, position, canonical_json({"participants": dict(p.participants), "themes": p.themes}))
            for position, p in enumerate(personas)
        ),
    )
    prune(connection)


def reword(connection: sqlite3.Connection, change: Callable[[str], str]) -> None:
    """Put other words into what was suggested about themes; a typical word that changes is left out."""
    rows = []
    for run, key, position, payload in THEME.select(connection):
        given = json.loads(payload)
        new = {**given, "name": change(given["name"]), "summary": change(given["summary"])}
        new["words"] = [word for word in given["words"] if change(word) == word]
        if new != given:
            rows.append((run, key, position, canonical_json(new)))
    THEME.insert(connection, rows, replace=True)


def prune(connection: sqlite3.Connection) -> None:
    """Let the tags of all but the newest runs go."""
    for old in [old.id for old in runs(connection, "tags")][KEPT_TAG_RUNS:]:
        connection.execute("DELETE FROM tagged_segment WHERE run = ?", (old,))
        connection.execute("DELETE FROM analysis_run WHERE id = ?", (old,))


def renew_run(connection: sqlite3.Connection, run: AnalysisRun, time: str) -> None:
    """Make an earlier run with the same inputs the newest of its kind again."""
    row = (run.id, run.kind, run.model, canonical_json(run.parameters), run.seed, run.fingerprint, run.inputs, time)
    RUN.insert(connection, [row], replace=True)


def runs(connection: sqlite3.Connection, kind: RunKind | None = None) -> list[AnalysisRun]:
    """List analysis runs, newest first."""
    rest, arguments = ("WHERE kind = ? ", (kind,)) if kind else ("", ())
    return [
        AnalysisRun(id_, kind_, model, json.loads(parameters), seed, fingerprint, inputs, time)
        for id_, kind_, model, parameters, seed, fingerprint, inputs, time in RUN.select(
            connection, f"{rest}ORDER BY time DESC, rowid DESC", arguments
        )
    ]


def stamp(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return something that is equal as long as the newest run of each kind is."""
    latest: dict[str, tuple[str, str]] = {}
    for run in runs(connection):
        latest.setdefault(run.kind, (run.id, run.time))
    return tuple(sorted(latest.items()))


def newest(connection: sqlite3.Connection) -> Suggestions:
    """Read the newest run of each kind with its suggestions."""
    latest: dict[str, AnalysisRun] = {}
    for run in runs(connection):
        latest.setdefault(run.kind, run)
    return Suggestions(
        runs=latest,
        themes=tuple(_themes(connection, latest["themes"].id)) if "themes" in latest else (),
        memberships=tuple(_memberships(connection, latest["themes"].id)) if "themes" in latest else (),
        tags=tuple(
            TagSuggestion(segment, label, probability, bool(chosen), cue)
            for _, segment, tags in TAGS.select(connection, "WHERE run = ? ORDER BY segment", (latest["tags"].id,))
            for label, probability, chosen, cue in json.loads(tags)
        )
        if "tags" in latest
        else (),
        personas=tuple(
            PersonaSuggestion(key, json.loads(payload)["participants"], tuple(json.loads(payload)["themes"]))
            for _, key, _, payload in PERSONA.select(
                connection, "WHERE run = ? ORDER BY position", (latest["personas"].id,)
            )
        )
        if "personas" in latest
        else (),
    )


def themes_of(
    connection: sqlite3.Connection, run: str
) -> tuple[tuple[ThemeSuggestion, ...], tuple[MembershipSuggestion, ...]]:
    """Return the themes that a run suggested, and which segment it put where."""
    return tuple(_themes(connection, run)), tuple(_memberships(connection, run))


def members_of(connection: sqlite3.Connection, run: str) -> dict[str, frozenset[str]]:
    """Return the members of each theme that a run suggested."""
    found: dict[str, set[str]] = {}
    for membership in _memberships(connection, run):
        if membership.theme is not None:
            found.setdefault(membership.theme, set()).add(membership.segment)
    return {key: frozenset(members) for key, members in found.items()}


def persona_members_of(connection: sqlite3.Connection, run: str) -> dict[str, frozenset[str]]:
    """Return the participants of each persona that a run suggested."""
    return {
        key: frozenset(json.loads(payload)["participants"])
        for _, key, _, payload in PERSONA.select(connection, "WHERE run = ?", (run,))
    }


def _theme_payload(theme: ThemeSuggestion) -> str:
    return canonical_json(
        {
            "name": theme.name,
            "words": theme.words,
            "summary": theme.summary,
            "quotes": theme.quotes,
            "parent": theme.parent,
            "stability": theme.stability,
        }
    )


def _themes(connection: sqlite3.Connection, run: str) -> list[ThemeSuggestion]:
    found: list[ThemeSuggestion] = []
    for _, key, _, payload in THEME.select(connection, "WHERE run = ? ORDER BY position", (run,)):
        given: Mapping[str, object] = json.loads(payload)
        found.append(
            ThemeSuggestion(
                key=key,
                name=str(given["name"]),
                words=tuple(given["words"]),  # type: ignore[arg-type]
                summary=str(given["summary"]),
                quotes=tuple(given["quotes"]),  # type: ignore[arg-type]
                parent=given["parent"],  # type: ignore[arg-type]
                stability=given["stability"],  # type: ignore[arg-type]
            )
        )
    return found


def _memberships(connection: sqlite3.Connection, run: str) -> list[MembershipSuggestion]:
    return [
        MembershipSuggestion(segment, theme, confidence, tuple(json.loads(also)) if also != "[]" else (), reason)
        for _, segment, theme, confidence, also, reason in MEMBERSHIP.select(connection, "WHERE run = ?", (run,))
    ]
