//! The server that scripts of the Python module `network` are tried against: HTTP, server-sent events and a WebSocket, written
//! out byte by byte where it matters how they come.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
    sync::Notify,
};
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, handshake::derive_accept_key, protocol::Role},
};

use crate::{Certificates, background::Background};

/// A server. Dropping it stops it and breaks its connections off.
///
/// | Route | Answer |
/// |---|---|
/// | `/text`, `/` | `hello from mock` |
/// | `/json` | `{"ok":true}` |
/// | `/users`, `/a`, `/b` | `{"path":"..."}` |
/// | `/item/N` | `item N`; 500 when N ends with 7 |
/// | `/echo` | method, content type and body of the request, a line each |
/// | `/big` | a million times `x` |
/// | `/sse` | three events, and the stream stays open |
/// | `/finite` | two events and the end |
/// | `/sse-fields` | events in every way of writing them, part by part |
/// | `/sse-reconnect` | an event and the end; for a client that comes back, one that says so |
/// | `/ws` | a WebSocket that sends back what it gets |
/// | `/socket` | one that sends the first message back and closes |
/// | `/hang` | nothing, for ever |
/// | `/hanging/N` | `N`, as soon as that many requests for `/hang` have come |
/// | `/given-up/N` | `N`, as soon as that many clients have given `/hang` up |
/// | other | 404 |
pub struct NetworkServer {
    background: Background,
}

#[derive(Default)]
struct Shared {
    hanging: AtomicUsize,
    given_up: AtomicUsize,
    changed: Notify,
}

impl Shared {
    fn count(&self, counter: &AtomicUsize) {
        counter.fetch_add(1, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    async fn until(&self, counter: &AtomicUsize, wanted: usize) {
        loop {
            let changed = self.changed.notified();
            if counter.load(Ordering::SeqCst) >= wanted {
                return;
            }
            changed.await;
        }
    }
}

trait Socket: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Socket for T {}

impl NetworkServer {
    /// A plain one.
    pub fn start() -> Self {
        Self::serve(None)
    }

    /// One behind TLS. It speaks HTTP/1.1, which the certificates' configuration has to say too.
    pub fn start_tls(certificates: &Certificates) -> Self {
        Self::serve(Some(TlsAcceptor::from(certificates.server_config())))
    }

    fn serve(tls: Option<TlsAcceptor>) -> Self {
        let shared = Arc::<Shared>::default();
        Self { background: Background::start(move |listener| accept(listener, tls, shared)) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.background.address()
    }
}

async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, shared: Arc<Shared>) {
    while let Ok((socket, _)) = listener.accept().await {
        // It works without the option, only later.
        let _ = socket.set_nodelay(true);
        let (tls, shared) = (tls.clone(), Arc::clone(&shared));
        tokio::spawn(async move {
            match tls {
                None => serve(socket, &shared).await,
                Some(tls) => match tls.accept(socket).await {
                    Ok(socket) => serve(socket, &shared).await,
                    Err(_) => None,
                },
            }
        });
    }
}

/// Answers one request after the other, until the client goes away.
async fn serve(mut socket: impl Socket, shared: &Shared) -> Option<()> {
    loop {
        let head = read_head(&mut socket).await?;
        let mut words = head.split(' ');
        let (method, target) = (words.next()?, words.next()?.split('?').next()?);
        let mut body = vec![0; header(&head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
        socket.read_exact(&mut body).await.ok()?;
        let (name, argument) = target[1..].split_once('/').unwrap_or((&target[1..], ""));
        match (name, argument) {
            ("text" | "", "") => answer(&mut socket, 200, "text/plain", b"hello from mock").await?,
            ("json", "") => answer(&mut socket, 200, "application/json", br#"{"ok":true}"#).await?,
            ("users" | "a" | "b", "") => {
                let json = format!(r#"{{"path":"{target}"}}"#);
                answer(&mut socket, 200, "application/json", json.as_bytes()).await?;
            }
            ("item", number) => {
                let status = if number.ends_with('7') { 500 } else { 200 };
                answer(&mut socket, status, "text/plain", format!("item {number}").as_bytes()).await?;
            }
            ("echo", "") => {
                let kind = header(&head, "content-type").unwrap_or_default();
                let text = [method.as_bytes(), b"\n", kind.as_bytes(), b"\n", &body].concat();
                answer(&mut socket, 200, "application/octet-stream", &text).await?;
            }
            ("big", "") => answer(&mut socket, 200, "text/plain", &vec![b'x'; 1_000_000]).await?,
            ("sse", "") => {
                events(&mut socket).await?;
                for number in 1..=3 {
                    write(&mut socket, &format!("id: {number}\ndata: event {number}\n\n")).await?;
                }
                return until_gone(&mut socket).await;
            }
            ("finite", "") => {
                events(&mut socket).await?;
                write(&mut socket, "data: event 1\n\ndata: event 2\n\n").await?;
                return socket.shutdown().await.ok();
            }
            ("sse-fields", "") => {
                events(&mut socket).await?;
                for part in FIELDS {
                    write(&mut socket, part).await?;
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                return until_gone(&mut socket).await;
            }
            ("sse-reconnect", "") => {
                events(&mut socket).await?;
                let Some(last) = header(&head, "last-event-id") else {
                    write(&mut socket, "retry: 250\nid: 41\ndata: first\n\n").await?;
                    return socket.shutdown().await.ok();
                };
                write(&mut socket, &format!("data: last={last}\n\n")).await?;
                return until_gone(&mut socket).await;
            }
            ("ws" | "socket", "") => {
                let most = if name == "socket" { 1 } else { usize::MAX };
                return echo_messages(socket, header(&head, "sec-websocket-key")?, most).await;
            }
            ("hang", "") => {
                shared.count(&shared.hanging);
                until_gone(&mut socket).await;
                shared.count(&shared.given_up);
                return None;
            }
            ("hanging" | "given-up", count) => {
                let counter = if name == "hanging" { &shared.hanging } else { &shared.given_up };
                shared.until(counter, count.parse().ok()?).await;
                answer(&mut socket, 200, "text/plain", count.as_bytes()).await?;
            }
            _ => answer(&mut socket, 404, "text/plain", b"not found").await?,
        }
    }
}

/// Fields in every way of writing them: a byte order mark, a comment whose line end comes in two parts, an event with a name, two
/// lines of data, no space after the colon, an id that is taken back.
const FIELDS: [&str; 7] = [
    "\u{feff}data: bom first\n\n",
    ": comment\r",
    "\nevent: ping\ndata: skipped\n\n",
    "id: 7\rdata: first line\rdata: second line\r\r",
    "data:no space\nretry: 5000\n\n",
    "id\ndata: after empty id\n\n",
    ": the stream stays open\n",
];

async fn read_head(socket: &mut impl Socket) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.ok()?);
    }
    String::from_utf8(head).ok()
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.split("\r\n").filter_map(|line| line.split_once(": "));
    lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

async fn write(socket: &mut impl Socket, text: &str) -> Option<()> {
    socket.write_all(text.as_bytes()).await.ok()?;
    socket.flush().await.ok()
}

async fn answer(socket: &mut impl Socket, status: u16, kind: &str, body: &[u8]) -> Option<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} \r\ncontent-type: {kind}\r\ncontent-length: {length}\r\naccess-control-allow-origin: *\r\n\r\n"
    );
    socket.write_all(&[head.as_bytes(), body].concat()).await.ok()?;
    socket.flush().await.ok()
}

/// The head of a stream of events, which ends with the connection.
async fn events(socket: &mut impl Socket) -> Option<()> {
    write(socket, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n").await
}

async fn until_gone(socket: &mut impl Socket) -> Option<()> {
    tokio::io::copy(socket, &mut tokio::io::sink()).await.ok().map(drop)
}

async fn echo_messages(mut socket: impl Socket, key: &str, most: usize) -> Option<()> {
    let accept = derive_accept_key(key.as_bytes());
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: {accept}\r\n\r\n"
    );
    write(&mut socket, &head).await?;
    let mut messages = WebSocketStream::from_raw_socket(socket, Role::Server, None).await;
    let mut count = 0;
    while let Some(Ok(message)) = messages.next().await {
        if matches!(message, Message::Text(_) | Message::Binary(_)) {
            messages.send(message).await.ok()?;
            count += 1;
            if count == most {
                messages.close(None).await.ok()?;
            }
        }
    }
    Some(())
}
