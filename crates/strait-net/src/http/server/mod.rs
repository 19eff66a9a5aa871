//! The server of HTTP/1.1 (RFC 9112) and HTTP/2 (RFC 9113), plain or over TLS, without a script in it.
//!
//! A listener accepts connections and reads requests from each. A request waits in the [`reception`] for an
//! `http.accept` call and crosses to the script as an [`Exchange`]. A connection of HTTP/1.1 waits for the exchange's response
//! before it reads the next request, one of HTTP/2 reads as many as it may have streams. So a listener holds a bounded number
//! of requests per connection, and what a client sends ahead stays in the kernel's buffers.
//!
//! Framing belongs to the host: a script's `transfer-encoding`, `keep-alive` and the like are left out, and its
//! `content-length` has to be true.

mod answering;
mod body;
mod connection;
mod connections;
mod exchange;
mod listener;
mod reception;
mod request;
mod response;
mod serve;
mod settings;
mod switch;
mod tls;
mod wire;

pub(crate) use exchange::Exchange;
pub(crate) use listener::{HttpListener, listen};
pub(crate) use response::Answer;
pub(crate) use settings::Listen;
pub(crate) use switch::switch;
