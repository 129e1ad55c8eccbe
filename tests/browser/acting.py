"""What a researcher's hands do on the workbench: choosing, dragging, typing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.views.registry import VIEWS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.lab import Lab

TITLES = [view.title for view in VIEWS]
OPEN = "import cxresearch as cx\nstudy = cx.Study({name!r}, researcher={who!r})\nstudy.workbench()"


def copy_of(lab: Lab, name: str, source: str = "made.cxr") -> Path:
    """Copy a study that was made beforehand."""
    path = lab.folder / f"{name}.cxr"
    shutil.copy(lab.folder / source, path)
    return path


def cell(path: Path, who: str = "Ana") -> str:
    """Return the code of a cell that shows a study's workbench."""
    return OPEN.format(name=path.name, who=who)


def drag(page: Page, thing: Locator, place: Locator) -> None:
    """Drag a thing somewhere with the mouse."""
    start, end = thing.bounding_box(), place.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 60, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=6)
    page.mouse.up()


def choose(page: Page, words: str) -> None:
    """Type into the open list of choices or form, and take the first, or what was typed."""
    page.wait_for_selector(".cxw-popover input, .cxw-popover textarea")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def theme(page: Page, name: str) -> Locator:
    """Find a theme of the board by its name."""
    return page.locator(".cxw-theme", has_text=name).first
