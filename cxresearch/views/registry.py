"""The views there are, in the order of their tabs: a new one is a module beside this one and a line below."""

from __future__ import annotations

from cxresearch.errors import InputError
from cxresearch.views import activity, codebook, empathy, personas, review, themes, transcripts
from cxresearch.views.scene import Presenter

VIEWS: tuple[Presenter, ...] = (
    transcripts.VIEW,
    themes.VIEW,
    codebook.VIEW,
    empathy.VIEW,
    personas.VIEW,
    review.VIEW,
    activity.VIEW,
)
"""Every view of the workbench."""


def views(*names: str) -> tuple[Presenter, ...]:
    """Return the views of these names, or all of them for none.

    Raises
    ------
    InputError
        When there is no view of a name.

    Examples
    --------
    >>> views("themes")[0].title
    'Themes'
    """
    by_name = {view.name: view for view in VIEWS}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise InputError(f"There is no view {unknown[0]!r}; use one of {', '.join(by_name)}.")
    return tuple(by_name[name] for name in names) if names else VIEWS
