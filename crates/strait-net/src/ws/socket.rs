//! What a script's calls work on.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use bytes::Bytes;
use futures_util::task::AtomicWaker;
use strait_abi::ErrorCode;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::{
    WebSocketEnd, WebSocketMessage,
    frames::{CONTROL_BYTES, REASON_BYTES, is_close_code},
};
use crate::NetError;

/// Messages, and bytes of messages, that wait for the script before its peer has to wait.
const INBOX_MESSAGES: usize = 256;
const INBOX_BYTES: usize = 1024 * 1024;

/// Messages on their way to the connection's task; those behind them wait in their calls.
pub(super) const COMMANDS: usize = 64;

/// A connection as its script sees it. Dropping it gives it up, as [`WebSocket::give_up`] does.
pub(crate) struct WebSocket {
    shared: Arc<Shared>,
    commands: mpsc::Sender<Command>,
}

/// The answer to a receive.
pub(crate) enum Received {
    /// At least one message.
    Messages(Vec<WebSocketMessage>),
    /// The connection has ended, and every message has been received.
    End(WebSocketEnd),
}

/// What the connection's task is asked to do, in order.
pub(super) enum Command {
    Send { message: WebSocketMessage, queued: Queued, taken: oneshot::Sender<()> },
    Close { close: Option<(u16, String)> },
}

/// What the script's calls and the connection's task share.
pub(super) struct Shared {
    /// Held for a push or a pop only, never across an await.
    inbox: Mutex<Inbox>,
    /// Something is in the inbox.
    arrived: Notify,
    /// Keeps receives in the order of their calls.
    receiving: tokio::sync::Mutex<()>,
    /// The connection's task: the inbox has room, or a flag below is set.
    pub(super) task: AtomicWaker,
    /// The script wants the connection closed, although the command may be behind others.
    pub(super) is_closing: AtomicBool,
    /// The script wants to see pings and pongs.
    pub(super) wants_control: AtomicBool,
    /// The script gave the handle up.
    pub(super) given_up: CancellationToken,
    /// The connection's task has ended.
    pub(super) over: CancellationToken,
    /// Bytes of messages between a send and its end.
    queued_bytes: AtomicUsize,
}

#[derive(Default)]
struct Inbox {
    messages: VecDeque<WebSocketMessage>,
    bytes: usize,
    end: Option<WebSocketEnd>,
    /// A receive found nothing, so the script has dealt with what came before.
    is_awaited: bool,
    /// The task wants to know when that is so.
    is_asked: bool,
}

/// Counts the bytes of a message that waits to be sent, until it is dropped.
pub(super) struct Queued {
    shared: Arc<Shared>,
    bytes: usize,
}

impl WebSocket {
    /// A connection, and the task's side of it.
    pub(super) fn new() -> (Self, Arc<Shared>, mpsc::Receiver<Command>) {
        let shared = Arc::new(Shared {
            inbox: Mutex::default(),
            arrived: Notify::new(),
            receiving: tokio::sync::Mutex::default(),
            task: AtomicWaker::new(),
            is_closing: AtomicBool::new(false),
            wants_control: AtomicBool::new(false),
            given_up: CancellationToken::new(),
            over: CancellationToken::new(),
            queued_bytes: AtomicUsize::new(0),
        });
        let (commands, receiver) = mpsc::channel(COMMANDS);
        (Self { shared: Arc::clone(&shared), commands }, shared, receiver)
    }

    /// Waits for messages and takes up to `most` of them, at least one; after the last one, how the connection ended.
    ///
    /// # Errors
    ///
    /// `Closed`: the handle was given up.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no message.
    pub(crate) async fn receive(&self, most: usize) -> Result<Received, NetError> {
        let received = async {
            let _turn = self.shared.receiving.lock().await;
            loop {
                if let Some(received) = self.shared.take(most.max(1)) {
                    return received;
                }
                self.shared.arrived.notified().await;
            }
        };
        tokio::select! {
            biased;
            () = self.shared.given_up.cancelled() => Err(NetError::closed("WebSocket")),
            received = received => Ok(received),
        }
    }

    /// Sends a message; it is done when the system has taken the last byte. Sends are carried out in the order of their
    /// calls. `limit` bounds the bytes of all messages that wait.
    ///
    /// # Errors
    ///
    /// `TooLarge`, `Limit`; `Closed` once the connection is closing or has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future sends the message or does not, never a part of it.
    pub(crate) async fn send(&self, message: WebSocketMessage, limit: usize) -> Result<(), NetError> {
        let bytes = message.payload().len();
        if bytes > limit {
            let message = format!("a message of {bytes} bytes is more than the {limit} that can be sent");
            return Err(NetError::new(ErrorCode::TooLarge, message));
        }
        let queued = Queued::new(&self.shared, bytes);
        if self.shared.queued_bytes.load(Ordering::Relaxed) > limit {
            let message =
                format!("more than {limit} bytes wait to be sent on this WebSocket; wait until some have been taken");
            return Err(NetError::new(ErrorCode::Limit, message));
        }
        let (taken, is_taken) = oneshot::channel();
        let sent = async {
            let command = Command::Send { message, queued, taken };
            self.commands.send(command).await.map_err(|_| ())?;
            is_taken.await.map_err(|_| ())
        };
        tokio::select! {
            biased;
            () = self.shared.given_up.cancelled() => Err(NetError::closed("WebSocket")),
            sent = sent => sent.map_err(|()| NetError::closed("WebSocket")),
        }
    }

    /// Sends a ping or a pong, as [`WebSocket::send`] does a message.
    ///
    /// # Errors
    ///
    /// `Invalid` for a payload that is too long; those of `send`.
    pub(crate) async fn control(&self, payload: Bytes, is_pong: bool, limit: usize) -> Result<(), NetError> {
        let length = payload.len();
        if length > CONTROL_BYTES {
            let message =
                format!("the payload of a ping or pong is {length} bytes, more than the {CONTROL_BYTES} it can have");
            return Err(NetError::new(ErrorCode::Invalid, message));
        }
        let message = if is_pong { WebSocketMessage::Pong(payload) } else { WebSocketMessage::Ping(payload) };
        self.send(message, limit).await
    }

    /// Lets receives bring the peer's pings and pongs too, from here on.
    pub(crate) fn deliver_control(&self) {
        self.shared.wants_control.store(true, Ordering::Relaxed);
    }

    /// Begins the closing handshake, after the messages sent before. The end comes by [`WebSocket::receive`]. Closing
    /// twice is harmless.
    ///
    /// # Errors
    ///
    /// `Invalid`: a code that a script may not close with, or a reason that is too long or without a code.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may leave the peer without a close frame; the connection ends all the same.
    pub(crate) async fn close(&self, code: Option<u16>, reason: String) -> Result<(), NetError> {
        let invalid = |message: String| Err(NetError::new(ErrorCode::Invalid, message));
        if reason.len() > REASON_BYTES {
            let length = reason.len();
            return invalid(format!("a close reason of {length} bytes is more than the {REASON_BYTES} it can have"));
        }
        let close = match code {
            None if reason.is_empty() => None,
            None => return invalid("a close reason needs a code".to_owned()),
            Some(code) if is_close_code(code) => Some((code, reason)),
            Some(code) => return invalid(format!("{code} is not a code to close a WebSocket with")),
        };
        self.shared.is_closing.store(true, Ordering::Release);
        self.shared.task.wake();
        // A connection that has ended is closed.
        let _ = self.commands.send(Command::Close { close }).await;
        Ok(())
    }

    /// Waits until the connection's task has ended, and with it all that it had to send.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future changes nothing.
    pub(crate) fn over(&self) -> impl Future<Output = ()> + Send + use<> {
        self.shared.over.clone().cancelled_owned()
    }

    /// Gives the connection up: calls under way fail, and the peer is told that this end goes away.
    pub(crate) fn give_up(&self) {
        self.shared.given_up.cancel();
        self.shared.task.wake();
    }
}

impl Drop for WebSocket {
    fn drop(&mut self) {
        self.give_up();
    }
}

impl Shared {
    fn take(&self, most: usize) -> Option<Received> {
        let mut inbox = self.lock();
        inbox.is_awaited = inbox.messages.is_empty();
        if inbox.is_awaited {
            let end = inbox.end.clone().map(Received::End);
            let is_asked = std::mem::take(&mut inbox.is_asked);
            drop(inbox);
            if is_asked {
                self.task.wake();
            }
            return end;
        }
        let was_full = inbox.is_full();
        let count = most.min(inbox.messages.len());
        let messages: Vec<_> = inbox.messages.drain(..count).collect();
        inbox.bytes -= messages.iter().map(|message| message.payload().len()).sum::<usize>();
        let has_room = was_full && !inbox.is_full();
        drop(inbox);
        if has_room {
            self.task.wake();
        }
        Some(Received::Messages(messages))
    }

    /// Whether the script has to receive before more is read.
    pub(super) fn is_full(&self) -> bool {
        self.lock().is_full()
    }

    /// Whether the script has received everything and waits for more. If not, the task is woken when it does.
    pub(super) fn has_caught_up(&self) -> bool {
        let mut inbox = self.lock();
        inbox.is_asked = !inbox.is_awaited;
        inbox.is_awaited
    }

    pub(super) fn deliver(&self, message: WebSocketMessage) {
        let mut inbox = self.lock();
        inbox.bytes += message.payload().len();
        inbox.is_awaited = false;
        inbox.messages.push_back(message);
        drop(inbox);
        self.arrived.notify_one();
    }

    pub(super) fn end(&self, end: WebSocketEnd) {
        self.lock().end = Some(end);
        self.arrived.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inbox {
    fn is_full(&self) -> bool {
        self.messages.len() >= INBOX_MESSAGES || self.bytes >= INBOX_BYTES
    }
}

impl Queued {
    fn new(shared: &Arc<Shared>, bytes: usize) -> Self {
        shared.queued_bytes.fetch_add(bytes, Ordering::Relaxed);
        Self { shared: Arc::clone(shared), bytes }
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        self.shared.queued_bytes.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
