use super::*;

/// Checks a name, then, when that leaves it open, an address; as whoever dials does.
#[track_caller]
fn check(rules: &str, host: &str, port: u16, address: &str, expected: Result<(), &str>) {
    let mut net = NetRules::default();
    net.add(rules).unwrap();
    let verdict = net.check_name(host, Some(port)).and_then(|verdict| match verdict {
        NameVerdict::AnyAddress => Ok(()),
        NameVerdict::ByAddress => net.check_address(host, Some(port), address.parse().unwrap()),
    });
    let verdict = verdict.map_err(|denial| denial.to_string());
    assert_eq!(verdict, expected.map_err(str::to_owned), "{rules} {host}:{port} {address}");
}

#[track_caller]
fn denied(rules: &str, host: &str, port: u16, address: &str) {
    let mut net = NetRules::default();
    net.add(rules).unwrap();
    let verdict = net.check_name(host, Some(port)).and_then(|verdict| match verdict {
        NameVerdict::AnyAddress => Ok(()),
        NameVerdict::ByAddress => net.check_address(host, Some(port), address.parse().unwrap()),
    });
    assert!(verdict.is_err(), "{rules} {host}:{port} {address}");
}

const PUBLIC: &str = "93.184.216.34";

#[test]
fn nothing_is_allowed_by_default() {
    let net = NetRules::default();
    let denial = net.check_name("example.com", Some(80)).unwrap_err();
    assert_eq!(
        denial.to_string(),
        "network access to example.com:80 is not allowed; run again with --allow-net=example.com:80"
    );
    assert_eq!(denial.flag(), "--allow-net=example.com:80");
    assert!(net.check_address("example.com", Some(80), PUBLIC.parse().unwrap()).is_err());
}

#[test]
fn an_empty_list_allows_everything() {
    for (host, address) in [("example.com", PUBLIC), ("127.0.0.1", "127.0.0.1"), ("a.internal", "169.254.169.254")] {
        check("", host, 80, address, Ok(()));
    }
}

#[test]
fn an_exact_name_covers_whatever_it_resolves_to() {
    check("example.com", "example.com", 80, PUBLIC, Ok(()));
    check("example.com", "EXAMPLE.com.", 8443, "10.0.0.5", Ok(()));
    check("Example.COM.", "example.com", 80, "127.0.0.1", Ok(()));
    check("localhost:3000", "localhost", 3000, "::1", Ok(()));
    check("my_service", "my_service", 80, "10.0.0.5", Ok(()));
    denied("example.com", "www.example.com", 80, PUBLIC);
    denied("example.com", "example.com.evil.net", 80, PUBLIC);
    denied("example.com", "notexample.com", 80, PUBLIC);
    check(
        "example.com:443",
        "example.com",
        80,
        PUBLIC,
        Err("network access to example.com:80 is not allowed; run again with --allow-net=example.com:80"),
    );
}

#[test]
fn a_wildcard_covers_public_addresses_of_names_below() {
    check("*.example.com", "www.example.com", 80, PUBLIC, Ok(()));
    check("*.example.com", "a.b.example.com", 80, "2606:4700::1", Ok(()));
    check("*.example.com:443", "www.example.com", 443, PUBLIC, Ok(()));
    denied("*.example.com:443", "www.example.com", 80, PUBLIC);
    denied("*.example.com", "example.com", 80, PUBLIC);
    denied("*.example.com", ".example.com", 80, PUBLIC);
    denied("*.example.com", "wwwexample.com", 80, PUBLIC);
    check(
        "*.example.com",
        "www.example.com",
        80,
        "10.0.0.5",
        Err("www.example.com resolves to 10.0.0.5, a private address, which the rule `*.example.com` does not cover; \
             run again with --allow-net=www.example.com:80"),
    );
    for address in ["127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "224.0.0.1", "fd00::1"]
    {
        denied("*.example.com", "www.example.com", 80, address);
    }
}

#[test]
fn a_class_covers_names_and_addresses_of_that_class() {
    check("public", "example.com", 80, PUBLIC, Ok(()));
    check("public", PUBLIC, 80, PUBLIC, Ok(()));
    check("Private", "db.internal", 5432, "192.168.1.1", Ok(()));
    check("loopback:3000", "localhost", 3000, "127.0.0.1", Ok(()));
    check("loopback", "0.0.0.0", 3000, "0.0.0.0", Ok(()));
    denied("loopback:3000", "localhost", 3001, "127.0.0.1");
    denied("loopback", "localhost", 80, PUBLIC);
    denied("private", "localhost", 80, "127.0.0.1");
    check(
        "public",
        "example.com",
        80,
        "10.0.0.5",
        Err("example.com resolves to 10.0.0.5, a private address, which the rule `public` does not cover; \
             run again with --allow-net=example.com:80"),
    );
    check(
        "public:80, private",
        "example.com",
        80,
        "::1",
        Err(
            "example.com resolves to ::1, a loopback address, which neither the rule `public:80` nor any other covers; \
             run again with --allow-net=example.com:80",
        ),
    );
    check(
        "public",
        "::1",
        80,
        "::1",
        Err("::1 is a loopback address, which the rule `public` does not cover; run again with --allow-net=[::1]:80"),
    );
}

#[test]
fn addresses_and_blocks_cover_what_leads_there() {
    check("10.0.0.5", "10.0.0.5", 80, "10.0.0.5", Ok(()));
    check("10.0.0.5:80", "db.internal", 80, "10.0.0.5", Ok(()));
    check("10.0.0.0/8:80", "db.internal", 80, "10.1.2.3", Ok(()));
    check("[::1]:80", "::1", 80, "::1", Ok(()));
    check("[::1]:80", "[::1]", 80, "::1", Ok(()));
    check("fd00::/8", "db.internal", 80, "fd00::1", Ok(()));
    check("[fd00::/8]:80", "db.internal", 80, "fd00::1", Ok(()));
    check("0.0.0.0/0", "db.internal", 80, "::ffff:10.0.0.1", Ok(()));
    denied("10.0.0.0/8:80", "db.internal", 81, "10.1.2.3");
    denied("10.0.0.0/8", "db.internal", 80, "11.0.0.1");
    denied("::/0", "db.internal", 80, "::ffff:10.0.0.1");
    denied("10.0.0.5", "10.0.0.6", 80, "10.0.0.6");
}

#[test]
fn an_address_in_ipv6_clothes_is_the_ipv4_address() {
    check("10.0.0.5", "::ffff:10.0.0.5", 80, "::ffff:10.0.0.5", Ok(()));
    check("::ffff:10.0.0.5", "10.0.0.5", 80, "10.0.0.5", Ok(()));
    check("127.0.0.0/8", "64:ff9b::7f00:1", 80, "64:ff9b::7f00:1", Ok(()));
    denied("public", "2002:7f00:1::", 80, "2002:7f00:1::");
}

#[test]
fn a_lookup_needs_a_rule_on_some_port() {
    let mut net = NetRules::default();
    net.add("example.com:443, *.example.org:80").unwrap();
    assert_eq!(net.check_name("example.com", None), Ok(NameVerdict::AnyAddress));
    assert_eq!(net.check_name("www.example.org", None), Ok(NameVerdict::ByAddress));
    assert!(net.check_address("www.example.org", None, PUBLIC.parse().unwrap()).is_ok());
    assert!(net.check_address("www.example.org", None, "10.0.0.1".parse().unwrap()).is_err());
    let denial = net.check_name("example.net", None).unwrap_err();
    assert_eq!(
        denial.to_string(),
        "network access to example.net is not allowed; run again with --allow-net=example.net"
    );
}

#[test]
fn malformed_rules_say_why() {
    let scheme = "write the host without a scheme, such as `example.com` or `example.com:443`";
    let neither = "this is neither a host name nor an address";
    for (rule, reason) in [
        ("https://example.com", scheme),
        ("example.com/path", "write a host, not a path, or a block such as `10.0.0.0/8`"),
        ("10.0.0.0/33", "write a host, not a path, or a block such as `10.0.0.0/8`"),
        ("10.0.0.1/8", "the block has bits beyond its length; did you mean 10.0.0.0/8?"),
        ("64:ff9b::/96", "these addresses stand for IPv4 addresses; write the IPv4 block instead"),
        ("2002::/16", "these addresses stand for IPv4 addresses; write the IPv4 block instead"),
        ("*", "leave the list empty to allow every host"),
        ("www.*.com", "only a leading `*.` stands for other names"),
        ("*example.com", "only a leading `*.` stands for other names"),
        ("b\u{fc}cher.de", "write an international name in its ASCII form, `xn--...`"),
        ("exa mple.com", neither),
        ("a..b", neither),
        ("example.com:", "`` is not a port"),
        ("example.com:http", "`http` is not a port"),
        ("example.com:+80", "`+80` is not a port"),
        ("example.com:65536", "`65536` is not a port"),
        ("example.com:0", "nothing can connect to port 0"),
        ("[::1", "a bracket is not closed"),
    ] {
        let error = NetRules::default().add(rule).unwrap_err();
        assert_eq!(error.to_string(), format!("`{rule}` is not a rule: {reason}"));
    }
    let error = NetRules::default().add("a.com,,b.com").unwrap_err();
    assert_eq!(error.to_string(), "`` is not a rule: there is nothing between the commas");
}

#[test]
fn a_list_with_a_bad_rule_adds_none() {
    let mut net = NetRules::default();
    net.add("example.com, a b").unwrap_err();
    assert!(net.check_name("example.com", Some(80)).is_err());
}
