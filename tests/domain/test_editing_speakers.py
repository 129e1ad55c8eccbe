from __future__ import annotations

from dataclasses import replace

import pytest

from cxresearch.domain.corpus import Corpus, Source
from cxresearch.domain.decision import Decision, participants_of_speakers
from cxresearch.domain.editing_speakers import set_participant
from cxresearch.domain.folding import fold
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import Suggestions
from cxresearch.domain.transcript import Turn
from cxresearch.errors import DecisionRefused


def reading() -> Reading:
    turns = Turn("Lou", "Why so?", "interviewer"), Turn("P1", "It was slow.", "participant")
    source = Source("src", "one.txt", "text", "en", "f", 1, turns, (None, "P1"))
    return fold(study="s", corpus=Corpus(sources=(source,)), suggestions=Suggestions(), decisions=())


def test_a_speaker_becomes_a_participant_of_any_id() -> None:
    intent = set_participant(reading(), "one.txt", "P1", " P4 ")

    assert (intent.kind, intent.target, intent.payload) == ("speaker.participant", "src/P1", {"participant": "P4"})


@pytest.mark.parametrize(
    ("source", "speaker", "participant", "words"),
    [
        ("two.txt", "P1", "P4", "no speaker"),
        ("one.txt", "P9", "P4", "no speaker"),
        ("one.txt", "Lou", "P4", "set_role"),
        ("one.txt", "P1", "Anna Kern", "such as P4"),
        ("one.txt", "P1", "", "such as P4"),
    ],
)
def test_refusals(source: str, speaker: str, participant: str, words: str) -> None:
    with pytest.raises(DecisionRefused, match=words):
        set_participant(reading(), source, speaker, participant)


def test_the_last_word_counts_and_undo_and_settling_are_heard() -> None:
    first = Decision(1, "a", "", "R", "speaker.participant", "src/P1", {"participant": "P2"})
    second = replace(first, number=2, uuid="b", researcher="S", payload={"participant": "P7"})
    undo = Decision(3, "c", "", "R", "undo", "b", {"decisions": ["b"]})
    settled = Decision(4, "d", "", "R", "settle", "src/P1", {"field": "participant", "value": "P9"})

    assert participants_of_speakers([first, second]) == {"src/P1": "P7"}
    assert participants_of_speakers([first, second, undo]) == {"src/P1": "P2"}
    assert participants_of_speakers([first, second, undo, settled]) == {"src/P1": "P9"}
    assert participants_of_speakers([]) == {}


def test_researchers_who_differ_are_a_conflict_until_it_is_settled() -> None:
    one = Decision(1, "a", "", "R", "speaker.participant", "src/P1", {"participant": "P2"})
    other = replace(one, number=2, uuid="b", researcher="S", payload={"participant": "P7"})
    settled = Decision(3, "d", "", "R", "settle", "src/P1", {"field": "participant", "value": "P7"})
    seen = reading()

    def conflicts(*decisions: Decision) -> int:
        return len(fold(study="s", corpus=seen.corpus, suggestions=Suggestions(), decisions=decisions).conflicts)

    assert (conflicts(one), conflicts(one, other), conflicts(one, other, settled)) == (0, 1, 0)
