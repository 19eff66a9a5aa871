//! What every call of one sandbox needs to know.

use std::sync::Arc;

use strait_policy::Policy;
use tokio::sync::Semaphore;

use crate::{Limits, Network, dns::Lookups, http::client::OriginPermits, tls_server::TlsServers};

/// Shared by the calls of one sandbox.
pub(crate) struct Context {
    /// The process's.
    pub(crate) network: Arc<Network>,
    /// What this sandbox may reach.
    pub(crate) policy: Arc<Policy>,
    /// What this sandbox may hold.
    pub(crate) limits: Limits,
    /// How many connections it has to each origin.
    pub(crate) permits: OriginPermits,
    /// How many more connections its servers may have.
    pub(crate) server_connections: Arc<Semaphore>,
    /// How many names it looks up at a time.
    pub(crate) lookups: Lookups,
    /// The TLS servers it runs.
    pub(crate) tls_servers: TlsServers,
}
