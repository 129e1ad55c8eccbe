"""What the package offers is listed, sorted and documented."""

from __future__ import annotations

import ast
import importlib

import pytest

from tests.house.sources import modules, name_of, tree

LISTING = [name_of(path) for path in modules() if "__all__" in path.read_text(encoding="utf-8")]


def test_the_package_lists_what_it_offers() -> None:
    assert "cxresearch" in LISTING


@pytest.mark.parametrize("module", LISTING)
def test_public_names_are_sorted_and_there(module: str) -> None:
    offered = importlib.import_module(module)
    assert list(offered.__all__) == sorted(offered.__all__)
    assert [name for name in offered.__all__ if not hasattr(offered, name)] == []


@pytest.mark.parametrize("module", LISTING)
def test_public_classes_and_functions_are_documented(module: str) -> None:
    offered = importlib.import_module(module)
    things = [getattr(offered, name) for name in offered.__all__]
    assert [thing for thing in things if callable(thing) and not (thing.__doc__ or "").strip()] == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_classes_and_functions_say_what_they_are(path: object) -> None:
    module = tree(path)  # type: ignore[arg-type]
    lacking = [] if (ast.get_docstring(module) or "").strip() else ["the module itself"]
    owners: list[ast.Module | ast.ClassDef] = [module]
    while owners:
        for node in owners.pop().body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                if not (ast.get_docstring(node) or "").strip():
                    lacking.append(f"{node.name}, line {node.lineno}")
                if isinstance(node, ast.ClassDef):
                    owners.append(node)
    assert lacking == []
