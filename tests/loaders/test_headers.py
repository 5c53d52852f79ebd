import pytest

from loaders.headers import column_of, fold, near_column, near_table, table_of, table_of_sheet
from loaders.tables import TABLES
from loaders.workbook import Sheet


@pytest.mark.parametrize(
    ("name", "table"),
    [("Projects", "projects"), (" PROJETS ", "projects"), ("행사", "events"), ("Événements", "events"), ("Evenements", "events"),
     ("Publicacions", "publications"), ("Sheet1", None), ("", None)],
)  # fmt: skip
def test_a_sheet_is_known_in_each_language(name, table):
    found = table_of(name)
    assert (found and found.name) == table


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Début", "start"), ("date de DEBUT", "start"), ("start_date", "start"), ("시작일", "start"), ("Inici", "start"), ("event_id", "event_id"),
     ("ID", "event_id"), ("mine", None), (None, None), (7.0, None)],
)  # fmt: skip
def test_a_heading_is_known_in_each_language(heading, column):
    found = column_of(TABLES["events"], heading)
    assert (found and found.name) == column


def test_no_spelling_stands_for_two():
    sheets = [(fold(form), table.name) for table in TABLES.values() for form in table.spellings()]
    assert len({form for form, _ in sheets}) == len(set(sheets))
    for table in TABLES.values():
        columns = {(fold(form), column.name) for column in table.columns for form in column.spellings()}
        assert len({form for form, _ in columns}) == len(columns), table.name


@pytest.mark.parametrize(
    ("name", "table"),
    [("Projects 2018", "projects"), ("Projets 2018-2019", "projects"), ("delegations_v2", "delegations"), ("EVENTS (2)", "events"), ("events2019", "events"),
     ("Copie de Projets", "projects"), ("Copia de Proyectos (1)", "projects"), ("Liste des participants", "participants"), ("2018년 행사", "events"),
     ("행사 사본", "events"), ("Llista de participants", "participants"),
     ("행사목록", "events"), ("참가자명단", "participants"), ("프로젝트사본", "projects"), ("Projets (nouveau)", "projects"), ("Nouveaux projets", "projects"),
     ("Projets MAJ", "projects"), ("Projets mis à jour", "projects"), ("Projects updated", "projects"), ("New events 2019", "events"), ("Proyectos (nuevo)", "projects"),
     ("Eventos actualizado", "events"), ("Projectes (nou)", "projects"), ("행사 (최신)", "events"), ("Projects A", None), ("Projets (anciens)", None), ("Old projects", None), ("목록", None),
     ("New", None), ("Old budget", None), ("2018", None), ("Copy", None), ("Project plan", None)],
)  # fmt: skip
def test_years_numbers_and_copies_do_not_matter_in_a_sheets_name(name, table):
    found = table_of(name)
    assert (found and found.name) == table


@pytest.mark.parametrize(
    ("file", "name", "is_alone", "table"),
    [("projects.xlsx", "Sheet1", False, "projects"), ("Projets 2018.xlsx", "Feuil1", False, "projects"), ("행사.xlsx", "시트1", False, "events"),
     ("cities.csv", "cities", True, "cities"), ("cities.xlsx", "Old stuff", True, "cities"), ("projects.xlsx", "Hoja 2", False, "projects"),
     ("projects.xlsx", "Events", True, "events"), ("projects.xlsx", "Old stuff", False, None), ("2018.xlsx", "Sheet1", True, None)],
)  # fmt: skip
def test_a_sheet_that_nobody_named_goes_by_its_file(file, name, is_alone, table):
    found = table_of_sheet(Sheet(file, name, [], is_alone=is_alone))
    assert (found and found.name) == table


@pytest.mark.parametrize(
    ("table", "heading", "column"),
    [("projects", "Budget (CAD)", "budget"), ("projects", "Budget CAD", "budget"), ("projects", "예산(원)", "budget"), ("projects", "Budget $", "budget"),
     ("delegations", "Durée [jours]", "duration_days"), ("events", "Headcount, people", "headcount"), ("events", "Date de début *", "start"),
     ("events", "Début / Start", "start"), ("events", "Anfang / Start", "start"), ("events", "시작일 (Start)", "start"), ("events", "Beginn (Start)", "start"),
     ("delegations", "기간(일) (obligatoire)", "duration_days"), ("delegations", "기간(일), jours", "duration_days"), ("delegations", "기간 (예: 2018)", "start"),
     ("projects", "Budget (CAD) (obligatoire)", "budget"), ("events", "Lieu (ville, pays) (obligatoire)", "city_id"), ("events", "(1) Début (jour)", "start"),
     ("events", "Titre\nTitle", "title"), ("events", "Lieu :", "city_id"), ("events", "DATE  DE\u00a0DÉBUT", "start"), ("events", "참가자 수(명)", "headcount"),
     ("events", "Start / End", None), ("events", "City / Headcount", None), ("events", "Startup", None), ("events", "(", None), ("events", "*", None)],
)  # fmt: skip
def test_units_languages_and_signs_do_not_matter_in_a_heading(table, heading, column):
    found = column_of(TABLES[table], heading)
    assert (found and found.name) == column


@pytest.mark.parametrize(
    ("table", "headings", "column"),
    [("projects", "Nom du projet|Project name|Nombre del proyecto|Nom del projecte|사업명|프로젝트명", "title"),
     ("events", "Lieu|Location|Lugar|Lloc|개최지", "city_id"), ("events", "Date|Fecha|Data|일시", "start"),
     ("participants", "E-mail|Courriel|Correo electrónico|Correu|이메일", "email"), ("participants", "Nom et prénom|Full name|Nombre y apellidos|Nom i cognoms|성명", "name"),
     ("cities", "Pays|Country|País|국가", "country_code"), ("organisations", "Organisme|Organization|Entidad|Entitat|기관명", "name")],
)  # fmt: skip
def test_everyday_headings(table, headings, column):
    for heading in headings.split("|"):
        found = column_of(TABLES[table], heading)
        assert (heading, found and found.name) == (heading, column)


@pytest.mark.parametrize(
    ("name", "table"),
    [("Delegatons", "delegations"), ("Projcts 2018", "projects"), ("Evenments", "events"), ("Publicacónes", "publications"),
     ("Activities", "events"), ("Actividades 2019", "events"), ("Activitats", "events"), ("활동", "events"), ("활동목록", "events"), ("Budget", None), ("Note", None), ("", None)],
)
def test_a_misspelt_sheet_is_asked_about(name, table):
    found = near_table(name)
    assert table_of(name) is None
    assert (found and found.name) == table


@pytest.mark.parametrize(
    ("heading", "near"), [("Tilte", "title"), ("Headcuont", "headcount"), ("Date start", "start date"), ("Them", ""), ("Telephone", ""), ("Remarks", ""), ("도서", "")]
)
def test_a_misspelt_heading_is_asked_about(heading, near):
    assert column_of(TABLES["events"], heading) is None
    assert near_column(TABLES["events"], heading) == near
