"""What a person's decisions teach the theme model: pins, links and seed words, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxresearch.domain.reading import Reading

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Teaching:
    """What theming takes in.

    Attributes
    ----------
    pins
        Segment id to the theme in which a person wants it.
    together, apart
        Groups of segment ids that belong in one theme, or each in another one: a person's links, and what merges
        and splits show by example. Where an example contradicts a later word, it is left out.
    seed_words
        Theme key to the words it is about.
    """

    pins: Mapping[str, str] = field(default_factory=dict)
    together: Groups = ()
    apart: Groups = ()
    seed_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def plain(self) -> object:
        """The same for the same teaching, as a checksum takes it; pins alone are what they were before links."""
        pins = sorted(self.pins.items())
        if not (self.together or self.apart or self.seed_words):
            return pins
        return [pins, self.together, self.apart, sorted((key, list(words)) for key, words in self.seed_words.items())]


def teaching(reading: Reading) -> Teaching:
    """Gather what the decisions of a reading teach, in an order that depends on nothing but them.

    Examples
    --------
    >>> from cxresearch.domain.corpus import Corpus
    >>> teaching(Reading("s", 0, Corpus())).plain
    []
    """
    pins = {
        segment: membership.theme
        for segment, membership in reading.memberships.items()
        if membership.pinned and membership.theme is not None
    }
    together = {tuple(sorted(link.segments)) for link in reading.links if link.together}
    apart = {tuple(sorted(link.segments)) for link in reading.links if not link.together}
    linked = {segment for link in reading.links for segment in link.segments}
    for example in reading.examples:
        themes = [pins[segment] for segment in example.segments if segment in pins]
        free = tuple(sorted(s for s in example.segments if s not in pins and s not in linked))
        if example.together and len(free) > 1:
            together.add(free)
        elif not example.together and len(example.segments) > 1 and len(set(themes)) == len(themes):
            apart.add(tuple(sorted(example.segments)))
    return Teaching(pins, tuple(sorted(together)), tuple(sorted(apart)), dict(sorted(reading.seeds.items())))
