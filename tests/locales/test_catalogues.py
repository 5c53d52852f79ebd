import ast
from string import Formatter

import pytest

from locales import LANGUAGES
from locales.catalogues import FOLDERS, ROOT, SOURCE_LANGUAGE, gathered, kept, untranslated

CODE = [ROOT / "dashboard.py", *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))]
SAYS = ("t", "self", "N_", "plural")
# What French puts a no-break space before, or a curly sign for: the plain forms may not be there.
LOOSE = ("'", '"', " :", " ;", " ?", " !", " %", " »", "« ", "“", "”", "...")


def forms(message):
    """A message's English forms and its translated ones, as two tuples."""
    both = message.id, message.string
    return tuple(tuple(one) if isinstance(one, tuple | list) else (one,) for one in both)


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def said():
    """(file and line, method, forms) of every message that the code says or marks in so many words."""
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            written = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in SAYS and written:
                yield f"{file.relative_to(ROOT)}:{node.lineno}", name, tuple(written[:2] if name == "plural" else written[:1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    assert [message.id for message in untranslated(language)] == []
    assert [message.id for message in kept(language) if message.fuzzy and message.id] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_values_of_its_message(language):
    wrong = []
    for message in kept(language):
        english, translated = forms(message)
        known = {field for form in english for field in fields(form)}
        for place, text in enumerate(translated):
            # "one day" needs no number, nor what the English says of one without it.
            spare = {"n"} if len(english) > 1 and place == 0 else set()
            if message.id and not fields(english[place]) - spare <= fields(text) <= known:
                wrong.append((english, text))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_as_many_plural_forms_as_the_language_has(language):
    catalogue = kept(language)
    for message in catalogue:
        if message.pluralizable:
            assert len(message.string) == catalogue.num_plurals == 2, message.id


def test_english_says_itself():
    for message in kept(SOURCE_LANGUAGE):
        if message.id:
            english, said_in_english = forms(message)
            assert said_in_english == english


def test_a_translation_ends_as_its_message_does():
    for message in kept("fr"):
        if message.id:
            english, french = forms(message)
            assert {one.endswith(".") for one in french} == {english[-1].endswith(".")}, message.id


def test_french_is_set_with_french_signs():
    # A straight sign that is to be typed so, as in mapping.toml, stays straight.
    found = [
        text for message in kept("fr") if message.id for text in forms(message)[1] for sign in LOOSE
        if sign in text and not (sign == '"' and sign in forms(message)[0][0])
    ]  # fmt: skip
    assert found == []


def test_every_message_in_the_code_is_gathered():
    known = {form for message in gathered() for form in forms(message)[0]}
    assert [(where, form) for where, _, written in said() for form in written if form not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_said_without_a_number_has_one_form(language):
    # One entry holds both t("{n} x") and t.plural("{n} x", …); the first always gives its singular.
    alone = {written[0] for _, name, written in said() if name != "plural"}
    for message in kept(language):
        if message.pluralizable and message.id[0] in alone:
            assert len(set(message.string)) == 1, message.id
