from __future__ import annotations

from cxresearch.figures.calibration import calibration
from cxresearch.figures.rendering import rendered


def test_every_label_has_its_diagram_and_every_bin_its_point() -> None:
    points = {"think": [(0.1, 0.2, 10), (0.8, 0.7, 10)], "feel": [(0.5, 0.5, 4)], "say": [], "do": [(0.3, 0.1, 2)] * 3}
    figure = calibration(points)

    assert [axes.get_title() for axes in figure.axes] == ["think (n = 20)", "feel (n = 4)", "say (n = 0)", "do (n = 6)"]
    drawn = [axes.lines[1].get_xydata().tolist() for axes in figure.axes]
    assert drawn[:2] == [[[0.1, 0.2], [0.8, 0.7]], [[0.5, 0.5]]]
    assert rendered(figure, "png") == rendered(calibration(points), "png")
    assert rendered(figure, "svg").startswith(b"<?xml")
