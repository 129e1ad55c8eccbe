"""Long work in a notebook: a bar, what is being done, and one line left behind."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, str], None]
_AT_MOST_EVERY = 0.1


def in_notebook() -> bool:
    """Tell whether this runs in a Jupyter kernel; imports nothing."""
    shell = sys.modules.get("IPython")
    instance = shell.get_ipython() if shell is not None else None
    return instance is not None and hasattr(instance, "kernel")


@contextmanager
def notebook_bar() -> Iterator[Progress]:
    """Show a bar below the running cell; it goes when the work ends.

    Labels are shown as plain text: they hold file names, which are not ours.
    """
    from IPython.display import display
    from ipywidgets import HBox, IntProgress, Label

    bar, label = IntProgress(description=""), Label("")
    box = HBox([bar, label])
    display(box)  # type: ignore[no-untyped-call]
    last = 0.0

    def show(done: int, total: int, text: str) -> None:
        nonlocal last
        moment = time.monotonic()
        if moment - last < _AT_MOST_EVERY and done < total:
            return
        last = moment
        bar.max, bar.value = max(total, 1), done
        label.value = f"{text} {done}/{total}" if total else text

    try:
        yield show
    finally:
        box.close()
