"""Participants' attributes: which are CX metrics, which are numbers, which are kinds, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import fmean
from typing import Literal

from cxresearch.domain.corpus import Participant
from cxresearch.errors import InputError

METRICS: Mapping[str, tuple[float | None, float | None]] = {
    "NPS": (0.0, 10.0),
    "CSAT": (0.0, 100.0),
    "CES": (0.0, 10.0),
    "CLV": (None, None),
}
"""Metric to the least and greatest value that can be an answer (None: no limit).

NPS is one person's likelihood to recommend, 0–10. CSAT is asked on 1–5, 1–7, 1–10 or in per cent and CES
on 1–5, 1–7 or 1–10, so their limits are wide; CLV is money.
"""

_SPELLINGS = {
    "NPS": "nps|net promoter|net promoter nps|promoter|likelihood to recommend|likely to recommend|would recommend"
    "|recommend|recommendation|weiterempfehlung|weiterempfehlungsbereitschaft",
    "CSAT": "csat|c sat|customer satisfaction|customer satisfaction csat|satisfaction|overall satisfaction"
    "|kundenzufriedenheit|zufriedenheit",
    "CES": "ces|customer effort|customer effort ces|effort|kundenaufwand",
    "CLV": "clv|cltv|ltv|customer lifetime value|customer lifetime value clv|lifetime value|customer value|kundenwert",
}
_METRIC_OF = {spelling: key for key, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_NOISE = frozenset(
    "score scores rating ratings value index answer points eur usd gbp chf pln euro euros pct percent".split()
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")

_MISSING = frozenset(
    "- – — . .. ? n/a na n.a. nan none null nil missing unknown unspecified undisclosed k.a. x".split()
) | {"", "not given", "not stated", "no answer", "prefer not to say", "keine angabe", "rather not say", "not known"}
_NUMBER = re.compile(
    r"(?P<sign>[-+−]?)\s*[€$£¥]?\s*(?P<digits>\d[\d.,’' ]*)\s*"
    r"(?:/\s*\d+|(?:of|out of|von)\s+\d+)?\s*(?:[€$£¥%]|[^\W\d_]{1,7}\.?(?:\s+old)?)?\s*(?:\([^)]*\))?",
)
_IDENTIFYING = frozenset(
    "id ids name names participant participants interviewee respondent speaker file files filename source transcript"
    " recording interview email mail phone telephone mobile date time note notes comment comments link url researcher"
    " interviewer".split()
)
_LONGEST_KIND = 60
"""An attribute with a value longer than this many characters is free text, not a kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute over participants.

    Attributes
    ----------
    name
        As the table has it.
    kind
        ``"number"``, ``"kind"`` (categorical) or ``"text"`` (free text and columns that name the person: of no use
        for grouping).
    metric
        ``"NPS"``, ``"CSAT"``, ``"CES"``, ``"CLV"`` or None.
    numbers
        Participant to value, for a column of kind ``"number"``; values a metric cannot have are left out.
    kinds
        Participant to value as written, for the other columns; of spellings that differ in case, the most frequent.
    out_of_range
        Participants whose value a metric cannot have.
    """

    name: str
    kind: Literal["number", "kind", "text"]
    metric: str | None
    numbers: Mapping[str, float]
    kinds: Mapping[str, str]
    out_of_range: tuple[str, ...] = ()


def recognise(name: str) -> str | None:
    """Return which CX metric an attribute's name means, or None.

    Examples
    --------
    >>> recognise("NPS (0-10)"), recognise("customer_satisfaction"), recognise("cesScore"), recognise("process")
    ('NPS', 'CSAT', 'CES', None)
    """
    words = [word.casefold() for word in _WORD.findall(_HUMP.sub(" ", name))]
    bare = [word for word in words if word not in _NOISE] if len(words) > 1 else words
    return _METRIC_OF.get(" ".join(bare)) or _METRIC_OF.get(" ".join(words))


def is_missing(value: str) -> bool:
    """Tell whether a cell of a table says that nothing is known.

    Examples
    --------
    >>> is_missing(" n/a "), is_missing("0")
    (True, False)
    """
    return value.strip().casefold() in _MISSING


def parse_number(value: str) -> float | None:
    """Read a number as people write it in tables, or return None when the value is not one.

    Currency signs, per cent, a unit after it (``34 years``), thousands separators and ``7/10`` are understood;
    a range (``25-34``) is a kind, not a number.

    Examples
    --------
    >>> parse_number("1.200,50 €"), parse_number("7/10"), parse_number("34 years"), parse_number("25-34")
    (1200.5, 7.0, 34.0, None)
    """
    match = _NUMBER.fullmatch(value.strip())
    if match is None:
        return None
    digits = re.sub(r"[’' ]", "", match["digits"]).rstrip(".,")
    if "," in digits and "." in digits:
        thousands = "." if digits.rfind(",") > digits.rfind(".") else ","
        digits = digits.replace(thousands, "")
    elif digits.count(",") > 1 or re.fullmatch(r"\d{1,3},\d{3}", digits):
        digits = digits.replace(",", "")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    try:
        number = float(digits.replace(",", "."))
    except ValueError:
        return None
    if not isfinite(number):
        return None
    return -number if match["sign"] in ("-", "−") else number


def fits(metric: str, value: float) -> bool:
    """Tell whether a value can be an answer to a metric's question.

    Examples
    --------
    >>> fits("NPS", 9), fits("NPS", 47)
    (True, False)
    """
    least, greatest = METRICS[metric]
    return (least is None or value >= least) and (greatest is None or value <= greatest)


def nps_score(values: Iterable[float]) -> float | None:
    """Return the Net Promoter Score: per cent of promoters (9–10) minus per cent of detractors (0–6).

    Parameters
    ----------
    values
        Each person's likelihood to recommend, 0–10.

    Returns
    -------
    float or None
        −100 to 100; None when nobody answered.

    Raises
    ------
    InputError
        When a value does not lie between 0 and 10.

    References
    ----------
    Reichheld, F. F. (2003). The one number you need to grow. *Harvard Business Review*, 81(12).

    Examples
    --------
    >>> nps_score([10, 9, 8, 3])
    25.0
    """
    answers = list(values)
    wrong = next((value for value in answers if not fits("NPS", value)), None)
    if wrong is not None:
        raise InputError(
            f"A likelihood to recommend lies between 0 and 10, but {wrong:g} was given; correct the table."
        )
    if not answers:
        return None
    promoters = sum(value >= 9 for value in answers)
    detractors = sum(value <= 6 for value in answers)
    return 100.0 * (promoters - detractors) / len(answers)


def mean_and_n(values: Iterable[float]) -> tuple[float, int] | None:
    """Return the mean of some answers and how many there are, or None when there are none.

    Examples
    --------
    >>> mean_and_n([2, 4])
    (3.0, 2)
    """
    answers = list(values)
    return (fmean(answers), len(answers)) if answers else None


def columns_of(participants: Sequence[Participant]) -> tuple[Column, ...]:
    """Read participants' attributes as columns, sorted by name.

    A column is a number when at least four in five of its given values are numbers; a metric's column always is.
    """
    names = sorted({name for participant in participants for name in participant.attributes})
    return tuple(
        _column(name, {p.id: p.attributes[name].strip() for p in participants if name in p.attributes})
        for name in names
    )


def _column(name: str, cells: Mapping[str, str]) -> Column:
    given = {person: cell for person, cell in cells.items() if not is_missing(cell)}
    metric = recognise(name)
    numbers = {person: number for person, cell in given.items() if (number := parse_number(cell)) is not None}
    words = {word.casefold() for word in _WORD.findall(_HUMP.sub(" ", name))}
    if words & _IDENTIFYING and metric is None:
        return Column(name, "text", None, {}, given)
    if numbers and (metric is not None or len(numbers) >= 0.8 * len(given)):
        kept = {person: value for person, value in numbers.items() if metric is None or fits(metric, value)}
        return Column(name, "number", metric, kept, {}, tuple(sorted(set(numbers) - set(kept))))
    if any(len(cell) > _LONGEST_KIND for cell in given.values()):
        return Column(name, "text", None, {}, given)
    return Column(name, "kind", None, {}, _one_spelling(given))


def _one_spelling(given: Mapping[str, str]) -> dict[str, str]:
    """Write values that differ only in case or blanks in one way: the most frequent, ties by alphabet."""
    counts: dict[str, dict[str, int]] = {}
    for cell in given.values():
        spelled = " ".join(cell.split())
        among = counts.setdefault(spelled.casefold(), {})
        among[spelled] = among.get(spelled, 0) + 1
    best = {fold: min(among, key=lambda s: (-among[s], s)) for fold, among in counts.items()}
    return {person: best[" ".join(cell.split()).casefold()] for person, cell in given.items()}
