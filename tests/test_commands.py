"""The two commands, where the machine is not what they need: a sentence, not a traceback."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Stands for a Python that is too old, or that has no venv: answers the Makefile's questions so.
OLD = '#!/bin/sh\ncase "$2" in *version_info*) exit 1;; esac\n'
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n'


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "requirements-bucket.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("script", "words"),
    [(OLD, "needs Python 3.11 or newer"), (WITHOUT_VENV, "sudo apt install python3-venv"), (None, "Python is missing")],
)
@pytest.mark.parametrize("command", ["run", "test"])
def test_a_machine_without_what_is_needed_is_told_so(fresh, script, words, command):
    python = fresh / "python"
    if script:
        python.write_text(script)
        python.chmod(0o755)
    answer = make(fresh, command, f"PYTHON={python}")
    assert answer.returncode != 0
    assert words in answer.stdout
    assert not (fresh / ".venv").exists()


def test_a_folder_that_is_not_there_is_named(fresh):
    (fresh / ".venv").mkdir()
    (fresh / ".venv" / "app").touch()
    answer = make(fresh, "run", "DATA=no/such/folder")
    assert answer.returncode != 0
    assert 'no file or folder called "no/such/folder"' in answer.stdout


def test_plain_make_lists_the_targets(fresh):
    answer = make(fresh)
    assert {"run", "test", "bench", "docs"} <= {line.split()[0] for line in answer.stdout.splitlines()}


def test_continuous_integration_runs_the_same_command():
    lines = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if not line.startswith("#")]
    assert lines == ['cd "$(dirname "$0")/.." && exec make test']
