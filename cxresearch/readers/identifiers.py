"""Find what identifies a person by its form: addresses, numbers, dates of birth, links.

Each rule is a regular expression that is linear in the length of the text (every repetition is bounded or
begins where the one before cannot), followed by a check in plain Python: check digits where a number has
any, otherwise the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cxresearch.readers.identifier_patterns import (
    ABROAD,
    ADDRESS,
    ANNOUNCES_MAIL,
    BEFORE,
    BORN,
    BORN_AFTER,
    CODE,
    DATE,
    DOMAIN,
    EMAIL,
    HANDLE,
    IBAN,
    INTRODUCED,
    IPV4,
    IPV6,
    LAST_FOUR,
    LINK,
    LIVES,
    MAIL_WORD,
    MASKED_EMAIL,
    NAMED_STREET,
    NATIONAL,
    NOT_BEFORE_AT,
    NUMBER,
    POSTCODE,
    POSTCODE_AFTER,
    PROVIDERS,
    SAYS,
    SPOKEN_LINK,
    spoken_email,
)
from cxresearch.readers.spoken_numbers import spoken_numbers


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that identifies somebody, with the form under which the key knows it."""

    start: int
    end: int
    kind: str
    rule: str
    canonical: str


def find_identifiers(text: str, *, language: str = "en") -> tuple[Found, ...]:
    """Find everything that identifies a person by its form.

    Parameters
    ----------
    text
        Any text; offsets refer to it.
    language
        ISO 639-1 code: decides in which language spoken digits are read, English always among them.

    Returns
    -------
    tuple of Found
        In order of offset, without overlaps; where two rules claim the same words, the earlier rule below wins.

    Examples
    --------
    >>> [(f.kind, f.canonical) for f in find_identifiers("mail ana dot hill at gmail dot com or 020 7946 0018")]
    [('email', 'email:ana.hill@gmail.com'), ('phone', 'phone:02079460018')]
    """
    found: list[Found] = []
    claimed = bytearray(len(text))

    def claim(new: Found) -> None:
        if not any(claimed[new.start : new.end]):
            claimed[new.start : new.end] = b"\1" * (new.end - new.start)
            found.append(new)

    holds = _signs_in(text)
    for needed, finder in _FINDERS:
        if needed & holds:
            for new in finder(text, language):
                claim(new)
    for start, end, digits in spoken_numbers(text, language=language):
        kind = _kind_of(text, start, digits, default="phone")
        if kind:
            claim(Found(start, end, kind, "spoken digits", f"{kind}:{digits}"))
    return tuple(sorted(found, key=lambda item: item.start)) if found else ()


_DIGIT, _AT, _DOT, _BRACKET, _COLON, _SAID_DOT, _WWW, _BIRTH, _STREET = (1 << n for n in range(9))
"""What a rule cannot do without; looking for it is much quicker than the rule, and most texts hold none of it."""
_ANY_DIGIT = re.compile(r"\d")
_INNER_DOT = re.compile(r"\.\w")
_SPOKEN_DOTS = (" dot ", " punkt ", " punt ", " kropka ", " punto ", " point ", " ponto ")
_BIRTHS = (
    "born", "birth", "dob", "d.o", "do.b", "gebor", "geburt", "jarig", "urodz", "nat", "nascita", "né", "naiss",
    "anniv", "nacid", "nacim", "cumple", "متولد", "تاریخ",
)  # fmt: skip
_STREETS = (
    "Street", "Road", "Avenue", "Lane", "Drive", "Close", "Crescent", "Terrace", "Gardens", "Boulevard", "Grove",
)  # fmt: skip


def _signs_in(text: str) -> int:
    """Say which of the signs that rules need a text holds."""
    small = text.casefold()
    holds = _AT if "@" in text else 0
    holds |= _DIGIT if _ANY_DIGIT.search(text) else 0
    holds |= _BRACKET if "(" in text or "[" in text else 0
    holds |= _COLON if ":" in text else 0
    holds |= _DOT if "." in text and _INNER_DOT.search(text) else 0
    holds |= _SAID_DOT if any(sign in small for sign in _SPOKEN_DOTS) else 0
    holds |= _WWW if "www" in small or "http" in small else 0
    holds |= _BIRTH if any(sign in small for sign in _BIRTHS) else 0
    return holds | (_STREET if any(sign in text for sign in _STREETS) else 0)


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
        if composed or PROVIDERS.search(host) or MAIL_WORD.search(text[max(0, match.start() - 40) : match.start()]):
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
            if sum(c.isdigit() for c in bare) >= 10 and _said_before(text, match.start(), "IBAN"):
                yield Found(match.start(), match.end(), "IBAN", "IBAN by context", f"iban:{bare}")


def is_iban(bare: str) -> bool:
    """Check an IBAN without blanks by its check digits (ISO 7064, modulus 97).

    Examples
    --------
    >>> is_iban("GB82WEST12345698765432"), is_iban("GB82WEST12345698765433")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", bare):
        return False
    return int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1


def is_card(digits: str) -> bool:
    """Check a payment card number by its length and check digit (Luhn, ISO/IEC 7812).

    Examples
    --------
    >>> is_card("4111111111111111"), is_card("4111111111111112")
    (True, False)
    """
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2:
        return False
    doubled = (int(d) if i % 2 == 0 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def _national_numbers(text: str, _: str) -> Iterator[Found]:
    for match in NATIONAL.finditer(text):
        yield Found(match.start(), match.end(), "id number", "national number", f"id:{_bare(match.group())}")
    for match in LAST_FOUR.finditer(text):
        yield Found(match.start(1), match.end(1), "card", "last digits", f"card:{_bare(match.group(1))}")


def _codes(text: str, _: str) -> Iterator[Found]:
    for match in CODE.finditer(text):
        shown = match.group()
        if sum(c.isdigit() for c in shown) >= 4 and _said_before(text, match.start(), "id number", "account number"):
            yield Found(match.start(), match.end(), "id number", "id by context", f"id:{_bare(shown)}")


_DECADE = re.compile(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\w+)?\Z", re.IGNORECASE)
_BORN_IN = re.compile(r"\bborn\b.{0,6}\bin \Z", re.IGNORECASE)


def _birth_dates(text: str, _: str) -> Iterator[Found]:
    for date in DATE.finditer(text) if BORN.search(text) else ():
        before = re.split(r"[.!?]\s", text[max(0, date.start() - BEFORE) : date.start()])[-1]
        if _DECADE.match(date.group()) and not _BORN_IN.search(before):
            continue
        if BORN.search(before) or BORN_AFTER.match(text[date.end() : date.end() + 30]):
            shown = date.group().casefold()
            yield Found(date.start(), date.end(), "date of birth", "date by context", f"birth:{shown}")


def _addresses(text: str, _: str) -> Iterator[Found]:
    for pattern, rule in ((ADDRESS, "address"), (ABROAD, "address"), (NAMED_STREET, "street by context")):
        for match in pattern.finditer(text):
            group = 1 if pattern is NAMED_STREET else 0
            shown = match.group(group).rstrip(" ,")
            before = text[max(0, match.start() - 30) : match.start()]
            if pattern is ADDRESS and _is_remark(shown) and not LIVES.search(before):
                continue
            start = match.start(group)
            end = start + len(shown)
            code = POSTCODE_AFTER.match(text[end : end + 40])
            end += code.end() if code else 0
            yield Found(start, end, "address", rule, f"address:{' '.join(text[start:end].casefold().split())}")
    for match in POSTCODE.finditer(text):
        yield Found(match.start(), match.end(), "postcode", "postcode", f"postcode:{_bare(match.group())}")


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
        kind = _kind_of(text, match.start(), digits, default="phone" if _groups_like_phone(shown) else "")
        if kind and not _is_counting(shown) and (kind == "account number" or not _is_plain_date(shown)):
            start = match.start()
            bare = digits if kind != "phone" else digits.removeprefix("00")
            yield Found(start, start + len(shown), kind, f"{kind}, digits", f"{kind}:{bare}")


def _kind_of(text: str, start: int, digits: str, *, default: str) -> str:
    """Say what a long number is: by check digit, else by the last telling word before it, else `default`."""
    if is_card(digits) and digits[0] in "3456":
        return "card"
    before = re.split(r"[.!?]\s", text[max(0, start - BEFORE) : start])[-1]
    last = {kind: max((m.end() for m in pattern.finditer(before)), default=-1) for kind, pattern in SAYS}
    best = max(last, key=lambda kind: last[kind])
    others = {kind: end for kind, end in last.items() if kind != "phone" and end >= 0}
    if (
        best == "phone"
        and others
        and re.search(r"(?:number|nummer|numer)\W*(?:\w{1,8}\W+){0,3}\Z", before, re.IGNORECASE)
    ):
        near = max(others, key=lambda kind: others[kind])
        best = near if last["phone"] - others[near] <= 12 else best
    if last[best] < 0:
        return default if 7 <= len(digits) <= 15 else ""
    if best == "phone" and not 6 <= len(digits) <= 15:
        return ""
    if len(digits) < 5 or ((len(digits) < 7 or digits.endswith("000")) and not INTRODUCED.search(before)):
        return ""
    return best


def _groups_like_phone(shown: str) -> bool:
    """Tell whether digits are grouped as phone numbers are, without any word that says so."""
    groups = re.findall(r"\d+", shown)
    digits = "".join(groups)
    if shown.startswith(("+", "(", "00")):
        return 8 <= len(digits) <= 15
    if len(groups) == 1:
        return len(digits) in (10, 11) and digits[0] == "0"
    if not 7 <= len(digits) <= 15 or min(len(group) for group in groups) < 2:
        return False
    if all(len(group) == 4 for group in groups) and all(
        group[:2] in ("19", "20") or group.endswith("00") for group in groups
    ):
        return False
    round_figure = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[-1] == "000"
    even = all(len(group) == 2 for group in groups) and digits[0] != "0"
    return not round_figure and not even


def _is_counting(shown: str) -> bool:
    """Tell whether the groups go up by one: line numbers that a printout left in the text, or counting aloud."""
    groups = [int(group) for group in re.findall(r"\d+", shown)]
    return len(groups) >= 3 and all(later - earlier == 1 for earlier, later in pairwise(groups))


def _is_plain_date(shown: str) -> bool:
    return (
        re.fullmatch(
            r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2})",
            shown,
        )
        is not None
    )


def _said_before(text: str, start: int, *kinds: str) -> bool:
    before = re.split(r"[.!?]\s", text[max(0, start - BEFORE) : start])[-1]
    return any(kind in kinds and pattern.search(before) for kind, pattern in SAYS)


def _bare(shown: str) -> str:
    return re.sub(r"[\s.\-/()]", "", shown).upper()


_FINDERS: tuple[tuple[int, Callable[[str, str], Iterator[Found]]], ...] = (
    (_AT, _emails),
    (_BRACKET, _masked_emails),
    (_DOT | _SAID_DOT, _spoken_emails),
    (_AT | _DOT | _SAID_DOT | _WWW, _links),
    (_DIGIT | _COLON, _ip_addresses),
    (_DIGIT, _ibans),
    (_DIGIT, _national_numbers),
    (_BIRTH, _birth_dates),
    (_DIGIT | _STREET, _addresses),
    (_DIGIT, _codes),
    (_DIGIT, _numbers),
)
"""In the order in which they may claim words, each with what a text must hold for it."""
