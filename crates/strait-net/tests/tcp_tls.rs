//! TLS on a connection that is open already.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, Handle, Operation, TlsOptions};
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, RawClient, RawServer};
use support::{Script, bytes, connected, done, failed, failed_with, fetch::trusting, secured};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn script(certificates: &Certificates, limits: Limits) -> Script {
    Script::on(trusting(certificates.authority_pem()), Policy::everything(), limits)
}

async fn connect(script: &mut Script, server: &RawServer) -> Handle {
    connected(script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await).0
}

async fn start_tls(script: &mut Script, connection: Handle, server_name: &str) -> Outcome {
    script.call(Operation::TcpStartTls { connection, server_name, tls: None }).await
}

#[tokio::test]
async fn a_connection_goes_on_encrypted_under_its_handle() {
    let certificates = Certificates::localhost();
    let server = RawServer::tls_echo(&certificates);
    let mut script = script(&certificates, Limits::default());
    for name in ["localhost", "127.0.0.1"] {
        let connection = connect(&mut script, &server).await;
        secured(start_tls(&mut script, connection, name).await);
        done(&script.write(connection, "hello").await);
        assert_eq!(&bytes(script.read(connection).await)[..], b"hello");
        let again = start_tls(&mut script, connection, name).await;
        failed(&again, ErrorCode::Invalid, "only a plain TCP connection can start TLS");
        done(&script.shutdown(connection).await);
        assert!(bytes(script.read(connection).await).is_empty());
        script.close(connection).await;
    }
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let certificates = Certificates::localhost();
    let server = RawServer::tls_echo(&certificates);
    let mut script = script(&certificates, Limits::default());
    let connection = connect(&mut script, &server).await;
    failed_with(&start_tls(&mut script, connection, "example.com").await, ErrorCode::Tls);
    // What is left of the connection is of no use.
    failed(&script.read(connection).await, ErrorCode::Invalid, "this stream cannot be read");
}

#[tokio::test]
async fn tls_cannot_start_while_another_call_is_under_way() {
    let certificates = Certificates::localhost();
    let server = RawServer::silent();
    let mut script = script(&certificates, Limits::default());
    let connection = connect(&mut script, &server).await;
    let read = script.start(Operation::StreamRead { stream: connection, max_bytes: 1 });
    let busy = start_tls(&mut script, connection, "localhost").await;
    failed(&busy, ErrorCode::Invalid, "another call is under way on this connection");
    assert!(script.ready(read).is_none());
}

#[tokio::test]
async fn a_handshake_without_an_answer_times_out() {
    let certificates = Certificates::localhost();
    let server = RawServer::silent();
    let limits = Limits { connect_time: Duration::from_millis(100), ..Limits::default() };
    let mut script = script(&certificates, limits);
    let connection = connect(&mut script, &server).await;
    let outcome = start_tls(&mut script, connection, "localhost").await;
    failed(&outcome, ErrorCode::TimedOut, "the TLS handshake with `localhost` was not done within 0.1 s");
}

#[tokio::test]
async fn closing_the_connection_ends_the_handshake() {
    let certificates = Certificates::localhost();
    let server = RawServer::silent();
    let mut script = script(&certificates, Limits::default());
    let connection = connect(&mut script, &server).await;
    let handshake = script.start(Operation::TcpStartTls { connection, server_name: "localhost", tls: None });
    assert!(script.ready(handshake).is_none());
    script.close(connection).await;
    failed(&script.outcome(handshake).await, ErrorCode::Closed, "this stream is closed");
}

/// Two ends of one connection of the script's own: the client's and the server's.
async fn pair(script: &mut Script) -> (Handle, Handle) {
    let (listener, address) = script.tcp_listen().await;
    let client = script.call(Operation::TcpConnect { host: "127.0.0.1", port: address.port() }).await;
    let server = script.call(Operation::TcpAccept { listener }).await;
    (connected(client).0, connected(server).0)
}

fn accept<'a>(connection: Handle, identity: &'a Identity, client_ca: Option<&'a str>) -> Operation<'a> {
    Operation::TcpAcceptTls {
        connection,
        cert: &identity.certificate,
        key: &identity.key,
        client_ca,
        client_optional: false,
        alpn: vec!["b", "a"],
    }
}

fn client<'a>(connection: Handle, tls: TlsOptions<'a>) -> Operation<'a> {
    Operation::TcpStartTls { connection, server_name: "localhost", tls: Some(tls) }
}

/// A certificate by an authority that nothing else trusts, and its key, PEM.
struct Identity {
    authority: String,
    certificate: String,
    key: String,
}

impl Identity {
    fn of(name: &str) -> Self {
        let mut authority = rcgen::CertificateParams::default();
        authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let authority_key = rcgen::KeyPair::generate().expect("a key");
        let authority = rcgen::CertifiedIssuer::self_signed(authority, authority_key).expect("an authority");
        let key = rcgen::KeyPair::generate().expect("a key");
        let params = rcgen::CertificateParams::new(vec![name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &authority).expect("a certificate");
        Self { authority: authority.pem(), certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

#[tokio::test]
async fn both_ends_agree_on_a_protocol_and_see_each_others_certificates() {
    let (server_identity, client_identity) = (Identity::of("localhost"), Identity::of("client"));
    let mut script = Script::new();
    let (ours, theirs) = pair(&mut script).await;
    let accepting = script.start(accept(theirs, &server_identity, Some(&client_identity.authority)));
    let options = TlsOptions {
        ca: Some(&server_identity.authority),
        cert: Some(&client_identity.certificate),
        key: Some(&client_identity.key),
        alpn: vec!["a", "b"],
        ..TlsOptions::default()
    };
    let seen_by_client = secured(script.call(client(ours, options)).await);
    let seen_by_server = secured(script.outcome(accepting).await);
    assert_eq!((seen_by_client.version, seen_by_server.version), ("TLSv1.3", "TLSv1.3"));
    assert!(seen_by_client.cipher.starts_with("TLS_"), "{}", seen_by_client.cipher);
    assert_eq!(seen_by_client.alpn.as_deref(), Some("b"));
    assert_eq!(seen_by_server.server_name.as_deref(), Some("localhost"));
    assert_eq!((seen_by_client.certificates.len(), seen_by_server.certificates.len()), (1, 1));
    assert_ne!(seen_by_client.certificates, seen_by_server.certificates);
    done(&script.write(ours, "hello").await);
    assert_eq!(&bytes(script.read(theirs).await)[..], b"hello");
    done(&script.shutdown(theirs).await);
    assert!(bytes(script.read(ours).await).is_empty());
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_takes_a_permission() {
    let identity = Identity::of("elsewhere");
    let insecure = TlsOptions { insecure: true, ..TlsOptions::default() };
    let mut policy = Policy::default();
    policy.allow_net("loopback").expect("a rule");
    policy.allow_listen("localhost").expect("a rule");
    let mut script = Script::with(policy.clone(), Limits::default());
    let (ours, _) = pair(&mut script).await;
    failed_with(&script.call(client(ours, insecure.clone())).await, ErrorCode::Denied);

    policy.allow_insecure_tls();
    let certificates = Certificates::localhost();
    let mut script = Script::on(trusting(certificates.authority_pem()), policy, Limits::default());
    let (ours, theirs) = pair(&mut script).await;
    let accepting = script.start(accept(theirs, &identity, None));
    let seen = secured(script.call(client(ours, insecure)).await);
    secured(script.outcome(accepting).await);
    let reason = "its certificate is not signed by a trusted authority; trust one with --ca-cert";
    assert_eq!(seen.unauthorized.as_deref(), Some(reason));
}

#[tokio::test]
async fn a_client_without_a_certificate_is_refused_where_one_is_asked_for() {
    let (server_identity, client_identity) = (Identity::of("localhost"), Identity::of("client"));
    let mut script = Script::new();
    let (ours, theirs) = pair(&mut script).await;
    let accepting = script.start(accept(theirs, &server_identity, Some(&client_identity.authority)));
    let options = TlsOptions { ca: Some(&server_identity.authority), ..TlsOptions::default() };
    // TLS 1.3 tells the client only when it reads (RFC 8446 section 4.4.2.4).
    let _ = script.call(client(ours, options)).await;
    let refused = script.outcome(accepting).await;
    failed(&refused, ErrorCode::Tls, "cannot set up TLS with the client: it shows no certificate");
    failed_with(&script.read(ours).await, ErrorCode::Io);
}

#[tokio::test]
async fn options_that_make_no_sense_are_refused_before_anything_is_sent() {
    let identity = Identity::of("localhost");
    let other = Identity::of("localhost");
    let mut script = Script::new();
    let (ours, theirs) = pair(&mut script).await;
    let no_certificate = TlsOptions { ca: Some("no PEM"), ..TlsOptions::default() };
    let refused = script.call(client(ours, no_certificate)).await;
    failed(&refused, ErrorCode::Invalid, "the text of the trusted certificates has no PEM certificate in it");
    let half = TlsOptions { cert: Some(&identity.certificate), ..TlsOptions::default() };
    let refused = script.call(client(ours, half)).await;
    failed(
        &refused,
        ErrorCode::Invalid,
        "the key of the client certificate is not a PEM private key without a passphrase",
    );
    let mixed = Identity { key: other.key, ..Identity::of("localhost") };
    failed_with(&script.call(accept(theirs, &mixed, None)).await, ErrorCode::Invalid);
    // The connection is as good as before.
    let accepting = script.start(accept(theirs, &identity, None));
    let options = TlsOptions { ca: Some(&identity.authority), ..TlsOptions::default() };
    secured(script.call(client(ours, options)).await);
    secured(script.outcome(accepting).await);
}

#[tokio::test]
async fn a_client_that_speaks_no_tls_is_refused_and_broken_off() {
    let identity = Identity::of("localhost");
    let mut script = Script::new();
    for (sent, code) in [("GET / HTTP/1.1\r\n\r\n", ErrorCode::Tls), ("", ErrorCode::Reset)] {
        let (listener, address) = script.tcp_listen().await;
        let mut client = RawClient::connect(address).await;
        let (connection, ..) = connected(script.call(Operation::TcpAccept { listener }).await);
        let accepting = script.start(accept(connection, &identity, None));
        client.send(sent).await;
        client.shutdown().await;
        failed_with(&script.outcome(accepting).await, code);
        client.read_to_end().await;
        script.close(connection).await;
        script.close(listener).await;
    }
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn servers_that_break_the_handshake_off_are_told_apart() {
    let certificates = Certificates::localhost();
    let mut script = script(&certificates, Limits::default());
    let garbage = RawServer::start(async |mut socket| {
        let _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let _ = tokio::io::copy(&mut socket, &mut tokio::io::sink()).await;
    });
    // A hello that promises more than it has.
    let cut = RawServer::start(async |mut socket| {
        let _ = socket.write_all(&[22, 3, 3, 0x40, 0, 2, 0, 0x3f]).await;
        let _ = socket.shutdown().await;
        let _ = tokio::io::copy(&mut socket, &mut tokio::io::sink()).await;
    });
    let reset = RawServer::start(async |mut socket| {
        let mut room = [0; 16];
        let _ = socket.read(&mut room).await;
        // Closing with unread bytes resets.
    });
    for (server, codes) in
        [(&garbage, &[ErrorCode::Tls][..]), (&cut, &[ErrorCode::Tls]), (&reset, &[ErrorCode::Reset, ErrorCode::Tls])]
    {
        let connection = connect(&mut script, server).await;
        let outcome = start_tls(&mut script, connection, "localhost").await;
        let failure = outcome.failure().expect("a refusal");
        assert!(codes.contains(&failure.code), "{failure:?}");
        script.close(connection).await;
    }
    assert_eq!(script.service.open_handles(), 0);
}
