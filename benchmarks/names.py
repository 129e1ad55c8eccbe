"""How well names of themes stand for their themes, by three questions that a machine can ask.

    CX_STUDIES=… python benchmarks/names.py [demo va pdpilot serdif]

- *found again*: themes are named from half of their segments. Given a name alone, at which place among all themes
  are the other halves, by MiniLM? The mean of one over that place, over four ways of halving; 1 is best.
- *known by people*: segments that researchers coded are named by their codes. At which place, among the researchers'
  own names, is the one that belongs to ours? And how alike are the two (cosine)?
- *shared*: share of names whose every content word two participants use.

Names are compared by the same vectors that choose among them, so the first two flatter; the halves and the
researchers' names are unseen. Names are printed, to be read: a figure says little about how a name sounds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import cxresearch as cx
from cxresearch.analysis.encoding import Encoder
from cxresearch.analysis.fillers import content_words, stem, stop_words, words
from cxresearch.analysis.theme_geometry import Array, unit, word_weights
from cxresearch.analysis.theme_phrases import Meaning
from cxresearch.analysis.theme_speech import Speech, listen
from cxresearch.analysis.theme_words import Theming, describe

STUDIES = {
    "va": "va-transition-benefits/raw",
    "pdpilot": "pdpilot-explainability/text",
    "serdif": "serdif-usability/raw",
}
CODED = {"pdpilot-explainability": "themes", "serdif-usability": "codes"}
HALVINGS = 4
LEAST = 8
"""Quotes that a researcher's code must have."""


def named(speech: Speech, labels: Array, vectors: Array, n_themes: int) -> list[str]:
    """Name themes: n segments, (n,) their themes (-1: none), (n, d) their vectors."""
    documents = [[stem(word, "en") for word in content_words(text, "en")] or ["…"] for text in speech.texts]
    inside = np.flatnonzero(labels >= 0)
    vocabulary, weights = word_weights([documents[row] for row in inside], labels[inside], n_themes)
    centres = np.stack([vectors[labels == theme].mean(axis=0) for theme in range(n_themes)])
    meaning = Meaning.of(Encoder("minilm").encode, vectors, labels, n_themes)
    theming = Theming(speech, labels, unit(vectors), unit(centres), vocabulary, weights, "en", meaning=meaning)
    return [theme.name for theme in describe(theming)]


def places(names: Sequence[str], vectors: Array, labels: Array) -> list[int]:
    """Return, for each name, the place of its own theme among all, nearest first."""
    near = Meaning.of(Encoder("minilm").encode, vectors, labels, len(names))
    likeness = near.apart(list(names)) @ near.centres.T
    return [1 + int((row > row[theme]).sum()) for theme, row in enumerate(likeness)]


def mean_place(found: Sequence[int]) -> float:
    """Return the mean of one over the place."""
    return float(np.mean([1 / place for place in found]))


def shared(names: Sequence[str], speech: Speech) -> float:
    """Return the share of names whose every content word two participants use."""
    stop = stop_words("en")
    good = [all(len(speech.speakers.get(word, ())) > 1 for word in words(name) if word not in stop) for name in names]
    return sum(good) / max(1, len(good))


def study(name: str, folder: Path) -> None:
    """Theme a study and print its names."""
    with tempfile.TemporaryDirectory() as place, cx.Study(Path(place) / "study.cxr") as opened:
        opened.add(folder, pseudonymise=False)
        opened.theme()
        reading = opened.reading()
    corpus, segments = reading.corpus, reading.corpus.segments
    number = {theme.key: at for at, theme in enumerate(reading.themes)}
    labels = np.array([number.get(reading.memberships[s.id].theme or "", -1) for s in segments])
    texts, people = [s.text for s in segments], [s.participant for s in segments]
    vectors = Encoder("minilm").encode(texts)
    speech = listen(texts, people, "en", [corpus.before(s) for s in segments])
    again, found = [], []
    for way in range(HALVINGS):
        half = np.array([hashlib.sha256(text.encode()).digest()[way] % 2 for text in texts])
        again.append(named(speech, np.where(half == 0, labels, -1), vectors, len(number)))
        found.append(places(again[-1], vectors, np.where(half == 1, labels, -1)))
    chance = np.mean([1 / place for place in range(1, len(number) + 1)])
    names = [theme.name for theme in reading.themes]
    each = [mean_place(way) for way in found]
    print(f"\n{name}: found again {np.mean(each):.2f} (chance {chance:.2f}), shared {shared(names, speech):.0%}")
    for theme, other, at in zip(reading.themes, again[0], found[0], strict=True):
        print(f"  {len(reading.members[theme.key]):4d}  {theme.name}  [from half: {other}, place {at}]")
        print(f"        {theme.summary}")


def coded(name: str, folder: Path) -> None:
    """Name what researchers coded, and compare with their names."""
    rows = [json.loads(line) for line in (folder / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = sorted({(row["quote"], row["participant"], code) for row in rows for code in row[CODED[name]]})
    often = {code: sum(c == code for _, _, c in pairs) for _, _, code in pairs}
    codes = sorted(code for code, n in often.items() if n >= LEAST)
    pairs = [pair for pair in pairs if pair[2] in codes]
    texts, labels = [quote for quote, _, _ in pairs], np.array([codes.index(code) for _, _, code in pairs])
    encoder = Encoder("minilm")
    names = named(listen(texts, [who for _, who, _ in pairs], "en"), labels, encoder.encode(texts), len(codes))
    theirs, ours = encoder.encode(codes), encoder.encode(names)
    likeness = ours @ theirs.T
    found = [1 + int((row > row[code]).sum()) for code, row in enumerate(likeness)]
    chance = np.mean([1 / place for place in range(1, len(codes) + 1)])
    alike = float(np.mean(np.diag(likeness)))
    print(f"\n{name}, {len(codes)} codes: known by people {mean_place(found):.2f} (chance {chance:.2f})", end="")
    print(f", alike {alike:.2f}")
    for code, told, at in zip(codes, names, found, strict=True):
        print(f"  {told}  [theirs: {code}, place {at}]")


def main() -> None:
    """Print names and figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("studies", nargs="*", default=["demo", *STUDIES])
    chosen = parser.parse_args().studies
    folder = Path(os.environ.get("CX_STUDIES", ""))
    for name in chosen:
        here = Path(__file__).parents[1] / "corpora" / "demo" / "transcripts"
        study(name, here if name == "demo" else folder / STUDIES[name])
    for name in CODED:
        if name.split("-")[0] in chosen:
            coded(name, folder)


if __name__ == "__main__":
    main()
