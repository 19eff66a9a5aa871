//! `http.send`: what goes out and what comes back.

mod support;

use strait_abi::{ErrorCode, INLINE_BODY_BYTES, Operation};
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::{HttpServer, RawServer};
use support::{
    Script, bytes, done, failed,
    fetch::{Fetch, Response},
};

#[tokio::test]
async fn a_get_brings_status_headers_and_body_at_once() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let response = script.get(&server.url("/get?a=1&b=2&a=3")).await;
    assert_eq!((response.head.status, &*response.head.reason, response.head.url.as_deref()), (200, "OK", None));
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert!(response.rest.is_none(), "a small body comes with the head");
    let json = script.json(&response).await;
    assert_eq!(json["method"], "GET");
    assert_eq!(json["url"], server.url("/get?a=1&b=2&a=3"));
    assert_eq!(json["args"], serde_json::json!({ "a": ["1", "3"], "b": "2" }));
    let expected = serde_json::json!({
        "host": server.address().to_string(),
        "user-agent": "Strait/0.1.0",
        "accept": "*/*",
        "accept-encoding": "gzip, deflate, br, zstd",
    });
    assert_eq!(json["headers"], expected);
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn every_method_goes_out_with_its_body() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/anything");
    for (method, body) in
        [("POST", "text"), ("PUT", "{\"a\":1}"), ("PATCH", "x"), ("DELETE", ""), ("QUERY", "q"), ("GET", "g")]
    {
        let response = script.fetch(Fetch { method, body: Some(body.as_bytes()), ..Fetch::get(&url) }).await;
        let json = script.json(&response).await;
        assert_eq!((json["method"].as_str(), json["data"].as_str()), (Some(method), Some(body)));
        let length = json["headers"]["content-length"].as_str().map(str::to_owned);
        match method {
            "DELETE" => assert!(matches!(length.as_deref(), None | Some("0"))),
            _ => assert_eq!(length, Some(body.len().to_string())),
        }
    }
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/post");
    let response = script.fetch(Fetch { method: "POST", ..Fetch::get(&url) }).await;
    assert_eq!(script.json(&response).await["headers"]["content-length"], "0");
}

#[tokio::test]
async fn headers_go_out_as_the_script_set_them() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/get");
    let headers = "host: other.test\r\nX-Own: caf\u{e9}\r\nx-own: second\r\nuser-agent: me\r\naccept-encoding: br\r\n";
    let response = script.fetch(Fetch { headers, ..Fetch::get(&url) }).await;
    let sent = script.json(&response).await["headers"].take();
    assert_eq!(sent["host"], "other.test");
    assert_eq!(sent["x-own"], serde_json::json!(["caf\u{e9}", "second"]));
    assert_eq!(sent["user-agent"], "me");
    assert_eq!(sent["accept-encoding"], "br");
}

#[tokio::test]
async fn connection_close_is_honoured() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/get");
    let response = script.fetch(Fetch { headers: "connection: close\r\n", ..Fetch::get(&url) }).await;
    assert_eq!(response.connection(), 1);
    assert_eq!(script.json(&response).await["headers"]["connection"], "close");
    assert_eq!(script.get(&url).await.connection(), 2);
}

#[tokio::test]
async fn a_head_request_has_no_body() {
    let server = HttpServer::start();
    let mut script = Script::new();
    for path in ["/bytes/1000", "/gzip"] {
        let url = server.url(path);
        let response = script.fetch(Fetch { method: "HEAD", ..Fetch::get(&url) }).await;
        assert_eq!((response.head.status, response.body.len(), response.rest), (200, 0, None));
        assert!(response.header("content-length").is_some());
    }
}

#[tokio::test]
async fn a_status_without_a_body_needs_none() {
    let server = HttpServer::start();
    let mut script = Script::new();
    for status in [204, 304, 404, 500, 599] {
        let response = script.get(&server.url(&format!("/status/{status}"))).await;
        assert_eq!((response.head.status, response.body.len(), response.rest), (status, 0, None));
    }
    let response = script.get(&server.url("/status/404")).await;
    assert_eq!(response.head.reason, "Not Found");
}

#[tokio::test]
async fn a_reason_of_the_server_s_own_is_kept() {
    let server = RawServer::answering("HTTP/1.1 299 Fine by me\r\ncontent-length: 2\r\n\r\nok");
    let mut script = Script::new();
    let response = script.get(&format!("http://{}/", server.address())).await;
    assert_eq!((response.head.status, &*response.head.reason), (299, "Fine by me"));
    assert_eq!(response.body, "ok");
}

#[tokio::test]
async fn interim_responses_are_passed_over() {
    let server = RawServer::answering(
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
    );
    let mut script = Script::new();
    let response = script.get(&format!("http://{}/", server.address())).await;
    assert_eq!((response.head.status, response.body), (200, "ok".into()));
}

#[tokio::test]
async fn a_response_of_http_1_0_ends_with_its_connection() {
    let server = RawServer::answering("HTTP/1.0 200 OK\r\n\r\nall of it");
    let mut script = Script::new();
    let response = script.get(&format!("http://{}/", server.address())).await;
    assert_eq!(script.body(&response).await, b"all of it");
}

#[tokio::test]
async fn many_headers_and_bytes_above_127_come_back() {
    let lines: String = (0..250).map(|index| format!("x-{index}: {index}\r\n")).collect();
    let mut answer = format!("HTTP/1.1 200 OK\r\n{lines}X-Latin: ").into_bytes();
    answer.extend(b"caf\xe9\r\ncontent-length: 0\r\n\r\n");
    let server = RawServer::answering(answer);
    let mut script = Script::new();
    let response = script.get(&format!("http://{}/", server.address())).await;
    assert_eq!(response.header("x-249"), Some("249"));
    assert_eq!(response.header("x-latin"), Some("caf\u{e9}"));
}

#[tokio::test]
async fn a_large_body_is_read_from_a_handle_in_order() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let count = 3_000_000;
    let response = script.get(&server.url(&format!("/bytes/{count}"))).await;
    assert!(response.body.len() <= INLINE_BODY_BYTES);
    let rest = response.rest.expect("a handle to read the rest from");
    let body = script.body(&response).await;
    assert_eq!(body.len(), count);
    assert!(body.iter().enumerate().all(|(index, byte)| *byte == (index % 256) as u8));
    assert!(bytes(script.read(rest).await).is_empty(), "the end stays the end");
    script.close(rest).await;
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn reads_bring_no_more_than_asked_for() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let response = script.get(&server.url("/bytes/200000")).await;
    let stream = response.rest.expect("a handle to read the rest from");
    let part = bytes(script.call(Operation::StreamRead { stream, max_bytes: 10 }).await);
    assert_eq!(part.len(), 10);
    assert_eq!(part[0], (response.body.len() % 256) as u8);
}

#[tokio::test]
async fn a_body_of_unknown_length_is_read_to_its_end() {
    let server = HttpServer::start();
    let mut script = Script::new();
    for (path, expected) in
        [("/chunked", "hello chunked world"), ("/drip?count=5&interval=5", "*****"), ("/stream/0", "")]
    {
        let response = script.get(&server.url(path)).await;
        assert_eq!(script.body(&response).await, expected.as_bytes());
    }
}

#[tokio::test]
async fn the_head_does_not_wait_for_the_body() {
    let server = RawServer::start(async |mut socket| {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let _ = socket.read(&mut [0; 1024]).await;
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n").await;
        // The body comes when the client has shown, by a second connection, that it has the head.
        let _ = socket.read(&mut [0; 1024]).await;
    });
    let mut script = Script::new();
    let response = script.get(&format!("http://{}/", server.address())).await;
    assert_eq!((response.head.status, response.body.len()), (200, 0));
    let stream = response.rest.expect("a body that is still to come");
    let read = script.start(Operation::StreamRead { stream, max_bytes: 10 });
    assert!(script.ready(read).is_none());
}

#[tokio::test]
async fn ten_thousand_requests_at_once_are_answered() {
    ten_thousand_requests().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_requests_at_once_are_answered_on_several_threads() {
    ten_thousand_requests().await;
}

async fn ten_thousand_requests() {
    let server = HttpServer::start();
    let mut script = Script::with(Policy::everything(), Limits { connections_per_origin: 64, ..Limits::default() });
    let url = server.url("/bytes/100");
    (0..10_000).for_each(|_| _ = script.start(Fetch::get(&url).operation()));
    for _ in 0..10_000 {
        // In the order they come: a body that is not read keeps its connection from the next request.
        let response = Response::of(script.next().await);
        assert_eq!(script.body(&response).await.len(), 100);
        if let Some(rest) = response.rest {
            script.close(rest).await;
        }
    }
    assert!(server.connections() <= 64, "{} connections", server.connections());
    assert_eq!(script.service.in_flight(), 0);
}

#[tokio::test]
async fn calls_that_make_no_sense_are_refused() {
    let mut script = Script::new();
    for (fetch, expected) in [
        (Fetch::get("nonsense"), "`nonsense` is not an absolute URL: relative URL without a base"),
        (
            Fetch::get("file:///etc/passwd"),
            "cannot fetch a URL with the scheme `file`; only http and https can be fetched",
        ),
        (Fetch { method: "A B", ..Fetch::get("http://a/") }, "`A B` is not an HTTP method"),
        (Fetch { headers: "a\r\n", ..Fetch::get("http://a/") }, "the header line `a` has no colon"),
    ] {
        failed(&script.call(fetch.operation()).await, ErrorCode::Invalid, expected);
    }
    let outcome = script.call(Fetch { upload: Some(77), ..Fetch::get("http://a/") }.operation()).await;
    failed(&outcome, ErrorCode::Closed, "this stream is closed");
    let (listener, address) = script.tcp_listen().await;
    let accept = script.start(Operation::TcpAccept { listener });
    let host = address.ip().to_string();
    let (connection, ..) =
        support::connected(script.call(Operation::TcpConnect { host: &host, port: address.port() }).await);
    let outcome = script.call(Fetch { upload: Some(connection), ..Fetch::get("http://a/") }.operation()).await;
    failed(&outcome, ErrorCode::Invalid, "a connection or the standard input cannot be the body of a request");
    // The refusal leaves the connection as it was.
    done(&script.write(connection, "x").await);
    let (accepted, ..) = support::connected(script.outcome(accept).await);
    assert_eq!(bytes(script.read(accepted).await), "x");
}
