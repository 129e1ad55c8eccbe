"""The path of a researcher through the workbench in real JupyterLab, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import lab as labs
from tests.browser.acting import TITLES, cell, choose
from tests.browser.paths import WORKS_WITHIN, done, drafted, kinds, reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def go_on(page: Page, press: Callable[[str], None], words: str, key: str, most: int = 60) -> None:
    """Press a key until what has the focus says certain words."""
    for _ in range(most):
        if words in page.evaluate("document.activeElement.textContent"):
            return
        press(key)
    raise AssertionError(f"{key} does not lead to {words!r}.")


_HERE = "selector => document.activeElement?.matches(selector)"


def test_by_keys_alone_and_all_of_it_is_there_after_a_restart(browser: Browser, lab: labs.Lab) -> None:
    """Nothing here but keys: not even the focus is put anywhere by other means."""
    path = drafted(lab, "keys")
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
