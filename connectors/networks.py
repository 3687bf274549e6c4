"""Whether an address is of certain networks: those of the kiosks, say."""

from collections.abc import Iterable
from ipaddress import ip_address

from assistant.settings import Network


def is_within(address: str, networks: Iterable[Network]) -> bool:
    """An IPv4 address may come written as IPv6; what is no address is nowhere."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(known, "ipv4_mapped", None)
    return any((mapped or known) in network for network in networks)
