"""The language a transcript is spoken in, recognised from its words."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

LANGUAGES: tuple[str, ...] = tuple(
    "ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sv th tr uk ur"
    " vi zh".split()
)
"""The languages told apart, as ISO 639-1 codes; short speech looks like anything when there are more."""

_SAMPLE = 20_000
_SURE_AFTER = 60


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def recognise(text: str) -> tuple[str, float]:
    """Name the language of a text.

    The naive Bayes model of py3langid (Lui and Baldwin 2012) over `LANGUAGES`, on up to 20,000
    characters taken from the beginning, the middle and the end. The confidence shrinks for texts of fewer
    than about sixty letters, which any model gets wrong.

    Parameters
    ----------
    text
        Speech of one document, without labels.

    Returns
    -------
    tuple of str and float
        An ISO 639-1 code, and a confidence from 0 to 1. Text without letters is ``("en", 0.0)``.

    Examples
    --------
    >>> recognise("Ich habe das Formular dreimal ausgefüllt und niemand hat sich gemeldet.")[0]
    'de'
    >>> recognise("12:30")
    ('en', 0.0)
    """
    letters = sum(1 for character in text[:_SAMPLE] if character.isalpha())
    if not letters:
        return "en", 0.0
    if len(text) > _SAMPLE:
        third = _SAMPLE // 3
        middle = len(text) // 2
        text = " ".join((text[:third], text[middle : middle + third], text[-third:]))
    code, probability = _identifier().classify(text)
    return str(code), round(float(probability) * min(1.0, math.sqrt(letters / _SURE_AFTER)), 3)
