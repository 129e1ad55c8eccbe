"""The workbench in real JupyterLab: the whole path by mouse and by keys, nothing lost, nothing run, nothing leaked."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxresearch.domain.decision import in_force
from cxresearch.study import Study
from cxresearch.views.registry import VIEWS
from tests.browser import lab as labs
from tests.browser.test_report import ARGUMENTS, CONTRAST, chromium
from tests.views import fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TITLES = [view.title for view in VIEWS]
KERNELS = "@jupyterlab/apputils-extension:kernels-settings"
OPEN = "import cxresearch as cx\nstudy = cx.Study({name!r}, researcher={who!r})\nstudy.workbench()"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[labs.Lab]:
    folder = tmp_path_factory.mktemp("lab")
    fixtures.make(folder / "made.cxr")
    fixtures.make(folder / "payload.cxr", payload=fixtures.PAYLOAD)
    with labs.running(folder) as started:
        yield started


def copy_of(lab: labs.Lab, name: str, source: str = "made.cxr") -> Path:
    path = lab.folder / f"{name}.cxr"
    shutil.copy(lab.folder / source, path)
    return path


def cell(path: Path, who: str = "Ana") -> str:
    return OPEN.format(name=path.name, who=who)


def drag(page: Page, thing: Locator, place: Locator) -> None:
    start, end = thing.bounding_box(), place.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 60, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=6)
    page.mouse.up()


def choose(page: Page, words: str) -> None:
    """Type into the open list of choices and take the first."""
    page.wait_for_selector(".cxw-popover input, .cxw-popover textarea")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def theme(page: Page, name: str) -> Locator:
    return page.locator(".cxw-theme", has_text=name).first


_DECIDED = (
    "code.new coding.add segment.move segment.move theme.split theme.rename theme.merge tag.set tag.set "
    "persona.assign persona.edit"
)


def test_the_whole_path_and_all_of_it_is_there_after_a_restart(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "path")
    with lab.opened(browser, "path", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        # read, and code a span
        page.locator(".cxw-turn").nth(1).focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("c")
        choose(page, "First thoughts")
        sheet.settled()
        assert page.locator(".cxw-codechip", has_text="First thoughts").count() == 1
        # a quote by mouse, one by keys
        sheet.tab("Themes")
        theme(page, "The shed").locator("button").click()
        sheet.settled()
        quotes = page.locator(".cxw-themes .cxw-quote")
        dragged, keyed = (quotes.nth(n).get_attribute("data-segment") or "" for n in (0, 1))
        drag(page, quotes.nth(0), theme(page, "Water in a dry"))
        sheet.settled()
        page.locator(f'.cxw-quote[data-segment="{keyed}"]').focus()
        page.keyboard.press("m")
        choose(page, "Who helps")
        sheet.settled()
        # split two off, rename what stays, merge the new one into another
        for n in (0, 1):
            quotes.nth(n).get_by_role("checkbox").click()
        board.get_by_role("button", name="Split off …").click()
        choose(page, "Rain and leaks")
        sheet.settled()
        board.get_by_role("button", name="Rename").click()
        choose(page, "Sheds")
        sheet.settled()
        theme(page, "Rain and leaks").locator("button").click()
        board.get_by_role("button", name="Merge …").click()
        choose(page, "Who helps")
        sheet.settled()
        # a label, a participant, a persona
        sheet.tab("Empathy map")
        card = page.locator('.cxw-quadrant[aria-label="Feel"] .cxw-card').first
        retagged = card.get_attribute("data-segment")
        drag(page, card, page.locator('.cxw-quadrant[aria-label="Think"] .cxw-quadrant-head'))
        sheet.settled()
        sheet.tab("Personas")
        person = page.locator(".cxw-person").first
        moved = person.get_attribute("data-person")
        drag(page, person, page.locator(".cxw-personatab").nth(1))
        sheet.settled()
        board.get_by_role("button", name="Rename").click()
        choose(page, "The careful gardener")
        sheet.settled()
        # undo five, redo five, and the last two for good
        before = page.locator(".cxw-persona-name").inner_text()
        for key in ("Control+z",) * 5 + ("Control+Shift+Z",) * 5:
            board.focus()
            page.keyboard.press(key)
            sheet.settled()
        assert page.locator(".cxw-persona-name").inner_text() == before
        assert "Saved" in page.locator(".cxw-status").inner_text()
        with Study(path, read_only=True) as study:
            shown = study.reading()
            kinds = [decision.kind for decision in in_force(study.decisions)]
            assert " ".join(kinds) == _DECIDED
        # all of it is there after a restart
        sheet.restart()
        sheet.run()
        assert page.locator(".cxw-codechip", has_text="First thoughts").count() == 1
        sheet.tab("Themes")
        names = page.locator(".cxw-theme-title").all_inner_texts()
        assert "Sheds" in names
        assert "Rain and leaks" not in names
        sheet.tab("Activity")
        assert "The careful gardener" not in page.locator(".cxw-status").inner_text()
        assert page.locator(".cxw-activity strong").first.inner_text() == "21 decisions"
        assert sheet.complaints == []
        assert sheet.outside() == []
    assert shown.memberships[dragged].theme == "theme-water"
    assert shown.memberships[keyed].theme == "theme-people"
    assert "think" in shown.labels(retagged or "")
    assert "feel" not in shown.labels(retagged or "")
    assert moved in shown.assigned
    assert len(shown.codings) == 1


def test_the_same_by_keys_alone(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "keys")
    with lab.opened(browser, "keys", cell(path)) as sheet:
        page = sheet.page
        sheet.run()

        def press(*keys: str) -> None:
            for key in keys:
                page.keyboard.press(key)
            sheet.settled()

        page.locator('.cxw-tab[aria-selected="true"]').focus()
        press("Tab", "Tab", "Tab", "Tab")  # undo, redo, keys, into the view
        assert page.evaluate("document.querySelector('.cxw').contains(document.activeElement)")
        page.locator(".cxw-turn").nth(1).focus()
        press("ArrowRight", "Shift+ArrowLeft", "c")
        choose(page, "By keys")
        press("s")
        press("ArrowDown", "ArrowDown", "ArrowRight", "m")
        choose(page, "The shed")
        page.locator('.cxw-tab[aria-selected="true"]').focus()
        press("ArrowRight")
        page.locator(".cxw-theme-open[aria-current]").focus()
        press("ArrowDown", "r")
        choose(page, "Renamed by keys")
        press("ArrowRight", " ", "ArrowDown", " ", "x")
        choose(page, "Split by keys")
        page.locator('.cxw-tab[aria-selected="true"]').focus()
        press("ArrowRight", "ArrowRight")  # past the codebook
        page.locator(".cxw-card").first.focus()
        press("5")
        page.locator('.cxw-tab[aria-selected="true"]').focus()
        press("ArrowRight")
        page.locator(".cxw-person").first.focus()
        press("m")
        choose(page, page.locator(".cxw-personatab-name").nth(1).inner_text()[:12])
        page.locator(".cxw-line-open").first.focus()
        press("e")
        page.keyboard.type("A line by keys")
        press("Control+Enter")
        cells = page.locator(".jp-Notebook .jp-Cell").count()
        assert cells == 1
        assert sheet.complaints == []
    with Study(path, read_only=True) as study:
        kinds = [decision.kind for decision in in_force(study.decisions)]
    wanted = [
        "code.new",
        "coding.add",
        "segment.star",
        "segment.move",
        "theme.rename",
        "theme.split",
        "tag.set",
        "tag.set",
    ]
    assert kinds == [*wanted, "persona.assign", "persona.edit"]


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
                sheet.settled()
                for name, prepare in (("", None), (" with its keys", "?")):
                    if prepare:
                        page.locator(".cxw").focus()
                        page.keyboard.press(prepare)
                    found[f"{title}{name}"] = _axe(page)
                    low = [
                        p
                        for p in page.evaluate(CONTRAST.replace("document.body", "document.querySelector('.cxw')"))
                        if p["ratio"] < 4.5
                    ]
                    found[f"{title}{name}: contrast"] = low
                page.keyboard.press("Escape")
            assert {name: problems for name, problems in found.items() if problems} == {}
            dark = page.evaluate("getComputedStyle(document.querySelector('.cxw')).backgroundColor")
            assert (dark != "rgb(255, 255, 255)") == ("Dark" in scheme)
    finally:
        lab.theme("JupyterLab Light")


def _axe(page: Page) -> list[str]:
    outcome = page.evaluate("axe.run('.cxw', {resultTypes: ['violations']})")
    return [
        f"{problem['id']}: {problem['nodes'][0]['html'][:160]}"
        for problem in outcome["violations"]
        if problem["impact"] in ("serious", "critical")
    ]


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


def test_nothing_in_a_text_runs_and_nothing_is_asked_for(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "<img src=x onerror=owned()>", "payload.cxr") if os.name != "nt" else copy_of(lab, "x")
    with Study(path, researcher=fixtures.PAYLOAD) as study:
        segment = study.reading().members[study.reading().themes[0].key][0]
        study.memo(segment.id, fixtures.PAYLOAD)
        study.codebook.add(fixtures.PAYLOAD.replace("/", ":"), description=fixtures.PAYLOAD)
        study.codebook.apply(study.codebook.codes[0].key, segment.id)
        study.describe_theme(study.reading().themes[0].key, fixtures.PAYLOAD)
        study.edit_persona("persona-a", "name", fixtures.PAYLOAD)
        study.edit_persona("persona-a", "traits", [fixtures.PAYLOAD])
    with lab.opened(browser, "hostile", cell(path, fixtures.PAYLOAD)) as sheet:
        page, board = sheet.page, sheet.run()
        for title in TITLES:
            sheet.tab(title)
            sheet.settled()
            for button in board.locator(".cxw-theme-open, .cxw-line-open, .cxw-personatab, summary").all()[:12]:
                if button.is_visible():
                    button.click()
            for button in board.locator(".cxw-more, [aria-haspopup=menu], [aria-haspopup=listbox]").all()[:6]:
                if button.is_visible():
                    button.click()
                    page.keyboard.press("Escape")
            assert "<img src=x" in board.inner_text(), title
            assert page.evaluate("window.owned") is None
            assert board.locator("img, script, iframe, b, [data-commandlinker-command]").count() == 0
        assert [text for text in sheet.complaints if "owned" in text or text == "x"] == []
        assert sheet.outside() == []
        assert [url for url in sheet.requests if url.endswith("/x")] == []
        assert not list(lab.folder.glob("[Uu]ntitled*"))


@pytest.mark.parametrize(("width", "direction"), [(320, "ltr"), (320, "rtl"), (1320, "rtl")])
def test_nothing_is_wider_than_the_cell(browser: Browser, lab: labs.Lab, width: int, direction: str) -> None:
    path = copy_of(lab, f"width{width}{direction}")
    with Study(path, researcher="Ana") as study:
        _decide_a_little(study)
    with lab.opened(browser, f"width{width}{direction}", cell(path)) as sheet:
        board = sheet.run()
        board.evaluate("(e, [width, dir]) => { e.style.maxWidth = `${width}px`; e.dir = dir; }", [width, direction])
        for title in TITLES:
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
            assert spilling == [], title
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
            sheet.execute(f"import pathlib, time\nwhile pathlib.Path({running.name!r}).exists(): time.sleep(.1)")
            page.wait_for_timeout(500)
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
            theme(page, "As Ben calls it").wait_for(timeout=6000)
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
    for number in range(3):
        pid = lab.folder / f"pid{number}"
        code = f"{first}\nimport os; open({str(pid)!r}, 'w').write(str(os.getpid()))\n{last}"
        with lab.opened(browser, f"kill{number}", code) as sheet:
            page = sheet.page
            sheet.run()
            sheet.tab("Themes")
            page.locator(".cxw-themes .cxw-quote").first.focus()
            page.evaluate(_HAMMER)
            page.wait_for_timeout(700 + moments.random() * 900)
            os.kill(int(pid.read_text()), signal.SIGKILL)
            page.wait_for_timeout(300)
            acknowledged += page.evaluate("window.pressed - Number(document.querySelector('.cxw').dataset.waiting)")
        with Study(path) as study:  # what the kill left half written is rolled back here
            assert len(study.decisions) >= acknowledged
            assert study.check() == []
    assert acknowledged >= 1  # else the rounds above have shown nothing


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
        page = sheet.page
        sheet.run()
        sheet.command("docmanager:save")
        deadline = time.monotonic() + 10
        text = ""
        while "gardens" not in text and "Saved" not in text and time.monotonic() < deadline:
            page.wait_for_timeout(200)
            text = (lab.folder / "saved.ipynb").read_text(encoding="utf-8")
            if json.loads(text)["cells"][0]["outputs"]:
                break
    assert "6 interviews" in text
    with Study(path, read_only=True) as study:
        assert [s.text for s in study.reading().corpus.segments if s.text in text] == []


def test_voila_shows_the_same_workbench(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "voila")
    lab.notebook("voila", cell(path))
    with labs.voila(lab.folder, "voila") as address:
        context = browser.new_context()
        context.route("**/fontawesome**", lambda route: route.abort())
        page = context.new_page()
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address, timeout=labs.SHOWS_WITHIN)
        page.wait_for_selector(".cxw .cxw-turn", timeout=labs.SHOWS_WITHIN)
        assert page.locator(".cxw-tab").all_inner_texts() == TITLES
        page.locator(".cxw-tab", has_text="Themes").click()
        page.locator(".cxw-themes .cxw-quote").first.focus()
        page.keyboard.press("s")
        page.locator(".cxw-status", has_text="Saved").wait_for(timeout=labs.SHOWS_WITHIN)
        local = (address, address.replace("http", "ws"), "data:", "blob:")
        outside = [url for url in requests if not url.startswith(local)]
        assert [url for url in outside if "fontawesome" not in url] == []  # Voilà's own page asks for its icons
        context.close()
    with Study(path, read_only=True) as study:
        assert [decision.kind for decision in study.decisions] == ["segment.star"]


def test_an_analysis_runs_beside_the_notebook_and_can_be_cancelled(browser: Browser, lab: labs.Lab) -> None:
    path = copy_of(lab, "again")
    with lab.opened(browser, "again", cell(path)) as sheet:
        page, board = sheet.page, sheet.run()
        sheet.tab("Themes")
        for end in ("Cancel", None):
            board.get_by_role("button", name="Draft again …").click()
            board.get_by_role("button", name="Draft themes").click()
            page.locator(".cxw-work progress").wait_for(timeout=20_000)
            if end:
                page.wait_for_timeout(800)
                board.get_by_role("button", name=end).click()
                page.locator(".cxw-toast", has_text="cancelled").wait_for(timeout=10_000)
                with Study(path, read_only=True) as study:
                    assert study.reading().runs["themes"].id == "themes-hand"
        page.locator(".cxw-toast", has_text="done").wait_for(timeout=400_000)
        sheet.settled()
    with Study(path, read_only=True) as study:
        reading = study.reading()
        assert reading.runs["themes"].id != "themes-hand"
        assert len(reading.themes) >= 1
