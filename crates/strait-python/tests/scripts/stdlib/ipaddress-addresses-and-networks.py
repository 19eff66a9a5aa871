import ipaddress as ip

a = ip.ip_address("192.168.1.10")
b = ip.ip_address("2001:db8::1")
print(a, repr(a), int(a), a.packed, a.version, a.is_private, a.is_global, a.is_loopback, a.is_multicast, a + 1, a - 1)
print(a < ip.ip_address("192.168.1.11"), a.reverse_pointer, ip.ip_address(3232235786), ip.ip_address(b"\x7f\0\0\1"))
print(hash(a) == hash(ip.ip_address("192.168.1.10")), f"{a:b}"[:10], f"{a:x}", a.max_prefixlen, a == "192.168.1.10")
print(b, repr(b), b.exploded, b.compressed, b.version, b.is_private, ip.ip_address("::ffff:1.2.3.4").ipv4_mapped)
print(ip.ip_address("::"), ip.ip_address("::1").is_loopback, ip.ip_address("fe80::1%eth0"))
print(ip.ip_address("fe80::1%eth0").scope_id, ip.ip_address("2001:0DB8:0:0:1::0001"))
print(ip.ip_address("1:0:0:2:0:0:0:3"), ip.ip_address("fe80::1").is_link_local)
print(ip.ip_address("2002:c000:204::").sixtofour, b.reverse_pointer[:15])
n = ip.ip_network("10.0.0.0/29")
print(n, repr(n), n.num_addresses, n.netmask, n.hostmask, n.broadcast_address, n.network_address, list(n.hosts()))
print(n.prefixlen, a in n, ip.ip_address("10.0.0.5") in n, list(n)[0], n[1], n[-1], list(n.subnets()), n.supernet())
print(n.overlaps(ip.ip_network("10.0.0.4/30")), n.subnet_of(ip.ip_network("10.0.0.0/8")), n.with_netmask)
print(n.with_hostmask, n.is_private)
print(ip.ip_network("10.0.0.1/24", strict=False), ip.ip_network("1.2.3.4"), ip.ip_network(("10.0.0.0", 30)))
print(ip.ip_network("10.0.0.0/255.255.255.0"), ip.ip_network("2001:db8::/126").num_addresses)
print(list(ip.ip_network("10.0.0.0/31").hosts()), list(n.address_exclude(ip.ip_network("10.0.0.0/31"))))
print(list(ip.collapse_addresses([ip.ip_network("10.0.0.0/25"), ip.ip_network("10.0.0.128/25")])))
print(list(ip.summarize_address_range(ip.ip_address("10.0.0.1"), ip.ip_address("10.0.0.4"))))
print([str(x) for x in ip.ip_network("10.0.0.0/30").subnets(new_prefix=32)])
i = ip.ip_interface("10.1.2.3/16")
print(i, i.ip, i.network, i.netmask, repr(i), i.with_prefixlen)
print(sorted([ip.ip_address("10.0.0.9"), ip.ip_address("10.0.0.10"), ip.ip_address("9.9.9.9")]))
special = [
    "0.0.0.0", "127.0.0.1", "10.0.0.1", "169.254.0.1", "100.64.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255",
    "8.8.8.8", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "2606:4700::1", "::ffff:10.0.0.1",
    "64:ff9b::1",
]
for text in special:
    x = ip.ip_address(text)
    print(
        text,
        *(name[3:] for name in ("is_private", "is_global", "is_loopback", "is_link_local", "is_multicast", "is_reserved", "is_unspecified") if getattr(x, name)),
    )
for code in [
    "ip.ip_address('256.1.1.1')", "ip.ip_address('1.2.3')", "ip.ip_address('x')", "ip.ip_address('01.2.3.4')",
    "ip.ip_address(':::1')", "ip.ip_address('1::2::3')", "ip.ip_address(-1)", "ip.ip_network('10.0.0.1/24')",
    "ip.ip_network('10.0.0.0/33')", "ip.ip_network('10.0.0.0/x')", "a + 2**33", "a < b", "ip.ip_address(None)",
    "ip.IPv4Address('::1')", "n.subnets(new_prefix=10).__next__()", "ip.ip_address('12345::')",
    "ip.ip_address('1.2.3.4/24')", "ip.ip_address('')", "n[100]", "a in a", "ip.IPv6Address('1.2.3.4')",
    "ip.ip_address('1:2:3:4:5:6:7:8:9')", "ip.ip_interface('1.2.3.4/99')", "ip.ip_address(' 1.2.3.4')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
