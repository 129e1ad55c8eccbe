"""Texts in which labels say who speaks: which labels they are, and the turns between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import get_args

from cxresearch.readers.extract import Gathering, Line
from cxresearch.readers.framing import is_heading, is_observation, is_task_heading, plain, reason_aside
from cxresearch.readers.labels import METADATA, is_code, is_name, is_stage_note, is_unknown, meaning, normal
from cxresearch.readers.marks import Mark, Masked, Way, leading_time, marks, only_time, without_last_time

_SERIES = re.compile(
    r"(?P<word>q|a|question|answer|frage|antwort|vraag|antwoord|pregunta|respuesta|task|tasks|aufgabe|taak|tâche|tarea"
    r"|scenario|section|prompt)[\s._#-]*\d{1,3}[a-z]?"
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_NAMES_NEEDED: Mapping[Way, int] = {
    "colon": 2, "strong": 2, "timed": 1, "heading": 2, "header": 2,
    "bare": 3, "bracket": 2, "tab": 2, "dash": 3, "letter": 99, "space": 999_999,
}  # fmt: skip
_CODES_NEEDED: Mapping[Way, int] = {
    "colon": 1, "strong": 1, "timed": 1, "heading": 1, "header": 1,
    "bare": 2, "bracket": 1, "tab": 2, "dash": 2, "letter": 2, "space": 2,
}  # fmt: skip
_SHARE_NEEDED: Mapping[Way, float] = {
    "bare": 0.08,
    "bracket": 0.2,
    "tab": 0.3,
    "dash": 0.3,
    "letter": 0.3,
    "heading": 0.05,
    "space": 0.85,
}
ALL_WAYS: frozenset[Way] = frozenset(get_args(Way))
_SAFE: frozenset[Way] = frozenset({"colon", "strong", "timed", "heading", "header", "bare"})


@dataclass(frozen=True)
class Labels:
    """The labels of one text: the mark chosen for each line that has one, and how often each label speaks."""

    at: Mapping[int, Mark]
    counts: Mapping[str, int]

    @cached_property
    def names(self) -> dict[str, str]:
        """Each label's key and the spelling used most."""
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for label, count in Counter(mark.label for mark in self.at.values()).items():
            spelled[key_of(label)][label] += count
        return {key: _spelling(key, spelled[key]) for key in sorted(self.counts)}


@lru_cache(maxsize=8192)
def key_of(label: str) -> str:
    """Return the form of a label under which its spellings meet; numbers of questions and tasks are dropped.

    Examples
    --------
    >>> key_of("Q12"), key_of("P12")
    ('q', 'p12')
    """
    key = normal(label)
    match = _SERIES.fullmatch(key)
    return match["word"] if match else key


def choose(
    lines: Sequence[Line],
    masks: Sequence[Masked],
    skip: Collection[int],
    *,
    ways: Collection[Way] = ALL_WAYS,
    sole: bool = False,
) -> Labels:
    """Decide which words before a colon, a time, a tab… are speaker labels in this text.

    Every line is read in all the ways of `marks`; a label counts when it is a role or a code, or is written
    like a name and comes back; each way must hold for enough of the text.

    Parameters
    ----------
    lines, masks
        The text.
    skip
        Indices that are front matter.
    ways
        The ways of marking that are possible in this format.
    sole
        Whether one label alone is enough (a caption file of one speaker names them once).
    """
    filled = [index for index, line in enumerate(lines) if index not in skip and not line.blank]
    seen = _marked(lines, masks, filled, ways)
    pairs = Counter(chain.from_iterable({(mark.way, mark.label) for mark in found} for found in seen.values()))
    tally: dict[Way, Counter[str]] = defaultdict(Counter)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for (way, label), count in pairs.items():
        tally[way][key_of(label)] += count
        spelled[key_of(label)][label] += count
    spellings = {key: max(sorted(c), key=lambda s: (c[s], is_name(s))) for key, c in spelled.items()}
    accepted = _accept(tally, spellings, len(filled))
    if sum(tally["bare"][key] for way, key in accepted if way == "bare") >= 3:
        ended = Counter(key_of(m.label) for n, found in seen.items() for m in found if lines[n].text.endswith("  "))
        accepted |= {
            ("bare", key)
            for key, count in tally["bare"].items()
            if is_name(spellings[key]) and key not in METADATA and (count >= 2 or ended[key])
        }
    accepted = _accept_single_names(tally, spellings, accepted, len(filled))
    if sole and not accepted and seen and min(seen) <= 1:
        accepted = {(mark.way, key_of(mark.label)) for mark in seen[min(seen)] if is_name(mark.label)}
    known = {key for _, key in accepted}
    accepted |= {(way, key) for way in _SAFE for key in known}
    wanted = {(way, label) for way, label in pairs if (way, key_of(label)) in accepted}
    at: dict[int, Mark] = {}
    for index, found in seen.items():
        for mark in found:
            if (mark.way, mark.label) in wanted:
                at[index] = mark
                break
    at = _without_lone_bares(at, lines, tally)
    counts = Counter(key_of(mark.label) for mark in at.values())
    return Labels(at, counts) if _are_labels(counts, spellings, sole=sole) else Labels({}, {})


def _marked(
    lines: Sequence[Line], masks: Sequence[Masked], filled: Iterable[int], ways: Collection[Way]
) -> dict[int, list[Mark]]:
    """Return the lines that may begin with a label, each with the ways to read it."""
    seen: dict[int, list[Mark]] = {}
    for index in filled:
        line = lines[index]
        heading, strong = line.style == "heading", line.style == "strong"
        if found := marks(line.text, masks[index], heading=heading, strong=strong, ways=ways):
            seen[index] = found
    return seen


def _are_labels(counts: Counter[str], spellings: Mapping[str, str], *, sole: bool) -> bool:
    """Tell whether what was chosen is a cast of speakers, by how many there are and how often each speaks."""
    meanings = [meaning(spellings[key]) for key in counts]
    if counts.total() < 2 and not sole and not any(m.weight >= 0.97 and m.role == "interviewer" for m in meanings):
        return False
    if all(m.role == "other" for m in meanings):
        return False
    return len(counts) <= 30 or counts.total() >= 2.5 * len(counts)


def _accept(tally: Mapping[Way, Counter[str]], spellings: Mapping[str, str], filled: int) -> set[tuple[Way, str]]:
    accepted: set[tuple[Way, str]] = set()
    for way, counter in tally.items():
        good = {key for key, count in counter.items() if _is_label(way, key, spellings[key], count)}
        total = sum(counter[key] for key in good)
        if way == "space" and len(good) < 2:
            continue
        if way == "letter" and (len(good) < 2 or not any(meaning(key).role for key in good)):
            continue
        if total < 2 and not any(is_code(key) or meaning(key).role for key in good):
            continue
        if total >= _SHARE_NEEDED.get(way, 0.0) * filled:
            accepted |= {(way, key) for key in good}
    asking = {key for key, count in tally["letter"].items() if key == "q" and count >= 2}
    if asking and {key for _, key in accepted} == {"a"}:  # numbered questions (Q1.) beside lettered answers (A:)
        accepted |= {("letter", key) for key in asking}
    return accepted


def _is_label(way: Way, key: str, label: str, count: int) -> bool:
    if way == "bracket" and (is_stage_note(label) or meaning(label).role == "other"):
        return False
    if is_code(label) or is_unknown(label) or meaning(label).role is not None:
        return count >= _CODES_NEEDED[way]
    if key in METADATA or way in {"letter", "space"}:
        return False
    if is_name(label):
        return count >= _NAMES_NEEDED[way]
    alone = _BRACKETED.sub("", label)
    return way in _SAFE and way != "bare" and count >= 4 and len(alone.split()) <= 2 and is_name(alone.title())


def _accept_single_names(
    tally: Mapping[Way, Counter[str]], spellings: Mapping[str, str], accepted: set[tuple[Way, str]], filled: int
) -> set[tuple[Way, str]]:
    """Take names that speak once, where nearly every line has its label."""
    more = set(accepted)
    for way in ("colon", "strong"):
        marked = sum(count for key, count in tally[way].items() if (way, key) in accepted)
        share = marked / max(filled, 1)
        for key, count in tally[way].items():
            label = spellings[key]
            if count == 1 and key not in METADATA and is_name(label) and len(label.split()) <= 4:
                settled = (
                    share >= 0.9 or (share >= 0.6 and len(label.split()) >= 2) or (way == "strong" and marked >= 4)
                )
                if settled:
                    more.add((way, key))
    return more


def _without_lone_bares(
    at: Mapping[int, Mark], lines: Sequence[Line], tally: Mapping[Way, Counter[str]]
) -> dict[int, Mark]:
    """Drop bare names that no words follow (lists of names, repeated section titles)."""
    kept: dict[int, Mark] = {}
    for index, mark in at.items():
        if mark.way == "bare":
            following = next((n for n in range(index + 1, len(lines)) if not lines[n].blank), None)
            if following is None or following in at:
                continue
            if tally["bare"][key_of(mark.label)] == 1 and following > index + 1:
                continue
        kept[index] = mark
    return kept


def is_one_sided(lines: Sequence[Line], labels: Labels) -> bool:
    """Tell whether only the interviewer is labelled, so that unlabelled lines are the participant's."""
    roles = {meaning(label).role for label in labels.names.values()}
    if roles == {None} and len(labels.names) == 1 and _mostly_asks(lines, labels):
        return _unlabelled(lines, labels) >= 0.8 * len(labels.at)
    return roles <= {"interviewer", "other"} and _unlabelled(lines, labels) >= 0.5 * len(labels.at)


def _mostly_asks(lines: Sequence[Line], labels: Labels) -> bool:
    """Tell whether the lines with a label mostly ask, as the words of the only voice that is marked."""
    ends = [lines[index].text.rstrip().rstrip(")]}*_ ") for index in labels.at]
    return len(ends) >= 3 and sum(end.endswith(("?", "？", "؟")) for end in ends) >= 0.5 * len(ends)


def read_labelled(
    lines: Sequence[Line],
    masks: Sequence[Masked],
    labels: Labels,
    gathering: Gathering,
    *,
    one_sided: bool = False,
    prompts: Collection[int] = (),
) -> None:
    """Gather the turns of a text with speaker labels.

    Where only the interviewer is labelled (`one_sided`), unlabelled lines are the participant's and `prompts`
    are nobody's; where only participants are, an unlabelled question before a label is the interviewer's.
    Otherwise unlabelled lines belong to the speaker before them. Bracketed observations and headings become
    turns of nobody.
    """
    names = labels.names
    asks = {meaning(name).role for name in names.values()} <= {"participant", "other"}
    resume: str | None = None
    resuming = lone = prompting = False
    for index, line in enumerate(lines):
        if line.blank:
            if one_sided and lone:
                gathering.close()
                resume, resuming, lone = None, True, False
            continue
        mark = labels.at.get(index)
        if mark is not None:
            prompting = False
            gathering.begin(names[key_of(mark.label)], start=mark.start, end=mark.end, line=line.number)
            spoken, end = without_last_time(line.text[mark.text_at :])
            gathering.keep(line.number, line.text, plain(spoken), end=end)
            resuming, lone = one_sided and mark.text_at < len(line.text), True
            resume = None if resuming else gathering.speaker
            continue
        reason = reason_aside(line.text)
        if reason:
            gathering.report(line.number, reason, line.text)
            continue
        if only_time(masks[index]):
            gathering.keep(line.number, line.text, "")
            continue
        prompting = prompting or is_task_heading(line)
        if index in prompts or prompting or is_heading(line) or is_observation(line.text):
            resume = resume if resuming else gathering.speaker
            resuming = True
            gathering.begin(None, kind="aside", line=line.number)
            gathering.keep(line.number, line.text, plain(line.text))
            continue
        if asks and _is_unlabelled_question(index, line, lines, labels):
            resume, resuming = (resume if resuming else gathering.speaker), True
            gathering.begin(None, kind="question", line=line.number)
            gathering.keep(line.number, line.text, plain(line.text))
            continue
        if resuming or not gathering.speaking:
            gathering.begin(resume, kind="answer" if resume is None and one_sided else "speech", line=line.number)
            resuming = lone = False
        spoken, end = without_last_time(line.text[leading_time(masks[index]) :])
        gathering.keep(line.number, line.text, plain(spoken), end=end)


def _spelling(key: str, spellings: Counter[str]) -> str:
    if _SERIES.fullmatch(normal(next(iter(spellings)))):
        return min(spellings).rstrip("0123456789 ._#-") or key
    return max(sorted(spellings), key=lambda spelling: spellings[spelling])


def _unlabelled(lines: Sequence[Line], labels: Labels) -> int:
    """Count the lines outside labelled blocks, which end at a blank line or, after inline speech, at once."""
    count = 0
    inside = False
    for index, line in enumerate(lines):
        if line.blank:
            inside = False
            continue
        mark = labels.at.get(index)
        if mark is not None:
            inside = mark.text_at >= len(line.text)
        elif not inside and not is_heading(line) and not is_observation(line.text) and not reason_aside(line.text):
            count += 1
    return count


def _is_unlabelled_question(index: int, line: Line, lines: Sequence[Line], labels: Labels) -> bool:
    bare = line.text.strip().strip("*_").strip()
    if not bare.endswith(("?", "？", "؟")) or len(bare.split()) > 80:
        return False
    following = next((n for n in range(index + 1, len(lines)) if not lines[n].blank), None)
    alone = index == 0 or lines[index - 1].blank or line.style == "strong" or line.text.strip().startswith("**")
    return alone and following is not None and following in labels.at
