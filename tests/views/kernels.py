"""A kernel with a workbench in it, spoken to as the front end does: the same messages, without a browser."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

OPENS_WITHIN = 120
ANSWERS_WITHIN = 60


class Kernel:
    """A kernel that has opened a study and shows its workbench.

    Parameters
    ----------
    path, researcher
        The study file and who works in this kernel.
    """

    def __init__(self, path: Path, researcher: str) -> None:
        self._manager = KernelManager(kernel_name="python3")
        self._manager.start_kernel(cwd=str(path.parent), independent=True)
        self._client: BlockingKernelClient = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=OPENS_WITHIN)
        self._number = 0
        self._comm = ""
        code = f"import os, cxresearch as cx\nboard = cx.Study({path.name!r}, researcher={researcher!r}).workbench()"
        self._client.execute(f"{code}\nprint(os.getpid())")
        self.pid = 0
        while not (self._comm and self.pid):
            message = self._next(OPENS_WITHIN)
            content = message["content"]
            if message["msg_type"] == "error":
                raise RuntimeError(content["evalue"])
            if message["msg_type"] == "comm_open" and "snapshot" in content["data"].get("state", {}):
                self._comm = content["comm_id"]
            if message["msg_type"] == "stream" and content["text"].strip().isdecimal():
                self.pid = int(content["text"])

    def _next(self, seconds: float) -> dict[str, Any]:
        message: dict[str, Any] = self._client.get_iopub_msg(timeout=seconds)
        return message

    def tell(self, content: Mapping[str, Any]) -> str:
        """Send a message as the front end does, and return the number under which it will be answered."""
        self._number += 1
        name = f"test:{self._number}"
        data = {"comm_id": self._comm, "data": {"method": "custom", "content": {"id": name, **content}}}
        self._client.shell_channel.send(self._client.session.msg("comm_msg", data))
        return name

    def answers(self, until: float) -> Iterator[dict[str, Any]]:
        """Yield answers as they come, until a moment of the monotonic clock."""
        while True:
            try:
                message = self._next(max(0.0, until - time.monotonic()))
            except queue.Empty:
                return
            data = message["content"].get("data", {})
            if message["msg_type"] == "comm_msg" and data.get("method") == "custom":
                yield data["content"]

    def ask(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Send a message and wait for its answer: ``{"ok": …}`` or ``{"error": …}``."""
        name = self.tell(content)
        for answer in self.answers(time.monotonic() + ANSWERS_WITHIN):
            if answer["id"] == name:
                return answer
        raise TimeoutError(f"No answer to {content}.")

    def do(self, action: str, **arguments: Any) -> dict[str, Any]:
        """Hand in an edit, and wait until it is on disk or refused."""
        return self.ask({"ask": "do", "action": action, "arguments": arguments})

    def present(self, view: str, part: str = "", **query: Any) -> dict[str, Any]:
        """Ask for a part of a view."""
        answer = self.ask({"ask": "present", "view": view, "part": part, "query": query, "as_of": None})
        shown: dict[str, Any] = answer["ok"]
        return {name: value for name, value in shown.items() if name != "version"}

    def run(self, code: str) -> None:
        """Run something as a cell would, and wait until it is done."""
        reply = self._client.execute_interactive(code, timeout=ANSWERS_WITHIN, output_hook=lambda _: None)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"]["evalue"])

    def kill(self) -> None:
        """Kill the kernel's process outright."""
        os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Stop the kernel, if it still runs, and hang up."""
        self._client.stop_channels()
        with contextlib.suppress(Exception):
            self._manager.shutdown_kernel(now=True)
