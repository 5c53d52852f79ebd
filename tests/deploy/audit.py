"""Asks whether a flaw is known in any of the packages that the dashboard runs with: `python tests/deploy/audit.py`.

Where the database of flaws cannot be reached it says so, and goes on. A flaw that is found fails, and so does anything else
that keeps it from asking. What is said behind it goes to pip-audit.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
REQUIREMENTS = [word for name in ("requirements.txt", "requirements-bucket.txt") for word in ("--requirement", str(ROOT / name))]
# All are pinned, with what they bring: nothing has to be resolved.
COMMAND = ["-m", "pip_audit", *REQUIREMENTS, "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]

# What pip-audit and requests say where nobody answers, or somebody on the way refuses.
UNREACHED = re.compile(
    r"Could not connect to|not redirecting properly|^requests\.exceptions\.(ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError)\b|HTTPError: (403|407|429|5\d\d) ",
    re.MULTILINE,
)


def main(arguments: list[str]) -> int:
    """The exit code: 1 where a flaw is known or the asking went wrong, 0 where none is or nobody can be reached."""
    answer = subprocess.run([sys.executable, *COMMAND, *arguments], capture_output=True, text=True, check=False)
    try:
        packages = json.loads(answer.stdout)["dependencies"]
    except ValueError:
        if not UNREACHED.search(answer.stderr):
            print(f"Known flaws: pip-audit has broken off ({_last(answer.stderr)}), so nobody was asked.")
            return 1
        print(f"Known flaws: the database cannot be reached ({_last(answer.stderr)}), so nobody was asked.")
        return 0
    asked = [one for one in packages if "skip_reason" not in one]
    if flawed := [one for one in asked if one["vulns"]]:
        print("\n".join(_told(one, flaw) for one in flawed for flaw in one["vulns"]))
        return 1
    if not asked:
        print("Known flaws: the database cannot be reached, or knows none of the packages, so none was asked about.")
        return 0
    unknown = f"; it does not know {len(packages) - len(asked)} others" if len(packages) > len(asked) else ""
    print(f"Known flaws: none in {len(asked)} packages{unknown}.")
    return 0


def _told(package: dict[str, Any], flaw: dict[str, Any]) -> str:
    mended = f"mended in {', '.join(flaw['fix_versions'])}" if flaw["fix_versions"] else "not mended yet"
    return f"{package['name']} {package['version']}: {flaw['id']} ({mended}). {flaw['description'][:200]}"


def _last(text: str) -> str:
    return next((line.strip()[:200] for line in reversed(text.splitlines()) if line.strip()), "no reason given")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
