from loaders.schema import Column
from loaders.tables import TABLES
from loaders.values.choice_words import SPOKEN
from loaders.values.vocabularies import choice

LISTS = {column.choices for table in TABLES.values() for column in table.columns if isinstance(column, Column) and column.choices}


def test_each_word_stands_for_a_word_of_some_list_and_there_for_that_one_alone():
    assert set(SPOKEN) <= {word for choices in LISTS for word in choices}
    wrong = [
        (said, word, choice(said, choices))
        for choices in LISTS for word in choices for said in SPOKEN.get(word, "").split("|")
        if said and choice(said, choices) != word
    ]  # fmt: skip
    assert wrong == []
