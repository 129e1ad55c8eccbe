"""The review of pseudonyms, the theme map and the pictures of personas, by mouse and by keys, in real JupyterLab."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxresearch.domain.decision import in_force
from cxresearch.store import maps
from cxresearch.store.database import Database
from cxresearch.study import Study
from tests.browser import lab as labs
from tests.browser.acting import cell, choose, copy_of
from tests.browser.test_report import CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
NAMES = """Interviewer: How was the counter?
P7: The form went to Brightwater. Nobody at Brightwater could say why, not even Quorra.
Interviewer: And then?
P7: I asked my husband Tom to call. Tom said it takes a week at Vellum.
"""


@pytest.fixture(scope="module")
def laid_out(lab: labs.Lab) -> str:
    return mapped(copy_of(lab, "laid out")).name


def mapped(path: Path) -> Path:
    """Lay the quotes out by theme, as the model would: a column for each theme, the unsorted ones at the bottom."""
    with Study(path, researcher="Ana") as study:
        reading = study.reading()
        columns = {theme.key: number for number, theme in enumerate(reading.themes)}
        places = {}
        for number, segment in enumerate(reading.corpus.segments):
            theme = reading.memberships[segment.id].theme
            across = (columns[theme] + 0.2 + 0.6 * (number % 7) / 7) / 3 if theme else number % 10 / 10
            places[segment.id] = (across, 0.05 + 0.6 * (number % 11) / 11 if theme else 0.95)
    with closing(Database(path)) as database, database.write() as connection:
        maps.save(connection, places)
    return path


def test_pseudonyms_are_reviewed_by_mouse_and_by_keys(browser: Browser, lab: labs.Lab) -> None:
    (lab.folder / "one.txt").write_text(NAMES, encoding="utf-8")
    (lab.folder / "two.txt").write_text(NAMES.replace("P7", "P8"), encoding="utf-8")
    path = lab.folder / "named.cxr"
    with Study(path, researcher="Ana") as study:
        study.add(lab.folder / "one.txt", lab.folder / "two.txt")
        words = list(study.review.words.query("kind == 'unknown'")["word"])
        study.memo(study.reading().corpus.segments[0].id, "Was it Quorra?")
    assert words[0] == "Brightwater"
    with lab.opened(browser, "named", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Pseudonyms")
        rows = page.locator(".cxw-review-row")
        assert page.locator(".cxw-progress strong").inner_text() == f"0 of {len(words)} looked at"
        rows.first.get_by_role("button", name="Keep Brightwater").click()
        sheet.settled()
        page.locator('.cxw-review-row[data-word="Quorra"]').focus()
        page.keyboard.press("h")
        sheet.settled()
        assert "Quorra" not in board.locator(".cxw-review .cxw-listing").inner_text()
        # what somebody wrote in their own words is listed, and changed when asked for
        own = page.locator(".cxw-own")
        assert "1 decision still names somebody hidden" in own.inner_text()
        page.keyboard.press("w")
        assert page.evaluate("document.activeElement.textContent") == "Hide it there too"
        page.keyboard.press("Enter")
        sheet.settled()
        assert own.is_hidden()
        for _ in words[2:]:
            rows.first.focus()
            page.keyboard.press("k")
            sheet.settled()
        assert "Reviewed by Ana" in page.locator(".cxw-progress").inner_text()
        page.keyboard.press("f")
        page.keyboard.press("f")
        sheet.settled()
        page.locator('.cxw-review-row[data-word="[Person 1]"]').focus()
        page.keyboard.press("v")
        page.get_by_role("dialog", name="Reveal what").wait_for()
        assert "T…, 3 letters" in page.get_by_role("dialog").inner_text()
        assert "Tom" not in page.content()
        page.keyboard.press("Escape")
        page.keyboard.press("Control+z")  # the last word kept is to be looked at again
        sheet.settled()
        assert "Reviewed by" not in page.locator(".cxw-progress").inner_text()
        rows.first.focus()
        page.keyboard.press("t")
        sheet.settled()
        assert page.locator(".cxw-tab[aria-selected=true]").inner_text() == "Transcripts"
        assert page.locator(".jp-Notebook .jp-Cell").count() == 1
        assert sheet.complaints == []
        assert sheet.outside() == []
    with Study(path, read_only=True) as study:
        said = {word: one.decision for word, one in study.review.said.items()}
        assert said["Brightwater"] == "keep"
        assert "Quorra" not in said
        assert "hide" in said.values()
        assert not study.review.done
        assert "Quorra" not in " ".join(segment.text for segment in study.reading().corpus.segments)
        assert "Quorra" not in str(study.decisions)
        assert list(study.review.redactions["what"]) == ["own words"]


def test_quotes_are_chosen_on_the_map_and_themes_are_marked(browser: Browser, lab: labs.Lab, laid_out: str) -> None:
    path = copy_of(lab, "mapped", laid_out)
    with lab.opened(browser, "mapped", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Themes")
        board.get_by_role("button", name="Map", exact=True).click()
        sheet.settled()
        canvas = page.locator(".cxw-mapcanvas")
        page.locator(".cxw-maplabel").nth(2).wait_for()
        # a lasso by mouse around the left column, its quotes to another theme
        lasso(page, canvas, 0.0, 0.0, 0.32, 0.8)
        sheet.settled()
        first = chosen(page)
        assert first > 5
        page.locator(".cxw-mapped .cxw-quote").first.wait_for()
        board.get_by_role("button", name="Move …").click()
        choose(page, "Who helps")
        sheet.settled()
        assert chosen(page) == 0
        # a frame by keys, a new theme of what is in it
        canvas.focus()
        for key in (*["ArrowRight"] * 7, *["ArrowUp"] * 4, *["+"] * 4, " "):
            page.keyboard.press(key)
        sheet.settled()
        second = chosen(page)
        assert second > 5
        page.keyboard.press("n")
        choose(page, "Seen on the map")
        sheet.settled()
        # by theme, by words; pinned and starred
        page.locator(".cxw-maplabel", has_text="Seen on the map").click()
        sheet.settled()
        assert chosen(page) == second
        page.keyboard.press("p")
        sheet.settled()
        page.get_by_role("searchbox", name="Search these quotes").fill("mouldy")
        page.get_by_role("button", name="found").wait_for()
        page.keyboard.press("Enter")
        sheet.settled()
        canvas.focus()
        page.keyboard.press("s")
        sheet.settled()
        # back to the list: colour, seed words, links, all by keys
        page.keyboard.press("v")
        sheet.settled()
        page.locator(".cxw-theme-open").first.focus()
        page.keyboard.press("c")
        choose(page, "teal")
        sheet.settled()
        page.locator(".cxw-theme-open").first.focus()
        page.keyboard.press("w")
        page.wait_for_selector(".cxw-popover textarea")
        page.keyboard.type("tap, hose")
        page.keyboard.press("Control+Enter")
        sheet.settled()
        page.locator(".cxw-theme-open").first.focus()
        for key in ("ArrowRight", " ", "ArrowDown", " ", "b"):
            page.keyboard.press(key)
        sheet.settled()
        assert "together with 1 other" in page.locator(".cxw-themes .cxw-listing").inner_text()
        # a picture by keys
        sheet.tab("Personas")
        page.locator(".cxw-person").first.focus()
        page.keyboard.press("p")
        page.get_by_role("dialog", name="Picture of").wait_for()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        sheet.settled()
        assert page.locator(".jp-Notebook .jp-Cell").count() == 1
        assert sheet.complaints == []
    with Study(path, read_only=True) as study:
        reading = study.reading()
        kinds = {decision.kind for decision in in_force(study.decisions)}
        assert kinds == {
            *("segment.move", "theme.new", "segment.pin", "segment.star"),
            *("theme.colour", "theme.seed", "theme.together", "persona.edit"),
        }
        assert sum(1 for decision in study.decisions if decision.kind == "segment.move") == first
        fresh = next(theme for theme in reading.themes if theme.name == "Seen on the map")
        assert len(reading.members[fresh.key]) == second
        assert all("mouldy" in reading.segment(id_).text for id_ in reading.starred)
        assert study.personas[0].picture or study.personas[1].picture


def test_a_theme_is_split_into_the_parts_that_are_found_in_it(browser: Browser, lab: labs.Lab) -> None:
    """Looked for by the button and cancelled; then by keys alone, named, split and taken back."""
    path = copy_of(lab, "parts")
    with lab.opened(browser, "parts", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Themes")
        board.get_by_role("button", name="Show parts").click()
        board.get_by_role("button", name="Cancel").click()
        page.locator(".cxw-toast", has_text="Looking for parts: cancelled").wait_for()
        page.locator('.cxw-theme-open[data-key="theme-water"]').click()
        sheet.settled()
        page.keyboard.press("f")
        dialog = page.get_by_role("dialog", name="Parts of “Water in a dry summer”")
        dialog.wait_for(timeout=WORKS_WITHIN)
        sizes = [int(words.split()[0]) for words in dialog.locator(".cxw-part .cxw-soft.cxw-small").all_inner_texts()]
        quoted = dialog.locator(".cxw-part p").all_inner_texts()
        assert page.evaluate("document.activeElement.textContent") == "Split so"
        for key in ("Shift+Tab", *["Shift+Tab"] * len(sizes)):  # past the box to the name of the first part
            page.keyboard.press(key)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("First by keys")
        page.keyboard.press("Enter")
        page.locator(".cxw-toast", has_text=f"into {len(sizes)} parts").wait_for(timeout=WORKS_WITHIN)
        sheet.settled()
        names = page.locator(".cxw-theme-title").all_inner_texts()
        assert {"First by keys", "Water in a dry summer"} <= set(names)
        with Study(path, read_only=True) as study:
            reading = study.reading()
            made = [theme for theme in reading.themes if theme.parent == "theme-water"]
            assert sorted(len(reading.members[theme.key]) for theme in made) == sorted(sizes)
            texts = {segment.text for theme in made for segment in reading.members[theme.key]}
            assert quoted
            assert all(any(text in words for text in texts) for words in quoted)
        page.locator(".cxw-toast").get_by_role("button", name="Undo").click()
        sheet.settled()
        assert "First by keys" not in page.locator(".cxw-theme-title").all_inner_texts()
        assert page.locator(".jp-Notebook .jp-Cell").count() == 1
        assert sheet.complaints == []


WORKS_WITHIN = 120_000


def lasso(page: Page, canvas: Locator, left: float, top: float, right: float, bottom: float) -> None:
    box = canvas.bounding_box()
    assert box is not None
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    places = [(box["x"] + 2 + (box["width"] - 4) * x, box["y"] + 2 + (box["height"] - 4) * y) for x, y in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def chosen(page: Page) -> int:
    said = page.locator(".cxw-selection strong")
    return int(said.inner_text().split()[0]) if said.count() else 0


@pytest.mark.parametrize("scheme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_map_the_dialogs_and_the_review_pass_axe(
    browser: Browser, lab: labs.Lab, laid_out: str, scheme: str
) -> None:
    path = copy_of(lab, f"dialogs{scheme[-4:].strip()}", laid_out)
    with Study(path, researcher="Ana") as study:
        for number in (0, 1):
            study.memo(study.reading().corpus.segments[number].id, "Was it Walther?")
        study.review.hide("Walther")
        study.colour_theme("theme-water", "#44aa99")
    lab.theme(scheme)
    try:
        with lab.opened(browser, path.stem, cell(path)) as sheet:
            page, board = sheet.page, sheet.run()
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found: dict[str, Any] = {}
            sheet.tab("Pseudonyms")
            page.locator('[data-filter="all"]').click()
            sheet.settled()
            page.locator(".cxw-own summary").click()
            found["review"] = problems(page)
            page.locator('.cxw-review-row[data-word="[Person 1]"]').focus()
            page.keyboard.press("v")
            page.get_by_role("dialog").wait_for()
            found["reveal"] = problems(page)
            page.keyboard.press("Escape")
            sheet.tab("Themes")
            board.get_by_role("button", name="Map", exact=True).click()
            sheet.settled()
            page.locator(".cxw-maplabel").first.click()
            sheet.settled()
            found["map"] = problems(page)
            sheet.tab("Personas")
            page.locator(".cxw-portrait").first.click()
            page.get_by_role("dialog").wait_for()
            found["pictures"] = problems(page)
            assert {name: what for name, what in found.items() if what} == {}
    finally:
        lab.theme("JupyterLab Light")


def problems(page: Page) -> list[str]:
    outcome = page.evaluate("axe.run('.cxw', {resultTypes: ['violations']})")
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in outcome["violations"] if v["impact"] in SERIOUS]
    low = page.evaluate(CONTRAST.replace("document.body", "document.querySelector('.cxw')"))
    return serious + [f"contrast {p}" for p in low if p["ratio"] < 4.5]


SERIOUS = ("serious", "critical")
