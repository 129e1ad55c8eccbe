"""Writing an export to a folder: all of it or nothing, and never over somebody else's file."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cxresearch.errors import ExportRefused

MARKER = ".cxresearch-export.json"
"""The file, beside an export, that lists what was written here and the SHA-256 of each file."""


def write(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write files to a folder, which is made where it is missing.

    A file of the same name is replaced only when the marker in the folder says that cxresearch wrote
    exactly these bytes: a file from elsewhere, or one that a person has changed since, is left alone
    and nothing at all is written. Every file goes to a temporary file first and is moved into place
    once all of them are complete, so a full disk or a kill leaves the earlier export whole. The
    marker learns the new checksums before the first file is moved: a run that was cut off can be repeated.

    Parameters
    ----------
    files
        Plain file names (no folders) with their content.
    out
        The folder.

    Returns
    -------
    tuple of Path
        The files written, in the order given.

    Raises
    ------
    ExportRefused
        When a file is in the way, or the folder cannot be written to.
    """
    known = _marked(out)
    _refuse_foreign(files, out, known)
    new = {name: _digest(content) for name, content in files.items()}
    waiting: dict[str, Path] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            waiting[name] = _temporary(out, content)
        both = known | {name: sorted({*known.get(name, []), digest}) for name, digest in new.items()}
        _mark(out, both)
        for name, path in waiting.items():
            path.replace(out / name)
        _mark(out, both | {name: [digest] for name, digest in new.items()})
    except OSError as error:
        raise ExportRefused(
            f"The export to {out} stopped: {error.strerror or error}; "
            "free some space or choose a folder you may write to, and export again."
        ) from error
    finally:
        for path in waiting.values():
            path.unlink(missing_ok=True)
    return tuple(out / name for name in files)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _marked(out: Path) -> dict[str, list[str]]:
    """Read the marker; one that cannot be read counts as none, so that nothing is overwritten on its word."""
    marker = out / MARKER
    if not marker.is_file():
        return {}
    try:
        files = json.loads(marker.read_text("utf-8"))["files"]
        return {str(name): [str(digest) for digest in digests] for name, digests in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _refuse_foreign(files: Mapping[str, bytes], out: Path, known: Mapping[str, list[str]]) -> None:
    if out.exists() and not out.is_dir():
        raise ExportRefused(f"{out} is a file, not a folder; choose another folder for the export.")
    for name in files:
        path = out / name
        if not os.path.lexists(path):
            continue
        if not path.is_file():
            raise ExportRefused(f"{path} is not a plain file; move it away or choose another folder for the export.")
        if name not in known:
            raise ExportRefused(
                f"{path} was not written by cxresearch; move it away or choose another folder for the export."
            )
        if _digest(path.read_bytes()) not in known[name]:
            raise ExportRefused(
                f"{path} was changed after cxresearch wrote it; rename it to keep your changes, and export again."
            )


def _temporary(out: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=out, prefix=".cxresearch-", suffix=".tmp")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644 & ~_umask())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _mark(out: Path, files: Mapping[str, list[str]]) -> None:
    about = "Files that cxresearch wrote here, with their SHA-256; it replaces only these, and only unchanged."
    content = json.dumps({"about": about, "files": dict(sorted(files.items()))}, ensure_ascii=False, indent=1) + "\n"
    _temporary(out, content.encode("utf-8")).replace(out / MARKER)
