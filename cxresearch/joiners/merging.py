"""Two copies of a study become one again: what the other copy holds is taken in, and nothing is overwritten."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.domain.copies import TakenIn, in_order
from cxresearch.domain.decision import Decision
from cxresearch.domain.identity import natural
from cxresearch.domain.reading import Conflict
from cxresearch.errors import InputError, StudyReadOnly
from cxresearch.joiners import correcting, redacting
from cxresearch.joiners.importing import key_path, load_key
from cxresearch.joiners.readings import Readings
from cxresearch.store import decisions as decision_store
from cxresearch.store import merging
from cxresearch.store.database import Database
from cxresearch.store.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxresearch.readers.pseudonym_key import Key
    from cxresearch.store.sources import Connection


def take_in(database: Database, readings: Readings, path: Path, *, researcher: str) -> TakenIn:
    """Take in what another copy of the study holds: decisions, interviews, revisions, analysis runs.

    The study is backed up first, and the copy is only read. Either copy taking in the other arrives at the same
    reading. Where researchers decided differently about one thing, the later word stands and both are listed as a
    conflict, as if they had worked in one file.

    Parameters
    ----------
    database
        The open study.
    readings
        Its readings, which are read again.
    path
        The other copy.
    researcher
        Who takes it in.

    Returns
    -------
    TakenIn
        What was new, and what a person should look at.

    Raises
    ------
    InputError
        When the file is no copy of this study, or the study itself.
    StudyReadOnly
        When the study is open read-only.
    """
    if database.read_only:
        raise StudyReadOnly(
            f"{database.path.name} is open read-only; open it again without read_only to take a copy in."
        )
    before = readings.current()
    with closing(_opened(database, path)) as other:
        with other.read() as copy, database.read() as here:
            _check_related(here, copy, database, path)
        unlike = _unlike_stand_ins(database.path, path)
        database.backup(reason="before-taking-in")
        with other.read() as copy, database.write() as connection:
            hidden = bool(set(decision_store.redactions(copy)) - set(decision_store.redactions(connection)))
            copied = merging.take_over(connection, copy)
            decided = decision_store.take_in(connection, copy)
            correcting.renew(connection, in_order(decision_store.load(connection)))
            merging.lead(connection, copy)
            redacting.hide_again(connection, database.path, path, researcher=researcher)
    readings.changed()
    after = readings.current()
    known = {_told(conflict) for conflict in before.conflicts}
    lost = {(orphan.decision.uuid, orphan.missing) for orphan in before.orphans}
    return TakenIn(
        copy=path.name,
        decisions=len(decided),
        researchers=tuple(sorted({decision.researcher for decision in decided})),
        sources=tuple(sorted(copied.sources)),
        changed=tuple(sorted(copied.changed)),
        runs=copied.runs,
        conflicts=tuple(conflict for conflict in after.conflicts if _told(conflict) not in known),
        orphans=tuple(o for o in after.orphans if (o.decision.uuid, o.missing) not in lost),
        notes=(*copied.notes, *_advice(copied, path, unlike, hidden)),
    )


def _advice(copied: merging.Copied, path: Path, unlike: Sequence[str], hidden: bool) -> list[str]:
    """Say what is to be done about names: the copy's key, stand-ins that differ, names hidden in the copy only."""
    if (copied.sources or copied.changed) and key_path(path).exists():
        advice = [f"Keep {key_path(path).name}: it reverses the stand-ins of the interviews taken over."]
        if unlike:
            advice.append(
                f"In the interviews taken over {', '.join(unlike)} do not stand for whom or what they stand for here."
            )
        return advice
    if copied.changed and hidden:
        return [
            "Names were hidden in the copy, and its key is not beside it: earlier revisions and what was decided on "
            "them here still hold these names. Hide them here as well, or take the copy in with its key beside it."
        ]
    return []


def decisions_of(database: Database, path: Path) -> tuple[Decision, ...]:
    """Return the decisions of another copy of a study, without taking them in.

    Raises
    ------
    InputError
        When the file is no copy of this study, or the study itself.
    """
    with closing(_opened(database, path)) as other, other.read() as copy, database.read() as here:
        _check_related(here, copy, database, path)
        return decision_store.load(copy)


def _check_related(here: Connection, copy: Connection, database: Database, path: Path) -> None:
    """Refuse a study that is another one."""
    if not merging.related(here, copy):
        raise InputError(
            f"{path.name} is not a copy of {database.path.name}: they share no interview and no decision; "
            "open it as a study of its own, or choose a copy.",
            path=path,
        )


def _unlike_stand_ins(here: Path, copy: Path) -> list[str]:
    """Return the stand-ins that the keys of two copies reverse to different names; the names are not told."""
    if not (key_path(here).exists() and key_path(copy).exists()):
        return []
    mine, theirs = _meanings(load_key(here)), _meanings(load_key(copy))
    return sorted((s for s in mine.keys() & theirs.keys() if mine[s].isdisjoint(theirs[s])), key=natural)


def _meanings(key: Key) -> dict[str, set[str]]:
    """Return what each stand-in of a key stands for, in all the forms it was seen in."""
    found: dict[str, set[str]] = {}
    for canonical, stand_in in key.entries.items():
        kind, _, name = canonical.partition(":")
        if kind not in ("form", "used", "keep"):
            found.setdefault(stand_in, set()).add(name.casefold())
    for stand_in, forms in key.forms.items():
        found.setdefault(stand_in, set()).update(form.casefold() for form in forms)
    return found


def _told(conflict: Conflict) -> tuple[str, str, frozenset[str]]:
    """Return by what a conflict is known: the same two words about one field are no new conflict."""
    return conflict.target, conflict.field, frozenset(decision.uuid for decision in conflict.decisions)


def _opened(database: Database, path: Path) -> Database:
    """Open another copy to look at it, and refuse what cannot be one."""
    if path.exists() and path.resolve() == database.path.resolve():
        raise InputError(f"{path.name} is the study itself; name another copy of it.", path=path)
    other = Database(path, read_only=True)
    if other.version != len(MIGRATIONS):
        version = other.version
        other.close()
        newer = "Update cxresearch here" if version > len(MIGRATIONS) else "Open it once, which brings it up to date"
        raise InputError(
            f"{path.name} was written by another version of cxresearch. {newer}, then try again.", path=path
        )
    return other
