"""The command line. Each command is a few lines over `Study`; everything heavy is imported inside."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cxresearch.errors import CxError, InputError

app = typer.Typer(
    name="cxresearch",
    help="From interview transcripts to themes, think/feel/say/do tags and persona drafts. "
    "Offline: nothing leaves this computer.\n\nNew here? Run  cxresearch demo  and open the report it names.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Out = Annotated[Path, typer.Option("--out", help="Folder for the results; made when missing.")]
StudyFile = Annotated[Path, typer.Argument(help="A study file, such as benefits.cxr.", show_default=False)]
Language = Annotated[str, typer.Option("--language", help="auto, or a code such as en, de, fa.")]
Themes = Annotated[str, typer.Option("--themes", help="auto, or how many.")]
Personas = Annotated[str, typer.Option("--personas", help="auto, or how many (1 to 5).")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same result.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable.")]


def main() -> None:
    """Run the command line; end with 0 (done), 1 (the input or the study is at fault) or 2 (usage)."""
    for stream in (sys.stdout, sys.stderr):  # a Windows console may not know the characters people say
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except CxError as error:
        _say(str(error), error=True)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        _say("Stopped. What was finished is kept; run the same command again to go on from there.", error=True)
        raise SystemExit(130) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("CXRESEARCH_DEBUG"):
            raise
        _say(_unforeseen(error), error=True)
        raise SystemExit(1) from None


def _unforeseen(error: Exception) -> str:
    """Put a mistake of ours into a sentence that holds no text of the study."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last is not None else "unknown place"
    return (
        f"This is a mistake in cxresearch ({type(error).__name__} at {place}), not in your files; "
        "what was stored is safe. Please report it; CXRESEARCH_DEBUG=1 shows the details."
    )


def _say(text: str, *, error: bool = False) -> None:
    typer.echo(text, err=error)


def _count(text: str, what: str, *, most: int | None = None) -> int | None:
    """Read ``auto`` or a number."""
    if text == "auto":
        return None
    if not text.isdecimal() or int(text) < 1 or (most is not None and int(text) > most):
        limit = f" from 1 to {most}" if most else ""
        raise typer.BadParameter(f"--{what} takes auto or a number{limit}, not {text!r}.")
    return int(text)


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show long work as a bar in a terminal, and as nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task("starting", total=None)

        def show(done: int, total: int, label: str) -> None:
            bars.update(bar, completed=done, total=total or None, description=label[:60])

        yield show


@app.command()
def demo(out: Out = Path("cxresearch-demo")) -> None:
    """Do the main job on the bundled, invented interviews, and say where to look."""
    from cxresearch.bundled import corpus_folder

    folder = corpus_folder("demo")
    out.mkdir(parents=True, exist_ok=True)
    _pipeline(
        [folder / "transcripts"],
        study=out / "energy-customers.cxr",
        out=out,
        attributes=folder / "attributes.csv",
        title="Every person and sentence in these interviews is invented.",
    )


@app.command()
def run(
    paths: Annotated[list[Path], typer.Argument(help="Transcripts, or folders of them.", show_default=False)],
    study: Annotated[Path, typer.Option("--study", help="The study file to make or go on with.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.", show_default=False)],
    attributes: Annotated[Path | None, typer.Option(help="Table with a row per participant: age, role, NPS …")] = None,
    themes: Themes = "auto",
    personas: Personas = "auto",
    seed: Seed = 0,
    language: Language = "auto",
    interviewer: Annotated[list[str] | None, typer.Option(help="Name of an interviewer; may be repeated.")] = None,
    pseudonymise: Annotated[bool, typer.Option(help="Replace names and other identifiers by stand-ins.")] = True,
    researcher: Annotated[str | None, typer.Option(help="Your name, as decisions shall carry it.")] = None,
) -> None:
    """Read transcripts, draft themes, tags and personas, and write a report with tables."""
    _pipeline(
        paths,
        study=study,
        out=out,
        attributes=attributes,
        n_themes=_count(themes, "themes"),
        n_personas=_count(personas, "personas", most=5),
        seed=seed,
        language=language,
        interviewers=interviewer or [],
        pseudonymise=pseudonymise,
        researcher=researcher,
    )


def _pipeline(
    paths: list[Path],
    *,
    study: Path,
    out: Path,
    attributes: Path | None = None,
    n_themes: int | None = None,
    n_personas: int | None = None,
    seed: int = 0,
    language: str = "auto",
    interviewers: list[str] | None = None,
    pseudonymise: bool = True,
    researcher: str | None = None,
    title: str = "",
) -> None:
    """Take transcripts all the way to a report, and say what was done in a few lines."""
    from cxresearch.study import Study

    if attributes is not None and not attributes.exists():
        raise InputError(f"There is no table at {attributes}; check its name.", path=attributes)
    study.parent.mkdir(parents=True, exist_ok=True)
    with _progress() as progress, Study(study, researcher=researcher, progress=progress) as opened:
        known, hosts = attributes, interviewers or []
        table = opened.add(*paths, attributes=known, interviewers=hosts, language=language, pseudonymise=pseudonymise)
        for row in table[table["status"] == "skipped"].itertuples():
            _say(f"Skipped {row.file}: {row.reason}", error=True)
        if (table["status"] == "skipped").all():
            raise InputError("No transcript could be read; nothing was analysed.")
        unmatched = opened.describe(attributes) if attributes is not None else []
        code = None if language == "auto" else language
        opened.theme(n_themes, seed=seed, language=code)
        opened.tag(language=code)
        drafted = opened.draft_personas(n_personas, seed=seed)
        written = opened.export(out, to=["html", "csv", "json"])
        reading = opened.reading()
    counts = table["status"].value_counts()
    for sentence in unmatched:
        _say(sentence, error=True)
    if title:
        _say(title)
    _say(f"Files: {', '.join(f'{n} {status}' for status, n in counts.items())}.")
    _say(
        f"{len(reading.corpus.participants)} participants, {len(reading.corpus.segments)} segments, "
        f"{len(reading.themes)} themes, {len(drafted)} persona drafts."
    )
    _say("Wrote " + ", ".join(path.name for path in written) + f" to {out}/")
    _say(f"Open {out / 'report.html'} in a browser. The study itself is {study}.")


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="One transcript.", show_default=False)], as_json: AsJson = False
) -> None:
    """Show how one file is read: format, language, speakers, roles, turns, and what was set aside."""
    from cxresearch.readers import read

    transcript = read(file)
    balance = transcript.balance
    if as_json:
        shape: dict[str, Any] = {
            "format": transcript.format,
            "encoding": transcript.encoding,
            "language": transcript.language,
            "speakers": [
                {"name": s.name, "role": s.role, "confidence": round(s.confidence, 3)} for s in transcript.speakers
            ],
            "turns": [
                {"speaker": t.speaker, "role": t.role, "start": t.start, "end": t.end, "text": t.text}
                for t in transcript.turns
            ],
            "report": {
                "units_in": balance.units_in,
                "kept": balance.kept,
                "reported": [{"line": r.line, "reason": r.reason, "text": r.text} for r in balance.reported],
            },
        }
        _say(json.dumps(shape, ensure_ascii=False, indent=1))
        return
    _say(f"{file.name}: {transcript.format}, {transcript.encoding}, language {transcript.language or 'unknown'}")
    for speaker in transcript.speakers:
        _say(f"  {speaker.name}: {speaker.role} (confidence {speaker.confidence:.2f})")
    _say(f"  {len(transcript.turns)} turns, {transcript.words('participant')} words by participants")
    _say(f"  {balance.units_in} units in = {balance.kept} kept + {len(balance.reported)} reported")
    for item in balance.reported[:20]:
        _say(f"    line {item.line or '?'}: {item.reason}: {item.text[:60]}")
    for note in transcript.notes:
        _say(f"  {note}")


@app.command()
def tag(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='{"id","text","before"} a line.')],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl")],
    language: Language = "auto",
) -> None:
    """Tag sentences with think, feel, say, do and pain, need, goal, gain."""
    from cxresearch import jsonl

    with _progress() as progress:
        n = jsonl.tag(source, target, language=language, progress=progress)
    _say(f"Tagged {n} segments; wrote {target}.")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled sentences.")],
    as_json: AsJson = False,
    language: Language = "auto",
    plot: Annotated[Path | None, typer.Option(help="Draw how well probabilities hold, as PNG or SVG.")] = None,
) -> None:
    """Score the tagger against sentences that people have labelled."""
    from cxresearch import jsonl

    scores = jsonl.evaluate(gold, language=language)
    if plot is not None:
        jsonl.draw_calibration(scores, plot)
    if as_json:
        _say(json.dumps(scores, ensure_ascii=False, indent=1))
        return
    _say(f"{scores['n']} sentences; macro-F1 quadrant {scores['quadrant']['macro_f1']:.2f}, "
         f"insight {scores['insight']['macro_f1']:.2f}")  # fmt: skip
    for label, row in scores["labels"].items():
        rates = []
        for name, title in (("f1", "F1"), ("precision", "precision"), ("recall", "recall")):
            low, high = row["intervals"][name]
            rates.append(f"{title} {row[name]:.2f} [{low:.2f}, {high:.2f}]")
        _say(
            f"  {label:6} {'  '.join(rates)}  calibration error {row['ece']:.2f}  "
            f"Brier {row['brier']:.2f} (base rate {row['brier_base']:.2f})  "
            f"kappa {row['kappa']:.2f}  AC1 {row['ac1']:.2f}  share {row['prevalence']:.2f}"
        )


@app.command()
def theme(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='{"id","text"} a line; "participant","before".')],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl")],
    themes: Themes = "auto",
    seed: Seed = 0,
    decisions: Annotated[Path | None, typer.Option(help='{"id","theme"} a line: pinned by a researcher.')] = None,
    language: Language = "auto",
) -> None:
    """Group sentences into themes."""
    from cxresearch import jsonl

    with _progress() as progress:
        names = jsonl.theme(
            source,
            target,
            n_themes=_count(themes, "themes"),
            seed=seed,
            decisions=decisions,
            language=language,
            progress=progress,
        )
    for key, name in names.items():
        _say(key if key == name else f"{key}: {name}")
    _say(f"Wrote {target}.")


@app.command()
def personas(study: StudyFile, as_json: AsJson = False) -> None:
    """Show the persona drafts of a study as they stand."""
    from cxresearch.exports import EXPORTERS
    from cxresearch.study import Study

    with Study(study, read_only=True) as opened:
        drafted = opened.personas
        if as_json:
            made = EXPORTERS["json"].make(opened.reading(), opened.context())
            _say(made["personas.json"].decode("utf-8"))
            return
    if not drafted:
        raise InputError(f"{study.name} has no persona drafts yet; run `cxresearch run` on it first.")
    for persona in drafted:
        _say(f"{persona.name}: {persona.summary}")
        _say(f"  rests on {', '.join(persona.participants)}. {persona.warning}".rstrip())
        for name in ("behaviours", "needs", "pains", "goals", "gains", "quotes"):
            for line in getattr(persona, name)[:3]:
                _say(f"  {name[:-1]}: “{line.text}” ({line.participants} of {line.of})")


@app.command()
def export(
    study: StudyFile,
    to: Annotated[str, typer.Option("--to", help="Keys, separated by commas: html,csv,json …", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.", show_default=False)],
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Even though nobody reviewed the pseudonyms.")
    ] = False,
) -> None:
    """Write a study in other formats; refused while nobody has reviewed its pseudonyms."""
    from cxresearch.study import Study

    with Study(study, read_only=True) as opened:
        left = () if unreviewed else opened.review.left
        if left:
            raise InputError(
                f"{len(left)} words of {study.name} may be names, and nobody has looked at them yet: review them "
                f"with `cxresearch review {study.name}` or in the workbench, or export with --unreviewed.",
                path=study,
            )
        for path in opened.export(out, to=[key.strip() for key in to.split(",") if key.strip()]):
            _say(str(path))


@app.command()
def review(
    study: StudyFile,
    hide: Annotated[list[str] | None, typer.Option(help="A name to be hidden everywhere; may be repeated.")] = None,
    keep: Annotated[list[str] | None, typer.Option(help="A word that is no name; may be repeated.")] = None,
    keep_rest: Annotated[
        bool, typer.Option("--keep-rest", help="I have read the list: the rest are no names.")
    ] = False,
    researcher: Annotated[str | None, typer.Option(help="Your name, as the study shall note it.")] = None,
) -> None:
    """List the capitalised words that may still be names; hide or keep them."""
    from cxresearch.study import Study

    changing = bool(hide or keep or keep_rest)
    with Study(study, researcher=researcher, read_only=not changing) as opened:
        for name in hide or ():
            _say(f"Hidden in {opened.review.hide(name)} interviews: {name}")
        if changing:
            opened.review.keep(*(keep or ()), *(opened.review.left if keep_rest else ()))
        left = opened.review.left
        rows = [row for row in opened.review.words.itertuples() if row.word in set(left)]
    for row in rows:
        _say(f"{row.word} ({row.count}×): {row.example}")
    _say(f"{len(left)} words to look at: --hide, --keep or --keep-rest." if left else "Nothing is left to review.")


@app.command()
def check(study: StudyFile) -> None:
    """Verify a study file: structure, references, and every row against its checksum."""
    from cxresearch.study import Study

    with Study(study, read_only=True) as opened:
        problems = opened.check()
        if problems:
            raise InputError("\n".join(problems), path=study)
        _say(f"{opened!r} is well.")


@app.command()
def lab(
    folder: Annotated[Path, typer.Argument(help="Where the notebooks go.")] = Path("cxresearch-lab"),
    start: Annotated[bool, typer.Option(help="Start JupyterLab after copying the notebooks.")] = True,
) -> None:
    """Copy the notebooks into a folder and open them in JupyterLab."""
    from cxresearch.bundled import copy_notebooks

    for name in copy_notebooks(folder):
        _say(f"Copied {name} to {folder}/")
    if start:
        import subprocess

        raise SystemExit(subprocess.call([sys.executable, "-m", "jupyterlab", str(folder)]))  # noqa: S603 - our own


if __name__ == "__main__":
    main()
