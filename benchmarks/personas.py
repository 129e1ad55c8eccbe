"""How well planted kinds of participants are found: number of personas, agreement, participants between two kinds.

Run with ``python benchmarks/personas.py [--repeats 20]``; the figures stand in docs/personas.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass

import numpy as np

from cxresearch.analysis.personas import PersonaModel
from cxresearch.domain.corpus import Corpus, Participant, Segment
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Membership, Reading, Tag, Theme

THEMES = 8
RATES = np.array([0.45, 0.12, 0.06, 0.35, 0.18, 0.08, 0.06, 0.10])
"""How often each label stands on a segment where nobody's kind matters, in the order of LABELS."""


@dataclass(frozen=True)
class Setting:
    """A planted study; `tilt` is how strongly a kind decides what is spoken of and how (spread of log odds)."""

    participants: int
    kinds: int
    tilt: float
    between: int = 0
    attributes: bool = True


def plant(setting: Setting, seed: int) -> tuple[Reading, dict[str, int]]:
    """Make a reading, and say of what kind everybody is (-1: between the first two)."""
    chance = np.random.default_rng(seed)
    usual = chance.dirichlet(np.full(THEMES, 4.0))
    about = _around_zero(chance.normal(size=(setting.kinds, THEMES)))
    stance = _around_zero(chance.normal(size=(setting.kinds, THEMES, len(LABELS))))
    people, segments, memberships, tags = [], [], {}, {}
    truth: dict[str, int] = {}
    for number in range(setting.participants + setting.between):
        kind = number % setting.kinds if number < setting.participants else -1
        person = f"P{number + 1:02d}"
        truth[person] = kind
        own = about[kind] if kind >= 0 else about[:2].mean(axis=0)
        leaning = setting.tilt * own + 0.5 * chance.normal(size=THEMES)
        shares = usual * np.exp(leaning)
        odds = setting.tilt * (stance[kind] if kind >= 0 else stance[:2].mean(axis=0)) + 0.2 * chance.normal(size=8)
        people.append(Participant(person, _attributes(chance, kind) if setting.attributes else {}))
        for place in range(max(8, int(chance.lognormal(np.log(60), 0.5)))):
            theme = int(chance.choice(THEMES, p=shares / shares.sum()))
            segment = Segment(f"{person}-{place:03d}", person, person, place // 2, place % 2, 9, "Words.")
            segments.append(segment)
            memberships[segment.id] = Membership(segment.id, f"t{theme}" if chance.random() < 0.9 else None, 0.8)
            rates = 1 / (1 + np.exp(-(np.log(RATES / (1 - RATES)) + odds[theme])))
            on = chance.random(len(LABELS)) < rates
            tags[segment.id] = {label: Tag(label, bool(on[n]), float(rates[n])) for n, label in enumerate(LABELS)}
    themes = tuple(Theme(f"t{theme}", f"Theme {theme}") for theme in range(THEMES))
    corpus = Corpus((), tuple(people), tuple(segments))
    return Reading("planted", 0, corpus, themes=themes, memberships=memberships, tags=tags), truth


def _around_zero(values: np.ndarray) -> np.ndarray:
    return values - values.mean(axis=0)


def _attributes(chance: np.random.Generator, kind: int) -> dict[str, str]:
    """Say an age and a role that go with the kind in most cases; one age in five is missing."""
    age = str(int(chance.normal(35 + 10 * max(kind, 0), 8)))
    role = f"role {kind}" if kind >= 0 and chance.random() < 0.7 else f"role {chance.integers(5)}"
    return {"role": role} if chance.random() < 0.2 else {"role": role, "age": age}


def measure(setting: Setting, repeats: int) -> str:
    """Return one row of the table."""
    from sklearn.metrics import adjusted_rand_score

    chosen: Counter[int] = Counter()
    found, told, both, clear = [], [], [], []
    for seed in range(repeats):
        reading, truth = plant(setting, seed)
        sure = [person for person, kind in truth.items() if kind >= 0]
        free = PersonaModel().fit(reading)
        chosen[len(free.personas_)] += 1
        fixed = PersonaModel(setting.kinds).fit(reading)
        for model, scores in ((free, found), (fixed, told)):
            main = {
                person: max(
                    range(len(model.personas_)), key=lambda n: model.personas_[n].participants.get(person, -1.0)
                )
                for person in sure
            }
            scores.append(adjusted_rand_score([truth[p] for p in sure], [main[p] for p in sure]))
        often = Counter(person for persona in fixed.personas_ for person in persona.participants)
        both += [often[person] > 1 for person, kind in truth.items() if kind < 0]
        clear += [often[person] > 1 for person in sure]
    spread = ", ".join(f"{k}: {n}" for k, n in sorted(chosen.items()))
    between = f"{np.mean(both):.0%}" if both else "–"
    row = (setting.participants, setting.kinds, setting.tilt, "yes" if setting.attributes else "no", spread)
    scores = (f"{np.mean(found):.2f}", f"{np.mean(told):.2f}", between, f"{np.mean(clear):.0%}")
    return f"| {' | '.join(map(str, (*row, *scores)))} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=20)
    repeats = parser.parse_args().repeats
    print("| participants | kinds | tilt | attributes | personas chosen: times | ARI, number chosen | ARI, number told"
          " | between: in both | clear: in two |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|")
    for setting in (
        Setting(6, 1, 0.0, attributes=False),
        Setting(12, 1, 0.0, attributes=False),
        Setting(20, 1, 0.0, attributes=False),
        Setting(6, 2, 0.9),
        Setting(9, 3, 0.9),
        Setting(12, 3, 0.9, between=1),
        Setting(12, 3, 0.9, attributes=False),
        Setting(12, 3, 0.6),
        Setting(16, 4, 0.9),
        Setting(20, 5, 0.9),
    ):
        print(measure(setting, repeats), flush=True)


if __name__ == "__main__":
    main()
