//! Servers that are not there, go away, or answer with nonsense.

mod support;

use strait_abi::{ErrorCode, Operation};
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer, refused_address};
use support::{
    Script, failed, failed_with,
    fetch::{Fetch, resolving, trusting},
};

async fn fails(script: &mut Script, url: &str, code: ErrorCode, message: &str) {
    failed(&script.call(Fetch::get(url).operation()).await, code, message);
    assert_eq!(script.service.in_flight(), 0);
}

#[tokio::test]
async fn a_refused_connection() {
    let address = refused_address();
    let mut script = Script::new();
    let message = format!("cannot connect to {address}: connection refused");
    fails(&mut script, &format!("http://{address}/"), ErrorCode::Refused, &message).await;
    let port = address.port();
    let network = resolving(&[format!("name.test:{port}:127.0.0.1")]);
    let mut script = Script::on(network, Policy::everything(), Limits::default());
    let message = format!("cannot connect to name.test:{port} at 127.0.0.1: connection refused");
    fails(&mut script, &format!("http://name.test:{port}/"), ErrorCode::Refused, &message).await;
}

#[tokio::test]
async fn a_name_that_does_not_resolve() {
    let mut script = Script::new();
    let outcome = script.call(Fetch::get("http://does-not-exist.invalid/").operation()).await;
    failed_with(&outcome, ErrorCode::Dns);
    let message = outcome.failure().unwrap().message.to_owned();
    assert!(message.starts_with("cannot resolve does-not-exist.invalid: "), "{message}");
    failed_with(&script.call(Operation::DnsResolve { host: "does-not-exist.invalid" }).await, ErrorCode::Dns);
}

#[tokio::test]
async fn a_server_that_hangs_up() {
    let server = RawServer::closing();
    let address = server.address();
    let mut script = Script::new();
    let message = format!("{address} closed the connection before answering");
    fails(&mut script, &format!("http://{address}/"), ErrorCode::Reset, &message).await;
    let server = RawServer::answering("HTTP/1.1 200 OK\r\ncontent-");
    let address = server.address();
    let message = format!("{address} closed the connection before answering");
    fails(&mut script, &format!("http://{address}/"), ErrorCode::Reset, &message).await;
}

#[tokio::test]
async fn a_server_that_does_not_speak_http() {
    let mut script = Script::new();
    for (answer, what) in [
        ("220 mail.example ESMTP\r\n\r\n", "invalid HTTP version"),
        ("HTTP/1.1 OK\r\n\r\n", "invalid HTTP status-code"),
        ("HTTP/1.1 200 OK\r\nbad header\r\n\r\n", "invalid HTTP header"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "invalid content-length"),
        ("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", "invalid content-length"),
    ] {
        let server = RawServer::answering(answer);
        let address = server.address();
        let message = format!("{address} answered with something that is not HTTP: {what}");
        fails(&mut script, &format!("http://{address}/"), ErrorCode::Protocol, &message).await;
    }
}

#[tokio::test]
async fn a_head_beyond_the_limit() {
    let limits = Limits { header_bytes: 1000, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let server =
        RawServer::answering(format!("HTTP/1.1 200 OK\r\nx: {}\r\ncontent-length: 0\r\n\r\n", "x".repeat(1000)));
    let url = format!("http://{}/", server.address());
    let message = format!("{url} answered with headers of 1024 bytes, more than the 1000 allowed");
    fails(&mut script, &url, ErrorCode::TooLarge, &message).await;
    let server = RawServer::answering(format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1_000_000)));
    let address = server.address();
    let message = format!("{address} answered with a longer head than is read");
    fails(&mut script, &format!("http://{address}/"), ErrorCode::TooLarge, &message).await;
}

#[tokio::test]
async fn a_body_that_breaks_off() {
    let mut script = Script::new();
    for (answer, code, message) in [
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n0123456789",
            ErrorCode::Protocol,
            "the server closed the connection before the whole response body arrived",
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n0123456789\r\n",
            ErrorCode::Protocol,
            "the server closed the connection before the whole response body arrived",
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n0123456789\r\nxyz\r\n",
            ErrorCode::Protocol,
            "the response body is malformed: invalid chunk size line: missing size digit",
        ),
    ] {
        let server = RawServer::answering(answer);
        let response = script.get(&format!("http://{}/", server.address())).await;
        let mut body = response.body.to_vec();
        let stream = response.rest.expect("a body that is not complete");
        let failure = loop {
            match script.read(stream).await {
                Outcome::Bytes(bytes) if !bytes.is_empty() => body.extend_from_slice(&bytes),
                other => break other,
            }
        };
        assert_eq!(body, b"0123456789", "what came before is not lost");
        failed(&failure, code, message);
        failed(&script.read(stream).await, code, message);
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_over_http2() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    let response = script.get(&server.url("/close-early")).await;
    let stream = response.rest.expect("a body that is not complete");
    let failure = loop {
        match script.read(stream).await {
            Outcome::Bytes(bytes) if !bytes.is_empty() => {}
            other => break other,
        }
    };
    failed(&failure, ErrorCode::Reset, "the server broke off the response body");
}

#[tokio::test]
async fn a_cancelled_request_breaks_its_connection_off() {
    let (sender, mut closed) = tokio::sync::mpsc::unbounded_channel();
    let server = RawServer::start(move |mut socket| {
        let sender = sender.clone();
        async move {
            use tokio::io::AsyncReadExt;
            let mut head = [0; 1024];
            let _ = socket.read(&mut head).await;
            let _ = sender.send(false);
            let _ = socket.read(&mut head).await;
            let _ = sender.send(true);
        }
    });
    let mut script = Script::new();
    let call = script.start(Fetch::get(&format!("http://{}/", server.address())).operation());
    assert_eq!(script.during(closed.recv()).await, Some(false), "the request has arrived");
    script.service.cancel(call);
    assert_eq!(script.during(closed.recv()).await, Some(true), "the server sees the end of the connection");
    assert_eq!(script.service.in_flight(), 0);
}

#[tokio::test]
async fn a_body_that_is_closed_breaks_its_connection_off() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let response = script.get(&server.url("/drip?count=100000&interval=1")).await;
    script.close(response.rest.expect("a body that goes on")).await;
    assert_eq!(script.get(&server.url("/get")).await.connection(), 2);
}

#[tokio::test]
async fn a_switch_of_protocols_nobody_asked_for() {
    let server = RawServer::answering("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n");
    let mut script = Script::new();
    let outcome = script.call(Fetch::get(&format!("http://{}/", server.address())).operation()).await;
    failed_with(&outcome, ErrorCode::Protocol);
}
