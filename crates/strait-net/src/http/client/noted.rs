//! A connection whose TLS failure is remembered, and which is read to its end before a failed write is told.
//!
//! By TLS 1.3 a server judges a client's certificate when the handshake is over for the client, so its refusal arrives where the
//! response should. HTTP/2 keeps nothing of an error but its kind, so what was refused is noted here.
//!
//! A server that refuses or answers early closes with something unread, so that writing fails while its last words wait to be
//! read. HTTP gives a connection up at once when a write fails, so such a write waits until they have been.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Waker, ready},
};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::{NetError, tls};

/// The failure, once there is one.
pub(super) type Note = Arc<OnceLock<NetError>>;

/// A connection to `peer`, as errors name it.
pub(super) struct Noted<S> {
    socket: S,
    peer: String,
    note: Note,
    /// How writing failed, until that is told.
    failure: Option<io::Error>,
    /// Read to find the end of what the peer has sent, and not yet asked for.
    read_ahead: Bytes,
    has_read_all: bool,
    /// Whoever waits to read.
    reader: Option<Waker>,
    /// Whoever waits until what was read ahead has been asked for.
    writer: Option<Waker>,
}

/// What is read ahead at most when a write has failed.
const READ_AHEAD_BYTES: usize = 4096;

impl<S> Noted<S> {
    pub(super) fn new(socket: S, peer: String) -> Self {
        Self {
            socket,
            peer,
            note: Note::default(),
            failure: None,
            read_ahead: Bytes::new(),
            has_read_all: false,
            reader: None,
            writer: None,
        }
    }

    pub(super) fn note(&self) -> Note {
        Arc::clone(&self.note)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Noted<S> {
    fn poll_socket(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = ready!(Pin::new(&mut self.socket).poll_read(cx, buffer));
        if let Err(error) = &read
            && let Some(failure) = tls::failure(&self.peer, error)
        {
            self.note.get_or_init(|| failure);
        }
        self.has_read_all = read.is_err() || (buffer.filled().len() == before && buffer.remaining() > 0);
        Poll::Ready(read)
    }

    /// Writes, unless that has failed before. That the connection is gone is told once all has been read.
    fn poll_writing<T>(
        &mut self,
        cx: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if self.failure.is_none() {
            match write(Pin::new(&mut self.socket), cx) {
                Poll::Ready(Err(error)) if is_gone(&error) => self.failure = Some(error),
                written => return written,
            }
        }
        if self.read_ahead.is_empty() && !self.has_read_all {
            let mut space = [0; READ_AHEAD_BYTES];
            let mut buffer = ReadBuf::new(&mut space);
            if ready!(self.poll_socket(cx, &mut buffer)).is_ok() {
                self.read_ahead = Bytes::copy_from_slice(buffer.filled());
            }
            if let Some(reader) = self.reader.take() {
                reader.wake();
            }
        }
        match self.failure.take_if(|_| self.has_read_all && self.read_ahead.is_empty()) {
            Some(failure) => Poll::Ready(Err(failure)),
            None => {
                self.writer = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Whether the peer has broken the connection off, so that reading comes to an end too.
fn is_gone(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset)
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Noted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = if self.read_ahead.is_empty() {
            match self.poll_socket(cx, buffer) {
                Poll::Ready(read) => read,
                Poll::Pending => {
                    match &mut self.reader {
                        Some(reader) => reader.clone_from(cx.waker()),
                        reader => *reader = Some(cx.waker().clone()),
                    }
                    return Poll::Pending;
                }
            }
        } else {
            let length = self.read_ahead.len().min(buffer.remaining());
            buffer.put_slice(&self.read_ahead.split_to(length));
            Ok(())
        };
        if let Some(writer) = self.writer.take() {
            writer.wake();
        }
        Poll::Ready(read)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Noted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_writing(cx, |socket, cx| socket.poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_writing(cx, |socket, cx| socket.poll_write_vectored(cx, slices))
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_writing(cx, |socket, cx| socket.poll_flush(cx))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use rustls::{ClientConfig, RootCertStore};
    use rustls_pki_types::{CertificateDer, ServerName, pem::PemObject};
    use strait_abi::ErrorCode;
    use strait_testkit::Certificates;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
    };
    use tokio_rustls::{TlsAcceptor, TlsConnector};

    use super::*;

    /// The server's refusal and the end of the connection are there before the client writes.
    #[tokio::test]
    async fn a_refusal_is_noted_though_writing_fails_first() {
        let certificates = Certificates::for_known_clients();
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(certificates.authority_pem().as_bytes()).unwrap()).unwrap();
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let acceptor = TlsAcceptor::from(certificates.server_config());
        let server = tokio::spawn(async move {
            let (socket, _) = listener.accept().await.unwrap();
            socket.set_zero_linger().unwrap();
            assert!(acceptor.accept(socket).await.is_err(), "the client has shown no certificate");
        });
        let socket = TcpStream::connect(address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let tls = TlsConnector::from(Arc::new(config)).connect(name, socket).await.unwrap();
        server.await.unwrap();
        let mut noted = Noted::new(tls, "HOST".to_owned());
        let note = noted.note();
        let written = async {
            noted.write_all(b"GET / HTTP/1.1\r\n\r\n").await?;
            noted.flush().await
        };
        assert!(written.await.is_err());
        assert_eq!(note.get().map(NetError::code), Some(ErrorCode::Tls));
        assert!(noted.read(&mut [0; 1]).await.is_err());
    }
}
