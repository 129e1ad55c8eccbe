"""What naming hears: clauses, capitals, and the phrases that could be a name."""

from cxresearch.analysis.theme_speech import listen, phrases


def test_capitals_follow_the_speakers() -> None:
    speech = listen(["Then the VA called. We love Paris.", "He saw Paris, the VA and the shop."], ["P1", "P2"], "en")

    assert (speech.surface["va"], speech.surface["paris"], speech.surface["then"]) == ("VA", "Paris", "then")


def test_phrases_do_not_cross_what_breaks_a_clause() -> None:
    assert ("refund", "warehouse") not in phrases([("the", "refund"), ("warehouse",)], "en")
    assert ("refund", "warehouse") in phrases([("the", "refund", "warehouse")], "en")


def test_a_name_used_by_few_is_barred_and_a_shared_topic_is_not() -> None:
    few = listen(["I asked Miriam about it.", "Then Miriam left."], ["P1", "P2"], "en")
    many = listen([f"We use Lidl {word}." for word in ("often", "daily", "seldom")], ["P1", "P2", "P3"], "en")

    assert "miriam" in few.barred
    assert "lidl" not in many.barred


def test_a_person_greeted_is_barred_even_when_many_greet_them() -> None:
    speech = listen(["Thanks, Miriam.", "Hello Miriam.", "Hi Miriam!"], ["P1", "P2", "P3"], "en")

    assert "miriam" in speech.barred


def test_english_names_close_with_a_noun() -> None:
    found = phrases([("slowly", "growing", "refund", "queue", "annoys")], "en")

    assert ("refund", "queue") in found
    assert not any(tokens[0] == "slowly" or tokens[-1] == "annoys" for tokens in found.values())


def test_a_word_used_as_a_noun_closes_a_name_though_no_dictionary_has_it() -> None:
    texts = ["I opened the app at once.", "The app froze.", "My app is old.", "An app would do."]
    speech = listen(texts, ["P1", "P2", "P3", "P4"], "en")

    assert all(("app",) in found for found in speech.phrases)


def test_german_names_close_with_what_is_written_with_a_capital() -> None:
    texts = ["Ich fand die Aufgabe zu schwierig formuliert.", "Bei der Aufgabe fehlte mir die Zeit."]
    found = listen(texts, ["P1", "P2"], "de").phrases[0]

    assert ("aufgabe",) in found
    assert not any(tokens[-1] in {"schwierig", "formuliert"} for tokens in found.values())


def test_german_without_capitals_still_has_phrases() -> None:
    assert ("aufgabe",) in listen(["ich fand die aufgabe zu schwierig"], ["P1"], "de").phrases[0]
