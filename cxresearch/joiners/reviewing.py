"""The review of pseudonyms: what was hidden, which capitalised words were not, and hiding or revealing afterwards.

The list is made from the study's text, which holds stand-ins and no hidden names, so it can always be made again;
only what a person decided is stored. Hiding and revealing go through the whole study, see `redacting`; what
researchers wrote in their own words is listed, and changed when they ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from cxresearch.domain.copies import in_order
from cxresearch.domain.redacting import Veil, own_words, reworded
from cxresearch.domain.review import ReviewRow, veiled
from cxresearch.errors import InputError, StudyReadOnly
from cxresearch.joiners import redacting
from cxresearch.joiners.keys import key_path, load_key, save_key
from cxresearch.joiners.review_words import WordFinder
from cxresearch.store import decisions as decision_store
from cxresearch.store import review as review_store
from cxresearch.store import sources
from cxresearch.store.database import Database, now

if TYPE_CHECKING:
    import pandas as pd

    from cxresearch.domain.decision import Decision
    from cxresearch.domain.redacting import Places
    from cxresearch.store.review import Reviewed

    Own = Callable[[Decision], bool]

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a researcher wrote in a decision of somebody who is hidden; `text` has stand-ins for the names."""

    decision: str
    number: int
    time: str
    researcher: str
    kind: str
    text: str
    stand_ins: tuple[str, ...]


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
    changed = _rewrite(database, redacting.people(alone), "names hidden", researcher)
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
    with database.read() as connection:
        asked = {one.decision for one in decision_store.redactions(connection) if one.what == "own words"}
    places = redacting.words(stand_in, word)
    changed = _rewrite(database, places, "a name revealed", researcher, lambda decision: decision.uuid in asked)
    save_key(database.path, Key(entries, {s: forms for s, forms in key.forms.items() if s != stand_in}))
    _note(database, [word], "reveal", researcher)
    return changed


def _rewrite(database: Database, places: Places, reason: str, researcher: str, own: Own = lambda _: False) -> int:
    """Put other words into the whole study, in one transaction; say in how many sources something changed."""
    with database.write() as connection:
        return redacting.rewrite(connection, places, reason=reason, researcher=researcher, own=own)


def own_words_left(database: Database) -> list[OwnWords]:
    """List what researchers wrote themselves that names somebody who is hidden in the transcripts.

    Nobody's own words are changed without being asked; see `hide_in_own_words`.
    """
    places = redacting.people(load_key(database.path))
    found: list[OwnWords] = []
    with database.read() as connection:
        languages = sorted({source.language for source in sources.sources(connection)}) or ["en"]
        decided = in_order(decision_store.load(connection))
    for decision in decided:
        for text in own_words(decision):
            veils = [Veil(text, puts) for language in languages if (puts := places(text, language))]
            if veils:
                stand_ins = sorted({words for veil in veils for _, _, words in veil.puts})
                found.append(OwnWords(decision.uuid, decision.number, decision.time, decision.researcher,
                                      decision.kind, veils[0].text, tuple(stand_ins)))  # fmt: skip
    return found


def hide_in_own_words(database: Database, decisions: Iterable[str], *, researcher: str) -> int:
    """Put stand-ins for hidden names into what researchers wrote in some decisions, and say how many these were.

    Raises
    ------
    InputError
        When one of them names nobody who is hidden.
    """
    _writable(database)
    chosen = set(decisions)
    unknown = chosen - {one.decision for one in own_words_left(database)}
    if unknown:
        raise InputError("One of these decisions names nobody who is hidden; see study.review.own_words.")
    key = load_key(database.path)
    with database.write() as connection:
        languages = sorted({source.language for source in sources.sources(connection)}) or ["en"]
        decided = [one for one in in_order(decision_store.load(connection)) if one.uuid in chosen]
        new = reworded(decided, redacting.people(key), languages)
        return decision_store.redact(connection, new, time=now(), researcher=researcher)


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
    def key_stamp(self) -> int:
        """A number that changes when the key does."""
        path = key_path(self._database.path)
        return path.stat().st_mtime_ns if path.exists() else 0

    @property
    def own_words(self) -> pd.DataFrame:
        """A row per decision in which a researcher wrote of somebody who is hidden, with stand-ins for the names."""
        import pandas as pd

        rows = own_words_left(self._database)
        columns = ["number", "time", "researcher", "kind", "text", "stand_ins", "decision"]
        return pd.DataFrame([[getattr(row, column) for column in columns] for row in rows], columns=columns)

    def hide_in_own_words(self, *decisions: str) -> int:
        """Put stand-ins into what researchers wrote in these decisions (default: all of `own_words`).

        Author, time and target of each stay as they are, and that it was done is noted in `redactions`.
        """
        chosen = decisions or tuple(one.decision for one in own_words_left(self._database))
        hidden = hide_in_own_words(self._database, chosen, researcher=self._researcher)
        self._changed()
        return hidden

    @property
    def redactions(self) -> pd.DataFrame:
        """A row for each time that names were hidden, or put back, in a decision after it was made."""
        import pandas as pd

        with self._database.read() as connection:
            numbers = {one.uuid: one.number for one in in_order(decision_store.load(connection))}
            rows = decision_store.redactions(connection)
        told = [[numbers[row.decision], row.time, row.researcher, row.what] for row in rows]
        return pd.DataFrame(told, columns=["number", "time", "researcher", "what"])

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
