"""What people decided outlives new seeds, other numbers of themes, interviews more and interviews corrected."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import cxresearch as cx
from benchmarks.refinement import deal, decide, follow, lost
from cxresearch.bundled import corpus_folder


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_was_decided_is_lost(tmp_path: Path, seed: int) -> None:
    outcome = follow(tmp_path, corpus="tiny", n_decisions=120, model=False, seed=seed)

    assert outcome.pop("decisions")[0] == 120
    assert {what: gone for what, (gone, _) in outcome.items()} == dict.fromkeys(outcome, 0)
    assert len(outcome) == 5


def test_what_is_lost_would_be_noticed(tmp_path: Path) -> None:
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(corpus_folder("tiny") / "transcripts")
        deal(study, 4, 0)
        chance = random.Random(3)
        while study.reading().as_of < 60:
            decide(study, chance)

        assert lost(study.reading(), study.reading()) == []
        assert len(lost(study.reading(), study.reading(as_of=0))) > 20
