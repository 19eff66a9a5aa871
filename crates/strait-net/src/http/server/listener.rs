//! A listening HTTP server.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use strait_abi::CallId;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinHandle,
    time::MissedTickBehavior,
};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::{connection::Connection, connections::Connections, reception::Reception, settings::Listen};
use crate::{
    NetError,
    bind::{bind, stop_listening},
    completion::{CallResult, Completion, CompletionQueue},
    context::Context,
    http::IncomingRequest,
};

/// How often a listener looks for slow clients in the time that they have. Looking at all of them now and then costs
/// less than a timer that is set and cleared for each request; a client may get a quarter more time by it.
const INSPECTIONS: u32 = 8;

/// How long the system is left alone when it has no room for another connection.
const ACCEPT_BACKOFF: Duration = Duration::from_millis(50);

/// A listener and its connections. Dropping it breaks them all off.
pub(crate) struct HttpListener {
    reception: Arc<Reception>,
    socket: Arc<TcpListener>,
    /// Accepts, and owns the connections' tasks.
    accepting: JoinHandle<()>,
    /// Cancelled when the last connection has ended.
    finished: CancellationToken,
}

/// Opens a listener whose requests are delivered to `queue`.
///
/// # Errors
///
/// Those of [`bind`].
///
/// # Cancel safety
///
/// Dropping the future opens nothing.
pub(crate) async fn listen(context: Arc<Context>, queue: Arc<CompletionQueue>, listen: Listen) -> CallResult {
    let (socket, local) = bind(&context, &listen.host, listen.port).await?;
    let reception = Arc::new(Reception::new(queue, context.limits.clone(), listen.settings));
    let socket = Arc::new(socket);
    let finished = CancellationToken::new();
    let finishing = finished.clone().drop_guard();
    let accepting =
        accept_connections(Arc::clone(&socket), Arc::clone(&reception), Arc::clone(&context.server_connections));
    let accepting = tokio::spawn(async move {
        accepting.await;
        drop(finishing);
    });
    Ok(Completion::HttpListening(HttpListener { reception, socket, accepting, finished }, local))
}

impl HttpListener {
    /// Lets a call wait for a request; its completion comes by the queue.
    pub(crate) fn accept(&self, id: CallId) {
        self.reception.accept(id);
    }

    /// Lets a call wait no longer.
    pub(crate) fn cancel_accept(&self, id: CallId) {
        self.reception.cancel_accept(id);
    }

    /// Takes a request back that was delivered to a call which has been cancelled.
    pub(crate) fn put_back(&self, request: IncomingRequest) {
        self.reception.put_back(request);
    }

    /// Stops listening. Accepts that wait fail, idle connections are closed, requests that no call has accepted are
    /// refused, and exchanges under way may finish for as long as the listener is not dropped.
    pub(crate) fn close(&self) {
        stop_listening(&self.socket);
        self.reception.close(&NetError::closed("server"));
    }

    /// As [`HttpListener::close`], but the accepts wait on, for nothing.
    pub(crate) fn stop(&self) {
        stop_listening(&self.socket);
        self.reception.stop();
    }

    /// Whether the last connection has ended.
    pub(crate) fn is_finished(&self) -> bool {
        self.finished.is_cancelled()
    }

    /// Resolves when the last connection of a closed listener has ended.
    pub(crate) fn finished(&self) -> WaitForCancellationFutureOwned {
        self.finished.clone().cancelled_owned()
    }

    /// Closes the listener and waits until its connections have delivered what was answered.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future breaks the connections off.
    pub(crate) async fn drain(mut self) {
        self.close();
        // A panic in there has been reported, and the connections are gone.
        let _ = (&mut self.accepting).await;
    }
}

impl Drop for HttpListener {
    fn drop(&mut self) {
        self.accepting.abort();
        self.close();
    }
}

/// Accepts until the listener is closed, then waits for the connections to end.
///
/// Each connection needs one of `permits`; without one, clients wait in the system's backlog. What the listener itself allows
/// is counted afterwards: connections beyond that are closed at once, as in Node.js.
async fn accept_connections(socket: Arc<TcpListener>, reception: Arc<Reception>, permits: Arc<Semaphore>) {
    let settings = reception.settings();
    let patience = settings.least_time();
    let mut connections = Connections::default();
    let mut inspection = tokio::time::interval((patience / INSPECTIONS).max(Duration::from_millis(1)));
    inspection.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = reception.closing() => break,
            _ = connections.ended(), if !connections.is_empty() => {}
            now = inspection.tick(), if !connections.is_empty() => connections.drop_slow(now, settings),
            accepted = accept(&socket, &permits) => match accepted {
                Ok(_) if connections.len() >= settings.max_connections => {}
                Ok((socket, peer, permit)) => {
                    connections.serve(socket, Connection::new(Arc::clone(&reception), peer), permit);
                }
                // The peer was gone before its turn came.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                // Out of descriptors or memory: connections that end will make room.
                Err(_) => {
                    let _ = tokio::time::timeout(ACCEPT_BACKOFF, reception.closing()).await;
                }
            },
        }
    }
    drop(socket);
    connections.close();
    loop {
        tokio::select! {
            biased;
            is_one = connections.ended() => if !is_one { break },
            now = inspection.tick() => connections.drop_slow(now, settings),
        }
    }
}

/// The next connection, when there may be one.
///
/// # Cancel safety
///
/// Dropping the future loses no connection.
async fn accept(
    socket: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    // The semaphore is never closed.
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (socket, peer) = socket.accept().await?;
    Ok((socket, peer, permit))
}
