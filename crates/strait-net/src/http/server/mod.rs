//! The HTTP/1.1 server (RFC 9112), without a script in it.
//!
//! A listener accepts connections and reads a request from each. The request waits in the [`reception`] for an
//! `http.accept` call, crosses to the script as an [`Exchange`], and its connection waits for the exchange's response
//! before it reads the next one. So a listener holds at most one request per connection, and what a client sends ahead
//! stays in the kernel's buffers.
//!
//! Framing belongs to the host: a script's `transfer-encoding`, `keep-alive` and the like are left out, and its
//! `content-length` has to be true.

mod body;
mod connection;
mod connections;
mod exchange;
mod listener;
mod reception;
mod request;
mod response;

pub(crate) use exchange::Exchange;
pub(crate) use listener::{HttpListener, listen};
pub(crate) use response::Answer;
