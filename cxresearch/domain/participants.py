"""Which participant speaks: from the labels in a file and the file's own name to one id per person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from cxresearch.domain.transcript import Transcript

_NUMBERED = re.compile(
    r"^(?P<kind>[a-z]|participant|interviewee|respondent|proband(?:in)?|teilnehmer(?:in)?|befragte[r]?|user|subject|customer"
    r"|tn|pp|id)[\s_#.-]*(?P<number>\d{1,4})(?P<letter>[a-z]?)$",
    re.IGNORECASE,
)
_ANYONE = re.compile(
    r"^(?:speaker|sprecher(?:in)?|spreker|interlocuteur|voice|person|guest|unknown speaker)[\s_#-]*\d*$"
    r"|^(?:participant|interviewee|respondent|customer|client|user|patient|student|befragte[r]?|teilnehmer(?:in)?|proband(?:in)?"
    r"|geïnterviewde|respondente|intervistato|intervistata|entrevistado|entrevistada|badany|badana|rozmówca|مصاحبه‌شونده|[a-z])$",
    re.IGNORECASE,
)
_ID_AND_NAME = re.compile(
    r"(?P<first>[A-Za-z]{1,2}\d{1,4})[\s:,–-]*[(\[]?[^()\[\]\d]+[)\]]?|[^()\[\]\d]+?\s*[(\[](?P<last>[A-Za-z]{1,2}\d{1,4})[)\]]"
)
_IN_STEM = re.compile(
    r"(?:^|[^a-z0-9])(?P<id>(?:p|s|b|tn|pp|id|participant|interviewee|user|proband)[\s_-]?\d{1,3}[a-z]?)(?![a-z0-9])",
    re.IGNORECASE,
)


def is_study_id(label: str) -> bool:
    """Tell whether a speaker label is an id a researcher gave (P19, S3, Participant 4), to be kept.

    Examples
    --------
    >>> is_study_id("P19"), is_study_id("Participant 4"), is_study_id("Speaker 1"), is_study_id("Ana")
    (True, True, False, False)
    """
    return bool(_NUMBERED.match(label.strip()))


def id_in_label(label: str) -> str | None:
    """Return the id in a speaker label, alone or beside a name.

    Examples
    --------
    >>> id_in_label("P3 (Maria)"), id_in_label("Maria [P3]"), id_in_label("P3"), id_in_label("Maria")
    ('P3', 'P3', 'P3', None)
    """
    if is_study_id(label):
        return label.strip()
    match = _ID_AND_NAME.fullmatch(label.strip())
    return (match["first"] or match["last"]) if match else None


def is_placeholder(label: str) -> bool:
    """Tell whether a label names nobody in particular: it means another person in every file."""
    return bool(_ANYONE.match(label.strip()))


def id_in_name(file_name: str) -> str | None:
    """Return the participant id that a file name carries, or None when it carries none or several.

    Examples
    --------
    >>> id_in_name("notes-p19.md"), id_in_name("Int 07 Doreen.docx"), id_in_name("GMT20260914_P05_recording.vtt")
    ('P19', None, 'P05')
    """
    stem = file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0] if "." in file_name else file_name.rsplit("/", 1)[-1]
    found = {
        match["id"].upper().replace("_", "").replace(" ", "").replace("-", "") for match in _IN_STEM.finditer(stem)
    }
    return found.pop() if len(found) == 1 else None


def name_participants(
    files: Sequence[tuple[str, Transcript]],
    *,
    known: Mapping[str, str],
    taken: frozenset[str] = frozenset(),
    fold: Callable[[str], str] | None = None,
) -> dict[tuple[str, str | None], str]:
    """Give every participant voice of every file its id in the study.

    Labels that are ids stay. Somebody named keeps the id of earlier imports, and is the same person in
    every file. Otherwise the id in the file's name counts, where one person participates in the file;
    failing that, the next free ``P`` number. Placeholders such as ``Speaker 1`` belong to their file.

    Parameters
    ----------
    files
        File name (unique in the study) and transcript, in canonical order.
    known
        Names, folded by `fold_name`, to participant ids given before.
    taken
        Participant ids already in the study.
    fold
        How names are brought to the form in which they are compared; default `fold_name`.

    Returns
    -------
    dict
        (file name, speaker label or None) to participant id.
    """
    spoken = {(n, t.speaker): None for n, transcript in files for t in transcript.turns if t.role == "participant"}
    fold = fold or fold_name
    voices = Counter(name for name, _ in spoken)
    template = _template(spoken)
    named: dict[tuple[str, str | None], str] = {}
    people: dict[str, str] = dict(known)
    waiting: list[tuple[str, str | None]] = []
    for name, label in spoken:
        own = id_in_name(name) if voices[name] == 1 else None
        given = id_in_label(label) if label is not None and label != template else None
        if given is not None:
            named[name, label] = own if own and _same_number(own, given) else given
        elif label is not None and not is_placeholder(label) and label != template:
            person = fold(label)
            if own and person not in people:
                people[person] = own
            if person in people:
                named[name, label] = people[person]
            else:
                waiting.append((name, label))
        elif own:
            named[name, label] = own
        else:
            waiting.append((name, label))
    used = set(named.values()) | set(taken) | set(people.values()) | {id_in_name(name) or "" for name, _ in files}
    for name, label in waiting:
        somebody = fold(label) if label is not None and not is_placeholder(label) and label != template else ""
        if somebody and somebody in people:
            named[name, label] = people[somebody]
            continue
        named[name, label] = _next_id(used)
        used.add(named[name, label])
        if somebody:
            people[somebody] = named[name, label]
    return named


def fold_name(name: str) -> str:
    """Return a name as it is compared: lower case, single blanks.

    Examples
    --------
    >>> fold_name(" Ana  LÓPEZ ")
    'ana lópez'
    """
    return " ".join(name.casefold().split())


def _same_number(one: str, other: str) -> bool:
    """Tell whether two ids differ only in form: ``P02`` and ``P2``, ``P4`` and ``Participant 4``."""
    a, b = re.findall(r"\d+", one), re.findall(r"\d+", other)
    return len(a) == len(b) == 1 and int(a[0]) == int(b[0])


def _template(spoken: Mapping[tuple[str, str | None], None]) -> str | None:
    """Return the label by which every file calls its one participant, such as ``B1`` in each of ten files.

    One label in several files, and no other beside it in any, is a template and not one person in ten files.
    """
    labels = {label for _, label in spoken}
    if len(labels) == 1 and len(spoken) >= 2:
        return labels.pop()
    return None


def _next_id(used: set[str]) -> str:
    number = 1
    while f"P{number}" in used or f"P{number:02d}" in used:
        number += 1
    return f"P{number}"
