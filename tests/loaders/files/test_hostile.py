"""Each hostile file is refused with one sentence, soon, and in little memory.

All are opened in one process of its own, each in a fork with the memory that a load may take: a file
that brings its reader down would bring down the fork alone.
"""

import json
import subprocess
import sys

import pytest

from tests.fixtures.hostile import HOSTILE

SECONDS, MEGABYTES = 4, 350
OPENED = """
import json, os, sys, time
from resource import RLIMIT_AS, RLIMIT_CPU, RUSAGE_SELF, getrusage, setrlimit
from loaders import workbook
from loaders.files.limits import LIMITS
from loaders.problems import SourceError
from locales import words
from tests.fixtures.hostile import HOSTILE

for what, (name, make, _) in HOSTILE.items():
    content = make()
    ours, theirs = os.pipe()
    french = ""
    child = os.fork()
    if not child:
        setrlimit(RLIMIT_AS, (int(LIMITS.memory_mb * 1e6),) * 2)
        setrlimit(RLIMIT_CPU, (int(LIMITS.seconds),) * 2)
        start = time.perf_counter()
        try:
            said = f"read as {workbook.sheets(workbook.Source(name, content))}"[:300]
        except SourceError as reason:
            said, french = str(reason), words("fr")(reason.template, **reason.values)
        except BaseException as reason:
            said = f"raised {reason!r}"[:300]
        taken = time.perf_counter() - start, (getrusage(RUSAGE_SELF).ru_maxrss) / 1024
        os.write(theirs, json.dumps([what, said, french, *taken]).encode())
        os._exit(0)
    os.close(theirs)
    said = b"".join(iter(lambda: os.read(ours, 65536), b""))
    os.waitpid(child, 0)
    os.close(ours)
    print(said.decode() or json.dumps([what, "died", "", 0, 0]))
"""


@pytest.fixture(scope="module")
def refusals() -> dict[str, tuple[str, str, float, float]]:
    """What was said of each file, also in French, in how many seconds, and with how many MB."""
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True, timeout=300)
    return {what: (said, french, seconds, memory) for what, said, french, seconds, memory in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_one_sentence(refusals, what):
    name, _, sentence = HOSTILE[what]
    said, french, seconds, memory = refusals[what]
    assert said == f"{name}: {sentence}"
    assert len(said.split()) <= 30
    assert french != sentence, "no French for it"
    assert seconds < SECONDS
    assert memory < MEGABYTES
