"""Takes the pictures of docs/gallery.md: ``python -m tests.browser.gallery [STUDY.cxr]``.

Without a study the demo is analysed first, which takes a minute or two.
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cxresearch.bundled import corpus_folder
from cxresearch.study import Study
from tests.browser import lab as labs
from tests.browser.test_report import ARGUMENTS, chromium

OUT = Path(__file__).parent.parent.parent / "docs" / "images"
CODE = "import cxresearch as cx\nstudy = cx.Study('energy-customers.cxr', researcher='Ana')\nstudy.workbench()"


def prepare(path: Path) -> None:
    """Analyse the demo, and decide a little, as somebody in the middle of the work would have."""
    with Study(path, researcher="Ana") as study:
        if not study.reading().runs:
            demo = corpus_folder("demo")
            study.add(demo / "transcripts", attributes=demo / "attributes.csv")
            study.theme()
            study.tag()
            study.draft_personas()
        reading = study.reading()
        first, second = reading.themes[:2]
        quotes = reading.members[first.key]
        study.star(quotes[0].id)
        study.move(quotes[1].id, second.key)
        for name, colour in (("Money", "#cc6677"), ("Control", "#44aa99"), ("Trust", "#332288")):
            study.codebook.add(name, colour=colour)
        study.codebook.add("Money/Surprises", description="A sum nobody saw coming.", colour="#ddcc77")
        if not study.theme_map.places:
            study.theme_map.draw()
        words = study.review.words.query("kind == 'unknown'")["word"]
        study.review.keep(*words[:9])
        for segment, code in zip(reading.corpus.segments[3:40:6], ["Money", "Control", "Trust"] * 3, strict=False):
            study.codebook.apply(code, segment.id)


def shots(page: Page, sheet: labs.Sheet, suffix: str = "") -> None:
    """Take a picture of each view."""
    board = page.locator(".cxw")
    for title, name in (("Transcripts", "transcripts"), ("Themes", "themes"), ("Codebook", "codebook")):
        sheet.tab(title)
        if name == "transcripts" and not suffix:
            page.locator(".cxw-turn").nth(3).focus()
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        board.screenshot(path=OUT / f"workbench-{name}{suffix}.png")
    sheet.tab("Empathy map")
    board.screenshot(path=OUT / f"workbench-empathy{suffix}.png")
    sheet.tab("Personas")
    page.locator('[data-field="pains"]').first.click()
    page.wait_for_timeout(300)
    board.screenshot(path=OUT / f"workbench-personas{suffix}.png")
    sheet.tab("Activity")
    board.screenshot(path=OUT / f"workbench-activity{suffix}.png")
    sheet.tab("Pseudonyms")
    page.locator(".cxw-review-row").first.focus()
    board.screenshot(path=OUT / f"workbench-review{suffix}.png")
    sheet.tab("Themes")
    board.get_by_role("button", name="Map", exact=True).click()
    page.locator(".cxw-maplabel").first.wait_for()
    circle(page, 0.3, 0.4, 0.09)
    page.locator(".cxw-mapped .cxw-quote").first.wait_for()
    page.wait_for_timeout(300)
    board.screenshot(path=OUT / f"workbench-map{suffix}.png")
    board.get_by_role("button", name="Map", exact=True).click()
    sheet.settled()


def circle(page: Page, x: float, y: float, radius: float) -> None:
    """Draw a lasso around a place of the map; all in shares of its width and height."""
    room = page.locator(".cxw-mapcanvas").bounding_box()
    if room is None:
        return
    for step in range(33):
        angle = 2 * math.pi * step / 32
        across, down = x + radius * math.cos(angle), y + 2 * radius * math.sin(angle)
        page.mouse.move(room["x"] + room["width"] * across, room["y"] + room["height"] * down)
        if not step:
            page.mouse.down()
    page.mouse.up()


def main() -> None:
    """Take all pictures: light, dark, right to left, and narrow."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "energy-customers.cxr"
        if len(sys.argv) > 1:
            shutil.copy(sys.argv[1], path)
        prepare(path)
        with labs.running(Path(folder)) as lab:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            with lab.opened(browser, "light", CODE) as sheet:
                sheet.run()
                shots(sheet.page, sheet)
                board = sheet.page.locator(".cxw")
                sheet.tab("Personas")
                sheet.page.locator(".cxw-portrait").first.click()
                sheet.page.get_by_role("dialog").wait_for()
                board.screenshot(path=OUT / "workbench-pictures.png")
                sheet.page.keyboard.press("Escape")
                board.evaluate("e => { e.dir = 'rtl'; }")
                sheet.tab("Themes")
                board.screenshot(path=OUT / "workbench-themes-rtl.png")
                sheet.page.set_viewport_size({"width": 1320, "height": 1500})  # a narrow board is a tall one
                board.evaluate("e => { e.dir = 'ltr'; e.style.maxWidth = '320px'; }")
                sheet.page.wait_for_timeout(300)
                board.screenshot(path=OUT / "workbench-themes-narrow.png")
                sheet.tab("Pseudonyms")
                sheet.page.wait_for_timeout(300)
                board.screenshot(path=OUT / "workbench-review-narrow.png")
            lab.theme("JupyterLab Dark")
            with lab.opened(browser, "dark", CODE) as sheet:
                sheet.run()
                shots(sheet.page, sheet, "-dark")
            browser.close()


if __name__ == "__main__":
    main()
