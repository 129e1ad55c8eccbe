"""Links between segments hold in every draft, and never leave a theme empty."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.analysis.theme_links import components, kept, shared_pins
from cxresearch.analysis.theming import ThemeModel
from tests.analysis.test_theming import Corpus


def test_links_that_share_a_segment_are_one_group() -> None:
    place = {name: row for row, name in enumerate("abcdef")}

    assert components([["a", "b"], ["c", "d"], ["d", "b"], ["e"], ["f", "gone"]], place) == ((0, 1, 2, 3),)


def test_a_pin_on_one_holds_for_all_and_differing_pins_stay() -> None:
    assert shared_pins([None, "x", None, "y"], [(0, 1)]) == ("x", "x", None, "y")
    assert shared_pins(["x", "y", "y", None], [(0, 1, 2, 3)]) == ("x", "y", "y", "y")


@st.composite
def drafts(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[int, ...]], list[tuple[int, ...]]]:
    n, k = draw(st.integers(4, 14)), draw(st.integers(2, 4))
    labels = np.array([*range(k), *draw(st.lists(st.integers(0, k - 1), min_size=n - k, max_size=n - k))])
    strength = np.array(draw(st.lists(st.lists(st.floats(0, 1), min_size=k, max_size=k), min_size=n, max_size=n)))
    pinned = np.where(np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n))), labels, -1)
    rows = st.lists(st.integers(0, n - 1), min_size=2, max_size=3, unique=True)
    place = {str(row): row for row in range(n)}
    joined = components([[str(row) for row in group] for group in draw(st.lists(rows, max_size=3))], place)
    return labels, strength, pinned, list(joined), [tuple(group) for group in draw(st.lists(rows, max_size=3))]


@settings(max_examples=300)
@given(drafts())
def test_mending_moves_no_pin_empties_no_theme_and_gives_the_same_again(draft) -> None:
    labels, strength, pinned, joined, apart = draft
    found = kept(labels, strength, pinned, joined, apart)

    assert (found[pinned >= 0] == pinned[pinned >= 0]).all()
    assert set(found.tolist()) == set(labels.tolist())
    assert np.array_equal(found, kept(labels, strength, pinned, joined, apart))


def test_what_belongs_together_ends_in_one_theme_and_draws_it() -> None:
    corpus = Corpus()
    pair = [corpus.ids[0], corpus.ids[15]]  # of two topics
    model = ThemeModel(6).fit(corpus.texts, **corpus.known(), together=[pair])

    assert model.labels_[0] == model.labels_[15] >= 0


def test_what_belongs_apart_ends_in_different_themes() -> None:
    corpus = Corpus()
    trio = [corpus.ids[0], corpus.ids[1], corpus.ids[2]]
    model = ThemeModel(6).fit(corpus.texts, **corpus.known(), apart=[trio])

    assert len({int(model.labels_[row]) for row in range(3)}) == 3
    assert (model.labels_[:3] >= 0).all()


def test_together_follows_a_pin() -> None:
    corpus = Corpus()
    pair = [corpus.ids[0], corpus.ids[15]]
    model = ThemeModel(6).fit(corpus.texts, **corpus.known(), together=[pair], pins={corpus.ids[0]: "money"})

    assert {model.themes_[model.labels_[row]].key for row in (0, 15)} == {"money"}


def test_seed_words_say_where_a_theme_lies_and_bind_nobody() -> None:
    corpus = Corpus()
    model = ThemeModel().fit(corpus.texts, **corpus.known(), seed_words={"shops": ["fitting", "queue"], "none": ["x"]})
    shops = [theme.key for theme in model.themes_].index("shops")
    stores = np.flatnonzero(corpus.truth == 4)

    assert (model.labels_[stores] == shops).mean() >= 0.9
    assert "none" not in {theme.key for theme in model.themes_}


def test_links_do_not_depend_on_order() -> None:
    corpus = Corpus()
    taught = {
        "together": [[corpus.ids[3], corpus.ids[40]]],
        "apart": [[corpus.ids[0], corpus.ids[1]]],
        "seed_words": {"money": ["refund"]},
    }
    straight = ThemeModel().fit(corpus.texts, **corpus.known(), **taught)
    rows = list(range(len(corpus)))[::-1]
    turned = ThemeModel().fit([corpus.texts[i] for i in rows], **corpus.known(rows), **taught)

    assert straight.labels_.tolist() == turned.labels_[::-1].tolist()
