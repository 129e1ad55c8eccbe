"""Persona drafts: what participants of a kind share, each line in their own words, with who stands behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from cxresearch.domain.contrast import Contrast, Profile, contrasts_of, plain, profile_of, titled
from cxresearch.domain.evidence import Line, support
from cxresearch.domain.lines import lines_of
from cxresearch.domain.metric import mean_and_n
from cxresearch.domain.naming import Name, summary_of, working_names
from cxresearch.domain.persona import FIELDS, TEXTS, Persona
from cxresearch.domain.quoting import people, quotability
from cxresearch.domain.reading import Reading


def groups_of(reading: Reading) -> dict[str, dict[str, float]]:
    """Return persona key to its participants with their strengths, as decisions leave them.

    A participant whom a person assigned stands in that persona alone, with strength 1; assigned to an empty key,
    in none. A key that only a decision names is a persona too, so that no hand-made persona and no hand-written
    word disappears; a suggested persona that decisions emptied goes unless somebody edited it. Largest first,
    ties by key.
    """
    everybody = {participant.id for participant in reading.corpus.participants} | set(people(reading))
    groups: dict[str, dict[str, float]] = {
        suggestion.key: {
            person: float(belongs)
            for person, belongs in suggestion.participants.items()
            if person not in reading.assigned and person in everybody
        }
        for suggestion in reading.personas
    }
    for person, key in reading.assigned.items():
        if key and person in everybody:
            groups.setdefault(key, {})[person] = 1.0
    edited = {key for key, _ in reading.persona_edits}
    for key in edited:
        groups.setdefault(key, {})
    kept = {key: group for key, group in groups.items() if group or key in edited}
    ordered = sorted(kept, key=lambda key: (-len(kept[key]), key))
    return {key: dict(sorted(kept[key].items(), key=lambda item: (-item[1], item[0]))) for key in ordered}


def names_of(reading: Reading) -> dict[str, str]:
    """Return persona key to the name it goes by: a person's, else the working name."""
    profile = profile_of(reading)
    groups, contrasts, themes = _compared(reading, profile)
    return {key: name.text for key, name in _names(reading, profile, groups, contrasts, themes).items()}


def personas_of(reading: Reading) -> tuple[Persona, ...]:
    """Draft the personas of a reading.

    Parameters
    ----------
    reading
        With persona suggestions or hand-assigned participants; themes, tags and attributes as far as there are.

    Returns
    -------
    tuple of Persona
        Largest first, ties by key. Every drafted line is a verbatim quote, a count or a comparison; where nothing
        was found, the field is empty.

    Notes
    -----
    How lines are chosen is told in docs/personas.md.
    """
    profile = profile_of(reading)
    groups, contrasts, themes = _compared(reading, profile)
    names = _names(reading, profile, groups, contrasts, themes)
    fit = {segment.id: quotability(segment.text) for segment in profile.segments}
    drafts = []
    for key, members in groups.items():
        draft = _draft(reading, profile, members, contrasts[key], themes, fit, names[key].said)
        drafts.append(_edited(reading, replace(draft, key=key, name=names[key].text)))
    return tuple(drafts)


def _compared(
    reading: Reading, profile: Profile
) -> tuple[dict[str, dict[str, float]], dict[str, tuple[Contrast, ...]], dict[str, str]]:
    tops = set(profile.theme.values())
    themes = {theme.key: theme.name for theme in reading.themes if theme.key in tops}
    groups = groups_of(reading)
    return groups, {key: contrasts_of(profile, members, themes) for key, members in groups.items()}, themes


def _names(
    reading: Reading,
    profile: Profile,
    groups: Mapping[str, Mapping[str, float]],
    contrasts: Mapping[str, Sequence[Contrast]],
    themes: Mapping[str, str],
) -> dict[str, Name]:
    by_hand = {key: str(value) for (key, name), (value, _) in reading.persona_edits.items() if name == "name"}
    members = {key: tuple(group) for key, group in groups.items() if key not in by_hand}
    english = all(source.language.startswith("en") for source in reading.corpus.sources)
    drafted = working_names(profile, members, contrasts, themes, tuple(by_hand.values()), english=english)
    return {key: Name(by_hand[key]) if by_hand.get(key) else drafted[key] for key in groups}


def _draft(
    reading: Reading,
    profile: Profile,
    members: Mapping[str, float],
    contrasts: Sequence[Contrast],
    themes: Mapping[str, str],
    fit: Mapping[str, float],
    said: str,
) -> Persona:
    lines = lines_of(reading, profile, members, contrasts, fit, said)
    return Persona(
        key="",
        name="",
        summary=summary_of(profile, tuple(members), len(set(profile.people) | set(members)), contrasts, themes),
        participants=members,
        demographics=_demographics(profile, members),
        traits=lines.traits,
        motivations=lines.motivations,
        behaviours=lines.behaviours,
        needs=lines.needs,
        pains=lines.pains,
        goals=lines.goals,
        gains=lines.gains,
        quotes=lines.quotes,
        differs=lines.differs,
        metrics=_metrics(profile, members),
    )


def _demographics(profile: Profile, members: Mapping[str, float]) -> tuple[Line, ...]:
    """Say range and median of numbers, and counts of kinds; how many gave none is always said."""
    lines = []
    for column in profile.columns:
        if column.metric is not None or column.kind == "text":
            continue
        numbers = sorted(value for person, value in column.numbers.items() if person in members)
        kinds = Counter(value for person, value in column.kinds.items() if person in members)
        given = len(numbers) + sum(kinds.values())
        if not given:
            continue
        said = _range(numbers) if numbers else _counts(kinds)
        missing = len(members) - given
        absent = f"; not given by {missing} of {len(members)}" if missing else ""
        lines.append(Line(f"{titled(column.name)}: {said}{absent}", (), given, len(members)))
    return tuple(lines)


def _range(numbers: Sequence[float]) -> str:
    if numbers[0] == numbers[-1]:
        return plain(numbers[0])
    return f"{plain(numbers[0])}–{plain(numbers[-1])}, median {plain(median(numbers))}"


def _counts(kinds: Counter[str]) -> str:
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    if len(ordered) > 1 and ordered[0][1] == 1:
        return f"{'; '.join(kind for kind, _ in ordered)} (one each)"
    shown = ordered if len(ordered) <= 4 else ordered[:3]
    more = sum(count for _, count in ordered[len(shown) :])
    said = [f"{kind} ({count})" for kind, count in shown] + ([f"{more} other{'s' if more > 1 else ''}"] if more else [])
    return ("; " if any("," in kind for kind in kinds) else ", ").join(said)


def _metrics(profile: Profile, members: Mapping[str, float]) -> dict[str, tuple[float, int]]:
    metrics = [column for column in profile.columns if column.metric is not None]
    often = Counter(column.metric for column in metrics)
    found: dict[str, tuple[float, int]] = {}
    for column in metrics:
        mean = mean_and_n([value for person, value in sorted(column.numbers.items()) if person in members])
        if mean is not None:
            name = str(column.metric) if often[column.metric] == 1 else f"{column.metric} ({column.name})"
            found[name] = mean
    return found


def _edited(reading: Reading, draft: Persona) -> Persona:
    """Lay a person's wording over the draft, field by field."""
    changes: dict[str, Any] = {}
    edited: dict[str, str] = {}
    for (key, name), (value, researcher) in sorted(reading.persona_edits.items()):
        if key == draft.key and name in FIELDS:
            edited[name] = researcher
            text = name in TEXTS
            changes[name] = str(value) if text else _own_lines(reading, draft, name, value, researcher)
    return replace(draft, **changes, edited=edited) if edited else draft


def _own_lines(reading: Reading, draft: Persona, name: str, value: Any, researcher: str) -> tuple[Line, ...]:
    """Read an edited field: a text (one line each), or a list of texts or of {"text", "evidence"}.

    A line whose words are those of a drafted line stays that line, with its evidence.
    """
    drafted = {line.text: line for line in getattr(draft, name)}
    items = value.splitlines() if isinstance(value, str) else list(value or ())
    lines = []
    for item in items:
        text, given = (item.get("text", ""), item.get("evidence", ())) if isinstance(item, Mapping) else (str(item), ())
        if not str(text).strip():
            continue
        if text in drafted and not given:
            lines.append(drafted[text])
            continue
        found = [id_ for id_ in (reading.corpus.resolve(each) for each in given) if id_ and id_ not in reading.hidden]
        persons = support([reading.corpus.segment_by_id[id_] for id_ in found])
        lines.append(Line(str(text).strip(), tuple(dict.fromkeys(found)), persons, draft.n, researcher))
    return tuple(lines)
