//! How long `http.send` waits.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, Operation};
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script, done, failed,
    fetch::{Fetch, Response, trusting},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Sends a request, which runs out of time, and leaves nothing behind.
async fn times_out(script: &mut Script, fetch: Fetch<'_>, message: &str) {
    failed(&script.call(fetch.operation()).await, ErrorCode::TimedOut, message);
    assert_eq!((script.service.in_flight(), script.service.open_handles()), (0, 0));
}

#[tokio::test]
async fn connecting_has_a_time() {
    let server = RawServer::silent();
    let network = trusting(Certificates::localhost().authority_pem());
    let mut script = Script::on(network, Policy::everything(), Limits::default());
    let url = format!("https://{}/", server.address());
    let message = format!("connecting to {} took longer than 40ms", server.address());
    times_out(&mut script, Fetch { connect_time: Some(40), ..Fetch::get(&url) }, &message).await;
}

#[tokio::test]
async fn answering_has_a_time() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/delay/60000");
    let message = format!("{} did not begin to answer within 40ms", server.address());
    times_out(&mut script, Fetch { response_time: Some(40), ..Fetch::get(&url) }, &message).await;
    // The head is there in time, and the body may take longer.
    let url = server.url("/drip?count=20&interval=5");
    let response = script.fetch(Fetch { response_time: Some(5000), ..Fetch::get(&url) }).await;
    assert_eq!(script.body(&response).await.len(), 20);
}

#[tokio::test]
async fn over_http2_too() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    assert_eq!(script.get(&server.url("/get")).await.connection(), 1);
    let url = server.url("/delay/60000");
    let message = format!("{} did not begin to answer within 40ms", server.address());
    times_out(&mut script, Fetch { response_time: Some(40), ..Fetch::get(&url) }, &message).await;
    assert_eq!(script.get(&server.url("/get")).await.connection(), 1, "only the stream was given up");
}

#[tokio::test]
async fn the_time_to_answer_begins_when_the_upload_has_ended() {
    let server = RawServer::start(async |mut socket| {
        let mut all = Vec::new();
        while !all.ends_with(b"0\r\n\r\n") {
            match socket.read_buf(&mut all).await {
                Ok(1..) => {}
                _ => return,
            }
        }
        let _ = socket.read_u8().await;
    });
    let mut script = Script::new();
    let Outcome::Opened(upload) = script.call(Operation::StreamOpen).await else { panic!("expected a stream") };
    let url = format!("http://{}/", server.address());
    let fetch = Fetch { method: "POST", upload: Some(upload), response_time: Some(30), ..Fetch::get(&url) };
    let send = script.start(fetch.operation());
    for _ in 0..5 {
        done(&script.write(upload, "part").await);
        script.during(tokio::time::sleep(Duration::from_millis(20))).await;
        assert!(script.ready(send).is_none(), "the body is not complete");
    }
    done(&script.shutdown(upload).await);
    let message = format!("{} did not begin to answer within 30ms", server.address());
    failed(&script.outcome(send).await, ErrorCode::TimedOut, &message);
}

#[tokio::test]
async fn the_whole_has_a_time() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/delay/60000");
    let message = format!("the request to {url} was not over within 40ms");
    times_out(&mut script, Fetch { total_time: Some(40), ..Fetch::get(&url) }, &message).await;
    // Redirects count as well.
    let slow = server.url("/redirect-to?url=/delay/60000");
    let message = format!("the request to {slow} was not over within 40ms");
    times_out(&mut script, Fetch { total_time: Some(40), ..Fetch::get(&slow) }, &message).await;
}

#[tokio::test]
async fn the_time_of_the_whole_ends_a_body() {
    let server = HttpServer::start();
    let limits = Limits { connections_per_origin: 1, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let url = server.url("/drip?count=1000000&interval=1");
    let response = script.fetch(Fetch { total_time: Some(60), ..Fetch::get(&url) }).await;
    let body = response.rest.expect("a body that goes on");
    let late = loop {
        match script.read(body).await {
            Outcome::Bytes(bytes) if !bytes.is_empty() => {}
            other => break other,
        }
    };
    let message = format!("the request to {url} was not over within 60ms");
    failed(&late, ErrorCode::TimedOut, &message);
    failed(&script.read(body).await, ErrorCode::TimedOut, &message);
    // Its connection is given up although the handle is still open.
    assert_eq!(script.get(&server.url("/get")).await.head.status, 200);
    script.close(body).await;
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn limits_are_the_times_of_who_says_nothing() {
    let server = HttpServer::start();
    let url = server.url("/delay/60000");
    let limits = Limits { response_time: Some(Duration::from_millis(30)), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let message = format!("{} did not begin to answer within 30ms", server.address());
    times_out(&mut script, Fetch::get(&url), &message).await;
    let limits = Limits { total_time: Some(Duration::from_millis(30)), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let message = format!("the request to {url} was not over within 30ms");
    times_out(&mut script, Fetch::get(&url), &message).await;
    // A script's own time comes before that, and no number is too large.
    let url = server.url("/delay/50");
    for own in [60_000, u64::MAX] {
        let fetch = Fetch { total_time: Some(own), response_time: Some(own), ..Fetch::get(&url) };
        assert_eq!(script.fetch(fetch).await.head.status, 200);
    }
}

#[tokio::test]
async fn an_event_source_lasts_longer_than_a_request() {
    let server = RawServer::start(async |mut socket| {
        let _ = socket.read(&mut [0; 4096]).await;
        let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
        let _ = socket.write_all(head).await;
        tokio::time::sleep(Duration::from_millis(80)).await;
        let _ = socket.write_all(b"data: late\n\n").await;
        let _ = socket.read(&mut [0; 1]).await;
    });
    let limits = Limits { total_time: Some(Duration::from_millis(20)), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let url = format!("http://{}/", server.address());
    let connect = Operation::SseConnect { url: &url, headers: "", last_event_id: "" };
    let Outcome::Opened(source) = script.call(connect).await else { panic!("expected an event source") };
    let receive = Operation::SseReceive { source, max_events: 1 };
    let Outcome::Events(opened) = script.call(receive.clone()).await else { panic!("expected an event") };
    assert!(matches!(opened[0], strait_net::SseEvent::Open { .. }), "{opened:?}");
    let Outcome::Events(late) = script.call(receive).await else { panic!("expected an event") };
    assert!(matches!(&late[0], strait_net::SseEvent::Message { data, .. } if data == "late"), "{late:?}");
}

#[tokio::test]
async fn time_that_has_passed_between_requests_does_not_count() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/get");
    for _ in 0..3 {
        let fetch = Fetch { response_time: Some(5000), total_time: Some(5000), ..Fetch::get(&url) };
        let response: Response = script.fetch(fetch).await;
        assert_eq!(response.connection(), 1);
    }
}
