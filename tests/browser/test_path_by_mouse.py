"""The path of a researcher through the workbench in real JupyterLab, with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import lab as labs
from tests.browser.acting import cell, choose, drag, theme
from tests.browser.paths import WORKS_WITHIN, done, drafted, kinds, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_BEFORE = "code.new coding.add segment.move segment.move theme.split theme.rename theme.merge".split()
_AFTER = "tag.set tag.set persona.assign persona.edit persona.edit persona.edit".split()


def test_by_mouse_and_all_of_it_is_there_after_a_restart(browser: Browser, lab: labs.Lab, beyond: labs.Beyond) -> None:
    path = drafted(lab, "path")
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
