"""What surrounds speech in a text: front matter, comments, credits, rules, page numbers, bracketed notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cxresearch.readers.extract import Draft, Line
from cxresearch.readers.labels import METADATA, is_stage_note, normal

_CREDIT = re.compile(
    r"\W*(?:(?:this )?(?:transcri(?:bed|ption|pt|pts)|subtitles?|captions?|closed captions?)(?: (?:is|was|were|are))?"
    r"(?: automatically)?(?: (?:provided|made|created|generated|produced|edited|powered|done))? (?:by|with"
    r"|courtesy of)\b.{0,100}"
    r"|(?:transkribiert|transkription|untertitel(?:ung)?) (?:von|durch|mit|des|der|im auftrag)\b.{0,80}"
    r"|\W*(?:start|begin(?:ning)?|end)(?: of)?(?: the)? (?:transcript(?:ion)?|interview|recording|audio|tape|file"
    r"|session)\b.{0,40}"
    r"|\W*(?:recording|audio|tape|interview) (?:starts|begins|ends|stops)\W*)\s*",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\W*.{0,40}\b(?:otter\.ai|rev\.com|happy ?scribe|trint\.com|amara\.org|sonix\.ai|turboscribe)\b.{0,40}\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:[-–—_=*~#·•]\s*){3,}")
_PAGE = re.compile(
    r"\s*(?:\S(?:.{0,60}\S)?\s{3,})?(?:(?:page|seite|pagina|página|strona|sida|p\.|s\.|صفحه)\s*\d{1,4}(?:\s*(?:of|von|van|de|sur|/|z|av"
    r"|از)\s*\d{1,4})?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s+of\s+\d{1,4})\s*",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S|\s*(={2,}|\*{3,}|-{3,}|~{3,}) ?[^\W_][^=*~]{0,60} ?\1\s*$")
_TASK = re.compile(
    r"[\s#=*~-]*(?:task|aufgabe|taak|opdracht|tâche|tarea|scenario|compito|zadanie)\b[\s._#:-]*\d{0,2}[a-z]?[\s:.=*~-]*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s*(?:[-*•]\s+)?(?:\*\*|__)?([^\W\d_][^:：\n]{0,38}?)(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(.*)$")
_SEEN = re.compile(
    r"[(\[](?:the )?(?:participant|interviewee|respondent|moderator|interviewer|facilitator|researcher|observer"
    r"|teilnehmer\w*|befragte\w*"
    r"|proband\w*|deelnemer|respondente?|participante|uczestni\w+|interviewte\w*)s?\b[^()\[\]]{4,300}[)\]]",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"[(\[](?:he |she |they |er |sie |hij |zij |ze )?(?:clicks?|scrolls?|types?|navigates|hovers|selects|presses|taps"
    r"|swipes|opens|closes|points|reads|looks|moves|searches|switches|goes back|zooms|drags|hesitates|klickt|scrollt"
    r"|liest|tippt|zeigt|öffnet|schaut|sucht|wechselt|klikt|scrolt|leest|typt|wijst|opent|zoekt|kijkt|clique|lit|ouvre"
    r"|montre|hace clic|abre|señala|legge|clicca|apre|klika|czyta|otwiera)\b[^()\[\]]{2,200}[)\]]",
    re.IGNORECASE,
)
_YAML = re.compile(r"\s*(?:[\w\"'-][\w .\"'/-]*:(?:\s|$)|-\s|#|\s+\S|$)")


def reason_aside(text: str) -> str | None:
    """Return why a line is no speech whatever its place (a credit, rule or page number), or None.

    Examples
    --------
    >>> reason_aside("* * *"), reason_aside("3/8"), reason_aside("I paid 3/8 of it")
    ('a rule', 'a page number', None)
    """
    if _RULE.fullmatch(text):
        return "a rule"
    end = text.rstrip()[-1:]
    if (end.isdecimal() or end in "-–—") and _PAGE.fullmatch(text):
        return "a page number"
    if len(text) < 200 and (_CREDIT.fullmatch(text) or (_names_service(text) and _SERVICE.fullmatch(text))):
        return "a transcriber's credit"
    return None


def _names_service(text: str) -> bool:
    """Tell quickly of nearly all texts that they do not match `_SERVICE`, which is slow."""
    folded = text.casefold()
    return "scribe" in folded or ".ai" in folded or ".com" in folded or ".org" in folded


def is_heading(line: Line) -> bool:
    """Tell whether a line is set as a heading, by a word processor or by markdown.

    Examples
    --------
    >>> is_heading(Line(1, "## Details"))
    True
    """
    return line.style == "heading" or bool(_HEADING.match(line.text))


def is_task_heading(line: Line) -> bool:
    """Tell whether a line is a heading that only counts a task; what follows without a label is read out, not said.

    Examples
    --------
    >>> is_task_heading(Line(1, "=== Task 2 ===")), is_task_heading(Line(1, "## The task of the day"))
    (True, False)
    """
    return is_heading(line) and bool(_TASK.fullmatch(line.text))


def bracketed(text: str) -> str | None:
    """Return the words of a line that stands in round or square brackets from end to end, else None.

    Examples
    --------
    >>> bracketed(" (The participant reads.) "), bracketed("(yes) and (no)")
    ('The participant reads.', None)
    """
    bare = text.strip().strip("*_").strip()
    opening = bare[:1]
    closing = _BRACKETS.get(opening)
    if closing is None or not bare.rstrip(".").endswith(closing):
        return None
    inner = bare[1:].rstrip(".")[:-1]
    return None if opening in inner or closing in inner else inner.strip()


def is_observation(text: str) -> bool:
    """Tell whether a line is an observer's note: bracketed, with words, and more than a sound.

    Examples
    --------
    >>> is_observation("(The participant reads the page.)"), is_observation("[laughs]"), is_observation("(...)")
    (True, False, False)
    """
    inner = bracketed(text)
    if inner is None or not any(character.isalpha() for character in inner):
        return False
    return not (len(inner.split()) <= 4 and is_stage_note(inner)) and len(inner.split()) >= 2


def split_observations(draft: Draft) -> list[Draft]:
    """Part a turn where an observer's note about a person stands in it in brackets.

    Examples
    --------
    >>> [d.kind for d in split_observations(Draft("P1", "Right. (The participant scrolls down) There it is."))]
    ['speech', 'aside', 'speech']
    """
    if draft.kind == "aside" or ("(" not in draft.text and "[" not in draft.text):
        return [draft]
    parts: list[Draft] = []
    at = 0
    noted = sorted((*_SEEN.finditer(draft.text), *_DOES.finditer(draft.text)), key=lambda match: match.start())
    for match in noted:
        if match.start() < at:
            continue
        if before := draft.text[at : match.start()].strip():
            parts.append(replace(draft, text=before))
        parts.append(replace(draft, speaker=None, text=match[0], kind="aside"))
        at = match.end()
    if rest := draft.text[at:].strip():
        parts.append(replace(draft, text=rest))
    return parts


def front_matter(lines: Sequence[Line]) -> dict[int, str]:
    """Find the lines that are front matter or comments by their form alone.

    Returns
    -------
    dict
        Index in `lines` → reason.

    Examples
    --------
    >>> front_matter([Line(1, "---"), Line(2, "title: x"), Line(3, "---"), Line(4, "Ana: hi")])
    {0: 'front matter', 1: 'front matter', 2: 'front matter'}
    """
    found: dict[int, str] = {}
    filled = [index for index, line in enumerate(lines) if not line.blank]
    if filled and lines[filled[0]].text.strip() in {"---", "+++"}:
        fence = lines[filled[0]].text.strip()
        for index in filled[1:80]:
            if lines[index].text.strip() in {fence, "..."}:
                found.update((i, "front matter") for i in filled if i <= index)
                break
            if not _YAML.match(lines[index].text) and fence == "---":
                break
    found.update(_comments(lines, [index for index in filled if index not in found]))
    return found


def _comments(lines: Sequence[Line], filled: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    at = 0
    while at < len(filled):
        bare = lines[filled[at]].text.strip()
        closing = "-->" if bare.startswith("<!--") else "*/" if bare.startswith("/*") and at < 3 else None
        if closing:
            span = next((n for n in range(at, len(filled)) if closing in lines[filled[n]].text), None)
            if span is not None and lines[filled[span]].text.rstrip().endswith(closing):
                found.update((filled[n], "a comment") for n in range(at, span + 1))
                at = span + 1
                continue
        at += 1
    return found


def particulars(lines: Sequence[Line], skip: set[int], speaking: dict[str, int]) -> set[int]:
    """Find the list of particulars at the top (``Date: …``, ``Interviewer: Jane Doe``).

    Parameters
    ----------
    lines
        The document.
    skip
        Indices already set aside.
    speaking
        Labels that mark speech, with how often; a role word used once with a name behind it is a particular.

    Returns
    -------
    set of int
        Indices of the lines.
    """
    found: list[int] = []
    sure = False
    for index, line in enumerate(lines[:80]):
        if line.blank or index in skip:
            continue
        if is_heading(line) or reason_aside(line.text):
            if found and sure and is_heading(line):
                break
            continue
        match = _PAIR.match(line.text)
        if not match:
            if not found and len(line.text.split()) <= 12 and not line.text.rstrip().endswith(("?", "!")):
                continue
            break
        key, value = normal(match[1]), match[2].strip()
        short = len(value.split()) <= 10 and not value.endswith(("?", "!", "…")) and not re.search(r"[.?!]\s", value)
        known = key in METADATA
        speaks = speaking.get(key, 0) > 1
        if not short or (speaks and (value.endswith(".") or not known or not _is_value(value))):
            break
        if not known and key in speaking and (speaks or len(found) < 2 or value.endswith((".", "!"))):
            break
        found.append(index)
        sure = sure or (known and not speaks)
    return set(found) if sure else set()


def _is_value(value: str) -> bool:
    words = value.split()
    return (
        bool(words)
        and len(words) <= 5
        and not value.endswith((".", "?", "!", ","))
        and all(not word[0].isalpha() or word[0].isupper() or not word[0].islower() for word in words)
    )


def plain(text: str) -> str:
    """Take markdown's own marks off a piece of speech: heading marks, quotes, escapes, emphasis around all of it.

    Examples
    --------
    >>> plain("> **Why so?**"), plain("it was *really* slow")
    ('Why so?', 'it was *really* slow')
    """
    text = re.sub(r"^\s*(?:>\s*)*(?:#{1,6}\s+)?", "", text)
    text = re.sub(r"\\(?=[\[\]()*_#.!-])", "", text).strip()
    match = re.fullmatch(r"(\*{1,3}|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1", text)
    return match[2] if match else text
