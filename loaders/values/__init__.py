"""What stands in a cell, and what it means: words, dates, numbers, the words of a list.

`cells`: one cell's text, and its text for comparing. `columns`: a column's raw cells to typed values.
`readers`: one value for each kind of column, or the problem and what to type. `date_words`, `numbers`: how
people write them (dates themselves: `loaders.dates`). `vocabularies`: closed lists, countries, languages.
"""
