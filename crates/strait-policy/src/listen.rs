//! Rules for listeners.

use std::net::{IpAddr, SocketAddr};

use crate::{
    AddressClass, Denial, RuleError,
    address::canonical,
    host::{literal, normalize},
    rule::{parse_list, parse_port, split_port},
};

/// Where a script may listen.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListenRules {
    everything: bool,
    rules: Vec<ListenRule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ListenRule {
    interface: Interface,
    /// `None` for every port; zero for one that the system chooses.
    port: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Interface {
    Any,
    /// What the name `localhost` stands for.
    Loopback,
    /// An unspecified address includes every other one of its family, as it does for the system; `::` includes IPv4.
    Address(IpAddr),
}

impl ListenRules {
    pub(crate) fn everything() -> Self {
        Self { everything: true, rules: Vec::new() }
    }

    pub(crate) fn add(&mut self, list: &str) -> Result<(), RuleError> {
        match parse_list(list, ListenRule::parse)? {
            Some(rules) => self.rules.extend(rules),
            None => self.everything = true,
        }
        Ok(())
    }

    pub(crate) fn check(&self, requested: SocketAddr) -> Result<(), Denial> {
        if self.everything || self.rules.iter().any(|rule| rule.covers(requested)) {
            return Ok(());
        }
        Err(Denial::new(format!("listening on {requested} is not allowed"), format!("--allow-listen={requested}")))
    }
}

impl ListenRule {
    fn parse(rule: &str) -> Result<Self, RuleError> {
        if let Some(port) = parse_port(rule) {
            return Ok(Self { interface: Interface::Any, port: Some(port) });
        }
        let (host, port) = split_port(rule)?;
        let interface = match literal(host) {
            Some(address) => Interface::Address(canonical(address)),
            None if normalize(host) == "localhost" => Interface::Loopback,
            None => return Err(RuleError::new(rule, "write a port, an address, or both as `127.0.0.1:8080`")),
        };
        Ok(Self { interface, port })
    }

    fn covers(&self, requested: SocketAddr) -> bool {
        self.interface.covers(requested.ip()) && self.port.is_none_or(|port| port == requested.port())
    }
}

impl Interface {
    fn covers(self, requested: IpAddr) -> bool {
        match self {
            Self::Any => true,
            Self::Loopback => AddressClass::of(requested) == AddressClass::Loopback && !requested.is_unspecified(),
            Self::Address(IpAddr::V6(address)) if address.is_unspecified() => true,
            Self::Address(IpAddr::V4(address)) if address.is_unspecified() => canonical(requested).is_ipv4(),
            Self::Address(address) => address == canonical(requested),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rules: &str, requested: &str, expected: Result<(), &str>) {
        let mut listen = ListenRules::default();
        listen.add(rules).unwrap();
        let verdict = listen.check(requested.parse().unwrap()).map_err(|denial| denial.to_string());
        assert_eq!(verdict, expected.map_err(str::to_owned), "{rules} {requested}");
    }

    #[test]
    fn rules_cover_what_they_name() {
        check("", "0.0.0.0:80", Ok(()));
        check("8080", "0.0.0.0:8080", Ok(()));
        check("8080", "[::1]:8080", Ok(()));
        check("0", "127.0.0.1:0", Ok(()));
        check("127.0.0.1:8080", "127.0.0.1:8080", Ok(()));
        check("127.0.0.1", "127.0.0.1:1234", Ok(()));
        check("::1", "[::1]:1234", Ok(()));
        check("[::1]:1234", "[::1]:1234", Ok(()));
        check("localhost:80", "127.0.0.1:80", Ok(()));
        check("localhost:80", "[::1]:80", Ok(()));
        check("0.0.0.0:80", "10.0.0.1:80", Ok(()));
        check("[::]:80", "10.0.0.1:80", Ok(()));
        check("80, 81", "10.0.0.1:81", Ok(()));
    }

    #[test]
    fn everything_else_is_denied() {
        let denied = "listening on 127.0.0.1:0 is not allowed; run again with --allow-listen=127.0.0.1:0";
        check("8080", "127.0.0.1:0", Err(denied));
        let denied = "listening on 0.0.0.0:80 is not allowed; run again with --allow-listen=0.0.0.0:80";
        check("localhost:80", "0.0.0.0:80", Err(denied));
        check("127.0.0.1:80", "0.0.0.0:80", Err(denied));
        check("[::1]:80", "0.0.0.0:80", Err(denied));
        let denied = "listening on [::1]:80 is not allowed; run again with --allow-listen=[::1]:80";
        check("0.0.0.0:80", "[::1]:80", Err(denied));
        check("81", "[::1]:80", Err(denied));
        let nothing = ListenRules::default();
        assert!(nothing.check("127.0.0.1:80".parse().unwrap()).is_err());
    }

    #[test]
    fn malformed_rules_say_why() {
        for (rules, expected) in [
            ("example.com", "`example.com` is not a rule: write a port, an address, or both as `127.0.0.1:8080`"),
            ("80,,81", "`` is not a rule: write a port, an address, or both as `127.0.0.1:8080`"),
            ("127.0.0.1:http", "`127.0.0.1:http` is not a rule: `http` is not a port"),
            ("65536", "`65536` is not a rule: write a port, an address, or both as `127.0.0.1:8080`"),
            ("[::1", "`[::1` is not a rule: a bracket is not closed"),
            ("[::1]80", "`[::1]80` is not a rule: only a port may follow the bracket"),
        ] {
            let error = ListenRules::default().add(rules).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }
}
