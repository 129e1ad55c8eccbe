"""An invented study, large or small, with everything that has ever broken an export in it.

All of the text is made up: subscribers of a bicycle-sharing service talk about it.
"""

from __future__ import annotations

import hashlib

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.decision import Decision
from cxresearch.domain.identity import segment_id, source_id
from cxresearch.domain.importing import ImportRow
from cxresearch.domain.reading import Conflict, Membership, Memo, Orphan, Reading, Tag, Theme
from cxresearch.domain.suggestion import AnalysisRun, PersonaSuggestion
from cxresearch.domain.transcript import Turn
from cxresearch.exports.base import ExportContext

THEMES = {
    "theme-find": ("Finding a bike that works", ("bike", "broken", "station", "empty", "brakes")),
    "theme-money": ("What a ride really costs", ("price", "minutes", "deposit", "bill", "plan")),
    "theme-app": ("An app that gets in the way", ("app", "unlock", "code", "login", "update")),
    "theme-habit": ("Riding as part of the week", ("commute", "morning", "train", "habit", "rain")),
    "theme-help": ("Asking for help", ("call", "support", "chat", "refund", "answer")),
}

BANK: dict[str, list[tuple[str, str]]] = {
    "theme-find": [
        ("I walk to the next station because the first one is always empty by eight.", "do pain"),
        ("It makes me nervous when the brakes feel soft on the hill.", "feel pain"),
        ("I check the tyres with my thumb before I pay for anything.", "do"),
        ("They should mark the broken ones in red, so that nobody takes them.", "think need"),
        ("The new frames are so much lighter, I actually enjoy the climb now.", "feel gain"),
        ("Half of the bikes at the station are broken and nobody seems to know.", "pain"),
        ("I wish I could reserve one ten minutes ahead.", "think need"),
        ("I told the man from the van that the saddle was gone, and he just shrugged.", "say pain"),
    ],
    "theme-money": [
        ("I stop the clock in my head after thirty minutes, because then it gets expensive.", "do think"),
        ("The deposit scared me, it was gone from my account for nine days.", "feel pain"),
        ("I want to know what the month will cost before the month begins.", "think goal need"),
        ("We share one plan at home and split the bill on Sundays.", "do"),
        ("For what I pay on the tram the yearly plan is a gift, honestly.", "think gain"),
        ("I asked them three times why there was a second charge.", "say do pain"),
        ("I never understood the difference between the two plans.", "think pain"),
        ("I told my sister to take the student price while she can.", "say gain"),
    ],
    "theme-app": [
        ("The app logs me out exactly when it rains and I have one free hand.", "pain"),
        ("I keep a screenshot of the code because the signal under the bridge is bad.", "do pain"),
        ("I get so angry when the lock blinks and nothing happens.", "feel pain"),
        ("A plain card I can hold against the lock would be enough for me.", "think need"),
        ("After the last update it opens in two seconds, and I was really surprised.", "feel gain"),
        ("I do not want another account with another password.", "think need"),
        ("I showed my father how to scan it and he said never again.", "say do"),
    ],
    "theme-habit": [
        ("I ride to the train every morning, except when there is ice.", "do"),
        ("I want my children to see that we manage without a car.", "think goal"),
        ("Those twelve minutes are the only ones in the day that belong to me.", "feel gain"),
        ("I put my laptop in a plastic bag and go, rain or not.", "do"),
        ("I would like to arrive without being sweaty, that is the whole point for me.", "think goal"),
        ("My colleagues laugh at the helmet, but two of them have started too.", "say gain"),
        ("On Fridays I take the long way home along the river, because I love it.", "do feel gain"),
    ],
    "theme-help": [
        ("I called at seven and they told me to write an e-mail.", "say do pain"),
        ("The woman in the chat fixed it in a minute, I was so relieved.", "feel say gain"),
        ("I just want a person who can read what I wrote the first time.", "think need"),
        ("I gave up on the refund after the fourth form.", "do pain"),
        ("I was worried they would think I had stolen it.", "feel pain"),
        ("I would trust them more if they called back when they say so.", "think need"),
    ],
    "": [
        ("Yeah.", ""),
        ("My flat is on the third floor.", ""),
        ("It was a Tuesday, I think, or maybe the week before.", ""),
    ],
}

QUESTIONS = (
    "How did that go the last time?",
    "Can you tell me more about that?",
    "And what happened then?",
    "Mhm. What would you change if you could?",
)

PERSIAN = "من هر روز صبح با دوچرخه می‌روم، چون قطار (خط ۲) همیشه شلوغ است."
EMOJI = "The bell is my favourite part 👩🏽‍🔬🚲 and nobody can take it from me."
SCRIPT = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> is what the app showed me."
)
FORMULA = '=HYPERLINK("http://example.invalid/"&A1,"click") was what it said.'
MINUS = "-2+3+cmd|' /C calc'!A0 stood on the display, and I got nervous."
DOLLARS = "It costs $5 or $10 at \\server\\share and `rm` **nothing** [here](javascript:alert(1))."
LONG_NAME = "Maximiliane-Henriette von Hohenstein-Oberdorff (second interview)"
PAYLOAD_NAME = "</style><script>document.title='owned'</script>"


def kinds(n: int) -> list[tuple[str, tuple[str, ...]]]:
    """Persona keys with the themes their participants mostly speak about."""
    return [
        ("persona-commuter", ("theme-habit", "theme-find")),
        ("persona-saver", ("theme-money", "theme-help")),
        ("persona-struggler", ("theme-app", "theme-help")),
    ][: 3 if n > 4 else 1]


def _pick(*parts: object) -> int:
    return int(hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:8], 16)


def _said(who: str, number: int, mostly: tuple[str, ...], turns: int) -> list[list[tuple[str, str, str]]]:
    """What one participant says: turns of sentences with theme and labels, each sentence once for each participant."""
    keys = list(THEMES)
    used: set[str] = set()
    said = []
    for turn in range(turns):
        sentences = []
        for place in range(1 + _pick(who, turn) % 3):
            roll = _pick(who, turn, place)
            theme = mostly[roll % len(mostly)] if roll % 10 < 6 else [*keys, ""][roll // 10 % 6]
            bank = BANK[theme]
            for shift in range(len(bank)):
                text, labels = bank[(roll // 100 + shift) % len(bank)]
                if text not in used or turns > 20:
                    used.add(text)
                    sentences.append((text, theme, labels))
                    break
        if sentences:
            said.append(sentences)
    return said


def study(n: int = 13, *, turns: int = 9, ugly: bool = True, language: str = "en") -> Reading:
    """Build a reading of `n` interviews; with `ugly`, the texts and names that break exports are in it."""
    sources: list[Source] = []
    segments: list[Segment] = []
    memberships: dict[str, Membership] = {}
    tags: dict[str, dict[str, Tag]] = {}
    people: list[Participant] = []
    personas: dict[str, dict[str, float]] = {}
    for number in range(1, n + 1):
        who = LONG_NAME if ugly and number == 4 else f"P{number:02}"
        key, mostly = kinds(n)[number % len(kinds(n))]
        personas.setdefault(key, {})[who] = round(0.55 + _pick(who, "s") % 45 / 100, 2)
        said = _said(who, number, mostly, turns)
        if ugly and number == 2:
            said[1].append((SCRIPT, "theme-app", "say pain"))
            said[1].append((FORMULA, "theme-app", "pain"))
            said[2].append((MINUS, "theme-app", "feel pain"))
            said[2].append((DOLLARS, "theme-money", "think pain"))
        if ugly and number == 3:
            said[0].append((EMOJI, "theme-habit", "feel gain"))
        name = f"interview-{number:02}.vtt"
        spoken = language
        if ugly and number == 5:
            said = [
                [(PERSIAN, "theme-habit", "do")],
                [("خیلی از برنامه عصبانی می‌شوم.", "theme-app", "feel pain")],
                *said[:3],
            ]
            name, spoken = "مصاحبه ۵.docx", "fa"
        source = source_id(hashlib.sha256(name.encode()).hexdigest())
        rows: list[Turn] = [Turn("Note", "The recording begins after the consent form.", "other", None, None, 1)]
        by: list[str | None] = [None]
        for at, sentences in enumerate(said):
            rows.append(Turn("I", QUESTIONS[_pick(who, at, "q") % 4], "interviewer", at * 41.0, None, len(rows) + 1))
            by.append(None)
            text = ""
            for sentence, theme, labels in sentences:
                text += (" " if text else "") + sentence
                start = len(text) - len(sentence)
                id_ = segment_id(source, len(rows), start, len(text), sentence)
                segments.append(Segment(id_, source, who, len(rows), start, len(text), sentence, rows[-1].text))
                memberships[id_] = _membership(id_, theme)
                tags[id_] = _tags(id_, labels)
            rows.append(Turn(who, text, "participant", at * 41.0 + 6, None, len(rows) + 1))
            by.append(who)
        fingerprint = hashlib.sha256(name.encode()).hexdigest()
        sources.append(Source(source, name, name.rsplit(".", 1)[1], spoken, fingerprint, 1, tuple(rows), tuple(by)))
        people.append(Participant(who, _attributes(number)))
    if ugly and n > 6:
        personas[kinds(n)[1][0]][f"P{3:02}"] = 0.38
        personas["persona-outsider"] = {LONG_NAME: 0.71}
    order = {source.id: source.name for source in sources}
    segments.sort(key=lambda s: (order[s.source], s.turn, s.start))
    return _reading(Corpus(tuple(sources), tuple(people), tuple(segments)), memberships, tags, personas, ugly=ugly)


def _membership(id_: str, theme: str) -> Membership:
    if not theme:
        return Membership(id_, None, 0.0, reason="too short to say what it is about")
    return Membership(id_, theme, 0.5 + _pick(id_) % 50 / 100, by="suggestion")


def _tags(id_: str, labels: str) -> dict[str, Tag]:
    on = labels.split()
    found = {}
    for label in ("think", "feel", "say", "do", "pain", "need", "goal", "gain"):
        probability = (0.55 + _pick(id_, label) % 44 / 100) if label in on else _pick(id_, label) % 30 / 100
        found[label] = Tag(label, label in on, probability, cue="nervous" if label == "feel" and label in on else "")
    return found


def _attributes(number: int) -> dict[str, str]:
    table = {
        "age": str(21 + _pick(number, "age") % 47),
        "role": ("nurse", "student", "engineer", "teacher", "retired")[_pick(number, "role") % 5],
        "plan": ("yearly", "per ride")[_pick(number, "plan") % 2],
        "NPS": str(_pick(number, "nps") % 11),
        "CSAT": str(1 + _pick(number, "csat") % 5),
        "CES": str(1 + _pick(number, "ces") % 7),
    }
    if number % 6 == 0:
        del table["NPS"], table["role"]
    return table


def _reading(
    corpus: Corpus,
    memberships: dict[str, Membership],
    tags: dict[str, dict[str, Tag]],
    personas: dict[str, dict[str, float]],
    *,
    ugly: bool,
) -> Reading:
    by_theme: dict[str, list[str]] = {}
    for id_, membership in memberships.items():
        by_theme.setdefault(membership.theme or "", []).append(id_)
    themes = []
    for number, (key, (name, words)) in enumerate(THEMES.items()):
        quotes = tuple(sorted(by_theme.get(key, ()), key=lambda id_: (-memberships[id_].confidence, id_))[:3])
        summary = f"Participants speak of {', '.join(words[:3])}."
        stability = (0.91, 0.66, 0.34, None, 0.8)[number]
        themes.append(
            Theme(key, name, suggested=name, summary=summary, words=words, quotes=quotes, stability=stability)
        )
    starred, hidden = frozenset[str](), frozenset[str]()
    decision = Decision(
        12, "u12", "2026-11-02T10:00:00.000Z", "Ria", "segment.pin", "gone", {"theme": "x"}, quote="No."
    )
    edits = {}
    if ugly:
        themes[2] = Theme(
            "theme-app",
            "The app & its <b>lock</b>",
            "app, unlock, code",
            by="Ria",
            stability=0.34,
            words=THEMES["theme-app"][1],
            quotes=themes[2].quotes,
            description="Named in the workshop; +1 from everybody.",
            parent="theme-find",
        )
        themes.append(Theme("theme-empty", PAYLOAD_NAME, PAYLOAD_NAME, words=("<i>", "a'b")))
        texts = {segment.text: segment.id for segment in corpus.segments}
        starred = frozenset({texts[EMOJI]}) if EMOJI in texts else starred
        hidden = frozenset({corpus.segments[-1].id})
        edits = {
            ("persona-saver", "name"): ("Careful <b>Kim</b>", "Ria"),
            ("persona-saver", "goals"): (["=Cheap rides"], "Ria"),
        }
        for text, label in ((SCRIPT, "say"), (DOLLARS, "think")):
            if text in texts:
                tags[texts[text]][label] = Tag(label, True, None, by="Ria <script>")
    runs = {
        kind: AnalysisRun(f"run-{kind}", kind, model, {}, 0, corpus.fingerprint, "")  # type: ignore[arg-type]
        for kind, model in (("themes", "bertopic, MiniLM"), ("tags", "cx-quadrants 1"), ("personas", "ward"))
    }
    return Reading(
        study="study-1",
        as_of=14 if ugly else 0,
        corpus=corpus,
        runs=runs,
        themes=tuple(themes),
        memberships=memberships,
        tags=tags,
        personas=tuple(PersonaSuggestion(key, people) for key, people in sorted(personas.items())),
        persona_edits=edits,
        starred=starred,
        hidden=hidden,
        memos=(Memo("theme-app", "Ask for the <i>old</i> lock.", "Ria", "2026-11-02T10:00:00.000Z", "u3"),)
        if ugly
        else (),
        orphans=(Orphan(decision, "its words are gone", ("No.",)),) if ugly else (),
        conflicts=(Conflict("theme-app", "name", (decision, decision)),) if ugly else (),
    )


def context(reading: Reading, *, title: str = "Bicycles on every corner", ugly: bool = True) -> ExportContext:
    """Build the context of an export, with one file that was skipped."""
    rows = [
        ImportRow(
            file=source.name,
            status="read",
            format=source.format,
            encoding="utf-8",
            language=source.language,
            speakers=f"{source.participants[2]} (participant 0.97); I (interviewer 0.95)",
            turns=len(source.turns),
            participant_words=sum(len(t.text.split()) for t in source.turns if t.role == "participant"),
            units_in=len(source.turns),
            kept=len(source.turns),
        )
        for source in reversed(reading.corpus.sources)
    ]
    if ugly:
        rows.append(
            ImportRow("=notes <b>.docx", "skipped", "Its table holds no speech; save it as text and add it again.")
        )
    return ExportContext(title, tuple(rows), created="2 November 2026, 11:02")
