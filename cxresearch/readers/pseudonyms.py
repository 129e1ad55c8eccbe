"""Hide who is spoken of: find personal data in transcripts, and put consistent stand-ins in its place.

Pseudonymised text is still personal data: whoever holds the key can reverse it, and what people tell may
identify them without any name. Everything found, and every capitalised word that was *not* taken for a
name, is listed for a person to look through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxresearch.domain.transcript import Transcript
from cxresearch.readers import name_lists as lists
from cxresearch.readers.name_evidence import people_by_company
from cxresearch.readers.names import Token, fold_name, tokens_of
from cxresearch.readers.pseudonym_key import STAND_IN, Hit
from cxresearch.readers.pseudonym_key import Key as Key
from cxresearch.readers.pseudonym_key import is_study_id as is_study_id
from cxresearch.readers.pseudonym_minting import Minting, speakers_of
from cxresearch.readers.pseudonym_scan import Scan as Scan
from cxresearch.readers.pseudonym_scan import canonical_of as canonical_of
from cxresearch.readers.pseudonym_scan import hits_in, scan_of


def plan(
    transcripts: Sequence[tuple[str, Transcript]], *, key: Key, language: str = "en", roster: Sequence[str] = ()
) -> Key:
    """Find everybody and everything that needs a stand-in, and extend the key by it.

    Parameters
    ----------
    transcripts
        Source name and transcript. Their order does not matter: they are sorted by name, then by content.
    key
        The study's key so far; what it holds never changes.
    language
        Used where a transcript does not know its own language.
    roster
        Names the researcher knows of: participants by another name, the product team.

    Returns
    -------
    Key
        With an entry for every speaker who has a name, every name and identifier found in the texts, and the
        surface forms seen. Named participants get the next free id (``P1``, ``P2``…): never one that a
        speaker label, a file name or a text already uses.
    """
    ordered = sorted(transcripts, key=lambda item: (item[0], [(t.speaker or "", t.text) for t in item[1].turns]))
    minting = Minting(key, ordered)
    for name, role in speakers_of(ordered):
        minting.speaker(name, role)
    for name in sorted({fold_name(name) for name in roster if not is_study_id(name)} - {""}):
        minting.person(name, prefix="roster")
    scans = [
        scan_of(turn.text, transcript.language or language) for _, transcript in ordered for turn in transcript.turns
    ]
    company = people_by_company(scans)
    known = minting.key()
    found = [match for scan in scans for match in scan.new_names(scan.known_names(known), company)]
    # Full names first: a first name alone then leads to the one person who bears it.
    singles = dict.fromkeys(match.name for match in found if f"keep:{match.name}" not in key.entries)
    places = {name: place for place, name in enumerate(singles)}
    for name in sorted(singles, key=lambda n: (-min(len(n.split()), 2), places[n])):
        minting.person(name)
    for scan in scans:
        for item in scan.identifiers:
            minting.identifier(item.canonical, item.kind)
        minting.shared_names(scan)
    return minting.with_forms(scans)


def pseudonymise(text: str, *, key: Key, language: str = "en") -> tuple[str, tuple[Hit, ...]]:
    """Put the stand-ins of a key in place of the personal data of a text.

    Parameters
    ----------
    text
        Any text. Stand-ins it already holds stay as they are.
    key
        From `plan`. What the key does not know is hidden too, behind a stand-in without a number.
    language
        ISO 639-1 code of the text.

    Returns
    -------
    tuple of str and tuple of Hit
        The new text, and what was replaced; offsets refer to `text`.

    Examples
    --------
    >>> key = Key({"participant:maria lopez": "P4", "email:ana@x.example": "[email 1]"})
    >>> pseudonymise("Maria's mail is ana@x.example.", key=key)[0]
    "[P4]'s mail is [email 1]."
    """
    hits = hits_in(scan_of(text, language), key)
    if not hits:
        return text, ()
    parts: list[str] = []
    at = 0
    for hit in hits:
        parts += [text[at : hit.start], hit.stand_in]
        at = hit.end
    return "".join([*parts, text[at:]]), hits


def unknown_names(text: str, *, key: Key, language: str = "en") -> tuple[Hit, ...]:
    """List the capitalised words that were *not* taken for a name, for a person to look through.

    Companies and places are kept in the text, because they carry meaning; they stand in this list. Left out are
    words with which sentences begin, weekdays, months and abbreviations of up to four capitals. German
    writes every noun with a capital: there only words after a preposition or a given name are listed.
    """
    covered = bytearray(len(text))
    scan = scan_of(text, language)
    for hit in hits_in(scan, key):
        covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    for match in STAND_IN.finditer(text):
        covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    tokens = scan.tokens
    small = {token.folded for token in tokens if not token.capital}
    listed: list[tuple[int, int]] = []
    for k, token in enumerate(tokens):
        if any(covered[token.start : token.end]) or not _worth_a_look(tokens, k, small, language):
            continue
        if listed and text[listed[-1][1] : token.start] in {" ", "-", " & "}:
            listed[-1] = (listed[-1][0], token.end)
        else:
            listed.append((token.start, token.end))
    return tuple(Hit(start, end, text[start:end], "unknown", "capitalised", "") for start, end in listed)


def restore(text: str, *, key: Key) -> str:
    """Put the fullest form seen of each name and identifier back in place of its stand-in.

    Which form stood at a place (``Maria`` or ``Ms Lopez``) is not kept, so this gives names, not the original words.
    """

    def original(match: re.Match[str]) -> str:
        bracketed = match.group()
        forms = key.forms.get(bracketed) or key.forms.get(bracketed[1:-1]) or ()
        return max(forms, key=lambda form: (len(form), sum(map(str.isupper, form)), form)) if forms else bracketed

    return STAND_IN.sub(original, text)


def pseudonymise_file_name(name: str, *, key: Key) -> str:
    """Put stand-ins in place of the names of known people in a file name (``P4_2026.docx``).

    Examples
    --------
    >>> pseudonymise_file_name("int_maria_lopez-2.docx", key=Key({"participant:maria lopez": "P4"}))
    'int_P4-2.docx'
    """
    spaced = name.replace("_", " ").replace(".", " ").replace("-", " ")
    out, at = [], 0
    for match in key.roster.find(spaced, tokens_of(spaced)):
        stand_in = key.shown(canonical_of(key, match.name), "person").strip("[]")
        out += [name[at : match.start], stand_in]
        at = match.end
    return "".join([*out, name[at:]])


def _worth_a_look(tokens: Sequence[Token], k: int, small: set[str], language: str) -> bool:
    token = tokens[k]
    word = token.folded
    if (
        not token.capital
        or len(word) < 2
        or word in lists.WEEKDAYS_AND_MONTHS
        or word in {"ok", "okay", "im", "ive", "id", "ill"}
    ):
        return False
    if (token.base.isupper() and (len(word) <= 4 or len(set(word)) == 1)) or word in lists.TITLES:
        return False
    if token.initial and (word in lists.STARTERS or word in small or word in lists.KIN):
        return False
    if language == "de":
        before = tokens[k - 1].folded if k else ""
        return word in lists.GIVEN or (
            not token.initial and before in {"bei", "von", "mit", "nach", "aus", "in"} | lists.GIVEN
        )
    return word not in lists.STARTERS
