"""Hide who is spoken of: find personal data in transcripts, and put consistent stand-ins in its place.

Pseudonymised text is still personal data: whoever holds the key can reverse it, and what people tell may
identify them without any name. Everything found, and every capitalised word that was *not* taken for a
name, is listed for a person to look through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import cast

from cxresearch.domain.transcript import Transcript
from cxresearch.readers import name_lists as lists
from cxresearch.readers.identifiers import Found, find_identifiers
from cxresearch.readers.name_context import may_hold_names, new_names
from cxresearch.readers.name_evidence import people_by_company
from cxresearch.readers.names import Match, Token, fold_name, folded_words, tokens_of, words_of
from cxresearch.readers.pseudonym_key import PEOPLE, STAND_IN, Hit, Key, id_and_name, is_study_id

_OF_PEOPLE = tuple(f"{kind}:" for kind in PEOPLE)
_ID_IN_TEXT = re.compile(r"(?<![^\W_])[Pp][ _-]?0*(\d{1,5})(?!\w)")


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
    minting = _Minting(key, ordered)
    for name, role in _speakers(ordered):
        minting.speaker(name, role)
    for name in sorted({fold_name(name) for name in roster if not is_study_id(name)} - {""}):
        minting.person(name, prefix="roster")
    scans = [
        _scan(turn.text, transcript.language or language) for _, transcript in ordered for turn in transcript.turns
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
    hits = _hits(_scan(text, language), key)
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
    scan = _scan(text, language)
    for hit in _hits(scan, key):
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


@dataclass(frozen=True)
class Scan:
    """A text with what has to be found in it only once, whoever is looked for."""

    text: str
    language: str
    memo: list[object] = field(default_factory=list, compare=False, repr=False)

    @cached_property
    def tokens(self) -> list[Token]:
        """The words of the text; those of stand-ins and identifiers are blank, so that no name reaches over them."""
        if self.whole:
            return tokens_of(self.text)
        claimed = self.claimed()
        for item in self.identifiers:
            claimed[item.start : item.end] = b"\1" * (item.end - item.start)
        return _blank(tokens_of(self.text), claimed)

    @cached_property
    def identifiers(self) -> tuple[Found, ...]:
        """What identifies somebody by its form."""
        return find_identifiers(self.text, language=self.language)

    @cached_property
    def whole(self) -> bool:
        """Whether no word of the text is taken by an identifier or a stand-in."""
        return not self.identifiers and ("[" not in self.text or not STAND_IN.search(self.text))

    @cached_property
    def written(self) -> list[str]:
        """The words of the text as they are written, those that are taken left out."""
        return words_of(self.text) if self.whole else [token.base for token in self.tokens if token.folded]

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the text."""
        return frozenset(folded_words(self.written))

    def known_names(self, key: Key) -> list[Match]:
        """Names the key knows, in every form."""
        if not key.roster.may_occur(self.words, self.language):
            return []
        return list(key.roster.find(self.text, self.tokens, language=self.language))

    def new_names(self, known: Sequence[Match], company: frozenset[str] = frozenset()) -> list[Match]:
        """Names by context, by the list of given names or by the company they keep, beside those that are known."""
        if not (self.hopeful or not company.isdisjoint(self.words)):
            return []
        if not known:
            return list(new_names(self.text, self.tokens, language=self.language, people=company))
        claimed = bytearray(len(self.text))
        for match in known:
            claimed[match.start : match.end] = b"\1" * (match.end - match.start)
        return list(new_names(self.text, _blank(self.tokens, claimed), language=self.language, people=company))

    @cached_property
    def hopeful(self) -> bool:
        """Whether a name that nobody knows can be in the text at all."""
        return may_hold_names(self.written, self.words)

    def claimed(self) -> bytearray:
        """One byte for each character: 1 where a stand-in stands already."""
        claimed = bytearray(len(self.text))
        for match in STAND_IN.finditer(self.text):
            claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        return claimed


@lru_cache(maxsize=131_072)
def _scan(text: str, language: str) -> Scan:
    """Return the scan of a text; planning and replacing look at the same texts one after the other."""
    return Scan(text, language)


def _hits(scan: Scan, key: Key) -> tuple[Hit, ...]:
    if not scan.memo or scan.memo[0] is not key.entries:
        scan.memo[:] = [key.entries, tuple(_find_hits(scan, key))]
    return cast(tuple[Hit, ...], scan.memo[1])


def _find_hits(scan: Scan, key: Key) -> Iterator[Hit]:
    known = scan.known_names(key)
    names = [*known, *(new for new in scan.new_names(known) if f"keep:{new.name}" not in key.entries)]
    if not names and not scan.identifiers:
        return iter(())
    claimed = scan.claimed()
    hits: list[Hit] = []

    def claim(start: int, end: int, kind: str, rule: str, stand_in: str) -> None:
        if not any(claimed[start:end]):
            claimed[start:end] = b"\1" * (end - start)
            hits.append(Hit(start, end, scan.text[start:end], kind, rule, stand_in))

    for item in scan.identifiers:
        claim(item.start, item.end, item.kind, item.rule, key.shown(item.canonical, item.kind))
    for name in names:
        canonical = canonical_of(key, name.name)
        stand_in = key.shown(canonical, "person")
        claim(name.start, name.end, _kind(stand_in), name.rule, stand_in)
    return iter(sorted(hits, key=lambda hit: hit.start))


def _kind(stand_in: str) -> str:
    if stand_in.startswith("[Interviewer"):
        return "interviewer"
    return "person" if stand_in.startswith("[Person") else "participant"


def canonical_of(key: Key, name: str) -> str:
    """Return the form under which the key knows a folded name."""
    return next((f"{kind}:{name}" for kind in PEOPLE if f"{kind}:{name}" in key.entries), f"person:{name}")


def _blank(tokens: Sequence[Token], claimed: bytearray) -> list[Token]:
    """Blank the words that are taken: they stay in their place, but are nobody's name."""
    return [t._replace(base="-", folded="") if any(claimed[t.start : t.end]) else t for t in tokens]


def _speakers(ordered: Sequence[tuple[str, Transcript]]) -> Iterator[tuple[str, str]]:
    """Yield every speaker label with its role, in order of appearance; the role of most words counts."""
    for _, transcript in ordered:
        roles: dict[str, str] = {speaker.name: speaker.role for speaker in transcript.speakers}
        spoken: dict[str, dict[str, int]] = {}
        for turn in transcript.turns:
            if turn.speaker:
                counts = spoken.setdefault(turn.speaker, {})
                counts[turn.role] = counts.get(turn.role, 0) + len(turn.text.split())
        for name, counts in spoken.items():
            yield name, roles.pop(name, "") or max(sorted(counts), key=lambda role: counts[role])
        yield from roles.items()


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


class _Minting:
    """Hands out stand-ins: what is given stays, numbers go up, numbers in use anywhere are left out."""

    def __init__(self, key: Key, ordered: Sequence[tuple[str, Transcript]]) -> None:
        self._entries = dict(key.entries)
        self._forms = {stand_in: set(forms) for stand_in, forms in key.forms.items()}
        self._built: Key | None = None
        for name, transcript in ordered:
            labels = {turn.speaker or "" for turn in transcript.turns} | {
                speaker.name for speaker in transcript.speakers
            }
            for piece in (name, *labels, *(turn.text for turn in transcript.turns)):
                # Written down, so that a later import does not give them away either.
                self._entries |= {f"used:{m.group()}": m.group() for m in STAND_IN.finditer(piece)}
                self._entries |= {f"used:P{int(m[1])}": f"P{int(m[1])}" for m in _ID_IN_TEXT.finditer(piece)}
        self._used: set[str] = set(self._entries.values())
        self._ids = {int(value[1:]) for value in self._used if re.fullmatch(r"P\d+", value)}

    def key(self) -> Key:
        if self._built is None:
            self._built = Key(dict(self._entries))
        return self._built

    def _add(self, canonical: str, stand_in: str) -> None:
        self._entries.setdefault(canonical, stand_in)
        self._used.add(stand_in)
        if canonical.startswith(_OF_PEOPLE):
            self._built = None

    def _numbered(self, kind: str, number: int = 1) -> str:
        while f"[{kind} {number}]" in self._used:
            number += 1
        return f"[{kind} {number}]"

    def speaker(self, label: str, role: str) -> None:
        study_id, name = id_and_name(label)
        folded = fold_name(name)
        if is_study_id(label) or not folded or any(f"{kind}:{folded}" in self._entries for kind in PEOPLE[:2]):
            return
        if role == "participant":
            if study_id is None:
                number = next(n for n in range(1, len(self._ids) + 2) if n not in self._ids)
                self._ids.add(number)
                study_id = f"P{number}"
            self._add(f"participant:{folded}", study_id)
            self._forms.setdefault(study_id, set()).add(name.strip())
        elif role == "interviewer":
            stand_in = self._numbered("Interviewer", 2) if "[Interviewer]" in self._used else "[Interviewer]"
            self._add(f"interviewer:{folded}", stand_in)
            self._forms.setdefault(stand_in, set()).add(name.strip())
        elif any(word in lists.GIVEN for word in folded.split()) or (len(folded.split()) in (2, 3) and label.istitle()):
            self.person(folded, prefix="roster")

    def person(self, name: str, *, prefix: str = "person") -> None:
        if any(f"{kind}:{name}" in self._entries for kind in PEOPLE):
            return
        roster = self.key().roster
        words = name.split()
        known = roster.resolve(name) if len(words) == 1 else self._same_person(words)
        if known is not None and known != name:
            self._add(f"{prefix}:{name}", self._entries[canonical_of(self.key(), known)])
        else:
            self._add(f"{prefix}:{name}", self._numbered("Person"))

    def _same_person(self, words: Sequence[str]) -> str | None:
        """Return the one known single name that a fuller name contains, when nobody else bears it."""
        single = [w for w in (words[0], words[-1]) if any(f"{kind}:{w}" in self._entries for kind in PEOPLE)]
        others = (
            [c for c in self._entries if c.startswith(tuple(f"{k}:{single[0]} " for k in PEOPLE))] if single else []
        )
        return single[0] if single and not others else None

    def identifier(self, canonical: str, kind: str) -> None:
        if canonical not in self._entries:
            self._add(canonical, self._numbered(kind))

    def shared_names(self, scan: Scan) -> None:
        """Settle whom single names mean; one that several people share becomes a person of its own."""
        for match in scan.known_names(self.key()):
            if canonical_of(self.key(), match.name) not in self._entries:
                self.person(match.name)
            form = fold_name(scan.text[match.start : match.end])
            if match.rule != "mis-heard" and " " not in form and f"person:{form}" not in self._entries:
                self._entries.setdefault(f"form:{form}", self._entries[canonical_of(self.key(), match.name)])

    def with_forms(self, scans: Iterable[Scan]) -> Key:
        key = Key(dict(self._entries))
        for scan in scans:
            for hit in _hits(scan, key):
                stand_in = hit.stand_in[1:-1] if hit.kind == "participant" else hit.stand_in
                self._forms.setdefault(stand_in, set()).add(hit.text)
        return Key(key.entries, {stand_in: tuple(sorted(forms)) for stand_in, forms in sorted(self._forms.items())})
