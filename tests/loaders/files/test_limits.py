import pytest

from loaders.files import limits
from loaders.files.limits import LIMITS, Limits
from loaders.problems import SourceError


def test_without_a_file_the_limits_are_as_written_down(tmp_path):
    assert limits.read(tmp_path) == LIMITS == Limits(
        file_mb=10, unpacked_mb=200, ratio=200, entries=500, sheets=50, rows=200_000, columns=200,
        cells=10_000_000, cell_characters=32_767, seconds=20, memory_mb=1_500,
    )  # fmt: skip


def test_a_file_beside_the_data_sets_some(tmp_path):
    (tmp_path / "limits.toml").write_text("file_mb = 25.5\nrows = 400_000\nseconds = 60\n")
    assert limits.read(tmp_path) == Limits(file_mb=25.5, rows=400_000, seconds=60)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("row = 5", "limits.toml: “row” is no limit: the limits are file_mb, unpacked_mb, ratio, entries, sheets, rows, columns, cells, cell_characters, seconds, memory_mb"),
        ("rows = 1.5", "limits.toml: “rows” should be a whole number above 0, such as 200000"),
        ("rows = true", "limits.toml: “rows” should be a whole number above 0, such as 200000"),
        ("rows = 0", "limits.toml: “rows” should be a whole number above 0, such as 200000"),
        ("seconds = '20'", "limits.toml: “seconds” should be a number above 0, such as 20"),
        ("seconds = nan", "limits.toml: “seconds” should be a number above 0, such as 20"),
        ("seconds = inf", "limits.toml: “seconds” should be a number above 0, such as 20"),
        ("memory_mb = 1e300", "limits.toml: “memory_mb” should be a number above 0, such as 1500"),
        (f"rows = {'9' * 5000}", "limits.toml: is not written as TOML: a line should read like rows = 200000"),
        (f"rows = {'[' * 9000}", "limits.toml: is not written as TOML: a line should read like rows = 200000"),
        (f"{'a.' * 500_000}a = 1", "limits.toml: is not written as TOML: a line should read like rows = 200000"),
        ("rows: 5", "limits.toml: is not written as TOML: a line should read like rows = 200000"),
        ("rows = 5\n\\xff", "limits.toml: is not written as TOML: a line should read like rows = 200000"),
    ],
)
def test_a_slip_is_named(tmp_path, written, sentence):
    (tmp_path / "limits.toml").write_bytes(written.encode().replace(b"\\xff", b"\xff"))
    with pytest.raises(SourceError) as refused:
        limits.read(tmp_path)
    assert str(refused.value).split(" (")[0] == sentence
