"""Themes, tags and scores for plain JSONL files, without a study: what scripts and comparisons use."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from cxresearch.domain.quadrant import INSIGHTS, LABELS, QUADRANTS
from cxresearch.errors import BadRow, InputError

Progress = Callable[[int, int, str], None]
UNSORTED = "unsorted"


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: Annotated[str, StringConstraints(min_length=1)]


class SegmentRow(_Row):
    """A segment to tag or theme."""

    text: str
    before: list[str] = Field(default_factory=list)
    participant: str | None = None


class DecisionRow(_Row):
    """A researcher's word on the theme of a segment."""

    theme: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class GoldRow(SegmentRow):
    """A labelled sentence."""

    study: str = ""
    quadrant: list[str]
    insight: list[str] = Field(default_factory=list)


RowType = TypeVar("RowType", bound=_Row)


def read_rows(path: Path, kind: type[RowType]) -> list[RowType]:
    """Read a JSONL file and verify every row.

    Raises
    ------
    BadRow
        Naming the file, the line, what is wrong and what to do; also when an id stands twice.
    InputError
        When the file is missing, not UTF-8 text, or holds no row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be opened ({error.strerror}); check its name.", path=path) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8 and try again.", path=path) from error
    rows: list[RowType] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = kind.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise BadRow(f"{path}, line {number}: {_problem(error)}.", path=path, line=number) from error
        if row.id in seen:
            raise BadRow(
                f"{path}, line {number}: the id {row.id!r} stands on line {seen[row.id]} too; give every row its own.",
                path=path,
                line=number,
            )
        seen[row.id] = number
        rows.append(row)
    if not rows:
        raise InputError(f"{path} holds no row; it needs one JSON object a line.", path=path)
    return rows


def _problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the row"
        return f"{where}: {first['msg'][0].lower()}{first['msg'][1:]}; correct it and try again"
    return "this is not JSON; write one object a line"


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write JSONL in one step: the file is whole, or as it was."""
    if not path.parent.is_dir():
        raise InputError(f"The folder {path.parent} does not exist; create it first.", path=path)
    temporary = path.with_name(f".{path.name}.part")
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        temporary.write_text(text.encode("utf-8", "replace").decode("utf-8"), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written ({error.strerror}); choose another place.", path=path) from error


def language_of(rows: Sequence[SegmentRow], language: str) -> str:
    """Return the language to use: as given, or recognised over all texts."""
    if language != "auto":
        return language
    from cxresearch.readers.language import recognise

    code, confidence = recognise(" ".join(row.text for row in rows)[:100_000])
    return code if confidence >= 0.5 else "en"


def tag(source: Path, target: Path, *, language: str = "auto", progress: Progress | None = None) -> int:
    """Tag segments; write {"id", "quadrant", "insight", "scores"} in input order; return how many."""
    from cxresearch.analysis.tagging import Tagger

    rows = read_rows(source, SegmentRow)
    tagger = Tagger(language=language_of(rows, language))
    tags = tagger.suggest(
        [row.id for row in rows], [row.text for row in rows], [row.before[-2:] for row in rows], progress=progress
    )
    by_id: dict[str, dict[str, tuple[float, bool]]] = {row.id: {} for row in rows}
    for one in tags:
        by_id[one.segment][one.label] = (one.probability, one.chosen)
    write_rows(
        target,
        (
            {
                "id": row.id,
                "quadrant": [label for label in QUADRANTS if by_id[row.id][label][1]],
                "insight": [label for label in INSIGHTS if by_id[row.id][label][1]],
                "scores": {label: round(by_id[row.id][label][0], 4) for label in LABELS},
            }
            for row in rows
        ),
    )
    return len(rows)


def evaluate(gold: Path, *, language: str = "auto") -> dict[str, Any]:
    """Score the tagger against labelled sentences."""
    from cxresearch.analysis.tagging import Tagger
    from cxresearch.analysis.tagging import evaluate as score

    rows = read_rows(gold, GoldRow)
    for number, row in enumerate(rows, 1):
        unknown = [x for x in row.quadrant if x not in QUADRANTS] + [x for x in row.insight if x not in INSIGHTS]
        if unknown:
            raise BadRow(
                f"{gold}, row {number}: {unknown[0]!r} is not a label; use {', '.join(LABELS)}.", path=gold, line=number
            )
    return score([row.model_dump() for row in rows], Tagger(language=language_of(rows, language)))


def draw_calibration(scores: Mapping[str, Any], target: Path) -> None:
    """Draw how well the probabilities of an evaluation hold, a diagram for each label, as PNG or SVG.

    Raises
    ------
    InputError
        When the file's name ends otherwise.
    """
    from cxresearch.figures.calibration import calibration
    from cxresearch.figures.rendering import rendered

    form = target.suffix.lower().removeprefix(".")
    if form not in ("png", "svg"):
        raise InputError(f"{target}: a picture is written as .png or .svg; give the file one of these names.")
    points = {label: row["reliability"] for label, row in scores["labels"].items()}
    target.write_bytes(rendered(calibration(points), form))  # type: ignore[arg-type] # one of the two


def theme(
    source: Path,
    target: Path,
    *,
    n_themes: int | None = None,
    seed: int = 0,
    decisions: Path | None = None,
    language: str = "auto",
    progress: Progress | None = None,
) -> dict[str, str]:
    """Theme segments; write a row each, in input order; return theme to name."""
    from cxresearch.analysis.context import after_what_was_said
    from cxresearch.analysis.encoding import MINILM_LANGUAGES, Encoder
    from cxresearch.analysis.theming import ThemeModel

    rows = read_rows(source, SegmentRow)
    pins = _pins(rows, decisions)
    code = language_of(rows, language)
    # Quotes come without their interview: an encoder that knows what is said in one passage stands in for it.
    encoder = Encoder("passages" if code in MINILM_LANGUAGES else "auto", language=code)
    vectors = after_what_was_said(
        [row.text for row in rows], [row.before for row in rows], lambda texts: encoder.encode(texts, progress=progress)
    )
    known, in_context = all(row.participant for row in rows), any(row.before for row in rows)
    model = ThemeModel(n_themes, seed=seed, language=code).fit(
        [row.text for row in rows],
        ids=[row.id for row in rows],
        vectors=vectors,
        participants=[row.participant or "" for row in rows] if known else None,
        before=[row.before for row in rows] if in_context else None,
        in_context=in_context,
        pins=pins,
        encode=encoder.encode if encoder.comparable else None,
        progress=progress,
    )
    labels = [int(label) for label in model.labels_]
    shown = _shown([draft.key for draft in model.themes_], labels, set(pins.values()))
    names = {
        shown[number]: shown[number] if draft.key in pins.values() else draft.name
        for number, draft in enumerate(model.themes_)
    }
    out = []
    for row, label, confidence, also, reason in zip(
        rows, labels, model.confidence_, model.also_, model.reasons_, strict=True
    ):
        line: dict[str, Any] = {
            "id": row.id,
            "theme": shown[label] if label >= 0 else UNSORTED,
            "name": names[shown[label]] if label >= 0 else f"Unsorted: {reason or 'too far from all themes'}",
            "confidence": round(float(confidence), 4),
        }
        if len(also):
            line["also"] = [shown[int(other)] for other in also]
        out.append(line)
    write_rows(target, out)
    return names


def _pins(rows: Sequence[SegmentRow], decisions: Path | None) -> dict[str, str]:
    """Read a researcher's decisions and check that each names a segment of the input."""
    if decisions is None:
        return {}
    given = read_rows(decisions, DecisionRow)
    missing = [row.id for row in given if row.id not in {row.id for row in rows}]
    if missing:
        raise InputError(f"{decisions}: the id {missing[0]!r} is not in the input; remove that line.", path=decisions)
    return {row.id: row.theme for row in given}


def _shown(drafts: Sequence[str], labels: Sequence[int], pinned: set[str]) -> dict[int, str]:
    """Name themes for the output: the researcher's string, else t1, t2 … by size."""
    sizes = Counter(labels)
    shown = {number: key for number, key in enumerate(drafts) if key in pinned}
    count = 0
    for number in sorted(set(range(len(drafts))) - set(shown), key=lambda n: (-sizes[n], n)):
        count += 1
        while f"t{count}" in pinned:
            count += 1
        shown[number] = f"t{count}"
    return shown
