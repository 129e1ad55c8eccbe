"""CX_REQUIRE=all turns a skip for want of a tool into a failure; other skips stay."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

_TESTS = """
import pytest

@pytest.mark.browser
def test_in_a_browser():
    pytest.skip("there is no browser")

@pytest.mark.skipif(True, reason="no kernel")
@pytest.mark.notebook
def test_of_a_notebook():
    pass

@pytest.mark.studies
def test_on_studies():
    pytest.skip("there are no studies")

@pytest.mark.browser
@pytest.mark.xfail(strict=True)
def test_known_to_fail():
    raise RuntimeError("as expected")
"""


def _run(folder: Path, checkout: Path, *, require: str) -> str:
    (folder / "test_tools.py").write_text(_TESTS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {
        "CX_REQUIRE": require,
        "PYTHONPATH": f"{checkout}{os.pathsep}{environment['PYTHONPATH']}",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    options = ["-q", "-c", os.devnull, "--rootdir", str(folder), "-p", "tests.conftest"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder / "test_tools.py")],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        check=False,
    )
    last = done.stdout.strip().splitlines()[-1]
    return re.sub(r", \d+ warnings?", "", last)


def test_a_missing_tool_is_a_failure_in_ci(tmp_path: Path, checkout: Path) -> None:
    assert _run(tmp_path, checkout, require="all").startswith("1 failed, 1 skipped, 1 xfailed, 1 error")


def test_a_missing_tool_is_a_skip_elsewhere(tmp_path: Path, checkout: Path) -> None:
    assert _run(tmp_path, checkout, require="").startswith("3 skipped, 1 xfailed")


@pytest.mark.parametrize("name", ["CXRESEARCH_CACHE", "HF_HUB_OFFLINE", "PYTHONPATH"])
def test_the_environment_is_ours(name: str) -> None:
    assert os.environ.get(name)
