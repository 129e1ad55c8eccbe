"""The people a study knows, and every form in which speech may bring them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cxresearch.readers import name_lists as lists
from cxresearch.readers.name_context import after_saint, among_people, is_month, last_of_name, part_of_thing
from cxresearch.readers.name_groups import is_ordinary
from cxresearch.readers.names import Match, Token, edits, phonetic
from cxresearch.readers.things import NO_PEOPLE

_GAP = re.compile(r"[ \u00a0\u200c]{1,2}|[ ]?-[ ]?|\.[ ]?|,[ ]")
_NOT_FIRST = (lists.STARTERS | lists.NO_NAMES) - lists.GIVEN
_ALWAYS_CAPITAL = frozenset("i im ive id ill".split())
_POLISH_ENDS = ("owi", "iem", "em", "ie", "ia", "iej", "ii", "ze", "i", "y", "e", "a", "o", "u")


class Roster:
    """The people a study knows, ready to be looked for in texts.

    Parameters
    ----------
    people
        Folded name to what stands for that person; several names may lead to one person.
    sure
        Folded names given by the researcher or by speaker labels: they are recognised in small letters and
        mis-heard forms too.
    settled
        Single names to what stood for them before somebody else of that name came up.
    """

    def __init__(
        self, people: Mapping[str, str], *, sure: Iterable[str] = (), settled: Mapping[str, str] | None = None
    ) -> None:
        self._people = dict(people)
        self._sure = frozenset(sure)
        self._settled = dict(settled or {})
        self._forms: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self._single: dict[str, set[str]] = {}
        self._rule: dict[str, str] = {}  # the best rule of each single word
        self._firm: set[str] = set()
        for name in sorted(self._people):
            self._add(name, tuple(name.split()))
        self._by_sound: dict[str, list[str]] = {}
        for form in sorted(self._single):
            if len(form) >= 4 and form in self._firm and self._rule[form] != "nickname":
                self._by_sound.setdefault(phonetic(form)[:1], []).append(form)
        self._heard: dict[str, str | None] = {}
        self._strange: set[str] = set()
        self._begins = frozenset(self._forms) | frozenset(self._rule)

    def _add(self, name: str, words: tuple[str, ...]) -> None:
        forms: list[tuple[tuple[str, ...], str]] = [(words, "full name" if len(words) > 1 else "first name")]
        words = tuple(word for word in words if len(word) > 1) or words
        first, last = words[0], words[-1]
        nicknames = sorted(lists.NICKNAMES_OF.get(first, ()))
        if len(words) > 1:
            forms += [((first,), "first name"), ((last,), "surname"), ((first[0], last), "initial and surname")]
            forms += [((first, last[0]), "first name and initial"), ((first[0], last[0]), "initials")]
            forms += [((last, first), "full name"), ((first, last), "full name")]
            forms += [(words[1:], "surname")] if len(words) > 2 else []
        for nickname in nicknames:
            forms.append(((nickname,), "nickname"))
            forms += [((nickname, last), "full name")] if len(words) > 1 else []
        for form, rule in dict.fromkeys(forms):
            if len(form) == 1:
                if len(form[0]) < 2:
                    continue
                held = self._rule.get(form[0])
                if held == "nickname" and rule != "nickname":
                    self._single[form[0]] = set()
                if held is None or held == "nickname" or rule != "nickname":
                    self._single.setdefault(form[0], set()).add(name)
                    self._rule[form[0]] = rule if held in (None, "nickname") else held
                if name in self._sure:
                    self._firm.add(form[0])
            else:
                self._forms.setdefault(form[0], []).append((form, name, rule))
        for found in self._forms.values():
            found.sort(key=lambda item: (-len(item[0]), item[1], item[2]))

    def resolve(self, form: str) -> str | None:
        """Return the folded name a single word stands for: itself where several people share it, None if unknown."""
        if form in self._people:
            return form
        names = self._single.get(form)
        if not names:
            return None
        before = {name for name in names if self._people[name] == self._settled.get(form)} or names & self._sure
        before = before if len({self._people[name] for name in before}) == 1 else set()
        if before or len({self._people[name] for name in names}) == 1:
            return min(before or names)
        return form

    def find(self, text: str, tokens: Sequence[Token], *, language: str = "en") -> Iterator[Match]:
        """Find every form of every known name; longer forms win."""
        if not self.may_occur(frozenset(token.folded for token in tokens), language):
            return
        small = not any(token.capital and token.folded not in _ALWAYS_CAPITAL for token in tokens)
        small = small and "[P" not in text and "[Interviewer" not in text
        position = 0
        inflected = language in {"pl", "de", "cs", "fa"}
        while position < len(tokens):
            token = tokens[position]
            known = token.folded in self._begins or (inflected and token.base[0].isupper())
            if not known and (len(token.folded) < 4 or not self._sounds_known(token.folded)):
                position += 1
                continue
            match, used = self._at(text, tokens, position, language, small=small)
            if match is not None:
                yield match
            position += used

    def may_occur(self, words: frozenset[str], language: str) -> bool:
        """Tell whether any form of a known name can be among the folded words of a text; most texts hold none."""
        if language in {"pl", "de", "cs", "fa"} or not self._begins.isdisjoint(words):
            return bool(self._begins)
        if self._strange.issuperset(words):
            return False
        for word in words - self._strange:
            if len(word) >= 4 and self._sounds_known(word):
                return True
            self._strange.add(word)
        return False

    def _at(
        self, text: str, tokens: Sequence[Token], k: int, language: str, *, small: bool
    ) -> tuple[Match | None, int]:
        token = tokens[k]
        for form, name, kind in self._forms.get(token.folded, ()):
            if _follows(text, tokens, k, form) and _fits(text, tokens[k : k + len(form)], kind):
                return Match(token.start, tokens[k + len(form) - 1].end, name, kind), len(form)
        match = self._single_at(text, tokens, k, language, small=small)
        if match is None or match.rule not in {"first name", "nickname"} or not token.capital:
            return match, 1
        return self._with_surname(match, text, tokens, k, language)

    def _with_surname(
        self, match: Match, text: str, tokens: Sequence[Token], k: int, language: str
    ) -> tuple[Match, int]:
        """Take the surname after a first name along: the person's own, perhaps mis-heard, or somebody else's."""
        last = last_of_name(text, tokens, k, language=language, rule="given name")
        if last == k:
            return match, 1
        own = match.name.split()[-1] if " " in match.name else ""
        heard = tokens[last].folded
        # Recorders mangle surnames: after the right first name, half of the letters may differ.
        most = max(2, len(own) // 2)
        if own and phonetic(own)[:1] == phonetic(heard)[:1] and edits(own, heard, most=most) <= most:
            return Match(match.start, tokens[last].end, match.name, "mis-heard"), last - k + 1
        words = " ".join(token.folded for token in tokens[k : last + 1])
        return Match(match.start, tokens[last].end, words, "name by context"), last - k + 1

    def _single_at(self, text: str, tokens: Sequence[Token], k: int, language: str, *, small: bool) -> Match | None:
        token = tokens[k]
        folded = token.folded
        rule = self._rule.get(folded)
        if rule is None and language in {"pl", "de", "cs", "fa"}:
            folded = self._uninflected(token, language) or folded
            rule = self._rule.get(folded)
        if rule is not None:
            resolved = self.resolve(folded)
            if resolved is not None and self._single_fits(text, tokens, k, folded, rule, small=small):
                return Match(token.start, token.end, resolved, rule)
        elif len(folded) >= 4:
            heard = self._misheard(tokens, k, language)
            if heard is not None:
                return Match(token.start, token.end, self.resolve(heard) or heard, "mis-heard")
        return None

    def _uninflected(self, token: Token, language: str) -> str | None:
        word = token.folded
        if language == "de":
            return word[:-1] if word.endswith("s") and token.capital and word[:-1] in self._single else None
        if language == "fa":
            return None
        for ending in _POLISH_ENDS:
            stem = word.removesuffix(ending)
            if token.capital and stem != word and len(stem) >= 3:
                for base in (stem, stem + "a", stem + "ia", stem[:-1] + "ek", stem[:-1]):
                    if base in self._single and len(base) >= 4:
                        return base
        return None

    def _single_fits(self, text: str, tokens: Sequence[Token], k: int, form: str, rule: str, *, small: bool) -> bool:
        token = tokens[k]
        caseless = token.base[0].lower() == token.base[0].upper()
        if caseless:
            return len(form) >= 3 or among_people(tokens, k)
        if (token.capital and (part_of_thing(tokens, k, text) or after_saint(tokens, k))) or is_month(text, tokens, k):
            return False
        if form == "mia" and k + 1 < len(tokens) and tokens[k + 1].folded in lists.KIN:
            return False
        sure = form in self._firm
        if form in lists.WEEKDAYS_AND_MONTHS:
            return among_people(tokens, k)
        if not token.capital:
            return self._small_fits(tokens, k, form, sure=sure and small, surname=rule == "surname")
        if form in lists.ORDINARY or form in _NOT_FIRST:
            if token.initial:
                # "Mark, can you hear me?" and "Grace's bill": hardly anything but a name.
                after = text[token.end : token.end + 2]
                called = sure and (after[:1] == "," or after in {"'s", "’s"})
                return called or (sure and form in lists.HARDLY_INITIAL) or among_people(tokens, k, strict=True)
            return len(form) >= 3 and (sure or among_people(tokens, k) or rule != "surname")
        if rule == "surname" and not sure and form in NO_PEOPLE:
            # Who was called Walt Disney is not meant by every Disney.
            return among_people(tokens, k, strict=True)
        return sure or rule != "surname" or among_people(tokens, k)

    @staticmethod
    def _small_fits(tokens: Sequence[Token], k: int, form: str, *, sure: bool, surname: bool) -> bool:
        if len(form) < 3 or form in lists.SMALL_WORDS or not (sure or form in lists.GIVEN or surname):
            return among_people(tokens, k, strict=True)
        return among_people(tokens, k) or (sure and (not surname or not is_ordinary(tokens[k].base, "en")))

    def _misheard(self, tokens: Sequence[Token], k: int, language: str) -> str | None:
        """Return the known name that a word not known was probably heard for."""
        token = tokens[k]
        word = token.folded
        if word in lists.GIVEN or word in lists.STARTERS or word in lists.NO_NAMES or word in lists.ORDINARY:
            return None
        if not token.capital and not (len(word) >= 5 and among_people(tokens, k, strict=True)):
            return None
        if word not in self._heard:
            self._heard[word] = self._nearest(word)
        heard = self._heard[word]
        called = k > 0 and tokens[k - 1].folded in lists.NAMED
        # "told Lucky" may be Luke; "a studio called Lucky" is not.
        plain = heard is not None and is_ordinary(token.base, language)
        if plain and (called or not among_people(tokens, k, strict=True)):
            return None
        if heard is None or not (token.initial or not token.capital):
            return heard
        return heard if phonetic(word) == phonetic(heard) else None

    def _sounds_known(self, word: str) -> bool:
        """Tell whether a word may be a mis-heard form of a known name; each word is compared once."""
        if word not in self._heard:
            self._heard[word] = self._nearest(word)
        return self._heard[word] is not None

    def _nearest(self, word: str) -> str | None:
        best: tuple[int, str] | None = None
        for form in self._by_sound.get(phonetic(word)[:1], ()):
            shorter = min(len(word), len(form))
            apart = edits(word, form)
            alike = phonetic(word) == phonetic(form)
            near = (apart == 1 and shorter >= 5) or (apart <= 2 and (shorter >= 8 or (alike and shorter >= 4)))
            if near and form not in lists.ORDINARY:
                best = min(best, (apart, form)) if best else (apart, form)
        return best[1] if best else None


def _follows(text: str, tokens: Sequence[Token], k: int, form: tuple[str, ...]) -> bool:
    if k + len(form) > len(tokens):
        return False
    for n, word in enumerate(form):
        if tokens[k + n].folded != word:
            return False
        if n and not _GAP.fullmatch(text[tokens[k + n - 1].end : tokens[k + n].start]):
            return False
    return True


def _fits(text: str, tokens: Sequence[Token], rule: str) -> bool:
    if rule == "initials":
        return (
            all(t.capital for t in tokens)
            and text[tokens[0].end : tokens[1].start].startswith(".")
            and text[tokens[1].end :][:1] == "."
        )
    if "initial" in rule:
        return all(t.capital for t in tokens)
    if not any(t.capital for t in tokens) and tokens[0].base[0].lower() != tokens[0].base[0].upper():
        return not all(t.folded in lists.ORDINARY or t.folded in lists.STARTERS for t in tokens)
    return True
