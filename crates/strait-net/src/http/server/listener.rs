//! A listening HTTP server.

use std::{io, sync::Arc, time::Duration};

use strait_abi::CallId;
use tokio::{net::TcpListener, task::JoinHandle, time::MissedTickBehavior};

use super::{connection::Connection, connections::Connections, reception::Reception};
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
pub(crate) async fn listen(context: Arc<Context>, queue: Arc<CompletionQueue>, host: String, port: u16) -> CallResult {
    let (socket, local) = bind(&context, &host, port).await?;
    let reception = Arc::new(Reception::new(queue, context.limits.clone()));
    let socket = Arc::new(socket);
    let accepting = tokio::spawn(accept_connections(Arc::clone(&socket), Arc::clone(&reception)));
    Ok(Completion::HttpListening(HttpListener { reception, socket, accepting }, local))
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

    /// Whether the last connection has ended.
    pub(crate) fn is_finished(&self) -> bool {
        self.accepting.is_finished()
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
/// There are at most as many connections as the script may have handles: each needs one for the request it brings.
async fn accept_connections(socket: Arc<TcpListener>, reception: Arc<Reception>) {
    let limits = reception.limits();
    let patience = limits.header_time.min(limits.stall_time);
    let mut connections = Connections::default();
    let mut inspection = tokio::time::interval((patience / INSPECTIONS).max(Duration::from_millis(1)));
    inspection.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = reception.closing() => break,
            _ = connections.ended(), if !connections.is_empty() => {}
            now = inspection.tick(), if !connections.is_empty() => connections.drop_slow(now, limits),
            accepted = socket.accept(), if connections.len() < limits.handles => match accepted {
                Ok((socket, peer)) => connections.serve(socket, Connection::new(Arc::clone(&reception), peer)),
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
            now = inspection.tick() => connections.drop_slow(now, limits),
        }
    }
}
