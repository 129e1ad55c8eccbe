"""Analysis in a process of its own, so that a notebook stays free while models work; it can be cancelled."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

KINDS = ("themes", "preview", "tags", "personas", "map", "parts", "split")


class Work:
    """One analysis run under way.

    Parameters
    ----------
    path, researcher
        The study file and who asked.
    kind
        One of `KINDS`.
    n
        How many themes or personas; default as many as the material carries.
    theme, parts, below
        Which theme to look for parts in, or to split into these (name to segment ids), as its sub-themes or not.
    """

    def __init__(
        self,
        path: Path,
        researcher: str,
        kind: str,
        n: int | None = None,
        *,
        theme: str = "",
        parts: Mapping[str, Sequence[str]] | None = None,
        below: bool = True,
    ) -> None:
        self.kind = kind
        self._message, self._ended = "", ""
        self._result: dict[str, Any] | None = None
        self._done, self._total, self._label = 0, 0, "starting"
        order: dict[str, Any] = {"study": str(path.resolve()), "researcher": researcher, "kind": kind, "n": n}
        order |= {"theme": theme, "parts": dict(parts or {}), "below": below}
        self._process = subprocess.Popen(  # noqa: S603 - our own module, the order is one argument
            [sys.executable, "-m", "cxresearch.working", json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._listener = threading.Thread(target=self._listen, daemon=True, name=f"cxresearch {kind}")
        self._listener.start()

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return not self._ended

    def cancel(self) -> None:
        """Stop it; the study stays as it was."""
        if self.running:
            self._ended = "cancelled"
            self._process.terminate()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._listener.join(seconds)

    def state(self) -> dict[str, Any]:
        """Return how far it is, as plain values."""
        return {
            "kind": self.kind,
            "running": self.running,
            "ended": self._ended,
            "done": self._done,
            "total": self._total,
            "label": self._label,
            "message": self._message,
            "result": self._result,
        }

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._take(line)
        code = self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        if not self._ended:
            self._ended = "done" if code == 0 else "failed"
            if code and not self._message:
                self._message = "The analysis stopped before it was finished; nothing in the study has changed."

    def _take(self, line: str) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return  # a library printed something
        if not isinstance(said, dict):
            return
        self._message = str(said.get("message", self._message))
        self._result = said.get("result", self._result)
        self._done, self._total = int(said.get("done", self._done)), int(said.get("total", self._total))
        self._label = str(said.get("label", self._label))
