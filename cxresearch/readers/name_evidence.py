"""Names that no list holds: capitalised words judged over the whole batch by the company they keep.

A word that is no ordinary word of the language, no company and no place is somebody's name when the words
around it, at all of its places together, speak for a person more than for a thing: ``Ayo said``, ``with Ayo``,
``poor Ayo`` against ``in Crewe``, ``the Hoover``, ``use Figma``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from cxresearch.readers import name_lists as lists
from cxresearch.readers.names import Token, folded_words
from cxresearch.readers.things import NO_PEOPLE
from cxresearch.readers.vocabulary import is_word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOLD = lists.SPOKEN_TO | _words(
    """
    tell ask call calls calling rang ring rings phone ping message messaged blame blamed trusts thank meet meets
    meeting miss missed knew marry paired help helped helping fired hire promoted dated visit visited invite invited
    forwarded email texting asking telling remember fragen fragte gefragt frag frage rufe rief anrufen kenne kennt
    getroffen besucht vroeg vraag bel belde ken kent heb demande appelle appele vu connais pregunte llame conozco vi
    chiesto chiamo chiamato conosco pytam pytalam pytalem znam
    """
)
_SAYS = lists.SAID | _words(
    """
    goes knows wants wanted decided decides explains meant means shouted laughed laughs cried smiled whispered
    nodded retired resigned married complained complains insisted insists swears swore promised apologised admitted
    argued suggests recommended jumped reckon believes hates hated loves loved prefers remembers joked agreed agrees
    erzahlte erzahlt glaubt findet fand wusste weiss meint kam ruft rief lacht half hilft heeft had denkt vindt wilde
    vertelde weet belde a pense croit veut voulait racconta pensa crede vuole piensa cree quiere sabe powiedzial mysli
    wie chce
    """
)
_DOES = lists.DOES | _words(
    """
    left leaves ran runs joined joins put gives gave takes took made makes sits sat shares shared signed signs
    taught teaches trained trains started stopped finished found finds saved saves fixed fixes built builds owns
    owned manages managed leads led handles handled looked looks tried tries never always just also still will would
    can could should might doesn't didn't hasn't wasn't isn't won't wouldn't doesnt didnt hasnt wasnt isnt wont
    wouldnt wrote hat ist war macht machte geht ging sitzt arbeitet kann will wollte soll ging zat werkt is was kan
    est etait fait travaille es era hace trabaja fa lavora jest byl byla robi
    """
)
_WITH = _words(
    "with without between besides unlike than except mit ohne ausser met zonder avec sans con sin senza z bez"
)
_FONDLY = _words("poor old dear young little big lovely good uncle auntie granny cousin saint-like armer liebe lieber")
_TALKS = _words(
    "talk talked talking spoke speak speaking speaks said say says listen listened wrote write writes gave give gives"
    " hello according thanks thank explain explained sent send reported report complain complained belongs introduced"
    " handed hand showed show lent apologise next married related"
)
_ROLES = lists.PEOPLE | _words(
    """
    intern trainee apprentice rep secretary treasurer chair chairman ceo cto founder cofounder owner designer
    developer analyst editor producer host guest member client customer patient tenant sales parents kids
    children twins girls boys grandkids grandchildren sisters brothers nephews friends colleagues carer volunteer
    translator interpreter consultant surgeon midwife pharmacist vet headmaster principal lecturer supervisor
    azubi teamleiter teamleiterin leiter leiterin hausmeister arzt arztin enkel enkelin lehrer lehrerin teamlead
    begleider wijkverpleegkundige arts huisarts
    """
)
_PLACED = _words(
    """
    in at on into near around through via inside outside across from onto beim im am vom zum zur ins op te naar
    dans chez sur a en w we na u nel nella
    """
)
_USES = _words(
    """
    use uses used using buy bought buying sell sold install installed download downloaded open opened opens try tried
    trying switched got get have has had called-it google a an the my our your their his her its this that these every
    any another new each no some old-style nutze nutzen benutze benutzt gebruik gebruikte installiert das ein eine
    einen einem einer mein meine meinen meinem unser unsere kein keine dieses diese dieser het een mijn onze le la les
    un une mon notre el los las mi nuestro il lo gli mio nostro
    """
)
_NEVER = NO_PEOPLE | lists.STARTERS | lists.NO_NAMES | lists.KIN | lists.TITLES | lists.ORDINARY | lists.AMBIGUOUS
_AND = _words("and und en et y e i")
_ME = _words("me mich ich ik i moi yo io ja")
_TELLING = _TOLD | _FONDLY | _TALKS | _ROLES
_WHO_SAYS = _SAYS | _words("who was")
_ARTICLES_DE = _words("der die den dem")
_GOES = _words(
    "go goes going went gone move moved moves moving back travel travelled flew fly drive drove train bus trip trips"
    " get got came come commute close next welcome up down over out"
)
_APPLIANCES = lists.THINGS_AFTER | _words(
    "app apps account accounts website site phone card online line version software system page pages button group"
    " brand team office branch shop store machine tv watch tablet drive cloud pro plus max mini"
)


class Said(Protocol):
    """A text with its words, as `people_by_company` needs it."""

    @property
    def text(self) -> str:
        """The text itself."""

    @property
    def language(self) -> str:
        """ISO 639-1 code."""

    @property
    def written(self) -> Sequence[str]:
        """Its words as they are written."""

    @property
    def words(self) -> frozenset[str]:
        """Its words, folded."""

    @property
    def tokens(self) -> Sequence[Token]:
        """Its words with their places; looked at only where a name may stand."""


def people_by_company(texts: Iterable[Said]) -> frozenset[str]:
    """Judge the capitalised words of a batch, and return the folded ones that are people.

    Parameters
    ----------
    texts
        The turns of the batch.

    Examples
    --------
    >>> from cxresearch.readers.pseudonyms import Scan
    >>> said = ["So Zubaida told me to wait.", "We drove to Crewe and I used Airtable."]
    >>> sorted(people_by_company(Scan(text, "en") for text in said))
    ['zubaida']
    """
    likes: Counter[str] = Counter()
    against: Counter[str] = Counter()
    large: Counter[str] = Counter()
    with_capitals: Counter[str] = Counter()
    without: Counter[str] = Counter()
    ordinary: dict[str, bool] = {}
    for said in texts:
        cased = _is_cased(said)
        if cased:
            with_capitals.update(said.written)
        elif said.language != "en":
            continue
        elif not _may_tell(said.words):
            without.update(said.written)
            continue
        if cased and not any(_is_possible(word, said.language) for word in said.written):
            continue
        for k, token in enumerate(said.tokens):
            if not token.capital and (cased or len(token.folded) < 4):
                continue
            word = token.folded
            if not _may_be_name(token, said.language, ordinary):
                continue
            strong, weak, thing = _company(said.text, said.tokens, k, said.language)
            if not token.capital:
                strong, weak, thing = (strong if strong > 2 else 0), 0, 0
            large[word] += 1
            likes[word] += strong + (0 if ordinary[word] else weak)
            against[word] += thing
    small = _small_ones(with_capitals)
    large.update({word: count for word, count in _small_ones(without).items() if word in likes and len(word) >= 4})
    return frozenset(
        word
        for word, score in likes.items()
        if score >= (3 if ordinary[word] else 1)
        and score > 1.5 * against[word]
        and small[word] <= (0 if ordinary[word] else 0.2 * large[word])
    )


def _is_cased(said: Said) -> bool:
    """Tell whether a text has capitals where speech needs them; a lone ``I`` at its beginning is none."""
    only_i = False
    for word in said.written[:400]:
        if word[0].isupper():
            if word not in {"I", "i"}:
                return True
            only_i = True
    return only_i and any(token.capital and not token.initial for token in said.tokens[:400])


def _may_tell(words: frozenset[str]) -> bool:
    """Tell whether the words of a text without capitals can speak strongly for a person at all."""
    if not _TELLING.isdisjoint(words):
        return True
    return not (_AND.isdisjoint(words) or _ME.isdisjoint(words) or _WHO_SAYS.isdisjoint(words))


def _small_ones(written: Counter[str]) -> Counter[str]:
    """Count words in small letters under their folded form."""
    small: Counter[str] = Counter()
    kept = [(word, count) for word, count in written.items() if not word[0].isupper()]
    for folded, (_, count) in zip(folded_words(word for word, _ in kept), kept, strict=True):
        small[folded] += count
    return small


@lru_cache(maxsize=65_536)
def _is_possible(word: str, language: str) -> bool:
    """Tell whether a word as it is written can be a name that no list holds; `_may_be_name` says it exactly."""
    folded = next(folded_words((word,)))
    if not word[0].isupper() or len(folded) < 3 or folded in _NEVER:
        return False
    return language != "de" or not is_word(word, language)


def _may_be_name(token: Token, language: str, ordinary: dict[str, bool]) -> bool:
    word = token.folded
    if word in ordinary:
        return not (ordinary[word] and token.initial)
    if len(word) < 3 or word in _NEVER:
        return False
    if token.base.isupper() or not any(char in "aeiouyäöüéèáíóúàòąęıåøœ" for char in token.base.lower()):
        return False
    plain = is_word(token.base, language)
    if plain and (token.initial or language == "de"):
        return False
    ordinary[word] = plain
    return True


def _company(text: str, tokens: Sequence[Token], k: int, language: str) -> tuple[int, int, int]:
    """Weigh one place: what speaks strongly and weakly for a person, and what for a thing."""
    one, two, three = (_near(text, tokens, k, -n) for n in (1, 2, 3))
    after, later = _near(text, tokens, k, 1), _near(text, tokens, k, 2)
    follows = text[tokens[k].end : tokens[k].end + 3]
    if after in _APPLIANCES:
        return 0, 0, 2
    strong = weak = 0
    thing = _thing(one, two, language)
    doing = later if after in lists.ADVERBS or after in {"and", "who", "he", "she"} else after
    if doing in _SAYS or (after == "was" and later == "like") or after == "who":
        strong += 2
    elif doing in _DOES:
        weak += 1
    if one in _TOLD or (one in {"to", "an", "aan"} and (two in _TALKS or three in _TALKS)) or one in _FONDLY:
        strong += 3
        thing = 0
    if (
        one in {"and", "und", "en", "et", "y", "e", "i"} and two in {"me", "ich", "ik", "i", "moi", "yo", "io", "ja"}
    ) or (after in {"and", "und", "en", "et", "y"} and later in {"i", "me", "ich", "ik", "moi"}):
        strong += 2
    if one in _WITH or one in {"by", "von", "selon", "volgens", "laut", "secondo", "segun", "wedlug"}:
        weak += 1
    if one in _ROLES or two in _ROLES or (one in {"is", "ist", "was", "war"} and three in _ROLES):
        strong += 2
        thing = 0
    if follows[:2] in {"'s", "’s"}:
        weak += 1
    if follows[:1] == "," and _near(text, tokens, k, 1) in {"are", "you", "can", "could", "sorry"}:
        weak += 1
    if language == "de" and one in _ARTICLES_DE and (doing in _SAYS | _DOES or follows[:1] in {",", "."}):
        weak += 1
    return strong, weak, thing


def _thing(one: str, two: str, language: str) -> int:
    if language == "de" and one in _ARTICLES_DE:
        return 0
    if one in _PLACED or one in _USES:
        return 2
    if one in {"to", "nach", "vers", "hacia"} and (two in _GOES or one == "nach"):
        return 2
    return 0


def _near(text: str, tokens: Sequence[Token], k: int, n: int) -> str:
    """Return the folded word `n` places away, unless a sentence ends between."""
    at = k + n
    if not 0 <= at < len(tokens):
        return ""
    first, last = (at, k) if n < 0 else (k, at)
    between = text[tokens[first].end : tokens[last].start]
    return "" if any(char in ".!?؟\n" for char in between) else tokens[at].folded
