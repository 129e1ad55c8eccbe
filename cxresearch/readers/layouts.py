"""From lines to turns: the layouts that text, word-processor and table formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from cxresearch.readers.extract import Extract, Gathering, Line, tidy_texts, visible
from cxresearch.readers.framing import front_matter, is_heading, particulars, reason_aside, split_observations
from cxresearch.readers.labelled import Labels, choose, is_one_sided, read_labelled
from cxresearch.readers.marks import mask
from cxresearch.readers.unlabelled import (
    is_session_notes,
    read_prose,
    read_session_notes,
    read_task_session,
    task_prompts,
)

_NUMBER_AT_END = re.compile(r"(?:\s|^)[\[(]?(\d{1,5})[\])]?$")
_NUMBERED = re.compile(r"\s*(\d{1,5})[.)]?[\t ]+(?=\S)")


def lay_out(
    lines: Sequence[Line],
    gathering: Gathering,
    *,
    format: str,  # noqa: A002
    encoding: str,
    notes: Iterable[str] = (),
    paragraphs: bool | None = None,
) -> Extract:
    """Find the layout of a text and gather its turns.

    In this order: lines whose speaker the format itself gives (a table), speaker labels, session notes, numbered
    tasks, prose. Front matter, comments and particulars at the top are reported.

    Parameters
    ----------
    lines
        All lines, blank ones too (they part paragraphs).
    gathering
        Where turns and reports go; may hold some already.
    format, encoding, notes
        Passed on.
    paragraphs
        Whether each line is a paragraph by itself, or blank lines part them; None to find out.
    """
    if any(line.given for line in lines):
        gathering.structure += sum(line.marks for line in lines)
        _read_given(lines, gathering)
        return gathering.finish(format=format, encoding=encoding, notes=notes)
    lines = _without_last_numbers(_without_numbers(lines))
    gathering.structure += sum(line.marks for line in lines)
    aside = front_matter(lines)
    aside |= dict.fromkeys(_lone_numbers(lines), "a line's number")
    masks = [mask(line.text) for line in lines]
    labels = choose(lines, masks, set(aside))
    top = particulars(lines, set(aside), dict(labels.counts))
    if top:
        aside |= dict.fromkeys(top, "front matter")
        labels = choose(lines, masks, set(aside))
    session = is_session_notes(lines, set(aside)) and len(labels.at) < 0.4 * sum(not line.blank for line in lines)
    prompts = {} if session else task_prompts(lines, set(aside) | set(labels.at))
    one_sided = is_one_sided(lines, labels) if labels.at else False
    if not session and labels.at and not (one_sided and prompts and min(prompts) < min(labels.at)):
        aside |= _before_first_label(lines, labels, aside)
    elif not labels.at:
        aside |= _title(lines, aside)
    front = [lines[index].text for index in sorted(aside)]
    for index, reason in aside.items():
        gathering.report(lines[index].number, reason, lines[index].text)
    body = [line._replace(text="") if index in aside else line for index, line in enumerate(lines)]
    if session:
        read_session_notes(body, gathering)
    elif labels.at:
        read_labelled(body, masks, labels, gathering, one_sided=one_sided, prompts=prompts if one_sided else ())
    elif prompts:
        read_task_session(body, masks, prompts, gathering)
    else:
        read_prose(body, masks, gathering, paragraphs=paragraphs)
    found = gathering.finish(format=format, encoding=encoding, front="\n".join(front), notes=notes)
    return replace(found, drafts=tuple(part for draft in found.drafts for part in split_observations(draft)))


def tidy_lines(texts: Iterable[str]) -> tuple[list[Line], int]:
    r"""Clean lines and count what cleaning dropped.

    Examples
    --------
    >>> tidy_lines(["a\u200b", ""])
    ([Line(number=1, text='a', ...), Line(number=2, text='', ...)], 1)
    """
    clean, dropped = tidy_texts(texts)
    return [Line(number, text) for number, text in enumerate(clean, 1)], dropped


def _read_given(lines: Sequence[Line], gathering: Gathering) -> None:
    """Gather rows that name their speaker; text before them is front matter, text between them nobody's."""
    first = next(index for index, line in enumerate(lines) if line.given)
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if not line.given:
            reason = reason_aside(line.text) or ("front matter before the first speaker" if index < first else None)
            if reason:
                gathering.report(line.number, reason, line.text)
                continue
            line = line._replace(kind="aside")
        same = gathering.speaking and gathering.speaker == line.speaker and gathering.kind == line.kind
        if not same or line.speaker is None:
            gathering.begin(line.speaker, kind=line.kind, start=line.start, end=line.end, line=line.number)
        gathering.keep(line.number, line.text, line.text, end=line.end)


def _without_numbers(lines: Sequence[Line]) -> list[Line]:
    """Take off paragraph or line numbers where nearly every line has one and they only rise."""
    filled = [line for line in lines if not line.blank]
    found = [match for line in filled if (match := _NUMBERED.match(line.text))]
    if len(found) < 6 or len(found) < 0.8 * len(filled):
        return list(lines)
    numbers = [int(match[1]) for match in found]
    steps = [after - before for before, after in pairwise(numbers)]
    if sum(step == 1 or step == 5 for step in steps) < 0.8 * len(steps):
        return list(lines)
    return [_without_number(line) for line in lines]


def _without_last_numbers(lines: Sequence[Line]) -> list[Line]:
    """Take off line or paragraph numbers at the end, where nearly every line has one and they go up by one."""
    filled = [line for line in lines if not line.blank]
    found = [match for line in filled if (match := _last_number(line.text))]
    if len(found) < 6 or len(found) < 0.8 * len(filled):
        return list(lines)
    steps = [int(after[1]) - int(before[1]) for before, after in pairwise(found)]
    if sum(step == 1 for step in steps) < 0.9 * len(steps):
        return list(lines)
    return [
        line._replace(text=line.text.rstrip()[: -len(match[0])].rstrip(), marks=line.marks + visible(match[0]))
        if (match := _last_number(line.text))
        else line
        for line in lines
    ]


def _last_number(text: str) -> re.Match[str] | None:
    return _NUMBER_AT_END.search(text.rstrip()[-12:])


def _lone_numbers(lines: Sequence[Line]) -> list[int]:
    """Find numbers alone on their lines, as printed projects number paragraphs: in runs, or rising over the whole text.

    A page may repeat the numbers of all paragraphs to come, so a run may begin again on every page.
    """
    found = [index for index, line in enumerate(lines) if line.text.strip().isdecimal() and len(line.text.strip()) <= 4]
    numbers = [int(lines[index].text) for index in found]
    if len(found) >= 3 and all(after > before for before, after in pairwise(numbers)):
        return found
    counted: list[int] = []
    run: list[int] = []
    for place, index in enumerate(found):
        if run and numbers[place] != numbers[place - 1] + 1:
            counted += run if len(run) >= 3 else []
            run = []
        run.append(index)
    return counted + (run if len(run) >= 3 else [])


def _without_number(line: Line) -> Line:
    match = _NUMBERED.match(line.text)
    return line._replace(text=line.text[match.end() :], marks=visible(match[0])) if match else line


def _before_first_label(lines: Sequence[Line], labels: Labels, aside: dict[int, str]) -> dict[int, str]:
    first = min(labels.at)
    before = [n for n in range(first) if not lines[n].blank and n not in aside]
    words = sum(len(lines[n].text.split()) for n in before)
    total = sum(len(line.text.split()) for line in lines)
    if words > 0.4 * total and words > 60:
        return {}
    return {n: reason_aside(lines[n].text) or "front matter before the first speaker" for n in before}


def _title(lines: Sequence[Line], aside: dict[int, str]) -> dict[int, str]:
    """Set aside a title at the very top of a text without labels."""
    first = next((n for n, line in enumerate(lines) if not line.blank and n not in aside), None)
    if first is not None and is_heading(lines[first]) and not lines[first].text.rstrip().endswith("?"):
        return {first: "front matter"}
    return {}
