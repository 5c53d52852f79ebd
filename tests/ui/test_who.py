"""Only somebody at the machine itself may change the data, and whatever is not plainly so is refused."""

import pytest

from ui.who import is_local

HERE = {"host": "127.0.0.1:8501", "user-agent": "a browser"}


@pytest.mark.parametrize(("address", "host", "ip"), [
    ("127.0.0.1", "127.0.0.1:8501", None),
    ("localhost", "localhost:8501", "127.0.0.1"),
    ("::1", "[::1]:8501", "::1"),
    ("127.0.0.1", "LOCALHOST", None),
])  # fmt: skip
def test_at_the_machine(address, host, ip):
    assert is_local(address, {**HERE, "host": host}, ip)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_a_server_that_listens_to_others_lets_nobody(address):
    assert not is_local(address, HERE, None)


@pytest.mark.parametrize("host", ["", "dashboard.example.org", "127.0.0.1.example.org", "192.168.1.4:8501", "localhost.example.org", "[2001:db8::1]:80"])
def test_another_name_of_the_machine_is_somebody_elses(host):
    assert not is_local("127.0.0.1", {**HERE, "host": host}, None)


@pytest.mark.parametrize("header", ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-anything", "x-real-ip"])
def test_whoever_comes_through_a_proxy_is_elsewhere(header):
    assert not is_local("127.0.0.1", {**HERE, header: "127.0.0.1"}, None)


def test_neither_another_address_nor_no_request_at_all():
    assert not is_local("127.0.0.1", HERE, "192.168.1.7")
    assert not is_local("127.0.0.1", {}, None)
