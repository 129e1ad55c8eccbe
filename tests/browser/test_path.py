"""The path of a researcher through the workbench in real JupyterLab, once with the mouse and once by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxresearch.domain.decision import in_force
from cxresearch.domain.reading import Reading
from cxresearch.study import Study
from tests.browser import lab as labs
from tests.browser.acting import TITLES, cell, choose, copy_of, drag, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORKS_WITHIN = 400_000

_BEFORE = "code.new coding.add segment.move segment.move theme.split theme.rename theme.merge".split()
_AFTER = "tag.set tag.set persona.assign persona.edit persona.edit persona.edit".split()


@pytest.fixture(scope="module")
def drafted(lab: labs.Lab) -> str:
    """A study whose themes the model has drafted, so that drafting again starts from a draft."""
    path = copy_of(lab, "drafted")
    with Study(path, researcher="Ana") as study:
        study.theme()
    return path.name


def kinds(path: Path) -> list[str]:
    with Study(path, read_only=True) as study:
        return [decision.kind for decision in in_force(study.decisions)]


def reading(path: Path) -> Reading:
    with Study(path, read_only=True) as study:
        return study.reading()


def done(page: Page, what: str) -> None:
    """Wait until an analysis in the background has ended well."""
    page.locator(".cxw-toast", has_text=f"{what}: done").wait_for(timeout=WORKS_WITHIN)


def test_by_mouse_and_all_of_it_is_there_after_a_restart(
    browser: Browser, lab: labs.Lab, beyond: labs.Beyond, drafted: str
) -> None:
    path = copy_of(lab, "path", drafted)
    first = reading(path)
    here, there = first.themes[:2]
    with lab.opened(browser, "path", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()

        def press(name: str) -> None:
            board.get_by_role("button", name=name, exact=True).first.click()

        # read, and code a span
        words = page.locator(".cxw-turn-words").nth(1)
        box = words.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 4, box["y"] + 9)
        page.mouse.down()
        page.mouse.move(box["x"] + 160, box["y"] + 9, steps=4)
        page.mouse.up()
        press("Code …")
        choose(page, "First thoughts")
        sheet.settled()
        assert page.locator(".cxw-codechip", has_text="First thoughts").count() == 1
        # a quote by mouse, one by keys
        sheet.tab("Themes")
        page.locator(".cxw-theme-open").first.click()
        sheet.settled()
        quotes = page.locator(".cxw-themes .cxw-quote")
        dragged, keyed = (quotes.nth(n).get_attribute("data-segment") or "" for n in (0, 1))
        drag(page, quotes.nth(0), theme(page, there.name))
        sheet.settled()
        page.locator(f'.cxw-quote[data-segment="{keyed}"]').focus()
        page.keyboard.press("m")
        choose(page, there.name)
        sheet.settled()
        # split two off, rename what stays, merge the new one into another
        split = [quotes.nth(n).get_attribute("data-segment") or "" for n in (0, 1)]
        for n in (0, 1):
            quotes.nth(n).get_by_role("checkbox").click()
        press("Split off …")
        choose(page, "Split by hand")
        sheet.settled()
        press("Rename")
        choose(page, "Named by hand")
        sheet.settled()
        theme(page, "Split by hand").locator("button").click()
        press("Merge …")
        page.locator(".cxw-option", has_text=there.name).click()
        sheet.settled()
        assert kinds(path) == _BEFORE
        # look at what a re-run would change, then let it
        press("Draft again …")
        press("Preview")
        dialog = page.get_by_role("dialog", name="What drafting again would change")
        dialog.wait_for(timeout=WORKS_WITHIN)
        assert " would move; " in dialog.inner_text()
        assert reading(path).runs["themes"].id == first.runs["themes"].id
        press("Draft so")
        page.locator(".cxw-work progress").wait_for()
        done(page, "Drafting themes")
        sheet.settled()
        # tag again
        sheet.tab("Empathy map")
        press("Tag again")
        done(page, "Tagging")
        sheet.settled()
        between = reading(path)
        # a label, a participant, a persona
        card = page.locator('.cxw-quadrant[aria-label="Feel"] .cxw-card').first
        retagged = card.get_attribute("data-segment") or ""
        drag(page, card, page.locator('.cxw-quadrant[aria-label="Think"] .cxw-quadrant-head'))
        sheet.settled()
        sheet.tab("Personas")
        person = page.locator(".cxw-person").first
        moved = person.get_attribute("data-person") or ""
        drag(page, person, page.locator(".cxw-personatab").nth(1))
        sheet.settled()
        press("Rename")
        choose(page, "The careful gardener")
        sheet.settled()
        press("Edit the summary")
        page.locator(".cxw-popover textarea").fill("Waters at six and tells nobody.")
        press("Write")
        sheet.settled()
        press("Add a line to Goals")
        page.locator(".cxw-popover textarea").fill("Beans until October")
        press("Add")
        sheet.settled()
        decided = reading(path)
        assert kinds(path) == _BEFORE + _AFTER
        # undo five: what was decided since tagging is gone, all before stands
        for _ in range(5):
            press("Undo")
            sheet.settled()
        assert kinds(path) == _BEFORE
        assert "The careful gardener" not in page.locator(".cxw-persona-name").inner_text()
        assert "Saved" in page.locator(".cxw-status").inner_text()
        # all of it is there after a restart, the five can be done again, and the other views agree
        sheet.restart()
        sheet.run()
        assert page.locator(".cxw-codechip", has_text="First thoughts").count() == 1
        sheet.tab("Themes")
        names = page.locator(".cxw-theme-title").all_inner_texts()
        assert "Named by hand" in names
        assert "Split by hand" not in names
        sheet.tab("Activity")
        assert page.locator(".cxw-activity strong").first.inner_text() == f"{len(_BEFORE + _AFTER) + 5} decisions"
        for _ in range(5):
            page.locator(".cxw-head").get_by_role("button", name="Redo").click()
            sheet.settled()
        sheet.tab("Personas")
        page.locator(".cxw-personatab", has_text="The careful gardener").click()
        assert page.locator(".cxw-persona-name").inner_text() == "The careful gardener"
        assert page.locator(".cxw-line-text", has_text="Beans until October").count() == 1
        assert sheet.complaints == []
        assert sheet.outside() == []
        assert beyond.asked == []
    last = reading(path)
    assert between.runs["themes"].id != first.runs["themes"].id
    assert between.runs["tags"].id != first.runs["tags"].id
    for stands in (between, decided, last):
        assert {stands.memberships[segment].theme for segment in [dragged, keyed, *split]} == {there.key}
        assert stands.theme_by_key[here.key].name == "Named by hand"
        assert stands.orphans == ()
        assert len(stands.codings) == 1
    assert {"think"} <= set(last.labels(retagged))
    assert "feel" not in last.labels(retagged)
    assert moved in last.assigned
    assert (last.persona_edits, last.labels(retagged)) == (decided.persona_edits, decided.labels(retagged))


def go_on(page: Page, press: Callable[[str], None], words: str, key: str, most: int = 60) -> None:
    """Press a key until what has the focus says certain words."""
    for _ in range(most):
        if words in page.evaluate("document.activeElement.textContent"):
            return
        press(key)
    raise AssertionError(f"{key} does not lead to {words!r}.")


_HERE = "selector => document.activeElement?.matches(selector)"


def test_by_keys_alone_and_all_of_it_is_there_after_a_restart(browser: Browser, lab: labs.Lab, drafted: str) -> None:
    """Nothing here but keys: not even the focus is put anywhere by other means."""
    path = copy_of(lab, "keys", drafted)
    first = reading(path)
    there = first.themes[1]
    with lab.opened(browser, "keys", cell(path)) as sheet:
        page = sheet.page
        sheet.run()

        def press(*keys: str) -> None:
            for key in keys:
                page.keyboard.press(key)
                sheet.settled()
                assert page.evaluate("document.querySelector('.cxw').contains(document.activeElement)"), f"after {key}"

        def reach(selector: str, key: str = "Tab", most: int = 60) -> None:
            for _ in range(most):
                if page.evaluate(_HERE, selector):
                    return
                page.keyboard.press(key)
            raise AssertionError(
                f"No key leads to {selector}: {page.evaluate('document.activeElement.outerHTML')[:200]}"
            )

        def write(words: str) -> None:
            choose(page, words)
            sheet.settled()

        def view(title: str) -> None:
            if page.evaluate(_HERE, "input"):  # a field takes every key for a letter
                reach(".cxw-tab", "Shift+Tab")
            for _ in TITLES:
                if page.locator('.cxw-tab[aria-selected="true"]').inner_text() == title:
                    return
                press("]")

        # from the cell into the workbench, and to the words
        page.keyboard.press("Escape")
        reach(".cxw *")
        reach(".cxw-turn")
        press("ArrowDown", "ArrowRight", "Shift+ArrowLeft", "c")
        write("By keys")
        assert page.locator(".cxw-codechip", has_text="By keys").count() == 1
        # themes: move, split, rename, merge
        view("Themes")
        reach(".cxw-theme-open")
        press("ArrowRight", "m")
        write(there.name)
        reach(".cxw-quote")
        press(" ", "ArrowDown", " ", "x")
        write("Split by keys")
        reach(".cxw-theme-open", "Shift+Tab")
        press("r")
        write("Named by keys")
        press("Home")
        go_on(page, press, "Split by keys", "ArrowDown")
        press("g")
        write(there.name)
        # a preview, then the re-run
        reach('[title^="Run the analysis again"]', "Shift+Tab")
        press("Enter", "Tab", "Tab")
        assert page.evaluate("document.activeElement.textContent") == "Preview"
        press("Enter")
        page.get_by_role("dialog", name="What drafting again would change").wait_for(timeout=WORKS_WITHIN)
        assert page.evaluate("document.activeElement.textContent") == "Draft so"
        press("Enter")
        done(page, "Drafting themes")
        sheet.settled()
        # tag again, and move a card
        view("Empathy map")
        reach('[title^="Run the tagger again"]')
        press("Enter")
        done(page, "Tagging")
        reach(".cxw-card")
        press("5")
        # a participant, and three edits of a persona
        view("Personas")
        reach(".cxw-person")
        press("m")
        write(page.locator(".cxw-personatab-name").nth(1).inner_text()[:12])
        reach(".cxw-line-open")
        press("r")
        write("Named by keys")
        for line in ("A line by keys", "Another line by keys"):
            reach(".cxw-line-open")
            press("e")
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(line)
            press("Control+Enter")
        before, decided = kinds(path), reading(path)
        # undo five
        press(*["Control+z"] * 5)
        after = kinds(path)
        assert before[: len(after)] == after
        assert before[len(after) :] == ["tag.set", "tag.set", "persona.assign", *["persona.edit"] * 3]
        # out of the workbench, restart the kernel with JupyterLab's own keys, and run the cell again
        reach(".jp-Cell", "Shift+Tab")
        for key in ("0", "0"):
            page.keyboard.press(key)
        page.locator(".jp-Dialog", has_text="Restart").wait_for()
        # it takes the focus a moment later
        page.wait_for_function("document.activeElement.matches('.jp-Dialog .jp-mod-accept')")
        page.keyboard.press("Enter")
        page.locator(".cxw-status", has_text="The kernel was stopped").wait_for()
        page.evaluate("window.cxAsked.clear()")
        page.wait_for_function(labs.READY)
        reach(".jp-Cell", "Shift+Tab")
        page.keyboard.press("Control+Enter")
        page.wait_for_function("!document.querySelector('.cxw')?.textContent.includes('The kernel was stopped')")
        page.wait_for_function("document.querySelector('.cxw')?.dataset.version", timeout=labs.SHOWS_WITHIN)
        sheet.settled()
        assert page.locator(".cxw-codechip", has_text="By keys").count() == 1
        reach(".cxw *")
        view("Themes")
        assert "Named by keys" in page.locator(".cxw-theme-title").all_inner_texts()
        press(*["Control+Shift+Z"] * 5)
        view("Personas")
        reach(".cxw-personatab")
        go_on(page, press, "Named by keys", "Tab")
        press("Enter")
        assert page.locator(".cxw-line-text", has_text="Another line by keys").count() == 1
        assert page.locator(".jp-Notebook .jp-Cell").count() == 1
        assert sheet.complaints == []
    last = reading(path)
    assert kinds(path) == before
    assert last.persona_edits == decided.persona_edits
    assert last.runs["themes"].id != first.runs["themes"].id
    assert last.runs["tags"].id != first.runs["tags"].id
