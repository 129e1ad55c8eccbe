"""What the columns of a table are, by their heads in many languages and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import mean

from cxresearch.readers.labels import is_code, is_name, is_role_word, meaning, normal
from cxresearch.readers.marks import mask, only_time

_WORDS: Mapping[str, frozenset[str]] = {
    "speaker": frozenset(
        "speaker speakername speakerlabel speakers spk spkr who person voice name author sender from talker actor"
        " interlocutor sprecher sprecherin"
        " sprechende person spreker locuteur locutrice intervenant hablante orador parlante mówca rozmówca"
        " گوینده نام المتحدث".split()
    ),
    "role": frozenset("role speakerrole rolle rol rôle ruolo rola نقش".split()),
    "text": frozenset(
        "text transcript utterance content speech said quote words transkript äußerung aussage beitrag tekst uitspraak"
        " texte énoncé propos texto enunciado testo enunciato wypowiedź treść message body sentence caption turntext"
        " segment passage excerpt statement fragment verbatim txt utt what"
        " متن گفته النص".split()
    ),
    "start": frozenset(
        "time timestamp start begin starttime timecode zeit zeitmarke beginn tijd temps heure début tiempo hora inicio"
        " tempo inizio czas początek زمان الوقت".split()
    ),
    "end": frozenset("end endtime stop ende einde fin fine koniec پایان".split()),
    "question": frozenset("question prompt frage vraag pregunta pergunta domanda pytanie سوال پرسش".split()),
    "answer": frozenset(
        "answer response reply antwort antwoord respuesta resposta réponse risposta odpowiedź پاسخ جواب".split()
    ),
    "group": frozenset(
        "file filename document interview session conversation dialogue dialog call recording source datei dokument"
        " gespräch gesprek entretien entrevista intervista wywiad transcriptid interviewid sessionid conversationid"
        " dialogid callid fileid documentid".split()
    ),
    "id": frozenset(
        "id participant participantid respondent respondentid pid interviewee subject user userid customer client code"
        " pseudonym teilnehmer teilnehmerin befragte proband deelnemer participante répondant partecipante uczestnik"
        " email mail شناسه شرکت‌کننده".split()
    ),
    "number": frozenset("no nr number line zeile turn row lp index idx order seq sequence duration ردیف".split()),
}
_WORDS = {role: frozenset(word.casefold() for word in words) for role, words in _WORDS.items()}
_NUMBER = re.compile(r"[\s#]*-?\d{1,12}(?:[.,]\d{1,9})?[.)%]?\s*")
_SPLIT = re.compile(r"[\W_]+|(?<=[a-zäöüß])(?=[A-Z])")


def head(cell: str) -> str | None:
    """Say what the head of a column names, or None where it is not known.

    Examples
    --------
    >>> [head(cell) for cell in ("Speaker", "start_time", "speakerRole", "Wypowiedź", "Why did you leave us?")]
    ['speaker', 'start', 'role', 'text', None]
    """
    parts = [part.casefold() for part in _SPLIT.split(cell.strip()) if part]
    if not parts or len(parts) > 3 or cell.strip().endswith("?"):
        return None
    whole = "".join(parts)
    for form in (whole, whole.rstrip("s"), *([f"{whole[:-2]}"] if whole.endswith("en") else [])):
        for role, words in _WORDS.items():
            if form in words:
                return role
    if parts[-1] in {"id", "ids", "code", "no", "nr", "number", "count", "index"}:
        first = parts[0].rstrip("s")
        if first in _WORDS["group"]:
            return "group"
        return "id" if first in _WORDS["id"] else "speaker" if first in _WORDS["speaker"] else "number"
    found = {role for part in parts for role, words in _WORDS.items() if part in words or part.rstrip("s") in words}
    if "number" in found:
        return "number"
    order = ("role", "start", "end", "question", "answer", "text", "speaker", "group", "id")
    return next((role for role in order if role in found), None)


def named_columns(row: Sequence[str]) -> dict[str, int]:
    """Find the columns that a head row names; for each kind the first column whose head is just that word."""
    found: dict[str, int] = {}
    exact: set[str] = set()
    for index, cell in enumerate(row):
        role = head(cell)
        if role is None:
            continue
        plain = normal(cell).rstrip("s") in _WORDS[role] or normal(cell) in _WORDS[role]
        if role not in found or (plain and role not in exact):
            found[role] = index
            if plain:
                exact.add(role)
    return found


def is_numeric(cells: Sequence[str]) -> bool:
    """Tell whether cells hold numbers (or nothing)."""
    return all(_NUMBER.fullmatch(cell) for cell in cells if cell.strip())


def words_of(cells: Sequence[str]) -> float:
    """Return the mean number of words of the cells that hold any."""
    counts = [len(cell.split()) for cell in cells if cell.strip()]
    return mean(counts) if counts else 0.0


def are_speakers(cells: Sequence[str]) -> bool:
    """Tell whether cells hold names, codes or roles that come back, as a column of speakers does."""
    held = [" ".join(cell.split()).rstrip(":") for cell in cells if cell.strip()]
    if not held or max(map(len, held)) > 48 or is_numeric(held):
        return False
    kinds = set(held)
    named = sum(is_name(cell) or is_code(cell) or is_role_word(cell) or meaning(cell).role is not None for cell in held)
    return named >= 0.9 * len(held) and len(kinds) > 1 and len(kinds) <= max(2, len(held) // 2)


def ask_and_answer(cells: Sequence[str]) -> bool:
    """Tell whether every cell names a role by a word or code, some of who asks and some of who answers.

    Examples
    --------
    >>> ask_and_answer(["Q", "A", "Q"]), ask_and_answer(["need", "pain", "need"])
    (True, False)
    """
    kinds = {cell.strip() for cell in cells if cell.strip()}
    roles = {meaning(cell).role for cell in kinds}
    if len(kinds) == 2 and all(map(is_code, kinds)):  # Q and A: what a lone letter means, the other one says
        return "interviewer" in roles
    return {"interviewer", "participant"} <= roles <= {"interviewer", "participant", "other"}


def are_times(cells: Sequence[str]) -> bool:
    """Tell whether most cells are times such as 0:12 or 00:01:02.5."""
    held = [cell.strip() for cell in cells if cell.strip()]
    return bool(held) and sum(only_time(mask(cell)) for cell in held) >= 0.6 * len(held)
