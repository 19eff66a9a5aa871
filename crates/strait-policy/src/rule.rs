//! What the rule lists have in common: how they are cut up, and the error of a rule that cannot be read.

use std::{error::Error, fmt};

/// A rule that is not of the form its list takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    rule: String,
    reason: String,
}

impl RuleError {
    pub(crate) fn new(rule: &str, reason: impl Into<String>) -> Self {
        Self { rule: rule.to_owned(), reason: reason.into() }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a rule: {}", self.rule, self.reason)
    }
}

impl Error for RuleError {}

/// Reads a comma-separated list all or nothing; `None` for an empty one, which stands for everything.
pub(crate) fn parse_list<T>(
    list: &str,
    parse: impl Fn(&str) -> Result<T, RuleError>,
) -> Result<Option<Vec<T>>, RuleError> {
    if list.trim().is_empty() {
        return Ok(None);
    }
    list.split(',').map(|rule| parse(rule.trim())).collect::<Result<_, _>>().map(Some)
}

/// Cuts `host:port`, `[v6]:port`, `host` or a bare IPv6 address into host (without brackets) and port.
pub(crate) fn split_port(rule: &str) -> Result<(&str, Option<u16>), RuleError> {
    let (host, port) = match rule.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or_else(|| RuleError::new(rule, "a bracket is not closed"))?;
            match after.strip_prefix(':') {
                Some(port) => (host, Some(port)),
                None if after.is_empty() => (host, None),
                None => return Err(RuleError::new(rule, "only a port may follow the bracket")),
            }
        }
        None => match rule.split_once(':') {
            // A second colon: an IPv6 address or block, which takes brackets when a port follows.
            Some((_, rest)) if rest.contains(':') => (rule, None),
            Some((host, port)) => (host, Some(port)),
            None => (rule, None),
        },
    };
    match port {
        None => Ok((host, None)),
        Some(port) => match parse_port(port) {
            Some(port) => Ok((host, Some(port))),
            None => Err(RuleError::new(rule, format!("`{port}` is not a port"))),
        },
    }
}

/// A port of digits only: `u16::from_str` would take a sign too.
pub(crate) fn parse_port(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
