"""Regular expressions over segments, with an end: a pattern that would take for ever is given up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from cxresearch.errors import InputError

SECONDS = 5.0
"""Longest time that a pattern may take over all texts; a sound one takes milliseconds."""


def match_pattern(pattern: str, texts: Sequence[str], *, seconds: float = SECONDS) -> list[tuple[int, int] | None]:
    """Find the first place in each text where a regular expression matches, whatever the case of letters.

    Parameters
    ----------
    pattern
        As Python's `re` reads it.
    texts
        n texts.
    seconds
        After this long the pattern is given up. It runs in a process of its own, as Python cannot stop one
        that backtracks without end.

    Returns
    -------
    list of (tuple of int and int) or None
        n half-open spans in code points, None where nothing or nothing but an empty span matches.

    Raises
    ------
    InputError
        When the pattern is not a regular expression, or takes too long.

    Examples
    --------
    >>> match_pattern(r"bills?", ["Two bills.", "None."])
    [(4, 9), None]
    """
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise InputError(f"{pattern!r} is not a regular expression ({error}); mend it, or search for a word.") from None
    asked = json.dumps({"pattern": pattern, "texts": list(texts)}).encode("ascii")
    worker = Path(__file__).with_name("matching_worker.py")
    try:
        done = subprocess.run(  # noqa: S603 - our own file, the pattern goes in as data
            [sys.executable, "-I", str(worker)], input=asked, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"The pattern {pattern!r} takes longer than {seconds:g} seconds; repetitions inside repetitions such as "
            "(a+)+ do that. Write it more plainly."
        ) from None
    if done.returncode != 0:
        raise InputError(f"The pattern {pattern!r} cannot be matched; write it more plainly.")
    return [None if span is None else (span[0], span[1]) for span in json.loads(done.stdout)]
