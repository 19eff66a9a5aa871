//! Whom `http.send` trusts over TLS.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, TlsOptions};
use strait_net::{CaCerts, ClientCert, Limits, Network, NetworkOptions};
use strait_policy::Policy;
use strait_testkit::{Certificates, HttpServer, RawServer};
use support::{
    Script, failed,
    fetch::{Fetch, allow_net, network, trusting},
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
    assert_eq!(error(CaCerts::Pem(b"x".to_vec())).as_deref(), Some("the given text has no PEM certificate in it"));
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

const WANTED: &str = "it wants a client certificate; give one with --client-cert";

#[tokio::test]
async fn a_server_that_knows_its_clients() {
    let certificates = Certificates::for_known_clients();
    let server = HttpServer::start_tls(&certificates);
    let url = server.url("/get");
    // For TLS 1.3 the client is done before the server has looked at what it was shown.
    let outcome = script(&certificates).call(Fetch::get(&url).operation()).await;
    failed(&outcome, ErrorCode::Tls, &format!("cannot set up TLS with {}: {WANTED}", server.address()));

    let (cert, key) = certificates.client("me.test");
    let options = |client_cert| NetworkOptions {
        ca_certs: vec![CaCerts::Pem(certificates.authority_pem().into())],
        client_cert: Some(client_cert),
        ..NetworkOptions::default()
    };
    let own = ClientCert::Pem { cert: cert.clone(), key: key.clone() };
    let mut known = Script::on(network(options(own)), Policy::everything(), Limits::default());
    assert_eq!(known.get(&url).await.head.status, 200);

    let folder = std::env::temp_dir().join(format!("strait-net-{}-client-cert", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (cert_file, both_file) = (folder.join("cert.pem"), folder.join("both.pem"));
    std::fs::write(&cert_file, &cert).unwrap();
    std::fs::write(&both_file, format!("{cert}{key}")).unwrap();
    let both = ClientCert::File { cert: both_file, key: None };
    let mut known = Script::on(network(options(both)), Policy::everything(), Limits::default());
    assert_eq!(known.get(&url).await.head.status, 200);
    let error = Network::new(options(ClientCert::File { cert: cert_file, key: None })).unwrap_err().to_string();
    assert_eq!(error, "the key of the client certificate is not a PEM private key without a passphrase");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_request_can_bring_its_own_certificate() {
    let certificates = Certificates::for_known_clients();
    let server = HttpServer::start_tls(&certificates);
    let url = server.url("/get");
    let mut script = script(&certificates);
    let (cert, key) = certificates.client("me.test");
    let tls = TlsOptions { cert: Some(&cert), key: Some(&key), ..TlsOptions::default() };
    let with = Fetch { tls: Some(&tls), ..Fetch::get(&url) };
    let first = script.fetch(with).await.connection();
    assert_eq!(script.fetch(with).await.connection(), first, "the same options share a connection");
    // Who does not show it does not get the connection of who did.
    let outcome = script.call(Fetch::get(&url).operation()).await;
    failed(&outcome, ErrorCode::Tls, &format!("cannot set up TLS with {}: {WANTED}", server.address()));
    let (cert, key) = certificates.client("another.test");
    let other = TlsOptions { cert: Some(&cert), key: Some(&key), ..TlsOptions::default() };
    assert_ne!(script.fetch(Fetch { tls: Some(&other), ..Fetch::get(&url) }).await.connection(), first);
    let (_, wrong) = certificates.client("me.test");
    let mixed = TlsOptions { key: Some(&wrong), ..other };
    let outcome = script.call(Fetch { tls: Some(&mixed), ..Fetch::get(&url) }.operation()).await;
    failed(&outcome, ErrorCode::Invalid, "the key is not that of the client certificate");
}

#[tokio::test]
async fn another_host_is_not_shown_the_certificate() {
    let certificates = Certificates::for_known_clients();
    let (first, second) = (HttpServer::start_tls(&certificates), HttpServer::start_tls(&certificates));
    let (cert, key) = certificates.client("me.test");
    let tls = TlsOptions { cert: Some(&cert), key: Some(&key), ..TlsOptions::default() };
    let mut script = script(&certificates);
    let home = first.url(&format!("/redirect-to?url={}", first.url("/get")));
    assert_eq!(script.fetch(Fetch { tls: Some(&tls), ..Fetch::get(&home) }).await.head.status, 200);
    let away = first.url(&format!("/redirect-to?url={}", second.url("/get")));
    let outcome = script.call(Fetch { tls: Some(&tls), ..Fetch::get(&away) }.operation()).await;
    failed(&outcome, ErrorCode::Tls, &format!("cannot set up TLS with {}: {WANTED}", second.address()));
}

#[tokio::test]
async fn a_request_can_trust_its_own_authority_and_name() {
    let certificates = Certificates::for_names(&["other.test"], &["http/1.1"]);
    let server = HttpServer::start_tls(&certificates);
    let url = format!("https://localhost:{}/get", server.port());
    // This script trusts somebody else.
    let mut script = script(&Certificates::localhost());
    let tls = TlsOptions { ca: Some(certificates.authority_pem()), ..TlsOptions::default() };
    let outcome = script.call(Fetch { tls: Some(&tls), ..Fetch::get(&url) }.operation()).await;
    let why = "its certificate is for another name";
    failed(&outcome, ErrorCode::Tls, &format!("cannot set up TLS with localhost:{}: {why}", server.port()));
    let named = TlsOptions { server_name: Some("other.test"), ..tls };
    assert_eq!(script.fetch(Fetch { tls: Some(&named), ..Fetch::get(&url) }).await.head.status, 200);
    let unnamed = TlsOptions { server_name: Some("a b\r\n"), ..named };
    let outcome = script.call(Fetch { tls: Some(&unnamed), ..Fetch::get(&url) }.operation()).await;
    failed(&outcome, ErrorCode::Invalid, "`a b\\r\\n` is not a name that a certificate can be for");
}

#[tokio::test]
async fn protocols_can_be_chosen_among_those_of_http() {
    let certificates = Certificates::localhost();
    let server = HttpServer::start_tls(&certificates);
    let url = server.url("/get");
    let mut script = script(&certificates);
    for (alpn, reason) in [("h2", ""), ("http/1.1", "OK")] {
        let tls = TlsOptions { alpn: vec![alpn], ..TlsOptions::default() };
        assert_eq!(script.fetch(Fetch { tls: Some(&tls), ..Fetch::get(&url) }).await.head.reason, reason, "{alpn}");
    }
    let tls = TlsOptions { alpn: vec!["h2", "smtp\r\n"], ..TlsOptions::default() };
    let outcome = script.call(Fetch { tls: Some(&tls), ..Fetch::get(&url) }.operation()).await;
    failed(&outcome, ErrorCode::Invalid, "a request cannot go by `smtp\\r\\n`, only by h2 and http/1.1");
}

#[tokio::test]
async fn anyone_is_trusted_only_where_that_is_allowed() {
    let server = HttpServer::start_tls(&Certificates::for_names(&["other.test"], &["h2"]));
    let url = server.url("/get");
    let tls = TlsOptions { insecure: true, ..TlsOptions::default() };
    let anyone = Fetch { tls: Some(&tls), ..Fetch::get(&url) };
    let network = trusting(Certificates::localhost().authority_pem());
    let mut script = Script::on(network.clone(), allow_net("loopback"), Limits::default());
    let message = "taking any certificate of a TLS server is not allowed; run again with --allow-insecure-tls";
    failed(&script.call(anyone.operation()).await, ErrorCode::Denied, message);
    let mut policy = allow_net("loopback");
    policy.allow_insecure_tls();
    let mut script = Script::on(network, policy, Limits::default());
    assert_eq!(script.fetch(anyone).await.head.status, 200);
    // Nobody else gets that connection.
    support::failed_with(&script.call(Fetch::get(&url).operation()).await, ErrorCode::Tls);
}
