//! TCP for scripts: connections both ways, and TLS on them.

mod connection;
mod listener;
pub(crate) mod room;
mod secure;

pub(crate) use connection::{TcpConnection, TcpSettings};
pub(crate) use listener::{TcpListening, listen};
pub use secure::Secured;
pub(crate) use secure::{Acceptance, ClientAuth, accept_tls, start_tls};

use std::sync::Arc;

use crate::{
    NetError,
    completion::{CallResult, Completion},
    context::Context,
    dial,
    stream::Stream,
};

/// The most one read brings, whatever was asked for.
pub(crate) const READ_BYTES: usize = 64 * 1024;

/// Opens a connection.
///
/// # Errors
///
/// Those of [`dial::dial`].
///
/// # Cancel safety
///
/// Dropping the future gives the connection up.
pub(crate) async fn connect(context: Arc<Context>, host: String, port: u16) -> CallResult {
    let socket = dial::dial(&context, &host, port).await?;
    let ends = socket.local_addr().and_then(|local| Ok((local, socket.peer_addr()?)));
    let (local, peer) =
        ends.map_err(|error| NetError::io(format_args!("the connection to {host}:{port} is gone"), &error))?;
    Ok(Completion::Connected { stream: Stream::tcp(socket), local, peer })
}
