"""Letters that no file holds are left out, and no other is."""

import json

import pytest

from exports.letters import without, without_in_json


@pytest.mark.parametrize(
    ("text", "expected"),
    [("bell\x07", "bell"), ("\x00\x1f\x0b\x0c\x08", ""), ("a\tb\nc\rd", "a\tb\nc\rd"), ("half\ud800", "half"), ("\ufffe\uffff", ""), ("서울 😀 \u202e é", "서울 😀 \u202e é")],
)
def test_they_are_left_out_of_a_text(text, expected):
    assert without(text) == expected


@pytest.mark.parametrize("is_ascii", [True, False])
def test_json_is_the_same_without_them(is_ascii):
    said = ["bell\x07 \b\f end", "\\u0007 as typed", "\\\\u0007", 'a "quote"\n\t\\', "서울 é"]
    written = without_in_json(json.dumps(said, ensure_ascii=is_ascii))
    assert json.loads(written) == ["bell  end", "\\u0007 as typed", "\\\\u0007", 'a "quote"\n\t\\', "서울 é"]
