//! Host names as rules and scripts write them, in the one form that is compared.

use std::{borrow::Cow, fmt, net::IpAddr};

/// The longest name DNS can carry, in characters (RFC 1035 section 2.3.4).
const LONGEST_NAME: usize = 253;

/// Lower case, without the dot that marks a name as absolute.
pub(crate) fn normalize(host: &str) -> Cow<'_, str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    match host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(host.to_ascii_lowercase()),
        false => Cow::Borrowed(host),
    }
}

/// Whether a normalized name could be one: letters, digits, hyphens and underscores between single dots.
pub(crate) fn is_name(name: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    name.len() <= LONGEST_NAME && name.split('.').all(label)
}

/// The address a host is written as, brackets or not.
pub(crate) fn literal(host: &str) -> Option<IpAddr> {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host).parse().ok()
}

/// A host with an optional port, as a rule would name it.
pub(crate) struct Target<'a>(pub(crate) &'a str, pub(crate) Option<u16>);

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(host, port) = self;
        match port {
            Some(port) if host.contains(':') && !host.starts_with('[') => write!(f, "[{host}]:{port}"),
            Some(port) => write!(f, "{host}:{port}"),
            None => f.write_str(host),
        }
    }
}
