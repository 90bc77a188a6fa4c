"""The network that a request comes from: what limits count by."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The client's IPv4 address or IPv6 /64, for one household or phone has all of a /64.

    Empty if nobody can tell: a proxy at a Unix socket that names no client. Limits take that for
    no network at all and do not count it, for they would count all visitors as one; those per
    address and event still hold.
    """
    try:
        address = ipaddress.ip_address(_client(request))
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:  # As a socket for both versions names an IPv4 client.
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), 64), strict=False))


def _client(request: HttpRequest) -> str:
    """Each proxy appends whom it was called by, so what our own wrote stands on the right.

    What stands further left the client may have made up. With fewer names than proxies the request
    did not come through all of them: then whoever is connected counts.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    if 0 < proxies <= len(hops) and hops[-proxies].strip():
        return hops[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")
