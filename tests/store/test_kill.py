"""What was acknowledged survives a kill: a child edits a study and is killed at a random moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from cxresearch.store import decisions, sources
from cxresearch.store.database import Database

ROUNDS = int(os.environ.get("CX_KILL_ROUNDS", "20"))

_EDITOR = """
import sys
from pathlib import Path
from cxresearch.domain.transcript import Turn
from cxresearch.store import decisions, sources
from cxresearch.store.database import Database
path, first = Path(sys.argv[1]), int(sys.argv[2])
database = Database(path)
print("ready", flush=True)
for n in range(first, first + 100_000):
    with database.write() as connection:
        kind = n % 4
        if kind == 3:
            row = sources.SourceRow(f"s{n}", f"{n}.txt", "o", "text", "utf-8", "en", f"f{n}", 1)
            turns = [Turn("P1", f"Sentence {i} of {n}.", "participant") for i in range(20)]
            cuts = [(f"{n}-{i}", i, 0, len(t.text), t.text) for i, t in enumerate(turns)]
            sources.save_revision(connection, row, reason="imported", time="t", turns=turns, cuts=cuts, speakers={},
                                  account={"file": row.name}, aliases={})
        else:
            payload = {"themes": ["b", "c"]} if kind == 1 else {"name": f"name {n}"}
            name = "theme.merge" if kind == 1 else "theme.rename"
            decisions.append(connection, time="t", researcher="Ana", kind=name, target=str(n), payload=payload,
                             run=None, quote="")
    print(n, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_no_acknowledged_edit_is_lost_and_no_edit_is_half_done(tmp_path: Path) -> None:
    path = tmp_path / "s.cxr"
    chance = random.Random(7)
    acknowledged: set[int] = set()
    first = 0
    for _ in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", _EDITOR, str(path), str(first)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        time.sleep(chance.random() * 0.12)
        child.send_signal(signal.SIGKILL)
        said = [int(line) for line in child.stdout.read().splitlines() if line.strip().isdecimal()]
        child.stdout.close()
        child.wait()
        acknowledged.update(said)
        first = max(acknowledged, default=0) + 1_000
        with closing(Database(path)) as database:
            assert database.check() == []
            with database.read() as connection:
                decided = {int(d.target) for d in decisions.load(connection)}
                read = {int(s.id[1:]): s for s in sources.sources(connection)}
                for source in read.values():
                    assert len(sources.cuts_of(connection, source.id, 1)) == 20
        assert {n for n in acknowledged if n % 4 != 3} <= decided
        assert {n for n in acknowledged if n % 4 == 3} <= set(read)
    assert acknowledged
