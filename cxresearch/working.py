"""The other end of `joiners.background`: does one analysis run and reports on standard output, a line at a time."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from cxresearch.errors import CxError
from cxresearch.joiners.previews import Preview
from cxresearch.study import Study

_AT_MOST_EVERY = 0.2


def main(order: dict[str, Any]) -> int:
    """Carry out an order such as ``{"study": PATH, "researcher": NAME, "kind": "themes", "n": None}``.

    Returns
    -------
    int
        0, or 1 when the study or its content is at fault; the reason was reported.
    """
    last = 0.0

    def progress(done: int, total: int, label: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _AT_MOST_EVERY or done >= total:
            last = time.monotonic()
            _report(done=done, total=total, label=label)

    try:
        with Study(order["study"], researcher=order["researcher"], progress=progress) as study:
            if order["kind"] == "themes":
                study.theme(order["n"])
            elif order["kind"] == "preview":
                _report(result=_shown(study.preview(order["n"])))
            elif order["kind"] == "parts":
                _report(result=_parts(study, order["theme"]))
            elif order["kind"] == "split":
                made = study.split_by_seeds(order["theme"], order["parts"], below=order["below"])
                _report(result={"decisions": [made.uuid]})
            elif order["kind"] == "map":
                _report(result={"drawn": study.theme_map.draw()})
            elif order["kind"] == "tags":
                study.tag()
            else:
                study.draft_personas(order["n"])
    except CxError as error:
        _report(message=str(error))
        return 1
    return 0


def _shown(preview: Preview) -> dict[str, Any]:
    """Return what a preview says, in numbers and names of themes; no quotes."""
    return {
        "segments": preview.segments,
        "moved": len(preview.moved),
        "held": preview.held,
        "lost": len(preview.lost),
        "themes": [{"name": t.name, "now": t.now, "then": t.then, "stay": t.stay} for t in preview.themes],
    }


def _parts(study: Study, theme: str) -> dict[str, Any]:
    """Return the parts found in a theme: their names and sizes, and which quotes stand for them."""
    found = study.parts(theme)
    sizes = study.part_sizes(theme, found) if found else {}
    return {
        "theme": theme,
        "parts": [{"name": name, "n": sizes[name], "segments": list(ids)} for name, ids in found.items()],
    }


def _report(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
