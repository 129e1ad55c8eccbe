"""From a reading to the next analysis run: models in, suggestions out, nothing that a person decided touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cxresearch.domain.identity import checksum, minted_key
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import (
    AnalysisRun,
    MembershipSuggestion,
    PersonaSuggestion,
    RunKind,
    TagSuggestion,
    ThemeSuggestion,
)
from cxresearch.domain.teaching import teaching

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Drafted:
    """An analysis run with what it suggests, ready to be stored."""

    run: AnalysisRun
    themes: tuple[ThemeSuggestion, ...] = ()
    memberships: tuple[MembershipSuggestion, ...] = ()
    tags: tuple[TagSuggestion, ...] = ()
    personas: tuple[PersonaSuggestion, ...] = ()


def main_language(reading: Reading) -> str:
    """Return the language in which participants say most."""
    words: Counter[str] = Counter()
    for segment in reading.corpus.segments:
        words[reading.corpus.source_by_id[segment.source].language] += len(segment.text.split())
    return min(words, key=lambda code: (-words[code], code)) if words else "en"


def _plan(
    kind: RunKind, reading: Reading, *, model: str, parameters: Mapping[str, Any], seed: int, inputs: object
) -> AnalysisRun:
    """Describe a run before it is made: the same description gives the same id, and need not be run twice."""
    taken = checksum([inputs])
    corpus = reading.corpus.fingerprint
    mark = checksum([kind, model, sorted(parameters.items()), seed, corpus, taken])
    return AnalysisRun(f"{kind}-{mark}", kind, model, dict(parameters), seed, corpus, taken)


def plan_themes(reading: Reading, *, n_themes: int | None, seed: int, language: str) -> AnalysisRun:
    """Describe the theming run that these arguments and the decisions so far call for."""
    from cxresearch.analysis.encoding import Encoder

    parameters = {"n_themes": n_themes, "language": language}
    model = f"cxresearch themes on {Encoder(language=language).name} in context"
    return _plan("themes", reading, model=model, parameters=parameters, seed=seed, inputs=teaching(reading).plain)


def draft_themes(
    reading: Reading,
    run: AnalysisRun,
    *,
    past: Sequence[Mapping[str, frozenset[str]]],
    progress: Progress | None = None,
) -> Drafted:
    """Cluster the segments into themes, and give each the key of the theme it continues.

    Parameters
    ----------
    past
        Members of each theme key in earlier runs, newest run first. When the newest was made with the same
        parameters and seed, its themes are carried on: a new interview or a decision is no reason to move
        what nobody touched.
    """
    from cxresearch.analysis.context import in_context
    from cxresearch.analysis.encoding import Encoder
    from cxresearch.analysis.theming import ThemeModel

    segments = reading.corpus.segments
    texts = [segment.text for segment in segments]
    language = str(run.parameters["language"])
    encoder = Encoder(language=language)
    vectors = encoder.encode(texts, progress=progress)
    vectors = in_context(vectors, [segment.source for segment in segments])
    previous, taught = _previous(reading, run, past), teaching(reading)
    model = ThemeModel(run.parameters["n_themes"], seed=run.seed, language=language)
    model.fit(
        texts,
        ids=[segment.id for segment in segments],
        vectors=vectors,
        participants=[segment.participant for segment in segments],
        before=[reading.corpus.before(segment) for segment in segments],
        in_context=True,
        pins=taught.pins,
        previous=previous,
        together=taught.together,
        apart=taught.apart,
        seed_words=taught.seed_words,
        encode=encoder.encode if encoder.comparable else None,
        progress=progress,
    )
    members: dict[str, frozenset[str]] = {
        theme.key: frozenset(segments[i].id for i, label in enumerate(model.labels_) if label == number)
        for number, theme in enumerate(model.themes_)
    }
    fixed = {*taught.pins.values(), *taught.seed_words, *(previous or {}).values()}
    keys = _continue(members, past, fixed=fixed, prefix="theme")
    drafts = [theme.key for theme in model.themes_]
    memberships = tuple(
        MembershipSuggestion(
            segment.id,
            keys[drafts[label]] if label >= 0 else None,
            float(confidence),
            tuple(keys[drafts[other]] for other in also),
            reason if label < 0 else "",
        )
        for segment, label, confidence, also, reason in zip(
            segments, model.labels_, model.confidence_, model.also_, model.reasons_, strict=True
        )
    )
    themes = tuple(replace(theme, key=keys[theme.key]) for theme in model.themes_)
    return Drafted(run, themes=themes, memberships=memberships)


def parts_of(reading: Reading, theme: str) -> dict[str, tuple[str, ...]]:
    """Look for 2–5 themes within a theme.

    Parameters
    ----------
    theme
        Its key.

    Returns
    -------
    dict of str to tuple of str
        A name for each part, and its most typical segments; nothing where the theme is of one piece.
    """
    from cxresearch.analysis.context import in_context
    from cxresearch.analysis.encoding import Encoder
    from cxresearch.analysis.theming import ThemeModel

    corpus, language = reading.corpus, main_language(reading)
    encoder = Encoder(language=language)
    vectors = encoder.encode([segment.text for segment in corpus.segments])
    vectors = in_context(vectors, [segment.source for segment in corpus.segments])
    row = {segment.id: number for number, segment in enumerate(corpus.segments)}
    members = reading.members[theme]
    model = ThemeModel(range(2, 6), language=language).fit(
        [segment.text for segment in members],
        ids=[segment.id for segment in members],
        vectors=vectors[[row[segment.id] for segment in members]],
        participants=[segment.participant for segment in members],
        in_context=True,
        encode=encoder.encode if encoder.comparable else None,
    )
    if len(model.themes_) < 2:
        return {}
    taken, whole = {other.name.casefold() for other in reading.themes}, reading.theme_by_key[theme].name
    return {
        part.name if part.name.casefold() not in taken else f"{whole}: {part.name.lower()}": part.quotes
        for part in model.themes_
    }


def likeness(reading: Reading, segments: Sequence[str], others: Sequence[str]) -> dict[str, dict[str, float]]:
    """Compare segments by what they say.

    Returns
    -------
    dict of str to dict of str to float
        Each of `segments` to {each of `others`: cosine of their vectors}.
    """
    from cxresearch.analysis.encoding import Encoder

    ids = list(dict.fromkeys([*segments, *others]))
    vectors = Encoder(language=main_language(reading)).encode([reading.segment(id_).text for id_ in ids])
    row = {id_: number for number, id_ in enumerate(ids)}
    cosines = vectors[[row[id_] for id_ in segments]] @ vectors[[row[id_] for id_ in others]].T
    return {
        segment: dict(zip(others, map(float, near), strict=True))
        for segment, near in zip(segments, cosines, strict=True)
    }


def nearest(reading: Reading, texts: Sequence[str], examples: Sequence[str]) -> list[tuple[float, str]]:
    """Return for each text the example that it is most like, and how much (cosine, 0–1).

    With three examples or more, how much is the mean of the nearest three: one odd example then draws nothing.
    """
    import numpy as np

    from cxresearch.analysis.encoding import Encoder

    wanted = list(dict.fromkeys(examples))
    vectors = Encoder(language=main_language(reading)).encode([*texts, *wanted])
    cosines = np.clip(vectors[: len(texts)] @ vectors[len(texts) :].T, 0.0, 1.0)
    strength = np.sort(cosines, axis=1)[:, -3:].mean(axis=1)
    return [(float(score), wanted[best]) for score, best in zip(strength, cosines.argmax(axis=1).tolist(), strict=True)]


def _previous(
    reading: Reading, run: AnalysisRun, past: Sequence[Mapping[str, frozenset[str]]]
) -> dict[str, str] | None:
    """Return where the newest run put the segments that still stand, if it asked for the same."""
    newest = reading.runs.get("themes")
    if (
        newest is None
        or not past
        or (newest.model, newest.parameters, newest.seed)
        != (
            run.model,
            run.parameters,
            run.seed,
        )
    ):
        return None
    found: dict[str, str] = {}
    for key in sorted(past[0]):
        for segment in sorted(past[0][key]):
            now = reading.corpus.resolve(segment)
            if now is not None:
                found.setdefault(now, key)
    return found


def _continue(
    members: Mapping[str, frozenset[str]], past: Sequence[Mapping[str, frozenset[str]]], *, fixed: set[str], prefix: str
) -> dict[str, str]:
    """Match drafts to the keys they continue: pins first, then each earlier run in turn, else a new key."""
    from cxresearch.analysis.theme_keys import match_keys

    keys = {draft: draft for draft in members if draft in fixed}
    for earlier in past:
        free = {key: old for key, old in earlier.items() if key not in keys.values()}
        waiting = {draft: new for draft, new in members.items() if draft not in keys}
        keys |= match_keys(waiting, free)
    for draft in sorted(set(members) - set(keys)):
        keys[draft] = minted_key(prefix, members[draft] or {draft})
    return keys


def plan_tags(reading: Reading, *, language: str) -> AnalysisRun:
    """Describe the tagging run that the corpus and the corrections so far call for."""
    from cxresearch.analysis.tagging import Tagger

    model = Tagger(language=language).name
    return _plan("tags", reading, model=model, parameters={"language": language}, seed=0, inputs=_corrections(reading))


def _corrections(reading: Reading) -> list[tuple[str, str, bool]]:
    """Return the tags that people set or took away, as they stand."""
    return sorted(
        (segment, label, tag.on)
        for segment, tags in reading.tags.items()
        for label, tag in tags.items()
        if tag.by != "suggestion"
    )


def draft_tags(reading: Reading, run: AnalysisRun, *, progress: Progress | None = None) -> Drafted:
    """Tag every segment with think, feel, say, do and pain, need, goal, gain."""
    from cxresearch.analysis.tagging import Tagger

    segments = reading.corpus.segments
    tags = Tagger(language=str(run.parameters["language"])).suggest(
        [segment.id for segment in segments],
        [segment.text for segment in segments],
        [reading.corpus.before(segment) for segment in segments],
        corrections=_corrections(reading),
        progress=progress,
    )
    return Drafted(run, tags=tuple(tags))


def plan_personas(reading: Reading, *, n_personas: int | None, seed: int) -> AnalysisRun:
    """Describe the persona run that the themes, tags, attributes and decisions so far call for."""
    inputs = [
        sorted((segment, m.theme or "") for segment, m in reading.memberships.items()),
        sorted((segment, list(reading.labels(segment))) for segment in reading.tags),
        sorted(reading.assigned.items()),
        sorted(reading.hidden),
        [(p.id, sorted(p.attributes.items())) for p in reading.corpus.participants],
    ]
    parameters = {"n_personas": n_personas}
    return _plan("personas", reading, model="cxresearch personas", parameters=parameters, seed=seed, inputs=inputs)


def draft_personas(
    reading: Reading,
    run: AnalysisRun,
    *,
    past: Sequence[Mapping[str, frozenset[str]]],
    progress: Progress | None = None,
) -> Drafted:
    """Cluster the participants into 1–5 personas, and give each the key of the persona it continues."""
    from cxresearch.analysis.personas import PersonaModel

    if progress:
        progress(0, 1, "drafting personas")
    model = PersonaModel(run.parameters["n_personas"], seed=run.seed).fit(reading)
    members = {persona.key: frozenset(persona.participants) for persona in model.personas_}
    keys = _continue(members, past, fixed=set(reading.assigned.values()), prefix="persona")
    return Drafted(run, personas=tuple(replace(persona, key=keys[persona.key]) for persona in model.personas_))
