//! A connected socket that is read, written and configured from several places at once.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use rustix::net::{Shutdown, shutdown};
use socket2::{SockRef, TcpKeepalive};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

use super::room;

/// A TCP connection; clones are the same connection. One reader and one writer at a time may wait.
#[derive(Clone)]
pub(crate) struct TcpConnection {
    socket: Arc<TcpStream>,
}

/// What a script sets on a connection; what is absent stays as it is.
#[derive(Debug, Default)]
pub(crate) struct TcpSettings {
    pub(crate) no_delay: Option<bool>,
    pub(crate) keep_alive: Option<bool>,
    /// Zero leaves it to the system.
    pub(crate) keep_alive_delay: Duration,
    pub(crate) reset_on_close: Option<bool>,
}

impl TcpConnection {
    pub(crate) fn new(socket: TcpStream) -> Self {
        Self { socket: Arc::new(socket) }
    }

    /// What has arrived, at most `max_bytes`; none at the end of the stream; `WouldBlock` when there is nothing.
    pub(crate) fn try_read(&self, max_bytes: usize) -> io::Result<Bytes> {
        room::receive(max_bytes, |mut room| self.socket.try_read_buf(&mut room))
    }

    /// As [`TcpConnection::try_read`], waiting for at least one byte.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no byte.
    pub(crate) async fn read(&self, max_bytes: usize) -> io::Result<Bytes> {
        loop {
            self.socket.readable().await?;
            match self.try_read(max_bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                result => return result,
            }
        }
    }

    /// How many of `bytes` the system has room for; `WouldBlock` for none.
    pub(crate) fn try_write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.socket.try_write(bytes)
    }

    /// Writes all of `bytes`.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may leave a part of the bytes written.
    pub(crate) async fn send(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.socket.try_write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.socket.writable().await?,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Ends the sending side.
    pub(crate) fn end(&self) -> io::Result<()> {
        Ok(shutdown(&*self.socket, Shutdown::Write)?)
    }

    /// Ends both sides at once, whatever is under way.
    pub(crate) fn abandon(&self) {
        // The peer may have been faster.
        let _ = shutdown(&*self.socket, Shutdown::Both);
    }

    pub(crate) fn configure(&self, settings: &TcpSettings) -> io::Result<()> {
        let socket = SockRef::from(&*self.socket);
        if let Some(no_delay) = settings.no_delay {
            socket.set_tcp_nodelay(no_delay)?;
        }
        if let Some(keep_alive) = settings.keep_alive {
            socket.set_keepalive(keep_alive)?;
            if keep_alive && !settings.keep_alive_delay.is_zero() {
                // The system counts in seconds, and has no use for none.
                let delay = settings.keep_alive_delay.max(Duration::from_secs(1));
                socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(delay))?;
            }
        }
        if let Some(reset) = settings.reset_on_close {
            socket.set_linger(reset.then_some(Duration::ZERO))?;
        }
        Ok(())
    }
}

/// For TLS, which reads and writes through one value.
impl AsyncRead for TcpConnection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.socket.poll_read_ready(cx))?;
            match self.socket.try_read_buf(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                result => return Poll::Ready(result.map(drop)),
            }
        }
    }
}

impl AsyncWrite for TcpConnection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.socket.poll_write_ready(cx))?;
            match self.socket.try_write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                result => return Poll::Ready(result),
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.end())
    }
}
