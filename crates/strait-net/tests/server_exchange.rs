//! Requests in, responses out, as bytes on a connection.

mod support;

use strait_abi::{ErrorCode, Operation};
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::RawClient;
use support::{Request, Script, bytes, done, failed, failed_with};

const GET: &str = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
const HEAD: &str = "HEAD / HTTP/1.1\r\nhost: a\r\n\r\n";

/// The head without its date, which differs from run to run.
fn undated(head: &str) -> String {
    let lines = head.split_inclusive("\r\n").filter(|line| !line.starts_with("date: "));
    lines.collect()
}

/// Sends `request`, lets the script answer once and compares everything the client gets.
async fn check(request: &str, status: u16, headers: &str, body: &str, expected: &str) {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(request).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, status, headers, body).await);
    let answer =
        script.during(client.read_exact(expected.len() + "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".len())).await;
    assert_eq!(undated(&answer), expected);
}

/// A request as `request` has it, answered in a way that fails, then in a way that does not.
async fn check_refused(status: u16, headers: &str, body: &str, code: ErrorCode, message: &str) {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    failed(&script.respond(exchange, status, headers, body).await, code, message);
    done(&script.respond(exchange, 500, "", "").await);
    assert!(script.during(client.read_response()).await.0.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
}

#[tokio::test]
async fn a_request_arrives_as_it_was_sent() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send("PATCH /a%20b/?q=1&q=%C3%A9 HTTP/1.1\r\n").await;
    client.send(b"Host: a:1\r\nX-Two: 1\r\nx-two: \xe9\r\nContent-Length: 5\r\n\r\nhello").await;
    let Request { head, body, more, .. } = script.accept(listener).await;
    assert_eq!(head.method.as_str(), "PATCH");
    assert_eq!(head.target, "/a%20b/?q=1&q=%C3%A9");
    assert_eq!(head.headers, "host: a:1\r\nx-two: 1\r\nx-two: \u{e9}\r\ncontent-length: 5\r\n");
    assert_eq!(head.version, 11);
    assert!(head.peer.starts_with("127.0.0.1:"), "{}", head.peer);
    assert_eq!((&body[..], more), (&b"hello"[..], false));
}

#[tokio::test]
async fn targets_and_versions_that_are_not_usual() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    for (line, target, version) in [
        ("GET /only?", "/only?", 11),
        ("GET http://b/x?y=1", "http://b/x?y=1", 11),
        ("OPTIONS *", "*", 11),
        ("GET /old", "/old", 10),
    ] {
        let mut client = RawClient::connect(address).await;
        client.send(format!("{line} HTTP/1.{}\r\nhost: a\r\n\r\n", version - 10)).await;
        let request = script.accept(listener).await;
        assert_eq!((request.head.target.as_str(), request.head.version), (target, version));
        done(&script.respond(request.exchange, 200, "", "").await);
    }
}

#[tokio::test]
async fn whole_answers_have_a_length() {
    check(GET, 200, "", "hello", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello").await;
    check(GET, 200, "", "", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    check(
        GET,
        404,
        "X-A: 1\r\nx-a: 2\r\n",
        "no",
        "HTTP/1.1 404 Not Found\r\nx-a: 1\r\nx-a: 2\r\ncontent-length: 2\r\n\r\nno",
    )
    .await;
    check(GET, 200, "content-length: 2\r\n", "ab", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab").await;
}

#[tokio::test]
async fn answers_that_have_no_body_get_none() {
    check(GET, 204, "content-length: 5\r\n", "hello", "HTTP/1.1 204 No Content\r\n\r\n").await;
    check(GET, 304, "etag: \"a\"\r\n", "hello", "HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\n\r\n").await;
    check(GET, 205, "", "hello", "HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n").await;
    check(HEAD, 200, "", "hello", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n").await;
    check(HEAD, 200, "content-length: 99\r\n", "", "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n").await;
    check(HEAD, 200, "", "", "HTTP/1.1 200 OK\r\n\r\n").await;
}

#[tokio::test]
async fn framing_belongs_to_the_host() {
    let dropped = concat!(
        "transfer-encoding: chunked\r\nkeep-alive: timeout=5\r\nconnection: keep-alive, x\r\n",
        "upgrade: y\r\nte: z\r\nx: 1\r\n"
    );
    check(GET, 200, dropped, "a", "HTTP/1.1 200 OK\r\nx: 1\r\ncontent-length: 1\r\n\r\na").await;
    check(
        GET,
        200,
        "connection: x, Close\r\n",
        "a",
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 1\r\n\r\na",
    )
    .await;
}

#[tokio::test]
async fn answers_that_make_no_sense_are_refused_and_leave_the_request_open() {
    use ErrorCode::{Invalid, TooLarge, Unsupported};
    for status in [0, 100, 101, 199, 1000] {
        let message = format!("{status} is not the status of a final HTTP response, which is 200 to 999");
        check_refused(status, "", "", Invalid, &message).await;
    }
    check_refused(103, "", "", Unsupported, "the interim response 103 cannot be sent; only final ones can").await;
    check_refused(200, "a b: 1\r\n", "", Invalid, "`a b` is not a header name").await;
    check_refused(
        200,
        "content-length: 3\r\n",
        "ab",
        Invalid,
        "the content-length header says 3, but the body has 2 bytes",
    )
    .await;
    for bad in ["-1", "+1", "1x", "", "99999999999999999999", "1\r\ncontent-length: 2"] {
        let headers = format!("content-length: {bad}\r\n");
        check_refused(200, &headers, "a", Invalid, "the content-length header is not one number").await;
    }
    let long = format!("x: {}\r\n", "y".repeat(64 * 1024));
    check_refused(200, &long, "", TooLarge, "a header block of 65541 bytes is more than the 65536 allowed").await;
}

#[tokio::test]
async fn a_reason_phrase_is_the_scripts_unless_it_splits_the_response() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    let answer = |reason| Operation::HttpRespond {
        exchange,
        status: 200,
        reason: Some(reason),
        headers: "",
        body: b"",
        more: false,
    };
    let outcome = script.call(answer("a\r\nx: 1")).await;
    failed(&outcome, ErrorCode::Invalid, "`a\\r\\nx: 1` cannot be a reason phrase");
    failed(&script.call(answer("\u{10a}")).await, ErrorCode::Invalid, "`\u{10a}` cannot be a reason phrase");
    // One byte, which is no UTF-8.
    done(&script.call(answer("D\u{e9}j\u{e0} vu")).await);
    assert!(script.during(client.read_response()).await.0.starts_with("HTTP/1.1 200 D\u{fffd}j\u{fffd} vu\r\n"));
}

#[tokio::test]
async fn an_exchange_is_gone_once_it_is_answered() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "").await);
    assert_eq!(script.service.open_handles(), 1);
    failed(&script.respond(exchange, 200, "", "").await, ErrorCode::Closed, "this request is closed");
    failed(&script.write(exchange, "x").await, ErrorCode::Closed, "this stream is closed");
    script.during(client.read_response()).await;
}

#[tokio::test]
async fn a_streamed_answer_is_chunked() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "one").await);
    let again = script.respond_more(exchange, 200, "", "").await;
    failed(&again, ErrorCode::Invalid, "this request has been answered");
    let head = script.during(client.read_until("\r\n\r\n")).await;
    assert!(head.contains("transfer-encoding: chunked\r\n"), "{head}");
    assert_eq!(script.during(client.read_until("one\r\n")).await, "3\r\none\r\n");
    done(&script.write(exchange, "").await);
    done(&script.write(exchange, "two!").await);
    assert_eq!(script.during(client.read_until("two!\r\n")).await, "4\r\ntwo!\r\n");
    done(&script.shutdown(exchange).await);
    assert_eq!(script.during(client.read_until("\r\n\r\n")).await, "0\r\n\r\n");
    failed(&script.write(exchange, "x").await, ErrorCode::Closed, "this stream cannot be written to, or no longer");
    script.close(exchange).await;

    // The connection goes on.
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "again").await);
    assert_eq!(script.during(client.read_response()).await.1, "again");
}

#[tokio::test]
async fn a_streamed_answer_keeps_the_length_it_promised() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    let refused = script.respond_more(exchange, 200, "content-length: 2\r\n", "one").await;
    failed(&refused, ErrorCode::Invalid, "the content-length header says 2, but the body has 3 bytes");
    done(&script.respond_more(exchange, 200, "content-length: 6\r\n", "one").await);
    let longer = script.write(exchange, "four").await;
    failed(&longer, ErrorCode::Invalid, "this body is longer than its content-length header says");
    done(&script.write(exchange, "two").await);
    assert_eq!(script.during(client.read_response()).await.1, "onetwo");
    done(&script.shutdown(exchange).await);
    script.close(exchange).await;

    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "content-length: 6\r\n", "one").await);
    script.during(client.read_until("\r\n\r\none")).await;
    let early = script.shutdown(exchange).await;
    let message = "this body ends 3 bytes before the length that its content-length header says";
    failed(&early, ErrorCode::Invalid, message);
    assert_eq!(script.during(client.read_to_end()).await, "");
}

#[tokio::test]
async fn writes_to_an_answer_without_a_body_are_swallowed() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(HEAD).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "one").await);
    done(&script.write(exchange, "two").await);
    done(&script.shutdown(exchange).await);
    script.close(exchange).await;
    let head = script.during(client.read_until("\r\n\r\n")).await;
    assert_eq!(undated(&head), "HTTP/1.1 200 OK\r\n\r\n");
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "again").await);
    assert_eq!(script.during(client.read_response()).await.1, "again");
}

#[tokio::test]
async fn an_answer_given_up_breaks_the_connection_off() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;

    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    script.close(exchange).await;
    assert_eq!(script.during(client.read_to_end()).await, "");

    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "one").await);
    script.during(client.read_until("one\r\n")).await;
    script.close(exchange).await;
    assert_eq!(script.during(client.read_to_end()).await, "");
}

#[tokio::test]
async fn a_client_that_is_gone_fails_the_calls_on_its_request() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;

    let mut client = RawClient::connect(address).await;
    client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc").await;
    let request = script.accept(listener).await;
    drop(client);
    if request.body.is_empty() {
        assert_eq!(&bytes(script.read(request.exchange).await)[..], b"abc");
    }
    failed_with(&script.read(request.exchange).await, ErrorCode::Reset);
    let outcome = script.respond(request.exchange, 200, "", "").await;
    if matches!(outcome, Outcome::Failed(_)) {
        failed(&outcome, ErrorCode::Reset, "the client went away before it was answered");
    }
    assert_eq!(script.service.open_handles(), 1);

    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "one").await);
    script.during(client.read_until("one\r\n")).await;
    drop(client);
    loop {
        let outcome = script.write(exchange, "more").await;
        if matches!(outcome, Outcome::Failed(_)) {
            failed(&outcome, ErrorCode::Reset, "the peer no longer takes this body");
            break;
        }
    }
    script.close(exchange).await;
}

/// As in Node.js: it is the one way a client that leaves can be noticed before something is written to it.
#[tokio::test]
async fn a_client_that_ends_its_side_is_gone() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(GET).await;
    let exchange = script.accept(listener).await.exchange;
    client.shutdown().await;
    assert_eq!(script.during(client.read_to_end()).await, "");
    let outcome = script.respond(exchange, 200, "", "").await;
    failed(&outcome, ErrorCode::Reset, "the client went away before it was answered");
}

#[tokio::test]
async fn requests_sent_ahead_are_answered_in_order() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    let requests = [
        "GET /1 HTTP/1.1\r\nhost: a\r\n\r\n",
        "POST /2 HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nhi",
        "GET /3 HTTP/1.1\r\nhost: a\r\n\r\n",
    ];
    client.send(requests.concat()).await;
    for target in ["/1", "/2", "/3"] {
        let request = script.accept(listener).await;
        assert_eq!(request.head.target, target);
        done(&script.respond(request.exchange, 200, "", target).await);
        assert_eq!(script.during(client.read_response()).await.1, target);
    }
}

#[tokio::test]
async fn an_old_client_gets_its_connection_closed_unless_it_asks() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n").await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "one").await);
    let (head, body) = script.during(client.read_response()).await;
    assert!(head.contains("connection: keep-alive\r\n"), "{head}");
    assert_eq!(body, "one");
    client.send("GET / HTTP/1.0\r\n\r\n").await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "two").await);
    done(&script.shutdown(exchange).await);
    let answer = script.during(client.read_to_end()).await;
    assert!(answer.ends_with("\r\n\r\ntwo"), "{answer}");
}

#[tokio::test]
async fn a_request_without_exactly_one_host_is_refused() {
    let mut script = Script::new();
    let (_, address) = script.http_listen().await;
    for head in [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
        "GET / HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n",
    ] {
        let mut client = RawClient::connect(address).await;
        client.send(head).await;
        let answer = script.during(client.read_to_end()).await;
        assert!(answer.contains(" 400 Bad Request\r\n"), "{answer}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_refused() {
    let mut script = Script::new();
    let (_, address) = script.http_listen().await;
    for (bytes, status) in [
        ("\x16\x03\x01\x02\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nhost: a\r\nbad header: 1\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", "400 Bad Request"),
        ("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, x\r\n\r\n", "400 Bad Request"),
    ] {
        let mut client = RawClient::connect(address).await;
        client.send(bytes).await;
        let answer = script.during(client.read_to_end()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{bytes:?}: {answer}");
    }
}

#[tokio::test]
async fn an_oversized_header_is_refused() {
    let limits = Limits { header_bytes: 1000, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let head = |filler: usize| format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "y".repeat(filler));
    let most = 1000 - head(0).len();
    let mut client = RawClient::connect(address).await;
    client.send(head(most)).await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "").await);
    script.during(client.read_response()).await;
    let mut client = RawClient::connect(address).await;
    client.send(head(most + 1)).await;
    let answer = script.during(client.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\n"), "{answer}");
}
