"""Decisions in the file: their UUIDs follow one another whatever the clock does."""

from __future__ import annotations

from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from cxresearch.domain.copies import in_order, union
from cxresearch.domain.decision import Decision
from cxresearch.store import decisions
from cxresearch.store.database import Database


def decide(database: Database, text: str) -> Decision:
    with database.write() as connection:
        return decisions.append(
            connection, time="t", researcher="Ana", kind="memo", target="x", payload={"text": text}, run=None, quote=""
        )


@pytest.mark.parametrize("back", [0, 10**10])
def test_a_decision_comes_after_those_before_it_even_when_the_clock_does_not_move(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    back: int,
) -> None:
    ticks = iter(range(20))
    monkeypatch.setattr(decisions.clock, "time_ns", lambda: 1_700_000_000 * 10**9 - next(ticks) * back)
    with closing(Database(tmp_path / "s.cxr")) as database:
        made = [decide(database, str(n)) for n in range(20)]
        with database.read() as connection:
            assert decisions.load(connection) == tuple(made)

    assert all(one.uuid < other.uuid for one, other in pairwise(made))
    assert all(d.uuid[14] == "7" and d.uuid[19] in "89ab" for d in made)
    assert in_order(made) == tuple(made)


def test_two_copies_that_step_from_one_uuid_step_apart() -> None:
    last = "ffff0000-0000-7fff-bfff-ffffffffffff"

    assert len({decisions.uuid7(after=last) for _ in range(100)}) == 100
    assert min(decisions.uuid7(after=last) for _ in range(100)) > last
    assert decisions.uuid7(after=last)[14] == "7"


def test_the_union_of_copies_does_not_depend_on_which_comes_first() -> None:
    def made(number: int, uuid: str) -> Decision:
        return Decision(number, uuid, "", "Ana", "memo", "x", {"text": uuid})

    one, other = [made(1, "a"), made(2, "c")], [made(1, "a"), made(2, "b"), made(3, "d")]

    assert union(one, other) == union(other, one)
    assert [(d.number, d.uuid) for d in union(one, other)] == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
    assert union(one) == tuple(one)
