//! Requests given up at every stage: the connection ends, and nothing is left behind.

mod support;

use strait_abi::{CallId, ErrorCode, Handle, Operation};
use strait_net::{Limits, NetworkOptions, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script, done, failed_with,
    fetch::{Fetch, network, trusting},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
};

/// One that has a single connection, so that whatever is not given back is missed.
fn frugal() -> Script {
    let options = NetworkOptions { max_connections: Some(1), ..NetworkOptions::default() };
    let limits = Limits { connections_per_origin: 1, handles: 2, ..Limits::default() };
    Script::on(network(options), Policy::everything(), limits)
}

/// Nothing is under way, and there is a connection for the next request.
async fn is_clean(script: &mut Script) {
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
    let server = HttpServer::start();
    assert_eq!(script.get(&server.url("/get")).await.head.status, 200);
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
}

/// A server that sends `answer` to what it reads first, and tells when that has come and when the connection has ended.
fn watched(answer: &'static [u8]) -> (RawServer, UnboundedReceiver<&'static str>) {
    let (sender, events) = unbounded_channel();
    let server = RawServer::start(move |mut socket: TcpStream| {
        let sender = sender.clone();
        async move {
            if !matches!(socket.read(&mut [0; 1024]).await, Ok(1..)) {
                return;
            }
            let _ = socket.write_all(answer).await;
            let _ = sender.send("begun");
            while matches!(socket.read(&mut [0; 65536]).await, Ok(1..)) {}
            let _ = sender.send("ended");
        }
    });
    (server, events)
}

/// Cancels a call once the server has seen the beginning, and waits until it has seen the end.
async fn cancel_at(script: &mut Script, call: CallId, events: &mut UnboundedReceiver<&'static str>) {
    assert_eq!(script.during(events.recv()).await, Some("begun"));
    assert!(script.ready(call).is_none(), "it waits");
    script.service.cancel(call);
    assert_eq!(script.during(events.recv()).await, Some("ended"));
}

#[tokio::test]
async fn while_another_has_the_connection() {
    let (server, mut events) = watched(b"");
    let mut script = frugal();
    let url = format!("http://{}/", server.address());
    let first = script.start(Fetch::get(&url).operation());
    let waiting = script.start(Fetch::get(&url).operation());
    let other = HttpServer::start();
    let elsewhere = other.url("/get");
    let elsewhere = script.start(Fetch::get(&elsewhere).operation());
    assert_eq!(script.during(events.recv()).await, Some("begun"));
    for call in [waiting, elsewhere] {
        assert!(script.ready(call).is_none());
        script.service.cancel(call);
    }
    script.service.cancel(first);
    assert_eq!(script.during(events.recv()).await, Some("ended"));
    is_clean(&mut script).await;
}

#[tokio::test]
async fn while_the_name_is_looked_up() {
    let mut script = frugal();
    // More than may be looked up at a time, so that some wait for their turn.
    for _ in 0..100 {
        let call = script.start(Fetch::get("http://does-not-exist.invalid/").operation());
        script.service.cancel(call);
    }
    is_clean(&mut script).await;
}

#[tokio::test]
async fn while_it_connects() {
    // A listener whose queue is full answers nobody.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut filling = Vec::new();
    while let Ok(Ok(socket)) =
        tokio::time::timeout(std::time::Duration::from_millis(100), TcpStream::connect(address)).await
    {
        filling.push(socket);
        assert!(filling.len() < 100, "the queue has an end");
    }
    let mut script = frugal();
    let call = script.start(Fetch::get(&format!("http://{address}/")).operation());
    tokio::task::yield_now().await;
    assert!(script.ready(call).is_none());
    script.service.cancel(call);
    is_clean(&mut script).await;
}

#[tokio::test]
async fn during_the_tls_handshake() {
    let (server, mut events) = watched(b"");
    let limits = Limits { connections_per_origin: 1, ..Limits::default() };
    let network = trusting(Certificates::localhost().authority_pem());
    let mut script = Script::on(network, Policy::everything(), limits);
    let url = format!("https://{}/", server.address());
    for _ in 0..2 {
        // The second has its turn although the first never ended its own.
        let call = script.start(Fetch::get(&url).operation());
        cancel_at(&mut script, call, &mut events).await;
    }
    is_clean(&mut script).await;
}

#[tokio::test]
async fn before_and_during_the_head() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-le", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"] {
        let (server, mut events) = watched(answer.as_bytes());
        let mut script = frugal();
        let call = script.start(Fetch::get(&format!("http://{}/", server.address())).operation());
        cancel_at(&mut script, call, &mut events).await;
        is_clean(&mut script).await;
    }
}

#[tokio::test]
async fn during_the_body() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 100\r\n\r\n\x1f",
    ] {
        let (server, mut events) = watched(answer.as_bytes());
        let mut script = frugal();
        let response = script.get(&format!("http://{}/", server.address())).await;
        let body = response.rest.expect("a body that goes on");
        assert_eq!(script.during(events.recv()).await, Some("begun"));
        let read = loop {
            let read = script.start(Operation::StreamRead { stream: body, max_bytes: 10 });
            if script.ready(read).is_none() {
                break read;
            }
        };
        // Giving up a read keeps the body.
        script.service.cancel(read);
        assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 1));
        let read = script.start(Operation::StreamRead { stream: body, max_bytes: 10 });
        assert!(script.ready(read).is_none());
        script.close(body).await;
        failed_with(&script.outcome(read).await, ErrorCode::Closed);
        assert_eq!(script.during(events.recv()).await, Some("ended"));
        is_clean(&mut script).await;
    }
}

async fn open_upload(script: &mut Script) -> Handle {
    match script.call(Operation::StreamOpen).await {
        Outcome::Opened(upload) => upload,
        other => panic!("expected a stream, got {other:?}"),
    }
}

#[tokio::test]
async fn during_an_upload() {
    let (server, mut events) = watched(b"");
    let mut script = frugal();
    let upload = open_upload(&mut script).await;
    let url = format!("http://{}/", server.address());
    let call = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation());
    done(&script.write(upload, "abc").await);
    cancel_at(&mut script, call, &mut events).await;
    failed_with(&script.write(upload, "def").await, ErrorCode::Reset);
    script.close(upload).await;
    is_clean(&mut script).await;
}

#[tokio::test]
async fn a_request_whose_sandbox_ends() {
    let (server, mut events) = watched(b"");
    let mut script = frugal();
    script.start(Fetch::get(&format!("http://{}/", server.address())).operation());
    assert_eq!(script.during(events.recv()).await, Some("begun"));
    drop(script);
    assert_eq!(events.recv().await, Some("ended"));
}

#[tokio::test]
async fn a_stream_of_http2_is_reset() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let limits = Limits { connections_per_origin: 1, ..Limits::default() };
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), limits);
    // While the head is waited for, during a body, and during an upload.
    let slow = server.url("/delay/60000");
    let call = script.start(Fetch::get(&slow).operation());
    script.until("the request is under way", |_| server.connections() == 1).await;
    script.service.cancel(call);
    let drip = script.get(&server.url("/drip?count=100000&interval=1")).await;
    script.close(drip.rest.expect("a body that goes on")).await;
    let upload = open_upload(&mut script).await;
    let post = server.url("/post");
    let call = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&post) }.operation());
    done(&script.write(upload, "abc").await);
    script.service.cancel(call);
    script.close(upload).await;
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
    let response = script.get(&server.url("/get")).await;
    assert_eq!((response.head.status, server.connections()), (200, response.connection()));
}
