"""Where a request comes from, as far as that can be believed."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The peer's address, or behind our own proxies the nearest one that is not ours.

    `config.middleware.TrustedProxies` has already taken the header away where the peer is no proxy of ours; what stands
    further left than the first stranger was written by that stranger, and is not believed.
    """
    networks = [ip_network(network) for network in settings.TRUSTED_PROXIES]
    hops = [*request.META.get("HTTP_X_FORWARDED_FOR", "").split(","), request.META.get("REMOTE_ADDR", "")]
    address = ""
    for hop in reversed(hops):
        try:
            parsed = ip_address(hop.strip())
        except ValueError:
            break
        address = str(parsed)
        if not any(parsed in network for network in networks):
            break
    return address
