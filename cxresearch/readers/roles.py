"""Who interviews and who participates, from one file alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import exp, log

from cxresearch.domain.transcript import Role, Speaker, Turn
from cxresearch.readers.aliases import same_voices
from cxresearch.readers.extract import Draft
from cxresearch.readers.labels import Meaning, is_code, is_unknown, meaning, normal

_QUESTION = re.compile(r"[?？؟](?=\W|$)")
_LEADS = re.compile(
    r"\b(?:can|could|would|will) you (?:please )?(?:tell|describe|explain|walk|talk|share|give|elaborate|introduce"
    r"|show|say|start)\b"
    r"|\b(?:do|did|have|are|were) you (?:ever|usually|normally|currently|use|think|feel|find|remember|want to)\b"
    r"|\b(?:how|what|when|where|why|which|who)(?:'s|’s)? (?:do|did|does|is|was|were|are|would|about|made|has"
    r"|have) (?:you|your|that|it|the)\b"
    r"|\btell (?:me|us)\b|\bwalk (?:me|us) through\b|\bmy next question\b|\bnext question\b|\bmy (?:first|last"
    r"|final) question\b"
    r"|\bcurious (?:about|how|what|if|to)\b|\bon a scale\b"
    r"|\b(?:können|könnten|kannst|könntest|haben|hast|würden|würdest|wie|was|warum|welche\w*) (?:sie|du|ihr)\b"
    r"|\berzähl\w* (?:sie|mir|doch|mal)\b"
    r"|\b(?:kunt|kun|kan|heeft|heb|bent|ben|zou|zou) (?:u|je|jij)\b|\bvertel (?:eens|me|mij)\b|\bwat (?:vind|vindt"
    r"|doet|doe) (?:je|u)\b"
    r"|\b(?:pouvez|pourriez|avez|êtes|comment|pourquoi|qu'est-ce)[- ](?:vous|que)\b|\bparlez-moi\b"
    r"|\b(?:puede|puedes|podría|podrías|cuéntame|cuénteme|qué|cómo|por qué)\b|\b(?:czy|jak|dlaczego|co) (?:pan"
    r"|pani|możesz|może)\b"
    r"|\b(?:potrebbe|può|puoi|mi racconti|come mai)\b|(?:می‌?توانید|می‌?تونید|چطور|چگونه|چرا|لطفا|توضیح (?:دهید"
    r"|بدید|بدهید))",
    re.IGNORECASE,
)
_WELCOMES = re.compile(
    r"\b(?:welcome (?:to|back|everyone)|(?:today|here),? (?:i|we)(?:'m|’m|'re|’re| am| are)? (?:here |joined|have"
    r"|got|talking|speaking|with)"
    r"|i(?:'m|’m| am) (?:joined|here (?:today )?with)|joined by|with (?:me|us) (?:today|is)"
    r"|i (?:also )?have (?:here )?with me|my guest"
    r"|thank(?:s| you)(?: so much| very much)? for (?:joining|coming|taking (?:the )?time|being (?:here|on)"
    r"|participating|agreeing|meeting|your time|doing this)"
    r"|(?:great|good|nice|excited|happy) to have you|record (?:this|the|our) (?:interview|session|conversation"
    r"|call)|start (?:the )?recording"
    r"|informed consent|consent form|this (?:interview|study|research) (?:is|will|aims)|introduce yourself"
    r"|vielen dank,? dass (?:sie|du|ihr)|aufnahme (?:starten|läuft)|bedankt dat (?:u|je)|merci d'avoir"
    r"|gracias por (?:participar|venir|aceptar|tu|su)"
    r"|dziękuję,? że|stell(?:en)? (?:sie|dich|euch)\b.{0,20}\bvor)",
    re.IGNORECASE,
)
_THANKED = re.compile(
    r"\b(?:thank(?:s| you)(?:,? \w+,?)?(?: so much| very much)? for (?:having|inviting|interviewing) (?:me|us)"
    r"|(?:glad|happy|great|good|excited) to be (?:here|on)"
    r"|danke für die einladung|merci de m'(?:avoir invit|inviter)|gracias por invitarme)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:interviewers?|interviewed by|conducted by|moderators?|moderated by|hosts?|hosted by|facilitators?"
    r"|researchers?"
    r"|interviewer\w*|moderator\w*|onderzoeker|entrevistador\w*|intervieweur|intervieweuse|intervistatore"
    r"|badacz\w*|prowadząc\w+)"
    r"(?:\s+(?:is|are|was|were|ist|sind|war|waren)\b|\s*[:：=–-])?\s+(?P<names>[^\n.;]{2,120})",
    re.IGNORECASE,
)
_SPOKEN_WITH = re.compile(
    r"\b(?:interviewees?|participants?|respondents?|guests?|befragte\w*|deelnemer\w*|entrevistad[oa]s?|participantes?)"
    r"(?:\s+(?:is|are|was|were)\b|\s*[:：=])\s+(?P<names>[^\n.;]{2,120})"
    r"|\b(?:interview|conversation|session|gespräch|gesprek|entrevista|entretien|wywiad) (?:with|mit|met|con|avec"
    r"|z)\s+(?P<more>[^\n.;:–]{2,120})",
    re.IGNORECASE,
)
_HEARD = 1_000
"""Characters of a turn that are looked at for questions and turns of phrase."""
_TURNS = 400
"""Turns of a speaker, evenly drawn, that are looked at."""
_LEGEND = re.compile(
    r"(?:^|[(\[,;/\s])(?P<label>[^\W\d_]{1,4}\d{0,3})\s*(?:=|[:–-]\s)\s*(?P<word>[^\W\d_][\w/-]{2,24})"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker did in a file, as far as roles can be read from it.

    `asks` is the share of turns with a question, `leads` the share with the turns of phrase that move an
    interview on, `length` the mean words of a turn, `share` the share of all words.
    """

    name: str
    turns: int
    words: int
    asks: float
    leads: float
    length: float
    share: float
    first: bool
    welcomes: bool
    thanked: bool


def assign(
    drafts: Sequence[Draft], *, front: str = "", interviewers: Sequence[str] = ()
) -> tuple[tuple[Turn, ...], tuple[Speaker, ...]]:
    """Give every turn and every named speaker a role.

    Evidence, strongest first: the names in `interviewers`; role words and codes in the labels; the front matter
    ("Interviewer is …", "S = Student"); who asks, leads, welcomes, speaks first and speaks little, compared
    with the other speakers of the file. Unnamed questions are the interviewer's, unnamed speech the
    participant's, asides nobody's.

    Parameters
    ----------
    drafts
        Turns of one file.
    front
        Its front matter.
    interviewers
        Names of interviewers, in full or in part.

    Returns
    -------
    tuple
        The turns with roles, and the speakers in order of appearance.

    Examples
    --------
    >>> turns, speakers = assign([Draft("Ana", "What made you stay?"), Draft("P1", "The people.")])
    >>> [(s.name, s.role) for s in speakers]
    [('Ana', 'interviewer'), ('P1', 'participant')]
    """
    drafts = same_voices(drafts)
    names = list(dict.fromkeys(draft.speaker for draft in drafts if draft.speaker is not None))
    voices = _voices(drafts, names)
    told = _told(drafts)
    known = {
        name: evidence
        for name in names
        if (evidence := _stated(name, names, front, interviewers, told.get(name))).role is not None
    }
    roles = _conclude(names, voices, known, unnamed=any(d.speaker is None and d.kind != "aside" for d in drafts))
    turns = tuple(Turn(d.speaker, d.text, _role_of(d, roles), d.start, d.end, d.line) for d in drafts)
    speakers = tuple(Speaker(name, roles[name].role or "participant", round(roles[name].weight, 2)) for name in names)
    return turns, speakers


def hold_several_voices(turns: Sequence[Turn]) -> bool:
    """Tell whether unnamed speech sounds like an interview: somebody is welcomed, or asked three questions or more.

    Who asks and who answers is then not told apart, and a researcher has to know.

    Examples
    --------
    >>> hold_several_voices([Turn(None, "Welcome to the show. What do you do? I bake.", "participant")])
    True
    >>> hold_several_voices([Turn(None, "I bake at night. Why? It is cool then.", "participant")])
    False
    """
    texts = [turn.text for turn in turns if turn.speaker is None and turn.role == "participant"]
    if any(turn.role == "interviewer" for turn in turns):
        return False
    asked = sum(bool(_LEADS.search(one)) for text in texts for one in re.findall(r"[^.!?…]*\?", text))
    return asked >= 3 or (asked > 0 and any(_WELCOMES.search(text[:_HEARD]) for text in texts[:4]))


def _role_of(draft: Draft, roles: Mapping[str, Meaning]) -> Role:
    if draft.kind == "aside":
        return "other"
    if draft.speaker is not None:
        return roles[draft.speaker].role or "participant"
    return "interviewer" if draft.kind == "question" else "participant"


def _told(drafts: Sequence[Draft]) -> dict[str, Role]:
    """Return the roles that a format itself gives, by turns that are all questions or all answers."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        if draft.speaker is not None and draft.kind != "aside":
            kinds[draft.speaker].add(draft.kind)
    told: dict[str, Role] = {name: "interviewer" for name, held in kinds.items() if held == {"question"}}
    return told | {name: "participant" for name, held in kinds.items() if held == {"answer"}}


def _stated(
    name: str, names: Sequence[str], front: str, interviewers: Sequence[str], told: Role | None = None
) -> Meaning:
    """Return what is said outright of a speaker: by the caller, the format, the label, or the front matter."""
    if interviewers:
        if any(is_same_person(name, given) for given in interviewers):
            return Meaning("interviewer", 0.99)
        if any(is_same_person(other, given) for given in interviewers for other in names):
            own = meaning(name)
            return own if own.role in {"interviewer", "other"} else Meaning("participant", 0.95)
    if told is not None:
        return Meaning(told, 0.97)
    own = meaning(name)
    if is_code(name):
        for match in _LEGEND.finditer(front):
            word = meaning(match["word"])
            if word.role is not None and _is_legend_for(match["label"], name):
                return Meaning(word.role, 0.97)
    if own.role is not None:
        return own
    if front:
        if any(_mentions(match["names"], name) for match in _NAMED.finditer(front)):
            return Meaning("interviewer", 0.95)
        if any(_mentions(match["names"] or match["more"], name) for match in _SPOKEN_WITH.finditer(front)):
            return Meaning("participant", 0.9)
    return Meaning(None, 0.0)


def _is_legend_for(label: str, name: str) -> bool:
    return normal(label) == normal(name) or normal(label) == re.sub(r"\W*\d+\w?$", "", normal(name))


def is_same_person(name: str, given: str) -> bool:
    """Tell whether two names may be one person's: equal, one part of the other, or spelled nearly alike.

    Examples
    --------
    >>> is_same_person("Jonas Berg", "jonas"), is_same_person("Jon Berg", "Jonas B. Berg"), is_same_person("Ana", "Eva")
    (True, True, False)
    """
    ours, theirs = (re.sub(r"[^\w\s]", " ", text.casefold()).split() for text in (name, given))
    if not ours or not theirs:
        return False
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1]:
        return ours[0].startswith(theirs[0][:3]) or theirs[0].startswith(ours[0][:3])
    return SequenceMatcher(None, " ".join(ours), " ".join(theirs)).ratio() >= 0.85


def _mentions(text: str, name: str) -> bool:
    words = re.sub(r"[^\w\s]", " ", text.casefold()).split()
    own = [word for word in re.sub(r"[^\w\s]", " ", name.casefold()).split() if len(word) > 1]
    return bool(own) and all(word in words for word in (own if len(own) < 3 else (own[0], own[-1])))


def _voices(drafts: Sequence[Draft], names: Sequence[str]) -> dict[str, Voice]:
    spoken: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.speaker is not None and draft.kind != "aside":
            spoken[draft.speaker].append(draft.text)
    total = sum(len(text.split()) for texts in spoken.values() for text in texts) or 1
    first = next((d.speaker for d in drafts if d.speaker is not None and meaning(d.speaker).role != "other"), None)
    voices: dict[str, Voice] = {}
    for name in names:
        texts = spoken[name]
        n = max(len(texts), 1)
        heard = [text[:_HEARD] for text in texts[:: 1 + len(texts) // _TURNS]]
        m = max(len(heard), 1)
        words = sum(len(text.split()) for text in texts)
        voices[name] = Voice(
            name=name,
            turns=len(texts),
            words=words,
            asks=sum(bool(_QUESTION.search(text)) for text in heard) / m,
            leads=sum(bool(_LEADS.search(text)) for text in heard) / m,
            length=words / n,
            share=words / total,
            first=name == first,
            welcomes=any(_WELCOMES.search(text) for text in texts[:4]),
            thanked=any(_THANKED.search(text) for text in heard),
        )
    return voices


def _leaning(voice: Voice, others: Sequence[Voice]) -> float:
    """Score how much a voice sounds like an interviewer beside the others (above 0: more than they do)."""
    turns = sum(other.turns for other in others) or 1
    asks = sum(other.asks * other.turns for other in others) / turns
    leads = sum(other.leads * other.turns for other in others) / turns
    length = sum(other.words for other in others) / turns
    few = min(1.0, voice.turns / 4)
    score = few * (3.0 * (voice.asks - asks) + 3.0 * (voice.leads - leads))
    score += few * max(-1.2, min(1.2, 0.8 * log((length + 2) / (voice.length + 2))))
    score += 0.5 if voice.first else 0.0
    score += 1.2 if voice.welcomes else 0.0
    score -= 1.5 if voice.thanked else 0.0
    return score


def _conclude(
    names: Sequence[str], voices: Mapping[str, Voice], known: Mapping[str, Meaning], *, unnamed: bool
) -> dict[str, Meaning]:
    """Join what is stated with how the voices sound."""
    speaking = [
        name for name in names if meaning(name).role != "other" and known.get(name, Meaning(None, 0)).role != "other"
    ]
    open_names = [name for name in speaking if name not in known]
    roles = dict(known)
    leaning = {name: _leaning(voices[name], [voices[o] for o in speaking if o != name]) for name in speaking}
    has_interviewer = any(known[name].role == "interviewer" for name in known)
    has_participant = any(known[name].role == "participant" for name in known)
    if has_interviewer:
        for name in open_names:
            roles[name] = _beside_interviewer(name, voices, leaning, has_participant=has_participant)
    elif has_participant:
        for name in open_names:
            alone = len(open_names) == 1 and not is_unknown(name) and not is_code(name)
            asks = leaning[name] > (-0.8 if alone else 0.3)
            roles[name] = Meaning(
                "interviewer" if asks else "participant", _sureness(leaning[name] + (0.8 if alone else 0))
            )
    elif len(open_names) == 1:
        roles[open_names[0]] = Meaning("participant", 0.5 if unnamed else 0.6)
        if unnamed and leaning[open_names[0]] > 0.8:
            roles[open_names[0]] = Meaning("interviewer", 0.5)
    elif open_names:
        roles |= _among_unknown(open_names, voices, leaning)
    return _with_letters_heard(speaking, roles, leaning)


def _with_letters_heard(
    speaking: Sequence[str], roles: Mapping[str, Meaning], leaning: Mapping[str, float]
) -> dict[str, Meaning]:
    """Correct single letters by ear: ``E`` and ``I`` are interviewer and informant in French and Spanish.

    Only where what is said contradicts the usual sense of a letter clearly, and no label is a word.
    """
    settled = dict(roles)
    if any(held.weight >= 0.97 for held in roles.values()):
        return settled
    if len(speaking) < 2 or any(len(re.sub(r"[^a-z]", "", normal(name))) != 1 for name in speaking):
        return settled
    most = max(speaking, key=lambda name: leaning[name])
    asked = [name for name in speaking if settled[name].role == "interviewer"]
    if not asked and leaning[most] > 1.5:
        settled[most] = Meaning("interviewer", 0.6)
    elif len(asked) == 1 and most not in asked and leaning[most] > 2.0 and leaning[asked[0]] < -1.5:
        settled[most] = Meaning("interviewer", 0.6)
        settled[asked[0]] = Meaning("participant", 0.6)
    return settled


def _beside_interviewer(
    name: str, voices: Mapping[str, Voice], leaning: Mapping[str, float], *, has_participant: bool
) -> Meaning:
    if is_unknown(name) or (voices[name].turns < 2 and voices[name].words < 10):
        return Meaning("participant", 0.4)
    also = leaning[name] > (1.6 if has_participant else 2.6) and not is_code(name)
    return (
        Meaning("interviewer", 0.6) if also else Meaning("participant", max(0.7, min(0.93, _sureness(leaning[name]))))
    )


def _among_unknown(
    open_names: Sequence[str], voices: Mapping[str, Voice], leaning: Mapping[str, float]
) -> dict[str, Meaning]:
    """Choose the interviewer among voices of whom nothing is stated, and who else asks as much."""
    candidates = [name for name in open_names if not is_unknown(name) and voices[name].turns >= 2]
    if len(candidates) < 2:
        candidates = list(open_names)
    best = max(candidates, key=lambda name: (leaning[name], voices[name].first, -open_names.index(name)))
    rest = [leaning[name] for name in open_names if name != best]
    gap = leaning[best] - max(rest) if len(rest) == 1 else leaning[best] - sum(rest) / len(rest)
    roles: dict[str, Meaning] = {}
    for name in open_names:
        if name == best:
            roles[name] = Meaning("interviewer", _sureness(gap / 2))
        elif (is_unknown(name) and len(candidates) < len(open_names)) or (
            voices[name].turns < 2 and voices[name].words < 10
        ):
            roles[name] = Meaning("participant", 0.4)
        else:
            also = len(open_names) > 2 and leaning[name] > 1.0 and leaning[name] > 0.6 * leaning[best]
            sure = _sureness((leaning[best] - leaning[name]) / 2)
            roles[name] = Meaning("interviewer", 0.55) if also else Meaning("participant", sure)
    return roles


def _sureness(score: float) -> float:
    return 0.5 + 0.45 * (2 / (1 + exp(-1.6 * abs(score))) - 1)
