"""The review of pseudonyms: what was hidden, which capitalised words were not, and hiding or revealing afterwards.

The list is made from the study's text, which holds stand-ins and no hidden names, so it can always be made again;
only what a person decided is stored. Hiding and revealing write a new revision of each source concerned: decisions
find their quotes in it, corrections are laid over it again, and the earlier revisions lose the name as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from cxresearch.domain.copies import in_order
from cxresearch.domain.correcting import Piece, lead
from cxresearch.domain.identity import segment_id
from cxresearch.domain.review import ReviewRow, veiled
from cxresearch.domain.transcript import Speaker
from cxresearch.errors import InputError, StudyReadOnly
from cxresearch.joiners import correcting
from cxresearch.joiners.keys import key_path, load_key, save_key
from cxresearch.joiners.review_words import WordFinder
from cxresearch.store import decisions as decision_store
from cxresearch.store import review as review_store
from cxresearch.store import sources
from cxresearch.store.database import Database, now
from cxresearch.store.rows import SEGMENT, SPEAKER, TURN

if TYPE_CHECKING:
    import pandas as pd

    from cxresearch.domain.corpus import Source
    from cxresearch.store.review import Reviewed
    from cxresearch.store.sources import Connection

_DIGITS = re.compile(r"(\d+)")


def review_list(database: Database) -> list[ReviewRow]:
    """List every stand-in and every capitalised word that was not taken for a name, the most frequent first."""
    with database.read() as connection:
        corpus = sources.load_corpus(connection)
        said = review_store.reviewed(connection)
    return list(WordFinder().listed(corpus, said).rows)


def keep_words(database: Database, words: Iterable[str], *, researcher: str) -> None:
    """Note that words of the review list may stand as they do: no names, or stand-ins rightly put."""
    chosen = sorted(set(words))
    _writable(database)
    _leave(database, chosen, kept=True)
    _note(database, chosen, "keep", researcher)


def open_again(database: Database, words: Iterable[str]) -> None:
    """Take back that words were kept or revealed: the review asks about them again, and later imports may hide them."""
    chosen = sorted(set(words))
    _writable(database)
    _leave(database, chosen, kept=False)
    with database.write() as connection:
        review_store.forget(connection, chosen)


def _leave(database: Database, words: Iterable[str], *, kept: bool) -> None:
    """Write into the key, or strike from it, that words which are no stand-ins are no names."""
    from cxresearch.readers.names import fold_name
    from cxresearch.readers.pseudonym_key import STAND_IN

    entries = {f"keep:{fold_name(word)}": word for word in words if fold_name(word) and not STAND_IN.fullmatch(word)}
    if not entries:
        return
    key = load_key(database.path)
    others = {canonical: held for canonical, held in key.entries.items() if canonical not in entries}
    save_key(database.path, replace(key, entries={**others, **entries} if kept else others))


def _note(database: Database, words: Iterable[str], decision: str, researcher: str) -> None:
    with database.write() as connection:
        review_store.note(connection, [review_store.Reviewed(word, decision, researcher, now()) for word in words])


def _writable(database: Database) -> None:
    """Refuse before the key is touched what could not be written into the study."""
    if database.read_only:
        raise StudyReadOnly(f"{database.path.name} is open read-only; open it again without read_only to review it.")


def hide_name(database: Database, name: str, *, researcher: str, stand_in: str | None = None) -> int:
    """Put a stand-in for a name in the whole study, in all its forms, and in every later import.

    Parameters
    ----------
    database
        The study file.
    name
        The name as somebody would write it; first names, possessives and small letters are found with it.
    researcher
        Who decided.
    stand_in
        An existing one, such as ``[Person 3]`` or ``P4``, when it is somebody already known; else the next free one.

    Returns
    -------
    int
        In how many sources it stood.

    Raises
    ------
    InputError
        When `name` holds no letters, or `stand_in` is not one the study uses.
    """
    from cxresearch.readers.hiding import hide_known, next_person
    from cxresearch.readers.names import fold_name
    from cxresearch.readers.pseudonym_key import Key

    folded = fold_name(name)
    if not folded:
        raise InputError(f"{name!r} is no name; give the word that is to be hidden.")
    _writable(database)
    key = load_key(database.path)
    if stand_in is not None and stand_in not in key.entries.values():
        raise InputError(f"{stand_in!r} stands for nobody in this study; leave it out to begin a new one.")
    shown = stand_in or next_person(key)
    kept = {canonical: held for canonical, held in key.entries.items() if canonical != f"keep:{folded}"}
    forms = {**key.forms, shown: tuple(sorted({*key.forms.get(shown, ()), name.strip()}))}
    save_key(database.path, Key({**kept, f"roster:{folded}": shown}, forms))
    alone = Key({f"roster:{folded}": shown})
    changed = _rewrite(database, lambda text, language: hide_known(text, key=alone, language=language), "names hidden")
    bracketed = shown if shown.startswith("[") else f"[{shown}]"
    with database.write() as connection:
        said = review_store.reviewed(connection)  # what was said of the name before would give it away
        review_store.forget(connection, [word for word in said if hide_known(word, key=alone, language="en") != word])
        review_store.note(connection, [review_store.Reviewed(bracketed, "hide", researcher, now())])
    return changed


def reveal(database: Database, stand_in: str, *, researcher: str) -> int:
    """Put the word back that a stand-in was put for by mistake, and hide it no more.

    Parameters
    ----------
    database
        The study file.
    stand_in
        With its brackets. Stand-ins of participants stay: their id is who they are in the study.
    researcher
        Who decided.

    Returns
    -------
    int
        In how many sources it stood.

    Raises
    ------
    InputError
        When the key does not know the stand-in, or it is a participant's.
    """
    from cxresearch.readers.pseudonym_key import Key

    _writable(database)
    key = load_key(database.path)
    words = key.forms.get(stand_in, ())
    if not words or not stand_in.startswith("["):
        raise InputError(f"{stand_in!r} is not a stand-in that the key of this study can take back.")
    word = max(words, key=lambda form: (len(form), form))
    entries = {canonical: held for canonical, held in key.entries.items() if held != stand_in}
    gone = {canonical for canonical, held in key.entries.items() if held == stand_in}
    entries |= {f"keep:{canonical.partition(':')[2]}": word for canonical in gone if not canonical.startswith("used:")}
    entries[f"used:{stand_in}"] = stand_in  # a number once given is never given again
    changed = _rewrite(database, lambda text, _: text.replace(stand_in, word), "a name revealed")
    save_key(database.path, Key(entries, {s: forms for s, forms in key.forms.items() if s != stand_in}))
    _note(database, [word], "reveal", researcher)
    return changed


def _rewrite(database: Database, change: Callable[[str, str], str], reason: str) -> int:
    """Write a new revision of every source whose text changes, in one transaction; say how many."""
    changed = 0
    with database.write() as connection:
        for source in sources.load_corpus(connection).sources:
            base = source.uncorrected or tuple(turn.text for turn in source.turns)
            wanted = tuple(change(text, source.language) for text in base)
            if wanted == base and all(change(t.text, source.language) == t.text for t in source.turns):
                continue
            changed += 1
            _save(connection, source, wanted, reason)
            _scrub(connection, source, change)
        if changed:
            correcting.renew(connection, in_order(decision_store.load(connection)))
    return changed


def _save(connection: Connection, source: Source, texts: tuple[str, ...], reason: str) -> None:
    """Write the texts as read, changed, as the next revision; every segment of a changed turn leads to its new one."""
    from cxresearch.analysis.segmenting import sentence_spans

    (row,) = (row for row in sources.sources(connection) if row.id == source.id)
    before: dict[int, list[Piece]] = {}
    for id_, number, start, end, words in sources.cuts_of(connection, row.id, row.revision):
        before.setdefault(number, []).append(Piece(id_, start, end, words))
    cuts: list[sources.Cut] = []
    aliases: dict[str, str] = {}
    for number, text in enumerate(texts):
        held = before.get(number, [])
        if text == source.turns[number].text:
            cuts += [(piece.id, number, piece.start, piece.end, piece.text) for piece in held]
            continue
        pieces = [
            Piece(segment_id(row.id, number, start, end, text[start:end]), start, end, text[start:end])
            for start, end in sentence_spans(text, language=source.language)
        ]
        cuts += [(piece.id, number, piece.start, piece.end, piece.text) for piece in pieces]
        aliases |= lead(held, pieces, source.turns[number].text, text)
    speakers = {
        name: (Speaker(name, role, confidence), participant)
        for _, name, role, confidence, participant in SPEAKER.select(connection, "WHERE source = ?", (row.id,))
    }
    account = next(one for one in sources.accounts(connection) if one["file"] == row.name)
    sources.save_revision(
        connection,
        replace(row, revision=row.revision + 1),
        reason=reason,
        time=now(),
        turns=[replace(turn, text=text) for turn, text in zip(source.turns, texts, strict=True)],
        cuts=cuts,
        speakers=speakers,
        account=account,
        aliases=aliases,
    )


def _scrub(connection: Connection, source: Source, change: Callable[[str, str], str]) -> None:
    """Take the name out of the earlier revisions too; nothing but their words is ever read again."""
    turns = list(TURN.select(connection, "WHERE source = ? AND revision <= ?", (source.id, source.revision)))
    TURN.insert(
        connection,
        ((*row[:5], new, *row[6:]) for row in turns if (new := change(row[5], source.language)) != row[5]),
        replace=True,
    )
    cuts = list(SEGMENT.select(connection, "WHERE source = ? AND revision <= ?", (source.id, source.revision)))
    SEGMENT.insert(
        connection,
        ((*row[:6], new) for row in cuts if (new := change(row[6], source.language)) != row[6]),
        replace=True,
    )


def is_reviewed(database: Database) -> bool:
    """Tell whether every capitalised word that nothing was put for has been looked at."""
    return all(row.decision for row in review_list(database) if row.kind == "unknown")


class Review:
    """The review of a study's pseudonyms: look at `words`, then hide, keep or reveal.

    A study has one as `Study.review`; ``study.workbench("review")`` shows it.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from cxresearch.study import Study
    >>> with Study(Path(tempfile.mkdtemp()) / "new.cxr", researcher="Ana") as study:
    ...     len(study.review.words), study.review.done
    (0, True)
    """

    def __init__(self, database: Database, researcher: str, changed: Callable[[], None]) -> None:
        self._database = database
        self._researcher = researcher
        self._changed = changed

    @property
    def words(self) -> pd.DataFrame:
        """A row per stand-in and per capitalised word that nothing was put for, with one place where it stands."""
        import pandas as pd

        columns = [field.name for field in fields(ReviewRow) if field.name != "places"]
        rows = [[getattr(row, column) for column in columns] for row in review_list(self._database)]
        return pd.DataFrame(rows, columns=columns)

    @property
    def done(self) -> bool:
        """Whether every word that nothing was put for has been kept, hidden or revealed; stand-ins need no answer."""
        return is_reviewed(self._database)

    @property
    def left(self) -> tuple[str, ...]:
        """The words that may be names and that nobody has looked at; none where nothing was ever pseudonymised."""
        rows = review_list(self._database)
        if not (key_path(self._database.path).exists() or any(row.kind == "hidden" for row in rows)):
            return ()
        return tuple(row.word for row in rows if row.kind == "unknown" and not row.decision)

    @property
    def said(self) -> dict[str, Reviewed]:
        """The newest answer on each word, with who gave it and when."""
        with self._database.read() as connection:
            return review_store.reviewed(connection)

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """Every stand-in that the key knows, without whom it stands for."""
        entries = load_key(self._database.path).entries
        held = {shown for canonical, shown in entries.items() if not canonical.startswith(("keep:", "form:", "used:"))}
        return tuple(
            sorted(held, key=lambda shown: [int(part) if part.isdigit() else part for part in _DIGITS.split(shown)])
        )

    def veiled(self, stand_in: str) -> str:
        """Say what a hidden word looks like without saying it, such as ``F…, 5 letters``; see `domain.review`."""
        return veiled(load_key(self._database.path).forms.get(stand_in, ()))

    def keep(self, *words: str) -> None:
        """Say that words are no names: they stay, and are not asked about again. A stand-in kept stays as well."""
        keep_words(self._database, words, researcher=self._researcher)
        self._changed()

    def open_again(self, *words: str) -> None:
        """Take back that words were kept or revealed; they are asked about again."""
        open_again(self._database, words)
        self._changed()

    def hide(self, name: str, stand_in: str | None = None) -> int:
        """Put a stand-in for a name everywhere, and return in how many interviews it stood; see `hide_name`."""
        hidden = hide_name(self._database, name, researcher=self._researcher, stand_in=stand_in)
        self._changed()
        return hidden

    def reveal(self, stand_in: str) -> int:
        """Put back what a stand-in stands for, and return in how many interviews it stood; see `reveal`."""
        shown = reveal(self._database, stand_in, researcher=self._researcher)
        self._changed()
        return shown
