"""Find what identifies a person by its form: addresses, numbers, dates of birth, links.

Each rule is a regular expression that is linear in the length of the text (every repetition is bounded or
begins where the one before cannot), followed by a check in plain Python: check digits where a number has
any, otherwise the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cxresearch.readers.identifier_numbers import (
    groups_like_phone,
    is_counting,
    is_iban,
    is_plain_date,
    kind_of,
    said_before,
    squeezed,
)
from cxresearch.readers.identifier_patterns import (
    ABROAD,
    ADDRESS,
    ANNOUNCES_MAIL,
    BEFORE,
    BORN,
    BORN_AFTER,
    CAPITAL_STREET,
    CODE,
    COTTAGE,
    DATE,
    DOMAIN,
    EMAIL,
    HANDLE,
    IBAN,
    IPV4,
    IPV6,
    LAST_FOUR,
    LEADS_TO_CODE,
    LINK,
    LIVES,
    MAIL_WORD,
    MASKED_EMAIL,
    MIXED,
    NAMED_HOUSE,
    NAMED_STREET,
    NATIONAL,
    NOT_BEFORE_AT,
    NUMBER,
    POSTAL_CODE,
    POSTCODE,
    POSTCODE_AFTER,
    PROVIDERS,
    SAID_DOMAIN,
    SHARED_MAIL,
    SPEAKS_OF_CODE,
    SPOKEN_ADDRESS,
    SPOKEN_LINK,
    UNIT_ADDRESS,
    spoken_email,
)
from cxresearch.readers.identifier_signs import (
    AT,
    BIRTH,
    BRACKET,
    COLON,
    DIGIT,
    DOT,
    SAID_DIGITS,
    SAID_DOT,
    STREET,
    WWW,
    signs_in,
)
from cxresearch.readers.names import folded_words, words_of
from cxresearch.readers.spoken_numbers import spoken_numbers


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that identifies somebody, with the form under which the key knows it."""

    start: int
    end: int
    kind: str
    rule: str
    canonical: str


def find_identifiers(text: str, *, language: str = "en", words: frozenset[str] | None = None) -> tuple[Found, ...]:
    """Find everything that identifies a person by its form.

    Parameters
    ----------
    text
        Any text; offsets refer to it.
    language
        ISO 639-1 code: decides in which language spoken digits are read, English always among them.
    words
        The folded words of the text, by whoever has them already.

    Returns
    -------
    tuple of Found
        In order of offset, without overlaps; where two rules claim the same words, the earlier rule below wins.

    Examples
    --------
    >>> [(f.kind, f.canonical) for f in find_identifiers("mail ana dot hill at gmail dot com or 020 7946 0018")]
    [('email', 'email:ana.hill@gmail.com'), ('phone', 'phone:02079460018')]
    """
    holds = signs_in(text, frozenset(folded_words(words_of(text))) if words is None else words)
    if not holds:
        return ()
    found: list[Found] = []
    claimed = bytearray(len(text))

    def claim(new: Found) -> None:
        if not any(claimed[new.start : new.end]):
            claimed[new.start : new.end] = b"\1" * (new.end - new.start)
            found.append(new)

    for needed, finder in _FINDERS:
        if needed & holds:
            for new in finder(text, language):
                claim(new)
    for start, end, digits in spoken_numbers(text, language=language) if holds & SAID_DIGITS else ():
        # "q q one two three four five six c": letters said one by one belong to an id.
        letters = _LETTERS_BEFORE.search(text, max(0, start - 9), start)
        first = letters.start() if letters else start
        kind = kind_of(text, first, digits, default="phone")
        if kind == "id number":
            following = _LETTERS_AFTER.match(text, end)
            start, end = first, following.end() if following else end
        if kind and (len(digits) > 6 or kind in {"account number", "id number"}):
            claim(Found(start, end, kind, "spoken digits", f"{kind}:{digits}"))
    return tuple(sorted(found, key=lambda item: item.start)) if found else ()


def _emails(text: str, _: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        shown = match.group().rstrip(".-")
        yield Found(match.start(), match.start() + len(shown), "email", "e-mail", f"email:{shown.casefold()}")


def _masked_emails(text: str, _: str) -> Iterator[Found]:
    for match in MASKED_EMAIL.finditer(text):
        plain = re.sub(r" ?[\[(](?:at|ät)[\])] ?", "@", match.group().casefold())
        yield Found(match.start(), match.end(), "email", "masked e-mail", f"email:{plain}")


def _spoken_emails(text: str, language: str) -> Iterator[Found]:
    at = 0
    pattern = spoken_email(language)
    while match := pattern.search(text, at):
        at = match.end()
        user, host = match["user"].casefold(), match["host"]
        if user.split()[0] in NOT_BEFORE_AT:
            at = match.start() + len(user.split()[0])
            continue
        # "we met at shop dot com" is no address: it takes a composed name, a mail provider, or talk of mail.
        composed = not user.isalpha() or "at)" in match.group() or "at]" in match.group()
        said_so = MAIL_WORD.search(text[max(0, match.start() - 40) : match.start()]) or user in SHARED_MAIL
        if not said_so and len(host.split()) > 5 and not PROVIDERS.search(host):
            continue
        if composed or PROVIDERS.search(host) or said_so:
            start = _first_of_user(text, match.start()) if PROVIDERS.search(host) else match.start()
            said = " ".join(text[start : match.end()].casefold().split())
            for sign_pattern, sign in _SIGNS:
                said = sign_pattern.sub(sign, said)
            yield Found(start, match.end(), "email", "spoken e-mail", f"email:{said.replace(' ', '')}")


def _first_of_user(text: str, start: int) -> int:
    """Go back over a user name said in several words, as far as the word that announces it: ``it's k hill at …``."""
    before = re.split(r"[.!?,]\s", text[max(0, start - 50) : start])[-1]
    announced = [m.end() for m in ANNOUNCES_MAIL.finditer(before)]
    words = before[announced[-1] :] if announced else ""
    return start - len(words) if announced and len(words.split()) <= 5 else start


_LETTERS_BEFORE = re.compile(r"(?:(?<!\w)[b-hj-z] ){1,4}\Z", re.IGNORECASE)
_LETTERS_AFTER = re.compile(r"(?: [b-hj-z](?!\w)){0,4}", re.IGNORECASE)
_SIGNS = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r" (?:dot|punkt|punt|kropka|punto|point|ponto) ", "."),
        (r" underscore ", "_"),
        (r" (?:dash|hyphen|minus) ", "-"),
        (r" (?:at|ät|apenstaartje|małpa|malpa|chiocciola|arobase|arroba|\(at\)|\[at\]) ", "@"),
    )
)


def _links(text: str, _: str) -> Iterator[Found]:
    for pattern, rule in ((LINK, "link"), (SPOKEN_LINK, "spoken link"), (DOMAIN, "domain")):
        for match in pattern.finditer(text):
            shown = match.group().rstrip(".,;:!?…")
            yield Found(match.start(), match.start() + len(shown), "link", rule, f"link:{shown.casefold()}")
    for match in SAID_DOMAIN.finditer(text):
        yield Found(match.start(1), match.end(1), "link", "spoken domain", f"link:{match[1].casefold()}")
    for match in HANDLE.finditer(text):
        yield Found(match.start(), match.end(), "handle", "handle", f"handle:{match.group().casefold()}")


def _ip_addresses(text: str, _: str) -> Iterator[Found]:
    for match in IPV4.finditer(text):
        parts = [int(part) for part in match.group().split(".")]
        # Version numbers look alike but are small.
        if max(parts) <= 255 and max(parts) > 31:
            yield Found(match.start(), match.end(), "IP address", "IPv4", f"ip:{match.group()}")
    for match in IPV6.finditer(text):
        yield Found(match.start(), match.end(), "IP address", "IPv6", f"ip:{match.group().casefold()}")


def _ibans(text: str, _: str) -> Iterator[Found]:
    for match in IBAN.finditer(text):
        # The pattern may have run into the next word: take the longest beginning whose check digits fit.
        words = match.group().split(" ")
        for count in range(len(words), 0, -1):
            shown = " ".join(words[:count])
            bare = shown.replace(" ", "").upper()
            if sum(char.isdigit() for char in bare) >= 10 and is_iban(bare):
                yield Found(match.start(), match.start() + len(shown), "IBAN", "IBAN, check digits", f"iban:{bare}")
                break
        else:
            bare = match.group().replace(" ", "").upper()
            if sum(c.isdigit() for c in bare) >= 10 and said_before(text, match.start(), "IBAN"):
                yield Found(match.start(), match.end(), "IBAN", "IBAN by context", f"iban:{bare}")


def _national_numbers(text: str, _: str) -> Iterator[Found]:
    for match in NATIONAL.finditer(text):
        yield Found(match.start(), match.end(), "id number", "national number", f"id:{squeezed(match.group())}")
    for match in LAST_FOUR.finditer(text):
        group = 1 if match[1] else 2
        yield Found(match.start(group), match.end(group), "card", "last digits", f"card:{squeezed(match[group])}")


def _codes(text: str, _: str) -> Iterator[Found]:
    for match in CODE.finditer(text):
        shown = match.group()
        before = re.split(r"[.!?]\s", text[max(0, match.start() - BEFORE) : match.start()])[-1]
        said = said_before(text, match.start(), "id number", "account number") or SPEAKS_OF_CODE.search(before)
        if sum(c.isdigit() for c in shown) >= 4 and said:
            yield Found(match.start(), match.end(), "id number", "id by context", f"id:{squeezed(shown)}")


def _mixed_codes(text: str, _: str) -> Iterator[Found]:
    for match in MIXED.finditer(text):
        shown = match.group()
        digits = sum(char.isdigit() for char in shown)
        if digits < 2 or (digits < 4 and digits == len(shown)) or re.fullmatch(r"(?:19|20)\d\d", shown):
            continue
        before = re.split(r"[.!?]\s", text[max(0, match.start() - BEFORE) : match.start()])[-1]
        mixed = digits >= 4 and digits < sum(map(str.isalnum, shown)) and SPEAKS_OF_CODE.search(before)
        if (mixed or LEADS_TO_CODE.search(before)) and not is_plain_date(shown):
            yield Found(match.start(), match.end(), "id number", "id by context", f"id:{squeezed(shown)}")


_DECADE = re.compile(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\w+)?\Z", re.IGNORECASE)
_ASKED = re.compile(r"\b(dob|birth|birthday|born)\? ", re.IGNORECASE)
_BORN_IN = re.compile(r"\bborn\b.{0,24}\b(?:in|said|say|put|year) \Z", re.IGNORECASE)


def _birth_dates(text: str, _: str) -> Iterator[Found]:
    last = -1
    for date in DATE.finditer(text) if BORN.search(text) else ():
        before = _ASKED.sub(r"\1 ", text[max(0, date.start() - BEFORE) : date.start()])
        before = re.split(r"[.!?]\s", before)[-1]
        if _DECADE.match(date.group()) and not _BORN_IN.search(before):
            continue
        if BORN_AFTER.match(text[date.end() : date.end() + 30]):
            told = True
        else:
            told_at = max((match.start() for match in BORN.finditer(before)), default=-1)
            # One date is somebody's birth, the next in the sentence is not: "born on 2 June, and the form said 3 July".
            told = told_at >= 0 and not (last > date.start() - len(before) + told_at and date.start() - last > 8)
        if told:
            last = date.end()
            shown = date.group().casefold()
            yield Found(date.start(), date.end(), "date of birth", "date by context", f"birth:{shown}")


_PLACES = (
    (UNIT_ADDRESS, "address"),
    (ADDRESS, "address"),
    (CAPITAL_STREET, "address"),
    (SPOKEN_ADDRESS, "spoken address"),
    (ABROAD, "address"),
    (NAMED_HOUSE, "house by context"),
    (COTTAGE, "house with a name"),
    (NAMED_STREET, "street by context"),
)


def _addresses(text: str, _: str) -> Iterator[Found]:
    for pattern, rule in _PLACES:
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            shown = match.group(group).rstrip(" ,")
            before = text[max(0, match.start() - 30) : match.start()]
            if pattern is ADDRESS and _is_remark(shown) and not LIVES.search(before):
                continue
            start = match.start(group)
            end = start + len(shown)
            code = POSTCODE_AFTER.match(text[end : end + 40])
            end += code.end() if code else 0
            yield Found(start, end, "address", rule, f"address:{' '.join(text[start:end].casefold().split())}")
    for match in POSTAL_CODE.finditer(text):
        yield Found(match.start(1), match.end(1), "postcode", "postcode by context", f"postcode:{squeezed(match[1])}")
    for match in POSTCODE.finditer(text):
        yield Found(match.start(), match.end(), "postcode", "postcode", f"postcode:{squeezed(match.group())}")


def _is_remark(shown: str) -> bool:
    """Tell whether a number, some words and ``way`` or ``place`` are a remark, not an address."""
    last = shown.rstrip(".").split()[-1]
    return (
        last in {"way", "place", "drive", "close", "court", "square", "dr", "st", "parade"}
        and shown == shown.casefold()
    )


def _numbers(text: str, _: str) -> Iterator[Found]:
    for match in NUMBER.finditer(text):
        shown = match.group().rstrip(" .-/(")
        digits = re.sub(r"\D", "", shown)
        kind = kind_of(text, match.start(), digits, default="phone" if groups_like_phone(shown) else "")
        if kind and not is_counting(shown) and (kind == "account number" or not is_plain_date(shown)):
            start = match.start()
            bare = digits if kind != "phone" else digits.removeprefix("00")
            yield Found(start, start + len(shown), kind, f"{kind}, digits", f"{kind}:{bare}")


_FINDERS: tuple[tuple[int, Callable[[str, str], Iterator[Found]]], ...] = (
    (AT, _emails),
    (BRACKET, _masked_emails),
    (DOT | SAID_DOT, _spoken_emails),
    (AT | DOT | SAID_DOT | WWW, _links),
    (DIGIT | COLON, _ip_addresses),
    (DIGIT, _ibans),
    (DIGIT, _national_numbers),
    (BIRTH, _birth_dates),
    (DIGIT | STREET, _addresses),
    (DIGIT, _codes),
    (DIGIT, _mixed_codes),
    (DIGIT, _numbers),
)
"""In the order in which they may claim words, each with what a text must hold for it."""
