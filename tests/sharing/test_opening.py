"""A link's way through the server: opened, left, refused; and the files that go out to whom they are for."""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from sharing import doors, labels, links, passes, web
from sharing.grants import Grant
from sharing.house import House

with warnings.catch_warnings():
    # Starlette's tests would rather have httpx2, which is young.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

TODAY = datetime.now(UTC).date()
SECRET = "a secret of the test's own, long enough"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(secrets_files=[tmp_path / "secrets.toml"], environ={"CITIES_VAR": str(tmp_path / "var"), "CITIES_COOKIE_SECRET": SECRET})
    yield made
    made.store.close()


def create(house: House, *, until: date | None = None) -> tuple[str, int]:
    token, link = links.create(house.store, Grant("A funder"), until=until or TODAY + timedelta(days=9), by="this machine", now=datetime.now(UTC))
    return token, link.link_id


@pytest.fixture
def client(house: House, tmp_path: Path) -> TestClient:
    """The routes, and behind them a Streamlit whose one file was made for link 1."""
    (tmp_path / "static").mkdir()
    (tmp_path / "index.html").write_text("<html></html>", encoding="utf-8")

    async def file(request: object) -> Response:
        name = labels.labelled("board.pptx", secret=SECRET, audience="link 1", content=b"figures")
        return Response(b"figures", headers={"Content-Disposition": f'attachment; filename="{name}"'})

    async def picture(request: object) -> Response:
        return Response(b"<svg/>", media_type="image/svg+xml")

    async def nameless(request: object) -> Response:
        return Response(b"people", media_type="text/csv")

    app = Starlette(
        routes=[*doors.routes(lambda: house), Route("/media/file.pptx", file), Route("/media/logo.svg", picture), Route("/media/nameless.csv", nameless), Route("/", picture)],
        middleware=web.middleware(lambda: house, may_upload=lambda audience: False, may_take=lambda audience: False, static=tmp_path),
    )  # fmt: skip
    return TestClient(app, follow_redirects=False, base_url="http://dashboard.example.org")


def test_a_link_opens_the_first_page_and_stays_out_of_sight(client, house):
    token, _ = create(house)
    answer = client.get(f"/s/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "../")
    assert answer.headers["cache-control"] == "no-store" and answer.headers["referrer-policy"] == "no-referrer"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie
    assert f"Max-Age={12 * 60 * 60}" in cookie
    assert token not in cookie and token not in answer.text


def test_a_slash_behind_a_link_leads_to_the_same_page_and_stays_in_no_cache(client, house):
    token, _ = create(house)
    answer = client.get(f"/s/{token}/")
    # From one folder further down.
    assert (answer.status_code, answer.headers["location"], answer.headers["cache-control"]) == (303, "../../", "no-store")
    assert client.cookies.get(passes.COOKIE)
    for spelled in (f"/s//{token}", f"/s/{token}//", f"/s/{token}/x", f"/s/x/{token}", "/s/"):
        answer = client.get(spelled)
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store"), spelled


def test_behind_tls_the_cookie_is_sent_by_tls_alone(client, house):
    token, _ = create(house)
    assert "Secure" not in client.get(f"/s/{token}").headers["set-cookie"]
    assert "Secure" in client.get(f"/s/{token}", headers={"X-Forwarded-Proto": "https"}).headers["set-cookie"]


def test_on_its_last_day_the_cookie_ends_with_the_link(client, house):
    token, _ = create(house, until=TODAY)
    seconds = int(client.get(f"/s/{token}").headers["set-cookie"].partition("Max-Age=")[2].partition(";")[0])
    end = datetime.combine(TODAY, datetime.max.time(), UTC)
    assert seconds <= min(12 * 60 * 60, (end - datetime.now(UTC)).total_seconds() + 5)


def test_unknown_and_revoked_links_and_those_of_another_version_answer_alike(client, house):
    token, link_id = create(house)
    links.revoke(house.store, link_id, by="this machine", now=datetime.now(UTC))
    foreign, foreign_id = create(house)
    with house.store.saving() as connection:
        connection.exec_driver_sql(f"UPDATE shared_links SET granted = '{{}}' WHERE link_id = {foreign_id}")
    answers = [client.get(f"/s/{one}") for one in (token, foreign, "x" * 43, "no", token[:-1])]
    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, tuple(sorted(answer.headers.items()))) for answer in answers}) == 1
    assert "This link opens nothing" in answers[0].text and "set-cookie" not in answers[0].headers


def test_a_french_reader_is_told_in_french(client):
    answer = client.get("/s/none", headers={"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.8"})
    assert '<html lang="fr">' in answer.text


def test_who_guesses_has_to_wait_and_a_good_link_too(client, house):
    token, _ = create(house)
    answers = [client.get(f"/s/guess{at}").status_code for at in range(30)]
    assert answers == [404] * 20 + [429] * 10
    assert client.get(f"/s/{token}").status_code == 429


def test_where_the_store_is_gone_nothing_opens_and_the_reader_is_asked_to_wait(client, house):
    token, link_id = create(house)
    cookie = passes.issue(SECRET, link_id, datetime.now(UTC))
    with house.store.saving() as connection:
        connection.exec_driver_sql("ALTER TABLE shared_links RENAME TO gone")
    answer = client.get(f"/s/{token}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60") and "set-cookie" not in answer.headers
    assert client.get("/media/file.pptx", headers={"Cookie": f"{passes.COOKIE}={cookie}"}).status_code == 404


def test_a_slip_in_the_file_of_secrets_closes_no_link(client, house, tmp_path):
    """Whom it names nobody knows until it is mended; what a link shows does not stand in it."""
    token, _ = create(house)
    (tmp_path / "secrets.toml").write_text('[roles]\ndirectors = ["ana@example.org"]\n', encoding="utf-8")
    assert client.get(f"/s/{token}").status_code == 303
    assert client.get("/media/file.pptx").content == b"figures"
    client.cookies.clear()
    assert client.get("/media/file.pptx").status_code == 503


def test_leaving_takes_the_cookie_back(client, house):
    token, _ = create(house)
    client.get(f"/s/{token}")
    assert client.cookies.get(passes.COOKIE)
    answer = client.get("/leave")
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    assert not client.cookies.get(passes.COOKIE)


def test_a_file_goes_to_the_link_that_it_was_made_for_as_long_as_it_is_open(client, house):
    mine, link_id = create(house)
    other, _ = create(house)
    assert client.get("/media/file.pptx").status_code == 404
    client.get(f"/s/{other}")
    assert client.get("/media/file.pptx").status_code == 404
    client.get(f"/s/{mine}")
    answer = client.get("/media/file.pptx")
    assert (answer.status_code, answer.content, answer.headers["cache-control"]) == (200, b"figures", "private, no-store")
    links.revoke(house.store, link_id, by="this machine", now=datetime.now(UTC))
    refused = client.get("/media/file.pptx")
    assert refused.status_code == 404 and b"figures" not in refused.content


def test_a_file_without_a_name_goes_to_nobody_and_a_picture_of_the_page_to_all(client, house):
    client.get(f"/s/{create(house)[0]}")
    assert client.get("/media/nameless.csv").status_code == 404
    assert client.get("/media/logo.svg").status_code == 200


def test_a_cookie_that_was_changed_or_is_of_another_house_opens_no_file(client, house):
    _, link_id = create(house)
    now = datetime.now(UTC)
    good = passes.issue(SECRET, link_id, now)
    payload, _, seal = good.partition(".")
    changed = passes.issue("another", link_id, now).partition(".")[0] + "." + seal
    foreign, old = passes.issue("another", link_id, now), passes.issue(SECRET, link_id, now - timedelta(hours=13))
    for cookie, status in ((good, 200), (changed, 404), (payload, 404), (f"{payload}.{seal[::-1]}", 404), (foreign, 404), (old, 404)):
        assert client.get("/media/file.pptx", headers={"Cookie": f"{passes.COOKIE}={cookie}"}).status_code == status


@pytest.mark.parametrize(("host", "status"), [("dashboard.example.org", 200), ("dashboard.example.org:443", 200), ("evil.example.org", 400), ("dashboard.example.org.evil.org", 400), ("127.0.0.1:8501", 400)])
def test_where_names_are_stated_no_other_is_answered(client, tmp_path, host, status):
    (tmp_path / "secrets.toml").write_text('[access]\nhosts = ["dashboard.example.org"]\n', encoding="utf-8")
    assert client.get("/", headers={"Host": host}).status_code == status


def test_a_pass_lasts_twelve_hours():
    now = datetime(2026, 1, 15, 12, tzinfo=UTC)
    cookie = passes.issue(SECRET, 7, now)
    assert passes.read(SECRET, cookie, now + timedelta(hours=11, minutes=59)).link_id == 7
    assert passes.read(SECRET, cookie, now + timedelta(hours=12)) is None
    assert passes.read(SECRET, cookie, now - timedelta(hours=1)) is None
    assert passes.read(SECRET, "nonsense", now) is None and passes.read(SECRET, None, now) is None


def test_the_name_of_a_file_changes_with_its_content_and_its_audience():
    one = labels.labelled("board.pptx", secret=SECRET, audience="link 1", content=b"a")
    assert one.startswith("board-") and one.endswith(".pptx")
    assert one != labels.labelled("board.pptx", secret=SECRET, audience="link 1", content=b"b")
    assert labels.is_for(one, secret=SECRET, audience="link 1")
    for audience in ("link 2", "here", ""):
        assert not labels.is_for(one, secret=SECRET, audience=audience)
    assert not labels.is_for("board.pptx", secret=SECRET, audience="link 1")
