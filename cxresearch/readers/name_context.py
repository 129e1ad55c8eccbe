"""The words around a name: what tells that a capitalised word is a person, and new names found by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cxresearch.readers import name_lists as lists
from cxresearch.readers.name_groups import RANKS, is_group, is_ordinary
from cxresearch.readers.names import INNER_CAPITAL, NOUN_END, Match, Token, fold_word, folded_words
from cxresearch.readers.things import NO_PEOPLE

_TALKED = frozenset("spoke speak speaking spoken talked talking talk chatted".split())
_DESCRIBES_KIN = frozenset("old older younger new best line late".split())
_MY_NAME = frozenset(
    "name is/names is/name ist/name was/naam is/nombre es/nome e/na imie/mi chiamo/je mappelle/me "
    "llamo/ich heisse/ik heet/"
    "call me/called me/nazywam sie/si chiama/se llama".split("/")
)
_NO_SURNAMES = (lists.STARTERS | lists.NO_NAMES | lists.THINGS_AFTER | lists.KIN | lists.TITLES) - lists.GIVEN
_SAINTS = frozenset("st saint san santa sankt sint sao port lake mount fort".split())
_BEFORE_MONTH = frozenset("in since by last next of until till early mid late this from im seit".split())
_TITLES_FA = frozenset(map(fold_word, "آقای خانم دکتر مهندس".split()))
_MR_FA = fold_word("آقای")
_SURNAME_FA = re.compile(r"(?:ی|پور|زاده|نژاد|یان|فر|نیا|لو)\Z")
_PLAIN_TITLES = lists.TITLES - frozenset(
    "doctor professor lady nurse sister father captain sergeant detective officer constable inspector judge".split()
)
_BEFORE_SURNAMES = frozenset("van der den de von ter ten la du da di del della".split())
_NOT_ALONE = lists.ORDINARY | lists.AMBIGUOUS | lists.STARTERS | lists.NO_NAMES | NO_PEOPLE | lists.KIN
_HONOURS = frozenset(
    """
    uncle aunt auntie granny grandad councillor vicar mayor senator coach chief deacon familie onkel tante oma opa oom
    tonton tio tia zio zia nonna nonno wujek ciocia
    """.split()
)
_NEVER = (lists.NO_NAMES - lists.AMBIGUOUS) | (lists.STARTERS - lists.GIVEN - lists.AMBIGUOUS)
_SMALL_BEFORE = frozenset("mr mrs ms mister miss dr doctor professor herr herrn frau madame monsieur name".split())
_LONE = frozenset("i im ive id ill".split())
_SMALL_MR = _SMALL_BEFORE - {"name"}
_SMALL_NAMES = (lists.GIVEN - lists.SMALL_WORDS) | lists.GIVEN_FA
_SAID = lists.SAID - frozenset({"dit"})
_PARTICLES = frozenset("de da di del della der den van von bin ibn al el la le ter ten dos das".split())


def new_names(
    text: str, tokens: Sequence[Token], *, language: str = "en", people: frozenset[str] = frozenset()
) -> Iterator[Match]:
    """Find names the study does not know: by the words around them, and by a list of frequent given names.

    `people` are folded words that the whole batch has shown to be people; see `name_evidence`.
    """
    k = 0
    bare = not any(
        token.base[0].isupper() and token.base[1:].islower() for token in tokens if token.folded not in _LONE
    )
    while k < len(tokens):
        token = tokens[k]
        small = not token.base[0].isupper() and token.folded not in _SMALL_NAMES and token.folded not in people
        if small and not (
            k and (tokens[k - 1].folded in _TITLES_FA or (bare and tokens[k - 1].folded in _SMALL_BEFORE))
        ):
            k += 1
            continue
        rule: str | None = "name by company" if token.folded in people else None
        if rule is None:
            rule = (
                _rule_for(text, tokens, k, language)
                if token.capital
                else _small_rule_for(tokens, k, language, bare=bare)
            )
        if rule is None:
            k += 1
            continue
        last = last_of_name(text, tokens, k, language=language, rule=rule)
        if rule == "given name" and last + 1 < len(tokens) and thing_after(text, tokens, last):
            k = last + 1
            continue
        words = [t.folded for t in tokens[k : last + 1]]
        if language == "de" and rule == "given name" and words[-1] not in lists.GIVEN:
            # "Ulrikes Idee": the genitive has no apostrophe.
            words[-1] = words[-1][:-1] if words[-1][:-1] in lists.GIVEN else words[-1]
        first = _with_particles(text, tokens, k)
        words = [t.folded for t in tokens[first:k]] + words
        yield Match(tokens[first].start, tokens[last].end, " ".join(words), rule)
        k = last + 1


def _with_particles(text: str, tokens: Sequence[Token], k: int) -> int:
    """Return the word with which a name begins that has small words before it, after a title: ``Dr van der Hoeven``."""
    at = k
    while at > 1 and tokens[at - 1].base in _BEFORE_SURNAMES and text[tokens[at - 1].end : tokens[at].start] == " ":
        at -= 1
    return at if at < k and tokens[at - 1].folded in lists.TITLES else k


def may_hold_names(written: Sequence[str], words: frozenset[str]) -> bool:
    """Tell whether `new_names` could find anything at all; quick, since most texts hold no name.

    `written` are the words as they are written, `words` the same folded.
    """
    if not (_SMALL_NAMES.isdisjoint(words) and _TITLES_FA.isdisjoint(words) and _SMALL_BEFORE.isdisjoint(words)):
        return True
    return any(map(_may_be_name, written))


@lru_cache(maxsize=65_536)
def _may_be_name(word: str) -> bool:
    return word[0].isupper() and next(folded_words((word,))) not in _NEVER


def _rule_for(text: str, tokens: Sequence[Token], k: int, language: str) -> str | None:
    token = tokens[k]
    word = token.folded
    if len(word) == 1 and token.base.isupper() and text[token.end : token.end + 2] == ". " and k + 1 < len(tokens):
        following = tokens[k + 1]
        near = following.start == token.end + 2 and following.capital and len(following.base) > 2
        plain = following.folded in _NO_SURNAMES or is_ordinary(following.base, language)
        return "name by context" if near and language != "de" and not plain else None
    if (word in lists.NO_NAMES and word not in lists.AMBIGUOUS) or len(word) < 2 or is_month(text, tokens, k):
        return None
    if language == "it" and word == "mia":
        return None
    if language == "de" and len(word) > 4 and word.endswith("s") and word not in lists.GIVEN:
        word = word[:-1] if word[:-1] in lists.GIVEN else word
    given = word in lists.GIVEN and word not in lists.AMBIGUOUS and word not in lists.ORDINARY
    if token.base.isupper() and len(token.base) > 1 and not given:
        return None
    if _by_context(text, tokens, k, language):
        return "name by context"
    if after_saint(tokens, k):
        return None
    if given and (not token.base.isupper() or len(word) > 4):
        return "given name"
    if (
        word in lists.NICKNAMES_OF
        and word not in _NOT_ALONE
        and len(word) > 2
        and not is_ordinary(token.base, language)
    ):
        return "given name"
    known = word in lists.ORDINARY_GIVEN | lists.AMBIGUOUS or word in lists.NICKNAMES_OF
    if known and (among_people(tokens, k, strict=True) or _with_name(text, tokens, k, language)):
        return "name by context"
    return None


def _with_name(text: str, tokens: Sequence[Token], k: int, language: str) -> bool:
    """Tell whether a given name that is a word as well has a surname, or stands beside another name."""
    word = tokens[k].folded
    if word not in lists.ORDINARY_GIVEN or k + 1 >= len(tokens) or language == "de":
        return False
    following = tokens[k + 1]
    if following.capital and text[tokens[k].end : following.start] == " " and following.base[1:].islower():
        other = following.folded in NO_PEOPLE or following.folded in _NO_SURNAMES
        return not other and not is_group(following.folded, language) and not is_ordinary(following.base, language)
    joined = following.folded in {"and", "en", "et", "y", "e", "i"} and k + 2 < len(tokens)
    if joined and tokens[k + 2].capital and tokens[k + 2].folded in lists.GIVEN:
        return True
    before = k > 1 and tokens[k - 1].folded in {"and", "en", "et", "y", "e", "i"} and tokens[k - 2].capital
    return before and tokens[k - 2].folded in lists.GIVEN


def _small_rule_for(tokens: Sequence[Token], k: int, language: str, *, bare: bool) -> str | None:
    """Find names without a capital: after ``my mum``, in a text that has none, and in a script that has none."""
    word = tokens[k].folded
    if bare and tokens[k].base[0].upper() != tokens[k].base[0]:
        # A recogniser without capitals: a title or the list of given names must do.
        ordinary = is_ordinary(tokens[k].base, language)
        if k and tokens[k - 1].folded in _SMALL_MR:
            titled = tokens[k - 1].folded not in {"doctor", "dr", "professor"} or not ordinary
            return "name by context" if titled and len(word) > 2 and word not in lists.STARTERS else None
        named = k and tokens[k - 1].folded == "name" and tokens[k].start - tokens[k - 1].end == 3
        if len(word) >= 3 and not ordinary and named:
            return "name by context"
        if len(word) >= 4 and not ordinary and word in lists.GIVEN and word not in lists.SMALL_WORDS:
            return "given name"
    if word in lists.GIVEN_FA:
        return "given name"
    if k and tokens[k - 1].folded in _TITLES_FA:
        sure = tokens[k - 1].folded == _MR_FA or _SURNAME_FA.search(word)
        return "name by context" if sure and len(word) > 2 else None
    spoken = _ahead(tokens, k, 1) in _SAID or (k > 0 and tokens[k - 1].folded in lists.SPOKEN_TO)
    if spoken and word in lists.GIVEN and word not in lists.SMALL_WORDS:
        return "name by context"
    if k >= 2 and tokens[k - 1].folded == "one" and tokens[k - 2].folded == "little":
        return "name by context" if word in lists.GIVEN else None
    beside_kin = k >= 2 and tokens[k - 1].folded in lists.KIN and tokens[k - 2].folded in lists.OWNERS
    return "name by context" if beside_kin and word in lists.GIVEN - lists.SMALL_WORDS else None


def _by_context(text: str, tokens: Sequence[Token], k: int, language: str) -> bool:
    token = tokens[k]
    word = token.folded
    if word in lists.STARTERS or word in lists.KIN or word in lists.TITLES:
        return False
    known = word in lists.GIVEN or word in lists.ORDINARY or word in lists.NICKNAMES_OF
    if not known and not token.base[1:].islower() and not INNER_CAPITAL.match(token.base):
        return False
    one, two, three = (_back(text, tokens, k, n) for n in (1, 2, 3))
    titled = _after_title(text, tokens, k, one, language, known=known)
    if titled is not None:
        return titled
    noun_like = language == "de" and not known and NOUN_END.search(word) is not None
    if not noun_like and _after_kin(tokens, k, one, two, three):
        return True
    if one == "called" and two in {"he", "she"} and text[tokens[k - 2].end :][:2] in {"'s", "’s"}:
        return True
    if one in lists.NAMED and ({two, three} & lists.PEOPLE or _back(text, tokens, k, 4) in lists.PEOPLE):
        return True
    named = _is_named(text, tokens, k, one, two, known=known, language=language)
    if named is not None:
        return named
    said = f"{two} {one}"
    if said in _MY_NAME:
        return True
    after = _ahead(tokens, k, 1)
    if said in {"this is", "i am", "it is", "das ist", "dit is", "ich bin", "ik ben"} or one in {"im", "its"}:
        return (known and word not in lists.AMBIGUOUS) or after in lists.SPEAKING
    if word not in lists.NO_NAMES and _beside_me(text, tokens, k, one, two):
        return True
    after = _ahead(tokens, k, 1)
    if after in lists.HUMAN and text[token.end : tokens[k + 1].start] == " ":
        return True
    if one in lists.GREETINGS:
        return known or text[token.end : token.end + 1] in {",", "!", "."}
    if one in {"to", "with"} and two in _TALKED:
        return known or after in {"from", "who", "at"}
    return False


def _after_title(text: str, tokens: Sequence[Token], k: int, one: str, language: str, *, known: bool) -> bool | None:
    """Tell whether the words before and after settle it: a title, a group, letters that spell the name."""
    if one in _BEFORE_SURNAMES and _with_particles(text, tokens, k) < k:
        return True
    plain = is_ordinary(tokens[k].base, language)
    if one in lists.TITLES and (tokens[k - 1].capital or one in lists.SMALL_TITLES):
        if one in _PLAIN_TITLES:
            return True
        return (known and tokens[k].folded not in RANKS) or not plain
    if not known and is_group(tokens[k].folded, language):
        return False
    if one in _HONOURS and tokens[k - 1].capital:
        return known or language == "de" or not plain
    return True if is_spelled(tokens, k) else None


def _is_named(
    text: str, tokens: Sequence[Token], k: int, one: str, two: str, *, known: bool, language: str
) -> bool | None:
    """Tell whether it says ``his name's Ayo``, ``the name of Ayo``, ``call me Ayo``, ``a chap we call Ayo``."""
    said = f"{two} {one}"
    if said in {"we call", "they call"} and not {_back(text, tokens, k, n) for n in (3, 4, 5)}.isdisjoint(lists.PEOPLE):
        return True
    if one in {"name", "names"}:
        gap = text[tokens[k - 1].end : tokens[k].start]
        return gap.startswith(("'", "’")) or (gap == ", " and (two in lists.KIN or two in {"his", "her", "my"}))
    if said == "name of" or (one in {"me", "him", "her"} and two in {"call", "calls", "called"}):
        return not is_ordinary(tokens[k].base, language) or known
    return None


def _after_kin(tokens: Sequence[Token], k: int, one: str, two: str, three: str) -> bool:
    """Tell whether ``my husband``, ``my old boss``, ``my account manager`` or ``my brother-in-law`` stands before."""
    if one in lists.KIN:
        described = two in _DESCRIBES_KIN or (three in lists.OWNERS and not tokens[k - 2].capital)
        return two in lists.OWNERS or described
    return one == "law" and two == "in" and three in lists.KIN


def _beside_me(text: str, tokens: Sequence[Token], k: int, one: str, two: str) -> bool:
    """Tell whether it says ``me and Ana``, ``texted Ana``, or ``Ana and I`` where a clause begins."""
    if one in {"and", "und", "en"} and two in {"me", "ich", "ik"}:
        return True
    if one in {"texted", "married", "hugged"}:
        return True
    begins = tokens[k].initial or one in {"so", "and", "but", "when", "because", "then", "where", "like", "if", "that"}
    close = _ahead(tokens, k, 2) in {"i", "me", "ich"} and text[tokens[k].end : tokens[k + 1].start] == " "
    return begins and close and _ahead(tokens, k, 1) in {"and", "und"} and not tokens[k + 1].capital


def is_spelled(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether the letters of a word are said after it: ``Featherington, F E A``."""
    following = [token.folded for token in tokens[k + 1 : k + 4]]
    return (
        len(following) >= 2
        and all(len(letter) == 1 for letter in following)
        and tokens[k].folded.startswith("".join(following[:2]))
    )


def _back(text: str, tokens: Sequence[Token], k: int, n: int) -> str:
    """Return the n-th word before, unless a sentence ends in between."""
    if k - n < 0:
        return ""
    if any(char in "!?؟\n" for char in text[tokens[k - n].end : tokens[k].start]):
        return ""
    if tokens[k].initial and tokens[k - 1].folded not in lists.TITLES | lists.GREETINGS:
        return ""
    word = text[tokens[k - n].start : tokens[k - n].end + 2]
    return tokens[k - n].folded + ("s" if n == 1 and word[-2:] in {"'s", "’s"} else "")


def _ahead(tokens: Sequence[Token], k: int, n: int) -> str:
    return tokens[k + n].folded if k + n < len(tokens) else ""


def among_people(tokens: Sequence[Token], k: int, *, strict: bool = False) -> bool:
    """Tell whether the words around fit a person: ``told Mark``, ``my brother Mark``, ``Mark said``."""
    before = tokens[k - 1].folded if k else ""
    after = _ahead(tokens, k, 1)
    after = _ahead(tokens, k, 2) if after in lists.ADVERBS else after
    if before in lists.KIN or before in lists.NAMED or before in lists.TITLES - {"sir", "sister", "father", "nurse"}:
        return True
    if (before in lists.SPOKEN_TO and not tokens[k].initial) or after in lists.SAID:
        return True
    return not strict and (after in lists.DOES or before in lists.WITH)


def is_month(text: str, tokens: Sequence[Token], k: int) -> bool:
    """Tell whether a word such as ``May`` is meant as a month here."""
    if tokens[k].folded not in {"april", "may", "june", "august", "march", "mai", "juni"}:
        return False
    before = tokens[k - 1].folded if k else ""
    dated = re.match(r"[ ,]{1,2}(?:the )?\d", text[tokens[k].end : tokens[k].end + 8]) is not None
    return before in _BEFORE_MONTH or dated


def after_saint(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether ``St``, ``San``, ``Lake`` or the like stands before: then it is a place."""
    return k > 0 and tokens[k - 1].folded in _SAINTS


def thing_after(text: str, tokens: Sequence[Token], k: int) -> bool:
    """Tell whether the next word makes a thing of a name: ``Street``, ``Hospital``, ``Ltd``."""
    following = tokens[k + 1]
    return (
        following.capital
        and following.folded in lists.THINGS_AFTER
        and text[tokens[k].end : following.start] in {" ", "'s ", "’s "}
    )


def part_of_thing(tokens: Sequence[Token], k: int, text: str) -> bool:
    """Tell whether a capitalised word belongs to the name of a thing: ``Rose Garden``, ``Banks Road``."""
    return k + 1 < len(tokens) and thing_after(text, tokens, k)


def last_of_name(text: str, tokens: Sequence[Token], k: int, *, language: str, rule: str) -> int:
    """Take a surname, or a second given name, along with the name that begins at `k`."""
    last = k
    limit = k + 1 if language == "de" and rule == "given name" else k + 3
    j = k + 1
    while j < len(tokens) and j < limit + 1 and last - k < 3:
        token = tokens[j]
        gap = text[tokens[j - 1].end : token.start]
        if not (gap in {" ", "-", " - "} or (gap == ". " and len(tokens[j - 1].base) == 1)):
            break
        if token.folded in _PARTICLES and not token.capital:
            j += 1
            limit += 1
            continue
        if not token.capital or token.folded in _NO_SURNAMES or (token.base.isupper() and len(token.base) > 1):
            break
        if (
            language == "de"
            and token.folded not in lists.GIVEN
            and not re.search(r"(?:er|mann|berg|stein|ski|sky|ic|oglu)$", token.folded)
        ):
            break
        last = j
        j += 1
    return last
