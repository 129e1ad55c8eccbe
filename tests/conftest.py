"""What holds for every test: no network, nothing of the developer's own, and no quiet skips in CI.

Environment
-----------
CX_REQUIRE
    ``all`` makes a failure of each test that would be skipped for want of a browser, a notebook kernel or
    LibreOffice (markers ``browser``, ``notebook``, ``libreoffice``), and of each module skipped as a whole.
CX_STUDIES
    Folder with real studies; tests marked ``studies`` take the fixture `studies` and are skipped without it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.offline import guard

OFFLINE = Path(guard.__file__).parent
REQUIRED = os.environ.get("CX_REQUIRE") == "all"
TOOLS = ("browser", "notebook", "libreoffice")
_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ

# Examples are drawn at random on a developer's machine and are the same in CI; no test asserts on a clock.
settings.register_profile(
    "cxresearch", deadline=None, derandomize=REQUIRED, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("cxresearch")


def pytest_configure(config: pytest.Config) -> None:
    """Shut the network out and the developer's settings and caches off, before anything is imported."""
    guard.install()
    if _IS_WORKER:
        return  # everything below was inherited
    for name in [name for name in os.environ if name.startswith("CXRESEARCH_")]:
        del os.environ[name]
    config.cxresearch_folder = tempfile.mkdtemp(prefix="cxresearch-tests-")  # type: ignore[attr-defined]
    folder = Path(config.cxresearch_folder)  # type: ignore[attr-defined]
    os.environ |= {
        "CXRESEARCH_CACHE": str(folder / "cache"),  # one for all workers, gone afterwards
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "MPLBACKEND": "Agg",
        "PYTHONPATH": str(OFFLINE),  # children are guarded as well: see sitecustomize.py there
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what this session kept."""
    folder = getattr(config, "cxresearch_folder", None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """Turn a skip into a failure where CI must have the tool."""
    report: pytest.TestReport = yield
    needed = [name for name in TOOLS if item.get_closest_marker(name)]
    if REQUIRED and needed and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CX_REQUIRE=all, and this {needed[0]} test was skipped: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[pytest.CollectReport]:
    """Turn the skip of a whole module into a failure in CI: skip tests, with a marker, instead."""
    report: pytest.CollectReport = yield
    if REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"CX_REQUIRE=all, and {collector.nodeid} was skipped as a whole: {report.longrepr}"  # type: ignore[assignment]
    return report


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test the same environment, whatever another one has left behind."""
    for name in [name for name in os.environ if name.startswith("CXRESEARCH_") and name != "CXRESEARCH_CACHE"]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def studies() -> Path:
    """Return the folder of real studies, or skip."""
    named = os.environ.get("CX_STUDIES")
    if not named:
        pytest.skip("CX_STUDIES does not name a folder with real studies")
    folder = Path(named)
    if not folder.is_dir():
        pytest.skip(f"CX_STUDIES names {folder}, which is not a folder")
    return folder


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).parent.parent
