"""What identifies by its form is found, what only looks like it is left."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.readers import identifiers
from cxresearch.readers.identifier_numbers import is_card, is_iban
from cxresearch.readers.identifiers import find_identifiers
from cxresearch.readers.spoken_numbers import spoken_numbers


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(item.kind, text[item.start : item.end]) for item in find_identifiers(text, language=language)]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("write to ana.hill@shop.example.co.uk.", "email", "ana.hill@shop.example.co.uk"),
        ("so it's ana dot hill at gmail dot com yeah", "email", "ana dot hill at gmail dot com"),
        ("my email is anahill at shop dot co dot uk", "email", "anahill at shop dot co dot uk"),
        ("It's ana [at] shop.com, easy.", "email", "ana [at] shop.com"),
        ("You can reach me at ana dot hill at outlook dot com", "email", "ana dot hill at outlook dot com"),
        ("call me on 07700 900123.", "phone", "07700 900123"),
        ("it is +44 7700 900123 now", "phone", "+44 7700 900123"),
        ("ring (212) 555-0199 please", "phone", "(212) 555-0199"),
        ("or 212.555.0199 at night", "phone", "212.555.0199"),
        (
            "it's oh seven seven double oh nine double oh one two three",
            "phone",
            "oh seven seven double oh nine double oh one two three",
        ),
        ("paid to GB82 WEST 1234 5698 7654 32 and then", "IBAN", "GB82 WEST 1234 5698 7654 32"),
        ("it went to 31 Station Street, Leeds LS3 3AB then", "address", "31 Station Street, Leeds LS3 3AB"),
        ("paid to DE89370400440532013000.", "IBAN", "DE89370400440532013000"),
        ("I typed 4111-1111-1111-1111 in", "card", "4111-1111-1111-1111"),
        ("the card ending in 4242 was lost", "card", "4242"),
        ("see https://me.example/about, okay", "link", "https://me.example/about"),
        ("it's on www.anahill.example.com.", "link", "www.anahill.example.com"),
        ("ask @ana_hill there", "handle", "@ana_hill"),
        ("from 192.168.17.4 again", "IP address", "192.168.17.4"),
        ("at 42 Maple Street, Leeds LS1 4AB since", "address", "42 Maple Street, Leeds LS1 4AB"),
        ("i live at 42 old mill lane now", "address", "42 old mill lane"),
        ("I live on Old Mill Lane now", "address", "Old Mill Lane"),
        ("postcode LS1 4AB", "postcode", "LS1 4AB"),
        ("I was born on the 3rd of May 1984.", "date of birth", "the 3rd of May 1984"),
        ("date of birth 12/05/1984", "date of birth", "12/05/1984"),
        ("born in 1961", "date of birth", "1961"),
        ("my policy number is AB-123456", "id number", "AB-123456"),
        ("NHS number 943 476 5919", "id number", "943 476 5919"),
        ("it was AB 12 34 56 C", "id number", "AB 12 34 56 C"),
        ("account number 12345678", "account number", "12345678"),
        ("sort code 20-45-67", "account number", "20-45-67"),
        ("send it to accounts at brightmugs dot org she said", "email", "accounts at brightmugs dot org"),
        ("it was info at the old barn dot com", "email", "info at the old barn dot com"),
        ("so it's oh two double oh nine hundred one two three", "phone", "oh two double oh nine hundred one two three"),
        ("call six six five oh one nine nine now", "phone", "six six five oh one nine nine"),
        ("it went to 4 Saint Alden's Row instead", "address", "4 Saint Alden's Row"),
        ("The office is at 12b Quayside.", "address", "12b Quayside"),
        ("I grew up on Thorn Lane, the blue house", "address", "Thorn Lane"),
        ("we're on Weaver's Hill, top of the road", "address", "Weaver's Hill"),
        ("DOB? 22nd May 1990.", "date of birth", "22nd May 1990"),
        ("You put in 01-07-1966 for date of birth", "date of birth", "01-07-1966"),
        ("I'm a nineteen fifty-two baby, born then", "date of birth", "nineteen fifty-two"),
        ("it said booking ref Q7ZT4K at the top", "id number", "Q7ZT4K"),
        ("driving licence MORTA657054SM9IJ as well", "id number", "MORTA657054SM9IJ"),
        ("it's the one ending 2209", "card", "2209"),
        ("the page is larch cakes dot co dot uk", "link", "larch cakes dot co dot uk"),
        ("tag @ottoline-k in it", "handle", "@ottoline-k"),
        ("I'm at Flat 12, Bramley House, Cooper Street, not 21", "address", "Flat 12, Bramley House, Cooper Street"),
        ("We moved to The Old Barn, Church Lane, Wexham, in May", "address", "The Old Barn, Church Lane, Wexham"),
        ("they went to fourteen saint oswalds terrace again", "address", "fourteen saint oswalds terrace"),
        ("send it to 7 The Orchards now", "address", "7 The Orchards"),
        ("It went to Manse Cottage, Chapel Brow for years", "address", "Manse Cottage, Chapel Brow"),
        ("We keep her at Berth 22, Town Quay, by the wall", "address", "Berth 22, Town Quay"),
        ("my exam centre number is 31188 and then", "id number", "31188"),
        ("Number plate's KX19 ZRT, a red one", "id number", "KX19 ZRT"),
        ("the permit was RZ-40-1182, expired", "id number", "RZ-40-1182"),
        ("i was born on the 12th of the eighth sixty one", "date of birth", "the 12th of the eighth sixty one"),
        ("My ZIP is 97214, honestly", "postcode", "97214"),
        ("the reference on the letter is HB/44019/K and then", "id number", "HB/44019/K"),
        ("the crime number was CRI/2231907/24.", "id number", "CRI/2231907/24"),
        ("it is ana [at] northend [dot] ac [dot] uk now", "email", "ana [at] northend [dot] ac [dot] uk"),
        (
            "mail me at s22 at students dot northend dot ac dot uk",
            "email",
            "s22 at students dot northend dot ac dot uk",
        ),
        ("my number's plus four four seven seven double oh nine", "phone", "plus four four seven seven double oh nine"),
        ("the sort code is sixty thirty forty one", "account number", "sixty thirty forty one"),
        ("My dad was 1938, born in the front room", "date of birth", "1938"),
        ("my birthday is Boxing Day, 1980, so", "date of birth", "Boxing Day, 1980"),
        ("see w w w dot wexham pottery dot co dot uk", "link", "w w w dot wexham pottery dot co dot uk"),
    ],
)
def test_one_of_each_form(text: str, kind: str, shown: str) -> None:
    assert (kind, shown) in found(text)


@pytest.mark.parametrize(
    ("text", "language", "kind", "shown"),
    [
        ("schreib an hanna punkt brandt at gmx punkt de", "de", "email", "hanna punkt brandt at gmx punkt de"),
        ("null eins sieben eins zwei drei vier fünf", "de", "phone", "null eins sieben eins zwei drei vier fünf"),
        ("in der Lindenstraße 14, 10115 Berlin", "de", "address", "Lindenstraße 14, 10115 Berlin"),
        ("ich bin am 3. Mai 1984 geboren", "de", "date of birth", "3. Mai 1984"),
        ("ik woon op Prinsengracht 263", "nl", "address", "Prinsengracht 263"),
        ("mieszkam na ul. Długa 12/4", "pl", "address", "ul. Długa 12/4"),
        ("Je suis né le 14 juillet 1979.", "fr", "date of birth", "14 juillet 1979"),
        ("Nací el 2 de mayo de 1969.", "es", "date of birth", "2 de mayo de 1969"),
        ("Ich wohne Am Alten Hafen 5, 50667 Köln.", "de", "address", "Am Alten Hafen 5, 50667 Köln"),
        ("Unter Aktenzeichen 3 C 1147/22 finden Sie das.", "de", "id number", "3 C 1147/22"),
        ("Meine Versichertennummer ist A123456780.", "de", "id number", "A123456780"),
        (
            "ich bin am dritten august neunzehnhundertsiebzig geboren",
            "de",
            "date of birth",
            "dritten august neunzehnhundertsiebzig",
        ),
        ("mój PESEL to 44051401359", "pl", "id number", "44051401359"),
        ("abito in Via Garibaldi 21", "it", "address", "Via Garibaldi 21"),
        ("شماره من ۰۹۱۲ ۳۴۵ ۶۷۸۹ است", "fa", "phone", "۰۹۱۲ ۳۴۵ ۶۷۸۹"),
    ],
)
def test_other_languages(text: str, language: str, kind: str, shown: str) -> None:
    assert (kind, shown) in found(text, language)


def test_of_two_dates_after_born_the_first_is_the_birth() -> None:
    assert found("She was born on 2 June 2016 and her file says 4 May 2018.") == [("date of birth", "2 June 2016")]


@pytest.mark.parametrize(
    "text",
    [
        "It cost 1 250 000 in 2019, 2020 and 2021, or 1,299.99.",
        "Version 2.0.1 came at 10:30 on 12/03/2024.",
        "There were 10 20 30 40 people, then 15000 orders.",
        "I look at shop dot com and met at this point because of it.",
        "I counted one, two, three, four, five, six, seven, eight.",
        "There are 12 people in the street and 2 miles of road.",
        "9 out of 10, 20 % off, page 12 of 40, the seasons 2019-2021.",
        "[01:12:22.13] So we used Node.js.",
        "my phone 98 99 100 101 102 103 was slow",
        "it went to 31 Station and then stopped",
        "He was born there and never left.",
        "It is one of the three or four ways, order 12 of them in 2019.",
        "the shop is on the dot com list, and we never talked of it",
        "the case is 50 percent done, ticket 42 came next, policy 2024 too",
        "I sat in Room 214, and then Unit 6, on forms, took twenty to thirty drive tests.",
        "one way street, two lane road, three more close calls, the number 7 The bus",
        "We're on Level Two, I'm on Team Red, it is the one ending the talk.",
        "The card and the account were fine.",
        "",
    ],
)
def test_harmless_numbers_and_words_are_left(text: str) -> None:
    assert found(text) == []


def test_the_same_number_in_other_groups_has_one_canonical_form() -> None:
    forms = ["call 07700 900123", "call 07700900123", "call 0770 090 0123"]

    assert len({item.canonical for text in forms for item in find_identifiers(text)}) == 1


@given(st.integers(0, 10**18 - 1), st.integers(1, 9))
def test_a_changed_digit_breaks_the_check_of_an_iban(number: int, change: int) -> None:
    rest = f"{number:018d}"
    check = 98 - int("".join(str(int(c, 36)) for c in rest + "DE00")) % 97
    wrong = f"{(int(rest[5]) + change) % 10}"

    assert is_iban(f"DE{check:02d}{rest}")
    assert not is_iban(f"DE{check:02d}{rest[:5]}{wrong}{rest[6:]}")


_SAID = st.lists(
    st.sampled_from(
        """
        my number is oh seven double five one two three, born in May 1984. I live at 12 Maple Street; mail ana
        dot hill at gmail dot com www dot me dot example or @ana_h ref Q7ZT4K card ending 4242
        née née le 3 mars 1970 one nine hundred
        """.split()
    ),
    max_size=24,
).map(" ".join)


@given(_SAID)
@settings(max_examples=150, deadline=None)
def test_looking_for_signs_first_misses_nothing(text: str) -> None:
    quick = find_identifiers(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identifiers, "signs_in", lambda _text, _words: -1)
        slow = find_identifiers(text)

    assert quick == slow


@given(st.text("0123456789", min_size=15, max_size=15))
def test_exactly_one_last_digit_makes_a_card(body: str) -> None:
    fitting = [last for last in "0123456789" if is_card(body + last)]

    assert len(fitting) <= 1
    assert len(fitting) == 1 or len(set(body)) == 1


@given(st.text(st.sampled_from("ab@. 0123456789-+(),/:\nÄß؟۱٢one"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_what_is_found_lies_in_the_text_without_overlap(text: str) -> None:
    items = find_identifiers(text)

    assert all(0 <= item.start < item.end <= len(text) for item in items)
    assert all(one.end <= other.start for one, other in itertools.pairwise(items))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1 ",
        "a.",
        "a at ",
        "x dot ",
        "@a",
        "1.",
        "A ",
        "A1 ",
        "one ",
        "double ",
        "12 maple ",
        "born ",
        "(",
        "Via A ",
        "http://",
    ],
)
def test_a_hundred_kilobytes_on_one_line_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))

    assert len(find_identifiers(text)) < 20_000


def test_spoken_tens_and_doubles_are_read() -> None:
    assert [digits for _, _, digits in spoken_numbers("oh seven, forty two, triple one, nine nine")] == ["074211199"]
    assert list(spoken_numbers("one two three")) == []
