//! Trailers, of requests and of responses, at the server and at the client.

mod support;

use strait_abi::{ErrorCode, Handle, Operation};
use strait_net::Outcome;
use strait_testkit::RawClient;
use support::{
    Script, done, failed,
    fetch::{Fetch, Response},
};

async fn trailers(script: &mut Script, stream: Handle) -> String {
    match script.call(Operation::HttpTrailers { stream }).await {
        Outcome::Trailers(trailers) => trailers,
        other => panic!("expected trailers, got {other:?}"),
    }
}

async fn end_with(script: &mut Script, stream: Handle, trailers: &str) {
    done(&script.call(Operation::StreamShutdown { stream, trailers: Some(trailers) }).await);
}

#[tokio::test]
async fn those_of_a_request_are_read_after_its_body() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    for (at_once, end, expected) in [
        (true, "0\r\nX-A: 1\r\nx-b: é\r\n\r\n", "x-a: 1\r\nx-b: \u{c3}\u{a9}\r\n"),
        (false, "0\r\nX-A: 1\r\n\r\n", "x-a: 1\r\n"),
        (false, "0\r\n\r\n", ""),
    ] {
        let mut client = RawClient::connect(address).await;
        let head = "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n";
        let sent = if at_once { format!("{head}{end}") } else { head.to_owned() };
        client.send(sent).await;
        let request = script.accept(listener).await;
        assert!(request.more);
        if !at_once {
            let early = script.call(Operation::HttpTrailers { stream: request.exchange }).await;
            let message = "the trailers of a body come after it: read it to its end first";
            failed(&early, ErrorCode::Invalid, message);
            client.send(end).await;
        }
        let rest = script.read_all(request.exchange).await;
        assert_eq!([&request.body[..], &rest[..]].concat(), b"ab");
        assert_eq!(trailers(&mut script, request.exchange).await, expected);
        // As often as it is asked.
        assert_eq!(trailers(&mut script, request.exchange).await, expected);
        done(&script.respond(request.exchange, 200, "", "").await);
        script.during(client.read_response()).await;
    }
    assert_eq!(script.service.open_handles(), 1);
}

#[tokio::test]
async fn those_of_a_response_are_sent_to_who_wants_them() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    for (te, announced, expected) in [
        ("te: trailers\r\n", "trailer: x-sum\r\n", "0\r\nx-sum: 5\r\n\r\n"),
        // RFC 9110 section 6.5.1: not to a client that does not say that it knows what to do with them.
        ("", "trailer: x-sum\r\n", "0\r\n\r\n"),
        ("te: trailers\r\n", "", "0\r\n\r\n"),
    ] {
        let mut client = RawClient::connect(address).await;
        client.send(format!("GET / HTTP/1.1\r\nhost: a\r\n{te}\r\n")).await;
        let exchange = script.accept(listener).await.exchange;
        done(&script.respond_more(exchange, 200, announced, "hello").await);
        end_with(&mut script, exchange, "x-sum: 5\r\ncontent-length: 9\r\n").await;
        script.during(client.read_until("5\r\nhello\r\n")).await;
        assert_eq!(script.during(client.read_exact(expected.len())).await, expected);
        // The connection goes on.
        client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
        let exchange = script.accept(listener).await.exchange;
        done(&script.respond(exchange, 200, "", "next").await);
        assert_eq!(script.during(client.read_response()).await.1, "next");
        script.close(exchange).await;
    }
}

#[tokio::test]
async fn they_go_from_client_to_server_and_back() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let upload = match script.call(Operation::StreamOpen).await {
        Outcome::Opened(upload) => upload,
        other => panic!("{other:?}"),
    };
    let headers = "te: trailers\r\ntrailer: x-up\r\n";
    let url = format!("http://{address}/");
    let call = script.start(Fetch { method: "POST", headers, upload: Some(upload), ..Fetch::get(&url) }.operation());
    done(&script.write(upload, "ping").await);
    end_with(&mut script, upload, "x-up: 1\r\n").await;
    let request = script.accept(listener).await;
    let rest = script.read_all(request.exchange).await;
    assert_eq!([&request.body[..], &rest[..]].concat(), b"ping");
    assert_eq!(trailers(&mut script, request.exchange).await, "x-up: 1\r\n");
    done(&script.respond_more(request.exchange, 200, "trailer: x-down\r\n", "pong").await);
    end_with(&mut script, request.exchange, "x-down: 2\r\n").await;
    let response = Response::of(script.outcome(call).await);
    assert_eq!(script.body(&response).await, b"pong");
    let rest = response.rest.expect("trailers are left to read");
    assert_eq!(trailers(&mut script, rest).await, "x-down: 2\r\n");
}

#[tokio::test]
async fn what_cannot_be_one_is_refused() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = RawClient::connect(address).await;
    client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond_more(exchange, 200, "", "").await);
    let injected = Operation::StreamShutdown { stream: exchange, trailers: Some("a: b\nc: d\r\n") };
    let message = "the value of the header `a` has a character that HTTP does not allow";
    failed(&script.call(injected).await, ErrorCode::Invalid, message);
    let missing = script.call(Operation::HttpTrailers { stream: 99 }).await;
    failed(&missing, ErrorCode::Closed, "this stream is closed");
    let of_listener = script.call(Operation::HttpTrailers { stream: listener }).await;
    failed(&of_listener, ErrorCode::Invalid, "a listener is not a byte stream");
    end_with(&mut script, exchange, "").await;
    script.during(client.read_until("0\r\n\r\n")).await;
}
