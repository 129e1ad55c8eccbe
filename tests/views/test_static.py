"""The built front end: fresh, readable, of our own, and without anything that takes text for markup."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cxresearch.views.registry import VIEWS

ROOT = Path(__file__).parent.parent.parent
WIDGETS = ROOT / "widgets"
STATIC = ROOT / "cxresearch" / "static"
SOURCES = sorted(path for path in WIDGETS.rglob("*.js") if "node_modules" not in path.parts)

pytestmark = pytest.mark.skipif(not WIDGETS.is_dir(), reason="this is not a checkout")


def test_the_built_files_are_what_the_sources_build() -> None:
    node = shutil.which("node")
    if node is None or not (WIDGETS / "node_modules" / "esbuild").is_dir():
        reason = "Node or widgets/node_modules is not there; run npm ci in widgets/."
        pytest.fail(reason) if os.environ.get("CX_REQUIRE") == "all" else pytest.skip(reason)
    done = subprocess.run([node, "build.mjs", "--check"], cwd=WIDGETS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(WIDGETS).as_posix())
def test_every_source_is_in_the_built_file(path: Path) -> None:
    assert f"// {path.relative_to(WIDGETS).as_posix()}\n" in (STATIC / "workbench.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(WIDGETS).as_posix())
def test_no_source_takes_text_for_markup_or_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    taken = (
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|DOMParser|srcdoc|dangerously\w*)\b"
    )
    assert re.findall(taken + r"(?=\s*[=(.])", text) == []


def test_nothing_is_fetched() -> None:
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8")
        addresses = set(re.findall(r"https?://[\w./-]+", text)) - {"http://www.w3.org/2000/svg"}
        assert addresses == set(), path.name
        assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|@import|@font-face|url)\s*\(", text), (
            path.name
        )


def test_every_view_has_its_module_and_its_style_sheet() -> None:
    registry = (WIDGETS / "views" / "registry.js").read_text(encoding="utf-8")
    for view in VIEWS:
        assert (WIDGETS / "views" / f"{view.name}.js").is_file()
        assert (WIDGETS / "views" / f"{view.name}.css").is_file()
        assert f'from "./{view.name}.js"' in registry


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((WIDGETS / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    wanted = json.loads((WIDGETS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_frame_knows_no_view_by_name() -> None:
    shared = [path for path in SOURCES if path.parent.name == "lib"]
    assert shared
    for path in shared:
        code = re.sub(r"//.*|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not [view.name for view in VIEWS if f'"./{view.name}.js"' in code or f"views/{view.name}" in code]
