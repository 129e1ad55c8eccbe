"""The report in a real Chromium: calm, inert, readable in both schemes, and never wider than the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxresearch.exports import export
from tests.exports import fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]

CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = colour => {
    const [r, g, b] = colour.slice(0, 3).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const known = new Map();
  const ground = element => {
    if (!element) return rgba(getComputedStyle(document.documentElement).colorScheme ? "Canvas" : "white");
    if (known.has(element)) return known.get(element);
    const own = rgba(getComputedStyle(element).backgroundColor);
    const found = own[3] === 1 ? own : over(own, ground(element.parentElement));
    known.set(element, found);
    return found;
  };
  const pairs = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const ink = over(rgba(style.color), below);
    const [light, dark] = [luminance(ink), luminance(below)].sort((a, b) => b - a);
    const name = `${ink.map(Math.round)} on ${below.map(Math.round)}`;
    if (!pairs.has(name)) {
      const where = `${element.tagName}.${element.className}`;
      const text = walker.currentNode.data.trim().slice(0, 30);
      pairs.set(name, {where, text, ratio: (light + 0.05) / (dark + 0.05)});
    }
  }
  return [...pairs].map(([name, rest]) => ({name, ...rest}));
}
"""


def chromium() -> str | None:
    """Where the system's Chromium is, if it has one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CX_REQUIRE") == "all":
            pytest.fail("Chromium is not installed, and CX_REQUIRE=all asks for it; install the package chromium.")
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report")
    study = fixtures.study(8)
    (path,) = export(study, to=["html"], out=out, context=fixtures.context(study, title=fixtures.PAYLOAD_NAME))
    return Path(path).as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_it_opens_without_a_complaint_or_a_request_and_nothing_in_it_runs(page: Page, address: str) -> None:
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    for summary in page.locator("details > summary").all()[:8]:
        summary.click()

    assert complaints == []
    assert [url for url in requests if url != address and not url.startswith("data:")] == []
    assert page.title() == fixtures.PAYLOAD_NAME
    assert page.evaluate("document.scripts.length + document.querySelectorAll('img, iframe, b b').length") == 0


def test_every_link_within_the_page_has_its_target(page: Page, address: str) -> None:
    page.goto(address)
    links: dict[str, Any] = page.evaluate(
        """() => {
          const links = [...document.querySelectorAll('a[href^="#"]')];
          return {n: links.length, lost: links.filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)};
        }"""
    )

    assert links["n"] > 200
    assert links["lost"] == []


def test_a_quote_leads_to_its_words_on_screen(page: Page, address: str) -> None:
    page.goto(address)
    card = page.locator(".map .card").first
    words = card.locator("q").inner_text()
    card.locator("a.src").click()

    assert page.locator(":target").inner_text() == words
    top = page.locator(":target").evaluate("e => e.getBoundingClientRect().top")
    assert 0 < top < 900


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_nothing_makes_the_page_wider_than_the_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    spilling = page.evaluate(
        """width => [...document.querySelectorAll('body *')]
          .filter(e => !e.closest('.scroll, .skip, svg, .bars .name') && e.getBoundingClientRect().right > width + 1)
          .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40))""",
        width,
    )
    assert spilling == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_in_both_schemes(page: Page, address: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    pairs = page.evaluate(CONTRAST)

    assert len(pairs) > 15
    assert [pair for pair in pairs if pair["ratio"] < 4.5] == []


def test_dark_is_dark_and_paper_is_white(page: Page, address: str) -> None:
    page.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    seen = {}
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]
        seen[scheme, media] = page.evaluate(ground)

    assert seen["dark", "print"] == "rgb(255, 255, 255)"
    assert len(set(seen.values())) == 3


def test_paper_is_readable_too(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    pairs = page.evaluate(CONTRAST)

    assert [pair for pair in pairs if pair["ratio"] < 4.5] == []


def test_it_prints_on_a4(page: Page, address: str) -> None:
    page.goto(address)
    printed = page.pdf(prefer_css_page_size=True)

    assert printed.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95" in printed or b"/MediaBox [0 0 595" in printed


def test_keys_reach_the_links_in_order(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#glance"


def test_right_to_left_words_stand_on_the_right(page: Page, address: str) -> None:
    page.goto(address)
    direction = page.locator("p.q[lang=fa]", has_text="دوچرخه").first.evaluate("e => getComputedStyle(e).direction")

    assert direction == "rtl"
