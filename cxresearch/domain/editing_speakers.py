"""Rules of editing for speakers: which participant one is."""

from __future__ import annotations

from cxresearch.domain.editing import Intent
from cxresearch.domain.participants import is_study_id
from cxresearch.domain.reading import Reading
from cxresearch.errors import DecisionRefused


def set_participant(reading: Reading, source: str, speaker: str, participant: str) -> Intent:
    """Say which participant a speaker of a source is: one the study has, or a new id.

    Two speakers who are given one id are one person. Names are not taken, since they would stand in the study as
    they are typed.

    Raises
    ------
    DecisionRefused
        When the source has no such participant speaking, or the id is neither known nor such as ``P4``.
    """
    corpus, participant = reading.corpus, " ".join(participant.split())
    found = next((s for s in corpus.sources if source in (s.id, s.name)), None)
    if found is None or speaker not in {turn.speaker for turn in found.turns}:
        raise DecisionRefused(f"There is no speaker {speaker!r} in {source!r}; see study.sources for both.")
    if not any(turn.speaker == speaker and turn.role == "participant" for turn in found.turns):
        raise DecisionRefused(f"{speaker} is no participant in {found.name}; say so first with study.set_role.")
    if participant not in {person.id for person in corpus.participants} and not is_study_id(participant):
        raise DecisionRefused(f"{participant!r} is no participant of the study; use an id such as P4.")
    return Intent("speaker.participant", f"{found.id}/{speaker}", {"participant": participant})
