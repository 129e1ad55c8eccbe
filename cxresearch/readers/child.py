"""Documents are parsed in a child process with limits: one for a batch, started when needed, renewed when it dies.

The child is asked by lines of JSON: ``{"path": …, "reader": …}``; it answers with what was extracted, or with why the
file is refused. It may use two gigabytes of memory (where the system can limit that) and is stopped after 90 seconds
on one file; then the file is refused and the next one gets a new child.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from cxresearch.domain.transcript import Balance, Reported
from cxresearch.errors import UnreadableFile
from cxresearch.readers.extract import Characters, Draft, Extract

MEMORY = 2 * 2**30
SECONDS = 90

_LOCK = threading.Lock()
_running: subprocess.Popen[str] | None = None


def extract_in_child(path: Path, reader: str) -> Extract:
    """Read a file with the reader of that name in the child process.

    Raises
    ------
    UnreadableFile
        When the reader refuses the file, or it needs more time or memory than the child may use.
    """
    with _LOCK:
        line = _ask(json.dumps({"path": str(path), "reader": reader}))
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise UnreadableFile(
            f"{path.name} needs more time or memory than is allowed and was not read; save it anew, or as plain text.",
            path=path,
        ) from error
    if "refused" in answer:
        raise UnreadableFile(answer["refused"], path=path, line=answer["line"])
    return _from_plain(answer["extract"])


def _ask(question: str) -> str:
    """Send one line and return the one that answers; nothing when the child died over it."""
    process = _child()
    timer = threading.Timer(SECONDS, process.kill)
    timer.start()
    answer = ""
    try:
        source, sink = _pipes(process)
        source.write(question + "\n")
        source.flush()
        answer = sink.readline()
    except (OSError, ValueError):
        answer = ""
    finally:
        timer.cancel()
    if not answer.endswith("\n"):
        stop()
    return answer


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise OSError("the child has no pipes")
    return process.stdin, process.stdout


def _child() -> subprocess.Popen[str]:
    global _running
    if _running is None or _running.poll() is not None:
        stop()
        _running = subprocess.Popen(
            [sys.executable, "-c", "from cxresearch.readers.child import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=_environment(),
        )
    return _running


def _environment() -> dict[str, str]:
    """Return the environment of the child, which finds the same packages as its parent."""
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


@atexit.register
def stop() -> None:
    """End the child, if there is one; the next file starts another."""
    global _running
    process, _running = _running, None
    if process is None:
        return
    process.kill()
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue
    process.wait()


def serve() -> None:
    """Answer questions until the parent closes the pipe; this is what the child runs."""
    _limit()
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(_answer(Path(asked["path"]), asked["reader"])) + "\n")
        sys.stdout.flush()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's timer alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: Path, reader: str) -> dict[str, Any]:
    from cxresearch.readers import FORMATS
    from cxresearch.readers.content import Content

    try:
        return {"extract": asdict(FORMATS[reader].extract(Content.load(path)))}
    except UnreadableFile as error:
        return {"refused": str(error), "line": error.line}
    except (MemoryError, RecursionError):
        return {
            "refused": f"{path.name} needs more memory than is allowed and was not read; save it anew.",
            "line": None,
        }


def _from_plain(held: dict[str, Any]) -> Extract:
    balance = held["balance"]
    return Extract(
        format=held["format"],
        encoding=held["encoding"],
        drafts=tuple(Draft(**draft) for draft in held["drafts"]),
        balance=Balance(
            balance["units_in"], balance["kept"], tuple(Reported(**report) for report in balance["reported"])
        ),
        characters=Characters(**held["characters"]),
        front=held["front"],
        notes=tuple(held["notes"]),
    )
