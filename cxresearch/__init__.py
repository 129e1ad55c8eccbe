"""cxresearch: an offline research workbench for interviews, from transcripts to persona drafts."""

__version__ = "0.1.0.dev0"
