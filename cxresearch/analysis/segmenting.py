"""Cut speech into segments: quotable, sentence-sized stretches of a participant's turn.

Rules, not a trained model: the same words must be cut the same way on every machine. The rules were
written for transcripts (run-ons, missing marks, ellipses, stutters, captions broken over lines) and
follow how annotators mark units: a sentence ends at a closing mark when what follows can begin one.

What a researcher should know:

* A sentence that holds only a sound or a connective ("Um, so.") is not quotable; it goes with the sentence
  after it, or the one before it at the end of a turn. Short *answers* ("Yes.", "No, never.") carry
  meaning together with the question asked and stay segments of their own.
* A stretch of more than 40 words is cut at discourse boundaries (", and then", ", but", "; "),
  never leaving a part of fewer than 5 words. Where there is none, it is left long: a long quote
  is better than a cut phrase.
* Semicolons (also the Persian and Arabic one) and commas of Chinese and Japanese end nothing by
  themselves; they are places where an overlong stretch may be cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cxresearch.analysis.overlong import shorten
from cxresearch.domain.corpus import Segment, Source
from cxresearch.domain.identity import segment_id
from cxresearch.domain.text import fold_spaces
from cxresearch.domain.transcript import is_backchannel

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = ".!?…؟۔।。！？｡"
_WIDE_ENDS = "。！？｡"
_CLOSERS = "\"'”’»)]}」』）】›"
_OPENERS = "\"'“‘„‚«‹([{「『（【¿¡\\*_"
_END = re.compile(
    rf"(?:\.(?:[ ]?\.)+|[{_ENDS}])[{_ENDS}]*[{re.escape(_CLOSERS)}\\*_]*(?:(?<=[?!])[ ](?:\.\.\.+|…)(?=\s|\Z))?"
)
_WORD_BEFORE = re.compile(r"[^\W\d_][\w.’'-]*\Z|\d+\Z")
_STAND_IN = re.compile(r"\[[^\W\d_][\w ]{0,30} ?\d*\]")
_NOTE = re.compile(r"\\?[\[(][^\W\d_A-Z][^\])\n]{0,40}\\?[\])]")
_BULLET = re.compile(r"[ \t]*(?:[-*•‣▪◦·–—](?=[ \t])|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)](?=[ \t]))")
_BEFORE_BULLET = re.compile(r"\s(?=[•‣▪◦]\s)")
_AFTER_END = re.compile(r"[.!?][\"'”’)]*\s+([^\W\d_])(?![\s'’])")
_SAID = re.compile(
    r"(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Yy]ou)(?:['’]d)? (?:said|says|say|asked|ask|told|thought|replied|went|goes)\b"
)
_SOFT_LINE_END = re.compile(
    r"[,،、:(–—-]\Z|\b(?:a|an|the|of|to|in|on|at|for|and|or|but|with|my|our|der|die|das|und|de|het|en|la|le)\Z"
)
_URL = re.compile(r"://|www\.|@", re.IGNORECASE)
_DOMAINS = frozenset("com net org io de nl pl uk eu fr it es ai app dev gov edu js ts py md txt pdf csv net".split())

# Always short for something that goes on: never an end.
_GOES_ON = frozenset(
    "dr mr mrs ms mx prof rev hon st mt ft gen col sgt capt cpt lt maj vs eg e.g ie i.e cf viz approx ca resp "
    "incl excl al fig figs eq vol nos pp ed eds no nr tel ext hr hrn fr z.b zb d.h dh u.a u.ä o.ä bzw evtl ggf "
    "bspw usf inkl exkl zzgl sog vgl abs str dipl ing bv bijv dhr mevr drs mw n.a np m.in tzn tj ul al pl św mgr "
    "inż sig sig.ra dott ecc sra".split()
)
# Short forms that often close a sentence too: the next word decides.
_MAY_END = frozenset(
    "etc inc ltd co corp jr sr a.m p.m am pm u.s u.k u.n e.u d.c u.s.a ph.d b.a m.a usw jan feb mar apr jun jul "
    "aug sep sept oct nov dec min max dept est avg misc mins secs hrs sqft sq enz itd itp godz gmbh".split()
)
_BEFORE_NUMBER = frozenset("no nr nos p pp fig vol art sec ch ver v ul str abs tel ext approx ca".split())
_STARTERS = frozenset(
    "i i'm i've i'd i'll it it's its the a an and but so then we we're we've he she they they're this that that's "
    "these those you you're there there's if when where what who why how or because since while after before in "
    "on at for as with to from my our your his her their either neither both most many people every all any "
    "another first each once until unless though even still here sometimes usually right sure sorry thanks thank "
    "please hey honestly obviously probably perhaps anyway not no yes yeah well now also maybe okay ok oh um uh "
    "actually basically like just some one sometimes let's der die das ein eine ich er sie es wir ihr und aber "
    "oder dann also weil wenn da das ja nein so jetzt mein was wie man de het een ik hij zij we en maar dus dan "
    "dat die ja nee to ja on ona my i ale więc bo że gdy jak nie tak le la les un une je il elle nous et mais "
    "donc alors el los una yo y pero entonces lo io e ma poi non che".split()
)
_SOUNDS = frozenset(
    "um umm uh uhm uhh er erm eh em hm hmm hmmm mm mmm mmmm ah ähm äh öhm hm tja ehm yyy eee so and but well like "
    "then also anyway anyways now because or und aber also naja tja dus maar en więc ale allora e ma".split()
)


def sentence_spans(text: str, *, language: str = "en") -> list[tuple[int, int]]:
    """Cut a text into sentence-sized spans.

    Parameters
    ----------
    text
        One turn, or any text. Line ends count as ends of a sentence unless the line was merely wrapped.
    language
        ISO 639-1 code. It only decides how a number before a full stop is read (``3. Mai``).

    Returns
    -------
    list of tuple of int and int
        Half-open offsets in Unicode code points, ascending. They cover every character that is not white
        space exactly once and neither begin nor end with white space.

    Examples
    --------
    >>> text = "I called Dr. Hill at 3.30 p.m. and waited. Um, so. Nobody answered ... so I left."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['I called Dr. Hill at 3.30 p.m. and waited.', 'Um, so. Nobody answered ... so I left.']
    """
    lower = _without_capitals(text)
    spans: list[tuple[int, int]] = []
    for start, end in _lines(text):
        cuts = [start, *_ends(text, start, end, language=language, lower=lower), end]
        pieces = [_trim(text, a, b) for a, b in pairwise(cuts)]
        spans.extend(piece for piece in pieces if piece[0] < piece[1])
    parts = [part for span in _join_sounds(text, spans) for part in shorten(text, *span)]
    return [_trim(text, *part) for part in parts]


def segments_of(source: Source, *, language: str | None = None) -> tuple[Segment, ...]:
    """Cut the participants' turns of a source into segments.

    Parameters
    ----------
    source
        A source in its current revision; turns of interviewers and others give no segment.
    language
        Overrides the source's own language.

    Returns
    -------
    tuple of Segment
        In order of turn and offset. `asked` is the last interviewer turn before, signs of listening left out,
        on one line. A turn whose participant is unknown carries its speaker's name, or an empty string.
    """
    segments: list[Segment] = []
    asked = ""
    for number, turn in enumerate(source.turns):
        if turn.role == "interviewer" and turn.text.strip() and not is_backchannel(turn.text):
            asked = fold_spaces(turn.text)
        if turn.role != "participant":
            continue
        known = source.participants[number] if number < len(source.participants) else None
        segments.extend(
            Segment(
                id=segment_id(source.id, number, start, end, turn.text[start:end]),
                source=source.id,
                participant=known or turn.speaker or "",
                turn=number,
                start=start,
                end=end,
                text=turn.text[start:end],
                asked=asked,
            )
            for start, end in sentence_spans(turn.text, language=language or source.language)
        )
    return tuple(segments)


def register() -> str:
    """Register the spaCy component ``cx_segmenter`` and return its name; calling it again changes nothing.

    The component sets sentence starts to the same spans as `sentence_spans`; a token that a span begins in
    the middle of (``done.Then``) is split there.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe(register())
    >>> [sent.text for sent in nlp("It works. I like it!").sents]
    ['It works.', 'I like it!']
    """
    from cxresearch.analysis import spacy_factories

    return str(spacy_factories.cx_segmenter.__name__)


class Segmenter:
    """The spaCy component behind `register`: sets ``sent_start`` from `sentence_spans`."""

    def __init__(self, language: str, name: str = "cx_segmenter") -> None:
        self.language = language
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts of one document, splitting tokens where a sentence begins inside one."""
        starts = {start for start, _ in sentence_spans(doc.text, language=self.language)[1:]}
        self._split_tokens(doc, starts)
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc

    @staticmethod
    def _split_tokens(doc: Doc, starts: set[int]) -> None:
        with doc.retokenize() as retokenizer:
            for token in doc:
                inside = (
                    sorted(s - token.idx for s in starts if token.idx < s < token.idx + len(token)) if starts else []
                )
                if inside:
                    edges = [0, *inside, len(token)]
                    orths = [token.text[a:b] for a, b in pairwise(edges)]
                    retokenizer.split(token, orths, heads=[(token, k) for k in range(len(orths))])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _without_capitals(text: str) -> bool:
    """Tell whether sentences begin with small letters here, as some recorders write them."""
    first = next((c for c in text if c.isalpha()), "")
    if not first.islower():
        return False
    cased = [letter for letter in _AFTER_END.findall(text) if letter.lower() != letter.upper()]
    return bool(cased) and sum(c.isupper() for c in cased) * 5 <= len(cased)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a text: its lines, joined again where a line was only wrapped."""
    if "\n" not in text:
        if text.strip():
            yield 0, len(text)
        return
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    lines = [line for line in lines if text[line[0] : line[1]].strip()]
    widest = max((end - start for start, end in lines), default=0)
    begin: int | None = None
    for number, (start, end) in enumerate(lines):
        begin = start if begin is None else begin
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None or not _wrapped(text, (start, end), following, widest):
            yield begin, end
            begin = None


def _wrapped(text: str, line: tuple[int, int], following: tuple[int, int], widest: int) -> bool:
    gap = text[line[1] : following[0]]
    if gap.count("\n") > 1 or _BULLET.match(text, following[0]):
        return False
    here, there = text[line[0] : line[1]].rstrip(), text[following[0] : following[1]].lstrip()
    if _SOFT_LINE_END.search(here) or there[0].islower():
        return True
    if not 30 <= widest <= 120:
        return False
    # A line that had room for the next word was ended on purpose.
    return len(here) + 1 + len(there.split(maxsplit=1)[0]) > widest


def _ends(text: str, start: int, end: int, *, language: str, lower: bool) -> Iterator[int]:
    """Yield the offsets inside a paragraph at which a sentence ends."""
    bullet = _BULLET.match(text, start, end)
    floor = bullet.end() if bullet else start
    for match in _END.finditer(text, floor, end):
        stop = _with_marks(text, match.end(), end)
        if stop < end and _is_end(text, start, match, stop, end, language=language, lower=lower):
            yield stop
    for match in () if text.isascii() else _BEFORE_BULLET.finditer(text[floor:end]):
        yield floor + match.end()


def _with_marks(text: str, stop: int, end: int) -> int:
    """Move an end past combining marks, emoji and a note in brackets (``[laughs]``) that belong to it."""
    while stop < end:
        after = stop
        while after < end and text[after] == " ":
            after += 1
        note = _NOTE.match(text, after, end) if after > stop else None
        if _is_mark(text[stop]):
            stop += 1
        elif note and not any(char.isdigit() for char in note.group()):
            stop = note.end()
        elif after < end and _is_mark(text[after]):
            stop = after + 1
        else:
            break
    return stop


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    """Tell whether a character cannot begin a sentence: combining marks, joiners, emoji."""
    return unicodedata.category(char) in {"Mn", "Mc", "Me", "So", "Sk"} or char in "\u200c\u200d"


def _is_end(text: str, start: int, match: re.Match[str], stop: int, end: int, *, language: str, lower: bool) -> bool:
    mark = match.group()
    if text[stop - 1] == "\u200d":  # a joiner ties what follows to what stands before
        return False
    if mark[0] in _WIDE_ENDS:
        quoted = text[stop - 1] in "」』）"
        return not (quoted and re.match(r"[\u3040-\u309f、，]", text[stop : stop + 1]))
    spaced = text[stop].isspace()
    follow = stop
    while follow < end and (text[follow].isspace() or text[follow] in _OPENERS):
        follow += 1
    if follow >= end:
        return False
    if not spaced:
        return _glued_end(text, start, match, stop, mark)
    stand_in = _STAND_IN.match(text, follow - 1) if text[follow - 1] == "[" else None
    head = text[follow]
    word = text[follow : follow + 24].split(maxsplit=1)[0].casefold().strip(".,!?;:…-—\"'”’)")
    dots = mark.startswith(("..", ". ")) or mark[0] == "…"
    if head.islower() and not stand_in and not (lower and not dots):
        return False
    if mark[-1] in _CLOSERS and _SAID.match(text, follow):
        return False
    return (
        dots or mark[0] != "." or not _is_short_form(text, start, match.start(), head, word.replace("’", "'"), language)
    )


def _glued_end(text: str, start: int, match: re.Match[str], stop: int, mark: str) -> bool:
    """Decide on a mark without a blank behind it: ``done.Then`` ends, ``3.5``, ``a.m.`` and ``site.com`` do not."""
    if mark[0] in "؟۔।":
        return True
    if mark not in {".", "!", "?", '."', '?"', '!"', ".”", "?”", "!”"}:
        return False
    left = max(start, match.start() - 80)
    before = re.split(r"\s", text[left : match.start()])[-1]
    after = re.split(r"\s", text[stop : stop + 80], maxsplit=1)[0]
    if _URL.search(before) or _URL.search(after) or after.casefold().rstrip(".,!?").split("/")[0] in _DOMAINS:
        return False
    letters = re.fullmatch(r".*?[^\W\d_]{2,}[\"'”’)]*", before) is not None and before[-1:].islower()
    return letters and re.match(r"[A-ZÄÖÜÉÀŁŚŻ](?:[a-zäöüßéàłśż’']+[.,!?]?\Z|\Z|['’])", after) is not None


def _is_short_form(text: str, start: int, dot: int, head: str, word: str, language: str) -> bool:
    """Tell whether the full stop at `dot` belongs to an abbreviation, an initial or an ordinal number."""
    found = _WORD_BEFORE.search(text[max(start, dot - 24) : dot])
    if found is None:
        return False
    form = found.group()
    if form.isdigit():
        return language in {"de", "pl", "cs", "da", "nb", "fi", "hu"} and len(form) <= 2 and word not in _STARTERS
    folded = form.casefold().rstrip(".")
    if folded in _BEFORE_NUMBER and head.isdigit():
        return True
    if folded in _GOES_ON:
        return folded not in {"no", "al", "pl", "ed", "st", "fr", "ext", "ing", "str", "np", "fig", "mt"} or (
            folded in {"st", "fr", "mt"} and form[0].isupper() and word not in _STARTERS
        )
    if folded in _MAY_END:
        return (folded not in {"am", "max", "min", "co", "mar", "jan"} or form[0].isupper()) and word not in _STARTERS
    if len(form) == 1 and form.isupper() and form != "I":
        return word not in _STARTERS
    return re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", form) is not None and word not in _STARTERS


def _join_sounds(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put sentences of mere sounds and connectives with the sentence after them, the last with the one before."""
    joined: list[tuple[int, int]] = []
    waiting: int | None = None
    for start, end in spans:
        begin = start if waiting is None else waiting
        if _only_sounds(text[start:end]):
            waiting = begin
        else:
            joined.append((begin, end))
            waiting = None
    if waiting is not None:
        if joined:
            joined[-1] = (joined[-1][0], spans[-1][1])
        else:
            joined.append((waiting, spans[-1][1]))
    return joined


def _only_sounds(piece: str) -> bool:
    if len(piece) > 40 or "?" in piece or "؟" in piece or _STAND_IN.search(piece):
        return False
    return all(word in _SOUNDS for word in re.findall(r"[^\W_]+", piece.casefold()))
