//! The task that owns a connection after its handshake.
//!
//! It goes through: *open*; *closing*, when one side has sent a close frame; and *lingering*, when the script has been told
//! the end and the peer gets a moment to read what is on its way. Reading and writing never wait for each other, so two peers
//! that both send without end do not block each other. What waits is bounded: messages for the script by the inbox, bytes
//! for the peer by one message beyond [`OUTPUT_BYTES`].
//!
//! A close frame is answered when the script has received what came before it and asks for more, so that its answers to
//! that go first.

use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    sync::{Arc, atomic::Ordering},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Buf, Bytes, BytesMut};
use futures_util::FutureExt;
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use strait_abi::WebSocketOptions;
use tokio::{
    io::{AsyncReadExt, AsyncWrite, AsyncWriteExt},
    sync::{mpsc, oneshot},
    time::{Instant, Sleep, sleep},
};
use tokio_util::io::poll_read_buf;

use super::{
    Role, WebSocketEnd, WebSocketMessage,
    deflate::{Agreement, LEAST_BYTES},
    frames::{Arrival, FrameReader, FrameWriter, Violation},
    socket::{COMMANDS, Command, Queued, Shared, WebSocket},
};
use crate::Limits;

/// Bytes that wait to be written before the next message is taken.
const OUTPUT_BYTES: usize = 64 * 1024;

/// Least and most room that a read is given.
const READ_BYTES: usize = 8 * 1024;
const MOST_READ_BYTES: usize = 256 * 1024;

/// Time a peer gets to read the last frames and to close its side.
const LINGER: Duration = Duration::from_secs(2);

/// Bytes of a peer that goes on sending which are thrown away before it is broken off.
const LINGER_BYTES: usize = 16 * 1024 * 1024;

/// Starts the task of a connection whose handshake is done, and gives its script's side.
///
/// The task ends with the connection, and at most [`LINGER`] after its handle has been given up.
pub(super) fn start(
    upgraded: Upgraded,
    role: Role,
    agreement: Option<Agreement>,
    options: &WebSocketOptions,
    limits: &Limits,
) -> WebSocket {
    let message_bytes =
        options.message_bytes.map_or(limits.message_bytes, |most| limits.message_bytes.min(most as usize));
    let compress_from = options.compress_from_bytes.map_or(LEAST_BYTES, |least| least as usize);
    let (socket, shared, commands) = WebSocket::new();
    let connection = Connection {
        io: TokioIo::new(upgraded),
        role,
        shared,
        commands,
        reader: FrameReader::new(role, message_bytes, agreement),
        writer: FrameWriter::new(role, agreement, compress_from),
        input: BytesMut::new(),
        output: BytesMut::new(),
        appended: 0,
        written: 0,
        is_flushed: true,
        untaken: VecDeque::new(),
        pong: None,
        sent_close: false,
        received_close: None,
        close_time: limits.close_time,
        closing: None,
        stall_time: (role == Role::Server).then_some(limits.stall_time),
        stalled: None,
        silence: options.ping_milliseconds.and_then(Silence::new),
    };
    tokio::spawn(connection.run());
    socket
}

struct Connection {
    io: TokioIo<Upgraded>,
    role: Role,
    shared: Arc<Shared>,
    commands: mpsc::Receiver<Command>,
    reader: FrameReader,
    writer: FrameWriter,
    /// Read and not understood yet.
    input: BytesMut,
    /// Frames to write.
    output: BytesMut,
    /// Bytes ever appended to `output`, and ever written of it.
    appended: u64,
    written: u64,
    is_flushed: bool,
    /// Messages in `output`, by where they end, and who waits for that.
    untaken: VecDeque<(u64, oneshot::Sender<()>, Queued)>,
    /// The latest ping that found the output full (RFC 6455 section 5.5.3 lets the others go unanswered).
    pong: Option<Bytes>,
    sent_close: bool,
    received_close: Option<Option<(u16, String)>>,
    close_time: Duration,
    /// Runs from the script's close until the connection has ended.
    closing: Option<Pin<Box<Sleep>>>,
    /// How long a client may take none of the output.
    stall_time: Option<Duration>,
    stalled: Option<Pin<Box<Sleep>>>,
    /// Watches for a peer that gives no sign, if the script wants that.
    silence: Option<Silence>,
}

/// A peer is pinged when it has been silent for a time, and given up when it is for as long again.
struct Silence {
    time: Duration,
    ends: Pin<Box<Sleep>>,
    is_asked: bool,
}

impl Silence {
    fn new(milliseconds: u32) -> Option<Self> {
        let time = Duration::from_millis(milliseconds.into());
        (!time.is_zero()).then(|| Self { time, ends: Box::pin(sleep(time)), is_asked: false })
    }

    /// There was a sign, or none could be seen.
    fn restart(&mut self, is_asked: bool) {
        self.is_asked = is_asked;
        self.ends.as_mut().reset(Instant::now() + self.time);
    }
}

/// Why a connection is over.
enum Over {
    /// The peer has sent a close frame, and has been sent one unless there was no time for it.
    Closed,
    /// The peer broke the protocol and has been told.
    Violation(Violation),
    /// The peer is gone without having closed it.
    Lost,
    /// The peer took too long, in these words.
    TooSlow(String),
    /// The script gave it up, and the peer has been told.
    GivenUp,
}

impl Connection {
    async fn run(mut self) {
        let over = std::future::poll_fn(|cx| self.poll_over(cx)).await;
        self.commands.close();
        self.untaken.clear();
        while self.commands.try_recv().is_ok() {}
        let broke = |error| WebSocketEnd { code: 1006, reason: String::new(), clean: false, error };
        let (end, lingers) = match over {
            Over::Closed => {
                // RFC 6455 section 7.1.5: 1005 stands for no code.
                let (code, reason) = self.received_close.take().flatten().unwrap_or((1005, String::new()));
                self.close((code != 1005).then_some((code, "")));
                (WebSocketEnd { code, reason, clean: true, error: None }, true)
            }
            Over::Violation(violation) => (broke(Some(violation.message().to_owned())), true),
            Over::GivenUp => (broke(Some("this WebSocket is closed".to_owned())), true),
            Over::TooSlow(reason) => (broke(Some(reason)), false),
            Over::Lost => (broke(None), false),
        };
        self.shared.end(end);
        let shared = Arc::clone(&self.shared);
        if lingers {
            // What a peer has not read by then is lost.
            let _ = tokio::time::timeout(LINGER, self.linger()).await;
        }
        shared.over.cancel();
    }

    fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<Over> {
        self.shared.task.register(cx.waker());
        if self.shared.given_up.is_cancelled() {
            self.close(Some((1001, "")));
            return Poll::Ready(Over::GivenUp);
        }
        if self.shared.is_closing.load(Ordering::Acquire) {
            self.start_closing();
        }
        loop {
            let has_asked = self.poll_commands(cx);
            if has_asked {
                self.answer_close();
            }
            let is_blocked = match self.poll_write(cx) {
                Poll::Ready(Ok(())) => false,
                Poll::Ready(Err(_)) => return Poll::Ready(Over::Lost),
                Poll::Pending => true,
            };
            if self.received_close.is_some() && self.sent_close && self.output.is_empty() && self.is_flushed {
                return Poll::Ready(Over::Closed);
            }
            match self.poll_read(cx) {
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(over)) => return Poll::Ready(over),
                // There is room for messages, or a ping to answer.
                Poll::Pending if !is_blocked && (!has_asked || !self.output.is_empty()) => {}
                Poll::Pending => break,
            }
        }
        if self.closing.as_mut().is_some_and(|closing| closing.poll_unpin(cx).is_ready()) {
            if self.received_close.is_some() {
                // The script did not catch up, or the peer takes nothing.
                return Poll::Ready(Over::Closed);
            }
            let seconds = self.close_time.as_secs_f64();
            return Poll::Ready(Over::TooSlow(format!("the peer did not answer the close within {seconds} s")));
        }
        if self.poll_silence(cx).is_ready() {
            return Poll::Ready(Over::TooSlow("the peer answered no ping".to_owned()));
        }
        if let (Some(stalled), Some(time)) = (&mut self.stalled, self.stall_time)
            && stalled.poll_unpin(cx).is_ready()
        {
            let seconds = time.as_secs_f64();
            return Poll::Ready(Over::TooSlow(format!("the client took nothing of what was sent for {seconds} s")));
        }
        Poll::Pending
    }

    /// Pings a peer that is silent; ready when it has not answered.
    fn poll_silence(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while let Some(silence) = &mut self.silence
            && silence.ends.poll_unpin(cx).is_ready()
        {
            // While the script does not receive, nothing is read, and the peer's silence is nobody's fault.
            let is_heard = !self.shared.is_full();
            if silence.is_asked && is_heard {
                return Poll::Ready(());
            }
            silence.restart(is_heard);
            if is_heard && self.output.len() < OUTPUT_BYTES {
                self.append(|writer, output| writer.message(&WebSocketMessage::Ping(Bytes::new()), output));
                // The task is polled once more to write it.
                cx.waker().wake_by_ref();
            }
        }
        Poll::Pending
    }

    /// Takes what the script asks for while there is room for it, and says whether more of it will wake the task.
    fn poll_commands(&mut self, cx: &mut Context<'_>) -> bool {
        while self.output.len() < OUTPUT_BYTES {
            if let Some(payload) = self.pong.take() {
                self.append(|writer, output| writer.pong(&payload, output));
            }
            let Poll::Ready(Some(command)) = self.commands.poll_recv(cx) else { return true };
            match command {
                // Dropping who waits tells that it is not sent.
                Command::Send { .. } if self.sent_close => {}
                Command::Send { message, queued, taken } => {
                    self.append(|writer, output| writer.message(&message, output));
                    self.untaken.push_back((self.appended, taken, queued));
                }
                Command::Close { close } => {
                    self.start_closing();
                    self.close(close.as_ref().map(|(code, reason)| (*code, reason.as_str())));
                }
            }
        }
        false
    }

    /// Writes as much as the system takes.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.output.is_empty() {
            let Poll::Ready(written) = Pin::new(&mut self.io).poll_write(cx, &self.output)? else {
                if let Some(time) = self.stall_time {
                    self.stalled.get_or_insert_with(|| Box::pin(sleep(time)));
                }
                return Poll::Pending;
            };
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.is_flushed = false;
            self.output.advance(written);
            self.written += written as u64;
            if let (Some(stalled), Some(time)) = (&mut self.stalled, self.stall_time) {
                stalled.as_mut().reset(Instant::now() + time);
            }
            while let Some((end, ..)) = self.untaken.front()
                && *end <= self.written
            {
                if let Some((_, taken, _)) = self.untaken.pop_front() {
                    // The script may have given the call up.
                    let _ = taken.send(());
                }
            }
        }
        self.stalled = None;
        if self.output.capacity() > 2 * OUTPUT_BYTES {
            self.output = BytesMut::new();
        }
        if !self.is_flushed {
            ready!(Pin::new(&mut self.io).poll_flush(cx))?;
            self.is_flushed = true;
        }
        Poll::Ready(Ok(()))
    }

    /// Reads once and takes what has come whole. Pending also when the script has to receive first.
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Over>> {
        if self.received_close.is_some() || self.shared.is_full() {
            return Poll::Pending;
        }
        if let Err(violation) = self.take_arrived() {
            return Poll::Ready(Err(self.refuse(violation)));
        }
        if self.received_close.is_some() {
            return Poll::Ready(Ok(()));
        }
        if self.shared.is_full() {
            return Poll::Pending;
        }
        let room = self.reader.wanted(&self.input).clamp(READ_BYTES, MOST_READ_BYTES);
        self.input.reserve(room);
        match ready!(poll_read_buf(Pin::new(&mut self.io), cx, &mut self.input)) {
            Ok(0) | Err(_) => Poll::Ready(Err(Over::Lost)),
            Ok(_) => match self.heard() {
                Ok(()) => Poll::Ready(Ok(())),
                Err(violation) => Poll::Ready(Err(self.refuse(violation))),
            },
        }
    }

    fn heard(&mut self) -> Result<(), Violation> {
        if let Some(silence) = &mut self.silence {
            silence.restart(false);
        }
        self.take_arrived()
    }

    fn take_arrived(&mut self) -> Result<(), Violation> {
        while self.received_close.is_none() && !self.shared.is_full() {
            match self.reader.next(&mut self.input)? {
                None => break,
                Some(Arrival::Message(message)) => self.shared.deliver(message),
                Some(Arrival::Pong(payload)) => self.show(WebSocketMessage::Pong(payload)),
                Some(Arrival::Ping(payload)) => {
                    if self.output.len() < OUTPUT_BYTES {
                        self.append(|writer, output| writer.pong(&payload, output));
                    } else {
                        self.pong = Some(payload.clone());
                    }
                    self.show(WebSocketMessage::Ping(payload));
                }
                Some(Arrival::Close(close)) => {
                    self.received_close = Some(close);
                    self.start_closing();
                }
            }
        }
        Ok(())
    }

    /// Lets a script that wants to see control frames have one.
    fn show(&self, control: WebSocketMessage) {
        if self.shared.wants_control.load(Ordering::Relaxed) {
            self.shared.deliver(control);
        }
    }

    fn append(&mut self, write: impl FnOnce(&FrameWriter, &mut BytesMut)) {
        if self.sent_close {
            return;
        }
        let before = self.output.len();
        write(&self.writer, &mut self.output);
        self.appended += (self.output.len() - before) as u64;
    }

    /// Answers the peer's close, once the script has caught up and everything it has sent is taken.
    fn answer_close(&mut self) {
        if let Some(close) = &self.received_close
            && !self.sent_close
            // Sends that wait for their turn count too.
            && self.commands.capacity() == COMMANDS
            && self.shared.has_caught_up()
        {
            // RFC 6455 section 5.5.1: the answer typically has the code that came.
            let code = close.as_ref().map(|(code, _)| *code);
            self.close(code.map(|code| (code, "")));
        }
    }

    /// Sends a close frame, unless one has been sent.
    fn close(&mut self, close: Option<(u16, &str)>) {
        self.append(|writer, output| writer.close(close, output));
        self.sent_close = true;
    }

    fn start_closing(&mut self) {
        self.closing.get_or_insert_with(|| Box::pin(sleep(self.close_time)));
    }

    /// RFC 6455 section 7.1.7, "Fail the WebSocket Connection".
    fn refuse(&mut self, violation: Violation) -> Over {
        self.close(Some((violation.code(), "")));
        Over::Violation(violation)
    }

    /// Writes what is left and lets the peer close. Closing at once, with bytes unread, would take the last frames back.
    async fn linger(mut self) -> io::Result<()> {
        self.io.write_all(&self.output).await?;
        self.io.flush().await?;
        if self.role == Role::Server {
            // RFC 6455 section 7.1.1: the server closes first.
            self.io.shutdown().await?;
        }
        let mut discarded = 0;
        while discarded < LINGER_BYTES {
            self.input.clear();
            self.input.reserve(READ_BYTES);
            match self.io.read_buf(&mut self.input).await? {
                0 => break,
                count => discarded += count,
            }
        }
        self.io.shutdown().await
    }
}
