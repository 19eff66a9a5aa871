//! Which kind of network an address belongs to, after the IANA special-purpose address registries (RFC 6890).

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// The kind of network an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressClass {
    /// Globally reachable.
    Public,
    /// A host or service of the local network: RFC 1918, unique local, link-local, shared (carrier NAT), benchmarking.
    Private,
    /// This machine, including the unspecified address, which connects to it.
    Loopback,
    /// Nothing that a script could want: multicast, broadcast, documentation, reserved. No class rule covers it.
    Reserved,
}

impl AddressClass {
    /// The class of an address. One that embeds an IPv4 address has that one's class.
    pub fn of(address: IpAddr) -> Self {
        match canonical(address) {
            IpAddr::V4(address) => of_v4(address),
            IpAddr::V6(address) => of_v6(address),
        }
    }

    /// The rule that covers it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Loopback => "loopback",
            Self::Reserved => "reserved",
        }
    }
}

impl fmt::Display for AddressClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The IPv4 address that a packet to an address would end up at, when it embeds one; otherwise the address.
pub(crate) fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => embedded(address).map_or(IpAddr::V6(address), IpAddr::V4),
        v4 => v4,
    }
}

/// IPv4-mapped (RFC 4291 section 2.5.5.2), NAT64 (RFC 6052 section 2.1) and 6to4 (RFC 3056 section 2).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let last = |segments: [u16; 8]| v4(segments[6], segments[7]);
    match address.segments() {
        segments @ [0, 0, 0, 0, 0, 0xffff, _, _] => Some(last(segments)),
        segments @ [0x64, 0xff9b, 0, 0, 0, 0, _, _] => Some(last(segments)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

fn of_v4(address: Ipv4Addr) -> AddressClass {
    use AddressClass::{Loopback, Private, Public, Reserved};
    match address.octets() {
        [127, ..] | [0, 0, 0, 0] => Loopback,
        [10, ..] | [192, 168, ..] | [169, 254, ..] => Private,
        [172, 16..=31, ..] | [100, 64..=127, ..] | [198, 18..=19, ..] => Private,
        [192, 0, 0, 9 | 10] => Public,
        [0, ..] | [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 51, 100, _] | [203, 0, 113, _] => Reserved,
        [224..=255, ..] => Reserved,
        _ => Public,
    }
}

fn of_v6(address: Ipv6Addr) -> AddressClass {
    use AddressClass::{Loopback, Private, Public, Reserved};
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => Loopback,
        // Unique local, link-local, the deprecated site-local, and local-use NAT64 (RFC 8215).
        [0xfc00..=0xfdff, ..] | [0xfe80..=0xfeff, ..] | [0x64, 0xff9b, 1, ..] => Private,
        // The exceptions that the registry makes within 2001::/23.
        [0x2001, 1, 0, 0, 0, 0, 0, 1..=3] | [0x2001, 3, ..] | [0x2001, 4, 0x112, ..] => Public,
        [0x2001, 0x20..=0x3f, ..] => Public,
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Reserved,
        // Global unicast (RFC 4291 section 2.4); nothing outside it is.
        [0x2000..=0x3fff, ..] => Public,
        _ => Reserved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(class: AddressClass, addresses: &[&str]) {
        for address in addresses {
            assert_eq!(AddressClass::of(address.parse().unwrap()), class, "{address}");
        }
    }

    #[test]
    fn public_addresses_are_globally_reachable() {
        check(
            AddressClass::Public,
            &[
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "169.253.255.255",
                "192.0.0.9",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2001:200::1",
                "2001:1::1",
                "2001:20::1",
                "2606:4700::1",
                "2620:4f:8000::1",
                "3ffe::1",
            ],
        );
    }

    #[test]
    fn private_addresses_are_the_local_network() {
        check(
            AddressClass::Private,
            &[
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "64:ff9b:1::a00:1",
            ],
        );
    }

    #[test]
    fn loopback_addresses_are_this_machine() {
        check(AddressClass::Loopback, &["127.0.0.1", "127.255.255.255", "0.0.0.0", "::1", "::"]);
    }

    #[test]
    fn reserved_addresses_belong_to_no_class_rule() {
        check(
            AddressClass::Reserved,
            &[
                "0.0.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::2",
                "::127.0.0.1",
                "100::1",
                "100:0:0:1::1",
                "2001::1",
                "2001:2::1",
                "2001:db8::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "ff02::1",
            ],
        );
    }

    #[test]
    fn embedded_ipv4_decides() {
        check(AddressClass::Loopback, &["::ffff:127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::", "::ffff:0.0.0.0"]);
        check(AddressClass::Private, &["::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "2002:c0a8:101::1"]);
        check(AddressClass::Public, &["::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::"]);
        check(AddressClass::Reserved, &["::ffff:224.0.0.1", "2002:e000:1::"]);
    }
}
