"""Names hidden or revealed in a study file as a whole, in one transaction: what was said, decided and drafted.

Each source concerned gets a new revision; decisions find their quotes in it, corrections are laid over it again, and
the earlier revisions lose the name as well. What decisions quote follows (`cxresearch.domain.redacting`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.domain.copies import in_order
from cxresearch.domain.correcting import Piece, lead
from cxresearch.domain.decision import Decision
from cxresearch.domain.identity import segment_id
from cxresearch.domain.redacting import Places, Put, Veil, redacted
from cxresearch.domain.transcript import Speaker
from cxresearch.joiners import correcting
from cxresearch.joiners.keys import key_path, load_key, save_key
from cxresearch.store import decisions as decision_store
from cxresearch.store import runs, sources
from cxresearch.store.database import now
from cxresearch.store.rows import SEGMENT, SPEAKER, TURN

if TYPE_CHECKING:
    from cxresearch.domain.corpus import Source
    from cxresearch.readers.pseudonym_key import Key
    from cxresearch.store.sources import Connection


def people(key: Key) -> Places:
    """Return where the people of a key are named in a text, and what stands for them."""
    from cxresearch.readers.hiding import known_places

    return lambda text, language: known_places(text, key=key, language=language)


def words(old: str, new: str) -> Places:
    """Return where some words stand in a text, to be put back as others."""

    def found(text: str, _: str) -> Iterator[Put]:
        at = text.find(old)
        while at >= 0:
            yield at, at + len(old), new
            at = text.find(old, at + len(old))

    return lambda text, language: tuple(found(text, language))


def rewrite(
    connection: Connection,
    places: Places,
    *,
    reason: str,
    researcher: str,
    own: Callable[[Decision], bool] = lambda _: False,
) -> int:
    """Put other words into the whole study, inside an open transaction.

    Parameters
    ----------
    places
        What is put where in a text.
    reason
        Why there is a new revision, such as ``names hidden``.
    researcher
        Who decided.
    own
        Of which decisions the researcher's own words change as well.

    Returns
    -------
    int
        In how many sources something changed.
    """
    places = _once(places)
    corpus = sources.load_corpus(connection)
    decided = in_order(decision_store.load(connection))
    said: dict[str, str] = {}
    changed = 0
    for source in corpus.sources:
        base = source.uncorrected or tuple(turn.text for turn in source.turns)
        wanted = tuple(_put(text, source.language, places) for text in base)
        _scrub(connection, source, places, said)
        if wanted != base or any(places(turn.text, source.language) for turn in source.turns):
            changed += 1
            _save(connection, source, wanted, reason)
    new = redacted(decided, corpus.sources, places, said=said, own=own)
    decision_store.redact(connection, new, time=now(), researcher=researcher)
    if changed or new:
        correcting.renew(connection, in_order(decision_store.load(connection)))
    languages = sorted({source.language for source in corpus.sources}) or ["en"]
    runs.reword(connection, lambda text: _each(text, languages, places))
    return changed


def hide_again(connection: Connection, here: Path, copy: Path, *, researcher: str) -> None:
    """Hide in what was taken in from a copy the names that people hid here, or there where its key is at hand.

    A stand-in that means somebody else here makes way for the next free one.
    """
    from cxresearch.readers.hiding import next_person
    from cxresearch.readers.pseudonym_key import Key

    key, theirs = load_key(here), load_key(copy) if key_path(copy).exists() else Key()
    entries, forms = dict(key.entries), dict(key.forms)
    for name, stand_in in theirs.entries.items():
        if not name.startswith("roster:") or name in entries or f"keep:{name.removeprefix('roster:')}" in entries:
            continue
        shown = next_person(Key(entries)) if stand_in in entries.values() else stand_in
        entries[name] = shown
        forms[shown] = tuple(sorted({*forms.get(shown, ()), *theirs.forms.get(stand_in, ())}))
    if entries != key.entries:
        save_key(here, replace(key, entries=entries, forms=forms))
    by_hand = {name: stand_in for name, stand_in in entries.items() if name.startswith("roster:")}
    if by_hand:
        rewrite(connection, people(Key(by_hand)), reason="names hidden", researcher=researcher)


def _once(places: Places) -> Places:
    """Look through each text once, however often it is asked for."""
    known: dict[tuple[str, str], tuple[Put, ...]] = {}

    def found(text: str, language: str) -> tuple[Put, ...]:
        asked = (text, language)
        if asked not in known:
            known[asked] = tuple(places(text, language))
        return known[asked]

    return found


def _put(text: str, language: str, places: Places) -> str:
    puts = places(text, language)
    return Veil(text, puts).text if puts else text


def _each(text: str, languages: list[str], places: Places) -> str:
    for language in languages:
        text = _put(text, language, places)
    return text


def _save(connection: Connection, source: Source, texts: tuple[str, ...], reason: str) -> None:
    """Write the texts as read, changed, as the next revision; every segment of a changed turn leads to its new one."""
    from cxresearch.analysis.segmenting import sentence_spans

    (row,) = (row for row in sources.sources(connection) if row.id == source.id)
    before: dict[int, list[Piece]] = {}
    for id_, number, start, end, _ in sources.cuts_of(connection, row.id, row.revision):
        before.setdefault(number, []).append(Piece(id_, start, end, source.turns[number].text[start:end]))
    cuts: list[sources.Cut] = []
    aliases: dict[str, str] = {}
    for number, text in enumerate(texts):
        held = before.get(number, [])
        if text == source.turns[number].text:
            cuts += [(piece.id, number, piece.start, piece.end, piece.text) for piece in held]
            continue
        pieces = [
            Piece(segment_id(row.id, number, start, end, text[start:end]), start, end, text[start:end])
            for start, end in sentence_spans(text, language=source.language)
        ]
        cuts += [(piece.id, number, piece.start, piece.end, piece.text) for piece in pieces]
        aliases |= lead(held, pieces, source.turns[number].text, text)
    speakers = {
        name: (Speaker(name, role, confidence), participant)
        for _, name, role, confidence, participant in SPEAKER.select(connection, "WHERE source = ?", (row.id,))
    }
    account = next(one for one in sources.accounts(connection) if one["file"] == row.name)
    sources.save_revision(
        connection,
        replace(row, revision=row.revision + 1),
        reason=reason,
        time=now(),
        turns=[replace(turn, text=text) for turn, text in zip(source.turns, texts, strict=True)],
        cuts=cuts,
        speakers=speakers,
        account=account,
        aliases=aliases,
    )


def _scrub(connection: Connection, source: Source, places: Places, said: dict[str, str]) -> None:
    """Take the name out of the revisions that there are; nothing but their words is ever read again.

    Notes in `said` what segments of any revision say now, as decisions quote them.
    """
    veils: dict[tuple[int, int], Veil] = {}
    turns = []
    for row in TURN.select(connection, "WHERE source = ?", (source.id,)):
        if puts := places(row[5], source.language):
            veil = veils[row[1], row[2]] = Veil(row[5], puts)
            turns.append((*row[:5], veil.text, *row[6:]))
    if not veils:
        return
    cuts = []
    for row in SEGMENT.select(connection, "WHERE source = ?", (source.id,)):
        _, revision, _, turn, start, end, text = row
        if (revision, turn) not in veils:
            continue
        veil = veils[revision, turn]
        new = veil.text[slice(*veil.span((start, end)))]
        if new != text:
            said[text] = new
            cuts.append((*row[:6], new))
    TURN.insert(connection, turns, replace=True)
    SEGMENT.insert(connection, cuts, replace=True)
