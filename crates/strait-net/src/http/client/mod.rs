//! The HTTP client behind `http.send`: WHATWG fetch's network half.
//!
//! One call goes through redirects hop by hop ([`send()`]); each hop finds a connection that the sandbox may use
//! ([`exchange`], [`pool`], [`connection`]) and sends one request on it. Connections belong to the process and are
//! passed on between sandboxes when idle; how many a sandbox uses at a time is bounded per origin ([`permits`]), and by its
//! share of those of the process ([`shares`]).

mod connect;
mod connection;
mod decompress;
mod exchange;
mod noted;
mod origin;
mod outgoing;
mod permits;
mod pool;
mod proxy;
mod redirect;
mod request;
mod send;
mod shares;
mod socks;
mod switch;
mod times;
mod tunnel;
mod upgrade;

pub(crate) use decompress::Decoder;
pub(crate) use exchange::http2_error;
pub(crate) use outgoing::OutgoingBody;
pub(crate) use permits::OriginPermits;
pub(crate) use pool::{Lease, Pool};
pub(crate) use proxy::ProxyTable;
pub(crate) use request::{DEFAULT_USER_AGENT, Send, move_credentials};
pub(crate) use send::send;
pub(crate) use shares::Shares;
pub(crate) use switch::{Switch, switch};
pub(crate) use times::Deadline;
pub(crate) use upgrade::upgrade;
