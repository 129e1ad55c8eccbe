from __future__ import annotations

from cxresearch.domain.participants import ToldSpeaker
from cxresearch.domain.transcript import Role, Speaker, Transcript, Turn
from cxresearch.readers.shared_names import with_shared_hosts, with_told_roles


def talk(*voices: tuple[str, Role, float]) -> Transcript:
    return Transcript(
        "text",
        "utf-8",
        "en",
        tuple(Turn(name, "So we went on.", role) for name, role, _ in voices),
        tuple(Speaker(*voice) for voice in voices),
    )


def roles(batch: list[Transcript], name: str) -> list[str]:
    return [s.role for transcript in with_shared_hosts(batch) for s in transcript.speakers if s.name == name]


def test_a_co_host_who_interviews_elsewhere_interviews_here() -> None:
    """A co-host who asks little in one talk is no participant of it when other talks show who he is."""
    batch = [
        talk(("Lou Ash", "interviewer", 0.9), ("Kim Oak", "interviewer", 0.85), ("Ana Lund", "participant", 0.9)),
        talk(("Lou Ash", "interviewer", 0.9), ("Kim Oak", "participant", 0.7), ("Bo Berg", "participant", 0.9)),
    ]
    changed = with_shared_hosts(batch)[1]

    assert roles(batch, "Kim Oak") == ["interviewer", "interviewer"]
    assert roles(batch, "Bo Berg") == ["participant"]
    assert [turn.role for turn in changed.turns] == ["interviewer", "interviewer", "participant"]
    assert changed.speakers[1].confidence < 0.9
    assert changed.notes


def test_a_voice_with_new_guests_in_every_file_is_a_host() -> None:
    batch = [
        talk(("Kim Oak", "participant", 0.7), (guest, "participant", 0.7))
        for guest in ("Ana Lund", "Bo Berg", "Cy Dahl")
    ]

    assert roles(batch, "Kim Oak") == ["interviewer"] * 3
    assert roles(batch[:2], "Kim Oak") == ["participant"] * 2


def test_a_participant_who_comes_back_stays_one() -> None:
    batch = [talk(("Lou Ash", "interviewer", 0.9), ("Ana Lund", "participant", 0.7)) for _ in range(4)]

    assert roles(batch, "Ana Lund") == ["participant"] * 4


def test_codes_and_words_for_roles_mean_somebody_else_in_each_file() -> None:
    for label in ("Speaker 1", "S2", "Guest", "Unknown Speaker"):
        batch = [talk((label, "participant", 0.6), (f"P{n}", "participant", 0.7)) for n in range(3)]
        batch.append(talk((label, "interviewer", 0.9), ("P9", "participant", 0.7)))

        assert roles(batch, label)[:3] == ["participant"] * 3


def test_what_a_file_says_plainly_is_not_outdone() -> None:
    batch = [
        talk(("Kim Oak", "interviewer", 0.95), ("Ana Lund", "participant", 0.9)),
        talk(("Lou Ash", "interviewer", 0.95), ("Kim Oak", "participant", 0.95), ("Bo Berg", "participant", 0.6)),
    ]

    assert roles(batch, "Kim Oak") == ["interviewer", "participant"]


def test_a_told_role_holds_for_its_file() -> None:
    heard = talk(("Kim Oak", "interviewer", 0.95), ("Ana Lund", "participant", 0.9))
    told = [ToldSpeaker("kim oak", file="b", role="participant")]

    assert with_told_roles("a.txt", heard, told) is heard
    changed = with_told_roles("folder/b.txt", heard, told)
    assert (changed.speakers[0].role, changed.turns[0].role) == ("participant", "participant")
