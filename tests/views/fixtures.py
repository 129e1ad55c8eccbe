"""A small invented study on disk with suggestions written by hand, so that no model is needed to refine it.

Gardeners of an allotment club talk about water, sheds and each other; one interview is in Persian.
"""

from __future__ import annotations

from pathlib import Path

from cxresearch.domain.corpus import Segment
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.suggestion import (
    AnalysisRun,
    MembershipSuggestion,
    PersonaSuggestion,
    TagSuggestion,
    ThemeSuggestion,
)
from cxresearch.store import runs
from cxresearch.store.database import Database, now
from cxresearch.study import Study

SAID = {
    "water": (
        "The tap by the gate is dry by noon, and I carry every can from the river.",
        "I get angry when somebody leaves the hose running overnight.",
        "We need a second tank before the summer, or half of the beans are gone.",
        "I water at six in the morning because then nobody queues.",
        "Last year the pump broke and it took them five weeks to send anyone.",
        "When it rains at last I stand in the door and I am simply happy.",
    ),
    "shed": (
        "My shed leaks on the left side and the seeds went mouldy.",
        "I would like a lock that my daughter can open as well.",
        "I keep every receipt for the wood in a biscuit tin.",
        "The new roof was the best thing we did all year.",
        "I think the committee should say how high a shed may be.",
        "Somebody took my spade in March and I was sad for a week.",
    ),
    "people": (
        "My neighbour gives me tomatoes and I give her the courgettes nobody wants.",
        "I told the committee twice that the path is too narrow for a wheelchair.",
        "At the summer party I got to know more people than in ten years before.",
        "I want my grandchildren to learn where a carrot comes from.",
        "We split the compost between four of us and nobody writes it down.",
        "I was afraid to ask for help until Walther simply came over.",
    ),
}
NAMES = {"water": "Water in a dry summer", "shed": "The shed and what is in it", "people": "Who helps whom"}
QUESTIONS = ("How was that for you?", "And what did you do then?", "Can you say more about it?")
PERSIAN = (
    "آب باغچه ظهر تمام می‌شود و من ناراحت می‌شوم.",
    "من هر روز صبح گوجه‌ها را آب می‌دهم.",
    "یک قفل نو برای انبار لازم داریم.",
)
PEOPLE = ("P1", "P2", "P3", "P4", "P5")


def write_transcripts(folder: Path) -> Path:
    """Write one transcript for each participant."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, who in enumerate(PEOPLE):
        lines = []
        for turn in range(6):
            lines.append(f"Interviewer: {QUESTIONS[(number + turn) % 3]}")
            theme = list(SAID)[(turn + number) % 3]
            said = [SAID[theme][(number + turn // 3 * 2 + more) % 6] for more in (0, 1)]
            lines.append(f"{who}: {' '.join(said)}")
        (folder / f"Interview {number + 1}.txt").write_text("\n".join(lines), encoding="utf-8")
    lines = [line for words in PERSIAN for line in ("مصاحبه‌گر: خب، بعدش چی شد؟", f"شرکت‌کننده: {words}")]
    (folder / "Interview 6 Persian.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def make(path: Path) -> Path:
    """Make the study file and return its path."""
    with Study(path, researcher="Ana") as study:
        study.add(write_transcripts(path.parent / f"{path.stem} transcripts"), pseudonymise=False)
        table = path.parent / "gardeners.csv"
        rows = [f"{who},{('allotment', 'balcony')[n % 2]},{30 + 7 * n},{n * 2}" for n, who in enumerate(PEOPLE)]
        table.write_text("participant,kind,age,NPS\n" + "\n".join(rows), encoding="utf-8")
        study.describe(table)
        segments = study.reading().corpus.segments
        fingerprint = study.reading().corpus.fingerprint
    suggest(path, segments, fingerprint)
    return path


def suggest(path: Path, segments: tuple[Segment, ...], fingerprint: str) -> None:
    """Store one analysis run of each kind, as the models would have."""
    members: dict[str, list[str]] = {key: [] for key in SAID}
    memberships, tags = [], []
    for place, segment in enumerate(segments):
        theme = next((key for key, said in SAID.items() if segment.text in said), None)
        if theme:
            members[theme].append(segment.id)
        memberships.append(
            MembershipSuggestion(
                segment.id, theme and f"theme-{theme}", 0.9 if theme else 0.0, (), "" if theme else "too short to tell"
            )
        )
        for number, label in enumerate(LABELS):
            probability = 0.92 if (place + number) % 5 == 0 else 0.46 if (place + number) % 5 == 1 else 0.03
            tags.append(TagSuggestion(segment.id, label, probability, probability > 0.5, "angry" if place == 1 else ""))
    themes = [
        ThemeSuggestion(f"theme-{key}", NAMES[key], (key, "garden"), "", tuple(ids[:3]), None, (0.9, 0.6, 0.2)[number])
        for number, (key, ids) in enumerate(members.items())
    ]
    people = sorted({segment.participant for segment in segments})
    personas = [
        PersonaSuggestion("persona-a", dict.fromkeys(people[:3], 0.8)),
        PersonaSuggestion("persona-b", dict.fromkeys(people[3:], 0.6)),
    ]
    database = Database(path)
    rows = {"themes": (themes, memberships, (), ()), "tags": ((), (), tags, ()), "personas": ((), (), (), personas)}
    for kind, (drafted, placed, labelled, clustered) in rows.items():
        run = AnalysisRun(f"{kind}-hand", kind, "by hand", {}, 0, fingerprint, "none", now())  # type: ignore[arg-type]
        with database.write() as connection:
            runs.save_run(connection, run, themes=drafted, memberships=placed, tags=labelled, personas=clustered)
    database.close()
