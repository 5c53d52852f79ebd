"""What deploy/ holds says what the programme needs: read as the tools that use it would, as far as these can be here."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.deploy.replicas import NGINX
from tests.servers import ROOT, free_ports, health, running

DEPLOY = ROOT / "deploy"
LOCAL = re.compile(r"(?m)^(?:from|import) (\w+)")


def instructions(name: str = "Containerfile") -> list[tuple[str, str]]:
    """The instructions of a Containerfile with what follows them."""
    lines = [line for line in (DEPLOY / name).read_text().replace("\\\n", " ").splitlines() if line and line[0] != "#"]
    return [(word, " ".join(rest.split())) for word, _, rest in (line.partition(" ") for line in lines)]


def said(word: str) -> list[str]:
    return [rest for one, rest in instructions() if one == word]


def copied(to: Path) -> None:
    """Put into a folder what the Containerfile copies, as it would."""
    for rest in said("COPY"):
        source, _, target = rest.partition(" ")
        place = to / target / Path(source).name if target.endswith("/") else to / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, place)


@pytest.fixture
def container(tmp_path: Path) -> Path:
    """The folder of the dashboard, as it is in the container."""
    copied(house := tmp_path / "house")
    return house


def test_the_container_has_all_that_the_dashboard_needs_and_writes_nothing_into_it(container, folders, tmp_path):
    files = set(container.rglob("*"))
    (port,) = free_ports(1)
    environ = dict(word.split("=", 1) for rest in said("ENV") for word in rest.split())
    environ |= {"CITIES_DATA": str(folders["empty"]), "CITIES_VAR": str(tmp_path / "var"), "STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
    command = [sys.executable, *json.loads(said("CMD")[0])[1:]]
    log = tmp_path / "log"
    with running(command, health(port), log=log, environ=environ, cwd=container):
        # What the healthcheck runs, at this port.
        check = json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])
        assert check[0] == "python"
        subprocess.run([sys.executable, *(word.replace(":8501", f":{port}") for word in check[1:])], check=True)
    assert set(container.rglob("*")) == files


def test_every_page_of_the_container_can_be_imported(container):
    """Each module of the programme that any file names is there."""
    here = {path.name.removesuffix(".py") for path in ROOT.iterdir() if path.is_dir() or path.suffix == ".py"}
    named = {name for path in container.rglob("*.py") for name in LOCAL.findall(path.read_text(encoding="utf-8"))} & here
    assert named
    assert named <= {path.name.removesuffix(".py") for path in container.iterdir()}


def test_the_container_holds_no_secret_no_spreadsheet_and_no_root(container):
    assert not [*container.rglob("*.xlsx"), *container.rglob("secrets*.toml")]
    assert said("USER") == ["10001:10001"]
    order = [word for word, _ in instructions()]
    assert order.index("USER") > max(place for place, word in enumerate(order) if word in ("COPY", "RUN")), "what is copied is root's"
    assert "requirements.txt" in " ".join(said("RUN"))
    assert "requirements-dev" not in (DEPLOY / "Containerfile").read_text()


def test_the_builder_is_sent_what_is_copied_and_nothing_else():
    sent = {line[1:] for line in (DEPLOY / "Containerfile.dockerignore").read_text().splitlines() if line.startswith("!")}
    assert sent == {rest.split()[0] for rest in said("COPY")}


@pytest.fixture
def compose() -> dict:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def upstreams() -> list[str]:
    return re.findall(r"(?m)^\s+server (\S+):8501 ", (DEPLOY / "nginx.conf").read_text())


def test_the_replicas_share_links_data_and_the_secret_of_cookies(compose):
    services = compose["services"]
    replicas = [services[name] for name in upstreams()]
    assert len(replicas) == 2
    for one in replicas:
        environ = one["environment"]
        assert environ["DATABASE_URL"].startswith("postgresql://")
        assert environ["CITIES_COOKIE_SECRET"].startswith("${CITIES_COOKIE_SECRET")
        assert environ["STREAMLIT_SERVER_COOKIE_SECRET"] == "${CITIES_COOKIE_SECRET}"
        assert one["read_only"] is True
        assert "ports" not in one, "nobody reaches a process past the proxy"
    assert replicas[0]["environment"] == replicas[1]["environment"]
    assert replicas[0]["volumes"] == replicas[1]["volumes"]
    assert len({one["networks"]["inside"]["ipv4_address"] for one in replicas}) == 2
    assert not [name for name, one in services.items() if "ports" in one and name != "door"]


def test_what_is_mounted_is_there_or_named_in_the_notes(compose):
    notes = (DEPLOY / "README.md").read_text()
    bucket = yaml.safe_load((DEPLOY / "compose.bucket.yaml").read_text())
    services = [*compose["services"].values(), *bucket["services"].values()]
    for source in {volume.split(":")[0] for one in services for volume in one.get("volumes", []) if volume.startswith("./")}:
        assert (DEPLOY / source).exists() or source.removeprefix("./") in notes, source
    text = "".join(path.read_text() for path in DEPLOY.glob("compose*.yaml"))
    for name in set(re.findall(r"\$\{(\w+)", text)):
        assert f"`{name}`" in notes, name


def test_the_bucket_gives_the_replicas_a_folder_that_they_only_read():
    bucket = yaml.safe_load((DEPLOY / "compose.bucket.yaml").read_text())
    assert [bucket["services"][name]["volumes"] for name in upstreams()] == [["data:/data:ro"]] * 2


def test_kubernetes_has_a_service_for_each_process_that_nginx_names():
    found = [*yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())]
    services = {one["metadata"]["name"]: one["spec"]["selector"] for one in found if one["kind"] == "Service"}
    (processes,) = (one for one in found if one["kind"] == "StatefulSet")
    first, count = processes["spec"]["ordinals"]["start"], processes["spec"]["replicas"]
    pods = [f"{processes['metadata']['name']}-{number}" for number in range(first, first + count)]
    assert upstreams() == pods
    assert all(services[pod] == {"statefulset.kubernetes.io/pod-name": pod} for pod in pods)
    notes = (DEPLOY / "README.md").read_text()
    made = {one["secret"]["secretName"] for one in processes["spec"]["template"]["spec"]["volumes"] if "secret" in one}
    assert all(name in notes for name in made)


def test_the_log_has_no_address_of_a_reader_and_no_query():
    formats = re.findall(r"log_format (\w+) '([^']*)'", text := (DEPLOY / "nginx.conf").read_text())
    assert len(formats) == 1
    assert set(re.findall(r"access_log (?!off)\S+ ([^;]+);", text)) == {f"{formats[0][0]} if=$is_told"}
    assert set(re.findall(r"\$(\w+)", formats[0][1])) <= {"time_iso8601", "status", "request_method", "uri", "request_time", "upstream_addr"}


def test_the_service_may_write_where_its_pages_for_everybody_go():
    text = (DEPLOY / "cities-dashboard@.service").read_text()
    writable = [Path(word.lstrip("-")) for line in re.findall(r"(?m)^ReadWritePaths=(.+)$", text) for word in line.split()]
    (proposed,) = re.findall(r"(?m)^#Environment=CITIES_PUBLISH=(\S+)$", text)
    assert "ProtectSystem=strict" in text
    assert Path(proposed).parent in writable, "the pages are written beside the folder"
    assert f"CITIES_PUBLISH={proposed}" in (notes := (DEPLOY / "README.md").read_text())
    assert f"root {proposed};" in notes, "a web server shows it"


def test_the_containers_may_write_where_their_pages_for_everybody_go_and_the_door_reads_it(compose):
    notes = (DEPLOY / "README.md").read_text()
    proposed = Path(re.search(r"\| `CITIES_PUBLISH` \|.*`(/\S+)`", notes)[1])
    for name in upstreams():
        assert compose["services"][name]["environment"]["CITIES_PUBLISH"] == "${CITIES_PUBLISH:-}"
        assert f"published:{proposed.parent}" in compose["services"][name]["volumes"], "the mount itself cannot be exchanged"
    assert f"published:{proposed.parent}:ro" in compose["services"]["door"]["volumes"]
    assert [rest for rest in said("RUN") if "install -d -o 10001" in rest and f" {proposed.parent}" in rest], "it is the dashboard's own"
    # For Kubernetes it stands there to be taken in.
    text = (DEPLOY / "kubernetes.yaml").read_text().replace("# - {", "- {")
    (processes,) = (one for one in yaml.safe_load_all(text) if one["kind"] == "StatefulSet")
    (dashboard,) = processes["spec"]["template"]["spec"]["containers"]
    assert {"name": "CITIES_PUBLISH", "value": str(proposed)} in dashboard["env"]
    assert {"name": "published", "mountPath": str(proposed.parent)} in dashboard["volumeMounts"]
    assert "published" in {one["name"] for one in processes["spec"]["template"]["spec"]["volumes"]}


def test_the_processes_believe_the_proxy_of_what_it_says_of_a_visitor_and_nobody_else_reaches_them(compose):
    conf = (DEPLOY / "nginx.conf").read_text()
    assert re.findall(r"X-Forwarded-For (\S+);", conf) == ["$remote_addr"], "what a visitor claims is written over"
    # On one machine the proxy is 127.0.0.1, which is believed without a word; no one else's claims are.
    unit = (DEPLOY / "cities-dashboard@.service").read_text()
    assert "FORWARDED_ALLOW_IPS" not in unit
    assert "--server.address" not in unit
    assert re.search(r'(?m)^address = "127\.0\.0\.1"$', (ROOT / ".streamlit" / "config.toml").read_text())
    for name in upstreams():
        assert compose["services"][name]["environment"]["FORWARDED_ALLOW_IPS"] == "*"
        assert "ports" not in compose["services"][name]
    found = [*yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())]
    (processes,) = (one for one in found if one["kind"] == "StatefulSet")
    assert {"name": "FORWARDED_ALLOW_IPS", "value": "*"} in processes["spec"]["template"]["spec"]["containers"][0]["env"]
    (policy,) = (one["spec"] for one in found if one["kind"] == "NetworkPolicy")
    assert policy["podSelector"] == processes["spec"]["selector"]
    assert policy["ingress"] == [{"from": [{"podSelector": {"matchLabels": {"app": "cities-door"}}}], "ports": [{"port": 8501}]}]
    (door,) = (one["spec"] for one in found if one["kind"] == "Service" and one["spec"].get("type") == "LoadBalancer")
    assert door["externalTrafficPolicy"] == "Local", "nginx sees whom it speaks to"


def test_nginx_takes_as_large_a_file_as_the_dashboard():
    most = int(re.search(r"(?m)^maxUploadSize = (\d+)$", (ROOT / ".streamlit" / "config.toml").read_text())[1])
    assert int(re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text())[1]) == most + 1


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd on this machine")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path):
    text = (DEPLOY / "cities-dashboard@.service").read_text()
    house = "/srv/cities-dashboard/.venv/bin/python"
    assert house in text
    unit = tmp_path / "cities-dashboard@8501.service"
    unit.write_text(text.replace(house, sys.executable))
    answer = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.skipif(not NGINX, reason="there is no nginx on this machine")
def test_the_script_that_installs_nginx_is_content_where_there_is_one():
    answer = subprocess.run(["sh", "tests/deploy/install_nginx.sh"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
