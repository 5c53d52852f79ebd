"""Notes: words beside numbers."""

from loaders.schema import Column, Table

TABLE = Table(
    "notes", ("Notes", "Notes|Remarques", "Notas", "Notes", "메모"),
    "What somebody wants to say about a record, a page or a chart.",
    columns=(
        Column("subject", "text", ("Subject|About", "Sujet|Objet", "Asunto|Sobre", "Assumpte|Sobre", "대상"), "An identifier, or the name of a page or a chart.", required=True, example="youth-coops", width=24),
        Column("date", "date", ("Date", "Date", "Fecha", "Data", "날짜"), "When it was written.", required=True, example="2019", width=14),
        Column("text", "text", ("Text|Note", "Texte|Note", "Texto|Nota", "Text|Nota", "내용"), "The note.", required=True, example="A word beside the number.", width=60),
        Column("author", "text", ("Author", "Auteur|Autrice", "Autor|Autora", "Autor|Autora", "작성자"), "Who wrote it.", width=20),
        Column("language", "language", ("Language", "Langue", "Idioma|Lengua", "Llengua|Idioma", "언어"), "The language it is written in.", width=10),
    ),
)
