//! Event sources, against servers that send what they like.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, Handle, Operation};
use strait_net::{Limits, Outcome, SseEvent};
use strait_policy::Policy;
use strait_testkit::{RawServer, refused_address};
use support::{Script, failed, fetch::allow_net, web_socket::Peer};
use tokio::net::TcpListener;

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

impl Script {
    async fn source(&mut self, url: &str) -> Handle {
        match self.call(Operation::SseConnect { url, headers: "", last_event_id: "" }).await {
            Outcome::Opened(handle) => handle,
            other => panic!("expected an event source, got {other:?}"),
        }
    }

    /// The next thing that happens, in short.
    async fn happens(&mut self, source: Handle) -> String {
        match self.call(Operation::SseReceive { source, max_events: 1 }).await {
            Outcome::Events(events) => match &events[..] {
                [SseEvent::Open { .. }] => "open".to_owned(),
                [SseEvent::Message { kind, data, id }] => format!("{kind}|{data}|{id}"),
                [SseEvent::Interrupted { message }] => format!("interrupted: {message}"),
                [SseEvent::Failed { message }] => format!("failed: {message}"),
                other => panic!("expected one event, got {other:?}"),
            },
            other => panic!("expected events, got {other:?}"),
        }
    }

    async fn happen<const N: usize>(&mut self, source: Handle, expected: [&str; N]) {
        for expected in expected {
            assert_eq!(self.happens(source).await, expected);
        }
    }
}

#[tokio::test]
async fn events_come_as_they_were_sent() {
    let stream =
        "\u{feff}data: first\r\r: comment\nid: 7\r\nevent: add\r\ndata: a\r\ndata: b\r\n\r\ndata: c\n\ndata: lost";
    let server = RawServer::answering(format!("{HEAD}{stream}"));
    let mut script = Script::new();
    let source = script.source(&format!("http://{}/", server.address())).await;
    let ended = "interrupted: the server ended the event stream";
    script.happen(source, ["open", "message|first|", "add|a\nb|7", "message|c|7", ended]).await;
}

/// The server hands each connection's request to the test.
struct Requests(TcpListener);

impl Requests {
    async fn new() -> (Self, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        (Self(listener), url)
    }

    async fn next(&self) -> (Peer, String) {
        let mut peer = Peer { socket: self.0.accept().await.unwrap().0 };
        let head = peer.read_head().await;
        (peer, head)
    }
}

#[tokio::test]
async fn a_source_reconnects_with_the_last_id() {
    let (requests, url) = Requests::new().await;
    let mut script = Script::new();
    let source = script.source(&url).await;
    let server = tokio::spawn(async move {
        let (mut peer, first) = requests.next().await;
        peer.write(format!("{HEAD}retry: 1\nid: caf\u{e9}\ndata: a\n\nid: lost\ndata: unfinished\n").as_bytes()).await;
        drop(peer);
        let (mut peer, second) = requests.next().await;
        peer.write(format!("{HEAD}data: b\n\n").as_bytes()).await;
        (peer, first, second)
    });
    let ended = "interrupted: the server ended the event stream";
    script.happen(source, ["open", "message|a|caf\u{e9}", ended, "open", "message|b|caf\u{e9}"]).await;
    let (_peer, first, second) = server.await.unwrap();
    assert!(
        first.contains("accept: text/event-stream\r\n") && first.contains("cache-control: no-cache\r\n"),
        "{first}"
    );
    assert!(!first.contains("last-event-id"), "{first}");
    assert!(second.contains("last-event-id: caf\u{e9}\r\n"), "{second}");
}

#[tokio::test(start_paused = true)]
async fn the_reconnection_time_is_three_seconds_unless_the_server_says_otherwise() {
    let address = refused_address();
    let mut script = Script::new();
    let source = script.source(&format!("http://{address}/")).await;
    let begin = tokio::time::Instant::now();
    let refused = format!("interrupted: cannot connect to {address}: connection refused");
    script.happen(source, [refused.as_str()]).await;
    assert!(begin.elapsed() < Duration::from_secs(1));
    script.happen(source, [refused.as_str()]).await;
    assert!((3..4).contains(&begin.elapsed().as_secs()), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn what_will_not_get_better_is_final() {
    for (answer, why) in [
        ("HTTP/1.1 204 No Content\r\n\r\n", "answered with status 204 in place of an event stream"),
        ("HTTP/1.1 500 X\r\ncontent-length: 0\r\n\r\n", "answered with status 500 in place of an event stream"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "answered with something that is not an event stream"),
        (
            "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n\r\n",
            "answered with something that is not an event stream",
        ),
    ] {
        let server = RawServer::answering(answer);
        let url = format!("http://{}/", server.address());
        let mut script = Script::new();
        let source = script.source(&url).await;
        script.happen(source, [format!("failed: {url} {why}").as_str()]).await;
        let over = script.call(Operation::SseReceive { source, max_events: 1 }).await;
        failed(&over, ErrorCode::Closed, "this event source is closed");
    }
    let mut script = Script::with(allow_net("example.com"), Limits::default());
    let source = script.source("http://127.0.0.1:80/").await;
    let why = "failed: network access to 127.0.0.1:80 is not allowed; run again with --allow-net=127.0.0.1:80";
    script.happen(source, [why]).await;
}

#[tokio::test]
async fn a_content_type_may_have_parameters() {
    let server =
        RawServer::answering("HTTP/1.1 200 OK\r\ncontent-type: Text/Event-Stream; charset=x\r\n\r\ndata: a\n\n");
    let mut script = Script::new();
    let source = script.source(&format!("http://{}/", server.address())).await;
    script.happen(source, ["open", "message|a|"]).await;
}

#[tokio::test]
async fn an_endless_line_is_bounded() {
    let server = RawServer::answering(format!("{HEAD}data: {}", "x".repeat(5000)));
    let limits = Limits { message_bytes: 1000, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let source = script.source(&format!("http://{}/", server.address())).await;
    let why =
        "failed: the server sent an event of more than 1000 bytes, the most it may; allow more with --max-message";
    script.happen(source, ["open", why]).await;
}

#[tokio::test]
async fn closing_ends_the_connection_and_what_waits() {
    let (requests, url) = Requests::new().await;
    let mut script = Script::new();
    let source = script.source(&url).await;
    let receiving = script.start(Operation::SseReceive { source, max_events: 1 });
    let (mut peer, _) = script.during(requests.next()).await;
    peer.write(HEAD.as_bytes()).await;
    assert!(matches!(script.outcome(receiving).await, Outcome::Events(_)));
    let receiving = script.start(Operation::SseReceive { source, max_events: 1 });
    script.close(source).await;
    failed(&script.outcome(receiving).await, ErrorCode::Closed, "this event source is closed");
    assert!(script.during(peer.ends()).await);
}

#[tokio::test]
async fn a_cancelled_receive_loses_no_event() {
    let (requests, url) = Requests::new().await;
    let mut script = Script::new();
    let source = script.source(&url).await;
    let receiving = script.start(Operation::SseReceive { source, max_events: 1 });
    let (mut peer, _) = script.during(requests.next()).await;
    peer.write(HEAD.as_bytes()).await;
    assert!(matches!(script.outcome(receiving).await, Outcome::Events(_)));
    let receiving = script.start(Operation::SseReceive { source, max_events: 1 });
    peer.write(b"data: a\n").await;
    assert!(script.ready(receiving).is_none());
    script.service.cancel(receiving);
    peer.write(b"\n").await;
    script.happen(source, ["message|a|"]).await;
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_at_once() {
    let mut script = Script::new();
    let mut check = async |url: &str, headers: &str, message: &str| {
        let refused = script.call(Operation::SseConnect { url, headers, last_event_id: "" }).await;
        failed(&refused, ErrorCode::Invalid, message);
    };
    check("http://a/\r\nb", "", "`http://a/\\r\\nb` is not a URL: it has a control character").await;
    check("ws://a/", "", "cannot fetch a URL with the scheme `ws`; only http and https can be fetched").await;
    let value = "the value of the header `a` has a character that HTTP does not allow";
    check("http://a/", "a: b\nc\r\n", value).await;
}
