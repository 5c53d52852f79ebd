"""Text from a cell, for a parameter that takes Markdown."""

import pytest

from ui.text import plain


@pytest.mark.parametrize("sign", list("\\`*_{}[]()<>#+-.!|~$:&=^@/"))
def test_every_sign_of_markdown_is_escaped(sign):
    assert plain(f"a{sign}b").replace("\u2060", "") == f"a\\{sign}b"


@pytest.mark.parametrize("text", ["https://evil.example", "HTTP://evil.example", "www.evil.example", "a@evil.example"])
def test_an_address_is_broken_up_so_that_it_is_no_link(text):
    assert "\u2060" in plain(text)


def test_line_breaks_do_not_begin_a_new_block():
    assert plain("one\n\n# two") == "one \\# two"


def test_words_stay_words():
    assert plain("Coòpolis, l’Ateneu 서울 2018") == "Coòpolis, l’Ateneu 서울 2018"
