"""The one widget: it passes questions and edits between the front end and a desk, and keeps nothing itself."""

from __future__ import annotations

import html
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol

import anywidget
import traitlets

from cxresearch.errors import CxError
from cxresearch.views.scene import Presenter

_STATIC = Path(__file__).parent.parent / "static"
_log = logging.getLogger(__name__)


class Desk(Protocol):
    """What a view needs of a study; `cxresearch.joiners.desk.StudyDesk` is one."""

    def snapshot(self) -> dict[str, Any]:
        """Return title, counts and when something was last saved: no text of a transcript."""

    def version(self) -> dict[str, Any]:
        """Return what changes when the study does: version, work in the background."""

    def present(self, view: Presenter, part: str, query: Mapping[str, Any], as_of: int | None) -> dict[str, Any]:
        """Return a part of a view as it stands now, or as it stood after a decision."""

    def do(self, action: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out an edit; it is on disk when this returns, with the time it was saved."""


class View(anywidget.AnyWidget):  # type: ignore[misc]
    """Views of a study inside a notebook cell.

    Everything travels in messages ``{id, ask, …}`` and is answered by ``{id, ok}`` or ``{id, error}``. The traits,
    which a notebook may store, hold the snapshot only.

    Parameters
    ----------
    desk
        Answers questions and carries out edits.
    views
        What to show; more than one gives tabs.
    """

    _esm: ClassVar[Path] = _STATIC / "workbench.js"
    _css: ClassVar[Path] = _STATIC / "workbench.css"

    snapshot: Any = traitlets.Dict(help="Title, counts and last-saved time.").tag(sync=True)
    views: Any = traitlets.List(help="Name and title of each view.").tag(sync=True)

    def __init__(self, desk: Desk, views: Sequence[Presenter]) -> None:
        self._desk = desk
        self._presenters = {view.name: view for view in views}
        tabs = [{"name": view.name, "title": view.title} for view in views]
        super().__init__(snapshot=desk.snapshot(), views=tabs)
        self.on_msg(lambda _, content, __: self._hear(content))

    def _hear(self, content: Any) -> None:
        """Answer one message; whatever is wrong with it comes back as a sentence."""
        if not isinstance(content, Mapping) or "ask" not in content:
            return
        answer: dict[str, Any] = {"id": content.get("id")}
        try:
            answer["ok"] = self.answer(content)
        except CxError as error:
            answer["error"] = str(error)
        except Exception as error:
            _log.debug("A view asked for something that failed.", exc_info=error)
            answer["error"] = _unforeseen(error)
        self.send(answer)

    def answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to one message of the front end."""
        ask = message["ask"]
        if ask == "version":
            return self._desk.version()
        if ask == "do":
            done = self._desk.do(str(message.get("action")), dict(message.get("arguments") or {}))
            self.snapshot = {**self.snapshot, "saved": done.get("saved", self.snapshot.get("saved", ""))}
            return done
        view = self._presenters.get(str(message.get("view")))
        if ask != "present" or view is None or message.get("part", "") not in view.parts:
            raise CxError("The page asks for something this version does not know; reload the page.")
        as_of = message.get("as_of")
        return self._desk.present(
            view, message.get("part", ""), dict(message.get("query") or {}), as_of if isinstance(as_of, int) else None
        )

    def __repr__(self) -> str:
        counts = ", ".join(f"{n:,} {what}" for what, n in self.snapshot.get("counts", {}).items())
        saved = self.snapshot.get("saved")
        return f"{self.snapshot.get('title', 'Study')}: {counts}" + (f"; last saved {saved}" if saved else "")

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add a snapshot that is read where no kernel runs; it holds no text of a transcript."""
        data, metadata = super()._repr_mimebundle_(**options)
        data["text/plain"] = repr(self)
        data["text/html"] = (
            f"<p><strong>{html.escape(str(self.snapshot.get('title', 'Study')))}</strong><br>"
            f"{html.escape(repr(self).partition(': ')[2])}<br>"
            "<em>Run this cell in JupyterLab to go on working.</em></p>"
        )
        return data, metadata


def _unforeseen(error: Exception) -> str:
    """Put a mistake of ours into a sentence that holds no text of the study."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last is not None else "unknown place"
    return f"This is a mistake in cxresearch ({type(error).__name__} at {place}); what was saved is safe."
