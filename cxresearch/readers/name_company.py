"""Weigh one place of a capitalised word: what the words around it say for a person, and what for a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cxresearch.readers import name_lists as lists
from cxresearch.readers.name_company_lists import AFTER_THINGS, NOUNS_FOR_THINGS, ROLES, company_of
from cxresearch.readers.name_context import is_spelled
from cxresearch.readers.name_groups import RANKS, is_ordinary
from cxresearch.readers.names import Token
from cxresearch.readers.things import NO_PEOPLE
from cxresearch.readers.vocabulary import is_word

_COPULA_SPAN = 8
_PARTS = frozenset("de da di del della der den van von bin ibn al el la le ter ten dos das".split())
STRONG, WEAK, FEEBLE, ENOUGH = 4, 2, 1, 2


class Place(NamedTuple):
    """What speaks for a person, strongly and weakly, and what for a thing, at one place of a word."""

    strong: int = 0
    weak: int = 0
    thing: int = 0


def weigh(text: str, tokens: Sequence[Token], k: int, language: str) -> Place:
    """Weigh one place: what speaks strongly and weakly for a person, and what for a thing."""
    words = company_of(language)
    before = _capital_before(text, tokens, k, language)
    if before is not None:
        return before
    end = _end_of_capitals(text, tokens, k, language)
    if end is None:
        return Place(thing=STRONG)
    after, later = near(text, tokens, end, 1), near(text, tokens, end, 2)
    if after in AFTER_THINGS:
        return Place(thing=STRONG)
    strong, weak, thing = _told(text, tokens, k, end, language)
    doing = later if after in lists.ADVERBS or after in words.and_ or after in words.he else after
    if after == "who" and later in words.says:
        strong += WEAK
    if doing in words.says or after == "who" or (doing == "was" and near(text, tokens, end, 2) == "like"):
        strong += STRONG
    elif doing in words.does:
        made = _what_it_is(text, tokens, end, language) if doing == after else 0
        plain = FEEBLE if doing in words.is_ | _HAS else WEAK
        strong, weak = strong + STRONG * (made > 0), weak + plain * (made == 0)
        thing += WEAK * (made < 0)
    apart = "," in text[tokens[end].end : tokens[end].end + 1]
    if (after in words.he and (apart or language != "de")) or _next_sentence(text, tokens, end) in _HE_OR_SHE:
        strong += STRONG
    if after in words.and_ and later in words.me:
        strong += STRONG
    if (
        is_spelled(tokens, end)
        or (after == "next" and later == "door")
        or near(text, tokens, end, 3) in {"name", "surname"}
    ):
        strong += STRONG + WEAK
    if language == "en" and _asked_or_called(text, tokens, k, end):
        strong += STRONG
    follows = text[tokens[end].end : tokens[end].end + 3]
    if follows[:2] in {"'s", "’s"}:
        weak += WEAK
    if follows[:1] == "," and after in {"are", "you", "can", "could", "sorry", "please"}:
        weak += WEAK
    return Place(strong, weak, thing)


_CALLING = frozenset("you hi hello hey thanks sorry okay ok no yes babe well like listen look right mate love".split())
_PAPERS = frozenset("passport form badge lanyard certificate register list rota".split())
_ASKED = frozenset("say think mean tell ask want know write call come do like".split())


def _asked_or_called(text: str, tokens: Sequence[Token], k: int, end: int) -> bool:
    """Tell whether it is ``is that you, Ayo?``, ``did Ayo say``, ``it's Ayo on the form`` or ``in Ayo's name``."""
    one, after = near(text, tokens, k, -1), near(text, tokens, end, 1)
    follows = text[tokens[end].end : tokens[end].end + 2]
    if one in _CALLING and text[tokens[k - 1].end : tokens[k].start] == ", " and follows[:1] in {",", "?", "!"}:
        return True
    if one in {"did", "does", "would", "has"} and after in _ASKED:
        return True
    if follows in {"'s", "’s"} and after == "name":
        return True
    return after == "on" and near(text, tokens, end, 3) in _PAPERS


def _told(text: str, tokens: Sequence[Token], k: int, end: int, language: str) -> tuple[int, int, int]:
    """Weigh the words before a place."""
    words = company_of(language)
    one, two, three = (near(text, tokens, k, -n) for n in (1, 2, 3))
    thing = _thing(one, two, language)
    strong = weak = 0
    if one in words.told or (one in words.to and (two in words.talks or three in words.talks)) or one in words.fondly:
        strong, thing = STRONG + WEAK, 0
    elif one in RANKS or one in lists.TITLES:
        strong, thing = STRONG, 0
    elif f"{two} {one}" in _BEFORE_PEOPLE or (language != "en" and one in words.says):
        strong = STRONG
    if one in words.and_ and two in words.me:
        strong += STRONG
    if one in words.beside:
        full = tokens[end].folded != tokens[k].folded and one in {"with", "by"}
        weak += WEAK if full or two in _STAYED else FEEBLE
    role = _after_role(text, tokens, k, language)
    if role:
        strong, thing = strong + role, 0
    if (
        f"{two} {one}" in words.i_am
        or (one == "im" and language == "en")
        or (f"{two} {one}" == "this is" and near(text, tokens, k, 1) == "from")
    ):
        strong, thing = strong + STRONG, 0
    if language == "de" and one in _ARTICLES and two in {"bin", "heisse"}:
        strong += STRONG
    return strong, weak, thing


_HAS = frozenset("has had hat hatte heeft had a ha ma".split())
_HE_OR_SHE = frozenset("he she hij zij il elle lui lei el ella on ona".split())
_BEFORE_PEOPLE = frozenset(
    "ask for/asked for/asking for/speak with/neither did/neither does/so did/so does/nor did".split("/")
)
_STAYED = frozenset(
    """
    share shared sharing sat sit sitting live lives lived living stay stayed staying spent grew study studied argued
    """.split()
)
_ARTICLES = frozenset("der die den dem".split())


_OF = frozenset(
    """
    friend friends mate cousin sister brother son daughter mum mother father dad wife husband
    """.split()
)


def _after_role(text: str, tokens: Sequence[Token], k: int, language: str) -> int:
    """Weigh a noun for a person before: ``my intern, Noor``, ``the manager at the time was Noor``."""
    words = company_of(language)
    one, two = near(text, tokens, k, -1), near(text, tokens, k, -2)
    if one in ROLES or one in RANKS:
        return STRONG + WEAK if "," in text[tokens[k - 1].end : tokens[k].start] else STRONG
    if two in ROLES and (one in lists.NAMED or (one in _ARTICLES and language == "de") or (one == "of" and two in _OF)):
        return STRONG + WEAK
    if f"{two} {one}" == "i think" and near(text, tokens, k, -3) in ROLES:
        return STRONG
    if f"{two} {one}" == "little one":
        return STRONG
    if one in words.is_:
        clause = (near(text, tokens, k, -n) for n in range(2, _COPULA_SPAN))
        return STRONG if any(word in ROLES or word in lists.KIN for word in clause) else 0
    return 0


def _what_it_is(text: str, tokens: Sequence[Token], end: int, language: str) -> int:
    """Say what ``X is a …`` goes on with: 1 for a person, -1 for a thing, 0 where it does not go on so."""
    words = company_of(language)
    if near(text, tokens, end, 1) not in words.is_ | {"has"} or near(text, tokens, end, 2) not in {
        "a",
        "an",
        "like",
        "ein",
        "eine",
    }:
        return 0
    following = [near(text, tokens, end, n) for n in range(3, 7)]
    if any(word in ROLES or word in RANKS or word in lists.KIN for word in following):
        return 1
    return -1 if any(word in NOUNS_FOR_THINGS or word in AFTER_THINGS for word in following) else 0


def _thing(one: str, two: str, language: str) -> int:
    words = company_of(language)
    if language == "de" and one in _ARTICLES:
        return 0
    if one in words.placed or one in words.uses or one in words.many:
        return STRONG
    if one in lists.NAMED and two in NOUNS_FOR_THINGS:
        return STRONG + WEAK
    if one == "to":
        return STRONG if two in _GOES else 0
    return WEAK if one in words.near else 0


_GOES = frozenset(
    """
    go goes going went gone move moved moves moving back travel travelled flew fly drove drive train bus trip trips
    get got came come commute close up down over out switched migrated upgraded
    """.split()
)


def _capital_before(text: str, tokens: Sequence[Token], k: int, language: str) -> Place | None:
    """Weigh a capitalised word right before: a title, a given name, or the beginning of the name of a thing."""
    if not k or text[tokens[k - 1].end : tokens[k].start] != " " or not tokens[k - 1].capital or tokens[k].initial:
        return None
    word = tokens[k - 1].folded
    if not word or word in lists.TITLES or word in RANKS or word in company_of(language).fondly:
        return None
    if tokens[k - 1].initial and (word in lists.STARTERS or is_word(tokens[k - 1].base, language)):
        return None
    if language == "de":
        return None
    if word in lists.GIVEN or word in lists.ORDINARY_GIVEN:
        return Place()
    if word in {"i", "im"}:
        return None
    things = tokens[k - 1].base.isupper() or word in NO_PEOPLE or is_word(tokens[k - 1].base, language)
    return Place(thing=STRONG) if things else Place()


def _end_of_capitals(text: str, tokens: Sequence[Token], k: int, language: str) -> int | None:
    """Go to the end of a name of several words; None where the words after make a thing of it."""
    end = k
    for j in range(k + 1, min(k + 4, len(tokens))):
        gap = text[tokens[j - 1].end : tokens[j].start]
        if gap not in {" ", "-"} or language == "de":
            break
        if tokens[j].folded in _PARTS and not tokens[j].capital:
            continue
        if not tokens[j].capital or tokens[j].folded in {"i", "im"} or not tokens[j].folded:
            break
        if tokens[j].folded in AFTER_THINGS or (tokens[j].base.isupper() and len(tokens[j].base) > 1):
            return None
        known = tokens[j].folded in lists.ORDINARY or tokens[j].folded in lists.GIVEN
        if not known and is_ordinary(tokens[j].base, language):
            return None
        end = j
    return end


def _next_sentence(text: str, tokens: Sequence[Token], k: int) -> str:
    """Return the word with which the next sentence begins, where this word ends one."""
    if k + 1 >= len(tokens):
        return ""
    between = text[tokens[k].end : tokens[k + 1].start]
    return tokens[k + 1].folded if between.strip() in {".", "?", "!"} else ""


def near(text: str, tokens: Sequence[Token], k: int, n: int) -> str:
    """Return the folded word `n` places away, unless a sentence ends between."""
    at = k + n
    if not 0 <= at < len(tokens):
        return ""
    first, last = (at, k) if n < 0 else (k, at)
    between = text[tokens[first].end : tokens[last].start]
    return "" if any(char in between for char in ".!?؟\n") else tokens[at].folded
