//! Performs a guest's calls: timers, HTTP client and server, WebSocket, Server-Sent Events, TCP, TLS, UDP, DNS.
//!
//! A [`Network`] belongs to the process and holds what sandboxes share: the connection pool, the TLS settings. A
//! [`Service`] belongs to one sandbox: it starts calls under that sandbox's policy and limits and yields their outcomes.
//! There is no Wasm in here; the tests drive a service with plain calls.
#![forbid(unsafe_code)]

mod bind;
mod completion;
mod context;
mod dial;
mod dns;
mod error;
mod handles;
mod http;
mod input;
mod limits;
mod network;
mod number_map;
mod outcome;
mod service;
mod signals;
mod sse;
mod stream;
mod tcp;
mod timers;
mod tls;
mod tls_server;
mod udp;
mod ws;

pub use error::NetError;
pub use http::{RequestHead, ResponseHead};
pub use input::Input;
pub use limits::Limits;
pub use network::{CaCerts, ClientCert, Network, NetworkError, NetworkOptions, Proxies, Resolve};
pub use outcome::Outcome;
pub use service::Service;
pub use signals::Signals;
pub use sse::SseEvent;
pub use tcp::Secured;
pub use ws::{WebSocketEnd, WebSocketHead, WebSocketMessage};
