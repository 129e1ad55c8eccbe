"""Drafting: each kind of analysis is planned, made or brought back, and stored as one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cxresearch.domain import editing
from cxresearch.domain.decision import Decision
from cxresearch.domain.persona import Persona
from cxresearch.domain.reading import Reading
from cxresearch.domain.splitting import nearest_seeds
from cxresearch.domain.suggestion import AnalysisRun
from cxresearch.errors import DecisionRefused, InputError
from cxresearch.joiners import analysing
from cxresearch.joiners.analysing import Progress
from cxresearch.joiners.asking import Asking
from cxresearch.joiners.previews import Preview, compare
from cxresearch.joiners.readings import Readings
from cxresearch.store import runs
from cxresearch.store.database import Database, now
from cxresearch.views import progress as progress_views

Draft = Callable[[Sequence[Mapping[str, frozenset[str]]], Progress | None], analysing.Drafted]


class Drafting(Asking):
    """The models of a study; `Study` adds the file that their runs are written to."""

    path: Path
    _database: Database
    _readings: Readings
    _progress: Progress | None
    _previewed: analysing.Drafted | None = None
    """What the last preview drafted, so that the run itself need not draft it again."""

    def theme(self, n_themes: int | None = None, *, seed: int = 0, language: str | None = None) -> AnalysisRun:
        """Draft themes over everything participants said; decisions stay, and are learned from.

        Parameters
        ----------
        n_themes
            Exactly so many; default as many as the material carries.
        seed
            For whatever is random in the model; the same seed gives the same themes.
        language
            ISO 639-1 code; default the language most is said in.
        """
        reading = self._spoken()
        language = language or analysing.main_language(reading)
        run = analysing.plan_themes(reading, n_themes=n_themes, seed=seed, language=language)
        return self._run(run, lambda past, bar: analysing.draft_themes(reading, run, past=past, progress=bar))

    def preview(self, n_themes: int | None = None, *, seed: int = 0, language: str | None = None) -> Preview:
        """Say what `theme` with the same arguments would change; nothing is stored.

        The draft is kept in memory, so that `theme` need not make it again.
        """
        reading = self._spoken()
        language = language or analysing.main_language(reading)
        run = analysing.plan_themes(reading, n_themes=n_themes, seed=seed, language=language)
        with self._database.read() as connection:
            known = any(old.id == run.id for old in runs.runs(connection, run.kind))
            themes, memberships = runs.themes_of(connection, run.id)
        if not known:
            drafted = self._drafted(
                run, lambda past, bar: analysing.draft_themes(reading, run, past=past, progress=bar)
            )
            themes, memberships = drafted.themes, drafted.memberships
            self._previewed = drafted
        suggested = replace(self._readings.suggestions, themes=themes, memberships=memberships)
        return compare(reading, self._readings.if_suggested(suggested))

    def tag(self, *, language: str | None = None) -> AnalysisRun:
        """Tag segments with think, feel, say, do and pain, need, goal, gain; learns from corrections."""
        reading = self._spoken()
        run = analysing.plan_tags(reading, language=language or analysing.main_language(reading))
        return self._run(run, lambda _, bar: analysing.draft_tags(reading, run, progress=bar))

    def draft_personas(self, n_personas: int | None = None, *, seed: int = 0) -> tuple[Persona, ...]:
        """Draft 1–5 personas from themes, tags and attributes, and return them as they now stand."""
        reading = self._spoken()
        if "themes" not in reading.runs or "tags" not in reading.runs:
            raise InputError("Personas rest on themes and tags; call theme() and tag() first.")
        run = analysing.plan_personas(reading, n_personas=n_personas, seed=seed)
        self._run(run, lambda past, bar: analysing.draft_personas(reading, run, past=past, progress=bar))
        return self.personas

    def split_by_seeds(self, theme: str, seeds: Mapping[str, Sequence[str]], *, below: bool = False) -> Decision:
        """Split a theme by a few chosen quotes; each of its other quotes follows the one most like it.

        Parameters
        ----------
        theme
            Key or present name.
        seeds
            New name to segment ids; quotes given under the theme's own name stay, with those like them.
        below
            Make the parts sub-themes.
        """
        reading = self.reading()
        chosen = _chosen(reading, seeds)
        editing.split(reading, theme, chosen, below=below)  # refused before anything is compared
        along = _along(reading, theme, chosen)
        return self.write(editing.split(reading, theme, chosen, below=below, followers=along))

    def part_sizes(self, theme: str, seeds: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Say how many quotes each part would have if a theme were split by these; see `split_by_seeds`."""
        reading = self.reading()
        chosen = _chosen(reading, seeds)
        along = _along(reading, theme, chosen)
        return {name: len({*ids, *along.get(name, ())}) for name, ids in chosen.items()}

    def _spoken(self) -> Reading:
        reading = self.reading()
        if not reading.corpus.segments:
            raise InputError(f"{self.path.name} holds no participant speech yet; add transcripts first.")
        return reading

    @contextmanager
    def _bar(self) -> Iterator[Progress | None]:
        """Give long work something to report to: what the caller wants, a bar in notebooks, else nothing."""
        if self._progress is not None or not progress_views.in_notebook():
            yield self._progress
        else:
            with progress_views.notebook_bar() as show:
                yield show

    def _run(self, run: AnalysisRun, draft: Draft) -> AnalysisRun:
        """Make a run and store it, or bring back the stored one that had the same inputs."""
        with self._database.read() as connection:
            earlier = runs.runs(connection, run.kind)
        if any(old.id == run.id for old in earlier):
            if earlier[0].id != run.id:
                with self._database.write() as connection:
                    runs.renew_run(connection, run, now())
                self._readings.changed()
            return run
        drafted, self._previewed = self._drafted(run, draft), None
        with self._database.write() as connection:
            stored = replace(run, time=now())
            runs.save_run(
                connection,
                stored,
                themes=drafted.themes,
                memberships=drafted.memberships,
                tags=drafted.tags,
                personas=drafted.personas,
            )
        self._readings.changed()
        return stored

    def _drafted(self, run: AnalysisRun, draft: Draft) -> analysing.Drafted:
        """Make a run without storing it, unless the last preview made it already."""
        if self._previewed is None or self._previewed.run.id != run.id:
            with self._database.read() as connection:
                members = runs.persona_members_of if run.kind == "personas" else runs.members_of
                earlier = runs.runs(connection, run.kind) if run.kind != "tags" else []
                past = [members(connection, old.id) for old in earlier]
            with self._bar() as progress:
                return draft(past, progress)
        return self._previewed


def _chosen(reading: Reading, seeds: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the ids that the chosen segments have today."""
    unknown = [id_ for ids in seeds.values() for id_ in ids if reading.corpus.resolve(id_) is None]
    if unknown:
        raise DecisionRefused(f"There is no segment {unknown[0]!r} in this study; take ids from study.segments.")
    return {name: [reading.segment(id_).id for id_ in ids] for name, ids in seeds.items()}


def _along(reading: Reading, theme: str, chosen: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Return which of a theme's quotes follow which of those chosen for its parts, and how surely."""
    members = [segment.id for segment in reading.members[editing.theme_key(reading, theme)]]
    near = analysing.likeness(reading, members, [id_ for ids in chosen.values() for id_ in ids])
    return nearest_seeds(near, chosen)
