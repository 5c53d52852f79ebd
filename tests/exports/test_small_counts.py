"""No file that is made of a shared link's part has a number of few people in it."""

import re

import pytest

from charts.exhibit import View
from exports.asked import Asked
from loaders import Scope
from locales import words
from metrics.disclosure import protected
from tests.exports.inside import texts
from tests.exports.test_matrix import EXPORTS
from tests.fixtures.attended import AS_OF, programme

# Numbers that stand for nothing else: few at the forum, few of academia, and of whom it is not known, who go with these.
FEW = ("7351", "7919", "9541")


@pytest.mark.parametrize("export", [name for name in EXPORTS if name != "iati"])
def test_a_link_exports_no_count_of_few(export: str) -> None:
    people = [(("fair",), "academia"), (("fair",), "enterprise"), (("fair",), None)]
    exact = programme({"fair": 40009, "forum": 7351, "walk": 20011}, people, sizes=(7919, 12007, 9541)).within(Scope())
    link = protected(exact, Scope(minimum_count=9000), AS_OF)
    said = _numbers(texts(EXPORTS[export](Asked(View(link, link, AS_OF, words("en"))))))
    assert not said & set(FEW)
    assert "40009" in said, "what is told is in it"
    if export != "iati":
        assert "7351" in _numbers(texts(EXPORTS[export](Asked(View(exact, exact, AS_OF, words("en")))))), "and what is not would be found"


def _numbers(said: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[,\u202f\u00a0](?=\d{3})", "", said)))
