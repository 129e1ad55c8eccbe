"""The study at a glance: counts, what was skipped, and the participants' attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10
from statistics import fmean, median

from cxresearch.domain.contrast import titled
from cxresearch.domain.importing import ImportRow
from cxresearch.domain.metric import Column, columns_of, nps_score
from cxresearch.domain.reading import Reading
from cxresearch.domain.wording import decimal, percent, plural
from cxresearch.exports.base import ExportContext
from cxresearch.exports.quotes import speaking, unsorted_share

MOST_VALUES = 6
"""An attribute with more values than this shows the most frequent ones and a count of the others."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its name."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute over all participants.

    Attributes
    ----------
    name
        As in the researcher's table.
    values
        Value, count and share of those who gave one, most frequent first; for numbers, equal bins in order.
    singles
        The values themselves, where everybody's is different and a count would say nothing.
    note
        Range and median of numbers, and how many gave nothing.
    """

    name: str
    values: tuple[tuple[str, int, float], ...]
    note: str
    singles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A CX metric over the participants who answered: its value in words, and how many they are."""

    name: str
    metric: str
    value: str
    n: int
    note: str


@dataclass(frozen=True, slots=True)
class Glance:
    """What a reader wants to know first."""

    tiles: tuple[Tile, ...]
    skipped: tuple[ImportRow, ...]
    imported: tuple[ImportRow, ...]
    attributes: tuple[Attribute, ...]
    metrics: tuple[Metric, ...]
    languages: tuple[str, ...]
    hidden: int


def glance(reading: Reading, context: ExportContext) -> Glance:
    """Count a study.

    Words are those of participants' turns, cut at white space; participants are those who speak.
    """
    words = sum(
        len(turn.text.split())
        for source in reading.corpus.sources
        for turn in source.turns
        if turn.role == "participant"
    )
    shown = len(reading.corpus.segments) - len(reading.hidden & reading.corpus.segment_by_id.keys())
    people = speaking(reading)
    columns = columns_of([participant for participant in reading.corpus.participants if participant.id in people])
    tiles = [
        Tile(f"{len(people):,}", "participants"),
        Tile(f"{len(reading.corpus.sources):,}", "interviews"),
        Tile(f"{words:,}", "words by participants"),
        Tile(f"{shown:,}", "segments"),
        Tile(f"{len(reading.themes):,}", "themes"),
        Tile(percent(unsorted_share(reading)), "of segments in no theme"),
    ]
    rows = sorted(context.import_rows, key=lambda row: (row.file, row.status))
    return Glance(
        tiles=tuple(tiles),
        skipped=tuple(row for row in rows if row.status == "skipped"),
        imported=tuple(row for row in rows if row.status != "skipped"),
        attributes=attributes(columns, len(people)),
        metrics=metrics(columns),
        languages=tuple(sorted({source.language for source in reading.corpus.sources if source.language})),
        hidden=len(reading.corpus.segments) - shown,
    )


def attributes(columns: Iterable[Column], of: int) -> tuple[Attribute, ...]:
    """Sum up the attributes that are numbers or kinds: counts of values, or range, median and bins of numbers.

    Parameters
    ----------
    columns
        Attributes over the participants who speak; metrics and free text are left to others.
    of
        How many participants speak.
    """
    return tuple(_attribute(c, of) for c in columns if c.kind != "text" and c.metric is None)


def _attribute(column: Column, of: int) -> Attribute:
    given: Sequence[float | str] = list((column.numbers or column.kinds).values())
    notes = [f"{of - len(given)} not given"] if len(given) < of else []
    if column.kind == "number":
        numbers = list(column.numbers.values())
        if numbers:
            notes.insert(0, f"{decimal(min(numbers))} to {decimal(max(numbers))}, median {decimal(median(numbers))}")
        return Attribute(titled(column.name), _bins(numbers), "; ".join(notes))
    counts = sorted(Counter(column.kinds.values()).items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    if 1 < len(counts) == len(given):
        return Attribute(titled(column.name), (), "; ".join(notes), tuple(value for value, _ in counts))
    if len(counts) > MOST_VALUES:
        notes.insert(0, f"{len(counts) - MOST_VALUES} more values")
    shown = tuple((value, n, n / len(given)) for value, n in counts[:MOST_VALUES])
    return Attribute(titled(column.name), shown, "; ".join(notes))


def metrics(columns: Iterable[Column]) -> tuple[Metric, ...]:
    """Sum up the CX metrics among the attributes: the Net Promoter Score as a score, the others as means."""
    return tuple(_metric(column, column.metric) for column in columns if column.metric is not None and column.numbers)


def _metric(column: Column, metric: str) -> Metric:
    values = [column.numbers[who] for who in sorted(column.numbers)]
    left_out = f"; {plural(len(column.out_of_range), 'answer')} out of range left out" if column.out_of_range else ""
    if metric == "NPS":
        score = nps_score(values) or 0.0
        note = f"promoters minus detractors; mean answer {decimal(fmean(values))} of 10{left_out}"
        return Metric(column.name, metric, signed(score), len(values), note)
    note = f"mean; answers from {decimal(min(values))} to {decimal(max(values))}{left_out}"
    return Metric(column.name, metric, f"{fmean(values):.1f}", len(values), note)


def signed(score: float) -> str:
    """Return a score from −100 to 100 with its sign.

    Examples
    --------
    >>> signed(22.6), signed(-0.2), signed(-40)
    ('+23', '0', '−40')
    """
    whole = round(score)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


def _bins(numbers: Sequence[float]) -> tuple[tuple[str, int, float], ...]:
    """Count numbers in up to seven bins of equal, round width; few distinct values are counted one by one."""
    distinct = sorted(set(numbers))
    if len(distinct) <= MOST_VALUES:
        return tuple((decimal(v), numbers.count(v), numbers.count(v) / len(numbers)) for v in distinct)
    low, high = distinct[0], distinct[-1]
    width = _round_width((high - low) / 6)
    start = low // width * width
    counts = Counter(int((number - start) // width) for number in numbers)
    whole = all(number == int(number) for number in distinct) and width >= 1
    bins = []
    for step in range(max(counts) + 1):
        first = start + step * width
        last = first + width - 1 if whole else first + width
        name = decimal(first) if last == first else f"{decimal(first)}–{decimal(last)}"
        bins.append((name, counts[step], counts[step] / len(numbers)))
    return tuple(bins)


def _round_width(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10 times a power of ten that is at least as wide as asked."""
    power = 10.0 ** floor(log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
