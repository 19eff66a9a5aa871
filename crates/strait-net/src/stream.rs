//! Byte streams: connections, request bodies, response bodies and uploads, all read and written by the same calls.
//!
//! A stream has a reading and a writing side, each behind its own fair lock, so that calls on one side are carried out
//! in the order they were made while the other side goes on. Closing cancels every call under way.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use strait_abi::ErrorCode;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::Mutex,
};
use tokio_rustls::client::TlsStream;
use tokio_util::sync::CancellationToken;

use crate::{
    NetError,
    error::code_of_io,
    http::{body::BodyReader, body_writer::BodyWriter},
};

/// The most one read brings, whatever was asked for.
const READ_BYTES: usize = 64 * 1024;

/// A byte stream; clones are the same stream.
#[derive(Clone)]
pub(crate) struct Stream {
    inner: Arc<Inner>,
}

struct Inner {
    reader: Mutex<Reader>,
    writer: Mutex<Writer>,
    closed: CancellationToken,
}

/// The reading side.
pub(crate) enum Reader {
    /// There is none, or it has been taken.
    None,
    Tcp(OwnedReadHalf),
    Tls(ReadHalf<TlsStream<TcpStream>>),
    Body(BodyReader),
    /// A body of which nothing is left.
    Ended,
}

/// The writing side.
pub(crate) enum Writer {
    /// There is none (yet), or it has been shut down.
    None,
    Tcp(OwnedWriteHalf),
    Tls(WriteHalf<TlsStream<TcpStream>>),
    /// The other end is the body of a request or a response.
    Body(BodyWriter),
    /// A body that HTTP does without: of a response to HEAD, of a 204.
    Discard,
}

/// What a body is fed with. A channel that closes without `End` is a body that broke off.
pub(crate) enum BodyPart {
    Data(Bytes),
    End,
}

impl Stream {
    pub(crate) fn new(reader: Reader, writer: Writer) -> Self {
        let inner = Inner { reader: Mutex::new(reader), writer: Mutex::new(writer), closed: CancellationToken::new() };
        Self { inner: Arc::new(inner) }
    }

    /// A connected socket.
    pub(crate) fn tcp(socket: TcpStream) -> Self {
        let (reader, writer) = socket.into_split();
        Self::new(Reader::Tcp(reader), Writer::Tcp(writer))
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
                Err(NetError::new(ErrorCode::Invalid, "a connection cannot be the body of a request"))
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
                Reader::Tcp(half) => read_some(half, max_bytes).await,
                Reader::Tls(half) => read_some(half, max_bytes).await,
                Reader::Body(body) => body.read(max_bytes).await,
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
                Writer::Tcp(half) => half.write_all(&bytes).await.map_err(|error| NetError::io("cannot write", &error)),
                Writer::Tls(half) => {
                    let written = async {
                        half.write_all(&bytes).await?;
                        half.flush().await
                    };
                    written.await.map_err(|error| NetError::io("cannot write", &error))
                }
                Writer::Body(body) => body.write(bytes).await,
                Writer::Discard => Ok(()),
            }
        })
        .await
    }

    /// Ends the writing side after what was written.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves the writing side open.
    pub(crate) async fn shutdown(self) -> Result<(), NetError> {
        self.until_closed(async {
            let mut writer = self.inner.writer.lock().await;
            let ended = match &mut *writer {
                Writer::None | Writer::Discard => return Ok(()),
                Writer::Tcp(half) => half.shutdown().await,
                Writer::Tls(half) => half.shutdown().await,
                Writer::Body(body) => {
                    let ended = body.end().await;
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
    pub(crate) async fn upgrade<F>(self, wrap: impl FnOnce(TcpStream) -> F) -> Result<(), NetError>
    where
        F: Future<Output = Result<TlsStream<TcpStream>, NetError>>,
    {
        let busy = |_| NetError::new(ErrorCode::Invalid, "another call is under way on this connection");
        let mut reader = self.inner.reader.try_lock().map_err(busy)?;
        let mut writer = self.inner.writer.try_lock().map_err(busy)?;
        if !matches!((&*reader, &*writer), (Reader::Tcp(_), Writer::Tcp(_))) {
            return Err(NetError::new(ErrorCode::Invalid, "only a plain TCP connection can start TLS"));
        }
        let halves = (std::mem::replace(&mut *reader, Reader::None), std::mem::replace(&mut *writer, Writer::None));
        let (Reader::Tcp(read_half), Writer::Tcp(write_half)) = halves else {
            return Err(NetError::closed("connection"));
        };
        let socket = read_half.reunite(write_half).map_err(|_| NetError::closed("connection"))?;
        let tls = self.until_closed(wrap(socket)).await?;
        let (read_half, write_half) = tokio::io::split(tls);
        *reader = Reader::Tls(read_half);
        *writer = Writer::Tls(write_half);
        Ok(())
    }

    async fn until_closed<T>(&self, call: impl Future<Output = Result<T, NetError>>) -> Result<T, NetError> {
        tokio::select! {
            biased;
            () = self.inner.closed.cancelled() => Err(NetError::closed("stream")),
            result = call => result,
        }
    }
}

async fn read_some(half: &mut (impl AsyncReadExt + Unpin), max_bytes: usize) -> Result<Bytes, NetError> {
    let mut buffer = BytesMut::with_capacity(max_bytes);
    match half.read_buf(&mut buffer).await {
        Ok(_) => Ok(buffer.freeze()),
        Err(error) => Err(NetError::io("cannot read", &error)),
    }
}
