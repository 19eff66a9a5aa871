//! The bodies of requests.

mod support;

use strait_abi::{ErrorCode, INLINE_BODY_BYTES};
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::RawClient;
use support::{Request, Script, bytes, done, failed, failed_with};

fn post(headers: &str, body: &str) -> String {
    format!("POST / HTTP/1.1\r\nhost: a\r\n{headers}\r\n{body}")
}

fn sized(length: usize, body: &str) -> String {
    post(&format!("content-length: {length}\r\n"), body)
}

/// Everything of a request's body.
async fn whole_body(script: &mut Script, request: &Request) -> Vec<u8> {
    let mut body = request.body.to_vec();
    if request.more {
        body.extend(script.read_all(request.exchange).await);
    }
    body
}

#[tokio::test]
async fn a_body_that_comes_later_is_read_from_the_exchange() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(sized(6, "")).await;
    let request = script.accept(listener).await;
    assert_eq!((&request.body[..], request.more), (&b""[..], true));
    client.send("abc").await;
    assert_eq!(&bytes(script.read(request.exchange).await)[..], b"abc");
    client.send("def").await;
    assert_eq!(&bytes(script.read(request.exchange).await)[..], b"def");
    assert!(bytes(script.read(request.exchange).await).is_empty());
    assert!(bytes(script.read(request.exchange).await).is_empty());
    done(&script.respond(request.exchange, 200, "", "").await);
    script.during(client.read_response()).await;
}

#[tokio::test]
async fn the_body_of_a_request_without_one_is_empty() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let request = script.accept(listener).await;
    assert_eq!((&request.body[..], request.more), (&b""[..], false));
    assert!(bytes(script.read(request.exchange).await).is_empty());
}

#[tokio::test]
async fn a_chunked_body_arrives_whole() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(post("transfer-encoding: chunked\r\n", "3\r\nabc\r\n")).await;
    let request = script.accept(listener).await;
    client.send("4;x=y\r\ndefg\r\n0\r\ntrailer: 1\r\n\r\n").await;
    assert_eq!(whole_body(&mut script, &request).await, b"abcdefg");
    done(&script.respond(request.exchange, 200, "", "").await);
    script.during(client.read_response()).await;
}

#[tokio::test]
async fn a_large_body_arrives_whole_and_only_when_read() {
    const LENGTH: usize = 8 << 20;
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    let sending = tokio::spawn(async move {
        client.send(sized(LENGTH, &"x".repeat(LENGTH))).await;
        client
    });
    let request = script.accept(listener).await;
    assert!(request.more);
    assert!(request.body.len() <= INLINE_BODY_BYTES);
    let body = whole_body(&mut script, &request).await;
    assert_eq!(body.len(), LENGTH);
    assert!(body.iter().all(|byte| *byte == b'x'));
    done(&script.respond(request.exchange, 200, "", "ok").await);
    let mut client = script.during(sending).await.expect("the client sent everything");
    assert_eq!(script.during(client.read_response()).await.1, "ok");
}

#[tokio::test]
async fn a_client_is_told_to_continue_when_its_body_is_read() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(post("expect: 100-continue\r\ncontent-length: 3\r\n", "")).await;
    let request = script.accept(listener).await;
    assert!(request.more);
    let read = script.start(strait_abi::Operation::StreamRead { stream: request.exchange, max_bytes: 10 });
    let interim = script.during(client.read_until("\r\n\r\n")).await;
    assert_eq!(interim, "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc").await;
    assert_eq!(&bytes(script.outcome(read).await)[..], b"abc");
    done(&script.respond(request.exchange, 200, "", "").await);
    assert!(script.during(client.read_response()).await.0.starts_with("HTTP/1.1 200 OK\r\n"));
}

#[tokio::test]
async fn a_client_that_waits_to_continue_may_be_turned_away() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(post("expect: 100-continue\r\ncontent-length: 3\r\n", "")).await;
    let request = script.accept(listener).await;
    done(&script.respond(request.exchange, 401, "", "").await);
    let answer = script.during(client.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{answer}");
}

#[tokio::test]
async fn a_body_past_the_limit_is_refused_by_its_length() {
    let limits = Limits { request_body_bytes: 10, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(sized(11, "")).await;
    let answer = script.during(client.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{answer}");
    assert!(answer.contains("connection: close\r\n"), "{answer}");

    let mut client = RawClient::connect(address).await;
    client.send(sized(10, "0123456789")).await;
    let request = script.accept(listener).await;
    assert_eq!(whole_body(&mut script, &request).await, b"0123456789");
}

#[tokio::test]
async fn a_body_past_the_limit_is_refused_by_counting() {
    let limits = Limits { request_body_bytes: 10, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(post("transfer-encoding: chunked\r\n", "5\r\nabcde\r\n")).await;
    let request = script.accept(listener).await;
    client.send("6\r\nfghijk\r\n0\r\n\r\n").await;
    let mut outcome = script.read(request.exchange).await;
    while outcome.failure().is_none() {
        outcome = script.read(request.exchange).await;
    }
    failed(&outcome, ErrorCode::TooLarge, "the body is larger than allowed");
    let answer = script.during(client.read_to_end()).await;
    assert!(answer.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{answer}");
    failed_with(&script.respond(request.exchange, 200, "", "").await, ErrorCode::Reset);
}

#[tokio::test]
async fn a_broken_chunk_fails_the_read() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(post("transfer-encoding: chunked\r\n", "")).await;
    let request = script.accept(listener).await;
    client.send("zz\r\n").await;
    failed_with(&script.read(request.exchange).await, ErrorCode::Protocol);
}

#[tokio::test]
async fn an_answer_may_be_written_while_the_request_is_read() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send(sized(6, "")).await;
    let request = script.accept(listener).await;
    done(&script.respond_more(request.exchange, 200, "", "").await);
    script.during(client.read_until("\r\n\r\n")).await;
    for part in ["abc", "def"] {
        client.send(part).await;
        assert_eq!(&bytes(script.read(request.exchange).await)[..], part.as_bytes());
        done(&script.write(request.exchange, part).await);
        assert_eq!(script.during(client.read_until(&format!("{part}\r\n"))).await, format!("3\r\n{part}\r\n"));
    }
    done(&script.shutdown(request.exchange).await);
    assert_eq!(script.during(client.read_until("\r\n\r\n")).await, "0\r\n\r\n");
}

/// RFC 9112 section 6.3: such a request may be an attempt to smuggle another one past a proxy.
#[tokio::test]
async fn a_body_with_two_framings_has_the_chunked_one_or_is_refused() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    let headers = "content-length: 4\r\ntransfer-encoding: chunked\r\n";
    client.send(post(headers, "3\r\nabc\r\n0\r\n\r\n")).await;
    let request = script.accept(listener).await;
    assert_eq!(whole_body(&mut script, &request).await, b"abc");
    assert!(!request.head.headers.contains("content-length"), "{}", request.head.headers);
    done(&script.respond(request.exchange, 200, "", "").await);
    script.during(client.read_response()).await;
}
