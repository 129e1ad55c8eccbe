"""Estimators that propose: themes, tags, persona clusters, and what to ask the researcher next."""
