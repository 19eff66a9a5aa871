//! Loopback servers and certificates for tests.
//!
//! Every server listens on port 0 of the loopback interface, runs on a thread of its own, so that a test of any kind
//! can use it, and stops when its guard is dropped. A fixture that cannot be set up panics, which fails the test.
#![forbid(unsafe_code)]

mod background;
mod certificates;
mod client;
mod http;
mod network;
mod raw;
mod socks;

pub use certificates::Certificates;
pub use client::RawClient;
pub use http::HttpServer;
pub use network::NetworkServer;
pub use raw::{RawServer, refused_address};
pub use socks::SocksProxy;
