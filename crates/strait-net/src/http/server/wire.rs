//! The bytes of a connection: plain or in TLS, with a look at the first of them.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::Sleep,
};
use tokio_rustls::server::TlsStream;

use super::{connection::Connection, tls::ServerTls};

/// What a client of HTTP/2 sends first (RFC 9113 section 3.4); no request of HTTP/1.1 begins so.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// How long a client that has been refused may go on sending.
const LINGER_TIME: Duration = Duration::from_secs(1);

/// A connection's bytes. It tells the connection when some come.
pub(super) struct Wire {
    socket: Socket,
    /// Read and not yet handed on: what of the preface came.
    ahead: [u8; PREFACE.len()],
    ahead_from: usize,
    ahead_to: usize,
    connection: Arc<Connection>,
    /// Until when what comes after the end is read and dropped.
    lingering: Option<Pin<Box<Sleep>>>,
}

enum Socket {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// Which protocol a client speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Http1,
    Http2,
}

impl Wire {
    pub(super) fn plain(socket: TcpStream, connection: Arc<Connection>) -> Self {
        Self::new(Socket::Plain(socket), connection)
    }

    /// Performs a handshake as a server.
    ///
    /// # Errors
    ///
    /// The client speaks no TLS, breaks off, or shows no certificate where it must.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the connection up.
    pub(super) async fn tls(socket: TcpStream, tls: &ServerTls, connection: Arc<Connection>) -> io::Result<Self> {
        let socket = tls.acceptor.accept(socket).await?;
        if tls.asks_clients {
            connection.set_authorized(socket.get_ref().1.peer_certificates().is_some());
        }
        Ok(Self::new(Socket::Tls(Box::new(socket)), connection))
    }

    fn new(socket: Socket, connection: Arc<Connection>) -> Self {
        Self { socket, ahead: [0; PREFACE.len()], ahead_from: 0, ahead_to: 0, connection, lingering: None }
    }

    /// What the client speaks: what ALPN agreed on (RFC 9113 section 3.2), or else what its first bytes say, by which a client
    /// that knows of HTTP/2 begins without asking (section 3.3). The bytes are left to read.
    ///
    /// # Errors
    ///
    /// Those of reading.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no byte.
    pub(super) async fn protocol(&mut self) -> io::Result<Protocol> {
        if let Socket::Tls(socket) = &self.socket
            && let Some(agreed) = socket.get_ref().1.alpn_protocol()
        {
            return Ok(if agreed == b"h2" { Protocol::Http2 } else { Protocol::Http1 });
        }
        while self.ahead_to < PREFACE.len() {
            let read = self.socket.read(&mut self.ahead[self.ahead_to..]).await?;
            let come = self.ahead_to..self.ahead_to + read;
            self.ahead_to = come.end;
            if read == 0 || self.ahead[come.clone()] != PREFACE[come] {
                return Ok(Protocol::Http1);
            }
        }
        Ok(Protocol::Http2)
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        if wire.ahead_from < wire.ahead_to {
            let count = buffer.remaining().min(wire.ahead_to - wire.ahead_from);
            buffer.put_slice(&wire.ahead[wire.ahead_from..wire.ahead_from + count]);
            wire.ahead_from += count;
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut wire.socket).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            wire.connection.has_received();
        }
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().socket).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_flush(cx)
    }

    /// After a refusal it waits for the client's end too (RFC 9112 section 9.6): a connection that is closed with bytes unread is
    /// reset, and the client may never see the answer.
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        if wire.lingering.is_none() {
            ready!(Pin::new(&mut wire.socket).poll_shutdown(cx))?;
            if !wire.connection.lingers() {
                return Poll::Ready(Ok(()));
            }
        }
        let lingering = wire.lingering.get_or_insert_with(|| Box::pin(tokio::time::sleep(LINGER_TIME)));
        let mut scratch = [0; 4096];
        while !lingering.is_elapsed() {
            let mut buffer = ReadBuf::new(&mut scratch);
            match Pin::new(&mut wire.socket).poll_read(cx, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {}
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => return lingering.as_mut().poll(cx).map(Ok),
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().socket).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }
}

impl AsyncRead for Socket {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(socket) => Pin::new(socket).poll_read(cx, buffer),
            Self::Tls(socket) => Pin::new(socket).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(socket) => Pin::new(socket).poll_write(cx, bytes),
            Self::Tls(socket) => Pin::new(socket).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(socket) => Pin::new(socket).poll_flush(cx),
            Self::Tls(socket) => Pin::new(socket).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(socket) => Pin::new(socket).poll_shutdown(cx),
            Self::Tls(socket) => Pin::new(socket).poll_shutdown(cx),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(socket) => Pin::new(socket).poll_write_vectored(cx, parts),
            Self::Tls(socket) => Pin::new(socket).poll_write_vectored(cx, parts),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(socket) => socket.is_write_vectored(),
            Self::Tls(socket) => socket.is_write_vectored(),
        }
    }
}
