"""Who interviews, judged over a batch, or told by the researcher: a host is in many talks, with others in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxresearch.domain.participants import ToldSpeaker
from cxresearch.domain.transcript import Role, Speaker, Transcript, Turn
from cxresearch.readers.labels import is_code, is_name, is_unknown, meaning, normal

FILES = 3
"""In how many files a name must speak before it can be a host's for that alone."""
SHARE = 0.5
"""And in what share of the batch."""
SURE = 0.9
"""A role told by the file or the researcher is at least as sure as this, and is never changed."""


@dataclass(frozen=True, slots=True)
class _Voice:
    file: int
    speaker: Speaker
    others: frozenset[str]


def with_shared_hosts(transcripts: Sequence[Transcript]) -> list[Transcript]:
    """Take a named voice for an interviewer where the rest of the batch says so and its own file says little.

    A name that interviews in other files, at least as often as it does not, interviews here too; so does a name that
    speaks in three files or more, half of the batch, each time beside participants who are not in the other
    files. Codes, words for a role and unknown voices mean somebody else in each file and are left alone. A participant
    who comes back speaks beside the same interviewer each time, and stays a participant.

    Examples
    --------
    >>> def talk(host, sure, guest):
    ...     turns = Turn("Lou Ash", "So?", host), Turn(guest, "Well.", "participant")
    ...     voices = Speaker("Lou Ash", host, sure), Speaker(guest, "participant", 0.9)
    ...     return Transcript("text", "utf-8", "en", turns, voices)
    >>> batch = [talk("interviewer", 0.95, "Ana Lund"), talk("participant", 0.6, "Bo Berg")]
    >>> [speaker.role for speaker in with_shared_hosts(batch)[1].speakers]
    ['interviewer', 'participant']
    """
    voices: dict[str, list[_Voice]] = defaultdict(list)
    for number, transcript in enumerate(transcripts):
        speaking = frozenset(normal(s.name) for s in transcript.speakers if s.role == "participant")
        for speaker in transcript.speakers:
            if _is_somebody(speaker.name):
                others = speaking - {normal(speaker.name)}
                voices[normal(speaker.name)].append(_Voice(number, speaker, others))
    hosts: dict[int, dict[str, float]] = defaultdict(dict)
    for held in voices.values():
        sure = _is_host(held, len(transcripts))
        for voice in held:
            if sure and voice.speaker.role == "participant" and voice.speaker.confidence < SURE and voice.others:
                hosts[voice.file][voice.speaker.name] = sure
    return [
        _with_hosts(transcript, hosts[number]) if number in hosts else transcript
        for number, transcript in enumerate(transcripts)
    ]


def _is_somebody(label: str) -> bool:
    return is_name(label) and meaning(label).role is None and not is_code(label) and not is_unknown(label)


def _is_host(held: Sequence[_Voice], batch: int) -> float:
    """Say how sure it is that a name is an interviewer's, or 0."""
    asking = [voice.speaker.confidence for voice in held if voice.speaker.role == "interviewer"]
    answering = [voice.speaker.confidence for voice in held if voice.speaker.role == "participant"]
    if asking and len(asking) >= len(answering) and max(asking) >= 0.8:
        return 0.85
    if asking or len(held) < FILES or len(held) < SHARE * batch:
        return 0.0
    elsewhere = [voice.others - frozenset().union(*(o.others for o in held if o is not voice)) for voice in held]
    return 0.7 if all(elsewhere) else 0.0


def _with_hosts(transcript: Transcript, hosts: dict[str, float]) -> Transcript:
    role: Role = "interviewer"
    turns: tuple[Turn, ...] = tuple(
        replace(turn, role=role) if turn.speaker in hosts and turn.role == "participant" else turn
        for turn in transcript.turns
    )
    speakers = tuple(
        Speaker(speaker.name, role, hosts[speaker.name]) if speaker.name in hosts else speaker
        for speaker in transcript.speakers
    )
    note = f"Going by the other files, {len(hosts)} of the voices interviews."
    return replace(transcript, turns=turns, speakers=speakers, notes=(*transcript.notes, note))


def with_told_roles(file: str, transcript: Transcript, told: Sequence[ToldSpeaker]) -> Transcript:
    """Give speakers the roles that the researcher told; nothing outdoes that.

    Examples
    --------
    >>> turn, voice = Turn("Bo", "So?", "participant"), Speaker("Bo", "participant", 0.6)
    >>> talk = Transcript("text", "utf-8", "en", (turn,), (voice,))
    >>> with_told_roles("a.txt", talk, [ToldSpeaker("bo", role="interviewer")]).speakers
    (Speaker(name='Bo', role='interviewer', confidence=1.0),)
    """
    said: dict[str | None, Role] = {
        speaker.name: one.role
        for speaker in transcript.speakers
        for one in told
        if one.role is not None and one.is_about(file, speaker.name)
    }
    if not said:
        return transcript
    turns = tuple(replace(t, role=said[t.speaker]) if t.speaker in said else t for t in transcript.turns)
    speakers = tuple(Speaker(s.name, said[s.name], 1.0) if s.name in said else s for s in transcript.speakers)
    return replace(transcript, turns=turns, speakers=speakers)
