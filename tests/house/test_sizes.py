"""Modules and functions stay small enough to be read in one go."""

from __future__ import annotations

import warnings

from tests.house.sources import functions, modules, name_of

MODULE, MODULE_CEILING = 400, 500
FUNCTION, FUNCTION_CEILING = 60, 90


def _module_sizes() -> dict[str, int]:
    return {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}


def _function_sizes() -> dict[str, int]:
    return {
        f"{name_of(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in modules()
        for node in functions(path)
    }


def _above(sizes: dict[str, int], limit: int) -> list[str]:
    return [f"{name} has {size} lines" for name, size in sizes.items() if size > limit]


def test_no_module_is_longer_than_its_ceiling() -> None:
    sizes = _module_sizes()
    if smells := _above(sizes, MODULE):
        warnings.warn(f"Longer than {MODULE} lines: {'; '.join(smells)}.", stacklevel=1)
    assert _above(sizes, MODULE_CEILING) == []


def test_no_function_is_longer_than_its_ceiling() -> None:
    sizes = _function_sizes()
    if smells := _above(sizes, FUNCTION):
        warnings.warn(f"Longer than {FUNCTION} lines: {'; '.join(smells)}.", stacklevel=1)
    assert _above(sizes, FUNCTION_CEILING) == []
