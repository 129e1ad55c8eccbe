"""What both paths through the workbench need: a study with a draft of the model, and what stands in its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.domain.decision import in_force
from cxresearch.domain.reading import Reading
from cxresearch.study import Study
from tests.browser import lab as labs
from tests.browser.acting import copy_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORKS_WITHIN = 400_000


def drafted(lab: labs.Lab, name: str) -> Path:
    """Make a study whose themes the model has drafted, so that drafting again starts from a draft."""
    path = copy_of(lab, name)
    with Study(path, researcher="Ana") as study:
        study.theme()
    return path


def kinds(path: Path) -> list[str]:
    with Study(path, read_only=True) as study:
        return [decision.kind for decision in in_force(study.decisions)]


def reading(path: Path) -> Reading:
    with Study(path, read_only=True) as study:
        return study.reading()


def done(page: Page, what: str) -> None:
    """Wait until an analysis in the background has ended well."""
    page.locator(".cxw-toast", has_text=f"{what}: done").wait_for(timeout=WORKS_WITHIN)
