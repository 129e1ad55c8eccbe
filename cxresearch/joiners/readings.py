"""The readings of an open study: read what is new in the file, keep the rest, fold."""

from __future__ import annotations

from collections.abc import Sequence

from cxresearch.domain.collecting import uncollected
from cxresearch.domain.copies import in_order
from cxresearch.domain.decision import Decision, participants_of_speakers, roles_of
from cxresearch.domain.editing import Intent
from cxresearch.domain.folding import fold
from cxresearch.domain.folding_state import Ground
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import Suggestions
from cxresearch.joiners import correcting
from cxresearch.store import decisions as decision_store
from cxresearch.store import runs, sources
from cxresearch.store.database import Database, now


class Readings:
    """What stands in a study file, read again only where the file has changed.

    Decisions are append-only, so those read once are kept and later ones added. The corpus and the suggestions
    are kept as long as neither a source, nor a speaker, nor an analysis run has changed, whoever changed it: another
    window on the same file counts like this one.

    Parameters
    ----------
    database
        The open study file.
    study
        The study's name, carried into readings.
    """

    def __init__(self, database: Database, study: str) -> None:
        self._database = database
        self._study = study
        self._writes = 0
        self._seen: tuple[int, int] | None = None
        self._stamp: object = None
        self._hidden: object = None
        self._written: tuple[Decision, ...] = ()
        self._decided: tuple[Decision, ...] = ()
        self._ground: Ground | None = None
        self._reading: Reading | None = None

    def changed(self) -> None:
        """Note that this program has written something else than a decision."""
        self._writes += 1

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision ever made, in order."""
        self.current()
        return self._decided

    def current(self) -> Reading:
        """Return what stands now."""
        seen = (self._database.data_version, self._writes)
        if self._reading is not None and seen == self._seen:
            return self._reading
        with self._database.read() as connection:
            hidden = decision_store.stamp(connection)
            known = self._written if hidden == self._hidden else ()
            written = (*known, *decision_store.load(connection, after=known[-1].number if known else 0))
            decided = in_order(written)
            roles, people = roles_of(decided), participants_of_speakers(decided)
            stamp = (sources.stamp(connection), runs.stamp(connection), roles, people, hidden)
            if self._ground is None or stamp != self._stamp:
                with uncollected():
                    corpus = sources.load_corpus(connection, roles=roles, people=people)
                    self._ground = Ground(corpus, runs.newest(connection))
        self._written, self._decided, self._stamp, self._seen = written, decided, stamp, seen
        self._hidden = hidden
        self._reading = self._fold(self._ground, decided)
        return self._reading

    def as_of(self, number: int) -> Reading:
        """Return what stood right after a decision, over the suggestions of today."""
        self.current()
        heard = tuple(decision for decision in self._decided if decision.number <= number)
        roles, people = roles_of(heard), participants_of_speakers(heard)
        now_said = roles_of(self._decided), participants_of_speakers(self._decided)
        ground = self._ground
        if ground is None or (roles, people) != now_said:
            with self._database.read() as connection:
                corpus = sources.load_corpus(connection, roles=roles, people=people)
                ground = Ground(corpus, runs.newest(connection))
        return self._fold(ground, heard)

    def if_suggested(self, suggestions: Suggestions) -> Reading:
        """Return what would stand if these were the newest suggestions; nothing is stored."""
        current = self.current()
        return self._fold(Ground(current.corpus, suggestions), self._decided)

    @property
    def suggestions(self) -> Suggestions:
        """The newest suggestions, as stored."""
        self.current()
        return self._ground.suggestions if self._ground else Suggestions()

    def _fold(self, ground: Ground, decided: Sequence[Decision]) -> Reading:
        with uncollected():
            return fold(
                study=self._study,
                corpus=ground.corpus,
                suggestions=ground.suggestions,
                decisions=decided,
                ground=ground,
            )

    def write(self, intents: Sequence[Intent], *, researcher: str) -> tuple[Decision, ...]:
        """Write decisions down in one transaction; they are on disk when this returns."""
        on_screen = self.current().runs
        with self._database.write() as connection:
            made = tuple(
                decision_store.append(
                    connection,
                    time=now(),
                    researcher=researcher,
                    kind=intent.kind,
                    target=intent.target,
                    payload=intent.payload,
                    run=on_screen[kind].id if (kind := _run_of(intent)) in on_screen else None,
                    quote=intent.quote,
                )
                for intent in intents
            )
            if any(decision.kind in ("text.correct", "undo") for decision in made):
                correcting.renew(connection, (*self._decided, *made))
        self._writes += 1
        return made


def _run_of(intent: Intent) -> str:
    """Return the kind of analysis run whose suggestions a decision is about."""
    return "tags" if intent.kind == "tag.set" else "personas" if intent.kind.startswith("persona") else "themes"
