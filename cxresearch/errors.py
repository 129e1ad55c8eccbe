"""The named errors of cxresearch.

Every message is one plain sentence that says what happened, where, and what to do.

::

    CxError
    ├── InputError            a file, table or line the researcher gave is at fault
    │   ├── UnreadableFile    a transcript that cannot be read at all
    │   └── BadRow            one row of a table or JSONL file cannot be used
    ├── StudyError            the study file is at fault
    │   ├── StudyDamaged      its content does not match its checksums
    │   ├── StudyTooNew       written by a newer cxresearch; open read-only
    │   ├── StudyBusy         another program is writing to it
    │   └── StudyReadOnly     an edit was asked of a study opened read-only
    ├── DecisionRefused       an edit that cannot be carried out on this study
    ├── ModelUnavailable      a model is missing, or not the one its publisher lists
    └── ExportRefused         an export that would leave something out or expose it
"""

from __future__ import annotations

from pathlib import Path


class CxError(Exception):
    """Base of every error that cxresearch raises on purpose."""


class InputError(CxError):
    """A file, table or line the researcher gave cannot be used.

    Parameters
    ----------
    message
        One plain sentence.
    path
        The file at fault, where there is one.
    line
        The line (counted from 1) at fault, where it is known.
    """

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class UnreadableFile(InputError):
    """A transcript file that cannot be read; the batch goes on without it."""


class BadRow(InputError):
    """One row of a table or JSONL file cannot be used."""


class StudyError(CxError):
    """The study file cannot be used as asked."""


class StudyDamaged(StudyError):
    """Stored content does not match its checksum."""


class StudyTooNew(StudyError):
    """The study was written by a newer version and is opened read-only."""


class StudyBusy(StudyError):
    """Another program held the study file for too long."""


class StudyReadOnly(StudyError):
    """An edit was asked of a study that is open read-only."""


class DecisionRefused(CxError):
    """An edit that cannot be carried out, such as merging a theme with itself."""


class ModelUnavailable(CxError):
    """A model is missing, or its file is not the one its publisher lists."""


class ExportRefused(CxError):
    """An export that cannot be made as asked."""
