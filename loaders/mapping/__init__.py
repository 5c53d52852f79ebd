"""mapping.toml: how a sheet that was not made for us is read.

`rules`: the text to rules. `takes`: what may be said of a column, and the sentence for what may not.
`mapped_sheet`: a sheet read by rules. `document`: the text changed by the Data page, comments kept.
"""
