"""The keeper's own workbook back, with its problems marked.

`correct`: a file and its problems to the marked file. `package`: the zip, its parts byte for byte. `book`: its
sheets and styles. `marks`: the colours. `cell_comments`: the words at each cell. `issues_sheet`: the list, and
what became of it when the file is loaded again.
"""
