"""Files, before anything in them is a table: what they are, how much they may ask, who opens them.

`limits`: how much a file may ask of the machine. `archive`, `compound`: a look at the bytes of a zip and of
an old .xls. `xlsx_scan`, `ods_scan`, `xls_scan`: a look at what a workbook tells beside its values. `delimited`:
text tables. `process` and `child`: the process that reads. `store`: what was read as bytes, and the folder that
keeps it. A new kind of file is known in `archive.kind` and read in `loaders.workbook`.
"""
