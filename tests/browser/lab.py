"""A JupyterLab for the browser tests: started once for a module, on a free port of this machine."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

TOKEN = "only-for-tests"  # noqa: S105 - the server lives as long as the test and listens on this machine only
STARTS_WITHIN = 120
ENDS_WITHIN = 30
SHOWS_WITHIN = 60_000


READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return context?.isReady && ["idle", "busy"].includes(context.session?.kernel?.status);
}"""


_ASKING = """() => {
  window.cxAsked = new Set();
  const words = data => typeof data === "string" ? data : data instanceof ArrayBuffer ? new TextDecoder().decode(data)
    : ArrayBuffer.isView(data) ? new TextDecoder().decode(data) : "";
  const number = text => /"content": ?\\{"id": ?"(\\w+:\\d+)"/.exec(text)?.[1];
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({data}) => window.cxAsked.delete(number(words(data))));
    }
    send(data) {
      const asked = number(words(data));
      if (asked) window.cxAsked.add(asked);
      super.send(data);
    }
  };
}"""
"""Keeps the numbers of the workbench's questions that have no answer yet, by listening to what JupyterLab sends."""

SETTLED = """async () => {
  const quiet = () => {
    const board = document.querySelector(".cxw");
    return board && board.dataset.waiting === "0" && !window.cxAsked?.size
      && board.querySelector(".cxw-panel").ariaBusy === "false";
  };
  const frames = n => new Promise(done => {
    const step = () => n-- > 0 ? requestAnimationFrame(step) : done();
    step();
  });
  const late = Date.now() + 60000;
  for (let calm = 0; calm < 2; calm = quiet() ? calm + 1 : 0) {
    if (Date.now() > late) throw new Error("The workbench does not come to rest.");
    await frames(2);
  }
}"""
"""A script that ends when every edit is saved and shown, and every question answered."""


_EXECUTE = "code => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code})"

CHROMIUM_ASKS = frozenset(
    "update.googleapis.com clients2.google.com accounts.google.com optimizationguide-pa.googleapis.com"
    " content-autofill.googleapis.com clientservices.googleapis.com safebrowsing.googleapis.com"
    " android.clients.google.com redirector.gvt1.com edgedl.me.gvt1.com www.google.com".split()
)
"""Whom Chromium asks by itself, for its own updates, whatever page it shows."""


class Beyond:
    """A proxy that answers nobody and remembers who was asked for, but for what Chromium asks by itself."""

    def __init__(self) -> None:
        self._asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._listener = threading.Thread(target=self._listen, daemon=True)

    @property
    def asked(self) -> list[str]:
        """The machines that somebody tried to reach."""
        hosts = [re.sub(r"^\w+ (http://)?([^/:]*).*$", r"\2", line) for line in self._asked]
        return [host for host in hosts if host not in CHROMIUM_ASKS]

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return  # closed
            with caller, contextlib.suppress(OSError):
                caller.settimeout(5)
                self._asked.append(caller.recv(2000).decode("latin-1").partition("\r\n")[0])

    def __enter__(self) -> Beyond:
        self._listener.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._socket.close()


@dataclass
class Lab:
    """A running JupyterLab and the folder it serves."""

    url: str
    folder: Path
    _context: BrowserContext | None = None

    def theme(self, name: str) -> None:
        """Choose JupyterLab's theme for pages opened from now on."""
        self.set("@jupyterlab/apputils-extension:themes", theme=name)

    def set(self, plugin: str, **settings: object) -> None:
        """Set settings of JupyterLab for pages opened from now on."""
        body = json.dumps({"raw": json.dumps(settings)}).encode()
        address = f"{self.url}/lab/api/settings/{plugin}?token={TOKEN}"
        request = urllib.request.Request(address, data=body, method="PUT")  # noqa: S310 - our own server
        request.add_header("Authorization", f"token {TOKEN}")
        urllib.request.urlopen(request, timeout=20).close()  # noqa: S310

    def notebook(self, name: str, *cells: str) -> Path:
        """Write a notebook with these cells."""
        content = {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"cell-{n}",
                    "metadata": {},
                    "execution_count": None,
                    "outputs": [],
                    "source": source,
                }
                for n, source in enumerate(cells)
            ],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        path = self.folder / f"{name}.ipynb"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    @contextlib.contextmanager
    def opened(self, browser: Browser, name: str, *cells: str, width: int = 1320, height: int = 960) -> Iterator[Sheet]:
        """Open a notebook with these cells in a page of its own, and close it with its kernel."""
        self.notebook(name, *cells)
        if self._context is None:  # one for all pages: JupyterLab's scripts are fetched once
            self._context = browser.new_context()
        page = self._context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(SHOWS_WITHIN)
        page.add_init_script(f"({_ASKING})()")
        sheet = Sheet(self, page, name)
        page.on("console", lambda message: sheet.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: sheet.complaints.append(str(error)))
        page.on("dialog", lambda dialog: sheet.complaints.append(dialog.message))
        page.on("request", lambda request: sheet.requests.append(request.url))
        page.goto(f"{self.url}/doc/tree/{name}.ipynb?token={TOKEN}&reset")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=SHOWS_WITHIN)
        page.wait_for_function("window.jupyterapp !== undefined", timeout=SHOWS_WITHIN)
        try:
            yield sheet
        finally:
            page.close()
            self.stop_kernels()

    def stop_kernels(self) -> None:
        """Stop every kernel, so that they do not pile up on a small machine."""
        for session in self._call("/api/sessions"):
            with contextlib.suppress(urllib.error.URLError):
                self._call(f"/api/sessions/{session['id']}", "DELETE")

    def _call(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(f"{self.url}{path}", method=method)  # noqa: S310
        request.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            said = answer.read()
        return json.loads(said) if said else None


@dataclass
class Sheet:
    """An open notebook page."""

    lab: Lab
    page: Page
    name: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def run(self) -> Locator:
        """Run all cells and return the workbench once it shows something."""
        self.page.wait_for_function(READY, timeout=SHOWS_WITHIN)
        self.command("notebook:run-all-cells")
        self.page.wait_for_selector(".cxw .cxw-view", timeout=SHOWS_WITHIN)
        board = self.page.locator(".cxw").first
        self.page.wait_for_function("document.querySelector('.cxw').dataset.version", timeout=SHOWS_WITHIN)
        self.settled()
        return board

    def command(self, name: str) -> None:
        """Start a command of JupyterLab; what it returns is not waited for."""
        self.page.evaluate("name => { window.jupyterapp.commands.execute(name); }", name)

    def saved(self) -> str:
        """Have JupyterLab save the notebook, and return what its file holds then."""
        self.page.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
        return (self.lab.folder / f"{self.name}.ipynb").read_text(encoding="utf-8")

    def start(self, code: str) -> None:
        """Have the kernel run something, as a cell would, and wait until it has begun."""
        mark = self.lab.folder / f"{self.name}.begun"
        self.page.evaluate(f"code => {{ ({_EXECUTE})(code); }}", f"open({str(mark)!r}, 'w').close()\n{code}")
        until = time.monotonic() + SHOWS_WITHIN / 1000
        while not mark.exists():
            if time.monotonic() > until:
                raise TimeoutError("The kernel does not begin what it was asked to run.")
            self.page.wait_for_timeout(50)
        mark.unlink()

    def execute(self, code: str) -> None:
        """Have the kernel run something, as a cell would, and wait until it is done."""
        status = self.page.evaluate(f"code => ({_EXECUTE})(code).done.then(reply => reply.content.status)", code)
        assert status == "ok"

    def restart(self) -> None:
        """Restart the kernel, which closes every widget, and clear the outputs."""
        self.page.evaluate(
            """async () => {
              const panel = window.jupyterapp.shell.currentWidget;
              await panel.sessionContext.session.kernel.restart();
            }"""
        )
        self.command("notebook:clear-all-cell-outputs")
        self.page.wait_for_function("!document.querySelector('.cxw')")
        self.page.evaluate("window.cxAsked.clear()")  # nobody is left who asks, or who waits for an answer

    def tab(self, title: str) -> None:
        """Go to a view by its tab, and wait until it shows what it has."""
        self.page.locator(".cxw-tab", has_text=title).click()
        self.settled()

    def settled(self) -> None:
        """Wait until every edit is saved and shown, and whatever was asked is answered."""
        self.page.evaluate(SETTLED)

    def outside(self) -> list[str]:
        """Return the requests that went anywhere but to the server."""
        local = (self.lab.url, self.lab.url.replace("http", "ws"), "data:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(local)]


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Lab]:
    """Start JupyterLab over a folder of its own, without news, update checks or a developer's settings."""
    port = _free_port()
    home = folder / ".home"
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")
    environment = _environment(home)
    options = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.disable_check_xsrf=True",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]
    log = (folder / ".jupyterlab.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], env=environment, cwd=folder, stdout=log, stderr=log
    )
    try:
        lab = Lab(f"http://127.0.0.1:{port}", folder)
        _wait_for(lab, server)
        yield lab
        lab.stop_kernels()
    finally:
        _end(server)
        log.close()


@contextlib.contextmanager
def voila(folder: Path, name: str) -> Iterator[str]:
    """Start Voilà over one notebook and yield its address."""
    port = _free_port()
    home = folder / ".voila"
    home.mkdir()
    options = ["--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1", "--show_tracebacks=True"]
    with (folder / ".voila.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "voila", f"{name}.ipynb", *options],
            env=_environment(home),
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(Lab(f"http://127.0.0.1:{port}", folder), server, "/static/voila.js")
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    """Return a port that nobody uses, out of those that systems never give away by themselves.

    One of the others may be given to a kernel or a browser before the server has come to take it.
    """
    for port in random.sample(range(15_000, 30_000), 100):
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("No port is free on this machine.")


def _environment(home: Path) -> dict[str, str]:
    """Return an environment with nothing of a developer's."""
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    environment.pop("MPLBACKEND", None)
    return environment


def _wait_for(lab: Lab, server: subprocess.Popen[bytes], path: str = "/api/status") -> None:
    for _ in range(STARTS_WITHIN * 5):
        if server.poll() is not None:
            raise RuntimeError(f"The server ended; see the logs in {lab.folder}.")
        try:
            lab._call(path)
        except urllib.error.HTTPError:
            return  # it answers, though not this
        except OSError:
            time.sleep(0.2)
        except ValueError:
            return  # it answers, though not in JSON
        else:
            return
    raise RuntimeError("The server did not start.")
