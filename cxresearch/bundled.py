"""What ships with the package, corpora and notebooks: found in an installation or in a checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

from cxresearch.errors import InputError

_PACKAGE = Path(__file__).parent


def _root(kind: str) -> Path:
    """Return the folder of corpora or notebooks: inside an installed package, beside it in a checkout."""
    for folder in (_PACKAGE / "_bundled" / kind, _PACKAGE.parent / kind):
        if folder.is_dir():
            return folder
    raise InputError(f"The bundled {kind} are missing from this installation; install cxresearch again.")


def corpus_folder(name: str) -> Path:
    """Return the folder of a bundled corpus.

    Raises
    ------
    InputError
        When there is no corpus of that name; the names that exist are listed.
    """
    folder = _root("corpora") / name
    if not folder.is_dir():
        there = ", ".join(sorted(path.name for path in _root("corpora").iterdir() if path.is_dir()))
        raise InputError(f"There is no bundled corpus {name!r}; there are: {there}.")
    return folder


def copy_notebooks(folder: Path) -> list[str]:
    """Copy the bundled notebooks into a folder; one that is there already, and may hold work, stays as it is.

    Beside them lies `voila.json`: Voilà, started in that folder, then shows them without asking other machines for
    anything, which its own page would do for an icon font.

    Returns
    -------
    list of str
        Names of the files copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copied: list[str] = []
    here = _root("notebooks")
    for path in [*sorted(here.glob("*.ipynb")), here / "voila.json"]:
        if not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)
            copied.append(path.name)
    return copied
