"""A Chromium for each module of browser tests, one JupyterLab for all, and an ear on everything that leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import lab as labs
from tests.browser.test_report import ARGUMENTS, chromium
from tests.views import fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def beyond() -> Iterator[labs.Beyond]:
    """What the browser asks of other machines: it is told to ask this proxy, which answers nobody."""
    with labs.Beyond() as ear:
        yield ear


@pytest.fixture(scope="module")
def browser(beyond: labs.Beyond) -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, proxy={"server": beyond.address, "bypass": "127.0.0.1"}
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[labs.Lab]:
    """A JupyterLab with a study in its folder; it takes seconds to start, and every test has notebooks of its own."""
    folder = tmp_path_factory.mktemp("lab")
    fixtures.make(folder / "made.cxr")
    with labs.running(folder) as started:
        yield started


@pytest.fixture(scope="module")
def lab(browser: Browser, server: labs.Lab) -> labs.Lab:
    return labs.Lab(server.url, server.folder)
