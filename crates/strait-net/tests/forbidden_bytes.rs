//! What a script supplies and HTTP forbids never reaches a connection: bytes that would end a line, a name or a value.

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use strait_abi::{ErrorCode, Operation};
use strait_testkit::RawServer;
use support::{Script, done, failed_with, fetch::Fetch};
use tokio::io::AsyncReadExt;

/// Texts with a character that ends something, in the middle and at the ends.
const FORBIDDEN: [&str; 10] = [
    "a\rb",
    "a\nb",
    "a\r\nb",
    "a\0b",
    "a\r\nx-injected: 1",
    "a\r\n\r\nGET / HTTP/1.1",
    "\na",
    "a\u{7f}",
    "a\u{1}b",
    "a\u{10a}b",
];

/// A server that counts its connections.
fn counting() -> (RawServer, Arc<AtomicUsize>) {
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let server = RawServer::start(move |mut socket| {
        counter.fetch_add(1, Ordering::SeqCst);
        async move { while matches!(socket.read(&mut [0; 4096]).await, Ok(1..)) {} }
    });
    (server, connections)
}

fn web_socket<'a>(url: &'a str, protocols: Vec<&'a str>, headers: &'a str) -> Operation<'a> {
    Operation::WsConnect { url, protocols, headers, options: None }
}

fn event_source<'a>(url: &'a str, headers: &'a str) -> Operation<'a> {
    Operation::SseConnect { url, headers, last_event_id: "" }
}

/// No call and no more handles than these are left.
#[track_caller]
fn leaves(script: &Script, handles: usize) {
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, handles));
}

#[track_caller]
fn refused(script: &mut Script, what: &str, operation: Operation<'_>) {
    let call = script.start(operation);
    // Refused before anything is waited for.
    let outcome = script.ready(call).unwrap_or_else(|| panic!("{what} is let through"));
    failed_with(&outcome, ErrorCode::Invalid);
}

#[tokio::test]
async fn of_a_request() {
    let (server, connections) = counting();
    let url = format!("http://{}/", server.address());
    let mut script = Script::new();
    for bad in FORBIDDEN {
        let shown = bad.escape_debug();
        refused(&mut script, &format!("method {shown}"), Fetch { method: bad, ..Fetch::get(&url) }.operation());
        let headers = format!("{bad}: 1\r\n");
        refused(&mut script, &format!("name {shown}"), Fetch { headers: &headers, ..Fetch::get(&url) }.operation());
        if !bad.contains("x-injected") {
            let headers = format!("x: {bad}\r\n");
            refused(
                &mut script,
                &format!("value {shown}"),
                Fetch { headers: &headers, ..Fetch::get(&url) }.operation(),
            );
        }
        leaves(&script, 0);
    }
    // A URL loses its line ends before it is read (WHATWG URL, "basic URL parser" step 3).
    for bad in ["a\0b", "a\u{7f}", "a\u{1}b", "a b", "a\r\nx-injected: 1"] {
        let url = format!("http://{bad}/");
        refused(&mut script, &format!("host {}", bad.escape_debug()), Fetch::get(&url).operation());
    }
    for method in ["", "GET /", "GET\t", "G\u{e9}T", "\"", "CONNECT", "trace"] {
        refused(&mut script, method, Fetch { method, ..Fetch::get(&url) }.operation());
    }
    for headers in [": 1\r\n", " a: 1\r\n", "a : 1\r\n", "a\r\n", "a: 1\r\n b\r\n", "\r\n", "a(b): 1\r\n"] {
        refused(&mut script, headers, Fetch { headers, ..Fetch::get(&url) }.operation());
    }
    leaves(&script, 0);
    assert_eq!(connections.load(Ordering::SeqCst), 0);
}

/// In a path they are escaped or dropped, as the standard for URLs says, and so never end the request line.
#[tokio::test]
async fn of_a_path() {
    let (sender, mut lines) = tokio::sync::mpsc::unbounded_channel();
    let server = RawServer::start(move |mut socket| {
        let sender = sender.clone();
        async move {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                match socket.read_u8().await {
                    Ok(byte) => head.push(byte),
                    Err(_) => return,
                }
            }
            let _ = sender.send(String::from_utf8(head).expect("a head of text"));
        }
    });
    let mut script = Script::new();
    for bad in FORBIDDEN {
        let url = format!("http://{}/{bad}?{bad}", server.address());
        let call = script.start(Fetch::post(&url, b"").operation());
        let head = script.during(lines.recv()).await.expect("a request");
        let (line, rest) = head.split_once("\r\n").expect("a line");
        assert!(line.starts_with("POST /") && line.ends_with(" HTTP/1.1"), "{line:?}");
        assert!(line.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{line:?}");
        assert_eq!(line.matches(' ').count(), 2, "{line:?}");
        assert!(!rest.contains("injected"), "{rest:?}");
        failed_with(&script.outcome(call).await, ErrorCode::Reset);
        leaves(&script, 0);
    }
}

#[tokio::test]
async fn of_a_web_socket() {
    let (server, connections) = counting();
    let url = format!("ws://{}/", server.address());
    let mut script = Script::new();
    for bad in FORBIDDEN {
        let shown = bad.escape_debug();
        refused(&mut script, &format!("protocol {shown}"), web_socket(&url, vec![bad], ""));
        let headers = format!("{bad}: 1\r\n");
        refused(&mut script, &format!("name {shown}"), web_socket(&url, vec![], &headers));
        if !bad.contains("x-injected") {
            let headers = format!("x: {bad}\r\n");
            refused(&mut script, &format!("value {shown}"), web_socket(&url, vec![], &headers));
        }
        if bad.chars().any(char::is_control) {
            let path = format!("{url}{bad}");
            refused(&mut script, &format!("path {shown}"), web_socket(&path, vec![], ""));
        }
        leaves(&script, 0);
    }
    assert_eq!(connections.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn of_an_event_source() {
    let (server, connections) = counting();
    let url = format!("http://{}/", server.address());
    let mut script = Script::new();
    for bad in FORBIDDEN {
        let shown = bad.escape_debug();
        let headers = format!("{bad}: 1\r\n");
        refused(&mut script, &format!("name {shown}"), event_source(&url, &headers));
        if !bad.contains("x-injected") {
            let headers = format!("x: {bad}\r\n");
            refused(&mut script, &format!("value {shown}"), event_source(&url, &headers));
        }
        if bad.chars().any(char::is_control) {
            let path = format!("{url}{bad}");
            refused(&mut script, &format!("path {shown}"), event_source(&path, ""));
        }
    }
    assert_eq!(connections.load(Ordering::SeqCst), 0);
    leaves(&script, 0);
}

#[tokio::test]
async fn of_a_response() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    for bad in FORBIDDEN {
        let shown = bad.escape_debug();
        let mut client = strait_testkit::RawClient::connect(address).await;
        client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        let exchange = script.accept(listener).await.exchange;
        let respond =
            |reason, headers| Operation::HttpRespond { exchange, status: 200, reason, headers, body: b"", more: false };
        refused(&mut script, &format!("reason {shown}"), respond(Some(bad), ""));
        let headers = format!("{bad}: 1\r\n");
        refused(&mut script, &format!("name {shown}"), respond(None, &headers));
        if !bad.contains("x-injected") {
            let headers = format!("x: {bad}\r\n");
            refused(&mut script, &format!("value {shown}"), respond(None, &headers));
        }
        // What was refused can still be answered, and nothing of it has been sent.
        done(&script.respond(exchange, 204, "", "").await);
        let answer = script.during(client.read_to_end()).await;
        assert!(answer.starts_with("HTTP/1.1 204 No Content\r\n") && !answer.contains("injected"), "{answer:?}");
        leaves(&script, 1);
    }
}

#[tokio::test]
async fn of_an_upgrade() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = strait_testkit::RawClient::connect(address).await;
    client
        .send(
            "GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
             sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: chat\r\n\r\n",
        )
        .await;
    let exchange = script.accept(listener).await.exchange;
    for bad in FORBIDDEN {
        let shown = bad.escape_debug();
        let upgrade = |protocol, headers| Operation::HttpUpgrade { exchange, protocol, headers, options: None };
        refused(&mut script, &format!("protocol {shown}"), upgrade(Some(bad), ""));
        let headers = format!("{bad}: 1\r\n");
        refused(&mut script, &format!("name {shown}"), upgrade(None, &headers));
        if !bad.contains("x-injected") {
            let headers = format!("x: {bad}\r\n");
            refused(&mut script, &format!("value {shown}"), upgrade(None, &headers));
        }
    }
    done(&script.respond(exchange, 400, "", "").await);
    let answer = script.during(client.read_until("\r\n\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n") && !answer.contains("injected"), "{answer:?}");
    leaves(&script, 1);
}
