"""The history of a study as a frame and as files: who decided what, when and from which suggestion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.domain.activity import Activity, sentences
from cxresearch.errors import InputError
from cxresearch.exports.cells import csv_bytes

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Activity", "frame", "save", "sentences"]


def frame(activities: Sequence[Activity]) -> pd.DataFrame:
    """Return a row per decision, by number.

    ``time`` is UTC; ``suggested`` says whether what was there before was the model's word; ``undone_by`` is the number
    of the decision that took it back.
    """
    import pandas as pd

    columns = list(Activity.__slots__)
    table = pd.DataFrame([asdict(activity) for activity in activities], columns=columns).set_index("number")
    return table.astype({"undone_by": "Int64", "suggested": bool, "in_force": bool})


def save(activities: Sequence[Activity], path: Path) -> Path:
    """Write the history to a ``.csv`` or ``.json`` file; no cell of a CSV becomes a formula.

    Raises
    ------
    InputError
        When the name ends otherwise, or its folder does not exist.
    """
    rows = [asdict(activity) for activity in activities]
    if path.suffix.lower() == ".csv":
        columns = list(Activity.__slots__)
        content = csv_bytes(columns, ([row[column] for column in columns] for row in rows))
    elif path.suffix.lower() == ".json":
        content = (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    else:
        raise InputError(f"The history is written as .csv or .json, not as {path.name}; change the ending.", path=path)
    if not path.parent.is_dir():
        raise InputError(f"The folder {path.parent} does not exist; create it first.", path=path)
    path.write_bytes(content)
    return path
