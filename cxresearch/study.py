"""A study: one file on disk, and everything a researcher does with it."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.domain import editing, editing_text
from cxresearch.domain.copies import TakenIn
from cxresearch.domain.decision import Decision
from cxresearch.domain.drafting import personas_of
from cxresearch.domain.empathy import EmpathyMap, empathy_map
from cxresearch.domain.importing import ImportRow
from cxresearch.domain.persona import Persona
from cxresearch.domain.reading import Reading
from cxresearch.domain.text import storable
from cxresearch.errors import InputError
from cxresearch.joiners import analysing, importing, merging
from cxresearch.joiners.analysing import Progress
from cxresearch.joiners.codebooks import Codebook
from cxresearch.joiners.drafting import Drafting
from cxresearch.joiners.mapping import ThemeMap
from cxresearch.joiners.readings import Readings
from cxresearch.joiners.reviewing import Review
from cxresearch.store import sources
from cxresearch.store.database import Database

if TYPE_CHECKING:
    import pandas as pd

    from cxresearch.exports.base import ExportContext
    from cxresearch.views.base import View

PathLike = str | Path


class Study(Drafting):
    """A study file, opened or created.

    Parameters
    ----------
    path
        Where the study lies, such as ``"benefits.cxr"``.
    researcher
        Who is working; default the name you are logged in with. Every decision carries it.
    read_only
        Look, but never write.
    progress
        Called with (done, total, what is being done) during long work; default a bar in notebooks.

    Raises
    ------
    InputError
        When the file is something else than a study.
    StudyDamaged
        When its content does not match its checksums.

    Examples
    --------
    >>> import tempfile
    >>> study = Study(Path(tempfile.mkdtemp()) / "empty.cxr", researcher="Ana")
    >>> study
    Study('empty.cxr': 0 interviews, 0 participants, 0 segments, 0 decisions)
    >>> study.close()
    """

    def __init__(
        self,
        path: PathLike,
        *,
        researcher: str | None = None,
        read_only: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.path = Path(path).expanduser()
        self.researcher = researcher or getpass.getuser()
        self._progress = progress
        self._database = Database(self.path, read_only=read_only)
        self._readings = Readings(self._database, self.path.stem)

    # ── files in ─────────────────────────────────────────────────────────────────────────────────────────────────

    def add(
        self,
        *paths: PathLike,
        attributes: PathLike | None = None,
        interviewers: Iterable[str] = (),
        language: str = "auto",
        pseudonymise: bool = True,
        roster: Iterable[str] = (),
        speakers: Mapping[str, str] | None = None,
        preview: bool = False,
    ) -> pd.DataFrame:
        """Read transcripts into the study; files it already holds change nothing.

        Parameters
        ----------
        *paths
            Files, or folders that are read recursively.
        attributes
            A table (CSV) with a row per participant; see `describe`. Columns *speaker* and *role* or *participant*
            (and *file*, where a label means somebody else in another file) settle who a label is.
        interviewers
            Names of the people who interviewed, where labels do not tell.
        language
            ``"auto"``, or an ISO 639-1 code for all files.
        pseudonymise
            Replace names and other identifiers by stand-ins before anything is stored.
        roster
            Further names to replace.
        speakers
            Who a label is, where that is guessed wrongly: a role, or a participant's id, such as
            ``{"Lou": "interviewer", "Anna K.": "P4"}``.
        preview
            Say how the files would be read, and store nothing.

        Returns
        -------
        pandas.DataFrame
            A row per file: what was read, skipped and why.
        """
        import pandas as pd

        from cxresearch.readers.attributes import told_speakers

        if language != "auto" and not (2 <= len(language) <= 3 and language.isalpha()):
            raise InputError(f"{language!r} is not a language code; write auto, or two letters such as en, de or fa.")
        told = told_speakers(speakers or {}, Path(attributes).expanduser() if attributes else None)
        options = importing.ImportOptions(tuple(interviewers), language, pseudonymise, tuple(roster), told)
        wanted = [Path(path).expanduser() for path in paths]
        with self._bar() as progress:
            if preview:
                rows = importing.preview_files(wanted, options, progress=progress)
            else:
                rows = importing.import_files(self._database, wanted, options, progress=progress)
        self._readings.changed()
        if attributes is not None and not preview and any(row.status != "skipped" for row in rows):
            self.describe(attributes)
        columns = list(ImportRow.__slots__)
        return pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=columns)

    def describe(self, table: PathLike) -> list[str]:
        """Lay a table of attributes (age, role, NPS …) over the participants.

        Returns
        -------
        list of str
            The rows that fit no participant, in words.

        Raises
        ------
        InputError
            When the table cannot be read, or none of its columns names participants.
        """
        from cxresearch.readers.attributes import match_attributes, read_table

        rows = read_table(Path(table).expanduser())
        key = importing.load_key(self.path)
        corpus = self.reading().corpus
        voices = {source.name: sorted({v for v in source.participants if v}) for source in corpus.sources}
        people = [person.id for person in corpus.participants]
        matched, unmatched = match_attributes(rows, participants=people, files=voices, key=key)
        with self._database.write() as connection:
            sources.set_attributes(connection, matched)
        self._readings.changed()
        return unmatched

    def correct(self, source: str, start: int, end: int, words: str) -> Decision:
        """Put other words in place of some that were transcribed wrongly; decisions find their quotes again.

        Parameters
        ----------
        source
            Id or name.
        start, end
            Half-open, in code points of the source's text (`cxresearch.domain.spans.text_of`), inside one turn.
        words
            The right words; names in them are replaced by their stand-ins. Nothing at all takes words out.
        """
        reading = self.reading()
        held = reading.corpus.source_by_id.get(source)
        hidden = importing.hide_known(self.path, words, held.language if held else analysing.main_language(reading))
        return self.write(editing_text.correct(reading, self.decisions, source, start, end, hidden))

    # ── the reading ──────────────────────────────────────────────────────────────────────────────────────────────

    def reading(self, *, as_of: int | None = None) -> Reading:
        """Return what stands now: every decision laid over the newest suggestions.

        Parameters
        ----------
        as_of
            Number of a decision: what stood right after it.
        """
        return self._readings.current() if as_of is None else self._readings.as_of(as_of)

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The personas as they stand."""
        return personas_of(self.reading())

    def empathy_map(self, scope: str = "everybody") -> EmpathyMap:
        """Return the empathy map of everybody, a persona, a participant, or ``attribute=value``."""
        return empathy_map(self.reading(), scope=scope)

    @property
    def segments(self) -> pd.DataFrame:
        """A row per segment: who said what, theme, labels."""
        from cxresearch.joiners import frames

        return frames.segments(self.reading())

    @property
    def themes(self) -> pd.DataFrame:
        """A row per theme."""
        from cxresearch.joiners import frames

        return frames.themes(self.reading())

    @property
    def participants(self) -> pd.DataFrame:
        """A row per participant, with attributes."""
        from cxresearch.joiners import frames

        return frames.participants(self.reading())

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision ever made in this study, in order."""
        return self._readings.decisions

    @property
    def review(self) -> Review:
        """The review of pseudonyms: what was hidden, what was not, and hiding or revealing afterwards."""
        return Review(self._database, self.researcher, self._readings.changed)

    @property
    def theme_map(self) -> ThemeMap:
        """Where quotes lie by meaning, on a plane: `draw` it once, then look at `places`, or in the workbench."""
        return ThemeMap(self._database, self.reading, self._bar)

    @property
    def codebook(self) -> Codebook:
        """The codebook: a tree of codes, and the words they are on."""
        return Codebook(self)

    def take_in(self, copy: PathLike) -> TakenIn:
        """Take in what was decided, read and analysed in another copy of this study; nothing is overwritten.

        The study is backed up first, the copy is only read, and either copy taking in the other reads the same.

        Returns
        -------
        TakenIn
            What was new; print it for a summary. Its conflicts are those to `settle`.
        """
        return merging.take_in(self._database, self._readings, Path(copy).expanduser(), researcher=self.researcher)

    def _decisions_of(self, copy: PathLike) -> tuple[Decision, ...]:
        return merging.decisions_of(self._database, Path(copy).expanduser())

    def write_all(self, intents: Sequence[editing.Intent]) -> tuple[Decision, ...]:
        """Write several decisions down in one go: all are on disk when this returns, or none."""
        clean = [replace(intent, payload=storable(intent.payload), quote=storable(intent.quote)) for intent in intents]
        return self._readings.write(clean, researcher=storable(self.researcher)) if clean else ()

    @property
    def import_rows(self) -> tuple[ImportRow, ...]:
        """What became of each file in the study."""
        with self._database.read() as connection:
            return tuple(ImportRow(**account) for account in sources.accounts(connection))

    # ── out ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def export(self, out: PathLike, *, to: Sequence[str] = ("html", "csv", "json")) -> tuple[Path, ...]:
        """Write the study in other formats; see `cxresearch.exports.EXPORTERS` for the keys.

        Returns
        -------
        tuple of Path
            The files written.
        """
        from cxresearch.exports import export

        return export(self.reading(), to=to, out=Path(out).expanduser(), context=self.context())

    def context(self) -> ExportContext:
        """Return what every export says beside the reading: title, import, pseudonyms, time."""
        from cxresearch.exports.base import ExportContext

        return ExportContext(
            title=self.title,
            import_rows=self.import_rows,
            pseudonymised=self.pseudonymised,
            created=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        )

    @property
    def title(self) -> str:
        """The study's name as a heading: ``benefits-2026.cxr`` is *Benefits 2026*."""
        words = " ".join(self.path.stem.replace("_", " ").replace("-", " ").split())
        return words[:1].upper() + words[1:]

    @property
    def pseudonymised(self) -> bool:
        """Whether text was pseudonymised at import."""
        return importing.key_path(self.path).exists()

    def workbench(self, *views: str) -> View:
        """Show the views in which a study is refined, as a widget; one or some of them when named."""
        from cxresearch.joiners.desk import workbench

        # Jupyter may answer a widget in a thread of its own while a cell runs: each works on its own connection.
        own = Study(self.path, researcher=self.researcher, read_only=self._database.read_only)
        return workbench(own, *views)

    def backup(self) -> Path:
        """Copy the study beside itself, verify the copy, and return where it lies."""
        return self._database.backup()

    def check(self) -> list[str]:
        """Verify the study file; return what is wrong, in sentences (empty: all is well)."""
        return self._database.check()

    def close(self) -> None:
        """Close the file. Nothing is pending: every edit is on disk when it is made."""
        self._database.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        reading = self.reading()
        corpus = reading.corpus
        return (
            f"Study({self.path.name!r}: {len(corpus.sources)} interviews, {len(corpus.participants)} participants, "
            f"{len(corpus.segments)} segments, {reading.as_of} decisions)"
        )
