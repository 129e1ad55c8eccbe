"""Which participant speaks: from the labels in a file and the file's own name to one id per person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from cxresearch.domain.transcript import Role, Transcript

_NUMBERED = re.compile(
    r"^(?P<kind>[a-z]|participant|interviewee|respondent|proband(?:in)?|teilnehmer(?:in)?|befragte[r]?|user|subject|customer"
    r"|tn|pp|id)[\s_#.-]*(?P<number>\d{1,4})(?P<letter>[a-z]?)$",
    re.IGNORECASE,
)
_SHORT_FOR = {"tn": "teilnehmer", "pp": "participant"}
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


@dataclass(frozen=True, slots=True)
class ToldSpeaker:
    """What a researcher says of a speaker: whose voice a label is, or which role it has; in one file or in all.

    `file` is the name or stem of a file, or empty for all; `participant` and `role` are empty where nothing is said.
    """

    speaker: str
    file: str = ""
    participant: str = ""
    role: Role | None = None

    def is_about(self, file: str, label: str | None) -> bool:
        """Tell whether this is about a label in a file."""
        stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return fold_name(label or "") == fold_name(self.speaker) and (
            not self.file
            or self.file.casefold() in {file.casefold(), file.rsplit("/", 1)[-1].casefold(), stem.casefold()}
        )


@dataclass(frozen=True, slots=True)
class Named:
    """The id of every participant voice, and in words where two labels were taken for one person.

    `notes` leads from (file name, label) to a sentence that holds ids and labels.
    """

    ids: dict[tuple[str, str | None], str]
    notes: dict[tuple[str, str | None], str]


def name_participants(
    files: Sequence[tuple[str, Transcript]],
    *,
    known: Mapping[str, str],
    taken: frozenset[str] = frozenset(),
    fold: Callable[[str], str] | None = None,
    told: Sequence[ToldSpeaker] = (),
) -> dict[tuple[str, str | None], str]:
    """Give every participant voice of every file its id in the study; see `participants_of`."""
    return participants_of(files, known=known, taken=taken, fold=fold, told=told).ids


def participants_of(
    files: Sequence[tuple[str, Transcript]],
    *,
    known: Mapping[str, str],
    taken: frozenset[str] = frozenset(),
    fold: Callable[[str], str] | None = None,
    told: Sequence[ToldSpeaker] = (),
) -> Named:
    """Give every participant voice of every file its id in the study, and say where labels were joined.

    What the researcher told comes first. Labels that are ids stay; ``p01``, ``P1`` and ``Participant 1`` are one
    person when no file holds two of them. Somebody named keeps the id of earlier imports, and is the same person in
    every file; a first name, or one with an initial, is the one fuller name of the batch that it fits, unless both
    speak in one file. Otherwise the id in the file's name counts, where one person participates in the file; failing
    that, the next free ``P`` number. Placeholders such as ``Speaker 1`` belong to their file.

    Parameters
    ----------
    files
        File name (unique in the study) and transcript, in canonical order.
    known
        Names, folded by `fold`, to participant ids given before.
    taken
        Participant ids already in the study.
    fold
        How names are brought to the form in which they are compared; default `fold_name`.
    told
        What the researcher says of labels.
    """
    spoken = {(n, t.speaker): None for n, transcript in files for t in transcript.turns if t.role == "participant"}
    fold = fold or fold_name
    voices = Counter(name for name, _ in spoken)
    template = _template(spoken)
    named: dict[tuple[str, str | None], str] = {}
    people: dict[str, str] = dict(known)
    same_id = _one_id_each(spoken, taken)
    fuller = _fuller_names(files, spoken, fold, known)
    for one in told:  # of whom the researcher speaks nothing is guessed
        fuller.pop(fold(one.speaker) if one.participant else "", None)

    def person_of(label: str | None) -> str:
        nobody = label is None or label == template or is_placeholder(label) or id_in_label(label) is not None
        return "" if nobody or label is None else fuller.get(fold(label), fold(label))

    for name, label in spoken:
        person = person_of(label)
        own = id_in_name(name) if voices[name] == 1 else None
        given = id_in_label(label) if label is not None and label != template else None
        if said := next((one.participant for one in told if one.participant and one.is_about(name, label)), ""):
            named[name, label] = said
            if person and label is not None:
                people.setdefault(fold(label), said)
        elif given is not None:
            named[name, label] = own if own and _same_number(own, given) else same_id.get(given, given)
        elif person:
            id_ = people.setdefault(person, own) if own else people.get(person)
            if own and " " not in person:
                id_ = own  # two people of one first name are told apart by the names of their files
            if id_:
                named[name, label] = id_
        elif own:
            named[name, label] = own
    used = set(named.values()) | set(taken) | set(people.values()) | {id_in_name(name) or "" for name, _ in files}
    for name, label in spoken:
        if (name, label) in named:
            continue
        person = person_of(label)
        named[name, label] = people[person] if person in people else _next_id(used)
        used.add(named[name, label])
        if person:
            people[person] = named[name, label]
    return Named(named, _notes(named, set(fuller), fold, told))


def _notes(
    named: Mapping[tuple[str, str | None], str],
    short: Collection[str],
    fold: Callable[[str], str],
    told: Sequence[ToldSpeaker],
) -> dict[tuple[str, str | None], str]:
    """Say where a label was taken for somebody whom other files call otherwise."""
    notes: dict[tuple[str, str | None], str] = {}
    for (name, label), id_ in named.items():
        if label is None or any(one.participant and one.is_about(name, label) for one in told):
            continue
        given = id_in_label(label)
        if given is not None and _differs(id_, given):
            notes[name, label] = f"{given} is taken for {id_} of other files (confidence 0.80)."
        elif given is None and fold(label) in short:
            notes[name, label] = f"A short name is taken for {id_}, who has it in full elsewhere (confidence 0.75)."
    return notes


def _form_of_id(label: str) -> tuple[str, int, str] | None:
    """Part an id into its word, number and letter; ``Participant 07b`` gives ``("participant", 7, "b")``."""
    match = _NUMBERED.match(label.strip())
    return (match["kind"].casefold(), int(match["number"]), match["letter"].casefold()) if match else None


def _one_id_each(spoken: Mapping[tuple[str, str | None], None], taken: frozenset[str]) -> dict[str, str]:
    """Lead ids that are written differently in different files to one form, where no file holds two of them."""
    files: dict[str, set[str]] = {}
    for name, label in spoken:
        given = id_in_label(label) if label is not None else None
        if given is not None:
            files.setdefault(given, set()).add(name)
    by_number: dict[tuple[int, str], list[str]] = {}
    none: set[str] = set()
    for given in sorted({*files, *(id_ for id_ in taken if is_study_id(id_))}):
        form = _form_of_id(given)
        if form is not None:
            by_number.setdefault(form[1:], []).append(given)
    leads: dict[str, str] = {}
    for forms in by_number.values():
        ordered = sorted(forms, key=lambda id_: (id_ not in taken, -len(files.get(id_, none)), len(id_), id_))
        for place, written in enumerate(ordered):
            first = next((o for o in ordered[:place] if o not in leads and _is_one_id(o, written)), None)
            if first is not None and files.get(first, none).isdisjoint(files.get(written, none)):
                leads[written] = first
                files.setdefault(first, set()).update(files.get(written, none))
    return leads


def _is_one_id(one: str, other: str) -> bool:
    """Tell whether two ids of one number may be one person's: spelled alike, or one word short for the other."""
    forms = _form_of_id(one), _form_of_id(other)
    if forms[0] is None or forms[1] is None:
        return False
    short, long = sorted((forms[0][0], forms[1][0]), key=len)
    return long.startswith(short) or (short in {"tn", "pp"} and long.startswith(_SHORT_FOR[short]))


def _differs(id_: str, given: str) -> bool:
    """Tell whether an id has another word than the label, not only other zeros or capitals."""
    one, other = _form_of_id(id_), _form_of_id(given)
    return one is not None and other is not None and one[0] != other[0]


def _fuller_names(
    files: Sequence[tuple[str, Transcript]],
    spoken: Mapping[tuple[str, str | None], None],
    fold: Callable[[str], str],
    known: Mapping[str, str],
) -> dict[str, str]:
    """Lead each short name to the one fuller name that it fits, in another file or an earlier import."""
    beside = {name: {fold(t.speaker) for t in transcript.turns if t.speaker} for name, transcript in files}
    where: dict[str, set[str]] = {}
    for name, label in spoken:
        if label is not None and not is_placeholder(label) and id_in_label(label) is None:
            where.setdefault(fold(label), set()).add(name)
    everybody = set(known).union(*beside.values()) if beside else set(known)
    leads: dict[str, str] = {}
    for short in where:
        fits = {full for full in everybody if _is_short_name(short, full)}
        fullest = {full for full in fits if not any(_is_short_name(full, other) for other in fits)}
        if len(fullest) != 1 or short in known:
            continue
        full = next(iter(fullest))
        told_apart = any(full in beside[name] for name in where[short])
        if (full in where or full in known) and not told_apart:
            leads[short] = full
    return leads


def _is_short_name(short: str, full: str) -> bool:
    """Tell whether a name is a first name, or one with an initial, of a fuller one.

    Examples
    --------
    >>> _is_short_name("anna", "anna kern"), _is_short_name("anna k.", "anna kern"), _is_short_name("kern", "anna kern")
    (True, True, False)
    """
    words, all_words = short.replace(".", " ").split(), full.replace(".", " ").split()
    if short == full or not words or len(words) > len(all_words) or words[0] != all_words[0] or len(words[0]) < 2:
        return False
    if len(words) == 1:
        return len(all_words) > 1
    return (
        len(words) == len(all_words) == 2
        and len(words[1]) == 1 < len(all_words[1])
        and all_words[1].startswith(words[1])
    )


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
