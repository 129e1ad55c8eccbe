"""The key that reverses pseudonyms: where it lies, and how it is read and written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.errors import InputError

if TYPE_CHECKING:
    from cxresearch.readers.pseudonym_key import Key


def key_path(study: Path) -> Path:
    """Return where the key that reverses pseudonyms lies: beside the study, never in an output folder."""
    return study.with_name(f"{study.stem}.key.json")


def load_key(study: Path) -> Key:
    """Read the study's key; an empty one when there is none yet.

    Raises
    ------
    InputError
        When the file is there but is not a key.
    """
    from cxresearch.readers.pseudonym_key import Key

    path = key_path(study)
    if not path.exists():
        return Key({}, {})
    try:
        return Key.from_json(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path.name} is not a key of pseudonyms; restore it from a copy, or move it away to start a new one.",
            path=path,
        ) from error


def save_key(study: Path, key: Key) -> None:
    """Write the key so that only its owner may read it, in one step that cannot leave half a file."""
    path = key_path(study)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:  # mkstemp makes it 0600
            stream.write(key.to_json())
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
