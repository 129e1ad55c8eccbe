"""PNG and SVG of a study."""

from __future__ import annotations

import pytest
from lxml import etree

from cxresearch.exports.pictures import pictures
from tests.exports import fixtures


def test_pictures_are_the_same_every_time() -> None:
    study = fixtures.study(6)

    assert pictures(study, "svg") == pictures(study, "svg")
    assert pictures(study, "png") == pictures(study, "png")


@pytest.mark.filterwarnings("error")
def test_an_svg_is_well_formed_and_holds_no_script() -> None:
    study = fixtures.study(7)
    made = pictures(study, "svg")

    assert set(made) == {"theme_matrix.svg", "theme_sizes.svg", "empathy_shares.svg"}
    for data in made.values():
        tags = {etree.QName(element).localname for element in etree.fromstring(data).iter(etree.Element)}
        assert not tags & {"script", "image", "foreignObject", "a"}


def test_without_themes_there_is_no_picture_of_them() -> None:
    assert pictures(fixtures.study(0, ugly=False), "svg") == {}
