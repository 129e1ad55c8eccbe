"""The registry and what all exporters have in common."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cxresearch.domain.reading import Reading
from cxresearch.errors import ExportRefused
from cxresearch.exports import EXPORTERS, export
from cxresearch.exports.base import ExportContext
from tests.exports import fixtures

PLAIN = sorted(set(EXPORTERS) - {"png", "svg"})


@pytest.fixture(scope="module")
def ugly_study() -> Reading:
    return fixtures.study(13)


def shuffled(reading: Reading) -> Reading:
    """The same reading, built in another order."""
    corpus = reading.corpus
    return replace(
        reading,
        corpus=replace(
            corpus, sources=corpus.sources[::-1], participants=corpus.participants[::-1], segments=corpus.segments[::-1]
        ),
        themes=reading.themes[::-1],
        memberships=dict(reversed(reading.memberships.items())),
        tags={id_: dict(reversed(tags.items())) for id_, tags in reversed(reading.tags.items())},
        personas=reading.personas[::-1],
        persona_edits=dict(reversed(reading.persona_edits.items())),
        runs=dict(reversed(reading.runs.items())),
    )


def test_the_keys_of_now_are_there() -> None:
    assert {"html", "csv", "json", "md", "sticky-csv", "png", "svg"} <= set(EXPORTERS)
    assert all(key == exporter.key and exporter.about for key, exporter in EXPORTERS.items())


def test_an_unknown_key_is_refused_with_the_ones_there_are(tmp_path: Path, ugly_study: Reading) -> None:
    with pytest.raises(ExportRefused, match=r"no export called 'pptz'; choose from .*csv.*html"):
        export(ugly_study, to=["csv", "pptz"], out=tmp_path / "out", context=fixtures.context(ugly_study))

    assert not (tmp_path / "out").exists()


def test_export_writes_every_file_and_says_which(tmp_path: Path, ugly_study: Reading) -> None:
    written = export(
        ugly_study, to=["html", "csv", "json", "md", "sticky-csv"], out=tmp_path, context=fixtures.context(ugly_study)
    )

    assert [path.name for path in written] == [
        "report.html",
        "import.csv",
        "segments.csv",
        "themes.csv",
        "tags.csv",
        "personas.json",
        "study.json",
        "report.md",
        "sticky_notes.csv",
    ]
    assert all(path.stat().st_size for path in written)


@pytest.mark.parametrize("key", PLAIN)
def test_equal_readings_give_equal_bytes_in_whatever_order(key: str, ugly_study: Reading) -> None:
    context = fixtures.context(ugly_study)
    other = replace(context, import_rows=context.import_rows[::-1])

    assert EXPORTERS[key].make(ugly_study, context) == EXPORTERS[key].make(shuffled(ugly_study), other)


@pytest.mark.parametrize("key", ["csv", "json", "sticky-csv"])
def test_data_files_do_not_depend_on_the_clock(key: str, ugly_study: Reading) -> None:
    context = fixtures.context(ugly_study)

    assert EXPORTERS[key].make(ugly_study, context) == EXPORTERS[key].make(
        ugly_study, replace(context, created="another day")
    )


@pytest.mark.parametrize("key", sorted(EXPORTERS))
@pytest.mark.parametrize("n", [0, 1, 2])
def test_small_and_empty_studies_have_exports_too(key: str, n: int) -> None:
    reading = fixtures.study(n, ugly=False)

    files = EXPORTERS[key].make(reading, fixtures.context(reading, ugly=False))

    assert all(files.values())


@pytest.mark.parametrize("key", sorted(EXPORTERS))
def test_a_study_that_was_only_imported_has_exports_too(key: str, ugly_study: Reading) -> None:
    bare = Reading(study="s", as_of=0, corpus=ugly_study.corpus)

    files = EXPORTERS[key].make(bare, ExportContext("Bare"))

    assert all(files.values())


def test_importing_the_exports_is_light() -> None:
    code = "import sys, cxresearch.exports; print([m for m in ('matplotlib', 'jinja2', 'pandas') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
