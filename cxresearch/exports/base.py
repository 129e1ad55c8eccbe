"""What every exporter is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cxresearch.domain.importing import ImportRow
from cxresearch.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class ExportContext:
    """What an export says beside the reading itself.

    Attributes
    ----------
    title
        The study's title, as its researchers call it.
    import_rows
        What became of each file, for the import table.
    pseudonymised
        Whether names and contact data were replaced at import.
    reviewed_by
        Who looked through the pseudonyms, or None when nobody has.
    created
        When the export was made, in words and local time; the only trace of the clock in any output.
    """

    title: str
    import_rows: tuple[ImportRow, ...] = ()
    pseudonymised: bool = True
    reviewed_by: str | None = None
    created: str = ""

    @property
    def badge(self) -> str:
        """The plain words that every export carries about the state of its text.

        Examples
        --------
        >>> ExportContext("Study").badge
        'Pseudonymised, not reviewed'
        """
        if not self.pseudonymised:
            return "Not pseudonymised: holds personal data"
        return f"Pseudonymised, reviewed by {self.reviewed_by}" if self.reviewed_by else "Pseudonymised, not reviewed"


Make = Callable[[Reading, ExportContext], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One way out of a study.

    Attributes
    ----------
    key
        What a researcher types.
    about
        One line of help.
    make
        A pure function from a reading and its context to file names with their bytes.
    """

    key: str
    about: str
    make: Make
