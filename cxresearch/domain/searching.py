"""Finding words again however they were typed: letters folded, words and phrases, and who said it where."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cxresearch.domain.corpus import Corpus
from cxresearch.domain.transcript import Role
from cxresearch.errors import InputError

Span = tuple[int, int]

_IGNORED = frozenset("\u200b\u200c\u200d\u200e\u200f\u00ad\u0640\u061c\u2060\ufeff") | {
    chr(code)
    for first, last in ((0x202A, 0x202E), (0x2066, 0x2069), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
}
"""Joiners, direction marks, stretching and invisible signs: typed or not typed as the keyboard has it."""

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Marks that readers of Latin, Greek, Cyrillic, Hebrew and Arabic letters leave out; elsewhere they are the vowels."""

_SAME = str.maketrans(
    dict(zip("يىېكڪةەہھٱٲٳ", "یییککههههااا", strict=True))
    | {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
"""Letters that keyboards, and people, take for each other."""

_APART = "\x00"
"""Stands between passages; no text holds it."""

_LETTER = r"[\w\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]"
"""What words are made of: Python's idea of it leaves out the vowel signs of South and South-East Asia."""

_NO_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that put no blanks between words: there, a word is found inside a longer run as well."""

_TOKEN = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„‟«»", '""""""')


class _Letters(dict[int, str]):
    """Code point to what is compared in its place, worked out once each."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(character: str) -> str:
    if character in _IGNORED:
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    apart = _MARKS.sub("", unicodedata.normalize("NFKD", character.casefold()))
    return unicodedata.normalize("NFKC", apart.translate(_SAME)).casefold()


_LETTERS = _Letters()


def fold_letters(text: str) -> str:
    """Return a text as it is compared: case, accents, joiners and look-alike letters folded.

    Each character is folded by itself, so that what is found can be led back to its place.

    Examples
    --------
    >>> fold_letters("Çafé ﬁne ÆON Straße"), fold_letters("كتابي می\u200cخواهم ۱۲")
    ('cafe fine aeon strasse', 'کتابی میخواهم 12')
    """
    return text.translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched and found: a segment, or a turn of somebody who is no participant.

    Attributes
    ----------
    segment
        Id of the segment; empty for a turn.
    source, turn, start, end
        Where it stands: source id, number of the turn, half-open offsets into the turn's text.
    who
        Participant, or the speaker's name in the transcript.
    role
        Of who speaks.
    text
        The words.
    """

    segment: str
    source: str
    turn: int
    start: int
    end: int
    who: str
    role: Role
    text: str


def passages(corpus: Corpus, roles: Collection[str] = ("participant",)) -> list[Passage]:
    """List what can be searched, in canonical order: participants' segments, and turns of the other roles asked for."""
    by_place: dict[tuple[str, int], list[Passage]] = {}
    if "participant" in roles:
        for s in corpus.segments:
            found = Passage(s.id, s.source, s.turn, s.start, s.end, s.participant, "participant", s.text)
            by_place.setdefault((s.source, s.turn), []).append(found)
    if set(roles) <= {"participant"}:
        return [passage for there in by_place.values() for passage in there]
    return [
        passage
        for source in corpus.sources
        for number, turn in enumerate(source.turns)
        for passage in (
            by_place.get((source.id, number), [])
            if turn.role == "participant"
            else [Passage("", source.id, number, 0, len(turn.text), turn.speaker or "", turn.role, turn.text)]
            if turn.role in roles
            else []
        )
    ]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase to look for, or to look away from."""

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The term as it is looked for in folded text."""
        between = f"(?:(?!{_LETTER}|{_APART}).)+"
        inside = re.compile(between.join(map(re.escape, self.words)), re.DOTALL).pattern
        before = "" if _NO_BLANKS.match(self.words[0]) else f"(?<!{_LETTER})"
        after = "" if self.prefix or _NO_BLANKS.match(self.words[-1][-1]) else f"(?!{_LETTER})"
        return re.compile(f"{before}{inside}{after}" + (f"{_LETTER}*" if self.prefix else ""), re.DOTALL)


def terms_of(query: str) -> tuple[tuple[Term, ...], ...]:
    """Read a query: words are all wanted, ``"a phrase"`` in this order, ``begin*``, ``-without``, ``this OR that``.

    Returns
    -------
    tuple of tuple of Term
        One group for each side of an ``OR``.

    Raises
    ------
    InputError
        When there is no word in it.

    Examples
    --------
    >>> [[term.words for term in group] for group in terms_of('bill "too high" OR tariff')]
    [[('bill',), ('too', 'high')], [('tariff',)]]
    """
    groups: list[list[Term]] = [[]]
    for token in _TOKEN.finditer(unicodedata.normalize("NFC", query).translate(_QUOTES)):
        said = token["phrase"] if token["phrase"] is not None else token["word"]
        if token["phrase"] is None and said in ("OR", "|") and not token["without"]:
            groups.append([])
            continue
        words = tuple(re.findall(f"{_LETTER}+", fold_letters(said)))
        if words:
            groups[-1].append(Term(words, said.rstrip().endswith("*"), bool(token["without"])))
    found = tuple(tuple(group) for group in groups if group)
    if not found:
        raise InputError('There is no word to search for; write one, such as bill, "too high" or invoic*.')
    return found


class WordIndex:
    """Passages ready to be searched for words.

    Everything is one folded text, read through at once: a study has megabytes, not gigabytes, and so no second copy
    of what people said is kept on disk, nothing has to follow corrections, and nothing has to be erased later.

    Parameters
    ----------
    texts
        What to search, in the order in which it is to be found.

    Examples
    --------
    >>> WordIndex(["The bill was high.", "My bills!", "Nothing."]).find(terms_of("bill*"))
    [0, 1]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        folded = [fold_letters(text) for text in texts]
        self._all = _APART.join(folded)
        self._begins = list(accumulate((len(text) + 1 for text in folded[:-1]), initial=0)) if folded else []

    def find(self, groups: Sequence[Sequence[Term]]) -> list[int]:
        """Return the positions of the texts in which a group of terms is met, in order."""
        met: set[int] = set()
        for group in groups:
            here = set(range(len(self.texts))) if group[0].without else set(self._holding(group[0]))
            for term in group if group[0].without else group[1:]:
                there = set(self._holding(term))
                here = here - there if term.without else here & there
            met |= here
        return sorted(met)

    def spans(self, position: int, groups: Sequence[Sequence[Term]]) -> tuple[Span, ...]:
        """Return where the words stand in a text, as half-open offsets, joined where they overlap."""
        return word_spans(self.texts[position], groups)

    def _holding(self, term: Term) -> Iterator[int]:
        pattern, word, at = term.pattern, term.words[0], 0
        # Looking for the bare word first is many times faster than looking for the pattern everywhere.
        while (at := self._all.find(word, at)) >= 0:
            if pattern.match(self._all, at) is None:
                at += 1
                continue
            position = bisect_right(self._begins, at) - 1
            yield position
            if position + 1 == len(self._begins):
                return
            at = self._begins[position + 1]


def word_spans(text: str, groups: Sequence[Sequence[Term]]) -> tuple[Span, ...]:
    """Return where the terms of a query stand in a text, as half-open offsets in code points.

    Examples
    --------
    >>> word_spans("Straße, and a café.", terms_of("strasse cafe"))
    ((0, 6), (14, 18))
    """
    pieces = [fold_letters(character) for character in text]
    folded = "".join(pieces)
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    found = sorted(
        (origin[match.start()], origin[match.end() - 1] + 1)
        for group in groups
        for term in group
        if not term.without
        for match in term.pattern.finditer(folded)
    )
    joined: list[Span] = []
    for start, end in found:
        while end < len(text) and not pieces[end] and not text[end].isspace():
            end += 1  # a mark that was folded away belongs to the letter before it
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def attribute_of(condition: str) -> tuple[str, str]:
    """Read ``attribute=value``.

    Raises
    ------
    InputError
        When there is no ``=`` in it.
    """
    name, equals, value = condition.partition("=")
    if not equals or not name.strip():
        raise InputError(f"{condition!r} is no condition; write attribute=value, such as role=carer.")
    return name.strip(), value.strip()


def having(corpus: Corpus, attributes: Mapping[str, str]) -> frozenset[str]:
    """Return the participants whose attributes have these values, letters folded.

    Raises
    ------
    InputError
        When no participant has such an attribute.
    """
    known = {fold_letters(name): name for person in corpus.participants for name in person.attributes}
    for name in attributes:
        if fold_letters(name) not in known:
            there = ", ".join(sorted(known.values())) or "none yet; lay a table over the study with describe()"
            raise InputError(f"Participants have no attribute {name!r}; there are: {there}.")
    return frozenset(
        person.id
        for person in corpus.participants
        if all(
            fold_letters(str(person.attributes.get(known[fold_letters(name)], ""))) == fold_letters(value)
            for name, value in attributes.items()
        )
    )
