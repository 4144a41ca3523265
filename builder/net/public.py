"""Which IP addresses are public; everything else is refused, whatever its spelling was."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Our own list, for `is_global` has changed between versions of Python and lets multicast through.
_REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a carrier's address translation
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, and the metadata services of clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and the broadcast address
            "168.63.129.16/32",  # a cloud's own services, at a public number
        ),
    )
)
_GIVEN_6 = IPv6Network("2000::/3")
"""What has been given out; mapped, translated, local and multicast addresses lie outside."""
_REFUSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo, ORCHID, benchmarks and other protocols
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: holds an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_LOOPBACK = IPv4Network("127.0.0.0/8")


def is_public(written: str, *, loopback: bool = False) -> bool:
    """Whether an address as the resolver gives it may be connected to.

    `loopback` lets IPv4 loopback through as well; only tests pass it.
    """
    try:
        address = ip_address(written)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        return _is_public_6(address)
    return _is_public_4(address) or (loopback and address in _LOOPBACK)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _REFUSED_4)


def _is_public_6(address: IPv6Address) -> bool:
    return (
        address.scope_id is None
        and address.is_global
        and address in _GIVEN_6
        and not any(address in network for network in _REFUSED_6)
    )
