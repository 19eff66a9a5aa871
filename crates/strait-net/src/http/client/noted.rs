//! A connection whose TLS failure is remembered.
//!
//! By TLS 1.3 a server judges a client's certificate when the handshake is over for the client, so its refusal arrives where the
//! response should. HTTP/2 keeps nothing of an error but its kind, so what was refused is noted here.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::{NetError, tls};

/// The failure, once there is one.
pub(super) type Note = Arc<OnceLock<NetError>>;

/// A connection to `peer`, as errors name it.
pub(super) struct Noted<S> {
    socket: S,
    peer: String,
    note: Note,
}

impl<S> Noted<S> {
    pub(super) fn new(socket: S, peer: String) -> Self {
        Self { socket, peer, note: Note::default() }
    }

    pub(super) fn note(&self) -> Note {
        Arc::clone(&self.note)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Noted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = ready!(Pin::new(&mut self.socket).poll_read(cx, buffer));
        if let Err(error) = &read
            && let Some(failure) = tls::failure(&self.peer, error)
        {
            self.note.get_or_init(|| failure);
        }
        Poll::Ready(read)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Noted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
