"""Every notebook runs from top to bottom in a folder of its own, and stays short and clean."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent.parent / "notebooks").glob("*.ipynb"))
CODE_CELLS = 12
KILOBYTES = 60

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def _code(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_its_name_says_where_it_stands(path: Path) -> None:
    assert path.name[:2].isdecimal()
    assert path.name[2] == "_"


def test_its_outputs_are_stripped(path: Path) -> None:
    assert [cell.id for cell in _code(path) if cell.outputs or cell.execution_count is not None] == []
    assert "widgets" not in nbformat.read(path, as_version=4).metadata


def test_it_is_short(path: Path) -> None:
    assert len(_code(path)) <= CODE_CELLS
    assert path.stat().st_size <= KILOBYTES * 1000


def test_it_defines_nothing(path: Path) -> None:
    defined = [
        node.name
        for cell in _code(path)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    assert defined == []


def test_it_ends_with_something_that_must_be_true(path: Path) -> None:
    assert isinstance(ast.parse(_code(path)[-1].source).body[-1], ast.Assert)


def test_it_asks_for_a_kernel_that_every_installation_has(path: Path) -> None:
    assert nbformat.read(path, as_version=4).metadata.kernelspec.name == "python3"


@pytest.mark.notebook
@pytest.mark.slow
def test_it_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernels = tmp_path / "kernels"
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(kernels))  # no kernel of the developer's
    monkeypatch.delenv("MPLBACKEND", raising=False)  # the kernel chooses, as it does for a researcher
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "a folder"
    folder.mkdir()
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:  # a failing cell is shown with its source, so it need not be long to be found
        assert len(cell.source.splitlines()) <= 20
    client = NotebookClient(
        notebook,
        timeout=540,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        shutdown_kernel="immediate",
    )
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    complaints = [output.text for output in outputs if output.get("name") == "stderr"]
    assert complaints == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
