"""Questions to a study as tables and pictures: which codes go together, who speaks of what, how many do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import isfinite
from typing import TYPE_CHECKING, Literal

from cxresearch.domain.corpus import Segment
from cxresearch.domain.identity import natural
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import below_of, codings_by_segment
from cxresearch.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from cxresearch.figures.charts import Figure

Of = Literal["codes", "themes"]
By = Literal["segments", "participants"]

MANY, BANDS = 6, 4

NOT_GIVEN = "not given"
"""The column of participants who have no value for an attribute."""

Groups = Mapping[str, Sequence[Segment]]
"""Name of a code or theme to the segments in it."""


class Questions:
    """Tables about a study as it stands; `Study.questions` gives them.

    Hidden quotes are left out. A code is on a segment when it is on any word of it, and what stands below a code
    counts for it too unless `below` is false. Rows come in the order of the codebook, or of the themes.

    Parameters
    ----------
    reading
        Gives the reading as it stands.
    """

    def __init__(self, reading: Callable[[], Reading]) -> None:
        self._reading = reading

    def co_occurrence(self, of: Of = "codes", *, by: By = "segments", below: bool = True) -> pd.DataFrame:
        """Return how often each two codes go together; on the diagonal, how often each occurs.

        Parameters
        ----------
        of
            ``"codes"``; or ``"themes"``, which go together only ``by="participants"``.
        by
            ``"segments"``: on the same segment; ``"participants"``: said by the same participant.
        below
            Count what stands below a code for it too.

        Returns
        -------
        pandas.DataFrame
            Square and symmetric, counts.
        """
        import pandas as pd

        if by not in ("segments", "participants"):
            raise InputError(f"Things go together in segments or in participants, not in {by!r}.")
        groups = self._groups(of, below)
        sets = {name: {s.id if by == "segments" else s.participant for s in held} for name, held in groups.items()}
        counts = [[len(sets[one] & sets[other]) for other in sets] for one in sets]
        return pd.DataFrame(counts, index=_axis(sets, of), columns=_axis(sets, of), dtype=int)

    def by_participant(self, of: Of = "codes", *, below: bool = True) -> pd.DataFrame:
        """Return how many segments of each code or theme each participant contributed."""
        import pandas as pd

        groups = self._groups(of, below)
        people = [person.id for person in self._reading().corpus.participants]
        counts = [[sum(s.participant == who for s in held) for who in people] for held in groups.values()]
        return pd.DataFrame(counts, index=_axis(groups, of), columns=_axis(people, "participant"), dtype=int)

    def by_attribute(
        self, attribute: str, of: Of = "codes", *, by: By = "participants", below: bool = True
    ) -> pd.DataFrame:
        """Return each code or theme by the values of an attribute of participants.

        Parameters
        ----------
        attribute
            Such as ``"role"``; participants without a value come last, as *not given*. Numbers of more than
            `MANY` kinds, such as ages, are put into bands of about equally many participants.
        of
            ``"codes"`` or ``"themes"``.
        by
            ``"participants"``: how many have said something of it; ``"segments"``: how many segments.
        below
            Count what stands below a code for it too.

        Returns
        -------
        pandas.DataFrame
            Counts; ``frame.attrs["participants"]`` says how many participants there are of each value, without which
            the counts cannot be compared.

        Raises
        ------
        InputError
            When no participant has such an attribute.
        """
        import pandas as pd

        people = self._reading().corpus.participants
        known = sorted({name for person in people for name in person.attributes}, key=natural)
        if attribute not in known:
            there = ", ".join(known) or "none yet; lay a table over the study with describe()"
            raise InputError(f"Participants have no attribute {attribute!r}; there are: {there}.")
        given = {person.id: str(person.attributes.get(attribute, "")).strip() for person in people}
        shown = _banded([said for said in given.values() if said])
        value = {who: shown.get(said, NOT_GIVEN) for who, said in given.items()}
        values = [*dict.fromkeys(shown.values()), *([NOT_GIVEN] if NOT_GIVEN in value.values() else [])]
        groups = self._groups(of, below)
        rows = []
        for held in groups.values():
            said = [s.participant for s in held] if by == "segments" else sorted({s.participant for s in held})
            rows.append([sum(value[who] == v for who in said) for v in values])
        frame = pd.DataFrame(rows, index=_axis(groups, of), columns=_axis(values, attribute), dtype=int)
        frame.attrs["participants"] = {v: list(value.values()).count(v) for v in values}
        return frame

    def frequency(self, of: Of = "codes", *, below: bool = True) -> pd.DataFrame:
        """Return how many participants and how many segments each code or theme has, most participants first.

        Returns
        -------
        pandas.DataFrame
            ``participants``, ``of`` how many, their ``share`` (0–1), ``segments``.
        """
        import pandas as pd

        everybody = len(self._reading().corpus.participants)
        groups = self._groups(of, below)
        rows = [
            {
                "participants": len({s.participant for s in held}),
                "of": everybody,
                "share": len({s.participant for s in held}) / everybody if everybody else 0.0,
                "segments": len(held),
            }
            for held in groups.values()
        ]
        frame = pd.DataFrame(rows, index=_axis(groups, of), columns=["participants", "of", "share", "segments"])
        return frame.sort_values(["participants", "segments"], ascending=False, kind="stable")

    def picture(self, frame: pd.DataFrame) -> Figure:
        """Draw one of these tables.

        Raises
        ------
        InputError
            When the table is not of counts.
        """
        from cxresearch.figures import charts

        if {"participants", "of", "segments"} <= set(frame.columns):
            people, segments = frame["participants"].tolist(), frame["segments"].tolist()
            of = int(frame["of"].max()) if len(frame) else 0
            return charts.frequency([str(name) for name in frame.index], people, segments, of)
        rows, columns = [str(name) for name in frame.index], [str(name) for name in frame.columns]
        values = frame.to_numpy().tolist()
        if any(not isinstance(value, int) for row in values for value in row):
            raise InputError("Only a table of counts can be drawn; take one from study.questions.")
        if rows == columns:
            return charts.co_occurrence(rows, values)
        sizes = frame.attrs.get("participants", {})
        columns = [f"{name} ({sizes[name]})" if name in sizes else name for name in columns]
        return charts.theme_matrix(rows, columns, values)

    def _groups(self, of: Of, below: bool) -> dict[str, list[Segment]]:
        """Return the segments of each code or theme."""
        reading = self._reading()
        if of == "themes":
            names = _unique([(theme.key, theme.name) for theme in reading.themes])
            return {names[theme.key]: list(reading.members[theme.key]) for theme in reading.themes}
        if of != "codes":
            raise InputError(f"Tables are made of codes or of themes, not of {of!r}.")
        parents = {code.key: code.parent for code in reading.codes}
        under = {code.key: {code.key, *(below_of(parents, code.key) if below else ())} for code in reading.codes}
        on = {id_: {coding.code for coding in codings} for id_, codings in codings_by_segment(reading).items()}
        shown = [
            segment for segment in reading.corpus.segments if segment.id in on and segment.id not in reading.hidden
        ]
        found: dict[str, list[Segment]] = {code.path: [] for code in reading.codes}
        for segment, code in product(shown, reading.codes):
            if not on[segment.id].isdisjoint(under[code.key]):
                found[code.path].append(segment)
        return found


def _banded(said: Sequence[str]) -> dict[str, str]:
    """Return what is shown for each value of an attribute, in order: itself, or the band a number falls into.

    Examples
    --------
    >>> _banded(["23", "29", "35", "41", "46", "52", "57", "66"])["41"]
    '35–41'
    """
    try:
        numbers = {value: float(value) for value in said}
    except ValueError:
        numbers = {}
    if len(numbers) <= MANY or not all(map(isfinite, numbers.values())):
        return {value: value for value in sorted(set(said), key=natural)}
    order = sorted(said, key=lambda value: (numbers[value], value))
    band = {value: order.index(value) * BANDS // len(order) for value in order}
    ends = {at: [value for value in order if band[value] == at] for at in band.values()}
    return {value: f"{ends[at][0]}–{ends[at][-1]}" for value, at in band.items()}


def _unique(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return a name for each key that no other key has."""
    names = [name for _, name in named]
    return {key: name if names.count(name) == 1 else f"{name} ({key})" for key, name in named}


def _axis(names: Sequence[str] | Mapping[str, object], title: str) -> pd.Index:
    import pandas as pd

    return pd.Index(list(names), name=title, dtype=object)
