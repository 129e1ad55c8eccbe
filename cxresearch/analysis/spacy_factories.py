"""What spaCy finds by itself when cxresearch is installed: ``spacy.blank("en").add_pipe("cx_segmenter")``.

The one module of this package that imports spaCy at its top; nothing here imports it, spaCy does through
the entry points in pyproject.toml.
"""

from __future__ import annotations

from spacy.language import Language

from cxresearch.analysis.segmenting import Segmenter


@Language.factory("cx_segmenter", assigns=["token.is_sent_start", "doc.sents"])
def cx_segmenter(nlp: Language, name: str) -> Segmenter:
    """Make the component that sets sentence starts as `cxresearch.analysis.segmenting.sentence_spans` does."""
    return Segmenter(nlp.lang or "en", name)
