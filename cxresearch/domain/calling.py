"""A participant's "I want to see the bill first" as what a persona may be called: "Wants to see the bill first"."""

from __future__ import annotations

import re

FEWEST, MOST = 3, 9
"""Words of a name made from a sentence."""

_LEAD = re.compile(
    r"^(?:(?:and|but|so|well|yeah|yes|no|um+|uh+|oh|also|then|i mean|you know|like|actually|honestly|personally|okay|ok"
    r"|for me|i think|i guess|i'd say|i would say|i feel like|because|'?cause|cos|that's why)\b[\s,.…–—-]*)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.,;:!?…()\"“”–—]|\s-+\s"
    r"|\s+(?:and (?:i|we|they|he|she|it|you|then|that|so)|because|cause|cos|so (?:that|i|we|they)|but|when|if|which|who"
    r"|as if|where|while|until|unless|although|though|than|since|or (?:i|something|whatever))\b",
    re.IGNORECASE,
)
_OFTEN = r"(?:(?:really|just|always|usually|still|also|only|often|mostly|generally|normally|definitely|mainly) )"
_WISH = re.compile(rf"^(?:i|we)(?:'d| would) {_OFTEN}?(like|love|prefer|rather) (.+)$", re.IGNORECASE)
_NOT = re.compile(
    rf"^(?:i|we) {_OFTEN}?(can't|cannot|can not|don't|do not|never) {_OFTEN}?([a-z]+) (.+)$", re.IGNORECASE
)
_DOES = re.compile(rf"^(?:i|we) ({_OFTEN}?)([a-z]+) (.+)$", re.IGNORECASE)
_IS = re.compile(
    rf"^(?:i'm|i am|i was|we're) ({_OFTEN}?(?:not )?(?:so |very |a bit |quite |too )?)"
    r"(afraid|scared|frightened|worried|nervous|anxious|careful|tired|sick|proud|ashamed|embarrassed|confused|overwhelmed"
    r"|happy|interested|used|good|trying|looking|hoping|waiting|paying|struggling|saving|learning|thinking) (.+)$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    rf"^(?:i|we) {_OFTEN}?wish(?:ed)? (?:there (?:was|were|is|had been)|(?:i|we|they) had) (.+)$", re.IGNORECASE
)
_WANTED = re.compile(rf"^(?:i|we) ({_OFTEN}?)(wanted|needed) (.+)$", re.IGNORECASE)
_HARD = re.compile(
    r"^(?:it's|it is|it was) (?:really |very |so |quite |too |pretty )*"
    r"(hard|difficult|easy|easier|important|impossible) (to .+)$",
    re.IGNORECASE,
)
_VERBS = frozenset(
    """want need like love hate prefer wish hope try check keep write read ring call ask pay use trust wait worry save
    compare avoid rely depend watch look search track record print email buy order sell share help teach learn
    plan test measure count collect build make drive care enjoy fear miss follow change switch turn plug
    download save upload sign fill send sort filter highlight explore explain train compute inspect visit carry
    stop skip expect appreciate""".split()
)
_TURNED = {
    "me": "them",
    "my": "their",
    "mine": "theirs",
    "myself": "themselves",
    "us": "them",
    "our": "their",
    "ours": "theirs",
    "i'm": "they're",
}
_POINTING = frozenset(
    """it that this these those they them he she him her his hers i we you your i'll i've i'd it's that's they're
    three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand
    something someone anything everything things thing stuff there here ones so such""".split()
)
_OPEN = frozenset(
    """the a an of to in on at for with from by about into onto over and or than as be is are was were their them every
    each any some all more most very really just like if when""".split()
)
_SMALL = (
    _OPEN
    | _POINTING
    | frozenset(
        """not no never always do does have has had get gets got go goes going can can't would will up out off down back
    through want wants need needs like likes would love prefer hard easy finds things way lot much many know""".split()
    )
)
_HABIT = re.compile(
    r"\b(?:always|usually|often|mostly|normally|generally|never|doesn't|every|each|all the time|once a|twice a|daily"
    r"|weekly|monthly|(?:morning|evening|night|week|month|year)s)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def called(sentence: str) -> str:
    """Put the beginning of an English sentence into the third person, as a persona might be called.

    Parameters
    ----------
    sentence
        What a participant said.

    Returns
    -------
    str
        Empty where the sentence tells nothing of its speaker that stands alone: another subject, another tense,
        words that point at what was said before, too short or too long.

    Examples
    --------
    >>> called("And I want to see my bill first, you know.")
    'Wants to see their bill first'
    >>> called("I wish there was an office for that."), called("I wish there was one office for claims.")
    ('', 'Wishes for one office for claims')
    >>> called("I don't trust the meter readings.")
    "Doesn't trust the meter readings"
    >>> called("It's hard to reach a person.")
    'Finds it hard to reach a person'
    >>> called("They want to see my bill.")
    ''
    """
    plain = _LEAD.sub("", " ".join(sentence.replace("’", "'").split()))
    said = _END.split(plain, maxsplit=1)[0].strip()
    opening, rest = _opened(said)
    if not opening or "[" in said or any(character.isdigit() for character in rest):
        return ""
    words = [_TURNED.get(word.lower(), word) for word in rest.split()]
    small = [word.lower().strip("'") for word in words]
    if not words or not set(small).isdisjoint(_POINTING) or small[-1] in _OPEN:
        return ""
    name = f"{opening} {' '.join(words)}"
    enough = FEWEST <= len(name.split()) <= MOST and len(content(name)) > 1
    return name[0].upper() + name[1:] if enough else ""


def is_habit(name: str) -> bool:
    """Return whether a name tells of what somebody does again and again, and not of one day.

    Examples
    --------
    >>> is_habit("Reads the meter every morning"), is_habit("Uses the travel")
    (True, False)
    """
    return bool(_HABIT.search(name))


def content(name: str) -> frozenset[str]:
    """Return the words of a name that carry it, in small letters.

    Examples
    --------
    >>> sorted(content("Wants to see their bill first"))
    ['bill', 'first', 'see']
    """
    return frozenset(word for word in map(str.lower, _WORD.findall(name)) if word not in _SMALL)


def _opened(said: str) -> tuple[str, str]:
    """Return the verb in the third person, and what follows; two empty texts where there is none."""
    if found := _WISH.match(said):
        return f"would {found[1].lower()}", found[2]
    if found := _WISHED.match(said):
        return "wishes for", found[1]
    if found := _WANTED.match(said):
        return f"{found[1]}{found[2]}".lower(), found[3]
    if found := _NOT.match(said):
        how, verb = found[1].lower(), found[2].lower()
        if how == "never":
            return (f"never {_third(verb)}", found[3]) if verb in _VERBS else ("", "")
        told = "doesn't" if how in ("don't", "do not") else how
        return (f"{told} {verb}", found[3]) if verb not in ("know", "think", "mean", "remember", "mind") else ("", "")
    if found := _IS.match(said):
        return f"{found[1]}{found[2]}".lower(), found[3]
    if found := _HARD.match(said):
        return f"finds it {found[1].lower()}", found[2]
    if (found := _DOES.match(said)) and found[2].lower() in _VERBS:
        return f"{found[1]}{_third(found[2])}".lower(), found[3]
    return "", ""


def _third(verb: str) -> str:
    """Return the third person of a regular English verb."""
    if verb.endswith(("s", "x", "ch", "sh", "o", "z")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"
