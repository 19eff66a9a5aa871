//! TCP servers that do one thing, well-behaved or not.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::TlsAcceptor;

use crate::{Certificates, background::Background};

/// A TCP server. Dropping it stops it and breaks its connections off.
pub struct RawServer {
    background: Background,
}

impl RawServer {
    /// Hands every connection to `serve`, which may break it off by returning.
    pub fn start<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let background = Background::start(async move |listener| {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(socket));
            }
        });
        Self { background }
    }

    /// Sends back what it gets, until the client ends.
    pub fn echo() -> Self {
        Self::start(async |mut socket| {
            let (mut reader, mut writer) = socket.split();
            // The client may break off; then there is nobody to send to.
            let _ = tokio::io::copy(&mut reader, &mut writer).await;
            let _ = writer.shutdown().await;
        })
    }

    /// As [`RawServer::echo`], over TLS.
    pub fn tls_echo(certificates: &Certificates) -> Self {
        let acceptor = TlsAcceptor::from(certificates.server_config());
        Self::start(move |socket| {
            let acceptor = acceptor.clone();
            async move {
                let Ok(socket) = acceptor.accept(socket).await else { return };
                let (mut reader, mut writer) = tokio::io::split(socket);
                let _ = tokio::io::copy(&mut reader, &mut writer).await;
                let _ = writer.shutdown().await;
            }
        })
    }

    /// Reads the head of an HTTP request, sends `answer` whatever it was, and closes.
    pub fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer: Arc<[u8]> = answer.into().into();
        Self::start(move |mut socket| {
            let answer = Arc::clone(&answer);
            async move {
                if read_head(&mut socket).await {
                    let _ = socket.write_all(&answer).await;
                    let _ = socket.shutdown().await;
                    // Closing with unread bytes would reset the connection and lose the answer.
                    let _ = tokio::io::copy(&mut socket, &mut tokio::io::sink()).await;
                }
            }
        })
    }

    /// Accepts and never says a word.
    pub fn silent() -> Self {
        Self::start(async |_socket| std::future::pending().await)
    }

    /// Accepts and closes at once.
    pub fn closing() -> Self {
        Self::start(async |_socket| {})
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.background.address()
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address().port()
    }
}

/// An address of the loopback interface on which nothing listens.
pub fn refused_address() -> SocketAddr {
    let socket = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port on the loopback interface");
    socket.local_addr().expect("a bound socket has an address")
}

/// Whether a whole head came.
async fn read_head(socket: &mut TcpStream) -> bool {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match socket.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return false,
        }
    }
    true
}
