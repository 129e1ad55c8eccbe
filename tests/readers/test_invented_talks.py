"""Talks invented after the kinds of files that researchers keep, each file with quirks of its own.

Written without looking at the readers, the second thirty after the first seventy were read: think-alouds in UTF-16,
German interviews as programs print them, oral histories in captions, Dutch headings per turn, tables of tagged turns,
practitioners with mixed labels.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxresearch.readers import account, read
from tests.readers.documents import write_pdf

Talk = list[tuple[str, str]]


def _talk(told: str) -> Talk:
    turns: Talk = []
    for line in filter(str.strip, told.splitlines()):
        who, mark, said = line.partition(": ")
        if mark and len(who) == 1:
            turns.append((who, said))
        else:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]} {line.strip()}")
    return turns


EN: Talk = _talk(
    """
i: So, before we start, how long have you been working on the allotment?
p: Eleven years come March. My uncle had the plot before me, and the shed is still his, more or less.
i: And how did you come to the booking page?
p: The committee sent a letter round. You could no longer write your name on the board, they said, it all had
   to go through the page. I was not happy about that, I can tell you.
i: What happened the first time you used it?
p: It threw me out. Twice. I had typed the number of the plot with the letter, and it wanted the number alone,
   only nobody says so anywhere.
i: Okay.
p: In the end my neighbour did it for me on her telephone, standing between the beans. We laughed about it.
i: What would have helped you there?
p: A line under the box. Just an example, as they do it at the library. And a bigger button, I have garden
   hands.
i: Right. Do you still use the page today?
p: Once a week, for the water. I have got used to it. You get used to a lot, but I would not call it friendly.
i: Is there anything you would like to add?
p: Tell them to bring back the board, next to the page. Some of us like to see who is there.
    """
)
DE: Talk = _talk(
    """
i: Erzählen Sie doch mal, wie Sie zur Pflege gekommen sind.
p: Das war eigentlich Zufall. Nach der Schule wollte ich in die Tischlerei, aber da gab es keinen Platz, und
   meine Tante hat im Heim gearbeitet und mich einfach mitgenommen.
i: Und was hat Sie dort gehalten?
p: Die Leute. Wir waren sechs im Team, und man konnte sich aufeinander verlassen. Heute sind es noch drei, und
   das merkt man jeden Tag.
i: Mhm.
p: Früher hatten wir Zeit für ein Gespräch. Jetzt dokumentiere ich vierzig Minuten in jeder Schicht am
   Rechner, und der Rechner steht im Flur.
i: Wie erleben Sie diese Dokumentation?
p: Als Pflicht, ehrlich gesagt. Das Programm fragt Dinge ab, die ich schon dreimal eingetragen habe, und wenn
   ich etwas vergesse, sperrt es die ganze Seite.
i: Was müsste anders sein?
p: Es müsste wissen, was gestern war. Und es müsste am Bett gehen, nicht im Flur. Dann hätte ich die Hände
   frei für das, wofür ich da bin.
i: Möchten Sie noch etwas ergänzen?
p: Nein, ich glaube, das war das Wichtigste. Danke, dass mal jemand fragt.
    """
)
NL: Talk = _talk(
    """
i: Kunt u vertellen hoe een gewone dag er bij u uitziet?
p: Ik sta om vijf uur op, dan eerst de koeien, en daarna pas koffie. Om acht uur zit ik achter de computer
   voor de administratie, en dat valt niet altijd mee.
i: Wat valt er precies niet mee?
p: Ieder loket wil hetzelfde weten, maar nooit op dezelfde manier. Ik heb vier wachtwoorden voor één
   boerderij, en als er iets fout gaat is er niemand die de telefoon opneemt.
i: Hoe lost u dat op?
p: Mijn dochter doet het op zondag. Ze heeft er een schriftje bij, met alles erin. Eigenlijk is dat schriftje
   ons echte systeem.
i: Ja, precies.
p: Vorig jaar was het schriftje een week kwijt. Toen lag het bedrijf bijna stil, dat meen ik.
i: Wat zou u veranderen als u het voor het zeggen had?
p: Eén keer invullen, en klaar. En een mens aan de lijn die weet wat een kalf is.
i: Wilt u nog iets kwijt?
p: Nee hoor, ik moet zo weer naar buiten. De dieren wachten niet.
    """
)


def words(talk: Talk) -> int:
    return sum(len(said.split()) for who, said in talk if who == "p")


def clock(seconds: float, mark: str = ":") -> str:
    return f"{int(seconds) // 3600:02d}{mark}{int(seconds) // 60 % 60:02d}{mark}{int(seconds) % 60:02d}"


def named(talk: Talk, asks: str, answers: str) -> Iterator[tuple[int, str, str]]:
    for n, (who, said) in enumerate(talk):
        yield n, asks if who == "i" else answers, said


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


Make = Callable[[], tuple[bytes | list[list[str]], int]]
FILES: dict[str, Make] = {}


def file(name: str) -> Callable[[Make], Make]:
    def keep(make: Make) -> Make:
        FILES[name] = make
        return make

    return keep


TASKS = [
    "Find the opening hours for Easter.",
    "Book the hut for two nights in May.",
    "Change the booking to one night.",
]
ALOUD = [
    "Okay, so I would go to the top first, because there is usually something there. Easter, Easter. No.",
    "I see a calendar, but it is all grey, so I think I cannot press on it. Ah, now it opens. Right, two nights.",
    "Change. I would expect a pencil or something. There is only cancel, and I do not want that. Hm, it scares me.",
]


def aloud(between: Callable[[int, str], str], said: Callable[[int, str], str], top: str = "") -> str:
    return top + "\n".join(f"{between(n, task)}\n{said(n, ALOUD[n])}" for n, task in enumerate(TASKS))


def all_aloud() -> int:
    return sum(len(one.split()) for one in ALOUD)


@file("think-aloud: German roles, tasks as headings, CRLF")
def _() -> tuple[bytes, int]:
    body = "\r\n".join(f"{who}: {said}" for _, who, said in named(DE, "VL", "TP3"))
    return f"Sitzung 3\r\nDatum: 4.5.2024\r\n\r\nAufgabe 1\r\n{body}\r\n".encode("utf-16"), words(DE)


@file("think-aloud: times in square brackets, observer's lines in round ones")
def _() -> tuple[bytes, int]:
    lines = [f"[{clock(14 * n)}] {who}: {said}" for n, who, said in named(EN, "Experimenter", "Participant")]
    lines[3:3] = ["(clicks on the menu, then goes back)"]
    lines[8:8] = ["(long silence)"]
    return "\n".join(lines).encode("utf-16-le"), words(EN)


@file("think-aloud: time, label and words in three columns of tabs")
def _() -> tuple[bytes, int]:
    rows = [f"{clock(9 * n)[3:]}\t{who}\t{said}" for n, who, said in named(EN, "Moderator", "P11")]
    return "\n".join(rows).encode("utf-16"), words(EN)


@file("think-aloud: labels with an angle behind them")
def _() -> tuple[bytes, int]:
    return "\n".join(f"{who}> {said}" for _, who, said in named(EN, "MOD", "P05")).encode("utf-16-be"), words(EN)


@file("think-aloud: nobody is named, tasks are numbered in capitals")
def _() -> tuple[bytes, int]:
    text = aloud(lambda n, task: f"\nTASK {n + 1}: {task}\n", lambda _, said: said)
    return text.encode("utf-16"), all_aloud()


@file("think-aloud: page heads between turns")
def _() -> tuple[bytes, int]:
    lines = [f"{who}: {said}" for _, who, said in named(EN, "Facilitator", "Tester")]
    for page, at in enumerate((12, 8, 4)):
        lines.insert(at, f"\n\x0cUsability session 7                         page {4 - page} of 4\n")
    return "\n".join(lines).encode("utf-16"), words(EN)


@file("think-aloud: times behind, in round brackets")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said} ({clock(31 * n)})" for n, who, said in named(EN, "Test leader", "Test person")]
    return "\n\n".join(rows).encode("utf-16"), words(EN)


@file("think-aloud: time marks of a transcription program at the end of paragraphs")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said} #{clock(31 * n)}-{n % 10}#" for n, who, said in named(DE, "I", "P")]
    return "\n".join(rows).encode("utf-16-le"), words(DE)


@file("think-aloud: a block of facts on top, initials as labels")
def _() -> tuple[bytes, int]:
    top = "Session: 12\nParticipant: P12\nDevice: tablet\nModerator: Jo Haller\nDuration: 41 min\n\n----\n\n"
    return (top + "\n".join(f"{who}: {said}" for _, who, said in named(EN, "JH", "P12"))).encode("utf-16"), words(EN)


@file("think-aloud: tasks in a frame of signs, moderator in brackets")
def _() -> tuple[bytes, int]:
    text = aloud(
        lambda n, task: f"\n=== Task {n + 1} ===\n{task}\n[Moderator: Please keep talking.]\n",
        lambda _, said: f"P4: {said}",
    )
    return text.encode("utf-16"), all_aloud()


@file("think-aloud: subject and examiner with dashes")
def _() -> tuple[bytes, int]:
    return "\r\n".join(f"{who} – {said}" for _, who, said in named(EN, "Examiner", "Subject 3")).encode(
        "utf-16"
    ), words(EN)


@file("think-aloud: Dutch labels, time on a line of its own")
def _() -> tuple[bytes, int]:
    rows = [f"{clock(40 * n)}\n{who}: {said}\n" for n, who, said in named(NL, "Testleider", "Proefpersoon 2")]
    return "\n".join(rows).encode("utf-16"), words(NL)


def pages(lines: list[str], size: int, head: str, foot: str) -> list[list[str]]:
    parts = [lines[n : n + size] for n in range(0, len(lines), size)]
    made = []
    for number, part in enumerate(parts, 1):
        top, bottom = head.format(number, len(parts)), foot.format(number, len(parts))
        made.append([*([top] if top else []), *part, *([bottom] if bottom else [])])
    return made


def paragraphs(asks: str, answers: str, width: int = 72) -> list[list[str]]:
    return [wrapped(f"{who}: {said}", width) for _, who, said in named(DE, asks, answers)]


@file("printed: numbers of paragraphs at the right edge")
def _() -> tuple[list[list[str]], int]:
    lines = []
    for number, part in enumerate(paragraphs("I", "B3", 66), 1):
        lines += [f"{part[0]:<70}{number:>4}", *part[1:]]
    return pages(lines, 24, "Interview_03 ({}/{})", ""), words(DE)


@file("printed: numbers on lines of their own, Frau K.")
def _() -> tuple[list[list[str]], int]:
    lines = []
    for number, part in enumerate(paragraphs("Interviewerin", "Frau K."), 1):
        lines += [str(number), *part]
    return pages(lines, 30, "", "Seite {} von {}"), words(DE)


@file("printed: two who ask")
def _() -> tuple[list[list[str]], int]:
    lines = []
    for number, (who, said) in enumerate(DE):
        label = "B" if who == "p" else f"I{1 + number % 4 // 2}"
        lines += wrapped(f"{label}: {said}", 70)
    return pages(lines, 28, "Projekt Pflege            12.03.2024", "{}"), words(DE)


@file("printed: time marks at the end, numbers at the left")
def _() -> tuple[list[list[str]], int]:
    lines = []
    for number, (n, who, said) in enumerate(named(DE, "I", "B"), 1):
        part = wrapped(f"{who}: {said} #{clock(21 * n)}-{n % 10}#", 64)
        lines += [f"{number:>3}  {part[0]}", *(f"     {more}" for more in part[1:])]
    return pages(lines, 26, "", "- {} -"), words(DE)


@file("printed: every fifth line has a number")
def _() -> tuple[list[list[str]], int]:
    flat = [line for part in paragraphs("I", "B", 60) for line in part]
    lines = [f"{number:>3} {line}" if number % 5 == 0 else f"    {line}" for number, line in enumerate(flat, 1)]
    return pages(lines, 30, "Transkript Heim 2", "Seite {}"), words(DE)


@file("printed: paragraphs apart, head with a file name")
def _() -> tuple[list[list[str]], int]:
    lines = [line for part in paragraphs("Interviewer", "Befragte Person") for line in [*part, ""]]
    return pages(lines, 30, "Int_07_Pflegekraft.docx", "MAXQDA 2022                      {}"), words(DE)


@file("printed as text: number, tab, label")
def _() -> tuple[bytes, int]:
    rows = [f"{number}\t{who}: {said}" for number, (_, who, said) in enumerate(named(DE, "Int.", "Bef."), 1)]
    return "\r\n".join(rows).encode("cp1252"), words(DE)


@file("printed as text: number in brackets behind the label")
def _() -> tuple[bytes, int]:
    rows = [f"{who} ({n + 1}): {said}" for n, who, said in named(DE, "I", "B2")]
    return "\n".join(["Interview B2", "Ort: Küche der Befragten", "", *rows]).encode(), words(DE)


@file("printed as text: paragraph signs and numbers behind")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said} ¶{n + 1}" for n, who, said in named(DE, "Interviewerin", "Herr Voss")]
    return "\n\n".join(rows).encode("utf-8-sig"), words(DE)


@file("printed: label alone on its line")
def _() -> tuple[list[list[str]], int]:
    lines = []
    for _, who, said in named(DE, "Interviewerin:", "Befragter:"):
        lines += [who, *wrapped(said, 70)]
    return pages(lines, 27, "Leitfadeninterview 4", "Seite {} / {}"), words(DE)


@file("printed: roman page numbers and hanging label")
def _() -> tuple[list[list[str]], int]:
    lines = []
    for _, who, said in named(DE, "I:", "B:"):
        part = wrapped(said, 62)
        lines += [f"{who:<8}{part[0]}", *(f"        {more}" for more in part[1:])]
    return pages(lines, 25, "Anhang C: Transkripte", ""), words(DE)


def captions(talk: Talk, render: Callable[[int, str, str], list[str]], top: str = "WEBVTT\n\n", start: int = 0) -> str:
    out, at = top, float(start)
    for n, (who, said) in enumerate(talk):
        for text in render(n, who, said):
            out += f"{clock(at)}.{n % 10}00 --> {clock(at + 3)}.000\n{text}\n\n"
            at += 4
    return out


def split(label: str, said: str, width: int = 60) -> list[str]:
    first, *rest = wrapped(said, width)
    return [f"{label}{first}", *rest]


@file("oral history: surnames in capitals where the speaker changes")
def _() -> tuple[bytes, int]:
    return captions(EN, lambda _, who, said: split("DRAPER: " if who == "i" else "HALE: ", said)).encode(), words(EN)


@file("oral history: arrows and capitals")
def _() -> tuple[bytes, int]:
    text = captions(EN, lambda _, who, said: split(">> INTERVIEWER: " if who == "i" else ">> MRS. HALE: ", said))
    return text.encode(), words(EN)


@file("oral history: voices with classes, credits in notes")
def _() -> tuple[bytes, int]:
    top = "WEBVTT - County archive\n\nNOTE\nTranscribed by volunteers of the archive, 2011.\n\n"
    top += "STYLE\n::cue { color: lime }\n\n"
    text = captions(
        EN,
        lambda _, who, said: [
            f"<v.loud {'Tom Draper' if who == 'i' else 'Edith Hale'}>{part}</v>" for part in wrapped(said, 70)
        ],
        top,
    )
    return text.encode(), words(EN)


@file("oral history: numbered captions, sounds in brackets")
def _() -> tuple[bytes, int]:
    text = captions(EN, lambda _, who, said: split("Interviewer: " if who == "i" else "Edith: ", said))
    blocks = text.split("\n\n")
    out = [blocks[0], *(f"{n}\n{block}" for n, block in enumerate(blocks[1:], 1) if block.strip())]
    out.insert(6, "00:00:19.500 --> 00:00:19.900\n[clock chimes]")
    return "\n\n".join(out).encode(), words(EN)


@file("oral history: label in square brackets")
def _() -> tuple[bytes, int]:
    return captions(
        EN, lambda _, who, said: split("[Interviewer] " if who == "i" else "[Edith Hale] ", said)
    ).encode(), words(EN)


@file("oral history: question and answer letters")
def _() -> tuple[bytes, int]:
    return captions(EN, lambda _, who, said: split("Q: " if who == "i" else "A: ", said)).encode(), words(EN)


@file("oral history: second tape, past the first hour")
def _() -> tuple[bytes, int]:
    top = "WEBVTT\nKind: captions\nLanguage: en\n\n"
    text = captions(EN, lambda _, who, said: split("Draper: " if who == "i" else "Hale: ", said, 40), top, 5400)
    return text.encode("utf-8-sig"), words(EN)


@file("oral history: voices of a diarising program")
def _() -> tuple[bytes, int]:
    text = captions(EN, lambda _, who, said: [f"[SPEAKER_0{int(who == 'p')}]: {part}" for part in wrapped(said, 80)])
    return text.encode(), words(EN)


@file("oral history: two lines a caption, settings behind the times")
def _() -> tuple[bytes, int]:
    def render(n: int, who: str, said: str) -> list[str]:
        lines = wrapped(f"{'INTERVIEWER' if who == 'i' else 'NARRATOR'}: {said}", 42)
        return ["\n".join(lines[k : k + 2]) for k in range(0, len(lines), 2)]

    text = captions(EN, render).replace(".000\n", ".000 align:start position:10%\n")
    return text.replace("\n", "\r\n").encode(), words(EN)


@file("oral history: names with a place behind, other voices once")
def _() -> tuple[bytes, int]:
    text = captions(
        [*EN[:6], ("i", "Shall we stop for the kettle?"), *EN[6:]],
        lambda _, who, said: split("Tom Draper (interviewer): " if who == "i" else "Edith Hale: ", said),
    )
    return text.encode(), words(EN)


@file("oral history: SubRip with commas and a colon after the full name")
def _() -> tuple[bytes, int]:
    text = captions(DE, lambda _, who, said: split("Jutta Brand: " if who == "i" else "Otto Wiese: ", said), "")
    blocks = [block.replace(".", ",", 1) for block in text.split("\n\n") if block.strip()]
    made = [f"{n}\n" + "\n".join(_comma(block)) for n, block in enumerate(blocks, 1)]
    return "\n\n".join(made).encode("cp1252"), words(DE)


def _comma(block: str) -> list[str]:
    times, *rest = block.split("\n")
    return [times.replace(".", ","), *rest]


def headed(talk: Talk, head: str, asks: str, answers: str, top: str = "") -> bytes:
    return (
        top
        + "\n\n".join(
            f"{head.format(who, n + 1, clock(20 * n))}\n\n{said}" for n, who, said in named(talk, asks, answers)
        )
    ).encode()


@file("headings: respondent with a number")
def _() -> tuple[bytes, int]:
    return headed(NL, "## {0}", "Interviewer", "Respondent 4"), words(NL)


@file("headings: times in round brackets behind")
def _() -> tuple[bytes, int]:
    return headed(NL, "### {0} ({2})", "Interviewer", "Boer"), words(NL)


@file("headings: bold lines")
def _() -> tuple[bytes, int]:
    return headed(NL, "**{0}**", "Onderzoeker", "Deelnemer"), words(NL)


@file("headings: with a colon, below a title and facts")
def _() -> tuple[bytes, int]:
    top = "# Interview 3 – melkveehouder\n\n- Datum: 3 mei 2023\n- Plaats: Friesland\n- Duur: 48 minuten\n\n---\n\n"
    return headed(NL, "#### {0}:", "Onderzoeker", "Geïnterviewde", top), words(NL)


@file("headings: underlined")
def _() -> tuple[bytes, int]:
    rows = [f"{who}\n{'-' * len(who)}\n\n{said}\n" for _, who, said in named(NL, "Interviewer", "Respondent")]
    return "\n".join(rows).encode(), words(NL)


@file("headings: YAML on top, names of people")
def _() -> tuple[bytes, int]:
    top = "---\ntitle: Gesprek 12\ninterviewer: Marieke Bos\nrespondent: Jelle\ntags: [boerderij, loket]\n---\n\n"
    return headed(NL, "## {0}", "Marieke Bos", "Jelle", top), words(NL)


@file("headings: themes above, turns below")
def _() -> tuple[bytes, int]:
    half = len(NL) // 2
    first = headed(NL[:half], "### {0}", "I", "R", "# Transcript\n\n## Thema 1: de dag\n\n")
    return first + b"\n\n" + headed(NL[half:], "### {0}", "I", "R", "## Thema 2: veranderen\n\n"), words(NL)


@file("headings: numbered turns")
def _() -> tuple[bytes, int]:
    return headed(NL, "## {1}. {0}", "Interviewer", "Geïnterviewde"), words(NL)


@file("headings: times in square brackets before")
def _() -> tuple[bytes, int]:
    return headed(NL, "## [{2}] {0}", "Marieke", "Jelle"), words(NL)


@file("headings: a comment of the transcriber on top, paragraphs in turns")
def _() -> tuple[bytes, int]:
    body = headed(NL, "## {0}", "Interviewer", "Respondent").decode().replace(". ", ".\n\n")
    return f"<!-- getranscribeerd door bureau Zuid, 2023 -->\n\n{body}".encode(), words(NL)


@file("headings: single letters in bold with a time in code")
def _() -> tuple[bytes, int]:
    return headed(NL, "**{0}** `{2}`", "I", "R"), words(NL)


@file("headings: quotes below")
def _() -> tuple[bytes, int]:
    return headed(NL, "## {0}", "Interviewer", "Melkveehouder").replace(b"\n\nIk", b"\n\n> Ik"), words(NL)


def rows_of(head: list[str], rows: list[list[object]], mark: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows([head, *rows])
    return stream.getvalue()


@file("table: roles, words and two tags")
def _() -> tuple[bytes, int]:
    rows = [[n, who, said, "need" if n % 3 else "", "x"] for n, who, said in named(EN, "interviewer", "participant")]
    return rows_of(["turn_id", "speaker_role", "utterance", "tag1", "tag2"], rows).encode(), words(EN)


@file("table: German heads and semicolons in cp1252")
def _() -> tuple[bytes, int]:
    rows = [[n, who, said, "Zeitdruck" if n % 2 else ""] for n, who, said in named(DE, "Interviewer", "Befragte")]
    return rows_of(["Nr", "Sprecher", "Text", "Code"], rows, ";").encode("cp1252"), words(DE)


@file("table: cells of several lines")
def _() -> tuple[bytes, int]:
    rows = [[who, said.replace(". ", ".\n"), "a;b"] for _, who, said in named(EN, "INT", "PAR")]
    return rows_of(["who", "what", "codes"], rows).encode("utf-8-sig"), words(EN)


@file("table: several interviews in one")
def _() -> tuple[bytes, int]:
    rows = [["int1", n, who, said, ""] for n, who, said in named(EN, "I", "P1")]
    rows += [["int2", n, who, said, "water"] for n, who, said in named(EN[4:], "I", "P2")]
    return rows_of(["interview", "seq", "actor", "content", "labels"], rows).encode(), words(EN) + words(EN[4:])


@file("table: therapist and client with acts")
def _() -> tuple[bytes, int]:
    rows = [
        [f"s1-{n}", who, "question" if who == "therapist" else "inform", said]
        for n, who, said in named(EN, "therapist", "client")
    ]
    return rows_of(["utt_id", "interlocutor", "act", "transcript"], rows, "\t").encode(), words(EN)


@file("table: times in thousandths")
def _() -> tuple[bytes, int]:
    rows = [[4000 * n, 4000 * n + 3500, who, said, 0.9] for n, who, said in named(EN, "Researcher", "Gardener")]
    return rows_of(["start_ms", "end_ms", "speaker", "text", "confidence"], rows).encode(), words(EN)


@file("table: a row per sentence")
def _() -> tuple[bytes, int]:
    rows: list[list[object]] = []
    for n, who, said in named(EN, "Interviewer", "P3"):
        rows += [[n, who, part.strip() + ".", "context"] for part in said.rstrip(".?").split(". ")]
    return rows_of(["turn", "speaker", "sentence", "category"], rows).encode(), words(EN)


@file("table: names of people")
def _() -> tuple[bytes, int]:
    rows = [[clock(9 * n), who, said, ""] for n, who, said in named(NL, "Marieke Bos", "Jelle")]
    return rows_of(["Tijd", "Spreker", "Tekst", "Label"], rows, ";").encode(), words(NL)


@file("table: document and segment as coding programs put them out")
def _() -> tuple[bytes, int]:
    rows = [["Interview 7", n, f"{who}", said, "Code A > B"] for n, who, said in named(DE, "I", "B")]
    return rows_of(["Document", "Paragraph", "Speaker", "Content", "Tags"], rows).encode("utf-16"), words(DE)


@file("table: tags first, words last")
def _() -> tuple[bytes, int]:
    rows = [["pain" if n % 2 else "", n, who, said] for n, who, said in named(EN, "Q", "A")]
    return rows_of(["tag", "no", "q_or_a", "words"], rows).encode(), words(EN)


@file("table: lower-case codes for who speaks")
def _() -> tuple[bytes, int]:
    rows = [[n, who, said, "food|money"] for n, who, said in named(EN, "r", "p")]
    return rows_of(["line", "spk", "txt", "tags"], rows).encode(), words(EN)


@file("mixed: labels are shortened after the first page")
def _() -> tuple[bytes, int]:
    lines = [
        f"{('Interviewer' if who == 'i' else 'Sanne de Wit') if n < 6 else ('I' if who == 'i' else 'SW')}: {said}"
        for n, (who, said) in enumerate(EN)
    ]
    return "\n\n".join(lines).encode(), words(EN)


@file("mixed: numbered questions, lettered answers")
def _() -> tuple[bytes, int]:
    lines = [f"Q{n // 2 + 1}. {said}" if who == "i" else f"A: {said}" for n, (who, said) in enumerate(EN)]
    return "\n".join(lines).encode(), words(EN)


@file("mixed: a post and a firm behind the label")
def _() -> tuple[bytes, int]:
    return "\n".join(
        f"{who}: {said}" for _, who, said in named(EN, "Interviewer", "Ops lead (Harrow & Sons)")
    ).encode(), words(EN)


@file("mixed: initials against a role word")
def _() -> tuple[bytes, int]:
    return "\n\n".join(f"{who}: {said}" for _, who, said in named(EN, "Interviewer", "JB")).encode(), words(EN)


@file("mixed: initials in square brackets")
def _() -> tuple[bytes, int]:
    top = "Interview with Joan Bright (JB), head gardener. Interviewer: Kim Lowe (KL).\n\n"
    return (top + "\n".join(f"[{who}] {said}" for _, who, said in named(EN, "KL", "JB"))).encode(), words(EN)


@file("mixed: two who ask, one who answers")
def _() -> tuple[bytes, int]:
    lines = [f"{f'Interviewer {1 + n % 4 // 2}' if who == 'i' else 'P'}: {said}" for n, (who, said) in enumerate(EN)]
    return "\n".join(lines).encode(), words(EN)


@file("mixed: me and them")
def _() -> tuple[bytes, int]:
    return "\n".join(f"{who}: {said}" for _, who, said in named(EN, "Me", "Joan")).encode(), words(EN)


@file("mixed: long dashes behind names")
def _() -> tuple[bytes, int]:
    return "\n\n".join(f"{who} — {said}" for _, who, said in named(EN, "Researcher", "Joan")).encode(), words(EN)


@file("mixed: first names alone, told apart by the title")
def _() -> tuple[bytes, int]:
    top = "Interview by Anna with Piet, gardener\nRecorded on 3 June\n\n"
    return (top + "\n".join(f"{who}: {said}" for _, who, said in named(EN, "Anna", "Piet"))).encode(), words(EN)


@file("mixed: bold names and times, a remark of the editor")
def _() -> tuple[bytes, int]:
    lines = [f"**{who}** [{clock(25 * n)}]: {said}" for n, who, said in named(EN, "Kim Lowe", "Joan Bright")]
    lines.insert(5, "*[The recording stops here for a minute.]*")
    return "\n\n".join(lines).encode(), words(EN)


@file("mixed: capitals and small letters for one person")
def _() -> tuple[bytes, int]:
    lines = [
        f"{('KIM' if n % 3 else 'Kim') if who == 'i' else ('JOAN' if n % 5 else 'Joan')}: {said}"
        for n, (who, said) in enumerate(EN)
    ]
    return "\n".join(lines).encode(), words(EN)


@file("mixed: the label and a blank line, then the words; a signature below")
def _() -> tuple[bytes, int]:
    body = "\n\n".join(f"{who}\n\n{said}" for _, who, said in named(EN, "Interviewer:", "Interviewee:"))
    return f"{body}\n\nTranscribed by T. Marsh, 4 June\n".encode(), words(EN)


@file("mixed: three participants by number, a page of notes first")
def _() -> tuple[bytes, int]:
    notes = "Field notes\n\nQuiet room, two windows. Everybody had tea.\n\nTranscript\n\n"
    lines = [f"{f'Participant {1 + n % 3}' if who == 'p' else 'Moderator'}: {said}" for n, (who, said) in enumerate(EN)]
    return (notes + "\n".join(lines)).encode(), words(EN)


@file("oral history: two voices in a caption, each on its line")
def _() -> tuple[bytes, int]:
    pairs = list(zip(EN[::2], EN[1::2], strict=True))
    text = "WEBVTT\n\n"
    for n, ((_, asked), (_, said)) in enumerate(pairs):
        first, *rest = wrapped(said, 60)
        text += f"{clock(20 * n)}.000 --> {clock(20 * n + 4)}.000\nDRAPER: {asked}\nHALE: {first}\n\n"
        for k, more in enumerate(rest, 1):
            text += f"{clock(20 * n + 4 * k)}.000 --> {clock(20 * n + 4 * k + 4)}.000\n{more}\n\n"
    return text.encode(), words(EN)


@file("oral history: labels in the middle of captions")
def _() -> tuple[bytes, int]:
    whole = " ".join(f"{'INTERVIEWER' if who == 'i' else 'HALE'}: {said}" for who, said in EN)
    text = "WEBVTT\n\n"
    for n, part in enumerate(wrapped(whole, 75)):
        text += f"{clock(4 * n)}.000 --> {clock(4 * n + 4)}.000\n{part}\n\n"
    return text.encode(), words(EN)


@file("oral history: minutes and seconds alone, small letters")
def _() -> tuple[bytes, int]:
    text = captions(EN, lambda _, who, said: split("interviewer: " if who == "i" else "edith hale: ", said))
    return text.replace("00:0", "0").encode(), words(EN)


@file("oral history: narrator behind a comma")
def _() -> tuple[bytes, int]:
    text = captions(EN, lambda _, who, said: split("Tom Draper: " if who == "i" else "Edith Hale, narrator: ", said))
    return text.encode(), words(EN)


@file("oral history: voice tags with roles, nothing closed")
def _() -> tuple[bytes, int]:
    text = captions(EN, lambda _, who, said: [f"<v {'Interviewer' if who == 'i' else 'Interviewee'}>{said}"])
    return text.encode(), words(EN)


@file("table: no heads")
def _() -> tuple[bytes, int]:
    rows: list[list[object]] = [[who, said, "need"] for _, who, said in named(EN, "Interviewer", "P1")]
    return rows_of([str(cell) for cell in rows[0]], rows[1:]).encode(), words(EN)


@file("table: codes with underscores and numbers")
def _() -> tuple[bytes, int]:
    rows = [[n, who, said, "a,b"] for n, who, said in named(EN, "interviewer_1", "respondent_3")]
    return rows_of(["idx", "speaker_id", "text", "tags"], rows).encode(), words(EN)


@file("table: moderator and participants by letter, tags as a list")
def _() -> tuple[bytes, int]:
    rows = [[who, said, '["need", "pain"]'] for _, who, said in named(EN, "Moderator", "Participant A")]
    return rows_of(["Speaker", "Quote", "Tags"], rows).encode("utf-8-sig"), words(EN)


@file("table: the label stands in the words")
def _() -> tuple[bytes, int]:
    rows = [[n, f"{who}: {said}", "need"] for n, who, said in named(EN, "I", "P")]
    return rows_of(["n", "text", "tag"], rows).encode(), words(EN)


@file("table: who is asked, who asks, sentiment beside")
def _() -> tuple[bytes, int]:
    rows = [[n, who, said, "neutral", 0.4] for n, who, said in named(NL, "Interviewer", "Respondent 2")]
    return rows_of(["beurt", "spreker", "uitspraak", "sentiment", "score"], rows, ";").encode(), words(NL)


@file("table: JSON lines' cousins, text before the speaker")
def _() -> tuple[bytes, int]:
    rows = [[said, who, "x", "2023-05-03T10:00:00Z"] for _, who, said in named(EN, "researcher", "user")]
    return rows_of(["message", "author_role", "label", "created_at"], rows).encode(), words(EN)


@file("headings: question and answer")
def _() -> tuple[bytes, int]:
    return headed(NL, "## {0}", "Vraag", "Antwoord"), words(NL)


@file("headings: capitals and a letter with a number")
def _() -> tuple[bytes, int]:
    return headed(NL, "## {0}", "INTERVIEWER", "R4"), words(NL)


@file("headings: each speaker on a level")
def _() -> tuple[bytes, int]:
    rows = [f"{'##' if who == 'I' else '###'} {'Interviewer' if who == 'I' else 'Respondent'}\n\n{said}"
            for _, who, said in named(NL, "I", "R")]  # fmt: skip
    return "\n\n".join(rows).encode(), words(NL)


@file("headings: a dot and a time behind")
def _() -> tuple[bytes, int]:
    return headed(NL, "## {0} · {2}", "Interviewer", "Jelle"), words(NL)


@file("headings: shortened after the first")
def _() -> tuple[bytes, int]:
    rows = []
    for n, who, said in named(NL, "O", "B"):
        full = {"O": "Onderzoeker (O)", "B": "Boer (B)"}[who] if n < 2 else who
        rows.append(f"## {full}\n\n{said}")
    return "\n\n".join(rows).encode(), words(NL)


@file("printed: numbers in brackets at the end")
def _() -> tuple[list[list[str]], int]:
    lines = [line for n, who, said in named(DE, "I", "B") for line in wrapped(f"{who}: {said} ({n + 1})", 74)]
    return pages(lines, 26, "Interview 5", "{}"), words(DE)


@file("printed as text: gendered word and a time behind the label")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: [{clock(17 * n)}] {said}" for n, who, said in named(DE, "Interviewer*in", "Befragte*r")]
    return "\n\n".join(rows).encode(), words(DE)


@file("printed as text: lines of a program, number and tab before each")
def _() -> tuple[bytes, int]:
    flat = [line for _, who, said in named(DE, "I", "B") for line in wrapped(f"{who}: {said}", 70)]
    return "\n".join(f"{n}\t{line}" for n, line in enumerate(flat, 1)).encode("utf-16"), words(DE)


@file("think-aloud: a remark behind the label")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said}" for _, who, said in named(EN, "Moderator", "Participant (thinking aloud)")]
    return "\n".join(rows).encode("utf-16"), words(EN)


@file("think-aloud: from and to in brackets")
def _() -> tuple[bytes, int]:
    rows = [f"[{clock(9 * n)} - {clock(9 * n + 8)}] {who}: {said}" for n, who, said in named(EN, "R", "P7")]
    return "\r\n".join(rows).encode("utf-16"), words(EN)


@file("think-aloud: lines of the system between")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said}" for _, who, said in named(EN, "Moderator", "P7")]
    rows[4:4] = ["[page reloads by itself]"]
    return "\n".join(rows).encode("utf-16-le"), words(EN)


@file("mixed: pronouns and names in brackets")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said}" for _, who, said in named(EN, "Interviewer (Kim)", "Joan (she/her)")]
    return "\n".join(rows).encode(), words(EN)


@file("mixed: question and answer with names in brackets")
def _() -> tuple[bytes, int]:
    return "\n\n".join(f"{who}: {said}" for _, who, said in named(EN, "Q (Kim)", "A (Joan)")).encode(), words(EN)


@file("mixed: bold labels in a list")
def _() -> tuple[bytes, int]:
    return "\n".join(f"- **{who}:** {said}" for _, who, said in named(EN, "Kim", "Joan")).encode(), words(EN)


@file("mixed: initials with stops")
def _() -> tuple[bytes, int]:
    return "\n".join(f"{who}: {said}" for _, who, said in named(EN, "K.L.", "J.B.")).encode(), words(EN)


@file("mixed: questions in bold without labels")
def _() -> tuple[bytes, int]:
    rows = [f"**{said}**" if who == "i" else said for who, said in EN]
    return "\n\n".join(rows).encode(), words(EN)


@file("mixed: clock times in brackets and first names")
def _() -> tuple[bytes, int]:
    rows = [f"[10:{n:02d}] {who}: {said}" for n, who, said in named(EN, "Kim", "Joan")]
    return "\n".join(rows).encode(), words(EN)


@file("mixed: an interpreter between")
def _() -> tuple[bytes, int]:
    rows = [f"{who}: {said}" for _, who, said in named(EN, "Interviewer", "Joan")]
    rows[5:5] = ["Observer: We have five minutes left."]
    return "\n".join(rows).encode(), words(EN)


@pytest.mark.parametrize("name", FILES)
def test_words_of_participants(tmp_path: Path, name: str) -> None:
    made, wanted = FILES[name]()
    path = tmp_path / "talk"
    if isinstance(made, bytes):
        path.write_bytes(made)
    else:
        path = write_pdf(tmp_path / "talk.pdf", made)
    transcript = read(path)

    assert abs(transcript.words("participant") - wanted) <= 0.05 * wanted
    assert transcript.balance.holds
    assert account(path).holds
