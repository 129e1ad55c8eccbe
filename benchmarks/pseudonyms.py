"""Measure how much personal data the rules find: seeded identifiers in speech-like sentences of our own.

Run ``python benchmarks/pseudonyms.py [--seed 7] [--markdown]``. Every name, number and sentence is invented
here. The seeds decide which name or number meets which sentence. A seeded identifier counts as found when
all of its letters and digits were replaced; a replacement that touches no seeded identifier is a false hit.
Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass

from cxresearch.domain.transcript import Transcript, Turn
from cxresearch.readers.pseudonyms import Key, plan, pseudonymise

#: The roster: (speaker label, nickname or None, a form that a recorder may hear).
ROSTER = [
    ("Maria Lopez", None, "Mariya"),
    ("Robert Ashworth", "Bob", "Robbert"),
    ("Katarzyna Nowicka", "Kasia", "Katarzina"),
    ("Mark Feltham", "Mark", "Felthem"),
    ("Stephen O'Brien", "Steve", "Steffen"),
    ("Grace Adeyemi", "Grace", "Adeyemy"),
    ("Elizabeth Hargreaves", "Liz", "Hargreeves"),
    ("Farid Moghaddam", None, "Moghadam"),
    ("Annelies Verhoeven", None, "Annelise"),
    ("William Tanaka", "Bill", "Tanakka"),
    ("Joanna Zielinska", "Asia", "Zelinska"),
    ("Theodora Kallas", None, "Theadora"),
]
#: Names outside the roster; the second half was chosen to be rare.
OTHERS = (
    "Karim Priya Doreen Steve Giulia Hannah Omar Elena Tobias Aisha Zanele Thandiwe Bronwyn Oluwaseun "
    "Eirlys Keanu Ximena Torvald "
    "Saoirse Jarrah Delroy Ottoline Nkechi Wilma Tamsin".split()
)
SURNAMES = "Okafor Lindqvist Pemberton Castellano Dlamini Varga Holloway Brandt".split()

PLACEHOLDERS: dict[str, list[str]] = {
    "e-mail": [
        "you can write to {} if you like",
        "It was sent to {}, I think.",
        "so my address is {} and that never worked",
        "Send it to {}.",
    ],
    "e-mail, spoken": [
        "so my email is {}",
        "it's um {} all lower case",
        "they kept writing to {} instead of me",
        "You can reach me at {}, yeah.",
    ],
    "phone": [
        "my number's {} if you want to call",
        "I rang {} three times",
        "Call me on {}.",
        "they text this old mobile {} still",
        "You can get me at {} in the evenings.",
    ],
    "phone, spoken": [
        "so it's {} that's my mobile",
        "I gave them my number, {}.",
        "and they read it back to me {} like that",
    ],
    "IBAN": ["the IBAN was {} and they refused it", "I paid it into {}.", "it's {} okay"],
    "card": ["the card number is {}", "I typed {} and it said invalid", "It was my old card, {}."],
    "link": ["I put it on {} last year", "See {}.", "my page is {} if you want to look"],
    "handle": ["I'm {} on there", "they answered {} in public", "Just message {}."],
    "IP address": ["the router is {} I think", "They logged {} as mine."],
    "address": [
        "I live at {} now",
        "they delivered it to {} by mistake",
        "My address is {}.",
        "it went to {} which is my mum's",
    ],
    "date of birth": [
        "I was born on {}",
        "my date of birth is {} and they had it wrong",
        "Born {}, so I'm not young.",
        "my birthday is {}",
    ],
    "id number": [
        "my policy number is {}",
        "the claim reference was {}",
        "My passport number is {}.",
        "national insurance number {} they asked",
        "customer number {} please",
    ],
    "account number": [
        "my account number is {}",
        "the account is {} with the bank",
        "Account number {}, sort code as before.",
    ],
}
PEOPLE: dict[str, list[str]] = {
    "roster: full name": [
        "and then {} walked in",
        "I think {} was there too.",
        "{} called me back.",
        "ask for {} they said",
    ],
    "roster: first name": [
        "I told {} about it",
        "and {} said it was fine",
        "{} and I share one account.",
        "It was {}, not me.",
    ],
    "roster: surname": [
        "Ms {} was very kind",
        "the {} account was locked",
        "They wrote to {} again.",
        "and {} never answered",
    ],
    "roster: possessive": ["it was {}'s idea", "we used {}’s phone", "{}'s bill was wrong."],
    "roster: nickname": ["I asked {} to help", "and {} told me to wait", "My friend {} has the same."],
    "roster: initial and surname": ["signed by {}", "It said {} on the form.", "they wrote {} in there"],
    "roster: small letters": [
        "so {} told me to wait",
        "i asked {} about that",
        "and then {} said no way",
        "well {} never got it",
    ],
    "roster: mis-heard": ["and then {} told me", "I spoke to {} about it.", "it was {} who paid"],
    "other: by context": [
        "my husband {} does all that",
        "this guy called {} helped me",
        "I spoke to {} from the branch.",
        "my boss {} signed it",
        "my daughter {} set it up",
        "a lady named {} picked up",
        "my name is {} I said",
    ],
    "other: with title": ["Dr {} wrote a letter", "I saw Mrs {} there", "Mr {} was on the phone for an hour"],
    "other: given name alone": [
        "and {} just laughed",
        "{} thinks it's a scam.",
        "so me and {} went there",
        "I gave it to {} then",
    ],
}
#: Language, kind, sentence, identifier.
ABROAD = [
    ("de", "e-mail, spoken", "meine Adresse ist {}", "hanna punkt brandt at gmx punkt de"),
    ("de", "e-mail, spoken", "schreib an {}", "kontakt punkt huber at web punkt de"),
    ("de", "address", "ich wohne in der {}", "Lindenstraße 14"),
    ("de", "address", "das ging zum {} statt zu mir", "Bachweg 3"),
    ("de", "address", "Meine Adresse ist {}.", "Goetheplatz 7, 60313 Frankfurt"),
    ("de", "date of birth", "ich bin am {} geboren", "3. Mai 1984"),
    ("de", "date of birth", "geboren {} in Köln", "12.11.1971"),
    ("de", "phone", "meine Nummer ist {}", "0171 2345678"),
    ("de", "phone", "ruf mich an unter {}", "+49 30 901820"),
    ("de", "phone, spoken", "meine Handynummer ist {}", "null eins sieben eins zwei drei vier fünf"),
    ("de", "other: by context", "mein Mann {} macht das", "Karsten"),
    ("de", "other: by context", "ich habe mit Frau {} gesprochen", "Brandt"),
    ("de", "other: by context", "ich heiße {}", "Friederike"),
    ("nl", "address", "ik woon op {}", "Prinsengracht 263"),
    ("nl", "address", "het ging naar {}", "Dorpsstraat 12"),
    ("nl", "date of birth", "ik ben geboren op {}", "4 maart 1979"),
    ("nl", "other: by context", "mijn man {} regelt dat", "Joost"),
    ("nl", "other: by context", "ik sprak meneer {} aan de lijn", "Dekker"),
    ("pl", "address", "mieszkam na {}", "ul. Długa 12/4"),
    ("pl", "id number", "mój PESEL to {}", "44051401359"),
    ("pl", "other: by context", "mój mąż {} to robi", "Zbyszek"),
    ("pl", "other: by context", "rozmawiałam z panią {}", "Kowalską"),
    ("it", "address", "abito in {}", "Via Garibaldi 21"),
    ("it", "other: by context", "mio marito {} paga sempre", "Ettore"),
    ("it", "other: by context", "mi chiamo {}", "Ludovica"),
]

#: Nothing in these identifies a person: what is replaced here is a false hit.
HARMLESS = """
I will mark it as read and may come back in May.
The bill was 1 250 000 in 2019, 2020 and 2021.
Will you rob me of my hope? I never said that.
We drove up the hill and rose early for the market.
It opened on Monday the 3rd of May and closed in August.
I use Excel, Trello and Google Maps on my iPhone.
We moved from Leeds to Manchester, near Oxford Road station.
The Bank of Scotland app is better than Revolut.
I counted one, two, three, four, five, six, seven, eight steps.
It costs 12.50 or 1,299.99 with the discount, 20 % off.
Version 2.0.1 came after 1.9.12 and broke it.
At 10:30 or 11.45, on 12/03/2024, it rang.
There were 10 20 30 40 people in the queue.
Grace is a virtue, and patience is another.
Frank answers are rare, a fair price even more.
I look at shop dot com and buy at amazon dot co dot uk.
He read page 12 of section 4, article 33.
My ticket was number 42 of 120.
In the summer of 2022 we had 15000 orders.
English people queue, Germans do not.
The Rose Garden and the Victoria Line were closed.
St James hospital sent me to St Mary's.
I'm Polish and this is Windows, not Mac.
Hi everyone, thanks, Siri, and hello Alexa.
My boss Monday to Friday is a robot.
The guy called again and the app called Notion froze.
We were born in a small town and never left.
OK so the VA and the NHS and the DVLA all want it.
Summer is better than winter, May than April.
The price of gold rose by 3 percent.
Wait times of 45 minutes, 90 minutes, even 120 minutes.
Thanksgiving, Christmas and Easter are the worst.
You turn left at the church and it's 2 miles down the road.
It's a one way street, 12 houses, no lights.
I said call me maybe, call me whenever.
I scored it 8 out of 10, then 9 out of 10.
This is great. This is Spotify. It's Netflix.
I'm from Austin and my sister lives in Charlotte.
The chat bot said Goodbye and hung up.
They are in Paris, Sydney and Florence.
""".strip().splitlines()


@dataclass(frozen=True)
class Case:
    """One sentence with the offsets of what was seeded in it (none: a harmless sentence)."""

    kind: str
    language: str
    text: str
    start: int
    end: int


def put(template: str, value: str, kind: str, rng: random.Random, *, language: str = "en", lower: bool = False) -> Case:
    before = rng.choice(["", "", "Um, ", "Yeah, so ", "I mean, "]) if language == "en" else ""
    front, back = template.split("{}")
    front = before + front
    if lower:
        front, back = front.lower(), back.lower()
    return Case(kind, language, front + value + back, len(front), len(front) + len(value))


def luhn(digits: str) -> str:
    total = sum(int(d) if i % 2 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def iban(country: str, rest: str) -> str:
    number = int("".join(str(int(c, 36)) for c in rest + country + "00"))
    return f"{country}{98 - number % 97:02d}{rest}"


def value(kind: str, rng: random.Random) -> str:
    digits = lambda n: "".join(rng.choice("0123456789") for _ in range(n))  # noqa: E731
    first, last = rng.choice(OTHERS).lower(), rng.choice(SURNAMES).lower()
    user = f"{first}{rng.choice(['.', '_', ''])}{last}{rng.choice(['', '84', '1'])}"
    street = (
        rng.choice(["Maple", "Station", "Old Mill", "Kingsway", "St John's", "Elm"])
        + " "
        + rng.choice(["Street", "Road", "Lane", "Avenue", "Drive", "Close"])
    )
    if kind == "e-mail":
        return f"{user}@{rng.choice(['gmail.com', 'firma.example.de', 'mail.example.co.uk'])}"
    if kind == "e-mail, spoken":
        host = rng.choice(["gmail dot com", "outlook dot com", "btinternet dot co dot uk", "hotmail dot com"])
        return rng.choice(
            [f"{first} dot {last} at {host}", f"{first}{last} at {host}", f"{first} underscore {last} at {host}"]
        )
    if kind == "phone":
        return rng.choice(
            [
                f"07{digits(3)} {digits(6)}",
                f"+44 7{digits(3)} {digits(6)}",
                f"({rng.randint(201, 989)}) {digits(3)}-{digits(4)}",
                f"{rng.randint(201, 989)}-{digits(3)}-{digits(4)}",
                f"07{digits(9)}",
                f"0{rng.randint(20, 99)} {digits(4)} {digits(4)}",
                f"+49 17{digits(1)} {digits(7)}",
                f"{rng.randint(201, 989)}.{digits(3)}.{digits(4)}",
            ]
        )
    if kind == "phone, spoken":
        words = "oh one two three four five six seven eight nine".split()
        run = ["oh", "seven", *(rng.choice(words) for _ in range(9))]
        if rng.random() < 0.4:
            run[4] = f"double {run[4]}"
        return (
            ", ".join(" ".join(run[i : i + 4]) for i in range(0, len(run), 4)) if rng.random() < 0.4 else " ".join(run)
        )
    if kind == "IBAN":
        bare = rng.choice(
            [
                iban("DE", digits(18)),
                iban("GB", "WEST" + digits(14)),
                iban("NL", "ABNA" + digits(10)),
                iban("PL", digits(24)),
            ]
        )
        return " ".join(bare[i : i + 4] for i in range(0, len(bare), 4)) if rng.random() < 0.6 else bare
    if kind == "card":
        bare = luhn(rng.choice("45") + digits(14))
        return rng.choice(
            [
                bare,
                " ".join(bare[i : i + 4] for i in range(0, 16, 4)),
                "-".join(bare[i : i + 4] for i in range(0, 16, 4)),
            ]
        )
    if kind == "link":
        return rng.choice(
            [
                f"https://www.{user.replace('_', '')}.example/about",
                f"www.{user.replace('_', '-')}.example.com",
                f"linkedin.com/in/{user}",
            ]
        )
    if kind == "handle":
        return "@" + user.replace(".", "_")
    if kind == "IP address":
        return f"{rng.randint(40, 250)}.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"
    if kind == "address":
        place = f"{rng.randint(1, 299)} {street}"
        return rng.choice(
            [
                place,
                place.lower(),
                f"{place}, Leeds LS{rng.randint(1, 9)} {rng.randint(1, 9)}AB",
                f"Flat {rng.randint(1, 9)}, {place}",
            ]
        )
    if kind == "date of birth":
        day, month, year = rng.randint(1, 28), rng.choice(["March", "July", "November", "may"]), rng.randint(1945, 2003)
        return rng.choice(
            [
                f"{day:02d}/{rng.randint(1, 12):02d}/{year}",
                f"the {day}th of {month} {year}",
                f"{month} {day}, {year}",
                f"{year}-{rng.randint(1, 12):02d}-{day:02d}",
                f"the third of {month} nineteen eighty four",
                str(year),
            ]
        )
    if kind == "id number":
        return rng.choice(
            [
                f"AB-{digits(6)}",
                digits(9),
                f"QQ {digits(2)} {digits(2)} {digits(2)} C",
                f"{digits(4)}-{digits(4)}",
                f"K{digits(8)}",
            ]
        )
    return rng.choice([digits(8), f"{digits(4)} {digits(4)}", digits(10)])


def cases(seed: int, each: int) -> tuple[list[Case], list[Case]]:
    rng = random.Random(seed)
    seeded: list[Case] = []
    for kind, templates in PLACEHOLDERS.items():
        seeded += [put(templates[i % len(templates)], value(kind, rng), kind, rng) for i in range(each)]
    for kind, templates in PEOPLE.items():
        for i in range(each):
            label, nickname, heard = (
                ROSTER[i % len(ROSTER)] if "nickname" not in kind else rng.choice([r for r in ROSTER if r[1]])
            )
            first, last = label.split()
            shown = {
                "roster: full name": label if i % 3 else label.lower(),
                "roster: surname": last,
                "roster: nickname": nickname or first,
                "roster: initial and surname": f"{first[0]}. {last}",
                "roster: small letters": first.lower(),
                "roster: mis-heard": heard,
                "other: by context": rng.choice(OTHERS),
                "other: with title": rng.choice(SURNAMES),
                "other: given name alone": rng.choice(OTHERS),
            }.get(kind, first)
            seeded.append(put(templates[i % len(templates)], shown, kind, rng, lower=kind.endswith("small letters")))
    seeded += [put(template, shown, kind, rng, language=language) for language, kind, template, shown in ABROAD]
    harmless = [Case("harmless", "en", text, 0, 0) for text in HARMLESS]
    return seeded, harmless


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    if n == 0:
        return 0.0, 1.0
    p, d = hits / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / d, z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / d
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(
    seed: int, each: int, *, show: bool = False
) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str], Counter[str]]:
    """Count per seeded kind: seeded, found, given the right stand-in; per kind of hit: right and false ones.

    Each sentence is planned by itself with the roster, so that no sentence helps another.
    """
    seeded, harmless = cases(seed, each)
    turns = tuple(Turn(label, "Hello.", "participant") for label, *_ in ROSTER)
    base = plan([("a.txt", Transcript("text", "utf-8", "en", turns))], key=Key())
    there, found, right, true_hits, false_hits = (Counter[str]() for _ in range(5))
    for case in seeded + harmless:
        turn = Turn("Interviewer", case.text, "interviewer")
        key = plan([("b.txt", Transcript("text", "utf-8", case.language, (turn,)))], key=base)
        _, hits = pseudonymise(case.text, key=key, language=case.language)
        covered = {i for hit in hits for i in range(hit.start, hit.end)}
        wanted = {i for i in range(case.start, case.end) if case.text[i].isalnum()}
        ok = bool(wanted) and wanted <= covered
        if case.kind != "harmless":
            there[case.kind] += 1
            found[case.kind] += ok
            right[case.kind] += ok and any(
                hit.stand_in.startswith("[P") and not hit.stand_in.startswith("[Person") for hit in hits
            )
        if show and case.kind != "harmless" and not ok:
            print("missed", case.kind, "|", case.text)
        for hit in hits:
            kind = "person" if hit.kind in {"participant", "interviewer", "person"} else hit.kind
            on_target = hit.start < case.end and case.start < hit.end
            (true_hits if on_target else false_hits)[kind] += 1
            if show and not on_target:
                print("false", kind, hit.rule, "|", hit.text, "|", case.text)
    return there, found, right, true_hits, false_hits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=36, help="seeded identifiers of each type")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was hit wrongly")
    options = parser.parse_args()
    there, found, right, true_hits, false_hits = measure(options.seed, options.each, show=options.show)
    print("| seeded | n | found | recall | 95 % | right person |\n|---|---|---|---|---|---|")
    for kind in [*there, "all"]:
        n, k = (there.total(), found.total()) if kind == "all" else (there[kind], found[kind])
        low, high = wilson(k, n)
        person = f"{right[kind]}/{found[kind]}" if kind.startswith("roster") else ""
        print(f"| {kind} | {n} | {k} | {k / n:.3f} | {low:.3f}–{high:.3f} | {person} |")
    print("\n| kind of hit | hits | right | precision | 95 % |\n|---|---|---|---|---|")
    for kind in [*sorted(true_hits | false_hits), "all"]:
        k = true_hits.total() if kind == "all" else true_hits[kind]
        n = k + (false_hits.total() if kind == "all" else false_hits[kind])
        low, high = wilson(k, n)
        print(f"| {kind} | {n} | {k} | {k / n:.3f} | {low:.3f}–{high:.3f} |")


if __name__ == "__main__":
    main()
