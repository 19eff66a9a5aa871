//! TCP for scripts: connections both ways, and TLS on the ones they opened.

mod listener;

pub(crate) use listener::{TcpListening, listen};

use std::sync::Arc;

use strait_abi::ErrorCode;

use crate::{
    NetError,
    completion::{CallResult, Completion},
    context::Context,
    dial,
    stream::Stream,
    tls,
};

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

/// A TLS handshake as the client on a connection that is open already.
///
/// # Errors
///
/// The connection is not a plain one, another call is under way on it, or the handshake failed; after a failed
/// handshake the connection is of no more use.
///
/// # Cancel safety
///
/// Dropping the future breaks the connection off.
pub(crate) async fn start_tls(context: Arc<Context>, stream: Stream, server_name: String) -> CallResult {
    let time = context.limits.connect_time;
    let handshake = stream.upgrade(async |socket| tls::connect(&context, socket, &server_name).await);
    match tokio::time::timeout(time, handshake).await {
        Ok(result) => result.map(|()| Completion::Done),
        Err(_) => {
            let message =
                format!("the TLS handshake with `{server_name}` was not done within {} s", time.as_secs_f64());
            Err(NetError::new(ErrorCode::TimedOut, message))
        }
    }
}
