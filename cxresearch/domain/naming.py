"""Working names and one-line summaries of persona drafts: only what the evidence carries, never anybody's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import fmean

from cxresearch.domain.calling import called, content, is_habit
from cxresearch.domain.contrast import Contrast, Profile, titled
from cxresearch.domain.quoting import quotability

_PHRASE = {
    "pain": "trouble with {}",
    "need": "asking for more around {}",
    "gain": "glad of {}",
    "do": "hands-on with {}",
    "feel": "moved by {}",
    "": "{}",
}
_PART = {"pain": 0.25, "need": 0.25, "gain": 0.25, "do": 0.6, "feel": 0.3}
"""Share of what somebody says on a theme from which a label describes how they stand to it; doing is told of most."""
_PREFERRED = tuple(_PART)
_WORD = re.compile(r"\w+")
_TELLING = {"goal": 1.0, "need": 1.0, "pain": 0.9, "gain": 0.6, "feel": 0.6, "do": 0.6}
"""How much a label on a sentence says about who its speaker is."""
_APART, _MOST = 2.0, 1.4
"""Weight of a sentence on what sets a group apart, and on the theme of its greatest lead."""
_GOOD = 0.3
"""Least worth of a sentence that gives a group its name; below, the name is a plain one."""
_LEAST = 0.05
"""Least lead in the share of talk that makes a theme worth naming a persona after."""


def theme_order(profile: Profile, members: Sequence[str], themes: Sequence[str]) -> tuple[str, ...]:
    """Order themes by what sets a group apart: lead in the average participant's share of talk, then the share.

    Every participant counts the same, however long they talk, and a theme that fewer than half of the group
    touch comes last.
    """
    inside = set(members)
    group = [person for person in profile.people if person in inside]
    others = [person for person in profile.people if person not in inside]

    def rank(key: str) -> tuple[bool, float, float, str]:
        here = [profile.share(person, key) for person in profile.heard(group)]
        there = [profile.share(person, key) for person in profile.heard(others)]
        touched = sum(profile.by_theme.get((person, key), 0) > 0 for person in group)
        mean = fmean(here) if here else 0.0
        lead = mean - (fmean(there) if there else 0.0)
        return (2 * touched < len(group), -lead if others else -mean, -mean, key)

    return tuple(sorted((key for key in themes if any(profile.share(p, key) for p in group)), key=rank))


def most_spoken(profile: Profile, members: Sequence[str], themes: Sequence[str]) -> tuple[str, ...]:
    """Order themes by how many of a group speak of them, then by the average share of talk."""
    group = profile.heard(sorted(members))

    def rank(key: str) -> tuple[float, str]:
        shares = [profile.share(person, key) for person in group]
        spread = sum(share > 0 for share in shares) / max(1, len(shares))
        return (-spread * fmean(shares), key)

    return tuple(sorted((key for key in themes if any(profile.share(p, key) for p in group)), key=rank))


@dataclass(frozen=True, slots=True)
class Name:
    """A working name, and the id of the segment whose words it takes (empty: a plain name)."""

    text: str
    said: str = ""


def working_names(
    profile: Profile,
    groups: Mapping[str, Sequence[str]],
    contrasts: Mapping[str, Sequence[Contrast]],
    names: Mapping[str, str],
    taken: Sequence[str] = (),
    *,
    english: bool = True,
) -> dict[str, Name]:
    """Give every group a working name of its own.

    In English it is, where there is one, a sentence of a member about themselves put in the third person ("Wants to
    see the bill first"): one with a label that two members share on the same theme, best on what sets the group
    apart. Else it is plain: "Group 2", with the theme that sets the group apart and, where the evidence carries it,
    how they stand to it; without themes, what their attributes share; without anything, how many they are. Names
    that hold a participant's id are passed over.

    Parameters
    ----------
    profile
        Who speaks of what.
    groups
        Persona key to participant ids, in the order in which names are given.
    contrasts
        Persona key to its contrasts, greatest first.
    names
        Theme key to name.
    taken
        Names in use already, such as those a person gave.
    english
        Whether the interviews are in English, where a common noun has a small first letter.

    Returns
    -------
    dict of str to Name
        By persona key; no two are equal.
    """
    somebody = _names_somebody(profile.people)
    written = {word for segment in profile.segments for word in _WORD.findall(segment.text)[1:]}
    sayable = {key: _in_sentence(name, written, english) for key, name in names.items() if not somebody(name)}
    voices = _voices(profile)
    used = {name.casefold() for name in taken}
    themes_used: set[str] = set()
    found: dict[str, Name] = {}
    for number, (key, members) in enumerate(groups.items(), 1):
        order = theme_order(profile, members, tuple(sayable))
        own = _own_words(profile, members, contrasts[key], order[:1], voices) if english else []
        candidates = [name for name in own if not somebody(name.text)]
        fresh = [theme for theme in order if theme not in themes_used]
        plain = [
            f"Group {number}: {_phrase(profile, members, theme, contrasts[key], sayable[theme])}"
            for theme in (fresh + [theme for theme in order if theme in themes_used])
        ]
        plain += [name for name in _by_attribute(contrasts[key]) if not somebody(name)]
        plain.append("Group of 1 participant" if len(members) == 1 else f"Group of {len(members)} participants")
        candidates += [Name(name) for name in plain]
        name = next((name for name in candidates if name.text.casefold() not in used), None)
        again = 2
        while name is None:
            numbered = f"{candidates[-1].text} ({again})"
            name, again = (None if numbered.casefold() in used else Name(numbered)), again + 1
        used.add(name.text.casefold())
        themes_used.update(theme for theme in order if not name.said and sayable[theme] in name.text)
        found[key] = name
    return found


def _voices(profile: Profile) -> dict[str, set[str]]:
    """Return, for every word, who says it."""
    voices: dict[str, set[str]] = {}
    for segment in profile.segments:
        for word in _WORD.findall(segment.text.replace("’", "'").lower()):
            voices.setdefault(word, set()).add(segment.participant)
    return voices


def _own_words(
    profile: Profile,
    members: Sequence[str],
    contrasts: Sequence[Contrast],
    most: Sequence[str],
    voices: Mapping[str, Set[str]],
) -> list[Name]:
    """Return names in members' own words, best first."""
    inside = set(members)
    need = min(2, len(inside))
    apart = {(c.subject, c.label) for c in contrasts if c.effect > 0 and c.about in ("theme", "theme and label")}
    found = []
    for segment in profile.segments:
        theme = profile.theme.get(segment.id)
        labels = [label for label in profile.labels[segment.id] if label in _TELLING]
        if segment.participant not in inside or theme is None or not (text := called(segment.text)):
            continue
        labels = labels if is_habit(text) else [label for label in labels if label != "do"]
        sayers = sorted(len(inside & voices.get(word, set())) for word in content(text))
        few = sum(n < need for n in sayers)
        if 3 * few > len(sayers) or 2 * fmean(sayers) < len(inside):
            continue  # one member's own affair
        worth = 0.0
        for label in labels:
            behind = sum(profile.by_both.get((person, theme, label), 0) > 0 for person in inside)
            if behind >= need:
                about = _APART if {(theme, ""), (theme, label)} & apart else _MOST if theme in most else 1.0
                worth = max(worth, _TELLING[label] * about * (behind / len(inside)) ** 0.5)
        worth *= quotability(segment.text) * (0.5 + 0.5 * fmean(sayers) / len(inside))
        if worth >= _GOOD:
            found.append((-worth, segment.id, Name(text, segment.id)))
    return [name for _, _, name in sorted(found, key=lambda entry: entry[:2])]


def _phrase(profile: Profile, members: Sequence[str], theme: str, contrasts: Sequence[Contrast], name: str) -> str:
    """Say how a group stands to a theme, by the label that sets them apart there or that most of them share."""
    apart = [c.label for c in contrasts if c.about == "theme and label" and c.subject == theme and c.effect > 0]
    told = next((label for label in apart if label in _PREFERRED), "")
    if not told:
        counts = Counter(
            label
            for person in members
            for label, part in _PART.items()
            if profile.by_both.get((person, theme, label), 0) >= part * profile.by_theme.get((person, theme), 0) > 0
        )
        less = {c.label for c in contrasts if c.about == "label" and c.effect < 0}
        shared = [label for label in _PREFERRED if 2 * counts[label] > len(members) and label not in less]
        told = max(shared, key=lambda label: (counts[label], -_PREFERRED.index(label)), default="")
    return _PHRASE[told].format(name)


def _by_attribute(contrasts: Sequence[Contrast]) -> list[str]:
    kinds = [c for c in contrasts if c.about == "attribute" and c.label and c.effect > 0]
    return [f"Mostly {titled(c.subject).lower()}: {c.label}" for c in kinds]


def _names_somebody(people: Sequence[str]) -> Callable[[str], bool]:
    said = "|".join(rf"(?<!\w){re.escape(person)}(?!\w)" for person in people)
    pattern = re.compile(said or r"(?!)", re.IGNORECASE)
    return lambda text: bool(pattern.search(text)) or "[" in text


def _in_sentence(name: str, written: Set[str], english: bool) -> str:
    """Write a theme's name as it stands inside a phrase, its first letter as participants write that word.

    German nouns, proper names and abbreviations keep their capital without any list of them. A word nobody uses
    inside a sentence gets a small letter in English only.
    """
    first = _WORD.match(name)
    if first is None or not first[0][1:].islower():
        return name
    small = first[0].lower() in written or (english and first[0] not in written)
    return name[0].lower() + name[1:] if small else name


def summary_of(
    profile: Profile, members: Sequence[str], of: int, contrasts: Sequence[Contrast], names: Mapping[str, str]
) -> str:
    """Say in one sentence how many they are, what they talk most about, and what the others talk more about.

    Examples
    --------
    >>> from cxresearch.domain.contrast import profile_of
    >>> from cxresearch.domain.corpus import Corpus
    >>> from cxresearch.domain.reading import Reading
    >>> empty = profile_of(Reading("s", 0, Corpus()))
    >>> summary_of(empty, ("P1", "P2"), 5, (), {})
    '2 of 5 participants.'
    """
    present = [person for person in members if person in set(profile.people)]
    sentence = f"{len(members)} of {of} participants"
    most = [key for key in most_spoken(profile, present, tuple(names))[:2] if _shared(profile, present, key) > 0]
    if not most:
        return f"{sentence}{_other_difference(contrasts)}."
    one = len(members) == 1
    counted = [f"“{names[key]}” ({_shared(profile, present, key)} of {len(members)})" for key in most]
    sentence += f"; {'talks' if one else 'they talk'} most about {' and '.join(counted)}"
    inside = set(present)
    others = [person for person in profile.people if person not in inside]
    apart = next(
        (key for key in theme_order(profile, present, tuple(names)) if _lead(profile, present, others, key) > 0), None
    )
    if others and apart is not None and apart not in most and _lead(profile, present, others, apart) >= _LEAST:
        here, there = _shared(profile, present, apart), _shared(profile, others, apart)
        against = f"{here} of {len(members)} against {there} of {len(others)}"
        sentence += f", and more than the others about “{names[apart]}” ({against})"
    elsewhere = [key for key in sorted(names) if key not in most and _lead(profile, present, others, key) <= -_LEAST]
    if others and elsewhere:
        away = min(elsewhere, key=lambda key: _lead(profile, present, others, key))
        sentence += f", where the others talk more about “{names[away]}”"
    return sentence + "."


def _other_difference(contrasts: Sequence[Contrast]) -> str:
    """Fall back on the greatest difference in labels or attributes."""
    for contrast in contrasts:
        if contrast.effect > 0 and contrast.about in ("label", "attribute"):
            text = contrast.text.rstrip(".")
            return f"; {text[0].lower() + text[1:]}" if text[1:2].islower() else f"; {text}"
    return ""


def _shared(profile: Profile, members: Sequence[str], theme: str) -> int:
    return sum(profile.by_theme.get((person, theme), 0) > 0 for person in members)


def _lead(profile: Profile, members: Sequence[str], others: Sequence[str], theme: str) -> float:
    here = [profile.share(person, theme) for person in profile.heard(members)]
    there = [profile.share(person, theme) for person in profile.heard(others)]
    return (fmean(here) if here else 0.0) - (fmean(there) if there else 0.0)
