//! The connections of one listener.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{
    net::TcpStream,
    sync::OwnedSemaphorePermit,
    task::{AbortHandle, Id, JoinSet},
    time::Instant,
};

use super::{
    connection::{Connection, WaitsFor},
    serve::serve,
    settings::Settings,
};

/// The tasks of the open connections. Dropping it breaks them all off.
#[derive(Default)]
pub(super) struct Connections {
    tasks: JoinSet<()>,
    open: HashMap<Id, Open>,
}

struct Open {
    connection: Arc<Connection>,
    task: AbortHandle,
    /// What it has been seen to wait for, the client's progress, and since when.
    seen: (WaitsFor, u32),
    since: Instant,
}

impl Connections {
    /// Serves a connection in a task of its own, which holds `permit`.
    pub(super) fn serve(&mut self, socket: TcpStream, connection: Connection, permit: OwnedSemaphorePermit) {
        let connection = Arc::new(connection);
        let task = self.tasks.spawn(serve(Arc::clone(&connection), socket, permit));
        let seen = connection.waits_for();
        self.open.insert(task.id(), Open { connection, task, seen, since: Instant::now() });
    }

    /// WaitsFor until a connection has ended; there may be none.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future misses no end.
    pub(super) async fn ended(&mut self) -> bool {
        let id = match self.tasks.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            // Too slow a client, or a panic, which has been reported.
            Some(Err(error)) => error.id(),
            None => return false,
        };
        self.open.remove(&id);
        true
    }

    /// Breaks off the connections whose client has taken too long, and ends those that have been idle for too long.
    pub(super) fn drop_slow(&mut self, now: Instant, settings: &Settings) {
        for open in self.open.values_mut() {
            let seen = open.connection.waits_for();
            if seen != open.seen {
                (open.seen, open.since) = (seen, now);
                continue;
            }
            let patience = match seen.0 {
                WaitsFor::Head => settings.header_time,
                WaitsFor::Request => settings.idle_time,
                WaitsFor::Room => settings.stall_time,
                WaitsFor::Answer => Duration::MAX,
            };
            if now.duration_since(open.since) < patience {
                continue;
            }
            if seen.0 == WaitsFor::Request && !open.connection.is_closing() {
                open.connection.close();
                // So much time again to end in order.
                open.since = now;
            } else {
                open.task.abort();
            }
        }
    }

    /// Lets every connection end as soon as it has nothing to answer.
    pub(super) fn close(&self) {
        for open in self.open.values() {
            open.connection.close();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }
}
