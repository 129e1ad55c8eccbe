"""Read digits that were spoken and written down as words: ``oh seven seven double four``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_DIGITS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه",
}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_MORE = {
    "en": {"oh": "0", "o": "0", "nought": "0", "niner": "9"}
    | {word: str(n) for n, word in enumerate(_TEENS.split(), 10)}
    | {word: str(10 * n) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    "de": {"zwo": "2"},
    "nl": {"één": "1"},
    "fa": {"شیش": "6"}
    | {word: str(100 * n) for n, word in enumerate("صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد".split(), 1)}
    | {word: str(10 * n) for n, word in enumerate("ده بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split(), 1)}
    | {word: str(n) for n, word in enumerate("یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده".split(), 11)},
}
#: Said after a digit: "nine hundred" stands for 900.
_NOUGHTS = {"hundred": "00", "thousand": "000"}
_TIMES = {"double": 2, "triple": 3, "doppel": 2, "dubbel": 2}
_TENS = {str(n) for n in range(20, 100, 10)}
_WORD = re.compile(r"[^\W_]+")
_FEWEST = 6
_FEWEST_WORDS = 4


def spoken_numbers(text: str, *, language: str = "en") -> Iterator[tuple[int, int, str]]:
    """Find runs of at least six spoken digits.

    Counting aloud (one, two, three …) is left alone.

    Yields
    ------
    tuple of int, int and str
        Half-open offsets of the run and its digits.

    Examples
    --------
    >>> list(spoken_numbers("it's oh seven seven, double four two one"))
    [(5, 40, '0774421')]
    """
    words = _vocabulary(language)
    said = _WORD.findall(text.casefold())
    if sum(word in words or word in _TIMES or word.isdecimal() for word in said) < _FEWEST_WORDS:
        return
    if not _some_digits(language).search(text):
        return
    run: list[tuple[int, int, str]] = []
    times = 1
    last_end = -1
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if run and (match.start() - last_end > 3 or text[last_end : match.start()].strip(" ,-–\u00a0")):
            yield from _finish(run)
            run, times = [], 1
        value = words.get(word) or (word if word.isdecimal() and len(word) <= 4 and run else None)
        if value is not None:
            run.append((match.start(), match.end(), value * times))
            times = 1
        elif run and run[-1][2] and word in _NOUGHTS:
            run.append((match.start(), match.end(), _NOUGHTS[word]))
        elif (run and language == "fa" and word == "و") or (word == "plus" and not run):
            run.append((match.start(), match.end(), ""))
        elif word in _TIMES:
            times = _TIMES[word]
            run.append((match.start(), match.end(), ""))
        elif run:
            yield from _finish(run)
            run, times = [], 1
        last_end = match.end()
    yield from _finish(run)


def digit_words() -> frozenset[str]:
    """Return the words of all languages with which a number said digit by digit may begin."""
    return frozenset().union(*(_vocabulary(language) for language in _DIGITS), _TIMES)


@lru_cache(maxsize=32)
def _vocabulary(language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for code in dict.fromkeys((language, "en")):
        for digit, word in enumerate(_DIGITS.get(code, "").split()):
            words.setdefault(word, str(digit))
        for word, value in _MORE.get(code, {}).items():
            words.setdefault(word, value)
    return words


@lru_cache(maxsize=32)
def _some_digits(language: str) -> re.Pattern[str]:
    """Return a pattern of three digit words in a row, which every run of seven digits holds or its short forms do."""
    any_word = "|".join(sorted((*map(re.escape, _vocabulary(language)), *_TIMES), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?:{any_word}|\d{{1,4}})(?!\w)[ ,–\u00a0-]{{1,3}}){{2}}(?:{any_word}|\d{{1,4}})(?!\w)",
        re.IGNORECASE,
    )


def _finish(run: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    while run and not run[-1][2]:
        run.pop()
    digits = last = ""
    for _, _, value in run:
        # "forty two" is 42, not 402; "five oh one" is no fifty-one.
        tens = len(value) == 1 and value != "0" and last in _TENS
        digits = digits[:-1] + value if tens else digits + value
        last = value or last
    values = [int(value) for _, _, value in run if value]
    counting = all(b - a == values[1] - values[0] for a, b in pairwise(values)) and len(set(values)) > 1
    if len(digits) >= _FEWEST and len(values) >= 4 and not counting:
        yield run[0][0], run[-1][1], digits
