//! Requests that go out once more when the server has given an HTTP/2 connection up.

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use strait_abi::ErrorCode;
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, RawServer};
use support::{
    Script,
    fetch::{Fetch, Response, trusting},
    server_cases::frame,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::TlsAcceptor;

const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

/// Answers every request with 200 and nothing, but one on stream 3 of the first connection with this frame.
async fn serve(mut socket: impl AsyncRead + AsyncWrite + Unpin, end: Option<&[u8]>) -> std::io::Result<()> {
    socket.write_all(&frame(SETTINGS, 0, 0, b"")).await?;
    socket.read_exact(&mut [0; b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()]).await?;
    loop {
        let mut head = [0; 9];
        socket.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        socket.read_exact(&mut vec![0; length as usize]).await?;
        let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        match end {
            _ if head[3] != HEADERS => {}
            Some(end) if stream == 3 => socket.write_all(end).await?,
            _ => socket.write_all(&frame(HEADERS, 5, stream, &[0x88])).await?,
        }
    }
}

/// What becomes of the second request on a connection when `end` is the answer to it, and how many connections there were.
async fn second(method: &str, end: Vec<u8>) -> (Script, Outcome, usize) {
    let certificates = Certificates::for_names(&["127.0.0.1"], &["h2"]);
    let acceptor = TlsAcceptor::from(certificates.server_config());
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let server = RawServer::start(move |socket: TcpStream| {
        let is_first = counter.fetch_add(1, Ordering::SeqCst) == 0;
        let (acceptor, end) = (acceptor.clone(), is_first.then(|| end.clone()));
        async move {
            let Ok(socket) = acceptor.accept(socket).await else { return };
            let _ = serve(socket, end.as_deref()).await;
        }
    });
    let network = trusting(certificates.authority_pem());
    let mut script = Script::on(network, Policy::everything(), Limits::default());
    let url = format!("https://{}/", server.address());
    assert_eq!(script.get(&url).await.head.status, 200);
    let body = (method == "POST").then_some(&b"x"[..]);
    let outcome = script.call(Fetch { method, body, ..Fetch::get(&url) }.operation()).await;
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
    (script, outcome, connections.load(Ordering::SeqCst))
}

fn going_away() -> Vec<u8> {
    frame(GOAWAY, 0, 0, &[0, 0, 0, 1, 0, 0, 0, 0])
}

fn refusing() -> Vec<u8> {
    frame(RST_STREAM, 0, 3, &[0, 0, 0, 7])
}

#[tokio::test]
async fn what_may_be_repeated_is() {
    for (method, end) in [("GET", going_away()), ("GET", refusing()), ("POST", refusing())] {
        let (_script, outcome, connections) = second(method, end).await;
        assert_eq!((Response::of(outcome).head.status, connections), (200, 2), "{method}");
    }
}

#[tokio::test]
async fn what_may_not_be_repeated_fails() {
    let internal_error = frame(RST_STREAM, 0, 3, &[0, 0, 0, 2]);
    for (method, end, why) in [
        ("POST", going_away(), "not a result of an error"),
        ("GET", internal_error, "unexpected internal error encountered"),
    ] {
        let (_script, outcome, connections) = second(method, end).await;
        let failure = outcome.failure().expect("a failure");
        assert_eq!((failure.code, connections), (ErrorCode::Reset, 1), "{method}");
        assert!(failure.message.ends_with(&format!("broke the request off: {why}")), "{}", failure.message);
    }
}
