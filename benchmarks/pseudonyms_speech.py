"""Recall and precision of the pseudonym rules on invented speech, read as one study beside a roster of twelve.

``pseudonyms_fresh.txt`` was written after the rules and is not used to mend them: it says what to expect of new
speech. ``pseudonyms_speech.txt`` was used for mending; its lines that name one other person in one word are read
three times more with names drawn from `RESERVE`. Transcripts hold twelve lines of one language each.

Run ``python benchmarks/pseudonyms_speech.py [--set fresh|mended] [--show]``. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from pseudonyms import ROSTER, wilson

from cxresearch.domain.transcript import Transcript, Turn
from cxresearch.readers.pseudonyms import Key, plan, pseudonymise

_SECOND = (
    "Bernadette Quill/Tomasz Wrona/Ifeoma Nwachukwu/Geoffrey Lam/Sorrel Whitcombe/Yasmin Al-Sayed/"
    "Dieter Hollmann/Marloes van Beek/Anthony Prewett/Rosemary Tull/Charlie Odhiambo/Ewan MacRae"
).split("/")
#: Which lines, beside whom.
SETS = {
    "fresh": (
        "pseudonyms_fresh.txt",
        _SECOND,
    ),
    "mended-3": ("pseudonyms_speech_3.txt", _SECOND),
    "mended-2": ("pseudonyms_speech_2.txt", _SECOND),
    "mended": ("pseudonyms_speech.txt", [label for label, *_ in ROSTER]),
}
KINDS = {
    "r": "roster", "n": "other person", "e": "e-mail", "p": "phone", "a": "address, postcode", "d": "date of birth",
    "i": "id number", "c": "account, card", "l": "link", "h": "handle",
}  # fmt: skip
RESERVE = (
    "Adaeze Bronagh Casimir Dervla Eluned Fenella Ghislaine Hamish Isolde Jemima Kwabena Leocadia Montserrat Nicodemus "
    "Olwen Pelagia Quillon Rhydian Svetlozar Tsedal Ulrik Verity Wambui Ximeno Ysolde Zephyrine Abimbola Brunhilde "
    "Chinwe Dagny Erlend Fatoumata Gaurav Hroswitha Ifeanyi Jorund Kalliope Lubomir Mairead Nasir Odalys Prakash "
    "Radoslav Sunniva Tivadar Uchenna Vashti Winnifred Xiomara Yaroslav Zsofia Anneliese Bartholomew Cosima Dragana "
    "Eberhard Farouk Gudrun Hiroshi Iolanda Jarmila Keziah Leszek Mirela Nadezhda Oyelaran Pascale Rukmini Shoshana "
    "Takumi Ursel Vimala Wiremu Yildiz Zawadi"
).split()
_MARKED = re.compile(r"⟦(\w):([^⟧]*)⟧")
_TITLE = re.compile(
    r"(?:(?:Mrs?|Ms|Mister|Mme|Dr\.?|Reverend|Councillor|Professor|old|Onkel|Familie|Nonna|Herr|Frau|Doktor|Madame"
    r"|mevrouw|meneer|signora?|señora?|panem|pan|pani) )+"
)


#: What identifies somebody by itself, once the roster is given.
DIRECT = frozenset("repadiclh")


def cases(seed: int, which: str = "mended") -> list[tuple[str, str]]:
    """Return language and marked words of every case."""
    rng = random.Random(seed)
    found: list[tuple[str, str]] = []
    for line in Path(__file__).with_name(SETS[which][0]).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, marked = line.split("|", 1)
        found.append((language, marked))
        if which != "mended":
            continue
        names = [name for kind, name in _MARKED.findall(marked) if kind == "n"]
        if language in {"en", "de"} and len(names) == 1 and re.fullmatch(r"[^\W\d_]+", names[0]):
            for name in rng.sample(RESERVE, 3):
                new = name if names[0][0].isupper() else name.lower()
                found.append((language, marked.replace(names[0], new)))
    return found


def study(found: list[tuple[str, str]], which: str = "mended") -> list[tuple[str, Transcript]]:
    """Make transcripts of twelve lines, and one in which the roster speaks."""
    people = tuple(Turn(label, "Hello.", "participant") for label in SETS[which][1])
    made = [("roster.txt", Transcript("text", "utf-8", "en", people))]
    for language in dict.fromkeys(language for language, _ in found):
        lines = [_MARKED.sub(r"\2", marked) for code, marked in found if code == language]
        for n in range(0, len(lines), 12):
            turns = tuple(Turn(f"P{40 + n // 12}", line, "participant") for line in lines[n : n + 12])
            made.append((f"{language}-{n:03}.txt", Transcript("text", "utf-8", language, turns)))
    return made


def targets(marked: str) -> list[tuple[str, int, int]]:
    """Return kind and offsets, in the plain words, of all that is marked."""
    wanted: list[tuple[str, int, int]] = []
    shift = 0
    for match in _MARKED.finditer(marked):
        start = match.start() - shift
        shift += len(match[0]) - len(match[2])
        wanted.append((match[1], start, start + len(match[2])))
    return wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--set", choices=list(SETS), default="fresh")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was hit wrongly")
    options = parser.parse_args()
    found = cases(options.seed, options.set)
    key = plan(study(found, options.set), key=Key())
    there: Counter[str] = Counter()
    got: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for language, marked in found:
        text = _MARKED.sub(r"\2", marked)
        replaced = pseudonymise(text, key=key, language=language)[1]
        covered = {i for hit in replaced for i in range(hit.start, hit.end)}
        wanted = targets(marked)
        for kind, start, end in wanted:
            name = _TITLE.sub("", text[start:end]) if kind in "nr" else text[start:end]
            letters = {i for i in range(end - len(name), end) if text[i].isalnum()}
            whole = letters <= covered
            direct = ("direct, with the roster",) if kind in DIRECT else ()
            for row in (KINDS[kind], f"in {language}", *direct, "all"):
                there[row] += 1
                got[row] += whole
            if options.show and not whole:
                print("missed |", language, "|", text[start:end], "|", text)
        for hit in replaced:
            on_target = any(hit.start < end and start < hit.end for _, start, end in wanted)
            group = "person" if hit.kind in {"participant", "interviewer", "person"} else hit.kind
            for row in (group, "all"):
                hits[row] += 1
                right[row] += on_target
            if options.show and not on_target:
                print("false  |", hit.kind, "|", hit.text, "|", text)
    for title, n, k in (("seeded", there, got), ("hit as", hits, right)):
        share = ("found", "recall") if n is there else ("right", "precision")
        print(f"\n| {title} | n | {share[0]} | {share[1]} | 95 % |")
        print("|---|---|---|---|---|")
        for row in sorted(n, key=lambda name: (name == "all", name.startswith("direct"), name.startswith("in "), name)):
            low, high = wilson(k[row], n[row])
            print(f"| {row} | {n[row]} | {k[row]} | {k[row] / n[row]:.3f} | {low:.3f}–{high:.3f} |")


if __name__ == "__main__":
    main()
