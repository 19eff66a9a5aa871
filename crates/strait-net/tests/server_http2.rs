//! HTTP/2 at the server, by prior knowledge: on the port of HTTP/1.1, without TLS.

mod support;

use std::{net::SocketAddr, time::Duration};

use bytes::Bytes;
use http::{Request, Response, StatusCode, Version};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, client::conn::http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use strait_abi::Operation;
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::RawClient;
use support::{Script, done, failed_with};
use tokio::{net::TcpStream, task::JoinHandle};

/// A connection of a client, and the task that ends with it.
struct Client {
    requests: http2::SendRequest<Full<Bytes>>,
    connection: JoinHandle<hyper::Result<()>>,
}

impl Client {
    async fn connect(address: SocketAddr) -> Self {
        let socket = TcpStream::connect(address).await.expect("a connection");
        let handshake = http2::handshake(TokioExecutor::new(), TokioIo::new(socket));
        let (requests, connection) = handshake.await.expect("a handshake");
        Self { requests, connection: tokio::spawn(connection) }
    }

    /// Sends a request; its response is awaited apart from the script that gives it.
    fn send(&mut self, request: Request<Full<Bytes>>) -> JoinHandle<hyper::Result<Response<Incoming>>> {
        tokio::spawn(self.requests.send_request(request))
    }

    fn get(&mut self, uri: &str) -> JoinHandle<hyper::Result<Response<Incoming>>> {
        self.send(Request::get(uri).body(Full::default()).expect("a request"))
    }
}

async fn text(response: Response<Incoming>) -> String {
    let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[tokio::test]
async fn a_request_has_its_target_and_its_host() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let answer = client.get("http://a.test:1/path?q=1");
    let request = script.accept(listener).await;
    assert_eq!((request.head.target.as_str(), request.head.version), ("/path?q=1", 20));
    assert_eq!(request.head.headers, "host: a.test:1\r\n");
    assert!(!request.more);
    // What belongs to a connection of HTTP/1.1 is left out.
    done(&script.respond(request.exchange, 201, "x: 1\r\nconnection: close\r\n", "hello").await);
    let answer = script.during(answer).await.expect("a task").expect("a response");
    assert_eq!((answer.status(), answer.version()), (StatusCode::CREATED, Version::HTTP_2));
    assert_eq!(answer.headers()["x"], "1");
    assert!(!answer.headers().contains_key("connection"));
    assert_eq!(script.during(text(answer)).await, "hello");
}

#[tokio::test]
async fn requests_of_one_connection_are_answered_in_any_order() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let answers: Vec<_> = (0..100).map(|index| client.get(&format!("http://a/{index}"))).collect();
    let mut exchanges = Vec::new();
    for _ in 0..100 {
        let request = script.accept(listener).await;
        exchanges.push((request.exchange, request.head.target));
    }
    for (exchange, target) in exchanges.into_iter().rev() {
        done(&script.respond(exchange, 200, "", &target).await);
    }
    for (index, answer) in answers.into_iter().enumerate() {
        let answer = script.during(answer).await.expect("a task").expect("a response");
        assert_eq!(script.during(text(answer)).await, format!("/{index}"));
    }
    assert_eq!(script.service.open_handles(), 1);
}

#[tokio::test]
async fn http1_is_spoken_on_the_same_port() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    // Both begin as the preface of HTTP/2 does, one byte at a time.
    for method in ["PRI", "PRINT", "PUT", "GET"] {
        let mut client = RawClient::connect(address).await;
        for byte in format!("{method} / HTTP/1.1\r\nhost: a\r\n\r\n").bytes() {
            client.send([byte]).await;
        }
        let request = script.accept(listener).await;
        assert_eq!((request.head.method.as_str(), request.head.version), (method, 11));
        done(&script.respond(request.exchange, 200, "", method).await);
        assert_eq!(script.during(client.read_response()).await.1, method);
    }
}

#[tokio::test]
async fn bodies_go_both_ways_with_back_pressure() {
    const SIZE: usize = 4 << 20;
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let body = Full::from(vec![b'x'; SIZE]);
    let answer = client.send(Request::post("http://a/").body(body).expect("a request"));
    let request = script.accept(listener).await;
    let sent = script.read_all(request.exchange).await.len() + request.body.len();
    assert_eq!(sent, SIZE);
    done(&script.respond_more(request.exchange, 200, "", "").await);
    let answer = script.during(answer).await.expect("a task").expect("a response");
    let reading = tokio::spawn(text(answer));
    for _ in 0..64 {
        done(&script.write(request.exchange, &"y".repeat(SIZE / 64)).await);
    }
    done(&script.shutdown(request.exchange).await);
    assert_eq!(script.during(reading).await.expect("a task").len(), SIZE);
}

#[tokio::test]
async fn a_response_that_is_given_up_resets_its_stream_only() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let (broken, unanswered, whole) = (client.get("http://a/"), client.get("http://a/"), client.get("http://a/"));
    let exchanges: Vec<_> =
        [script.accept(listener).await, script.accept(listener).await, script.accept(listener).await]
            .map(|request| request.exchange)
            .into();
    done(&script.respond_more(exchanges[0], 200, "", "begun").await);
    let broken = script.during(broken).await.expect("a task").expect("a head");
    script.close(exchanges[0]).await;
    assert!(script.during(broken.into_body().collect()).await.is_err());
    script.close(exchanges[1]).await;
    assert!(script.during(unanswered).await.expect("a task").is_err());
    done(&script.respond(exchanges[2], 200, "", "whole").await);
    let whole = script.during(whole).await.expect("a task").expect("a response");
    assert_eq!(script.during(text(whole)).await, "whole");
    assert_eq!(script.service.open_handles(), 1);
}

#[tokio::test]
async fn a_client_that_resets_its_stream_is_gone() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let answer = client.get("http://a/");
    let exchange = script.accept(listener).await.exchange;
    answer.abort();
    script.during(answer).await.expect_err("it was aborted");
    // The reset arrives before the next request does.
    let next = client.get("http://a/");
    let request = script.accept(listener).await;
    failed_with(&script.respond(exchange, 200, "", "").await, strait_abi::ErrorCode::Reset);
    done(&script.respond(request.exchange, 200, "", "").await);
    script.during(next).await.expect("a task").expect("a response");
    assert_eq!(script.service.open_handles(), 1);
}

#[tokio::test]
async fn a_closed_listener_says_goodbye_and_answers_what_is_under_way() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let answer = client.get("http://a/");
    let exchange = script.accept(listener).await.exchange;
    script.close(listener).await;
    done(&script.respond(exchange, 200, "", "last").await);
    let answer = script.during(answer).await.expect("a task").expect("a response");
    assert_eq!(script.during(text(answer)).await, "last");
    script.during(&mut client.connection).await.expect("a task").expect("an orderly end");
}

#[tokio::test]
async fn an_idle_connection_is_ended() {
    let limits = Limits { idle_time: Duration::from_millis(100), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let answer = client.get("http://a/");
    let exchange = script.accept(listener).await.exchange;
    done(&script.respond(exchange, 200, "", "").await);
    script.during(answer).await.expect("a task").expect("a response");
    script.during(&mut client.connection).await.expect("a task").expect("an orderly end");
}

#[tokio::test]
async fn hosts_that_contradict_each_other_are_refused() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    for (host, status) in [("b", 400), ("a@b", 400), ("A", 200)] {
        let request = Request::get("http://a/").header("host", host).body(Full::default()).expect("a request");
        let answer = client.send(request);
        if status == 200 {
            let request = script.accept(listener).await;
            assert_eq!(request.head.headers, "host: A\r\n");
            done(&script.respond(request.exchange, 200, "", "").await);
        }
        assert_eq!(script.during(answer).await.expect("a task").expect("a response").status(), status);
    }
}

#[tokio::test]
async fn limits_hold_for_http2_too() {
    let limits = Limits { headers: 10, header_bytes: 2000, request_body_bytes: 10, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (_, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let mut many = Request::get("http://a/");
    for index in 0..11 {
        many = many.header(format!("x-{index}"), "1");
    }
    let answer = client.send(many.body(Full::default()).expect("a request"));
    assert_eq!(script.during(answer).await.expect("a task").expect("a response").status(), 431);
    let long = Request::get("http://a/").header("x", "y".repeat(4000));
    let answer = client.send(long.body(Full::default()).expect("a request"));
    assert_eq!(script.during(answer).await.expect("a task").expect("a response").status(), 431);
    let large = Request::post("http://a/").body(Full::from(vec![0; 11])).expect("a request");
    let answer = client.send(large);
    assert_eq!(script.during(answer).await.expect("a task").expect("a response").status(), 413);
}

#[tokio::test]
async fn an_upgrade_is_an_ordinary_request() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut client = Client::connect(address).await;
    let answer = client.get("http://a/");
    let exchange = script.accept(listener).await.exchange;
    let refused = script.call(Operation::HttpUpgrade { exchange, protocol: None, headers: "", options: None }).await;
    failed_with(&refused, strait_abi::ErrorCode::Invalid);
    done(&script.respond(exchange, 426, "", "").await);
    assert_eq!(script.during(answer).await.expect("a task").expect("a response").status(), 426);
}
