"""Corrected words in the study file: a new revision of each source whose corrections in force have changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxresearch.domain.correcting import History, Piece, lead
from cxresearch.domain.decision import Decision
from cxresearch.domain.identity import segment_id
from cxresearch.store import sources
from cxresearch.store.database import now

if TYPE_CHECKING:
    from cxresearch.domain.corpus import Source
    from cxresearch.store.sources import Connection


def renew(connection: Connection, decisions: Sequence[Decision]) -> None:
    """Bring the text of every source in step with its corrections, inside an open transaction.

    Decisions find their segments again: every segment of a corrected turn is led to the one that has its words.

    Parameters
    ----------
    connection
        Of the study file.
    decisions
        Every decision, in the order in which they count.
    """
    concerned = {decision.target for decision in decisions if decision.kind == "text.correct"}
    if not concerned:
        return
    for source in sources.load_corpus(connection).sources:
        if source.id in concerned:
            _renew(connection, source, decisions)


def _renew(connection: Connection, source: Source, decisions: Sequence[Decision]) -> None:
    from cxresearch.analysis.segmenting import sentence_spans

    held = [turn.text for turn in source.turns]
    wanted = History(source.id, source.uncorrected or held, decisions).as_of().turns
    texts = {number: text for number, text in enumerate(wanted) if text != held[number]}
    if not texts:
        return
    (row,) = (row for row in sources.sources(connection) if row.id == source.id)
    cuts: dict[int, list[sources.Cut]] = {}
    aliases: dict[str, str] = {}
    before: dict[int, list[Piece]] = {}
    for id_, number, start, end, words in sources.cuts_of(connection, source.id, source.revision):
        before.setdefault(number, []).append(Piece(id_, start, end, words))
    for number, text in texts.items():
        pieces = [
            Piece(segment_id(source.id, number, start, end, text[start:end]), start, end, text[start:end])
            for start, end in sentence_spans(text, language=source.language)
        ]
        cuts[number] = [(piece.id, number, piece.start, piece.end, piece.text) for piece in pieces]
        aliases |= lead(before.get(number, []), pieces, held[number], text)
    sources.save_correction(connection, row, texts=texts, cuts=cuts, aliases=aliases, time=now())
