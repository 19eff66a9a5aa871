//! Redirects of `http.send`, as a server sees them.

mod support;

use strait_abi::{ErrorCode, Operation, Redirect};
use strait_net::Outcome;
use strait_testkit::HttpServer;
use support::{
    Script, done, failed,
    fetch::{Fetch, Response},
};

#[tokio::test]
async fn redirects_are_followed_and_the_last_url_is_told() {
    let server = HttpServer::start();
    let mut script = Script::new();
    for status in [301, 302, 303, 307, 308] {
        let response = script.get(&server.url(&format!("/redirect/3?status={status}"))).await;
        assert_eq!(response.head.status, 200);
        assert_eq!(response.head.url, Some(server.url("/get")));
    }
    assert_eq!(server.connections(), 1, "hops to one origin share a connection");
}

#[tokio::test]
async fn at_most_twenty_redirects_are_followed() {
    let server = HttpServer::start();
    let mut script = Script::new();
    assert_eq!(script.get(&server.url("/redirect/20")).await.head.status, 200);
    let outcome = script.call(Fetch::get(&server.url("/redirect/21")).operation()).await;
    let message = format!("more than 20 redirects, the last one to {}", server.url("/get"));
    failed(&outcome, ErrorCode::Protocol, &message);
}

#[tokio::test]
async fn a_redirect_can_be_an_error_or_the_answer() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/redirect/1");
    let outcome = script.call(Fetch { redirect: Redirect::Error, ..Fetch::get(&url) }.operation()).await;
    let message = format!("{url} redirects to {}, and redirects were to be an error", server.url("/get"));
    failed(&outcome, ErrorCode::Invalid, &message);
    let response = script.fetch(Fetch { redirect: Redirect::Manual, ..Fetch::get(&url) }).await;
    assert_eq!((response.head.status, response.header("location")), (302, Some("/get")));
    assert_eq!(response.head.url, None);
}

#[tokio::test]
async fn the_body_goes_along_where_the_method_stays() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let headers = "content-type: text/plain\r\n";
    for (status, method, data) in [(302, "GET", ""), (303, "GET", ""), (307, "POST", "body"), (308, "POST", "body")] {
        let url = server.url(&format!("/redirect-to?url=/anything&status={status}"));
        let response = script.fetch(Fetch { headers, ..Fetch::post(&url, b"body") }).await;
        let json = script.json(&response).await;
        assert_eq!((json["method"].as_str(), json["data"].as_str()), (Some(method), Some(data)), "{status}");
        assert_eq!(json["headers"]["content-type"].is_string(), method == "POST");
        assert_eq!(json["headers"]["content-length"].as_str(), (method == "POST").then_some("4"));
    }
}

#[tokio::test]
async fn another_origin_gets_neither_cookies_nor_authorization() {
    let (server, other) = (HttpServer::start(), HttpServer::start());
    let mut script = Script::new();
    let headers = "authorization: secret\r\ncookie: secret\r\nx-own: kept\r\n";
    for (target, is_told) in [(server.url("/get"), true), (other.url("/get"), false)] {
        let url = server.url(&format!("/redirect-to?url={target}"));
        let response = script.fetch(Fetch { headers, ..Fetch::get(&url) }).await;
        let sent = script.json(&response).await["headers"].take();
        assert_eq!((sent["authorization"].is_string(), sent["cookie"].is_string()), (is_told, is_told));
        assert_eq!(sent["x-own"], "kept");
    }
}

#[tokio::test]
async fn a_streamed_body_cannot_follow_a_redirect() {
    let server = HttpServer::start();
    let mut script = Script::new();
    for (status, expected) in [(302, None), (303, Some(200)), (307, None)] {
        let Outcome::Opened(upload) = script.call(Operation::StreamOpen).await else { panic!("expected a stream") };
        let url = server.url(&format!("/redirect-to?url=/get&status={status}"));
        let send = script.start(Fetch { method: "POST", upload: Some(upload), ..Fetch::get(&url) }.operation());
        done(&script.write(upload, "x").await);
        done(&script.shutdown(upload).await);
        let outcome = script.outcome(send).await;
        match expected {
            Some(expected) => assert_eq!(Response::of(outcome).head.status, expected),
            None => {
                let message = format!("{url} answers with {status}, but a streamed body cannot be sent again");
                failed(&outcome, ErrorCode::Invalid, &message);
            }
        }
    }
}

#[tokio::test]
async fn a_fragment_is_not_sent_and_not_told() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/redirect-to?url=/get%23there");
    let response = script.get(&format!("{url}#here")).await;
    assert_eq!(response.head.url, Some(server.url("/get")));
}

#[tokio::test]
async fn a_redirect_out_of_http_is_an_error() {
    let server = HttpServer::start();
    let mut script = Script::new();
    let url = server.url("/redirect-to?url=file:///etc/passwd");
    let message = format!(
        "{url} redirects to `file:///etc/passwd`: cannot fetch a URL with the scheme `file`; only http and https can be \
         fetched"
    );
    failed(&script.call(Fetch::get(&url).operation()).await, ErrorCode::Invalid, &message);
}
