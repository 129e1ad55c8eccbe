"""Kernels that die, and kernels that share a file: what was acknowledged stays, and who disagrees is named."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Reading
from cxresearch.study import Study
from cxresearch.views.registry import VIEWS
from tests.views import fixtures
from tests.views.kernels import Kernel

pytestmark = [pytest.mark.notebook, pytest.mark.slow]

ROUNDS = int(os.environ.get("CX_KILL_ROUNDS", "4"))
EDITS = int(os.environ.get("CX_KERNEL_EDITS", "60"))

Edit = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixtures.make(tmp_path_factory.mktemp("kernels") / "made.cxr")


def edits(reading: Reading, who: str, seed: int) -> Iterator[Edit]:
    """Yield edits without end, of every sort that a view asks for; many are about the same few things."""
    chance = random.Random(seed)
    segments = [segment.id for segment in reading.corpus.segments]
    themes = [theme.key for theme in reading.themes]
    people = [person.id for person in reading.corpus.participants]
    source = reading.corpus.sources[0].id
    number = 0
    while True:
        number += 1
        name, segment = f"{who} {number}", chance.choice(segments)
        few = [chance.choice(segments[:6])]
        yield from chance.sample(
            [
                ("theme.rename", {"theme": chance.choice(themes), "name": name}),
                ("theme.describe", {"theme": chance.choice(themes), "text": name}),
                ("quote.move", {"segments": few, "theme": chance.choice(themes)}),
                ("quote.move", {"segments": chance.sample(segments, 3), "theme": chance.choice([*themes, "unsorted"])}),
                ("quote.star", {"segments": [segment], "value": chance.random() < 0.7}),
                ("tag.set", {"segment": few[0], "label": "pain", "value": chance.random() < 0.5}),
                ("tag.answer", {"segment": segment, "labels": chance.sample(LABELS, 3)}),
                ("persona.edit", {"persona": "persona-a", "field": "name", "value": name}),
                ("persona.assign", {"participant": chance.choice(people), "persona": "persona-b"}),
                ("code.apply", {"source": source, "start": number, "end": number + 9, "name": name}),
                ("theme.new", {"name": name, "segments": chance.sample(segments, 2)}),
                ("memo", {"target": segment, "text": name}),
                ("undo", {"together": True}),
            ],
            4,
        )


def whole(study: Study) -> None:
    """Make sure that what was decided in one go is there as a whole or not at all."""
    batches = Counter(d.payload["batch"] for d in study.decisions if "batch" in d.payload)
    sizes = {d.payload["batch"]: d.kind for d in study.decisions if "batch" in d.payload}
    assert {n for batch, n in batches.items() if sizes[batch] == "tag.set"} <= {len(LABELS)}
    assert {n for batch, n in batches.items() if sizes[batch] == "segment.move"} <= {3}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_no_acknowledged_edit_is_lost_when_a_kernel_is_killed(made: Path, tmp_path: Path) -> None:
    """CX_KILL_ROUNDS kernels are killed, each at a random moment while a view hands in one edit after the other."""
    path = tmp_path / "killed.cxr"
    shutil.copy(made, path)
    chance = random.Random(7)
    acknowledged: set[str] = set()
    killed_at: list[int] = []
    for number in range(ROUNDS):
        kernel = Kernel(path, "Ana")
        try:
            with Study(path, read_only=True) as study:
                todo = edits(study.reading(), f"round {number}", number)
            acknowledged.update(kernel.do("memo", target="theme-water", text=f"round {number}")["ok"]["decisions"])
            until = time.monotonic() + chance.random() * 1.5
            here = 0
            for _ in range(3):  # a hand is never so fast: three edits wait at any moment
                action, arguments = next(todo)
                kernel.tell({"ask": "do", "action": action, "arguments": arguments})
            for answer in kernel.answers(until):
                acknowledged.update(answer.get("ok", {}).get("decisions", ()))
                here += 1
                action, arguments = next(todo)
                kernel.tell({"ask": "do", "action": action, "arguments": arguments})
            kernel.kill()
            for answer in kernel.answers(time.monotonic() + 0.2):  # what it said before it died
                acknowledged.update(answer.get("ok", {}).get("decisions", ()))
            killed_at.append(here)
        finally:
            kernel.close()
        with Study(path, researcher="Ana") as study:  # what the kill left half written is rolled back here
            assert study.check() == []
            assert acknowledged <= {decision.uuid for decision in study.decisions}
            whole(study)
    assert any(killed_at)  # else no round was killed while it had something to lose


def hand_in(kernel: Kernel, todo: Iterator[Edit], n: int) -> tuple[list[list[str]], list[str]]:
    """Hand in `n` edits one after the other; return what was acknowledged and the sentences of what was refused."""
    done, refused = [], []
    for _ in range(n):
        edit = next(todo)
        answer = kernel.do(edit[0], **edit[1])
        if "ok" in answer:
            done.append(answer["ok"]["decisions"])
        else:
            refused.append(answer["error"])
    return done, refused


def test_two_kernels_lose_nothing_and_name_every_conflict(made: Path, tmp_path: Path) -> None:
    """Each of two kernels hands in CX_KERNEL_EDITS edits at the same time, many about the same few things."""
    path = tmp_path / "shared.cxr"
    shutil.copy(made, path)
    with Study(path, read_only=True) as study:
        reading = study.reading()
    names = ("Ana", "Ben")
    with ThreadPoolExecutor(2) as pool:
        kernels = list(pool.map(lambda who: Kernel(path, who), names))
        try:
            jobs = [
                pool.submit(hand_in, kernel, edits(reading, who, seed), EDITS)
                for seed, (kernel, who) in enumerate(zip(kernels, names, strict=True))
            ]
            outcomes = [job.result() for job in jobs]
            for kernel, who in zip(kernels, names, strict=True):
                kernel.run(f"import pickle\npickle.dump(board._desk._study.reading(), open({f'{who}.pickle'!r}, 'wb'))")
            shown = [{view.name: kernel.present(view.name) for view in VIEWS} for kernel in kernels]
        finally:
            for kernel in kernels:
                kernel.close()
    with Study(path, read_only=True) as study:
        assert study.check() == []
        whole(study)
        stands, decisions = study.reading(), study.decisions
    # nothing is lost, and nothing is there that was not acknowledged
    acknowledged = [uuid for done, _ in outcomes for uuids in done for uuid in uuids]
    assert sorted(acknowledged) == sorted(decision.uuid for decision in decisions)
    assert sum(len(done) for done, _ in outcomes) >= 2 * EDITS * 0.9
    # whatever was refused was refused for a reason that a person understands
    for sentence in (sentence for _, refused in outcomes for sentence in refused):
        assert "mistake in cxresearch" not in sentence
        assert "locked" not in sentence
        assert "busy" not in sentence
    # both kernels end with the same reading, which is that of the file
    for who in names:
        assert pickle.loads((tmp_path / f"{who}.pickle").read_bytes()) == stands  # noqa: S301 - our own
    for view in shown[0]:
        same = [{k: v for k, v in one[view].items() if k not in ("undo", "redo")} for one in shown]
        assert same[0] == same[1], view
    # whoever differs is named: what a plain count of last words finds, the reading finds too
    differ = differing(decisions)
    assert len(differ) >= 3
    named = {(conflict.target, conflict.field) for conflict in stands.conflicts}
    assert differ == {(target, field) for target, field in named if field == "name" or field.startswith("tag:")}
    assert {d.researcher for conflict in stands.conflicts for d in conflict.decisions} == {*names}


def differing(decisions: Sequence[Decision]) -> set[tuple[str, str]]:
    """Work out plainly, from what was decided, the fields about which Ana's and Ben's last words differ."""
    last: dict[tuple[str, str], dict[str, object]] = {}
    for decision in in_force(decisions):
        payload = decision.payload
        what: dict[str, tuple[str, str]] = {
            "theme.rename": ("name", "name"),
            "persona.edit": (str(payload.get("field")), "value"),
            "tag.set": (f"tag:{payload.get('label')}", "value"),
        }
        if decision.kind in what:
            field, value = what[decision.kind]
            last.setdefault((decision.target, field), {})[decision.researcher] = payload[value]
    return {place for place, words in last.items() if len(set(words.values())) > 1}
