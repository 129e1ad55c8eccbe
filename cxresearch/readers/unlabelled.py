"""Texts without speaker labels: session notes, task sessions, questions set apart, and plain prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from cxresearch.readers.extract import Gathering, Kind, Line
from cxresearch.readers.framing import is_heading, is_observation, plain, reason_aside
from cxresearch.readers.marks import Masked, leading_time, only_time

_BULLET = re.compile(r"\s*(?:[-–—•+◦▪]\s*|\d{1,2}[.)]\s+)?")
_ANSWERED = re.compile(r"(?P<question>[^*→]{3,500}?[?？؟:.]\s*)(?P<mark>\*{1,2}(?!\*)|→|=>|->|//)\s*(?P<answer>.*)$")
_RUN_ON = re.compile(r"(?P<question>[^?？؟]{3,240}[?？؟])\s+(?P<answer>\S.*)$")
_ASKED = ("?", "？", "؟")
_ENDS = (".", "!", "?", "…", ":", ";", ",", "؟", "。", "？", "！", "”", '"', ")")
_NUMBER = re.compile(
    r"\s*(?:(?:task|aufgabe|taak|tâche|tarea|scenario|step|zadanie)\s+)?"
    r"(?:(?P<top>\d{1,3})(?P<sub>(?:[.)]?[a-z]|\.\d{1,2})(?:\.?(?:[ivx]{1,4}|\d{1,2}))?)?|(?P<low>[a-z]\.[ivx]{1,4}))"
    r"(?P<stop>[.):]?)\s+(?=\S)",
    re.IGNORECASE,
)


def is_session_notes(lines: Sequence[Line], skip: set[int]) -> bool:
    """Tell whether a text is session notes: at least three lines hold a question, a mark and its answer."""
    found = 0
    for index, line in enumerate(lines):
        if index not in skip and (match := _ANSWERED.match(_unbulleted(line.text))):
            found += match["question"].rstrip().endswith(_ASKED) and bool(match["answer"].strip())
    return found >= 3


def read_session_notes(lines: Sequence[Line], gathering: Gathering) -> None:
    """Gather questions and answers from session notes (``- question? *answer``).

    A bullet that asks is the interviewer's, what follows the mark is the participant's until the next
    bullet that asks; short titles are nobody's.
    """
    for index, line in enumerate(lines):
        if line.blank:
            continue
        reason = reason_aside(line.text)
        if reason:
            gathering.report(line.number, reason, line.text)
            continue
        text = _unbulleted(line.text)
        listed = len(text) < len(line.text.lstrip()) or line.listed
        match = _ANSWERED.match(text)
        if not match and listed:
            match = _RUN_ON.match(text)
        if match:
            _ask_and_answer(gathering, line, match["question"], match["answer"])
        elif is_heading(line) or is_observation(line.text) or (not listed and _is_title(index, lines)):
            gathering.begin(None, kind="aside", line=line.number)
            gathering.keep(line.number, line.text, plain(line.text))
        elif text.rstrip().endswith(_ASKED) and (listed or index == 0 or lines[index - 1].blank):
            gathering.begin(None, kind="question", line=line.number)
            gathering.keep(line.number, line.text, plain(text))
        else:
            _go_on(gathering, line, text.lstrip("* "), "answer")


def _ask_and_answer(gathering: Gathering, line: Line, question: str, answer: str) -> None:
    """Make two turns of one line; the unit is kept once, with the question as the part that is not structure."""
    gathering.begin(None, kind="question", line=line.number)
    if not answer.strip():
        gathering.keep(line.number, line.text, question)
        return
    at = len(line.text) - len(answer)
    gathering.keep(line.number, line.text[:at], question)
    gathering.begin(None, kind="answer", line=line.number)
    gathering.keep_rest(line.text[at:], answer)


def _go_on(gathering: Gathering, line: Line, speech: str, kind: Kind) -> None:
    if gathering.kind != kind:
        gathering.begin(None, kind=kind, line=line.number)
    gathering.keep(line.number, line.text, plain(speech))


def _unbulleted(text: str) -> str:
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def _is_title(index: int, lines: Sequence[Line]) -> bool:
    words = lines[index].text.split()
    alone = index == 0 or lines[index - 1].blank
    return len(words) <= 7 and not lines[index].text.rstrip().endswith(_ENDS) and alone


def task_prompts(lines: Sequence[Line], skip: set[int]) -> dict[int, int]:
    """Find numbered prompts by their order, such as 1, 1.a, 1.b, 2, 3, 3.a, c.i.

    Returns
    -------
    dict
        Index of the line → where its words begin. Empty unless at least three prompts stand among lines
        that are not numbered.

    Examples
    --------
    >>> text = ["1 Open the page.", "Fine.", "2 Find a flight.", "3 years ago I knew.", "3 Pay.", "Done."]
    >>> sorted(task_prompts([Line(i, t) for i, t in enumerate(text)], set()))
    [0, 2, 4]
    """
    found: dict[int, int] = {}
    last = 0
    filled = 0
    numbered: list[tuple[int, re.Match[str]]] = []
    for index, line in enumerate(lines):
        if line.blank or index in skip:
            continue
        filled += 1
        if match := _NUMBER.match(line.text):
            numbered.append((index, match))
    for place, (index, match) in enumerate(numbered):
        if match["low"]:
            if found:
                found[index] = match.end()
            continue
        number = int(match["top"])
        if match["sub"]:
            if (number in {last, last + 1} and found) or number == 1:
                found[index] = match.end()
                last = number
            continue
        following = lines[index].text[match.end() : match.end() + 1]
        again = any(int(m["top"] or -1) == number and not m["sub"] for _, m in numbered[place + 1 :])
        if number in {last + 1, last + 2} and not (following.islower() and not match["stop"] and again):
            found[index] = match.end()
            last = number
    if len(found) < 3 or len(found) > 0.7 * filled:
        return {}
    return found


def read_task_session(
    lines: Sequence[Line], masks: Sequence[Masked], prompts: dict[int, int], gathering: Gathering
) -> None:
    """Gather a session whose prompts are numbered: prompts are nobody's (questions, where most of them ask)."""
    asking = sum(lines[index].text.rstrip().endswith(_ASKED) for index in prompts) >= 0.7 * len(prompts)
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if index in prompts:
            gathering.begin(None, kind="question" if asking else "aside", line=line.number)
            gathering.keep(line.number, line.text, line.text)
        else:
            _plain_line(gathering, line, masks[index], "answer")


def _plain_line(gathering: Gathering, line: Line, masked: Masked, kind: Kind) -> None:
    reason = reason_aside(line.text)
    if reason:
        gathering.report(line.number, reason, line.text)
    elif is_observation(line.text) or is_heading(line):
        gathering.begin(None, kind="aside", line=line.number)
        gathering.keep(line.number, line.text, plain(line.text))
    elif only_time(masked):
        gathering.begin(None, kind=kind, start=masked.start, end=masked.end, line=line.number)
        gathering.keep(line.number, line.text, "")
    else:
        _go_on(gathering, line, line.text[leading_time(masked) :], kind)


def read_prose(
    lines: Sequence[Line], masks: Sequence[Masked], gathering: Gathering, *, paragraphs: bool | None
) -> None:
    """Gather a text without labels: one turn a paragraph, questions apart where the text sets them apart.

    Parameters
    ----------
    lines, masks
        The text.
    gathering
        Where the turns go.
    paragraphs
        Whether each line is a paragraph by itself, as in a word processor; None to find out.
    """
    blocks = _blocks(lines, paragraphs=_one_paragraph_a_line(lines) if paragraphs is None else paragraphs)
    questions = _question_blocks(blocks)
    for place, block in enumerate(blocks):
        kind: Kind = "question" if place in questions else "answer" if questions else "speech"
        for nth, (index, line) in enumerate(block):
            reason = reason_aside(line.text)
            if reason:
                gathering.report(line.number, reason, line.text)
                continue
            aside = (is_heading(line) and place not in questions) or is_observation(line.text)
            if only_time(masks[index]):
                gathering.begin(None, kind=kind, start=masks[index].start, end=masks[index].end, line=line.number)
                gathering.keep(line.number, line.text, "")
                continue
            at = leading_time(masks[index])
            fresh = gathering.kind is None or (nth == 0 and (gathering.size > 0 or gathering.kind != kind))
            if aside or fresh or at or gathering.kind != kind:
                start, end = (masks[index].start, masks[index].end) if at else (None, None)
                gathering.begin(None, kind="aside" if aside else kind, start=start, end=end, line=line.number)
            gathering.keep(line.number, line.text, plain(line.text[at:]))


def _one_paragraph_a_line(lines: Sequence[Line]) -> bool:
    filled = [line.text.strip() for line in lines if not line.blank]
    if len(filled) < 2:
        return True
    ended = sum(text.endswith(_ENDS) for text in filled) / len(filled)
    return median(len(text) for text in filled) > 110 or ended >= 0.75


def _blocks(lines: Sequence[Line], *, paragraphs: bool) -> list[list[tuple[int, Line]]]:
    blocks: list[list[tuple[int, Line]]] = []
    fresh = True
    for index, line in enumerate(lines):
        if line.blank:
            fresh = True
            continue
        alone = paragraphs or is_heading(line)
        if fresh or alone:
            blocks.append([])
        blocks[-1].append((index, line))
        fresh = alone
    return blocks


def _question_blocks(blocks: Sequence[Sequence[tuple[int, Line]]]) -> set[int]:
    """Find the paragraphs that ask: set apart by heading or bold type, or short and answered at length."""
    asking = {n for n, block in enumerate(blocks) if block[-1][1].text.rstrip().rstrip("*_").endswith(_ASKED)}
    apart = {n for n in asking if _is_apart(blocks[n])}
    answered = {n for n in apart if n + 1 < len(blocks) and n + 1 not in apart}
    if len(answered) >= 3:
        return apart
    size = [sum(len(line.text.split()) for _, line in block) for block in blocks]
    short = {n for n in asking if size[n] <= 60}
    answered = {n for n in short if n + 1 < len(blocks) and n + 1 not in short}
    if len(answered) >= 4 and len(answered) >= 0.6 * len(short) and len(short) >= 0.2 * len(blocks):
        return short
    return set()


def _is_apart(block: Sequence[tuple[int, Line]]) -> bool:
    line = block[0][1]
    text = line.text.strip()
    emphasised = text.startswith(("**", "__", "*", "_")) and text.endswith(("**", "__", "*", "_"))
    return is_heading(line) or line.style == "strong" or emphasised
