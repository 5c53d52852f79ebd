"""Both databases that links are kept in, real ones, every test with `place` runs on each; and a dashboard on the folder of canaries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from sharing.grants import Grant
from sharing.store import Store, open_store
from tests.sharing import canary, postgresql
from tests.sharing.canary import Canary
from tests.sharing.serving import House, serving

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
NUMBERS = count()


@dataclass(frozen=True)
class Place:
    """Where a store is: its folder, and the address of its database where it is a PostgreSQL."""

    var: Path
    url: str | None = None

    def open(self) -> Store:
        return open_store(self.url, var=self.var)

    @property
    def environ(self) -> dict[str, str]:
        return {"CITIES_VAR": str(self.var), **({"DATABASE_URL": self.url} if self.url else {})}


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL."""
    with postgresql.running() as address:
        yield address


@pytest.fixture(scope="session")
def new_database(server: str) -> Iterator[Callable[[], str]]:
    """Makes places with no tables in the PostgreSQL, and gives their addresses."""
    address = make_url(server)
    engine = create_engine(address.set(drivername="postgresql+psycopg"))

    def make() -> str:
        name = f"links_{next(NUMBERS)}"
        with engine.begin() as connection:
            # A schema costs some milliseconds, a database of its own some hundred.
            connection.execute(text(f"CREATE SCHEMA {name}"))
        return address.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)

    yield make
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Place]:
    """Makes places where nothing was ever kept, of one kind."""
    if request.param == "sqlite":
        return lambda: Place(tmp_path / f"var{next(NUMBERS)}")
    databases = request.getfixturevalue("new_database")
    return lambda: Place(tmp_path, databases())


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    return new_place()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """A new store on each of the databases."""
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(var=tmp_path / "var")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Canary:
    """The folder of canaries; nobody changes it."""
    return canary.made(tmp_path_factory.mktemp("canary"))


@pytest.fixture(scope="session")
def house(folder: Canary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A dashboard on the folder of canaries; what a test does to its links it does to its own."""
    with serving(folder.folder, tmp_path_factory.mktemp("var"), environ={"CITIES_HOSTS": "127.0.0.1,dashboard.example.org"}) as found:
        yield found


@pytest.fixture(scope="session")
def youth(folder: Canary) -> Grant:
    """What the link of one funder grants, with files."""
    return Grant("The youth fund", funder_id=folder.ids["organisations", "fund-youth"], has_exports=True)


@pytest.fixture(scope="session")
def cookies(house: House, youth: Grant) -> dict[str, str]:
    """The cookie of who opened that link."""
    return house.opened(house.link(youth)[0])
