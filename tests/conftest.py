"""Data that the tests share: the real programme, an empty workbook, and one with 500 projects."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from charts.exhibit import View
from loaders import Dataset, Scope, load
from loaders.files.process import READERS
from loaders.template import workbook
from locales import words
from tests.large import rows

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 1, 15)


@pytest.fixture(scope="session", autouse=True)
def no_reader_left() -> Iterator[None]:
    """End the process that reads files with the tests."""
    yield
    READERS.stop()


@pytest.fixture(scope="session", autouse=True)
def packages_read_once() -> Iterator[None]:
    """Streamlit reads what all installed packages say of themselves anew for each page that a test opens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which the tests' dashboards keep their links and their secret: not the house's own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("var")
        patch.setenv("CITIES_VAR", str(folder))
        for name in ("DATABASE_URL", "CITIES_COOKIE_SECRET", "CITIES_HOSTS", "CITIES_ADDRESS"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders to run the dashboard on: the real data, an empty workbook, 500 projects, the invented programme."""
    real, empty, large, demo = (tmp_path_factory.mktemp(name) for name in ("real", "empty", "large", "demo"))
    # The dashboard keeps what it has read beside the data: not in the house's own folder.
    for path in (ROOT / "data").glob("*.xlsx"):
        shutil.copy(path, real)
    (empty / "programme.xlsx").write_bytes(workbook({}))
    (large / "programme.xlsx").write_bytes(workbook(rows()))
    shutil.copy(ROOT / "data" / "examples" / "demo-2019-2021" / "programme.xlsx", demo)
    return {"real": real, "empty": empty, "large": large, "demo": demo}


@pytest.fixture(scope="session")
def real(folders: dict[str, Path]) -> Dataset:
    """The 2018-2019 programme as a viewer sees it: without personal columns."""
    return load(folders["real"]).within(Scope())


@pytest.fixture(scope="session")
def empty(folders: dict[str, Path]) -> Dataset:
    return load(folders["empty"]).within(Scope())


@pytest.fixture(scope="session")
def large(folders: dict[str, Path]) -> Dataset:
    return load(folders["large"]).within(Scope())


@pytest.fixture(scope="session")
def demo(folders: dict[str, Path]) -> Dataset:
    """The invented programme: three years, every table filled."""
    return load(folders["demo"]).within(Scope())


@pytest.fixture
def view_of() -> Callable[..., View]:
    """Makes the view of a Dataset: `view_of(real, language="fr", scope=Scope(...))`."""

    def make(dataset: Dataset, *, language: str = "en", scope: Scope | None = None) -> View:
        data = dataset.within(scope) if scope else dataset
        return View(data, dataset, dataset.as_of(TODAY), words(language))

    return make
