//! Which connection a request goes on.

mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use strait_abi::{ErrorCode, Operation};
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script, failed_with,
    fetch::{Fetch, Response, network, trusting},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[tokio::test]
async fn a_connection_is_used_again_and_passed_on() {
    let server = HttpServer::start();
    let network = network(Default::default());
    for _ in 0..3 {
        let mut script = Script::on(network.clone(), Policy::everything(), Limits::default());
        for path in ["/get", "/bytes/100000", "/chunked", "/status/204"] {
            let response = script.get(&server.url(path)).await;
            assert_eq!(response.connection(), 1, "{path}");
            script.body(&response).await;
        }
    }
}

#[tokio::test]
async fn a_connection_with_an_unread_body_is_not_used_again() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let held = script.get(&server.url("/bytes/1000000")).await;
    assert!(held.rest.is_some());
    assert_eq!(script.get(&server.url("/get")).await.connection(), 2);
    assert_eq!(script.body(&held).await.len(), 1_000_000);
}

#[tokio::test]
async fn requests_beyond_the_limit_wait_for_their_turn() {
    let server = HttpServer::start();
    let mut script = Script::with(Policy::everything(), Limits { connections_per_origin: 2, ..Limits::default() });
    let (slow, fast) = (server.url("/bytes/1000000"), server.url("/get"));
    let first = script.get(&slow).await;
    let second = script.get(&slow).await;
    let third = script.start(Fetch::get(&fast).operation());
    let fourth = script.start(Fetch::get(&fast).operation());
    assert!(script.ready(third).is_none());
    // Another origin has a budget of its own.
    let other = HttpServer::start();
    assert_eq!(script.get(&other.url("/get")).await.head.status, 200);
    assert!(script.ready(third).is_none());
    script.close(first.rest.expect("a body that goes on")).await;
    let third = Response::of(script.outcome(third).await).connection();
    let fourth = Response::of(script.outcome(fourth).await).connection();
    assert_eq!((third, fourth), (3, 3));
    script.body(&second).await;
}

#[tokio::test]
async fn a_request_that_waits_can_be_cancelled() {
    let server = HttpServer::start();
    let mut script = Script::with(Policy::everything(), Limits { connections_per_origin: 1, ..Limits::default() });
    let held = script.get(&server.url("/bytes/1000000")).await;
    let url = server.url("/get");
    let waiting = script.start(Fetch::get(&url).operation());
    let behind = script.start(Fetch::get(&url).operation());
    script.service.cancel(waiting);
    script.body(&held).await;
    assert_eq!(Response::of(script.outcome(behind).await).head.status, 200);
    assert_eq!(script.service.in_flight(), 0);
}

#[tokio::test]
async fn an_idle_connection_is_closed_after_a_while() {
    let (sender, mut closed) = tokio::sync::mpsc::unbounded_channel();
    let server = RawServer::start(move |mut socket| {
        let sender = sender.clone();
        async move {
            let mut head = [0; 4096];
            let _ = socket.read(&mut head).await;
            let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
            let _ = sender.send(socket.read(&mut head).await.ok());
        }
    });
    let mut script = Script::new();
    assert_eq!(script.get(&format!("http://{}/", server.address())).await.body, "ok");
    assert!(closed.try_recv().is_err());
    tokio::time::pause();
    for _ in 0..40 {
        tokio::time::advance(Duration::from_secs(1)).await;
    }
    tokio::time::resume();
    assert_eq!(script.during(closed.recv()).await, Some(Some(0)), "the server sees the end of the connection");
}

/// A server whose connections answer one request each and then close without a word. Counts requests.
fn forgetful(requests: Arc<AtomicUsize>) -> RawServer {
    RawServer::start(move |mut socket| {
        let requests = Arc::clone(&requests);
        async move {
            let mut head = [0; 4096];
            for answered in 0..2 {
                if !matches!(socket.read(&mut head).await, Ok(1..)) {
                    return;
                }
                requests.fetch_add(1, Ordering::SeqCst);
                if answered == 0 {
                    let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
                }
            }
        }
    })
}

#[tokio::test]
async fn a_stale_connection_is_replaced_for_what_may_be_repeated() {
    let requests = Arc::new(AtomicUsize::new(0));
    let server = forgetful(Arc::clone(&requests));
    let url = format!("http://{}/", server.address());
    let mut script = Script::new();
    assert_eq!(script.get(&url).await.body, "ok");
    // The idle connection takes the request and closes; the request goes out again.
    assert_eq!(script.get(&url).await.body, "ok");
    assert_eq!(requests.load(Ordering::SeqCst), 3);
    // What changes something on the server goes out once.
    let outcome = script.call(Fetch::post(&url, b"x").operation()).await;
    failed_with(&outcome, ErrorCode::Reset);
    assert_eq!(requests.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used() {
    let server = RawServer::start(async |mut socket| {
        let mut head = [0; 4096];
        let _ = socket.read(&mut head).await;
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
    });
    let url = format!("http://{}/", server.address());
    let mut script = Script::new();
    for _ in 0..20 {
        // Not even a POST is lost, because the client knows, or the request never left.
        assert_eq!(script.fetch(Fetch::post(&url, b"")).await.body, "ok");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn bytes_after_a_response_do_not_answer_the_next_request() {
    let server = RawServer::start(async |mut socket| {
        let mut head = [0; 4096];
        let _ = socket.read(&mut head).await;
        let smuggled = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil";
        let _ = socket.write_all(smuggled.as_bytes()).await;
        let _ = socket.read(&mut head).await;
    });
    let url = format!("http://{}/", server.address());
    let mut script = Script::new();
    for _ in 0..5 {
        assert_eq!(script.get(&url).await.body, "ok");
    }
}

#[tokio::test]
async fn an_early_answer_does_not_make_the_next_request_wait() {
    let server = RawServer::start(async |mut socket| {
        let mut head = [0; 4096];
        let _ = socket.read(&mut head).await;
        let _ = socket.write_all(b"HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno").await;
        std::future::pending::<()>().await;
    });
    let url = format!("http://{}/", server.address());
    let mut script = Script::new();
    let large = vec![0; 32 << 20];
    for _ in 0..3 {
        assert_eq!(script.fetch(Fetch::post(&url, &large)).await.head.status, 413);
    }
}

#[tokio::test]
async fn requests_over_http2_share_a_connection() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let network = trusting(certificates.authority_pem());
    let mut script = Script::on(network.clone(), Policy::everything(), Limits::default());
    let url = server.url("/anything");
    let calls: Vec<_> = (0..100).map(|_| script.start(Fetch::post(&url, b"over h2").operation())).collect();
    for call in calls {
        let response = Response::of(script.outcome(call).await);
        assert_eq!((response.head.status, &*response.head.reason, response.connection()), (200, "", 1));
        assert_eq!(script.json(&response).await["data"], "over h2");
    }
    let mut next = Script::on(network, Policy::everything(), Limits::default());
    assert_eq!(next.get(&url).await.connection(), 1, "an unused connection is passed on");
}

#[tokio::test]
async fn sandboxes_do_not_share_an_http2_connection_at_a_time() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let network = trusting(certificates.authority_pem());
    let mut first = Script::on(network.clone(), Policy::everything(), Limits::default());
    let held = first.get(&server.url("/bytes/10000000")).await;
    assert!(held.rest.is_some());
    let mut second = Script::on(network, Policy::everything(), Limits::default());
    assert_eq!(second.get(&server.url("/get")).await.connection(), 2);
    assert_eq!(first.get(&server.url("/get")).await.connection(), 1);
    assert_eq!(first.body(&held).await.len(), 10_000_000);
}

#[tokio::test]
async fn unread_bodies_over_http2_do_not_stop_other_requests() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    let url = server.url("/bytes/10000000");
    let mut held = Vec::new();
    for _ in 0..20 {
        held.push(script.get(&url).await);
    }
    let response = script.get(&server.url("/bytes/100000")).await;
    assert_eq!(script.body(&response).await.len(), 100_000);
    for response in held {
        script.close(response.rest.expect("a body that goes on")).await;
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_cancelled_request_over_http2_leaves_the_connection() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    assert_eq!(script.get(&server.url("/get")).await.connection(), 1);
    let url = server.url("/delay/60000");
    let call = script.start(Fetch::get(&url).operation());
    assert!(script.ready(call).is_none());
    script.service.cancel(call);
    assert_eq!(script.get(&server.url("/get")).await.connection(), 1);
}

#[tokio::test]
async fn a_host_header_is_the_authority_of_http2() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    let url = server.url("/get?x=1");
    let headers = "host: other.test\r\nconnection: close\r\nx-own: kept\r\n";
    let response = script.fetch(Fetch { headers, ..Fetch::get(&url) }).await;
    let json = script.json(&response).await;
    assert_eq!(json["url"], "https://other.test/get?x=1");
    assert_eq!(json["headers"]["x-own"], "kept");
    assert_eq!(json["headers"]["host"].as_str(), None);
}

#[tokio::test]
async fn an_upload_goes_over_http2() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    let strait_net::Outcome::Opened(upload) = script.call(Operation::StreamOpen).await else {
        panic!("expected a stream")
    };
    let url = server.url("/echo");
    let send = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation());
    support::done(&script.write(upload, "one").await);
    let response = Response::of(script.outcome(send).await);
    support::done(&script.write(upload, "two").await);
    support::done(&script.shutdown(upload).await);
    assert_eq!(script.body(&response).await, b"onetwo");
}
