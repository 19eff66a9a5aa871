//! What one sandbox may use.

use std::time::Duration;

/// The budgets of one sandbox. [`Limits::default`] suits a script on a server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Linear memory in bytes, the guest's own image included.
    pub memory_bytes: u64,
    /// Time the script may spend computing; waiting is free. `None` is without limit.
    pub cpu_time: Option<Duration>,
    /// What its network use may hold.
    pub network: strait_net::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes: 256 * 1024 * 1024, cpu_time: None, network: strait_net::Limits::default() }
    }
}
