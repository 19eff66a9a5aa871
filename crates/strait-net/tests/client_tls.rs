//! Whom `http.send` trusts over TLS.

mod support;

use std::time::Duration;

use strait_abi::ErrorCode;
use strait_net::{CaCerts, Limits, Network, NetworkOptions};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script, failed,
    fetch::{Fetch, network, trusting},
};

fn script(certificates: &Certificates) -> Script {
    Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default())
}

async fn fails(script: &mut Script, server_port: u16, why: &str) {
    let outcome = script.call(Fetch::get(&format!("https://localhost:{server_port}/get")).operation()).await;
    failed(&outcome, ErrorCode::Tls, &format!("cannot set up TLS with localhost:{server_port}: {why}"));
}

#[tokio::test]
async fn an_authority_that_was_given_is_trusted() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let mut script = script(&certificates);
    for host in ["localhost", "127.0.0.1"] {
        let response = script.get(&format!("https://{host}:{}/get", server.port())).await;
        assert_eq!(script.json(&response).await["url"], format!("https://{host}:{}/get", server.port()));
    }
}

#[tokio::test]
async fn a_server_without_http2_speaks_http1() {
    let certificates = Certificates::for_names(&["localhost"], &["http/1.1"]);
    let server = HttpServer::start_tls(&certificates);
    let mut script = script(&certificates);
    let url = format!("https://localhost:{}/get", server.port());
    let calls: Vec<_> = (0..10).map(|_| script.start(Fetch::get(&url).operation())).collect();
    for call in calls {
        let response = support::fetch::Response::of(script.outcome(call).await);
        assert_eq!((response.head.status, &*response.head.reason), (200, "OK"));
    }
}

#[tokio::test]
async fn an_unknown_authority_is_refused() {
    let server = HttpServer::start_tls(&Certificates::localhost());
    let mut script = script(&Certificates::localhost());
    let why = "its certificate is not signed by a trusted authority; trust one with --ca-cert";
    // Which of the two it is depends on whether the names of the authorities are equal.
    let outcome = script.call(Fetch::get(&format!("https://localhost:{}/get", server.port())).operation()).await;
    let failure = outcome.failure().expect("a failure");
    assert_eq!(failure.code, ErrorCode::Tls);
    let bad_signature = "invalid peer certificate: BadSignature";
    assert!(failure.message.ends_with(why) || failure.message.ends_with(bad_signature), "{}", failure.message);
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let certificates = Certificates::for_names(&["other.test"], &["http/1.1"]);
    let server = HttpServer::start_tls(&certificates);
    fails(&mut script(&certificates), server.port(), "its certificate is for another name").await;
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls() {
    let server = RawServer::start(async |mut socket| {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut hello = [0; 4096];
        let _ = socket.read(&mut hello).await;
        let _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let _ = socket.read(&mut hello).await;
    });
    fails(&mut script(&Certificates::localhost()), server.port(), "it does not speak TLS on this port").await;
}

#[tokio::test]
async fn a_server_that_hangs_up_during_the_handshake() {
    let server = RawServer::start(async |mut socket| {
        use tokio::io::AsyncReadExt;
        let _ = socket.read(&mut [0; 4096]).await;
    });
    let port = server.port();
    let outcome =
        script(&Certificates::localhost()).call(Fetch::get(&format!("https://localhost:{port}/")).operation()).await;
    failed(&outcome, ErrorCode::Tls, &format!("localhost:{port} closed the connection during the TLS handshake"));
}

#[tokio::test]
async fn a_server_that_never_answers_the_handshake() {
    let server = RawServer::silent();
    let limits = Limits { connect_time: Duration::from_millis(200), ..Limits::default() };
    let network = trusting(Certificates::localhost().authority_pem());
    let mut script = Script::on(network, Policy::everything(), limits);
    let address = server.address();
    let outcome = script.call(Fetch::get(&format!("https://{address}/")).operation()).await;
    failed(&outcome, ErrorCode::TimedOut, &format!("connecting to {address} took longer than 200ms"));
}

#[tokio::test]
async fn many_requests_to_a_server_that_cannot_be_reached_fail_together() {
    let server = RawServer::silent();
    let limits = Limits { connect_time: Duration::from_millis(300), ..Limits::default() };
    let network = trusting(Certificates::localhost().authority_pem());
    let mut script = Script::on(network, Policy::everything(), limits);
    let url = format!("https://{}/", server.address());
    let calls: Vec<_> = (0..50).map(|_| script.start(Fetch::get(&url).operation())).collect();
    // One after the other they would take 15 seconds, which is longer than a test may.
    for call in calls {
        support::failed_with(&script.outcome(call).await, ErrorCode::TimedOut);
    }
}

#[test]
fn certificates_that_cannot_be_used_are_refused_at_the_start() {
    let error = |ca_certs: CaCerts| {
        let options = NetworkOptions { ca_certs: vec![ca_certs], ..NetworkOptions::default() };
        Network::new(options).err().map(|error| error.to_string())
    };
    assert_eq!(error(CaCerts::Pem(b"x".to_vec())).as_deref(), Some("there is no PEM certificate in the given text"));
    assert_eq!(
        error(CaCerts::File("/does/not/exist.pem".into())).as_deref(),
        Some("cannot read the certificates in /does/not/exist.pem")
    );
    let pem = Certificates::localhost().authority_pem().as_bytes().to_vec();
    assert_eq!(error(CaCerts::Pem(pem)), None);
}

#[tokio::test]
async fn without_tls_no_certificates_are_loaded() {
    let server = HttpServer::start();
    let mut script = Script::on(network(NetworkOptions::default()), Policy::everything(), Limits::default());
    assert_eq!(script.get(&server.url("/get")).await.head.status, 200);
}
