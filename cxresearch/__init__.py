"""cxresearch: an offline research workbench for interviews, from transcripts to themes, tags and persona drafts.

Examples
--------
>>> import cxresearch as cx
>>> study = cx.Study("benefits.cxr")  # doctest: +SKIP
>>> study.add("transcripts/")  # doctest: +SKIP
"""

from cxresearch.errors import CxError
from cxresearch.study import Study

__all__ = ["CxError", "Study", "__version__"]
__version__ = "0.1.0.dev0"
