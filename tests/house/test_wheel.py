"""The wheel holds what an installation needs and nothing else, and works where there is no checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT, PACKAGE

MEGABYTES = 30
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(CHECKOUT)],
        check=True,
        capture_output=True,
        text=True,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def held(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {info.filename for info in archive.infolist() if not info.is_dir()}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where nothing else is, lend it the dependencies from here, and return its commands' folder.

    A full installation would download gigabytes: instead the new environment sees this one's packages through a
    ``.pth`` file, which leads to packages but not, through the ``.pth`` of the editable install, to the checkout.
    """
    home = tmp_path_factory.mktemp("an empty environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    options = ["--no-deps", "--no-index", "--ignore-installed", "--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel)], check=True)
    where = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(where) / "lent.pth").write_text("".join(f"{path}\n" for path in sorted(lent)), encoding="utf-8")
    return scripts


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not LEFT_OUT & set(path.parts) and path.suffix != ".pyc" and not path.name.startswith(".")
    }


def test_everything_in_the_package_is_in_the_wheel(held: set[str]) -> None:
    assert {f"cxresearch/{name}" for name in _files(PACKAGE)} - held == set()


@pytest.mark.parametrize("kind", ["corpora", "notebooks"])
def test_corpora_and_notebooks_are_in_the_wheel(held: set[str], kind: str) -> None:
    there = _files(CHECKOUT / kind)
    assert there
    assert {f"cxresearch/_bundled/{kind}/{name}" for name in there} - held == set()


def test_templates_weights_and_types_are_in_the_wheel(held: set[str]) -> None:
    assert "cxresearch/py.typed" in held
    assert "cxresearch/exports/templates/report.html.j2" in held
    assert any(name.startswith("cxresearch/analysis/weights/") for name in held)
    assert any(re.fullmatch(r"cxresearch-[^/]*\.dist-info/licenses/LICENSE", name) for name in held)


def test_nothing_else_is_in_the_wheel(held: set[str]) -> None:
    tops = {name.split("/")[0] for name in held}
    assert {top for top in tops if not re.fullmatch(r"cxresearch(-[^/]*\.dist-info)?", top)} == set()
    assert [name for name in held if re.search(r"(^|/)(tests?|benchmarks|\.ci|__pycache__)/", name)] == []
    assert [name for name in held if name.endswith((".cxr", ".key.json", ".pyc"))] == []
    notebooks = [name for name in held if name.startswith("cxresearch/_bundled/notebooks/")]
    assert [name for name in notebooks if not name.endswith((".ipynb", "/voila.json"))] == []


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= MEGABYTES * 1_000_000


def test_the_wheel_runs_the_demo_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONHOME")}
    python = installed / Path(sys.executable).name
    where = subprocess.run(
        [str(python), "-c", "import cxresearch; print(cxresearch.__file__)"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert installed.parent in Path(where).parents

    done = subprocess.run(
        [str(installed / "cxresearch"), "demo", "--out", "out"],
        cwd=tmp_path,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "report.html" in done.stdout
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"import.csv", "segments.csv", "themes.csv"}


def test_the_wheel_hands_out_its_notebooks(installed: Path, tmp_path: Path) -> None:
    subprocess.run([str(installed / "cxresearch"), "lab", "--no-start", "mine"], cwd=tmp_path, check=True)
    ours = {path.name for path in (CHECKOUT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "mine").iterdir()} == {*ours, "voila.json"}
