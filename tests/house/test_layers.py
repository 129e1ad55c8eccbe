"""The layers of ARCHITECTURE.md hold, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.house.sources import imported, modules, name_of

HEAVY = "numpy pandas scipy sklearn spacy torch transformers sentence_transformers bertopic umap hdbscan numba plotly \
matplotlib ipywidgets anywidget lxml IPython jupyterlab".split()
EXCUSED = ("cxresearch.views", "cxresearch.analysis.spacy_factories")
"""Widgets are classes of ipywidgets; the factories are imported by spaCy alone, which is loaded by then."""


def _loaded_after(code: str) -> set[str]:
    """Return the top-level packages that a fresh Python holds after running `code`."""
    code += "\nimport json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_layers_hold(checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(checkout)
    outcome = lint_imports(no_cache=True, no_logo=True)
    assert outcome == 0, capsys.readouterr().out


def test_every_joiner_has_its_place_in_the_layers_and_in_the_architecture(checkout: Path) -> None:
    rules = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    page = (checkout / "ARCHITECTURE.md").read_text(encoding="utf-8")
    names = [path.stem for path in (checkout / "cxresearch" / "joiners").glob("*.py") if path.stem != "__init__"]

    assert [name for name in names if f"cxresearch.joiners.{name} " not in rules.replace('"', " ")] == []
    assert [name for name in names if f"{name}.py" not in page] == []


@pytest.mark.parametrize("only", ["sqlite3", "matplotlib", "bertopic"])
def test_each_engine_has_one_room(only: str) -> None:
    room = {"sqlite3": "cxresearch.store", "matplotlib": "cxresearch.figures", "bertopic": "cxresearch.analysis"}[only]
    strangers = {name_of(path) for path in modules() if only in imported(path) and not name_of(path).startswith(room)}
    typing_only = {"cxresearch.joiners.importing"} if only == "sqlite3" else set()  # names the type of a connection
    assert strangers - typing_only == set()


def test_bertopic_is_imported_by_its_adapter_alone() -> None:
    assert {name_of(path) for path in modules() if "bertopic" in imported(path)} == {
        "cxresearch.analysis.bertopic_themes"
    }


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert _loaded_after("import cxresearch as cx; cx.Study").isdisjoint(HEAVY)


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['cxresearch', '--help']\nfrom cxresearch.cli import main\n"
    code += "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code"
    assert _loaded_after(code).isdisjoint(HEAVY)


def test_no_module_loads_anything_heavy_when_it_is_imported() -> None:
    names = [name_of(path) for path in modules() if not name_of(path).startswith(EXCUSED)]
    code = "import importlib, sys\nseen = set()\n"
    code += f"for name in {names!r}:\n    importlib.import_module(name)\n"
    code += f"    new = {{m.split('.')[0] for m in sys.modules}} & set({HEAVY!r}) - seen\n"
    code += "    seen |= new\n    if new: print(name, 'loads', *sorted(new))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == []
