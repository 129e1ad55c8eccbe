"""The workbench in real JupyterLab: it can be read and reached, nothing is lost and nothing leaks."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxresearch.study import Study
from tests.browser import lab as labs
from tests.browser.acting import TITLES, cell, choose, copy_of, theme
from tests.browser.test_report import CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
KERNELS = "@jupyterlab/apputils-extension:kernels-settings"


def test_no_key_reaches_jupyterlab(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "leak")
    with lab.opened(browser, "leak", cell(path), "1 + 1") as sheet:
        page, board = sheet.page, sheet.run()
        for title in TITLES:
            sheet.tab(title)
            board.focus()
            for key in ("b", "a", "d", "d", "y", "0", "0", "z", "Escape", "Shift+M"):
                page.keyboard.press(key)
            page.keyboard.press("Escape")
        assert page.locator(".jp-Notebook .jp-Cell").count() == 2
        assert page.locator(".jp-Dialog").count() == 0


@pytest.mark.parametrize("scheme", ["JupyterLab Light", "JupyterLab Dark"])
def test_every_view_passes_axe_and_can_be_read(browser: Browser, lab: labs.Lab, scheme: str) -> None:
    path = copy_of(lab, f"axe {scheme[-4:]}")
    with Study(path, researcher="Ana") as study:
        _decide_a_little(study)
    lab.theme(scheme)
    try:
        with lab.opened(browser, f"axe{scheme[-4:]}", cell(path)) as sheet:
            page = sheet.page
            sheet.run()
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found: dict[str, Any] = {}
            for title in TITLES:
                sheet.tab(title)
                found |= _problems(page, title)
                page.locator(".cxw").focus()
                page.keyboard.press("?")
                found |= _problems(page, f"{title} with its keys")
                page.keyboard.press("Escape")
                opened: set[str] = set()
                for opener in page.locator(".cxw-view [aria-haspopup]:visible").all():
                    sort = opener.get_attribute("aria-label") or opener.inner_text()
                    if sort not in opened and opener.is_visible() and opener.is_enabled():
                        opened.add(sort)
                        opener.click()
                        sheet.settled()
                        found |= _problems(page, f"{title} with {sort!r} open")
                        page.keyboard.press("Escape")
                        sheet.settled()
                        assert page.locator(".cxw-popover").count() == 0, sort
            sheet.tab("Themes")
            sheet.execute(_PRETENDED)
            page.get_by_role("button", name="Draft again …").click()
            page.get_by_role("button", name="Preview").click()
            page.get_by_role("dialog", name="What drafting again would change").wait_for()
            found |= _problems(page, "the preview")
            page.keyboard.press("Escape")
            page.get_by_role("button", name="Show parts").click()
            page.get_by_role("dialog", name="Parts of").wait_for()
            found |= _problems(page, "the parts of a theme")
            assert {name: problems for name, problems in found.items() if problems} == {}
            dark = page.evaluate("getComputedStyle(document.querySelector('.cxw')).backgroundColor")
            assert (dark != "rgb(255, 255, 255)") == ("Dark" in scheme)
    finally:
        lab.theme("JupyterLab Light")


_PRETENDED = """
import gc
from cxresearch.joiners.desk import StudyDesk
class Pretended:
    running, looks = False, 0
    def __init__(self, arguments):
        self.arguments = arguments
    def state(self):
        self.looks += 1
        over = self.looks > 2
        result = self.parts() if self.arguments["kind"] == "parts" else self.preview()
        return {"kind": self.arguments["kind"], "running": not over, "ended": "done" if over else "", "done": 1,
                "total": 2, "label": "encoding", "message": "", "result": result if over else None}
    def parts(self):
        theme = self.arguments["theme"]
        ids = [segment.id for segment in study.reading().members[theme]]
        return {"theme": theme, "parts": [{"name": f"Part {n}", "n": 6, "segments": ids[n:n + 2]} for n in range(3)]}
    def preview(self):
        themes = [{"name": f"Theme {n}", "now": now, "then": then, "stay": 3} for n, (now, then) in
                  enumerate([(-1, 4), (5, -1), (6, 7)])]
        return {"segments": 20, "moved": 3, "held": 2, "lost": 1, "themes": themes}
def start(desk, arguments):
    desk._work = Pretended(arguments)
    return desk.version()
StudyDesk._start = start
"""
"""In place of a model, which takes long: an analysis that is over at the third look."""


def _problems(page: Page, where: str) -> dict[str, Any]:
    """Return what axe-core calls serious or critical, and words that are too pale, in what is on screen."""
    outcome = page.evaluate("axe.run('.cxw', {resultTypes: ['violations']})")
    serious = [
        f"{problem['id']}: {problem['nodes'][0]['html'][:160]}"
        for problem in outcome["violations"]
        if problem["impact"] in ("serious", "critical")
    ]
    pairs = page.evaluate(CONTRAST.replace("document.body", "document.querySelector('.cxw')"))
    return {where: serious, f"{where}: contrast": [pair for pair in pairs if pair["ratio"] < 4.5]}


def _decide_a_little(study: Study) -> None:
    """Leave one of everything that a view can show."""
    reading = study.reading()
    first, second = reading.members["theme-water"][:2]
    study.codebook.add("Trust")
    study.codebook.add("Trust/Banks", colour="#44aa99")
    study.codebook.apply("Trust/Banks", first.id)
    study.codebook.apply("Trust", second.id)
    study.memo(first.id, "Look at this again.")
    study.star(first.id)
    study.hide(second.id)
    study.pin(first.id)
    study.delete_theme("theme-people")
    study.undo()
    with Study(study.path, researcher="Ben") as other:
        other.rename("theme-water", "Ben's name for it")
    study.rename("theme-water", "Ana's name for it")
    study.set_role(reading.corpus.sources[-1].id, reading.corpus.sources[-1].turns[0].speaker or "", "interviewer")


def test_nothing_is_wider_than_the_cell(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "width")
    with Study(path, researcher="Ana") as study:
        _decide_a_little(study)
    with lab.opened(browser, "width", cell(path)) as sheet:
        board = sheet.run()
        for width, direction, title in [
            (*size, title) for size in ((320, "ltr"), (320, "rtl"), (1320, "rtl")) for title in TITLES
        ]:
            board.evaluate("(e, [width, dir]) => { e.style.maxWidth = `${width}px`; e.dir = dir; }", [width, direction])
            sheet.tab(title)
            sheet.settled()
            spilling = board.evaluate(
                """root => {
                  const room = root.getBoundingClientRect();
                  const boxes = ".cxw-scroll, .cxw-listing, .cxw-unseen";
                  const beyond = at => at.right > room.right + 1 || at.left < room.left - 1;
                  return [...root.querySelectorAll("*")]
                    .filter(e => e.getClientRects().length && !e.parentElement.closest(boxes) && !e.matches(boxes))
                    .filter(e => beyond(e.getBoundingClientRect()))
                    .map(e => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 30)}`);
                }"""
            )
            assert spilling == [], (title, width, direction)
            wide = "root => [...root.querySelectorAll('.cxw-listing')].filter(e => e.scrollWidth > e.clientWidth + 1)"
            assert board.evaluate(f"{wide}.length") == 0, title
            assert all(
                high <= 600
                for high in board.evaluate(
                    "root => [...root.querySelectorAll('.cxw-scroll, .cxw-listing')].map(e => e.offsetHeight)"
                )
            )


@pytest.mark.parametrize("threads", [False, True], ids=["one thread", "subshells"])
def test_nothing_is_lost_while_a_cell_runs(browser: Browser, lab: labs.Lab, threads: bool) -> None:
    """Kernels that answer widgets in a thread of their own save at once; with others the workbench says it waits."""
    name = f"busy{threads}"
    path = copy_of(lab, name)
    running = lab.folder / f"{name}.running"
    lab.set(KERNELS, commsOverSubshells="perCommTarget" if threads else "disabled")
    with lab.opened(browser, name, cell(path)) as sheet:
        page = sheet.page
        sheet.run()
        sheet.tab("Themes")
        running.touch()
        try:
            sheet.start(f"import pathlib, time\nwhile pathlib.Path({running.name!r}).exists(): time.sleep(.1)")
            page.locator(".cxw-themes .cxw-quote").first.focus()
            for _ in range(3):
                page.keyboard.press("s")
            if threads:
                page.locator(".cxw-status", has_text="Saved").wait_for()
                sheet.settled()
            else:
                page.locator(".cxw-status", has_text="your last edits wait").wait_for()
                assert page.locator(".cxw").get_attribute("data-waiting") == "3"
        finally:
            running.unlink()
        sheet.settled()
        page.locator(".cxw-status", has_text="Saved").wait_for()
    with Study(path, read_only=True) as study:
        assert len(study.decisions) == 3


def test_two_kernels_follow_each_other_and_conflicts_are_named(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "both")
    with lab.opened(browser, "ana", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Themes")
        with Study(path, researcher="Ben") as ben:
            ben.rename("theme-water", "As Ben calls it")
            theme(page, "As Ben calls it").wait_for()
            theme(page, "As Ben calls it").locator("button").click()
            board.get_by_role("button", name="Rename").click()
            choose(page, "As Ana calls it")
            sheet.settled()
            assert "As Ana calls it" in {each.name for each in ben.reading().themes}
        sheet.tab("Activity")
        page.locator(".cxw-trouble summary", has_text="1 conflict").click()
        page.get_by_role("button", name="Let hold what Ben decided").click()
        sheet.settled()
        assert page.locator(".cxw-trouble").count() == 0
    with Study(path, read_only=True) as study:
        assert "As Ben calls it" in {each.name for each in study.reading().themes}
        assert study.reading().conflicts == ()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX systems")
def test_what_was_acknowledged_survives_a_kill(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "kill")
    moments = random.Random(7)
    acknowledged = 0
    first, last = cell(path).rsplit("\n", 1)
    for number in range(2):
        pid = lab.folder / f"pid{number}"
        code = f"{first}\nimport os; open({str(pid)!r}, 'w').write(str(os.getpid()))\n{last}"
        with lab.opened(browser, f"kill{number}", code) as sheet:
            page = sheet.page
            sheet.run()
            sheet.tab("Themes")
            page.locator(".cxw-themes .cxw-quote").first.focus()
            page.evaluate(_HAMMER)
            page.wait_for_function(f"{_SAVED} > 0")
            page.wait_for_timeout(moments.random() * 900)
            os.kill(int(pid.read_text()), signal.SIGKILL)
            page.locator(".cxw-status", has_text="The kernel was stopped").wait_for()  # all that it said was heard
            acknowledged += page.evaluate(_SAVED)
        with Study(path) as study:  # what the kill left half written is rolled back here
            assert len(study.decisions) >= acknowledged
            assert study.check() == []
    assert acknowledged >= 2  # else the rounds above have shown nothing


_SAVED = "window.pressed - Number(document.querySelector('.cxw').dataset.waiting)"
"""How many of the edits below were acknowledged."""

_HAMMER = """() => {
  window.pressed = 0;
  setInterval(() => {
    const row = document.querySelector(".cxw-themes .cxw-quote");
    if (!row) return;
    row.focus();
    row.dispatchEvent(new KeyboardEvent("keydown", {key: "s", bubbles: true}));
    window.pressed += 1;
  }, 15);
}"""
"""Star or unstar the first quote, many times faster than hands do."""


def test_a_saved_notebook_holds_no_words_of_an_interview(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "saved")
    with lab.opened(browser, "saved", cell(path)) as sheet:
        sheet.run()
        text = sheet.saved()
    assert json.loads(text)["cells"][0]["outputs"]
    assert "6 interviews" in text
    with Study(path, read_only=True) as study:
        assert [s.text for s in study.reading().corpus.segments if s.text in text] == []


def test_voila_shows_the_same_workbench_and_asks_nobody(browser: Browser, lab: labs.Lab, beyond: labs.Beyond) -> None:
    """The settings that `cxresearch lab` puts beside the notebooks keep Voilà's page from asking for an icon font."""
    path = copy_of(lab, "voila")
    lab.notebook("voila", cell(path))
    shutil.copy(NOTEBOOKS / "voila.json", lab.folder)
    with labs.voila(lab.folder, "voila") as address:
        page = browser.new_page()
        page.goto(address, timeout=labs.SHOWS_WITHIN)
        page.wait_for_selector(".cxw .cxw-turn", timeout=labs.SHOWS_WITHIN)
        assert page.locator(".cxw-tab").all_inner_texts() == TITLES
        page.locator(".cxw-tab", has_text="Themes").click()
        page.locator(".cxw-themes .cxw-quote").first.focus()
        page.keyboard.press("s")
        page.locator(".cxw-status", has_text="Saved").wait_for(timeout=labs.SHOWS_WITHIN)
        page.close()
    assert beyond.asked == []
    with Study(path, read_only=True) as study:
        assert [decision.kind for decision in study.decisions] == ["segment.star"]


def test_who_a_speaker_is_can_be_said_by_keys(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "whose")
    with lab.opened(browser, "whose", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Transcripts")
        board.locator(".cxw-speaker.cxw-role-participant").first.focus()
        for key in ("Enter", "End", "Enter"):
            page.keyboard.press(key)
        choose(page, "P77")
        sheet.settled()
        assert board.locator(".cxw-turn", has_text="P77").count() > 0
    with Study(path, read_only=True) as study:
        assert [decision.kind for decision in study.decisions] == ["speaker.participant"]


def test_an_analysis_beside_the_notebook_can_be_cancelled(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "again")
    with lab.opened(browser, "again", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Themes")
        board.get_by_role("button", name="Draft again …").click()
        board.get_by_role("button", name="Draft themes").click()
        page.locator(".cxw-work progress").wait_for()
        board.get_by_role("button", name="Cancel").click()
        page.locator(".cxw-toast", has_text="cancelled").wait_for()
        assert page.locator(".cxw-work").is_hidden()
    with Study(path, read_only=True) as study:
        assert study.reading().runs["themes"].id == "themes-hand"
        assert study.check() == []
