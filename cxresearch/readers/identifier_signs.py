"""What a rule for identifiers cannot do without: quicker to look for than the rule itself, and most texts hold none.

The words of a text are compared with those known to tell nothing, all at once; each new word is looked at once.
"""

from __future__ import annotations

import re

from cxresearch.readers.names import fold_word
from cxresearch.readers.spoken_numbers import digit_words

DIGIT, AT, DOT, BRACKET, COLON, SAID_DOT, WWW, BIRTH, STREET, SAID_DIGITS = (1 << n for n in range(10))

_ANY_DIGIT = re.compile(r"\d")
_INNER_DOT = re.compile(r"\.\w")
_DOTS = frozenset("dot punkt punt kropka punto point ponto".split())
_BIRTHS = tuple(
    map(
        fold_word,
        (
            "born", "birth", "bday", "dob", "gebor", "geburt", "jarig", "geboorte", "urodz", "nascit", "naiss", "anniv",
            "nacid", "nacim", "cumple", "complean", "متولد", "تاریخ", "دنیا",
        ),
    )
)  # fmt: skip
_BORN = frozenset("nato nata nati ne nee nes nees naci nacio".split())
_STREETS = frozenset(
    """
    street road avenue lane drive close crescent terrace gardens boulevard grove hill row mews rise walk place way
    court square house lodge park estate building mansions towers yard allotments centre mill wharf
    cottage farm barn villa vicarage rectory forge brow quay
    """.split()
)
_DIGIT_WORDS = frozenset(map(fold_word, digit_words()))
_MOST = 200_000

_telling: dict[str, int] = {}
_silent: set[str] = set()


def signs_in(text: str, words: frozenset[str]) -> int:
    """Say which of the signs that rules need a text holds, as a sum of the constants above.

    Parameters
    ----------
    text
        Any text.
    words
        Its words, folded.

    Examples
    --------
    >>> signs_in("write to a@b", frozenset(["write", "to", "a", "b"])) == AT
    True
    """
    holds = AT if "@" in text else 0
    if _ANY_DIGIT.search(text):
        holds |= DIGIT
    if "(" in text or "[" in text:
        holds |= BRACKET
    if ":" in text:
        holds |= COLON
    if "." in text and _INNER_DOT.search(text):
        # "d.o.b." is cut into letters.
        holds |= DOT | BIRTH
    said = 0
    for word in words - _silent:
        sign = _sign_of(word)
        said += sign == SAID_DIGITS
        holds |= sign
    if said == 1 and not holds & DIGIT and not _repeats(text):
        holds &= ~SAID_DIGITS
    return holds


def _sign_of(word: str) -> int:
    sign = _telling.get(word)
    if sign is not None:
        return sign
    sign = SAID_DOT if word in _DOTS else 0
    sign |= SAID_DIGITS if word in _DIGIT_WORDS else 0
    sign |= STREET if word in _STREETS else 0
    sign |= BIRTH if word in _BORN or word.startswith(_BIRTHS) else 0
    sign |= WWW if word.startswith(("www", "http")) else 0
    if sign:
        _telling[word] = sign
    else:
        if len(_silent) > _MOST:
            _silent.clear()
        _silent.add(word)
    return sign


def _repeats(text: str) -> bool:
    """Tell whether a lone word for a digit can stand in the text as often as in a number."""
    said = [fold_word(word) for word in text.split()]
    return sum(word.strip(",.–-") in _DIGIT_WORDS for word in said) > 3 or "-" in text or "," in text
