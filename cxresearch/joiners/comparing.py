"""Researchers compared with each other, or with the model: figures of agreement, and what to settle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from cxresearch.domain import judgements, seeing
from cxresearch.domain.decision import Decision
from cxresearch.domain.judgements import MODEL, Answer, Disagreement, Judgements
from cxresearch.domain.reading import UNSORTED, Reading
from cxresearch.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

What = Literal["codes", "tags", "themes"]
_FIGURES = ("percent", "kappa", "fleiss", "alpha", "ac1")
COLUMNS = ("n", "prevalence", *(f"{name}{end}" for name in _FIGURES for end in ("", "_low", "_high")))
SPAN_COLUMNS = ("spans", "spans_low", "spans_high")


class Comparison:
    """Researchers beside each other.

    Parameters
    ----------
    reading
        What stands.
    decisions
        Every decision; those of copies that were not taken in may be among them.
    suggested
        The reading without any decision.
    what
        ``"codes"``, ``"tags"`` or ``"themes"``.
    researchers
        Whom to compare; default everybody who decided something of the kind.
    machine
        Compare with what the model suggested too.
    through
        Researcher to the interviews they went through from beginning to end; True: everybody went through everything.

    Raises
    ------
    InputError
        When there are not two to compare.
    """

    def __init__(
        self,
        reading: Reading,
        decisions: Sequence[Decision],
        suggested: Reading,
        *,
        what: What = "codes",
        researchers: Sequence[str] = (),
        machine: bool = False,
        through: seeing.Through | bool = False,
    ) -> None:
        if what not in ("codes", "tags", "themes"):
            raise InputError(f"Agreement can be measured on codes, tags or themes, not on {what!r}.")
        if machine and what == "codes":
            raise InputError("No model codes; compare with the model on tags or themes.")
        own = seeing.own_words(decisions)
        known = sorted({decision.researcher for decision in own})
        named = list(researchers) or sorted({d.researcher for d in own if _about(d, what)})
        unknown = [name for name in named if name not in known]
        if unknown:
            raise InputError(f"{unknown[0]} has decided nothing in this study; there are: {', '.join(known)}.")
        self.researchers = (*named, MODEL) if machine else tuple(named)
        if len(self.researchers) < 2:
            who = f"only {named[0]} has decided" if named else "nobody has decided"
            raise InputError(
                f"Agreement needs two who decided about {what}, and {who} anything. Take in a colleague's copy with "
                "take_in()" + ("." if what == "codes" else ", or compare with the model: machine=True.")
            )
        self.what = what
        self.reading = reading
        self.work = seeing.Work(reading, decisions, seeing.through_of(reading, known, through))
        if what == "codes":
            self.judged = judgements.codes_judged(self.work, self.researchers)
        else:
            judge = judgements.tags_judged if what == "tags" else judgements.themes_judged
            self.judged = judge(self.work, self.researchers, decisions, suggested)
        self.note = _note(self.judged, own, reading) if machine else ""

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """What they differ about and nobody has settled, in corpus order."""
        return judgements.disagreements(self.reading, self.judged)

    def figures(self, *, resamples: int = 1000, seed: int = 0) -> pd.DataFrame:
        """Return a row per code, label or theme, and one over all codes or labels.

        Parameters
        ----------
        resamples
            How often segments (for spans: interviews) are drawn again for the intervals.
        seed
            The same seed gives the same intervals.

        Returns
        -------
        pandas.DataFrame
            ``n`` segments answered by two or more, ``prevalence`` of yes among their answers, and with 95 % intervals
            ``percent`` agreement, ``kappa`` (Cohen's for two, Fleiss' for more), ``fleiss``, ``alpha``
            (Krippendorff's), ``ac1`` (Gwet's); for codes also ``spans``, Krippendorff's alpha of where in the text
            they are, on the text all have seen. The row over all counts each segment once per code or label, and has
            no ``spans``. Empty cells: the answers do not vary, so that the figure says nothing.
        """
        import pandas as pd

        rows = []
        for field, name in self.judged.names.items():
            row = _figures(name, self.judged.answers[field], None if field == "theme" else True, resamples, seed)
            rows.append(row + (self._spans(field, seed) if self.what == "codes" else []))
        if self.what != "themes" and len(rows) > 1:
            row = _figures(f"all {self.what}", self.judged.pooled, True, resamples, seed)
            rows.append(row + ([float("nan")] * len(SPAN_COLUMNS) if self.what == "codes" else []))
        columns = [self.what, *COLUMNS, *(SPAN_COLUMNS if self.what == "codes" else ())]
        frame = pd.DataFrame(rows, columns=columns).set_index(self.what)
        frame.attrs |= {"researchers": list(self.researchers), "segments": len(self.judged.units), "note": self.note}
        return frame

    def _spans(self, field: str, seed: int) -> list[float]:
        from cxresearch.analysis.span_agreement import Continuum, span_alpha

        texts = judgements.continua(self.work, self.researchers, field.removeprefix("code:"))
        found = span_alpha([Continuum(length, spans) for length, spans in texts], seed=seed)
        return [found.value, found.low, found.high]

    def to_settle(self) -> pd.DataFrame:
        """Return a row per disagreement: where, the words, what about, and what each researcher said.

        ``segment`` and ``field`` are what `Study.settle` asks for.
        """
        import pandas as pd

        rows = []
        for found in self.disagreements:
            segment = self.reading.segment(found.segment)
            said = dict(found.said)
            rows.append(
                [
                    found.segment,
                    found.field,
                    found.name,
                    segment.participant,
                    self.reading.corpus.source_by_id[segment.source].name,
                    segment.text,
                    *(self._said(said.get(who)) for who in self.researchers),
                ]
            )
        columns = ["segment", "field", "about", "participant", "source", "text", *self.researchers]
        return pd.DataFrame(rows, columns=columns)

    def _said(self, answer: object) -> str:
        if answer is None:
            return ""
        if isinstance(answer, bool):
            return "yes" if answer else "no"
        return "Unsorted" if answer == UNSORTED else self.reading.theme_by_key[str(answer)].name


def _figures(
    name: str, answers: Sequence[Sequence[Answer]], of: bool | None, resamples: int, seed: int
) -> list[object]:
    """Return one row of `Comparison.figures`; with `of` None the answers are names, of which none is prevalent."""
    from cxresearch.analysis.agreement import agreement

    found = agreement(*answers, of=of, resamples=resamples, seed=seed)
    row: list[object] = [name, found.n, float("nan") if of is None else found.prevalence]
    for figure in _FIGURES:
        estimate = getattr(found, figure)
        row += [estimate.value, estimate.low, estimate.high]
    return row


def _about(decision: Decision, what: What) -> bool:
    """Tell whether a decision is a judgement of a kind."""
    if what == "codes":
        return decision.kind.startswith("coding.")
    if what == "tags":
        return decision.kind == "tag.set"
    return decision.kind in ("segment.move", "segment.pin", "theme.new", "theme.split")


def _note(judged: Judgements, own: Sequence[Decision], reading: Reading) -> str:
    """Say when the model may have learned from the very decisions it is compared with."""
    kind = "tags" if any(field.startswith("tag:") for field in judged.names) else "themes"
    run = reading.runs.get(kind)
    later = sum(_about(d, "tags" if kind == "tags" else "themes") and run is not None and d.run != run.id for d in own)
    if not later:
        return ""
    return (
        f"{later} of these decisions were made before the newest analysis run, which has learned from them: "
        "the agreement with the model is flattered."
    )
