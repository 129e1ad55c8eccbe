"""Which files in the given files and folders are transcripts to read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_BESIDE = re.compile(
    r"(?:readme|read_me|licen[cs]e|copying|notice|changelog|contributing|contributors|authors|citation|codebook"
    r"|manifest"
    r"|code_of_conduct|sources)(?:[._-].*)?",
    re.IGNORECASE,
)
_NEVER = frozenset(
    "py pyc pyi ipynb r rmd js ts css toml yaml yml ini cfg conf lock log bib cxr cxr-journal db sqlite sqlite3"
    " qda mx20 mx22 mx24 nvp nvpx"
    " qdc qdpx qde bak tmp part crdownload sha256 md5 sig".split()
)
_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx", "node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Found:
    """One file that was found, or one path that leads nowhere.

    Attributes
    ----------
    path
        Where it is.
    name
        Its name relative to the folder given, with ``/``; for a file given by itself, its own name.
    reason
        Why it is left out, in words; empty for a file to read.
    """

    path: Path
    name: str
    reason: str = ""


def transcript_paths(paths: Iterable[Path]) -> list[Found]:
    """List the files in files and folders, in an order that does not depend on the order given.

    Folders are read with all below them. Hidden files, lock files and programs' own files are left out, and
    so are READMEs, licences and data files beside transcripts; a file given by itself is always taken.
    Links to folders are not followed; a file reached twice is listed once.

    Parameters
    ----------
    paths
        Files and folders.

    Returns
    -------
    list of Found
        Sorted by name, then path. Left-out files are listed with a reason; hidden ones are not listed.
    """
    found: dict[Path, Found] = {}
    for given in sorted({Path(path) for path in paths}, key=str):
        if given.is_dir():
            for path in _below(given):
                name = path.relative_to(given).as_posix()
                _add(found, Found(path, name, _why_not(path.name)))
        elif given.exists():
            _add(found, Found(given, given.name))
        else:
            _add(found, Found(given, given.name, "there is no such file"))
    return sorted(found.values(), key=lambda f: (f.name.casefold(), f.name, str(f.path)))


def _add(found: dict[Path, Found], new: Found) -> None:
    key = Path(os.path.realpath(new.path))
    old = found.get(key)
    if (
        old is None
        or (old.reason and not new.reason)
        or (bool(old.reason) == bool(new.reason) and len(new.name) > len(old.name))
    ):
        found[key] = new


def _below(folder: Path) -> Iterable[Path]:
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name.casefold() not in _SYSTEM)
        for name in sorted(files):
            path = Path(where) / name
            if not _is_hidden(name) and path.is_file():
                yield path


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM


def _why_not(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    if _BESIDE.fullmatch(name) or _BESIDE.fullmatch(stem or name):
        return "a description beside the transcripts, by its name; give it by itself to read it"
    if name.casefold().endswith(".key.json"):
        return "a key of pseudonyms"
    if stem and suffix.casefold() in _NEVER:
        return f"a .{suffix.casefold()} file is no transcript; give it by itself to read it"
    return ""
