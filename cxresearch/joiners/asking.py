"""What a researcher can ask a study: search it, count in it, compare researchers, read its history."""

from __future__ import annotations

import warnings
from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxresearch.domain import editing
from cxresearch.domain.copies import union
from cxresearch.domain.decision import Decision
from cxresearch.domain.judgements import settling
from cxresearch.domain.seeing import CODED_THROUGH, Through
from cxresearch.errors import InputError
from cxresearch.joiners import analysing, history
from cxresearch.joiners.comparing import Comparison, What
from cxresearch.joiners.deciding import Deciding
from cxresearch.joiners.questions import Questions
from cxresearch.joiners.searching import By, Named, Search, Where

if TYPE_CHECKING:
    import pandas as pd


class Asking(Deciding):
    """The questions of a study; `Study` adds the file that is asked."""

    @abstractmethod
    def _decisions_of(self, copy: str | Path) -> tuple[Decision, ...]:
        """Return the decisions of another copy of the study."""

    @abstractmethod
    def _bar(self) -> AbstractContextManager[Callable[[int, int, str], None] | None]:
        """Give long work something to report to."""

    @cached_property
    def searching(self) -> Search:
        """The search, as views use it: hits with the offsets to highlight."""
        return Search(self.reading)

    @property
    def questions(self) -> Questions:
        """Tables and pictures: which codes go together, who speaks of what, how many do."""
        return Questions(self.reading)

    def search(
        self,
        query: str,
        *,
        by: By = "words",
        participant: Named = (),
        source: Named = (),
        theme: Named = (),
        code: Named = (),
        tag: Named = (),
        attribute: Named = (),
        role: Named = "participant",
        limit: int = 100,
    ) -> pd.DataFrame:
        """Search what was said.

        Parameters
        ----------
        query
            Words, all of which are wanted, whatever their case and accents; ``"a phrase"``; ``begin*``; ``-without``;
            ``this OR that``. For meaning, a sentence or a few words.
        by
            ``"words"``, in transcript order; or ``"meaning"``, closest first.
        participant, source, theme, code, tag, attribute, role
            Among what, each a name or several of which one is enough: ids; interviews by name or id; themes by name
            or key, or ``"unsorted"``; codes with what is below them; labels; ``"role=carer"``; who speaks
            (``"any"`` for everybody).
        limit
            How many rows at most; ``frame.attrs["total"]`` says how many there are.

        Returns
        -------
        pandas.DataFrame
            A row per hit; ``found`` holds the offsets of the words in ``text``. When the sentence model does not
            know a language that is searched by meaning, a warning says so.
        """
        where = Where(participant, source, theme, code, tag, attribute, role)
        with self._bar() as progress:
            found = self.searching.find(query, by=by, where=where, limit=limit, progress=progress)
        if found.note:
            warnings.warn(found.note, UserWarning, stacklevel=2)
        return self.searching.frame(found)

    def parts(self, theme: str) -> dict[str, tuple[str, ...]]:
        """Look for sub-themes of a theme, given by key or present name; nothing changes.

        Returns
        -------
        dict of str to tuple of str
            A name for each of 2–5 parts, and its most typical quotes; nothing where the theme is of one piece.
            ``study.split_by_seeds(theme, study.parts(theme), below=True)`` takes them over as they are.
        """
        reading = self.reading()
        return analysing.parts_of(reading, editing.theme_key(reading, theme))

    def agreement(
        self,
        what: What = "codes",
        *,
        researchers: Sequence[str] = (),
        machine: bool = False,
        through: Through | bool = False,
        copies: Sequence[str | Path] = (),
        seed: int = 0,
    ) -> pd.DataFrame:
        """Measure how far researchers agree, on what they have all seen, with 95 % intervals.

        A researcher has seen a segment when they decided anything about it, or said `coded_through` of its interview;
        text that one has not seen does not count, for it would only inflate agreement.

        Parameters
        ----------
        what
            ``"codes"``, ``"tags"`` or ``"themes"``.
        researchers
            Whom to compare; default everybody who decided something of the kind.
        machine
            Compare with what the model suggests, too.
        through
            Researcher to the interviews they coded through; True: everybody coded everything through.
        copies
            Other copies of the study whose decisions count here too, without taking them in.
        seed
            For the resampling behind the intervals.

        Returns
        -------
        pandas.DataFrame
            A row per code, label or theme, and one over all codes or labels: n, prevalence, percent agreement,
            kappa (Cohen's for two, Fleiss' for more), fleiss, alpha (Krippendorff's), ac1 (Gwet's) and for codes
            ``spans`` (alpha of where in the text they are), each with ``_low`` and ``_high``.
        """
        compared = self._compared(what, researchers, machine, through, copies)
        if compared.note:
            warnings.warn(compared.note, UserWarning, stacklevel=2)
        return compared.figures(seed=seed)

    def disagreements(
        self,
        what: What = "codes",
        *,
        researchers: Sequence[str] = (),
        machine: bool = False,
        through: Through | bool = False,
        copies: Sequence[str | Path] = (),
    ) -> pd.DataFrame:
        """List what researchers differ about and nobody has settled; see `agreement` for the arguments.

        ``settle(segment, field, value)`` with the first two columns settles one: True or False for a code or a label,
        a name for a theme.
        """
        return self._compared(what, researchers, machine, through, copies).to_settle()

    def _compared(self, what: What, *options: Any) -> Comparison:
        researchers, machine, through, copies = options
        decisions = union(self.decisions, *(self._decisions_of(copy) for copy in copies))
        return Comparison(
            self.reading(),
            decisions,
            self.reading(as_of=0),
            what=what,
            researchers=researchers,
            machine=machine,
            through=through,
        )

    def settle(self, target: str, field: str, value: Any) -> Decision:
        """Say what holds where people differ about a field; see ``study.reading().conflicts`` and `disagreements`."""
        return self.write_all(settling(self.reading(), target, field, value, by=self.researcher))[0]

    def coded_through(self, *sources: str) -> tuple[Decision, ...]:
        """Say that you went through interviews (ids or names; none: all) from beginning to end.

        What you did not code in them then counts as seen and left uncoded. It is a memo on each, and can be undone.
        """
        known = {name: source.id for source in self.reading().corpus.sources for name in (source.id, source.name)}
        for name in sources:
            if name not in known:
                raise InputError(f"There is no interview {name!r}; see study.segments for their names.")
        chosen = dict.fromkeys(known[name] for name in sources or known)
        return tuple(self.memo(source, CODED_THROUGH) for source in chosen)

    @property
    def activity(self) -> pd.DataFrame:
        """Who decided what, when and from which suggestion: a row per decision, in plain sentences."""
        return history.frame(self._history())

    def save_activity(self, path: str | Path) -> Path:
        """Write the history to a file, ``.csv`` or ``.json``, and return where it lies."""
        return history.save(self._history(), Path(path).expanduser())

    def _history(self) -> tuple[history.Activity, ...]:
        names = {persona.key: persona.name for persona in self.personas}
        return history.sentences(self.reading(), self.decisions, suggested=self.reading(as_of=0), names=names)
