//! Rules for outgoing connections.

use std::{fmt, net::IpAddr};

use ipnet::IpNet;

use crate::{
    AddressClass, Denial, RuleError,
    address::canonical,
    host::{Target, is_name, literal, normalize},
    rule::{parse_list, split_port},
};

/// What is known once a name has been checked and before it is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameVerdict {
    /// Whatever the name resolves to is allowed.
    AnyAddress,
    /// Each address has to be checked.
    ByAddress,
}

/// Which hosts and ports may be connected to.
#[derive(Clone, Debug, Default)]
pub(crate) struct NetRules {
    everything: bool,
    rules: Vec<NetRule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NetRule {
    hosts: Hosts,
    /// `None` for every port.
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Hosts {
    /// One name, wherever it leads.
    Name(String),
    /// Every name that ends with a dot and this, where it leads to a public address.
    Under(String),
    /// Every name that leads there, and the addresses themselves.
    Block(IpNet),
    /// As `Block`.
    Class(AddressClass),
}

impl NetRules {
    pub(crate) fn everything() -> Self {
        Self { everything: true, rules: Vec::new() }
    }

    pub(crate) fn add(&mut self, list: &str) -> Result<(), RuleError> {
        match parse_list(list, NetRule::parse)? {
            Some(rules) => self.rules.extend(rules),
            None => self.everything = true,
        }
        Ok(())
    }

    /// With `port` absent, any port that a rule allows will do.
    pub(crate) fn check_name(&self, host: &str, port: Option<u16>) -> Result<NameVerdict, Denial> {
        if self.everything {
            return Ok(NameVerdict::AnyAddress);
        }
        if let Some(address) = literal(host) {
            return self.check_address(host, port, address).map(|()| NameVerdict::AnyAddress);
        }
        let name = normalize(host);
        let mut verdict = None;
        for rule in self.candidates(port) {
            match &rule.hosts {
                Hosts::Name(allowed) if *allowed == name => return Ok(NameVerdict::AnyAddress),
                Hosts::Under(domain) if !is_under(&name, domain) => {}
                Hosts::Name(_) => {}
                Hosts::Under(_) | Hosts::Block(_) | Hosts::Class(_) => verdict = Some(NameVerdict::ByAddress),
            }
        }
        verdict.ok_or_else(|| denied_name(host, port))
    }

    pub(crate) fn check_address(&self, host: &str, port: Option<u16>, address: IpAddr) -> Result<(), Denial> {
        if self.everything {
            return Ok(());
        }
        let name = normalize(host);
        let class = AddressClass::of(address);
        let mut insufficient = Vec::new();
        for rule in self.candidates(port) {
            let covered = match &rule.hosts {
                Hosts::Name(allowed) if *allowed == name => true,
                Hosts::Name(_) => continue,
                Hosts::Under(domain) if is_under(&name, domain) => class == AddressClass::Public,
                Hosts::Under(_) => continue,
                Hosts::Block(block) => block.contains(&canonical(address)),
                Hosts::Class(allowed) => class == *allowed,
            };
            if covered {
                return Ok(());
            }
            insufficient.push(rule);
        }
        Err(denied_address(host, port, address, &insufficient))
    }

    pub(crate) fn check_some(&self) -> Result<(), Denial> {
        match self.everything || !self.rules.is_empty() {
            true => Ok(()),
            false => Err(Denial::new("network access is not allowed".to_owned(), "--allow-net=HOST:PORT".to_owned())),
        }
    }

    fn candidates(&self, port: Option<u16>) -> impl Iterator<Item = &NetRule> {
        self.rules.iter().filter(move |rule| rule.port.is_none() || port.is_none() || rule.port == port)
    }
}

impl NetRule {
    fn parse(rule: &str) -> Result<Self, RuleError> {
        if rule.contains("://") {
            let reason = "write the host without a scheme, such as `example.com` or `example.com:443`";
            return Err(RuleError::new(rule, reason));
        }
        let (host, port) = split_port(rule)?;
        if port == Some(0) {
            return Err(RuleError::new(rule, "nothing can connect to port 0"));
        }
        Ok(Self { hosts: Hosts::parse(rule, host)?, port })
    }
}

impl Hosts {
    /// `rule` is the whole of what `host` is a part of, for the error.
    fn parse(rule: &str, host: &str) -> Result<Self, RuleError> {
        let classes = [AddressClass::Public, AddressClass::Private, AddressClass::Loopback];
        if let Some(class) = classes.into_iter().find(|class| class.as_str().eq_ignore_ascii_case(host)) {
            return Ok(Self::Class(class));
        }
        if let Some(address) = literal(host) {
            return Ok(Self::Block(canonical(address).into()));
        }
        if let Ok(block) = host.parse::<IpNet>() {
            return parse_block(rule, block);
        }
        if let Some(domain) = host.strip_prefix("*.") {
            return parse_name(rule, domain).map(Self::Under);
        }
        parse_name(rule, host).map(Self::Name)
    }
}

fn parse_block(rule: &str, block: IpNet) -> Result<Hosts, RuleError> {
    if block != block.trunc() {
        let message = format!("the block has bits beyond its length; did you mean {}?", block.trunc());
        return Err(RuleError::new(rule, message));
    }
    // Addresses are judged by the IPv4 address they embed, so a rule for them as IPv6 would never apply.
    match canonical(block.network()) == block.network() {
        true => Ok(Hosts::Block(block)),
        false => Err(RuleError::new(rule, "these addresses stand for IPv4 addresses; write the IPv4 block instead")),
    }
}

fn parse_name(rule: &str, name: &str) -> Result<String, RuleError> {
    let reason = if rule.is_empty() {
        "there is nothing between the commas"
    } else if rule == "*" {
        "leave the list empty to allow every host"
    } else if name.contains('/') {
        "write a host, not a path, or a block such as `10.0.0.0/8`"
    } else if !name.is_ascii() {
        "write an international name in its ASCII form, `xn--...`"
    } else if name.contains('*') {
        "only a leading `*.` stands for other names"
    } else if !is_name(&normalize(name)) {
        "this is neither a host name nor an address"
    } else {
        return Ok(normalize(name).into_owned());
    };
    Err(RuleError::new(rule, reason))
}

fn is_under(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).and_then(|prefix| prefix.strip_suffix('.')).is_some_and(|label| !label.is_empty())
}

fn denied_name(host: &str, port: Option<u16>) -> Denial {
    let target = Target(host, port);
    Denial::new(format!("network access to {target} is not allowed"), format!("--allow-net={target}"))
}

fn denied_address(host: &str, port: Option<u16>, address: IpAddr, insufficient: &[&NetRule]) -> Denial {
    let [first, more @ ..] = insufficient else { return denied_name(host, port) };
    let class = AddressClass::of(address);
    let resolved = match literal(host) {
        Some(_) => format!("{address} is a {class} address"),
        None => format!("{host} resolves to {address}, a {class} address"),
    };
    let refused = match more {
        [] => format!("which the rule `{first}` does not cover"),
        _ => format!("which neither the rule `{first}` nor any other covers"),
    };
    Denial::new(format!("{resolved}, {refused}"), format!("--allow-net={}", Target(host, port)))
}

impl fmt::Display for NetRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hosts = match &self.hosts {
            Hosts::Name(name) => name.clone(),
            Hosts::Under(domain) => format!("*.{domain}"),
            Hosts::Block(block) if block.prefix_len() == block.max_prefix_len() => block.addr().to_string(),
            Hosts::Block(block) => block.to_string(),
            Hosts::Class(class) => class.to_string(),
        };
        Target(&hosts, self.port).fmt(f)
    }
}

#[cfg(test)]
#[path = "net_tests.rs"]
mod tests;
