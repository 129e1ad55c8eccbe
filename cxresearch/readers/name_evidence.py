"""Names that no list holds: capitalised words judged over the whole batch by the company they keep.

A word that is no ordinary word of the language, no company, no place and no group is somebody's name when the
words around it, at all of its places together, speak for a person more than for a thing: ``Ayo said``,
``with Ayo``, ``poor Ayo`` against ``in Crewe``, ``the Hoover``, ``use Figma``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from cxresearch.readers import name_lists as lists
from cxresearch.readers.name_company import ENOUGH, STRONG, Place, near, weigh
from cxresearch.readers.name_company_lists import AFTER_THINGS, NOUNS_FOR_THINGS, ROLES, company_of
from cxresearch.readers.name_groups import is_group, is_ordinary
from cxresearch.readers.names import INNER_CAPITAL, NOUN_END, SENTENCE_END, Token, folded_words
from cxresearch.readers.things import NO_PEOPLE
from cxresearch.readers.vocabulary import is_word

_NEVER = (
    AFTER_THINGS
    | NOUNS_FOR_THINGS
    | NO_PEOPLE
    | lists.STARTERS
    | lists.NO_NAMES
    | lists.KIN
    | lists.TITLES
    | lists.ORDINARY
    | lists.AMBIGUOUS
)
_VOWELS = re.compile("[aeiouyäöüéèáíóúàòąęıåøœ]", re.IGNORECASE)
_SURE, _SURE_FOR_ORDINARY = 10, 8


class Said(Protocol):
    """A text with its words, as `people_by_company` needs it."""

    @property
    def text(self) -> str:
        """The text itself."""

    @property
    def language(self) -> str:
        """ISO 639-1 code."""

    @property
    def written(self) -> Sequence[str]:
        """Its words as they are written."""

    @property
    def words(self) -> frozenset[str]:
        """Its words, folded."""

    @property
    def tokens(self) -> Sequence[Token]:
        """Its words with their places; looked at only where a name may stand."""


class _Evidence:
    """What a batch says of its capitalised words."""

    def __init__(self) -> None:
        self.strong: Counter[str] = Counter()
        self.weak: Counter[str] = Counter()
        self.thing: Counter[str] = Counter()
        self.large: Counter[str] = Counter()
        self.ordinary: dict[str, bool] = {}
        self.pairs: set[tuple[str, str]] = set()

    def add(self, word: str, place: Place) -> None:
        self.large[word] += 1
        self.strong[word] += place.strong
        self.weak[word] += place.weak
        self.thing[word] += place.thing

    def is_person(self, word: str, small: int) -> bool:
        if self.ordinary[word]:
            return self.strong[word] >= _SURE_FOR_ORDINARY and not self.thing[word] and not small
        if small > 0.2 * self.large[word]:
            return False
        score, thing = self.strong[word] + self.weak[word], self.thing[word]
        return score >= ENOUGH and (score > 1.5 * thing or (self.strong[word] >= _SURE and score > thing))


def people_by_company(texts: Iterable[Said]) -> frozenset[str]:
    """Judge the capitalised words of a batch, and return the folded ones that are people.

    Parameters
    ----------
    texts
        The turns of the batch.

    Examples
    --------
    >>> from cxresearch.readers.pseudonyms import Scan
    >>> said = ["So Zubaida told me to wait.", "We drove to Crewe and I used Airtable.", "Ask Veterans who told us."]
    >>> sorted(people_by_company(Scan(text, "en") for text in said))
    ['zubaida']
    """
    evidence = _Evidence()
    with_capitals: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for said in texts:
        if is_cased(said):
            with_capitals.update(said.written)
            _weigh_capitals(said, evidence)
        elif said.language == "en":
            without.update(said.written)
            _weigh_small(said, evidence)
    small = _small_ones(with_capitals)
    evidence.large.update(
        {word: count for word, count in _small_ones(without).items() if word in evidence.strong and len(word) >= 4}
    )
    people = {word for word in evidence.large if word in evidence.ordinary and evidence.is_person(word, small[word])}
    known = people | lists.GIVEN
    for one, other in sorted(evidence.pairs):
        for word, beside in ((one, other), (other, one)):
            if beside in known and word in evidence.ordinary and not evidence.ordinary[word]:
                evidence.strong[word] += STRONG
    return frozenset(people | {word for word in evidence.ordinary if evidence.is_person(word, small[word])})


def _weigh_capitals(said: Said, evidence: _Evidence) -> None:
    if _dull(said.language).issuperset(said.written):
        return
    names = [word for word in said.written if not _is_dull(word, said.language)]
    if not names:
        return
    tokens = said.tokens
    for k, token in enumerate(tokens):
        if not token.base[0].isupper() or not token.folded or not _may_be_name(token, said.language, evidence.ordinary):
            continue
        evidence.add(token.folded, weigh(said.text, tokens, k, said.language))
        pair = _pair(said.text, tokens, k, said.language)
        if pair:
            evidence.pairs.add((token.folded, pair))


def _weigh_small(said: Said, evidence: _Evidence) -> None:
    """Weigh the words of a text without capitals: those that are no words, where it speaks strongly for a person."""
    if _dull("").issuperset(said.written):
        return
    strange = {word for word in said.written if not _is_dull(word, "")}
    if not strange:
        return
    for k, token in enumerate(said.tokens):
        if token.base not in strange or not _may_be_name(token, "en", evidence.ordinary):
            continue
        place = weigh(said.text, said.tokens, k, "en")
        heard = place.strong == STRONG and not place.thing and near(said.text, said.tokens, k, 1) in _SAID
        role = k > 0 and (said.tokens[k - 1].folded in ROLES or said.tokens[k - 1].folded in lists.KIN)
        told = place.strong > STRONG or heard or (role and place.strong >= STRONG)
        evidence.add(token.folded, Place(place.strong if told else 0, 0, place.thing))


_SAID = lists.SAID - frozenset({"dit"})


def is_cased(said: Said) -> bool:
    """Tell whether a text has capitals where speech needs them; a lone ``I`` at its beginning is none."""
    text = said.text
    if text.islower():
        return False
    only_i = False
    for word in said.written[:400]:
        if word[0].isupper():
            if word not in {"I", "i"}:
                return True
            only_i = True
    return only_i and any(not _begins_sentence(text, match.start()) for match in _LONE_I.finditer(text))


_LONE_I = re.compile(r"I(?<![^\W\d_]I)(?![^\W\d_])")


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip(" \t\u00a0-–—>")
    return not before or before[-1] in SENTENCE_END


def _small_ones(written: Counter[str]) -> Counter[str]:
    """Count words in small letters under their folded form."""
    small: Counter[str] = Counter()
    kept = [(word, count) for word, count in written.items() if not word[0].isupper()]
    for folded, (_, count) in zip(folded_words(word for word, _ in kept), kept, strict=True):
        small[folded] += count
    return small


_DULL: dict[str, set[str]] = {}
"""By language the words, as they are written, that were seen to be no name that no list holds.

The language "" stands for English text without capitals.
"""


def _dull(language: str) -> set[str]:
    return _DULL.setdefault(language, set())


def _is_dull(word: str, language: str) -> bool:
    dull = _dull(language)
    if word in dull:
        return True
    if len(dull) > 200_000:
        dull.clear()
    folded = next(folded_words((word,)))
    if len(folded) < 3 or folded in _NEVER:
        dull.add(word)
    elif language:
        if not word[0].isupper() or (language == "de" and is_word(word, "de")):
            dull.add(word)
    elif len(folded) < 4 or is_ordinary(word, "en"):
        dull.add(word)
    return word in dull


def _may_be_name(token: Token, language: str, ordinary: dict[str, bool]) -> bool:
    word = token.folded
    if word in ordinary:
        return not (ordinary[word] and token.initial)
    if len(word) < 3 or word in _NEVER or not _VOWELS.search(token.base):
        return False
    if token.base[1:] != token.base[1:].lower() and not INNER_CAPITAL.match(token.base):
        return False
    if is_group(word, language):
        return False
    if language == "de" and NOUN_END.search(word):
        return False
    plain = is_ordinary(token.base, language)
    if plain and (token.initial or language == "de" or not token.capital):
        return False
    ordinary[word] = plain
    return True


def _pair(text: str, tokens: Sequence[Token], k: int, language: str) -> str:
    """Return the capitalised word that "and" or a comma joins to this one, folded."""
    words = company_of(language)
    if k + 1 < len(tokens) and tokens[k + 1].capital and text[tokens[k].end : tokens[k + 1].start] == ", ":
        following = tokens[k + 1].folded
        joined = near(text, tokens, k, 2) in words.and_
        return following if joined and following not in _NEVER else ""
    if near(text, tokens, k, 1) in words.and_ and k + 2 < len(tokens) and tokens[k + 2].capital:
        plain = text[tokens[k].end : tokens[k + 1].start] in {" ", ", "}
        return tokens[k + 2].folded if plain and tokens[k + 2].folded not in _NEVER else ""
    return ""
