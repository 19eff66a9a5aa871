//! A listening TCP socket.

use std::{io, net::SocketAddr, sync::Arc};

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    NetError,
    bind::{bind, stop_listening},
    completion::{CallResult, Completion},
    context::Context,
    stream::Stream,
};

/// A listener; it listens until it is dropped.
pub(crate) struct TcpListening {
    inner: Arc<Inner>,
}

struct Inner {
    socket: TcpListener,
    closed: CancellationToken,
}

/// Opens a listener.
///
/// # Errors
///
/// Those of [`bind`].
///
/// # Cancel safety
///
/// Dropping the future opens nothing.
pub(crate) async fn listen(context: Arc<Context>, host: String, port: u16) -> CallResult {
    let (socket, local) = bind(&context, &host, port).await?;
    let inner = Arc::new(Inner { socket, closed: CancellationToken::new() });
    Ok(Completion::TcpListening(TcpListening { inner }, local))
}

impl TcpListening {
    /// Waits for the next connection. Any number of calls may wait.
    ///
    /// # Errors
    ///
    /// The listener is closed, or the system has no room for another connection.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves the connection for the next accept.
    pub(crate) fn accept(&self) -> impl Future<Output = CallResult> + Send + use<> {
        let inner = Arc::clone(&self.inner);
        async move {
            tokio::select! {
                biased;
                () = inner.closed.cancelled() => Err(NetError::closed("server")),
                accepted = next(&inner.socket) => {
                    accepted.map_err(|error| NetError::io("cannot accept a connection", &error))
                }
            }
        }
    }
}

/// Accepts under way fail.
impl Drop for TcpListening {
    fn drop(&mut self) {
        stop_listening(&self.inner.socket);
        self.inner.closed.cancel();
    }
}

async fn next(listener: &TcpListener) -> io::Result<Completion> {
    loop {
        let (socket, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            // The peer was gone before its turn came; that is no concern of the listener's.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => continue,
            Err(error) => return Err(error),
        };
        let prepared = socket.set_nodelay(true).and_then(|()| socket.local_addr());
        if let Ok(local) = prepared {
            return Ok(Completion::Connected {
                stream: Stream::tcp(socket),
                local: canonical(local),
                peer: canonical(peer),
            });
        }
    }
}

/// An IPv4 peer of a socket that listens on `::` as the IPv4 address that it is.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}
