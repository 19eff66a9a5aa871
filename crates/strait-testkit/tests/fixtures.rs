//! The fixtures do what they say.

use std::time::Duration;

use strait_testkit::{Certificates, HttpServer, RawClient, RawServer, refused_address};

async fn get(server: &HttpServer, path: &str) -> String {
    let mut client = RawClient::connect(server.address()).await;
    client.send(format!("GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n")).await;
    client.read_to_end().await
}

async fn check(server: &HttpServer, path: &str, starts: &str, ends: &str) {
    let answer = get(server, path).await;
    assert!(answer.starts_with(&format!("HTTP/1.1 {starts}\r\n")), "{path}: {answer}");
    assert!(answer.ends_with(ends), "{path}: {answer}");
}

#[tokio::test]
async fn routes_answer_as_documented() {
    let server = HttpServer::start();
    check(&server, "/bytes/3", "200 OK", "\r\n\r\n\0\u{1}\u{2}").await;
    check(&server, "/stream/2", "200 OK", "9\r\n{\"id\":0}\n\r\n9\r\n{\"id\":1}\n\r\n0\r\n\r\n").await;
    check(&server, "/chunked", "200 OK", "6\r\nhello \r\n8\r\nchunked \r\n5\r\nworld\r\n0\r\n\r\n").await;
    check(&server, "/drip?count=2&interval=1", "200 OK", "1\r\n*\r\n1\r\n*\r\n0\r\n\r\n").await;
    check(&server, "/status/418", "418 I'm a teapot", "\r\n\r\n").await;
    check(&server, "/delay/1", "200 OK", "}").await;
    check(&server, "/respond?status=201&body=hi", "201 Created", "\r\n\r\nhi").await;
    check(&server, "/basic-auth/user/word", "401 Unauthorized", "\r\n\r\n").await;
    check(&server, "/nothing", "404 Not Found", "\r\n\r\n").await;
    for coding in ["gzip", "deflate", "br", "zstd"] {
        let answer = get(&server, &format!("/{coding}")).await;
        assert!(answer.contains(&format!("content-encoding: {coding}\r\n")), "{answer}");
    }
    assert!(get(&server, "/redirect/2?status=307").await.contains("location: /redirect/1?status=307\r\n"));
    assert!(get(&server, "/redirect/1").await.contains("location: /get\r\n"));
    assert!(get(&server, "/redirect-to?url=%2Fx").await.contains("location: /x\r\n"));
    assert!(get(&server, "/respond?header=x-a:%20b").await.contains("x-a: b\r\n"));
    assert!(get(&server, "/close-early").await.contains("content-length: 100\r\n"));
}

#[tokio::test]
async fn a_request_is_described_as_json() {
    let server = HttpServer::start();
    let mut client = RawClient::connect(server.address()).await;
    client
        .send("POST /post?a=1&b=%20&a=2 HTTP/1.1\r\nhost: test:1\r\nx-a: y\r\ncontent-length: 7\r\n\r\n{\"n\":1}")
        .await;
    let (head, body) = client.read_response().await;
    assert!(head.contains("x-connection: 1\r\n"), "{head}");
    assert_eq!(server.connections(), 1);
    let described = [
        r#""method":"POST""#,
        r#""url":"http://test:1/post?a=1&b=%20&a=2""#,
        r#""args":{"a":["1","2"],"b":" "}"#,
        r#""headers":{"host":"test:1","x-a":"y","content-length":"7"}"#,
        r#""data":"{\"n\":1}""#,
        r#""json":{"n":1}"#,
    ];
    assert_eq!(body, format!("{{{}}}", described.join(",")));
}

#[tokio::test]
async fn raw_servers_do_their_one_thing() {
    let echo = RawServer::echo();
    let mut client = RawClient::connect(echo.address()).await;
    client.send("abc").await;
    client.shutdown().await;
    assert_eq!(client.read_to_end().await, "abc");

    let answering = RawServer::answering("answer");
    let mut client = RawClient::connect(answering.address()).await;
    client.send("GET / HTTP/1.1\r\n\r\n").await;
    assert_eq!(client.read_to_end().await, "answer");

    let closing = RawServer::closing();
    assert_eq!(RawClient::connect(closing.address()).await.read_to_end().await, "");

    let silent = RawServer::silent();
    let mut client = RawClient::connect(silent.address()).await;
    let waited = tokio::time::timeout(Duration::from_millis(20), client.read_to_end()).await;
    assert!(waited.is_err());

    assert!(tokio::net::TcpStream::connect(refused_address()).await.is_err());
}

#[test]
fn a_server_stops_with_its_guard() {
    let server = HttpServer::start_tls(&Certificates::localhost());
    let address = server.address();
    assert!(std::net::TcpStream::connect(address).is_ok());
    drop(server);
    assert!(std::net::TcpStream::connect(address).is_err());
}
