from __future__ import annotations

import pytest

from cxresearch.readers.language import LANGUAGES, recognise


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Well, I was not sure whether I should call them, so I waited until the next morning."),
        ("de", "Ich war mir nicht sicher, ob ich anrufen soll, also habe ich bis morgens gewartet."),
        ("fr", "Je ne savais pas si je devais appeler, alors j'ai attendu le lendemain matin."),
        ("es", "No sabía si tenía que llamar, así que esperé hasta la mañana siguiente."),
        ("nl", "Ik wist niet zeker of ik moest bellen, dus heb ik tot de volgende ochtend gewacht."),
        ("pl", "Nie byłam pewna, czy mam zadzwonić, więc czekałam do następnego ranka."),
        ("fa", "مطمئن نبودم که باید زنگ بزنم یا نه، برای همین تا فردا صبح صبر کردم."),
        ("uk", "Я не була впевнена, чи треба телефонувати, тому чекала до ранку."),
    ],
)
def test_recognises(code: str, text: str) -> None:
    found, sure = recognise(text)

    assert found == code
    assert sure > 0.5


@pytest.mark.parametrize("text", ["", "12:30", "…", "Mhm.", "Ja."])
def test_is_unsure_of_next_to_nothing(text: str) -> None:
    found, sure = recognise(text)

    assert found in LANGUAGES
    assert sure < 0.4
