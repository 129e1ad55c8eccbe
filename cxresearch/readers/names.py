"""Names as words: how a text is cut into them, how they are folded, how they sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cxresearch.readers import name_lists as lists

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = ".!?…:;؟۔\n\"“”'‘*•([{"
_CREDENTIAL = re.compile(r"(?=.*\.|.*[A-Z].*[A-Z])(?:[A-Z][A-Za-z]{0,3}\.?){1,4}|Jr|Sr")
#: German nouns end so, names do not.
NOUN_END = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|zeit|arbeit|tag|hein|ware|nis|tum|ling|tat|ierung)\Z"
)
#: Names may hold a capital within; other words that do are makes: ``FaceTime``.
INNER_CAPITAL = re.compile(r"(?:Mc|Mac|O['’]|D['’]|De|Di|Van|La|Le|Fitz|St)[A-Z]|[^\W\d_]+['’-][A-Z]")
_LETTERS = str.maketrans("łøđıœæ", "lodioa")


class Token(NamedTuple):
    """A word of a text: where it stands, its base without a possessive ending, and that base folded."""

    start: int
    end: int
    base: str
    folded: str
    initial: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter (a script without capitals never does)."""
        return self.base[0].isupper()


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: offsets without the possessive ending, the folded name, the rule that found it."""

    start: int
    end: int
    name: str
    rule: str


def fold_name(name: str) -> str:
    """Bring a name to the form under which it is known: small letters, no accents, no titles, no marks.

    Examples
    --------
    >>> fold_name("Dr. María  López-Hill"), fold_name("Lopez, Ana"), fold_name("Ana O’Brien, Ph.D.")
    ('maria lopez hill', 'ana lopez', 'ana obrien')
    """
    before, _, after = name.partition(",")
    if after and _CREDENTIAL.fullmatch(after.strip()):
        name = before
    elif len(_TOKEN.findall(before)) == 1 and 1 <= len(_TOKEN.findall(after)) <= 2:
        name = f"{after} {before}"
    words = [fold_word(word) for word in _TOKEN.findall(name)]
    while len(words) > 1 and words[0] in lists.TITLES:
        words = words[1:]
    return " ".join(words)


def fold_word(word: str) -> str:
    """Fold one word: no accents, no apostrophes, small letters."""
    if word.isascii():
        return word.lower().replace("'", "") if "'" in word else word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold().replace("’", "").replace("'", ""))
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_LETTERS)


class _Folding(dict[str, str]):
    """Words as they are written to their folded base; each is folded once."""

    def __missing__(self, word: str) -> str:
        folded = self[word] = fold_word(word[:-2] if _is_possessive(word) else word)
        return folded


_FOLDED = _Folding()


def words_of(text: str) -> list[str]:
    """Cut a text into words as they are written, without their places; much quicker than `tokens_of`."""
    return _TOKEN.findall(text)


def folded_words(words: Iterable[str]) -> Iterator[str]:
    """Fold words as `tokens_of` does: ``Maria's`` counts as ``Maria``.

    Examples
    --------
    >>> list(folded_words(["Zoë's", "café"]))
    ['zoe', 'cafe']
    """
    return map(_FOLDED.__getitem__, words)


def _is_possessive(word: str) -> bool:
    return len(word) > 3 and word[-1] in "sS" and word[-2] in "'’"


def tokens_of(text: str) -> list[Token]:
    """Cut a text into words; ``Maria's`` counts as ``Maria``."""
    tokens: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        word = base = match.group()
        start, end = match.span()
        if _is_possessive(word):
            base, end = word[:-2], end - 2
        if start == before + 1 and text[before] == " ":
            initial = not tokens
        else:
            between = text[before:start].rstrip(" \t\u00a0-–—>")
            initial = not tokens or (bool(between) and between[-1] in SENTENCE_END)
        before = match.end()
        tokens.append(Token(start, end, base, _FOLDED[word], initial))
    return tokens


@lru_cache(maxsize=65_536)
def phonetic(word: str) -> str:
    """Say how a folded name sounds, roughly, in several European spellings.

    Examples
    --------
    >>> phonetic("katarzyna") == phonetic("catarzina"), phonetic("stephen") == phonetic("stefan")
    (True, True)
    """
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    head, rest = word[:1], word[1:]
    coded = ("a" if head in "aeiouy" else head) + "".join("" if c in "aeiouyh" else c for c in rest)
    return re.sub(r"(.)\1+", r"\1", coded)


_SOUNDS = tuple(
    pair.split(">")
    for pair in (
        "ph>f tch>c ch>c sch>s sh>s cz>c sz>s rz>z zh>z dz>z ck>k qu>k q>k x>ks ce>se ci>si cy>si c>k "
        "z>s gh>g wr>r kn>n "
        "mc>mk w>v j>y tz>s th>t dt>t"
    ).split()
)


def edits(one: str, other: str, *, most: int = 2) -> int:
    """Count the letters to add, drop, change or swap; anything above `most` is given as ``most + 1``.

    Examples
    --------
    >>> edits("karim", "kairm"), edits("karim", "karl")
    (1, 2)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
