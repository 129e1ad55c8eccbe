"""Two labels for one person in one file: ``Int`` and ``Interviewer``, ``P1`` and ``Participant 1``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cxresearch.readers.extract import Draft
from cxresearch.readers.labels import is_code, is_name, meaning, normal

_PARTS = re.compile(r"(?P<word>[^\W\d_]+)[\s._#-]*0*(?P<number>\d{0,4})")


def same_voices(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give one label to each person whom a file calls by two; the label used most stays.

    Examples
    --------
    >>> talk = [Draft("Interviewer", "Why?"), Draft("Ana Lund", "So."), Draft("Int", "And?"), Draft("Ana", "No.")]
    >>> [draft.speaker for draft in same_voices(talk)]
    ['Interviewer', 'Ana Lund', 'Interviewer', 'Ana Lund']
    """
    counts = Counter(draft.speaker for draft in drafts if draft.speaker is not None)
    leads = one_label_each(counts)
    if not leads:
        return tuple(drafts)
    return tuple(replace(draft, speaker=leads[draft.speaker]) if draft.speaker in leads else draft for draft in drafts)


def one_label_each(counts: Counter[str]) -> dict[str, str]:
    """Say which labels are other forms of which; empty where each person has one."""
    labels = sorted(counts)
    leads: dict[str, str] = {}
    for short in labels:
        longer = [label for label in labels if label != short and _is_short_for(short, label)]
        fullest = [label for label in longer if not any(_is_short_for(label, other) for other in longer)]
        if len({normal(label) for label in fullest}) == 1:
            full = max(fullest, key=lambda label: (counts[label], label))
            often = counts[short] > counts[full] and any(char.isdigit() for char in short)
            leads |= {full: short} if often else {short: full}
    return leads


def _is_short_for(short: str, label: str) -> bool:
    """Tell whether a label is a shorter form of another: of its word, with the same number, or of a full name."""
    one, other = _PARTS.fullmatch(normal(short)), _PARTS.fullmatch(normal(label))
    if one and other:
        begins = other["word"].startswith(one["word"]) and len(one["word"]) < len(other["word"])
        role = meaning(short).role
        spoken = role is not None and role == meaning(label).role and (is_code(short) or len(one["word"]) >= 3)
        if begins and spoken and one["number"] == other["number"] and not is_code(label):
            return True
    words = label.split()
    whole = is_name(short) and is_name(label) and meaning(short).role is None and meaning(label).role is None
    return whole and not is_code(short) and len(short.split()) == 1 and len(words) > 1 and words[0] == short
