//! An HTTP server with routes that exercise a client, after httpbin.
//!
//! Every response says in `x-connection` which connection it came by, counted from 1.

mod body;
mod echo;
mod routes;

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use http::Request;
use hyper::{
    body::Incoming,
    rt::{Read, Write},
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{io::AsyncWriteExt, net::TcpListener};
use tokio_rustls::TlsAcceptor;

use crate::{Certificates, background::Background};

/// A server. Dropping it stops it and breaks its connections off.
///
/// | Route | Answer |
/// |---|---|
/// | `/get`, `/post`, `/put`, `/patch`, `/delete`, `/anything` | the request as JSON: `method`, `url`, `args`, `headers`, `data`, `json` |
/// | `/echo` | the request's body, as it comes in |
/// | `/bytes/N` | N bytes with a `content-length`, byte number i being i modulo 256 |
/// | `/stream/N` | N lines of JSON, without a `content-length` |
/// | `/chunked` | `hello chunked world` in three chunks |
/// | `/drip?count=N&interval=MS` | N times `*`, one every so many milliseconds |
/// | `/status/N` | that status, without a body |
/// | `/redirect/N?status=S` | N redirects, then `/get` |
/// | `/redirect-to?url=U&status=S` | a redirect to U |
/// | `/gzip`, `/deflate`, `/br`, `/zstd` | the request as JSON in that content coding |
/// | `/delay/MS` | the request as JSON after so many milliseconds |
/// | `/respond?status=S&body=B&header=NAME: VALUE` | that answer; `header` may be there several times |
/// | `/basic-auth/USER/PASSWORD` | the request as JSON if it has these credentials, else status 401 |
/// | `/close-early` | 10 bytes of 100, then the connection breaks off |
pub struct HttpServer {
    background: Background,
    scheme: &'static str,
    connections: Arc<AtomicUsize>,
}

impl HttpServer {
    /// A plain one.
    pub fn start() -> Self {
        Self::serve("http", None)
    }

    /// One that speaks HTTP/2 or HTTP/1.1 over TLS.
    pub fn start_tls(certificates: &Certificates) -> Self {
        Self::serve("https", Some(TlsAcceptor::from(certificates.server_config())))
    }

    fn serve(scheme: &'static str, tls: Option<TlsAcceptor>) -> Self {
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        let background = Background::start(move |listener| accept(listener, tls, scheme, counter));
        Self { background, scheme, connections }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.background.address()
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address().port()
    }

    /// The URL of a path on it, by the address.
    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address())
    }

    /// Connections accepted so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// What the routes know of where a request came by.
#[derive(Clone, Copy)]
pub(crate) struct Arrival {
    scheme: &'static str,
    connection: usize,
}

async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, scheme: &'static str, connections: Arc<AtomicUsize>) {
    while let Ok((socket, _)) = listener.accept().await {
        let arrival = Arrival { scheme, connection: connections.fetch_add(1, Ordering::SeqCst) + 1 };
        // It works without the option, only later.
        let _ = socket.set_nodelay(true);
        let tls = tls.clone();
        tokio::spawn(async move {
            let Some(acceptor) = tls else { return serve_http1(socket_io(socket), arrival).await };
            let socket = match acceptor.accept(socket).into_fallible().await {
                Ok(socket) => socket,
                // Closing with unread bytes would reset the connection and lose what TLS has said of the failure.
                Err((_, mut socket)) => {
                    let _ = socket.shutdown().await;
                    let _ = tokio::io::copy(&mut socket, &mut tokio::io::sink()).await;
                    return;
                }
            };
            match socket.get_ref().1.alpn_protocol() {
                Some(b"h2") => serve_http2(socket_io(socket), arrival).await,
                _ => serve_http1(socket_io(socket), arrival).await,
            }
        });
    }
}

fn socket_io<T>(socket: T) -> TokioIo<T> {
    TokioIo::new(socket)
}

async fn serve_http1(io: impl Read + Write + Unpin + Send + 'static, arrival: Arrival) {
    // A connection that fails is the client's affair.
    let _ = http1::Builder::new().serve_connection(io, service_fn(|request| respond(request, arrival))).await;
}

async fn serve_http2(io: impl Read + Write + Unpin + Send + 'static, arrival: Arrival) {
    let service = service_fn(move |request| respond(request, arrival));
    let _ = http2::Builder::new(TokioExecutor::new()).serve_connection(io, service).await;
}

async fn respond(request: Request<Incoming>, arrival: Arrival) -> Result<routes::Answer, Infallible> {
    let mut response = routes::route(request, arrival).await;
    response.headers_mut().insert("x-connection", arrival.connection.into());
    Ok(response)
}
