"""A note without its Markdown says the same."""

import pytest

from exports.note_words import plain_words


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("**Strong** and *soft* words", "Strong and soft words"),
        ("One\nTwo\n\nThree", "One\nTwo\nThree"),
        ("1. a\n   - b\n2. c", "• a\n    • b\n• c"),
        ("[The report](https://example.org/a?b=c)", "The report (https://example.org/a?b=c)"),
        ("[x](http://example.org) <b> $x$ `y`", "[x](http://example.org) <b> $x$ `y`"),
    ],
)
def test_without_marks_it_says_the_same(note, expected):
    assert plain_words(note) == expected
