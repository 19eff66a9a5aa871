//! Byte streams: connections, request bodies, response bodies and uploads, all read and written by the same calls.
//!
//! A stream has a reading and a writing side, each behind its own fair lock, so that calls on one side are carried out
//! in the order they were made while the other side goes on. Closing cancels every call under way.

use std::{io, sync::Arc};

use bytes::Bytes;
use http::HeaderMap;
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use strait_abi::ErrorCode;
use tokio::{
    io::{AsyncWriteExt, ReadHalf, WriteHalf},
    net::TcpStream,
    sync::Mutex,
};
use tokio_rustls::TlsStream;
use tokio_util::sync::CancellationToken;

use crate::{
    NetError,
    error::code_of_io,
    http::{body::BodyReader, body_writer::BodyWriter},
    input::Input,
    tcp::{READ_BYTES, TcpConnection, TcpSettings, room},
};

/// A byte stream; clones are the same stream.
#[derive(Clone)]
pub(crate) struct Stream {
    inner: Arc<Inner>,
}

struct Inner {
    reader: Mutex<Reader>,
    writer: Mutex<Writer>,
    closed: CancellationToken,
    /// The socket under both sides, TLS or not; a body has none.
    socket: Option<TcpConnection>,
}

/// The reading side.
pub(crate) enum Reader {
    /// There is none, or it has been taken.
    None,
    Tcp(TcpConnection),
    Tls(ReadHalf<TlsStream<TcpConnection>>),
    /// What was an HTTP connection.
    Upgraded(ReadHalf<TokioIo<Upgraded>>),
    Body(BodyReader),
    Input(Input),
    /// A body of which nothing is left.
    Ended,
}

/// The writing side.
pub(crate) enum Writer {
    /// There is none (yet), or it has been shut down.
    None,
    Tcp(TcpConnection),
    Tls(WriteHalf<TlsStream<TcpConnection>>),
    Upgraded(WriteHalf<TokioIo<Upgraded>>),
    /// The other end is the body of a request or a response.
    Body(BodyWriter),
    /// A body that HTTP does without: of a response to HEAD, of a 204.
    Discard,
}

/// What a body is fed with. A channel that closes without `End` is a body that broke off.
pub(crate) enum BodyPart {
    Data(Bytes),
    /// The end, with the trailer section if there is one.
    End(Option<HeaderMap>),
}

impl Stream {
    pub(crate) fn new(reader: Reader, writer: Writer) -> Self {
        Self::over(reader, writer, None)
    }

    /// A connected socket.
    pub(crate) fn tcp(socket: TcpStream) -> Self {
        let socket = TcpConnection::new(socket);
        Self::over(Reader::Tcp(socket.clone()), Writer::Tcp(socket.clone()), Some(socket))
    }

    fn over(reader: Reader, writer: Writer, socket: Option<TcpConnection>) -> Self {
        let (reader, writer, closed) = (Mutex::new(reader), Mutex::new(writer), CancellationToken::new());
        Self { inner: Arc::new(Inner { reader, writer, closed, socket }) }
    }

    /// Sets options of the socket.
    ///
    /// # Errors
    ///
    /// `Invalid`: this is not a connection. What the system says of the options.
    pub(crate) fn configure(&self, settings: &TcpSettings) -> Result<(), NetError> {
        let Some(socket) = &self.inner.socket else {
            return Err(NetError::new(ErrorCode::Invalid, "this stream is not a TCP connection"));
        };
        socket.configure(settings).map_err(|error| NetError::io("cannot set an option of the connection", &error))
    }

    /// Reads what has arrived on a plain connection, if anything has and nobody else is reading.
    pub(crate) fn read_at_once(&self, max_bytes: usize) -> Option<Result<Bytes, NetError>> {
        let reader = self.inner.reader.try_lock().ok()?;
        match &*reader {
            Reader::Tcp(socket) => at_once(socket.try_read(max_bytes.clamp(1, READ_BYTES)), "cannot read"),
            _ => None,
        }
    }

    /// Writes to a plain connection what the system has room for, unless another write is under way: how many bytes.
    pub(crate) fn write_at_once(&self, bytes: &[u8]) -> Option<Result<usize, NetError>> {
        let writer = self.inner.writer.try_lock().ok()?;
        match &*writer {
            Writer::Tcp(socket) => at_once(socket.try_write(bytes), "cannot write"),
            _ => None,
        }
    }

    /// A connection that HTTP has handed over, which may have read ahead.
    pub(crate) fn upgraded(upgraded: Upgraded) -> Self {
        let (reader, writer) = tokio::io::split(TokioIo::new(upgraded));
        Self::new(Reader::Upgraded(reader), Writer::Upgraded(writer))
    }

    /// Cancels every call under way; later ones fail.
    pub(crate) fn close(&self) {
        self.inner.closed.cancel();
    }

    /// Takes the reading side to be the body of a request.
    ///
    /// # Errors
    ///
    /// `Invalid`: it is not a body, has been taken, or is being read.
    pub(crate) fn take_body(&self) -> Result<BodyReader, NetError> {
        let Ok(mut reader) = self.inner.reader.try_lock() else {
            return Err(NetError::new(ErrorCode::Invalid, "this stream is being read"));
        };
        match std::mem::replace(&mut *reader, Reader::None) {
            Reader::Body(body) => Ok(body),
            Reader::None => Err(NetError::new(ErrorCode::Invalid, "this stream is the body of a request already")),
            connection => {
                *reader = connection;
                Err(NetError::new(
                    ErrorCode::Invalid,
                    "a connection or the standard input cannot be the body of a request",
                ))
            }
        }
    }

    /// Gives a stream its writing side.
    ///
    /// # Errors
    ///
    /// A write is under way, which means it has one already.
    pub(crate) fn set_writer(&self, writer: Writer) -> Result<(), NetError> {
        match self.inner.writer.try_lock() {
            Ok(mut slot) => {
                *slot = writer;
                Ok(())
            }
            Err(_) => Err(NetError::new(ErrorCode::Invalid, "this stream is being written to")),
        }
    }

    /// Reads what has arrived, at most `max_bytes`; waits for at least one byte; none at the end of the stream.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no byte.
    pub(crate) async fn read(self, max_bytes: usize) -> Result<Bytes, NetError> {
        let max_bytes = max_bytes.clamp(1, READ_BYTES);
        self.until_closed(async {
            let mut reader = self.inner.reader.lock().await;
            match &mut *reader {
                Reader::None => Err(NetError::new(ErrorCode::Invalid, "this stream cannot be read")),
                Reader::Tcp(socket) => {
                    socket.read(max_bytes).await.map_err(|error| NetError::io("cannot read", &error))
                }
                Reader::Tls(half) => {
                    room::read(half, max_bytes).await.map_err(|error| NetError::io("cannot read", &error))
                }
                Reader::Upgraded(half) => {
                    room::read(half, max_bytes).await.map_err(|error| NetError::io("cannot read", &error))
                }
                Reader::Body(body) => body.read(max_bytes).await,
                Reader::Input(input) => input.read(max_bytes).await,
                Reader::Ended => Ok(Bytes::new()),
            }
        })
        .await
    }

    /// Writes all of `bytes`.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may leave a part of the bytes written.
    pub(crate) async fn write(self, bytes: Bytes) -> Result<(), NetError> {
        self.until_closed(async {
            let mut writer = self.inner.writer.lock().await;
            match &mut *writer {
                Writer::None => Err(NetError::new(ErrorCode::Closed, "this stream cannot be written to, or no longer")),
                Writer::Tcp(socket) => socket.send(&bytes).await.map_err(|error| NetError::io("cannot write", &error)),
                Writer::Tls(half) => write_through(half, &bytes).await,
                Writer::Upgraded(half) => write_through(half, &bytes).await,
                Writer::Body(body) => body.write(bytes).await,
                Writer::Discard => Ok(()),
            }
        })
        .await
    }

    /// The trailer section of a body that has been read to its end.
    ///
    /// # Errors
    ///
    /// `Invalid`: it has not, or this is not a body.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future changes nothing.
    pub(crate) async fn trailers(self) -> Result<String, NetError> {
        self.until_closed(async {
            match &*self.inner.reader.lock().await {
                Reader::Body(body) => body.trailers(),
                Reader::Ended => Ok(String::new()),
                _ => Err(NetError::new(ErrorCode::Invalid, "this stream is not a body, so that it has no trailers")),
            }
        })
        .await
    }

    /// Ends the writing side after what was written, a body with `trailers`; a connection has none.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves the writing side open.
    pub(crate) async fn shutdown(self, trailers: Option<HeaderMap>) -> Result<(), NetError> {
        self.until_closed(async {
            let mut writer = self.inner.writer.lock().await;
            let ended = match &mut *writer {
                Writer::None | Writer::Discard => return Ok(()),
                Writer::Tcp(socket) => socket.end(),
                Writer::Tls(half) => half.shutdown().await,
                Writer::Upgraded(half) => half.shutdown().await,
                Writer::Body(body) => {
                    let ended = body.end(trailers).await;
                    *writer = Writer::None;
                    return ended;
                }
            };
            *writer = Writer::None;
            match ended {
                // The peer was faster; there is nothing left to end.
                Err(error) if code_of_io(&error) == ErrorCode::Reset => Ok(()),
                ended => ended.map_err(|error| NetError::io("cannot end the stream", &error)),
            }
        })
        .await
    }

    /// Takes a plain connection out of the stream, runs `wrap` on it and puts the result back.
    ///
    /// # Errors
    ///
    /// A call is under way on the stream, or it is not a plain connection, or `wrap` failed; then the stream is of no
    /// more use.
    pub(crate) async fn upgrade<F, T>(self, wrap: impl FnOnce(TcpConnection) -> F) -> Result<T, NetError>
    where
        F: Future<Output = Result<(TlsStream<TcpConnection>, T), NetError>>,
    {
        let busy = |_| NetError::new(ErrorCode::Invalid, "another call is under way on this connection");
        let mut reader = self.inner.reader.try_lock().map_err(busy)?;
        let mut writer = self.inner.writer.try_lock().map_err(busy)?;
        let (Reader::Tcp(_), Writer::Tcp(socket)) = (&*reader, &*writer) else {
            return Err(NetError::new(ErrorCode::Invalid, "only a plain TCP connection can start TLS"));
        };
        let socket = socket.clone();
        (*reader, *writer) = (Reader::None, Writer::None);
        let (tls, told) = match self.until_closed(wrap(socket.clone())).await {
            Ok(wrapped) => wrapped,
            Err(error) => {
                socket.abandon();
                return Err(error);
            }
        };
        let (read_half, write_half) = tokio::io::split(tls);
        *reader = Reader::Tls(read_half);
        *writer = Writer::Tls(write_half);
        Ok(told)
    }

    async fn until_closed<T>(&self, call: impl Future<Output = Result<T, NetError>>) -> Result<T, NetError> {
        tokio::select! {
            biased;
            () = self.inner.closed.cancelled() => Err(NetError::closed("stream")),
            result = call => result,
        }
    }
}

/// Writes bytes that something on the way may hold back until it is flushed.
async fn write_through(half: &mut (impl AsyncWriteExt + Unpin), bytes: &[u8]) -> Result<(), NetError> {
    let written = async {
        half.write_all(bytes).await?;
        half.flush().await
    };
    written.await.map_err(|error| NetError::io("cannot write", &error))
}

/// `None` for what has to wait.
fn at_once<T>(result: io::Result<T>, doing: &str) -> Option<Result<T, NetError>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => None,
        result => Some(result.map_err(|error| NetError::io(doing, &error))),
    }
}
