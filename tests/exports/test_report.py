"""report.html as a document; what it looks like in a browser is tested in tests/browser."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html

from cxresearch.domain.reading import Reading
from cxresearch.exports.base import ExportContext
from cxresearch.exports.report import COLUMNS_PER_TABLE, css_string, report
from tests.exports import fixtures


def page_of(study: Reading, context: ExportContext | None = None) -> tuple[str, html.HtmlElement]:
    text = report(study, context or fixtures.context(study))["report.html"].decode("utf-8")
    return text, html.document_fromstring(text)


@pytest.fixture(scope="module")
def study() -> Reading:
    return fixtures.study(13)


@pytest.fixture(scope="module")
def made(study: Reading) -> tuple[str, html.HtmlElement]:
    return page_of(study)


@pytest.fixture(scope="module")
def page(made: tuple[str, html.HtmlElement]) -> html.HtmlElement:
    return made[1]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_it_is_one_file_without_scripts_or_requests(made: tuple[str, html.HtmlElement]) -> None:
    text, page = made
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    assert not page.xpath("//script | //img | //iframe | //object | //embed | //form | //base | //audio | //video")
    assert not [name for element in page.iter(html.etree.Element) for name in element.attrib if name.startswith("on")]
    assert {href for href in page.xpath("//@href") if not href.startswith("#")} == {"data:,"}
    assert not re.search(r"@import|url\(|expression\(", " ".join(page.xpath("//style/text()")))
    assert text.isprintable() or not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)


def test_every_link_leads_somewhere_and_every_target_is_there_once(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    links = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert len(links) > 300
    assert set(links) <= set(ids)


def test_payloads_are_shown_as_they_were_said(page: html.HtmlElement) -> None:
    quotes = {words(quote) for quote in page.xpath("//q")}

    assert fixtures.SCRIPT in quotes
    assert "The app & its <b>lock</b>" in {words(heading) for heading in page.xpath("//h3")}
    assert fixtures.PAYLOAD_NAME in {words(heading) for heading in page.xpath("//h3")}


def test_every_quote_is_verbatim_and_leads_to_its_words(page: html.HtmlElement, study: Reading) -> None:
    places = {element.get("id"): element.text_content() for element in page.xpath("//*[starts-with(@id, 's-')]")}
    quoted = 0
    for card in page.xpath("//li[contains(@class, 'card') or contains(@class, 'spoken')] | //blockquote"):
        quote = card.xpath("./p[contains(@class, 'q')]/q")[0].text_content()
        target = card.xpath(".//a[@class='src']/@href")[0][1:]
        assert places[target] == quote
        quoted += 1

    assert quoted > 150
    assert len(places) == len(study.corpus.segments)


def test_a_hidden_segment_is_quoted_nowhere(page: html.HtmlElement, study: Reading) -> None:
    (hidden,) = study.hidden

    assert not page.xpath(f"//a[@href='#s-{hidden}']")
    assert page.xpath(f"//span[@id='s-{hidden}']")
    assert "1 segment that researchers have hidden" in words(page.get_element_by_id("method"))


def test_the_state_of_the_pseudonyms_is_plain(page: html.HtmlElement, study: Reading) -> None:
    context = fixtures.context(study)

    def badge(context: ExportContext) -> str:
        return words(page_of(study, context)[1].find_class("badge")[0])

    assert words(page.find_class("badge")[0]) == "Pseudonymised, not reviewed"
    assert badge(replace(context, reviewed_by="Ria")) == "Pseudonymised, reviewed by Ria"
    assert badge(replace(context, pseudonymised=False)) == "Not pseudonymised: holds personal data"


def test_the_canvases_are_complete(page: html.HtmlElement) -> None:
    personas = page.find_class("persona")
    maps = page.find_class("map")

    assert len(personas) == 4
    for persona in personas:
        headings = {words(heading) for heading in persona.xpath(".//h4")}
        assert {"Who they are", "Traits", "Motivations", "Behaviours", "Goals"} <= headings
        assert {"Needs", "Pain points", "Gains", "How this persona differs from the others"} <= headings
        assert persona.xpath(".//svg[@role='img']/@aria-label")
    assert len(maps) == 1 + len(personas)
    for drawn in maps:
        assert [words(h).split()[0] for h in drawn.xpath(".//h4")] == ["Think", "Feel", "Say", "Do", "Pains", "Gains"]
        assert all(len(q.xpath("./ul/li")) <= 6 for q in drawn.find_class("quadrant"))
    assert words(maps[0].xpath("./h3")[0]).startswith("Everybody")


def test_thin_evidence_is_marked(page: html.HtmlElement) -> None:
    thin = next(persona for persona in page.find_class("persona") if "1 of 13 participants" in words(persona))

    assert "Thin: rests on 1 participant" in words(thin)
    for line in page.xpath("//*[@class='fields']//li[contains(@class, 'spoken')]"):
        counted = words(line.find_class("count")[0])
        of_more_than_one = "of 1 participant" not in counted
        assert bool(line.find_class("thin")) == (counted.startswith("1 of") and of_more_than_one)


def test_right_to_left_words_keep_their_direction(page: html.HtmlElement) -> None:
    persian = [element for element in page.xpath("//p[@lang='fa']") if "دوچرخه" in element.text_content()]

    assert persian
    assert all(element.get("dir") == "auto" for element in persian)
    assert all(element.get("dir") == "auto" for element in page.find_class("q"))
    assert "another language than English (fa)" in words(page.get_element_by_id("method"))
    assert "another language" not in words(page_of(fixtures.study(2, ugly=False))[1].get_element_by_id("method"))


def test_the_matrix_adds_up(page: html.HtmlElement, study: Reading) -> None:
    rows = page.xpath("//figure[@class='crossing']//tbody/tr")

    assert len(rows) == len(study.themes)
    for row in rows:
        *cells, total = [int(cell.text_content() or 0) for cell in row.xpath("./td")]
        assert sum(cells) == total


def test_many_participants_share_several_tables() -> None:
    _, page = page_of(fixtures.study(45, turns=3, ugly=False))
    tables = page.xpath("//figure[@class='crossing']")

    assert len(tables) == 3
    assert max(len(table.xpath(".//thead//th")) - 1 for table in tables) == COLUMNS_PER_TABLE


def test_what_was_skipped_is_said(page: html.HtmlElement) -> None:
    callout = words(page.get_element_by_id("glance").find_class("callout")[0])

    assert callout == "1 file not read =notes <b>.docx: Its table holds no speech; save it as text and add it again."


def test_three_thousand_segments_stay_under_five_megabytes() -> None:
    study = fixtures.study(60, turns=28, ugly=False)
    text = report(study, fixtures.context(study))["report.html"]

    assert len(study.corpus.segments) > 3_000
    assert len(text) < 5_000_000


PAYLOADS = [
    "<script>document.title=1</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "--><iframe src=//example.invalid>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "<button data-commandlinker-command='x'>go</button>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><mi xlink:href='data:x'>",
    "<base href=//example.invalid>",
    "<form action=//example.invalid><input name=q>",
    "]]><![CDATA[",
    "<!-- ",
    "\u2028<b>\u2029",
    "<details open ontoggle=alert(1)>",
]


def with_words_everywhere(words: str) -> tuple[Reading, ExportContext]:
    """A small study in which every field that comes from outside holds the same words."""
    study = fixtures.study(2, turns=2, ugly=False)
    first = study.corpus.segments[0]
    renamed = {"P01": f"{words}1", "P02": f"{words}2"}
    sources = []
    for number, source in enumerate(study.corpus.sources):
        turns = tuple(replace(turn, text=words if turn.role != "participant" else turn.text) for turn in source.turns)
        people = tuple(renamed.get(who or "") for who in source.participants)
        sources.append(replace(source, name=f"{words}{number}", language=words, turns=turns, participants=people))
    segments = [replace(s, text=words, participant=renamed[s.participant]) for s in study.corpus.segments]
    reading = replace(
        study,
        study=words,
        corpus=replace(
            study.corpus,
            sources=tuple(sources),
            segments=tuple(segments),
            participants=tuple(
                replace(person, id=renamed[person.id], attributes={f"{words}a": words, "NPS": "3", f"{words} b": "z"})
                for person in study.corpus.participants
            ),
        ),
        runs={kind: replace(run, model=words) for kind, run in study.runs.items()},
        themes=tuple(
            replace(
                theme,
                name=words,
                suggested=f"{words}!",
                words=(words,),
                summary=f"{words}.",
                by=words,
                parent=theme.key,
            )
            for theme in study.themes
        ),
        memberships={id_: replace(m, reason=words) for id_, m in study.memberships.items()},
        tags={
            id_: {label: replace(tag, cue=words, by=words) for label, tag in t.items()} for id_, t in study.tags.items()
        },
        personas=tuple(replace(p, participants={renamed["P01"]: 0.9, renamed["P02"]: 0.5}) for p in study.personas),
        persona_edits={
            (study.personas[0].key, name): (value, words)
            for name, value in {"name": words, "summary": words, "needs": [words], "differs": [words]}.items()
        },
        starred=frozenset({first.id}),
    )
    context = fixtures.context(study, title=words, ugly=False)
    rows = [
        replace(row, file=words, reason=words, format=words, language=words, speakers=words)
        for row in context.import_rows
    ]
    rows.append(replace(rows[0], status="skipped"))
    return reading, replace(context, import_rows=tuple(rows), reviewed_by=words, created=words)


def kinds_of_element(words: str) -> set[tuple[str, tuple[str, ...]]]:
    """Every kind of element in the report: its tag and the names of its attributes."""
    _, page = page_of(*with_words_everywhere(words))
    return {(element.tag, tuple(element.attrib)) for element in page.iter(html.etree.Element)}


@pytest.fixture(scope="module")
def harmless() -> set[tuple[str, tuple[str, ...]]]:
    return kinds_of_element("plain words")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_words_in_any_field_become_an_element_or_an_attribute(
    payload: str, harmless: set[tuple[str, tuple[str, ...]]]
) -> None:
    assert kinds_of_element(payload) <= harmless


def outline(page: html.HtmlElement) -> Iterator[int]:
    for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5"):
        yield int(heading.tag[1])


def test_headings_never_skip_a_level(page: html.HtmlElement) -> None:
    levels = list(outline(page))

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


@pytest.mark.parametrize(
    "title", ['"; } body { display: none } </style><script>x</script>', "\\", "a\nb", "سلام", "*/ /*"]
)
def test_a_title_cannot_break_out_of_the_style_sheet(title: str) -> None:
    study = fixtures.study(1, ugly=False)
    _, page = page_of(study, ExportContext(title))
    style = page.xpath("//style")

    assert len(style) == 1
    assert css_string(title) in style[0].text
    assert not re.search(r'["\\;{}<>]', re.sub(r"\\[0-9a-f]+ ", "", css_string(title)[1:-1]))
    assert words(page.xpath("//h1")[0]) == " ".join(title.split())
