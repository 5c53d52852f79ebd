"""How a sheet is read as a table: its headings, its rows, what its cells refer to."""
