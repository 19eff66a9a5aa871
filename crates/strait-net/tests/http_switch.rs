//! Connections that HTTP hands over: `http.switch` at the server, `http.send` with `upgrade` at the client.

mod support;

use std::net::SocketAddr;

use strait_abi::{ErrorCode, Handle, Operation, Redirect};
use strait_net::{Outcome, ResponseHead};
use strait_testkit::RawClient;
use support::{Request, Script, bytes, done, failed, failed_with};

const ASKS: &str = "connection: Upgrade\r\nupgrade: echo\r\n";

fn ask<'a>(method: &'a str, url: &'a str, headers: &'a str) -> Operation<'a> {
    Operation::HttpSend {
        method,
        url,
        headers,
        body: None,
        upload: None,
        redirect: Redirect::Manual,
        decompress: false,
        connect_milliseconds: None,
        response_milliseconds: None,
        total_milliseconds: None,
        tls: None,
        upgrade: Some(true),
    }
}

fn switch(exchange: Handle, status: u16, headers: &str) -> Operation<'_> {
    Operation::HttpSwitch { exchange, status, headers }
}

#[track_caller]
fn opened(outcome: &Outcome) -> Handle {
    match outcome {
        Outcome::Opened(handle) => *handle,
        other => panic!("expected a stream, got {other:?}"),
    }
}

#[track_caller]
fn response(outcome: Outcome) -> (ResponseHead, Option<Handle>) {
    match outcome {
        Outcome::Response { head, rest, .. } => (*head, rest),
        other => panic!("expected a response, got {other:?}"),
    }
}

/// A server with a request that waits for its answer, and the client's call.
async fn asked(script: &mut Script, method: &str, path: &str, headers: &str) -> (Request, u64, SocketAddr) {
    let (listener, address) = script.http_listen().await;
    let url = format!("http://{address}/{path}");
    let call = script.start(ask(method, &url, headers));
    (script.accept(listener).await, call, address)
}

#[tokio::test]
async fn both_sides_go_on_with_bytes() {
    let mut script = Script::new();
    let (request, call, _) = asked(&mut script, "GET", "x", ASKS).await;
    assert!(request.head.headers.contains("upgrade: echo\r\n"), "{}", request.head.headers);
    let server = opened(&script.call(switch(request.exchange, 101, "upgrade: echo\r\nx-a: 1\r\n")).await);
    done(&script.write(server, "from the server").await);
    let (head, rest) = response(script.outcome(call).await);
    assert_eq!((head.status, &*head.reason), (101, "Switching Protocols"));
    assert!(
        head.headers.contains("x-a: 1\r\n") && head.headers.contains("connection: Upgrade\r\n"),
        "{}",
        head.headers
    );
    let client = rest.expect("the connection");
    assert_eq!(bytes(script.read(client).await), "from the server");
    done(&script.write(client, "from the client").await);
    assert_eq!(bytes(script.read(server).await), "from the client");
    done(&script.shutdown(client).await);
    assert!(script.read_all(server).await.is_empty());
    done(&script.write(server, "the last words").await);
    done(&script.shutdown(server).await);
    assert_eq!(script.read_all(client).await, b"the last words");
    failed_with(&script.respond(request.exchange, 200, "", "").await, ErrorCode::Closed);
}

#[tokio::test]
async fn what_was_read_ahead_comes_first() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nearly").await;
    let request = script.accept(listener).await;
    let server = opened(&script.call(switch(request.exchange, 101, "upgrade: x\r\n")).await);
    assert_eq!(bytes(script.read(server).await), "early");
    client.send(" late").await;
    assert_eq!(bytes(script.read(server).await), " late");
    script.close(server).await;
    let answer = script.during(client.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), "{answer}");
}

#[tokio::test]
async fn a_connect_is_granted_as_a_tunnel() {
    let mut script = Script::new();
    let (request, call, _) = asked(&mut script, "CONNECT", "far.test:443", "").await;
    assert_eq!((request.head.method.as_str(), request.head.target.as_str()), ("CONNECT", "far.test:443"));
    let refused = script.respond(request.exchange, 200, "", "").await;
    let message = "a CONNECT is granted by handing its connection over, not with an ordinary response";
    failed(&refused, ErrorCode::Invalid, message);
    let refused = script.call(switch(request.exchange, 101, "")).await;
    failed(&refused, ErrorCode::Invalid, "a CONNECT is granted with a status from 200 to 299, not 101");
    let server = opened(&script.call(switch(request.exchange, 200, "content-length: 5\r\n")).await);
    done(&script.write(server, "hello").await);
    let (head, rest) = response(script.outcome(call).await);
    assert_eq!(head.status, 200);
    assert_eq!(bytes(script.read(rest.expect("the tunnel")).await), "hello");
}

#[tokio::test]
async fn a_connect_can_be_refused() {
    let mut script = Script::new();
    let (request, call, _) = asked(&mut script, "CONNECT", "far.test:443", "").await;
    done(&script.respond(request.exchange, 403, "", "no").await);
    let (head, rest) = response(script.outcome(call).await);
    assert_eq!((head.status, script.read_all(rest.expect("a body")).await.as_slice()), (403, b"no".as_slice()));
}

#[tokio::test]
async fn a_server_that_does_not_switch_gives_a_response() {
    let mut script = Script::new();
    let (request, call, _) = asked(&mut script, "GET", "", ASKS).await;
    done(&script.respond(request.exchange, 426, "x-a: b\r\n", "not here").await);
    let (head, rest) = response(script.outcome(call).await);
    assert_eq!(head.status, 426);
    assert_eq!(script.read_all(rest.expect("a body")).await, b"not here");
}

#[tokio::test]
async fn a_switch_that_makes_no_sense_is_refused() {
    let mut script = Script::new();
    let (request, call, _) = asked(&mut script, "GET", "", ASKS).await;
    let wrong = "another protocol is agreed to with the status 101, not 200";
    failed(&script.call(switch(request.exchange, 200, "")).await, ErrorCode::Invalid, wrong);
    failed_with(&script.call(switch(request.exchange, 101, "a: b\0\r\n")).await, ErrorCode::Invalid);
    failed_with(&script.call(switch(request.exchange, 101, "a\r\n")).await, ErrorCode::Invalid);
    failed_with(&script.call(switch(request.exchange + 1, 101, "")).await, ErrorCode::Closed);
    done(&script.respond(request.exchange, 200, "", "").await);
    assert_eq!(response(script.outcome(call).await).0.status, 200);

    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let plain = script.accept(listener).await;
    let refused = script.call(switch(plain.exchange, 101, "upgrade: x\r\n")).await;
    failed(&refused, ErrorCode::Invalid, "this request does not ask for another protocol");
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_is_refused() {
    let mut script = Script::new();
    for (method, url, headers) in [
        ("GET\r\n", "http://127.0.0.1:1/", ASKS),
        ("GET", "ftp://127.0.0.1/", ASKS),
        ("GET", "nonsense", ASKS),
        ("GET", "http://127.0.0.1:1/", "a: b\rc\r\n"),
        ("CONNECT", "http://127.0.0.1:1/", ""),
    ] {
        failed_with(&script.call(ask(method, url, headers)).await, ErrorCode::Invalid);
    }
}
