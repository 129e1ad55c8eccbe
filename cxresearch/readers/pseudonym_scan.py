"""A text with what has to be found in it only once, whoever is looked for, and the places to be replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from cxresearch.readers.identifiers import Found, find_identifiers
from cxresearch.readers.name_context import may_hold_names, new_names
from cxresearch.readers.names import Match, Token, folded_words, tokens_of, words_of
from cxresearch.readers.pseudonym_key import PEOPLE, STAND_IN, Hit, Key


class Scan:
    """A text with what has to be found in it only once, whoever is looked for.

    Attributes
    ----------
    text, language
        The text, and its ISO 639-1 code.
    identifiers
        What identifies somebody by its form.
    written
        The words of the text as they are written, those that an identifier or a stand-in takes left out.
    words
        The same words, folded.
    memo
        The hits found last, with the entries of the key they were found for.
    """

    __slots__ = ("_hopeful", "_tokens", "_whole", "identifiers", "language", "memo", "text", "words", "written")

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.memo: tuple[Mapping[str, str], tuple[Hit, ...]] | None = None
        self._tokens: list[Token] | None = None
        self._hopeful: bool | None = None
        self.written = words_of(text)
        self.words = frozenset(folded_words(self.written))
        self.identifiers: tuple[Found, ...] = find_identifiers(text, language=language, words=self.words)
        self._whole = not self.identifiers and ("[" not in text or not STAND_IN.search(text))
        if not self._whole:
            self.written = [token.base for token in self.tokens if token.folded]
            self.words = frozenset(folded_words(self.written))

    @property
    def tokens(self) -> list[Token]:
        """The words with their places; those of stand-ins and identifiers are blank: no name reaches over them."""
        if self._tokens is None:
            self._tokens = tokens_of(self.text)
            if not self._whole:
                claimed = self.claimed()
                for item in self.identifiers:
                    claimed[item.start : item.end] = b"\1" * (item.end - item.start)
                self._tokens = _blank(self._tokens, claimed)
        return self._tokens

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

    @property
    def hopeful(self) -> bool:
        """Whether a name that nobody knows can be in the text at all."""
        if self._hopeful is None:
            self._hopeful = may_hold_names(self.written, self.words)
        return self._hopeful

    def claimed(self) -> bytearray:
        """One byte for each character: 1 where a stand-in stands already."""
        claimed = bytearray(len(self.text))
        for match in STAND_IN.finditer(self.text):
            claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        return claimed


@lru_cache(maxsize=131_072)
def scan_of(text: str, language: str) -> Scan:
    """Return the scan of a text; planning and replacing look at the same texts one after the other."""
    return Scan(text, language)


def hits_in(scan: Scan, key: Key) -> tuple[Hit, ...]:
    """Find all that a stand-in is put for, in order of offset."""
    if scan.memo is None or scan.memo[0] is not key.entries:
        scan.memo = (key.entries, tuple(_find_hits(scan, key)))
    return scan.memo[1]


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
