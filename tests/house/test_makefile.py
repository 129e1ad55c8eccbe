"""The routines of the Makefile that can be tried without installing anything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

TEXT = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^\.PHONY: (.*)$", TEXT, re.MULTILINE)[0].split()
TOOLS = ["make", "sh", "sed", "rm", "touch", "find", "dirname"]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a checkout with blanks in its path that holds only what `make setup` looks at."""
    folder = tmp_path / "my study folder"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copyfile(CHECKOUT / name, folder / name)
    return folder


def _make(folder: Path, *arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    environment["PATH"] = str(path or os.environ["PATH"])
    make = shutil.which("make")
    assert make is not None
    return subprocess.run([make, *arguments], cwd=folder, env=environment, check=False, capture_output=True, text=True)


def _tools_only(folder: Path) -> Path:
    """Return a folder with the few tools that make needs and no Python."""
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return folder


def _fake(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_make_alone_lists_every_target(copy: Path) -> None:
    done = _make(copy)
    assert [line.split()[1] for line in done.stdout.splitlines()] == TARGETS


def test_without_python_it_says_what_is_needed(copy: Path, tmp_path: Path) -> None:
    done = _make(copy, "setup", path=_tools_only(tmp_path / "bin"))
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (copy / ".venv" / ".ready").exists()


def test_an_old_python_is_passed_over(copy: Path, tmp_path: Path) -> None:
    tools = _tools_only(tmp_path / "bin")
    _fake(tools / "python3", "exit 1")
    _fake(tools / "python3.12", '[ "$1" = -c ] && { echo 3.12; exit 0; }\nexit 1')
    done = _make(copy, "setup", path=tools)
    assert "Making .venv with Python 3.12" in done.stdout


def test_a_python_without_venv_names_the_package_to_install(copy: Path, tmp_path: Path) -> None:
    tools = _tools_only(tmp_path / "bin")
    _fake(tools / "python3.12", '[ "$1" = -c ] && { echo 3.12; exit 0; }\nexit 1')
    done = _make(copy, "setup", path=tools)
    assert done.returncode != 0
    assert "sudo apt install python3.12-venv" in done.stderr


def test_the_python_that_was_asked_for_is_used_or_refused(copy: Path, tmp_path: Path) -> None:
    done = _make(copy, "setup", "PYTHON=/nowhere/my python", path=_tools_only(tmp_path / "bin"))
    assert done.returncode != 0
    assert "/nowhere/my python" in done.stderr


def test_without_ensurepip_pip_is_put_in_from_outside(copy: Path, tmp_path: Path) -> None:
    tools = _tools_only(tmp_path / "bin")
    calls = tmp_path / "calls"
    _fake(
        tools / "python3.12",
        f'echo "$@" >> "{calls}"\n'
        'case "$*" in -c*) echo 3.12;; *--without-pip*) exit 0;; "-m venv"*) exit 1;; *) exit 0;; esac',
    )
    _make(copy, "setup", path=tools)
    assert calls.read_text().splitlines()[-1] == "-m pip --python .venv/bin/python install pip"


def test_a_finished_setup_is_not_done_again(copy: Path) -> None:
    (copy / ".venv").mkdir()
    (copy / ".venv" / ".ready").touch()
    done = _make(copy, "setup")
    assert done.returncode == 0
    assert "Nothing to be done" in done.stdout
