"""A note's Markdown: what is allowed stays, what is not is shown as typed."""

import pytest

from ui.note_text import safe_markdown


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Plain words", "Plain words"),
        ("**Strong** and *soft* words", "**Strong** and *soft* words"),
        ("One\nTwo", "One  \nTwo"),
        ("One\n\nTwo", "One\n\nTwo"),
        ("- a\n- b", "- a\n- b"),
        ("1. a\n2. b", "1. a\n1. b"),
        ("- a\n  - b\n- c", "- a\n    - b\n- c"),
        ("[The report](https://example.org/a?b=c)", "[The report](<https://example.org/a?b=c>)"),
        # Only https, and only where the link's end is its end.
        ("[x](http://example.org)", "\\[x\\]\\(http\\:\u2060\\/\\/example\\.org\\)"),
        ("[x](page)", r"\[x\]\(page\)"),
        ("**[x](mailto:a)**", r"**\[x\]\(mailto\:a\)**"),
        ("[x](javascript:alert(1))", r"\[x\]\(javascript\:alert\(1\)\)"),
        ("[x](data:text/html,hi)", r"\[x\]\(data\:text/html,hi\)".replace("/", r"\/")),
        ("[x](<https://e.org/> onclick=y)", None),
        ("[![x](https://evil.example/x.png)](https://e.org)", None),
        ("![x](https://evil.example/x.png)", None),
        ("<img src=https://evil.example/x.png>", None),
        ("<script>alert(1)</script>", None),
        ("# Heading", r"\# Heading"),
        ("> quote", r"\> quote"),
        ("`code` and ```more```", r"\`code\` and \`\`\`more\`\`\`"),
        ("    indented", "indented"),
        (":red[loud] :material/home: :smile:", None),
        ("$x^2$ and $$y$$", None),
        ("| a | b |\n|---|---|\n| 1 | 2 |", None),
        ("[x]: https://evil.example\n\n![x]", None),
        ("&lt;b&gt; &#x3c;img&#x3e;", None),
        ("https://evil.example/x.png", None),
    ],
)
def test_only_what_is_allowed_is_left_as_markdown(note, expected):
    made = safe_markdown(note)
    if expected is not None:
        assert made == expected
    # No sign that Streamlit gives a meaning to stands without its backslash, but for what is allowed.
    for sign in ("![", "<img", "<script", ":red[", ":material/", "$x", "`"):
        assert sign not in made.replace(f"\\{sign[0]}", "")
