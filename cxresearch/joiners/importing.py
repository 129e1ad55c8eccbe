"""From files to a study: read, clean, pseudonymise, cut into segments, store. One transaction a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.domain.anchoring import anchor
from cxresearch.domain.copies import in_order
from cxresearch.domain.corpus import Segment
from cxresearch.domain.identity import fingerprint, segment_id, source_id
from cxresearch.domain.importing import ImportRow
from cxresearch.domain.participants import Named, ToldSpeaker, participants_of
from cxresearch.domain.text import clean_text, fold_spaces
from cxresearch.domain.transcript import Role, Speaker, Transcript, Turn, join_interrupted
from cxresearch.errors import UnreadableFile
from cxresearch.joiners import correcting
from cxresearch.joiners.keys import key_path, load_key, save_key
from cxresearch.store import decisions as decision_store
from cxresearch.store import sources
from cxresearch.store.database import Database, now

if TYPE_CHECKING:
    from sqlite3 import Connection

    from cxresearch.readers.pseudonym_key import Key

__all__ = ["ImportOptions", "import_files", "key_path", "load_key", "preview_files", "save_key"]

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being done)."""

_STEP = 500
"""Turns of one file after which progress is told again, so that a long file shows that it moves and can be stopped."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are to be read.

    Attributes
    ----------
    interviewers
        Names of the people who interviewed.
    language
        ``"auto"`` (recognised per document) or an ISO 639-1 code.
    pseudonymise
        Replace names and other identifiers by stand-ins before anything is stored.
    roster
        Further names of people to be replaced, such as a participant or team list.
    speakers
        What the researcher says of speakers: their role, or which participant they are; it outdoes everything else.
    """

    interviewers: tuple[str, ...] = ()
    language: str = "auto"
    pseudonymise: bool = True
    roster: tuple[str, ...] = ()
    speakers: tuple[ToldSpeaker, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file on its way into the study."""

    name: str
    origin: str
    fingerprint: str
    transcript: Transcript


def import_files(
    database: Database, paths: Iterable[Path], options: ImportOptions, *, progress: Progress | None = None
) -> list[ImportRow]:
    """Read files and folders into the study.

    Files that the study already holds change nothing; a file that has changed becomes a new revision of
    its source, and decisions find their quotes in it. A file that cannot be read is listed with its
    reason, and the others go on. What was stored before an interruption stays.

    Returns
    -------
    list of ImportRow
        One per file found, in canonical order.

    Raises
    ------
    InputError
        When a path does not exist or no transcript lies under any of them.
    """
    with database.read() as connection:
        known = {source.fingerprint: source.name for source in sources.sources(connection)}
    rows, files = _read_all(known, paths, options, progress)
    rows = [_unchanged(database, row) if row.status == "unchanged" else row for row in rows]
    key = load_key(database.path) if options.pseudonymise else None
    who = _participants(database, files, key, options)
    named, files = who.ids, [_with_notes(file, who) for file in files]
    if key is not None and files:
        if progress:
            progress(0, len(files), "looking for names")
        key = _plan_key(database, files, key, named, options)
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files), f"storing {file.name}")
        rows.append(_store(database, file, key, named, options, progress))
    with database.write() as connection:
        sources.note_skipped(connection, [asdict(row) for row in rows if row.status == "skipped"])
    return sorted(rows, key=lambda row: (row.status == "skipped", row.file))


def preview_files(
    paths: Iterable[Path], options: ImportOptions, *, progress: Progress | None = None
) -> list[ImportRow]:
    """Say what an import would read, and store nothing: formats, speakers with their roles, words, what is set aside.

    Names stand as the files give them, since nobody else sees them.

    Raises
    ------
    InputError
        When no transcript lies under any of the paths.
    """
    rows, files = _read_all({}, paths, options, progress)
    who = participants_of([(file.name, file.transcript) for file in files], known={}, told=options.speakers)
    named = who.ids
    for file in (_with_notes(file, who) for file in files):
        language = _language(file, options)
        turns, speakers, removed, joined = _prepare(file, None, named, language, progress)
        labels = {named.get((file.name, s.name), s.name): s.name for s in file.transcript.speakers}
        shown = "; ".join(
            f"{labels.get(name, name)} ({s.role} {s.confidence:.2f})" for name, (s, _) in speakers.items()
        )
        rows.append(_account(file, file.name, language, turns, shown, removed, joined))
    return sorted(rows, key=lambda row: (row.status == "skipped", row.file))


def _read_all(
    known: Mapping[str, str], paths: Iterable[Path], options: ImportOptions, progress: Progress | None
) -> tuple[list[ImportRow], list[_File]]:
    """Read every file found; return rows for those that go no further, and the files that do.

    `known` leads from the fingerprints of files that the study holds to their names.
    """
    from cxresearch import readers
    from cxresearch.readers.shared_names import with_shared_hosts, with_told_roles
    from cxresearch.readers.templates import without_templates

    found = readers.transcript_paths(paths)
    rows: list[ImportRow] = []
    files: list[_File] = []
    seen: dict[str, str] = {}
    for done, item in enumerate(found):
        if progress:
            progress(done, len(found), f"reading {item.name}")
        if item.reason:
            rows.append(ImportRow(item.name, "skipped", item.reason))
            continue
        try:
            mark = fingerprint(item.path.read_bytes())
            if mark in known:
                rows.append(ImportRow(known[mark], "unchanged"))
                continue
            if mark in seen:
                rows.append(ImportRow(item.name, "skipped", f"Its content is identical to {seen[mark]}."))
                continue
            transcript = readers.read(item.path, interviewers=options.interviewers)
        except UnreadableFile as error:
            rows.append(ImportRow(item.name, "skipped", str(error)))
            continue
        except OSError as error:
            rows.append(ImportRow(item.name, "skipped", f"The file cannot be opened ({error.strerror}); check it."))
            continue
        seen[mark] = item.name
        origin = fingerprint(os.fsencode(item.path.resolve()))
        files.append(_File(item.name, origin, mark, transcript))
    kept = with_shared_hosts(without_templates([file.transcript for file in files]))
    return rows, [
        replace(file, transcript=with_told_roles(file.name, transcript, options.speakers))
        for file, transcript in zip(files, kept, strict=True)
    ]


def _unchanged(database: Database, row: ImportRow) -> ImportRow:
    with database.read() as connection:
        for account in sources.accounts(connection):
            if account["file"] == row.file:
                return replace(ImportRow(**account), status="unchanged", reason="")
    return row


def _plan_key(
    database: Database,
    files: Sequence[_File],
    key: Key,
    named: Mapping[tuple[str, str | None], str],
    options: ImportOptions,
) -> Key:
    """Give every identifier in the new files its stand-in, and put the key on disk before any text is."""
    from cxresearch.readers import pseudonyms
    from cxresearch.readers.pseudonym_key import is_study_id

    labels = {label: id_ for (_, label), id_ in named.items() if label is not None}
    key = key.with_participants({label: id_ for label, id_ in labels.items() if not is_study_id(label)})
    by_language: dict[str, list[_File]] = {}
    for file in files:
        by_language.setdefault(_language(file, options), []).append(file)
    for language, group in sorted(by_language.items()):
        key = pseudonyms.plan(
            [(file.name, file.transcript) for file in group],
            key=key,
            language=language,
            roster=options.roster,
        )
    save_key(database.path, key)
    return key


def _language(file: _File, options: ImportOptions) -> str:
    return options.language if options.language != "auto" else (file.transcript.language or "en")


def _with_notes(file: _File, named: Named) -> _File:
    """Say in the account of a file where two labels were taken for one person."""
    notes = tuple(sorted({note for (name, _), note in named.notes.items() if name == file.name}))
    return replace(file, transcript=replace(file.transcript, notes=(*file.transcript.notes, *notes))) if notes else file


def _participants(database: Database, files: Sequence[_File], key: Key | None, options: ImportOptions) -> Named:
    """Name the participants of the new files; people who were named before keep their ids."""
    with database.read() as connection:
        taken = sources.participant_ids(connection)
    transcripts = [(file.name, file.transcript) for file in files]
    if key is None:
        return participants_of(transcripts, known={}, taken=taken, told=options.speakers)
    from cxresearch.readers.names import fold_name

    return participants_of(transcripts, known=key.participants, taken=taken, fold=fold_name, told=options.speakers)


def _store(
    database: Database,
    file: _File,
    key: Key | None,
    named: Mapping[tuple[str, str | None], str],
    options: ImportOptions,
    progress: Progress | None,
) -> ImportRow:
    """Write one file as a source, or as a new revision of the source it is."""
    from cxresearch.analysis.segmenting import sentence_spans

    language = _language(file, options)
    turns, speakers, removed, joined = _prepare(file, key, named, language, progress)
    name = _safe_name(file.name, key)
    with database.write() as connection:
        known = sources.sources(connection)
        earlier = sources.earlier_state(connection, name, file.origin, {turn.text for turn in turns})
        row = sources.SourceRow(
            id=earlier.id if earlier else source_id(file.fingerprint),
            name=earlier.name if earlier else _unique(name, {source.name for source in known}),
            origin=file.origin,
            format=file.transcript.format,
            encoding=file.transcript.encoding,
            language=language,
            fingerprint=file.fingerprint,
            revision=earlier.revision + 1 if earlier else 1,
        )
        cuts = [
            (segment_id(row.id, number, start, end, turn.text[start:end]), number, start, end, turn.text[start:end])
            for number, turn in enumerate(turns)
            for start, end in sentence_spans(turn.text, language=language)
        ]
        shown = "; ".join(f"{name} ({s.role} {s.confidence:.2f})" for name, (s, _) in speakers.items())
        account = _account(file, row.name, language, turns, shown, removed, joined)
        account = replace(account, status="new revision" if earlier else "read")
        sources.save_revision(
            connection,
            row,
            reason="file changed" if earlier else "imported",
            time=now(),
            turns=turns,
            cuts=cuts,
            speakers=speakers,
            account=asdict(account),
            aliases=_aliases(connection, earlier, cuts),
        )
        if earlier:  # words that were corrected before are so in the new file as well
            correcting.renew(connection, in_order(decision_store.load(connection)))
    return account


def _account(
    file: _File, name: str, language: str, turns: Sequence[Turn], speakers: str, removed: int, joined: int
) -> ImportRow:
    balance = file.transcript.balance
    return ImportRow(
        file=name,
        status="read",
        reason=" ".join(file.transcript.notes),
        format=file.transcript.format,
        encoding=file.transcript.encoding,
        language=language,
        speakers=speakers,
        turns=len(turns),
        participant_words=sum(len(turn.text.split()) for turn in turns if turn.role == "participant"),
        units_in=balance.units_in,
        kept=balance.kept,
        reported=len(balance.reported),
        joined=joined,
        removed_characters=removed,
    )


def _prepare(
    file: _File,
    key: Key | None,
    named: Mapping[tuple[str, str | None], str],
    language: str,
    progress: Progress | None,
) -> tuple[list[Turn], dict[str, tuple[Speaker, str | None]], int, int]:
    """Clean and pseudonymise a transcript's turns; return them with the speakers as the study shows them."""
    transcript = file.transcript
    shown: dict[str | None, str | None] = {}
    for turn in transcript.turns:
        if turn.speaker not in shown:
            shown[turn.speaker] = _shown(turn.speaker, file, key, named, language)
    joined = join_interrupted(transcript.turns)
    turns: list[Turn] = []
    removed = 0
    for done, turn in enumerate(joined):
        if progress and done % _STEP == _STEP - 1:
            progress(done, len(joined), f"preparing {file.name}")
        text, dropped = clean_text(turn.text)
        removed += dropped
        if text:
            name = shown[turn.speaker] if turn.speaker or turn.role == "participant" else None  # else: a prompt
            text = _hide(fold_spaces(text), key, language)
            turns.append(Turn(name, text, turn.role, turn.start, turn.end, turn.line))
    confidence = {speaker.name: speaker for speaker in transcript.speakers}
    speakers: dict[str, tuple[Speaker, str | None]] = {}
    for label, name in shown.items():
        first: Role = next((turn.role for turn in transcript.turns if turn.speaker == label), "other")
        role: Role = "participant" if (file.name, label) in named else first
        speaker = confidence.get(label or "", Speaker(label or "", role, 1.0 if label else 0.5))
        if name is not None:
            speakers[name] = (replace(speaker, name=name), named.get((file.name, label)))
    return turns, speakers, removed, len(transcript.turns) - len(joined)


def _shown(
    label: str | None, file: _File, key: Key | None, named: Mapping[tuple[str, str | None], str], language: str
) -> str | None:
    """Return the name under which the study shows a speaker."""
    if (file.name, label) in named:
        return named[file.name, label]
    return None if label is None else _hide(clean_text(label)[0], key, language).strip("[]")


def _hide(text: str, key: Key | None, language: str) -> str:
    if key is None:
        return text
    from cxresearch.readers.pseudonyms import pseudonymise

    return pseudonymise(text, key=key, language=language)[0]


def hide_known(study: Path, text: str, language: str) -> str:
    """Replace names that have a stand-in in this study, in text that a person typed."""
    return _hide(text, load_key(study) if key_path(study).exists() else None, language)


def _safe_name(name: str, key: Key | None) -> str:
    """Return a file's name without people's names in it."""
    if key is None:
        return name
    from cxresearch.readers.pseudonyms import pseudonymise_file_name

    return pseudonymise_file_name(name, key=key)


def _unique(name: str, taken: set[str]) -> str:
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name} ({number})"
    return candidate


def _aliases(connection: Connection, earlier: sources.SourceRow | None, cuts: Sequence[sources.Cut]) -> dict[str, str]:
    """Lead the segments of the earlier revision to where their words stand now."""
    if earlier is None:
        return {}

    def segments(rows: Iterable[sources.Cut]) -> list[Segment]:
        return [Segment(id_, earlier.id, "", turn, start, end, text) for id_, turn, start, end, text in rows]

    return anchor(segments(sources.cuts_of(connection, earlier.id, earlier.revision)), segments(cuts))
