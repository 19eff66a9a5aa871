//! Content codings of a response (RFC 9110 section 8.4), decoded as the body is read: never more than what the reader
//! asked for, so a small body that expands without end fills no memory.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use async_compression::{
    tokio::bufread::{BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder},
    zstd::DParameter,
};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header::CONTENT_ENCODING};
use strait_abi::ErrorCode;
use tokio::io::{AsyncBufRead, AsyncRead, BufReader, ReadBuf};
use tokio_util::io::poll_read_buf;

use crate::{NetError, http::body::IncomingBody};

/// Decoded bytes made at a time.
const CHUNK_BYTES: usize = 32 * 1024;

/// Codings of one body; a response with more is not decoded. Each needs memory of its own.
const MOST_CODINGS: usize = 5;

/// The largest window of zstd that is decoded, as a power of two: 8 MiB (RFC 9659).
const ZSTD_WINDOW_LOG: u32 = 23;

/// One content coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// The codings of a body in the order they were applied; none when one of them is unknown, and then the body is passed on
/// as it is, as fetch does ("handle content codings").
pub(super) fn codings(headers: &HeaderMap) -> Vec<Coding> {
    let mut codings = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        for name in value.as_bytes().split(|byte| *byte == b',') {
            match name.trim_ascii().to_ascii_lowercase().as_slice() {
                b"" | b"identity" => {}
                b"gzip" | b"x-gzip" => codings.push(Coding::Gzip),
                b"deflate" => codings.push(Coding::Deflate),
                b"br" => codings.push(Coding::Brotli),
                b"zstd" => codings.push(Coding::Zstd),
                _ => return Vec::new(),
            }
        }
    }
    if codings.len() <= MOST_CODINGS { codings } else { Vec::new() }
}

/// A body being decoded.
pub(crate) struct Decoder {
    layers: Layer,
    buffer: BytesMut,
}

type Layer = Box<dyn AsyncBufRead + Send + Sync + Unpin>;

impl Decoder {
    /// Decodes a body that `codings` were applied to, the first one first.
    pub(super) fn new(body: IncomingBody, codings: &[Coding]) -> Self {
        let encoded = Encoded { body, chunk: Bytes::new(), has_ended: false };
        let layers = codings.iter().rev().fold(Box::new(encoded) as Layer, |inner, coding| coding.layer(inner));
        Self { layers, buffer: BytesMut::new() }
    }

    /// The next decoded bytes; none at the end.
    pub(crate) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Bytes, NetError>> {
        self.buffer.reserve(CHUNK_BYTES);
        let read = ready!(poll_read_buf(Pin::new(&mut self.layers), cx, &mut self.buffer));
        Poll::Ready(match read {
            Ok(_) => Ok(self.buffer.split().freeze()),
            Err(error) => Err(undecodable(&error)),
        })
    }
}

impl Coding {
    fn layer(self, source: Layer) -> Layer {
        Box::new(BufReader::new(Decoding { coding: self, state: State::Start(source) }))
    }

    /// The decoder for data whose first byte is known.
    fn decoder(self, first: u8, source: Layer) -> State {
        match self {
            Self::Gzip => State::Gzip(GzipDecoder::new(source)),
            // `deflate` is the zlib format (RFC 9110 section 8.4.1.2), but some servers send the bare data. Every zlib
            // header has the compression method 8 in its first byte (RFC 1950 section 2.2).
            Self::Deflate if first & 0x0f == 8 => State::Zlib(ZlibDecoder::new(source)),
            Self::Deflate => State::Bare(DeflateDecoder::new(source)),
            Self::Brotli => State::Brotli(BrotliDecoder::new(source)),
            Self::Zstd => {
                let mut decoder = ZstdDecoder::with_params(source, &[DParameter::window_log_max(ZSTD_WINDOW_LOG)]);
                decoder.multiple_members(true);
                State::Zstd(decoder)
            }
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }
}

/// One coding being undone. It ends when its source ends, so that a connection is known to be free for the next request.
struct Decoding {
    coding: Coding,
    state: State,
}

enum State {
    /// Before the first byte. A body without any is empty, whatever its coding.
    Start(Layer),
    Gzip(GzipDecoder<Layer>),
    Zlib(ZlibDecoder<Layer>),
    Bare(DeflateDecoder<Layer>),
    Brotli(BrotliDecoder<Layer>),
    Zstd(ZstdDecoder<Layer>),
    /// After the data: what follows is another gzip member (RFC 1952 section 2.2) or nothing of interest.
    After(Layer),
    /// What follows the data is passed over, as browsers do.
    Discard(Layer),
    /// Only while one state becomes another.
    Changing,
}

/// The first byte of a gzip member.
const GZIP_MAGIC: u8 = 0x1f;

impl AsyncRead for Decoding {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Self { coding, state } = self.get_mut();
        loop {
            let before = buffer.filled().len();
            let decoded = match state {
                State::Start(source) => match ready!(Pin::new(source).poll_fill_buf(cx))?.first().copied() {
                    None => return Poll::Ready(Ok(())),
                    Some(first) => {
                        state.advance(|source| coding.decoder(first, source));
                        continue;
                    }
                },
                State::After(source) => match ready!(Pin::new(source).poll_fill_buf(cx))?.first().copied() {
                    None => return Poll::Ready(Ok(())),
                    Some(GZIP_MAGIC) if *coding == Coding::Gzip => {
                        state.advance(State::Start);
                        continue;
                    }
                    Some(_) => {
                        state.advance(State::Discard);
                        continue;
                    }
                },
                State::Discard(source) => match ready!(Pin::new(&mut *source).poll_fill_buf(cx))?.len() {
                    0 => return Poll::Ready(Ok(())),
                    length => {
                        Pin::new(source).consume(length);
                        continue;
                    }
                },
                State::Gzip(decoder) => Pin::new(decoder).poll_read(cx, buffer),
                State::Zlib(decoder) => Pin::new(decoder).poll_read(cx, buffer),
                State::Bare(decoder) => Pin::new(decoder).poll_read(cx, buffer),
                State::Brotli(decoder) => Pin::new(decoder).poll_read(cx, buffer),
                State::Zstd(decoder) => Pin::new(decoder).poll_read(cx, buffer),
                State::Changing => return Poll::Ready(Ok(())),
            };
            ready!(decoded).map_err(|error| undecodable_by(*coding, error))?;
            if buffer.filled().len() > before || buffer.remaining() == 0 {
                return Poll::Ready(Ok(()));
            }
            state.advance(State::After);
        }
    }
}

impl State {
    fn advance(&mut self, next: impl FnOnce(Layer) -> Self) {
        let source = match std::mem::replace(self, Self::Changing) {
            Self::Start(source) | Self::After(source) | Self::Discard(source) => source,
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Zlib(decoder) => decoder.into_inner(),
            Self::Bare(decoder) => decoder.into_inner(),
            Self::Brotli(decoder) => decoder.into_inner(),
            Self::Zstd(decoder) => decoder.into_inner(),
            Self::Changing => return,
        };
        *self = next(source);
    }
}

/// Says in an error which coding it was.
fn undecodable_by(coding: Coding, error: io::Error) -> io::Error {
    let coding = coding.as_str();
    match net_error(&error) {
        Some(_) => error,
        None if error.kind() == io::ErrorKind::UnexpectedEof => {
            named(format!("the response body ended in the middle of its {coding} data"))
        }
        None => named(format!("the response body is not valid {coding} data")),
    }
}

fn named(message: String) -> io::Error {
    io::Error::other(NetError::new(ErrorCode::Protocol, message))
}

fn net_error(error: &io::Error) -> Option<&NetError> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

fn undecodable(error: &io::Error) -> NetError {
    match net_error(error) {
        Some(error) => error.clone(),
        None => NetError::new(ErrorCode::Protocol, format!("the response body cannot be decoded: {error}")),
    }
}

/// The body as it came.
struct Encoded {
    body: IncomingBody,
    /// Taken from the body and not yet decoded.
    chunk: Bytes,
    has_ended: bool,
}

impl AsyncBufRead for Encoded {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        if this.chunk.is_empty() && !this.has_ended {
            this.chunk = ready!(this.body.poll_chunk(cx)).map_err(io::Error::other)?;
            this.has_ended = this.body.settle() || this.chunk.is_empty();
        }
        Poll::Ready(Ok(&this.chunk))
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        bytes::Buf::advance(&mut self.chunk, amount);
    }
}

impl AsyncRead for Encoded {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let available = ready!(self.as_mut().poll_fill_buf(cx))?;
        let length = available.len().min(buffer.remaining());
        buffer.put_slice(&available[..length]);
        self.consume(length);
        Poll::Ready(Ok(()))
    }
}
