"""Sources, revisions, turns, speakers, participants and segments in the study file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.decision import participants_of_speakers
from cxresearch.domain.identity import canonical_json, natural
from cxresearch.domain.transcript import Role, Speaker, Turn, is_backchannel
from cxresearch.store import decisions
from cxresearch.store.rows import ANCHOR, META, PARTICIPANT, REVISION, SEGMENT, SOURCE, SPEAKER, TURN

Cut = tuple[str, int, int, int, str]
"""A stored segment: id, turn number, start, end, text."""

Connection = sqlite3.Connection
SAME_INTERVIEW = 0.5
"""Share of turns in common from which a file of the same name counts as a new revision, not as another interview."""
CORRECTED = "corrected"
"""Why a revision was written that has the words of the one before it but for what people corrected."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as stored: what identifies it and its current revision."""

    id: str
    name: str
    origin: str
    format: str
    encoding: str
    language: str
    fingerprint: str
    revision: int


def sources(connection: sqlite3.Connection) -> list[SourceRow]:
    """List the sources of the study by name."""
    return [SourceRow(*row) for row in SOURCE.select(connection, "ORDER BY name")]


def save_revision(
    connection: sqlite3.Connection,
    source: SourceRow,
    *,
    reason: str,
    time: str,
    turns: Sequence[Turn],
    cuts: Iterable[Cut],
    speakers: Mapping[str, tuple[Speaker, str | None]],
    account: Mapping[str, object],
    aliases: Mapping[str, str],
) -> None:
    """Write one revision of a source, and make it the current one.

    Parameters
    ----------
    source
        With the number of the revision to write.
    reason
        ``imported``, ``file changed`` and the like.
    cuts
        The segments of every turn, whoever speaks.
    speakers
        Name shown to the speaker and the participant id, if the speaker is one.
    account
        What `import.csv` shows of this file.
    aliases
        Old segment id to new one, where the words moved.
    """
    SOURCE.insert(
        connection,
        [(source.id, source.name, source.origin, source.format, source.encoding, source.language, source.fingerprint,
          source.revision)],
        replace=True,
    )  # fmt: skip
    number = source.revision
    REVISION.insert(connection, [(source.id, number, source.fingerprint, reason, time, canonical_json(account))])
    TURN.insert(
        connection,
        (
            (
                source.id,
                number,
                position,
                turn.speaker,
                turn.role,
                turn.text,
                _real(turn.start),
                _real(turn.end),
                turn.line,
            )
            for position, turn in enumerate(turns)
        ),
    )
    SEGMENT.insert(connection, ((source.id, number, *cut) for cut in cuts))
    for participant in {participant for _, participant in speakers.values() if participant is not None}:
        if not list(PARTICIPANT.select(connection, "WHERE id = ?", (participant,))):
            PARTICIPANT.insert(connection, [(participant, "{}")])
    connection.execute("DELETE FROM speaker WHERE source = ?", (source.id,))
    SPEAKER.insert(
        connection,
        ((source.id, name, s.role, float(s.confidence), participant) for name, (s, participant) in speakers.items()),
    )
    ANCHOR.insert(connection, ((old, number, source.id, new) for old, new in aliases.items()), replace=True)


def save_correction(
    connection: sqlite3.Connection,
    source: SourceRow,
    *,
    texts: Mapping[int, str],
    cuts: Mapping[int, Sequence[Cut]],
    aliases: Mapping[str, str],
    time: str,
) -> None:
    """Write a revision of a source in which some turns have other words, and make it the current one.

    Parameters
    ----------
    source
        As it stands before.
    texts, cuts
        Number of each changed turn to its text and its segments.
    aliases
        Old segment id to new one.
    """
    number = source.revision + 1
    (held,) = REVISION.select(connection, "WHERE source = ? AND number = ?", (source.id, source.revision))
    REVISION.insert(connection, [(source.id, number, held[2], CORRECTED, time, held[5])])
    turns = list(TURN.select(connection, "WHERE source = ? AND revision = ?", (source.id, source.revision)))
    TURN.insert(connection, ((row[0], number, *row[2:5], texts.get(row[2], row[5]), *row[6:]) for row in turns))
    kept = [cut for cut in cuts_of(connection, source.id, source.revision) if cut[1] not in cuts]
    SEGMENT.insert(
        connection, ((source.id, number, *cut) for cut in (*kept, *(c for new in cuts.values() for c in new)))
    )
    ANCHOR.insert(connection, ((old, number, source.id, new) for old, new in aliases.items()), replace=True)
    row = (source.id, source.name, source.origin, source.format, source.encoding, source.language, source.fingerprint)
    SOURCE.insert(connection, [(*row, number)], replace=True)


def _as_read(connection: sqlite3.Connection, source: SourceRow) -> tuple[str, ...]:
    """Return the texts of the turns as they were read from the file, where words were corrected since; else nothing."""
    revisions = [(row[1], row[3]) for row in REVISION.select(connection, "WHERE source = ?", (source.id,))]
    if dict(revisions).get(source.revision) != CORRECTED:
        return ()
    number = max(number for number, reason in revisions if reason != CORRECTED)
    rows = TURN.select(connection, "WHERE source = ? AND revision = ? ORDER BY number", (source.id, number))
    return tuple(row[5] for row in rows)


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


def stamp(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return something that is equal as long as the corpus is: every source's revision, everybody's attributes."""
    return (tuple(sources(connection)), tuple(PARTICIPANT.select(connection)))


def set_attributes(connection: sqlite3.Connection, attributes: Mapping[str, Mapping[str, str]]) -> None:
    """Lay attributes from a table over those a participant has; one whom a decision named may have none yet."""
    for participant, given in attributes.items():
        held = list(PARTICIPANT.select(connection, "WHERE id = ?", (participant,)))
        for _, known in held or [(participant, "{}")]:
            merged = canonical_json({**json.loads(known), **given})
            PARTICIPANT.insert(connection, [(participant, merged)], replace=True)


def note_skipped(connection: sqlite3.Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Remember the files that could not be read at the last import, so that every export can say so."""
    META.insert(connection, [("skipped", canonical_json(list(rows)))], replace=True)


def accounts(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return what `import.csv` shows: every source in its newest revision, then what was skipped last time."""
    read = [
        json.loads(account[5])
        for row in sources(connection)
        for account in REVISION.select(connection, "WHERE source = ? AND number = ?", (row.id, row.revision))
    ]
    skipped = [row for _, value in META.select(connection, "WHERE key = 'skipped'") for row in json.loads(value)]
    return read + skipped


def participant_ids(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of all participants the study has ever had, those that a decision gave among them."""
    decided = participants_of_speakers(decisions.load(connection)).values()
    return frozenset({*(id_ for id_, _ in PARTICIPANT.select(connection)), *decided})


def texts_of(connection: sqlite3.Connection, source: str, revision: int) -> set[str]:
    """Return the texts of the turns of one revision."""
    rows = TURN.select(connection, "WHERE source = ? AND revision = ?", (source, revision))
    return {text for _, _, _, _, _, text, _, _, _ in rows}


def earlier_state(connection: sqlite3.Connection, name: str, origin: str, texts: Set[str]) -> SourceRow | None:
    """Return the source of which a file is a later state: one from the same place, or alike in name and turns.

    Parameters
    ----------
    name, origin
        What the file is called, and the fingerprint of where it lies.
    texts
        The texts of its turns.
    """
    for source in sources(connection):
        if source.name != name and source.origin != origin:
            continue
        theirs = texts_of(connection, source.id, source.revision)
        alike = len(texts & theirs) / max(1, min(len(texts), len(theirs)))
        if source.origin == origin or alike >= SAME_INTERVIEW:
            return source
    return None


def cuts_of(connection: sqlite3.Connection, source: str, revision: int) -> list[Cut]:
    """Return the stored segments of one revision in order."""
    rows = SEGMENT.select(connection, "WHERE source = ? AND revision = ? ORDER BY turn, start", (source, revision))
    return [(row[2], row[3], row[4], row[5], row[6]) for row in rows]


def load_corpus(
    connection: sqlite3.Connection,
    *,
    roles: Mapping[str, Role] | None = None,
    people: Mapping[str, str] | None = None,
) -> Corpus:
    """Read the current revision of every source.

    Parameters
    ----------
    roles
        ``source/speaker`` to the role a researcher decided on.
    people
        ``source/speaker`` to the participant a researcher said it is.
    """
    roles, people = roles or {}, people or {}
    found_sources: list[Source] = []
    segments: list[Segment] = []
    for row in sources(connection):
        speakers = {
            name: people.get(f"{row.id}/{name}", participant)
            for _, name, _, _, participant in _speakers(connection, row.id)
        }
        turns = tuple(
            Turn(speaker, text, roles.get(f"{row.id}/{speaker}", role), start, end, line)
            for _, _, _, speaker, role, text, start, end, line in TURN.select(
                connection, "WHERE source = ? AND revision = ? ORDER BY number", (row.id, row.revision)
            )
        )
        voices = tuple(
            (speakers.get(turn.speaker or "") or turn.speaker or row.name) if turn.role == "participant" else None
            for turn in turns
        )
        found_sources.append(
            Source(
                id=row.id,
                name=row.name,
                format=row.format,
                language=row.language,
                fingerprint=row.fingerprint,
                revision=row.revision,
                turns=turns,
                participants=voices,
                uncorrected=_as_read(connection, row),
            )
        )
        segments.extend(_segments(row.id, turns, voices, cuts_of(connection, row.id, row.revision)))
    attributes = {id_: json.loads(given) for id_, given in PARTICIPANT.select(connection)}
    present = sorted({segment.participant for segment in segments}, key=natural)
    return Corpus(
        sources=tuple(found_sources),
        participants=tuple(Participant(id_, attributes.get(id_, {})) for id_ in present),
        segments=tuple(segments),
        aliases={old: new for old, _, _, new in ANCHOR.select(connection, "ORDER BY revision")},
    )


def _speakers(connection: sqlite3.Connection, source: str) -> list[tuple[str, str, str, float, str | None]]:
    return [
        (row[0], row[1], row[2], row[3], row[4]) for row in SPEAKER.select(connection, "WHERE source = ?", (source,))
    ]


def _segments(source: str, turns: Sequence[Turn], voices: Sequence[str | None], cuts: Sequence[Cut]) -> list[Segment]:
    """Return the participants' segments, each with the question that was asked last."""
    asked: list[str] = []
    question = ""
    for turn in turns:
        if turn.role == "interviewer" and not is_backchannel(turn.text):
            question = turn.text
        asked.append(question)
    return [
        Segment(id_, source, voice, number, start, end, text, asked[number])
        for id_, number, start, end, text in cuts
        if (voice := voices[number]) is not None
    ]
