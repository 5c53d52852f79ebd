"""Publications: reports, guides and films, each language edition a row."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import PROJECT_ID, THEME_IDS, TITLE, URL, called, key

KINDS = ("report", "case study", "policy brief", "guide", "tool", "video", "article", "other")

TABLE = Table(
    "publications", ("Publications", "Publications", "Publicaciones", "Publicacions", "출판물|간행물"),
    "What has been published or is about to be; a translation is a row of its own.",
    key=("publication_id",),
    columns=(
        called(key("publication_id", "tiess-history-fr"), "Publication ID", "Code de la publication", "Código de la publicación", "Codi de la publicació", "출판물 번호"),
        called(TITLE, "Publication|Publication title", "Publication|Titre de la publication|Ouvrage", "Publicación|Título de la publicación", "Publicació|Títol de la publicació", "출판물|출판물명|간행물명|자료명"),
        Column("language", "language", ("Language", "Langue", "Idioma|Lengua", "Llengua|Idioma", "언어"), "The language's two letters (ISO 639-1), or und where it is not known.", required=True, example="fr", width=10),
        Column("date", "date", ("Date|Published|Publication date|Year", "Date|Parution|Date de parution|Date de publication|Année", "Fecha|Fecha de publicación|Año", "Data|Data de publicació|Any", "날짜|발행일|발간일|출판일|연도"), "When it came out, as exactly as it is known.", example="July 2018", width=14),
        Column("kind", "choice", ("Kind|Type|Category", "Type|Nature|Catégorie", "Tipo|Categoría", "Tipus|Categoria", "종류|유형|구분|분류"), "What sort of publication it is.", choices=KINDS, example="report", width=14),
        PROJECT_ID,
        replace(THEME_IDS, required=False),
        Column("authors", "text", ("Authors|Author", "Auteurs|Auteur|Autrices", "Autores|Autor", "Autors|Autor", "저자"), "Who wrote it, as printed.", width=28),
        URL,
        Column("is_forthcoming", "boolean", ("Forthcoming", "À paraître", "Próxima", "Propera", "발행 예정"), "Yes where it is announced and not out yet.", default=False, width=14),
        Column("translation_of", "id", ("Translation of", "Traduction de", "Traducción de", "Traducció de", "번역 원본"), "The publication that this one is a translation of.", refers_to=("publications",), width=24),
    ),
)
