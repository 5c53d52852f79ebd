"""How a sheet is read as a table: its headings, its rows, what its cells refer to.

`taking`: which table a sheet is, or why it was left out. `layout`: where its headings are. `matching`: which
column each of them stands for. `body`: which rows are rows. `sheet_table`: all of it for one sheet.
`references`: cells that name rows of other tables. `counts`, `reports`: how a sheet was read, for telling.
"""
