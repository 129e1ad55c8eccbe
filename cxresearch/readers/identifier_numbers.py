"""What a number is: by its check digits, by the words before it, by how its digits are grouped."""

from __future__ import annotations

import re
from itertools import pairwise

from cxresearch.readers.identifier_patterns import BEFORE, INTRODUCED, SAYS


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


def kind_of(text: str, start: int, digits: str, *, default: str) -> str:
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
        told = len(digits) == 5 and re.search(r"\bnumber\b.{0,8}\Z", before) and INTRODUCED.search(before)
        return "id number" if told else ""
    if len(digits) < 5 or ((len(digits) < 7 or digits.endswith("000")) and not INTRODUCED.search(before)):
        return ""
    return best


def groups_like_phone(shown: str) -> bool:
    """Tell whether digits are grouped as phone numbers are, without any word that says so."""
    groups = re.findall(r"\d+", shown)
    digits = "".join(groups)
    if shown.startswith(("+", "(", "00")):
        return 8 <= len(digits) <= 15
    if len(groups) == 1:
        return len(digits) in (10, 11) and digits[0] == "0"
    if digits[0] == "0" and len(digits) in (10, 11) and len(groups[0]) >= 3:
        return True
    if not 7 <= len(digits) <= 15 or min(len(group) for group in groups) < 2:
        return False
    if all(len(group) == 4 for group in groups) and all(
        group[:2] in ("19", "20") or group.endswith("00") for group in groups
    ):
        return False
    round_figure = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[-1] == "000"
    even = all(len(group) == 2 for group in groups) and digits[0] != "0"
    return not round_figure and not even


def is_counting(shown: str) -> bool:
    """Tell whether the groups go up by one: line numbers that a printout left in the text, or counting aloud."""
    groups = [int(group) for group in re.findall(r"\d+", shown)]
    return len(groups) >= 3 and all(later - earlier == 1 for earlier, later in pairwise(groups))


def is_plain_date(shown: str) -> bool:
    """Tell whether digits are a date or two years."""
    return (
        re.fullmatch(
            r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2})",
            shown,
        )
        is not None
    )


def said_before(text: str, start: int, *kinds: str) -> bool:
    """Tell whether the words before a place speak of one of these kinds of number."""
    before = re.split(r"[.!?]\s", text[max(0, start - BEFORE) : start])[-1]
    return any(kind in kinds and pattern.search(before) for kind, pattern in SAYS)


def squeezed(shown: str) -> str:
    """Leave out what groups a number: blanks, points, dashes, slashes and brackets."""
    return re.sub(r"[\s.\-/()]", "", shown).upper()
