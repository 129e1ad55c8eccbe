"""Figures: what is drawn, and that no words can break them."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from cxresearch.domain.quadrant import LABELS, TITLES
from cxresearch.figures.charts import co_occurrence, frequency, quadrant_shares, theme_matrix, theme_sizes
from cxresearch.figures.palette import SCALE
from cxresearch.figures.rendering import rendered

UGLY = ["costs $5 or $10", "path $\\server\\share$", "من هر روز", "👩🏽‍🔬 bell", "<b>&", "a" * 200, "line\nbreak"]


def said(axes: object) -> list[str]:
    return [text.get_text() for text in axes.texts]  # type: ignore[attr-defined]


def test_the_matrix_says_its_numbers() -> None:
    figure = theme_matrix(["one", "two"], ["P1", "P2", "P3"], [[1, 0, 4], [0, 2, 0]])
    (axes,) = figure.axes

    assert said(axes) == ["1", "4", "2"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["P1", "P2", "P3"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["one", "two"]
    assert len(axes.patches) == 6


def test_counts_of_the_wrong_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="2 rows of 1 numbers"):
        theme_matrix(["one", "two"], ["P1"], [[1]])


def test_sizes_say_segments_and_participants() -> None:
    figure = theme_sizes(["one", "two"], [30, 4], [9, 1], 13)

    assert said(figure.axes[0]) == ["30  ·  9 of 13 participants", "4  ·  1 of 13 participants"]
    assert [bar.get_width() for bar in figure.axes[0].patches] == [30, 4]


def test_frequency_shows_participants_out_of_all() -> None:
    figure = frequency(["one", "two"], [9, 1], [30, 1], 13)

    assert said(figure.axes[0]) == ["9 of 13 participants  ·  30 segments", "1 of 13 participants  ·  1 segment"]
    assert [bar.get_width() for bar in figure.axes[0].patches] == [13, 13, 9, 1]


def test_each_pair_of_codes_is_drawn_once_and_as_dark_as_it_is_close() -> None:
    figure = co_occurrence(["one", "two", "three"], [[30, 2, 0], [2, 2, 1], [0, 1, 8]])
    (axes,) = figure.axes

    assert said(axes) == ["30", "2", "2", "1", "8"]
    assert len(axes.patches) == 6
    always_together, never_together = axes.patches[1].get_facecolor(), axes.patches[3].get_facecolor()
    assert mpl.colors.to_hex(always_together).upper() == SCALE[-1]
    assert mpl.colors.to_hex(never_together).upper() == SCALE[0]
    with pytest.raises(ValueError, match="2 rows of 2 numbers"):
        co_occurrence(["one", "two"], [[1]])


def test_shares_are_named_beside_every_bar() -> None:
    figure = quadrant_shares({"Kim": {"think": 0.5}, "Lou": {"do": 0.25}}, {"think": "Think", "do": "Do"})

    assert said(figure.axes[0]) == ["Think 50%", "Do 0%", "Think 0%", "Do 25%"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("form", ["png", "svg"])
def test_words_are_drawn_as_they_are(form: str) -> None:
    n = len(UGLY)
    figures = [
        theme_matrix(UGLY, UGLY, [[at] * n for at in range(n)]),
        theme_sizes(UGLY, list(range(n)), list(range(n)), n),
        frequency(UGLY, list(range(n)), list(range(n)), n),
        co_occurrence(UGLY, [[n] * n for _ in range(n)]),
        quadrant_shares({name: {"think": 0.1} for name in UGLY}, {label: TITLES[label] for label in LABELS}),
    ]
    for figure in figures:
        texts = [text for text in figure.findobj(mpl.text.Text) if "$" in text.get_text()]
        assert all(not text.get_parse_math() for text in texts)
        assert rendered(figure, form)  # type: ignore[arg-type]


def test_nothing_to_draw_is_a_picture_too() -> None:
    empty = (theme_matrix([], [], []), theme_sizes([], [], [], 0), quadrant_shares({}, {"think": "Think"}))
    for figure in (*empty, frequency([], [], [], 0), co_occurrence([], [])):
        assert rendered(figure, "png").startswith(b"\x89PNG")


def test_figures_owe_nothing_to_the_settings_of_the_notebook() -> None:
    plain = rendered(theme_sizes(["one"], [3], [2], 4), "svg")
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "black", "text.parse_math": True}):
        other = theme_sizes(["one"], [3], [2], 4)
        assert mpl.rcParams["font.size"] == 30

    assert rendered(other, "svg") == plain


def test_the_ground_is_transparent() -> None:
    figure = theme_sizes(["one"], [3], [2], 4)

    assert figure.get_facecolor()[3] == 0
    assert figure.axes[0].get_facecolor()[3] == 0
