"""Whom limits count: behind proxies, with forged headers, over IPv6."""

import pytest

from owes_portal.network import network_of

REAL, FORGED, PROXY = "198.51.100.7", "192.0.2.66", "203.0.113.1"


def seen(rf, peer, header=None):
    headers = {} if header is None else {"HTTP_X_FORWARDED_FOR": header}
    return network_of(rf.get("/", REMOTE_ADDR=peer, **headers))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_network_of_an_address(rf, address, network):
    assert seen(rf, address) == network


@pytest.mark.parametrize("header", [FORGED, f"{FORGED}, {FORGED}", "", ",,,", "<script>"])
def test_network_without_a_trusted_proxy_is_that_of_whoever_is_connected(rf, settings, header):
    settings.TRUSTED_PROXIES = 0

    assert seen(rf, REAL, header) == REAL


@pytest.mark.parametrize(
    "forged", ["", f"{FORGED}, ", f"{FORGED}, {FORGED},", " , ,", "x" * 5_000 + ","]
)
def test_network_behind_a_proxy_is_what_the_proxy_wrote(rf, settings, forged):
    settings.TRUSTED_PROXIES = 1

    assert seen(rf, PROXY, forged + REAL) == REAL


def test_network_behind_two_proxies_is_the_second_from_the_right(rf, settings):
    settings.TRUSTED_PROXIES = 2

    assert seen(rf, PROXY, f"{FORGED}, {REAL}, {PROXY}") == REAL


@pytest.mark.parametrize("header", [None, "", " "])
def test_network_of_a_caller_who_came_past_the_proxy_is_its_own(rf, settings, header):
    settings.TRUSTED_PROXIES = 1

    assert seen(rf, REAL, header) == REAL


def test_network_of_fewer_names_than_proxies_is_that_of_whoever_is_connected(rf, settings):
    settings.TRUSTED_PROXIES = 2

    assert seen(rf, PROXY, FORGED) == PROXY


@pytest.mark.parametrize(("header", "network"), [(REAL, REAL), (None, ""), ("unix:", "")])
def test_network_behind_a_socket_is_the_clients_or_unknown(rf, settings, header, network):
    settings.TRUSTED_PROXIES = 1

    assert seen(rf, "", header) == network
