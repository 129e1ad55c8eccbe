"""Which participant speaks: from the labels in a file and the file's own name to one id per person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
    files: Sequence[tuple[str, Transcript]], *, stand_in: Mapping[str, str], taken: frozenset[str] = frozenset()
) -> dict[tuple[str, str | None], str]:
    """Give every participant voice of every file its id in the study.

    Labels that are ids stay; named people get the stand-in they were given (the same person in every
    file); placeholders such as ``Speaker 1`` belong to their file: the id in the file's name, or a new one.

    Parameters
    ----------
    files
        File name (unique in the study) and transcript, in canonical order.
    stand_in
        Speaker name, as in the file, to participant id. A name that is missing is used as it is.
    taken
        Participant ids already in the study.

    Returns
    -------
    dict
        (file name, speaker label or None) to participant id.
    """
    spoken = {
        (name, turn.speaker): None
        for name, transcript in files
        for turn in transcript.turns
        if turn.role == "participant"
    }
    named: dict[tuple[str, str | None], str] = {}
    waiting: list[tuple[str, str | None]] = []
    for name, label in spoken:
        if label is not None and is_study_id(label) and not _single_letter_everywhere(label, spoken):
            named[name, label] = label.strip()
        elif label is not None and not is_placeholder(label):
            named[name, label] = stand_in.get(label, label)
        else:
            waiting.append((name, label))
    used = set(named.values()) | set(taken) | set(stand_in.values())
    alone = {name for name, _ in waiting if sum(1 for other, _ in spoken if other == name) == 1}
    for name, label in waiting:
        own = id_in_name(name) if name in alone else None
        named[name, label] = own or _next_id(used)
        used.add(named[name, label])
    return named


def _single_letter_everywhere(label: str, spoken: Mapping[tuple[str, str | None], None]) -> bool:
    """Tell whether a label such as ``P1`` is only how every file calls its one participant.

    ``B1`` in each of ten files, with no other label besides it, is a template, not one person in ten files.
    """
    files = {name for name, other in spoken if other == label}
    alone = {name for name in files if sum(1 for other, _ in spoken if other == name) == 1}
    labels = {other for _, other in spoken}
    return len(files) >= 2 and files == alone and labels == {label}


def _next_id(used: set[str]) -> str:
    number = 1
    while f"P{number}" in used or f"P{number:02d}" in used:
        number += 1
    return f"P{number}"
