//! A refusal.

use std::{error::Error, fmt};

/// What was asked, what refused it, and the flag that would allow it; its display says all three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    reason: String,
    flag: String,
}

impl Denial {
    pub(crate) fn new(reason: String, flag: String) -> Self {
        Self { reason, flag }
    }

    /// The command line flag that would allow what was asked: `--allow-net=example.com:80`.
    pub fn flag(&self) -> &str {
        &self.flag
    }
}

impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; run again with {}", self.reason, self.flag)
    }
}

impl Error for Denial {}
