"""Every command and option has help, and the README shows every command."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from cxresearch.cli import app

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
STABLE = {"demo", "run", "inspect", "tag", "evaluate", "theme", "personas", "export", "check", "lab"}


def test_the_commands_that_scripts_rely_on_are_there() -> None:
    assert set(COMMANDS) >= STABLE


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_says_what_it_does_in_one_sentence(name: str) -> None:
    first = (COMMANDS[name].help or "").split("\n\n")[0]
    assert first.strip().endswith(".")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_shows_the_command(name: str, checkout: Path) -> None:
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    assert f"cxresearch {name}" in readme


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_names_are_the_same_for_people_and_scripts(name: str) -> None:
    options = [flag for parameter in COMMANDS[name].params for flag in parameter.opts if flag.startswith("-")]
    assert [flag for flag in options if flag != flag.lower() or "_" in flag] == []
