//! TLS on a connection that is open already.

mod support;

use std::time::Duration;

use strait_abi::{ErrorCode, Handle, Operation};
use strait_net::{Limits, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, RawServer};
use support::{Script, bytes, connected, done, failed, failed_with, fetch::trusting};

fn script(certificates: &Certificates, limits: Limits) -> Script {
    Script::on(trusting(certificates.authority_pem()), Policy::everything(), limits)
}

async fn connect(script: &mut Script, server: &RawServer) -> Handle {
    connected(script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await).0
}

async fn start_tls(script: &mut Script, connection: Handle, server_name: &str) -> Outcome {
    script.call(Operation::TcpStartTls { connection, server_name }).await
}

#[tokio::test]
async fn a_connection_goes_on_encrypted_under_its_handle() {
    let certificates = Certificates::localhost();
    let server = RawServer::tls_echo(&certificates);
    let mut script = script(&certificates, Limits::default());
    for name in ["localhost", "127.0.0.1"] {
        let connection = connect(&mut script, &server).await;
        done(&start_tls(&mut script, connection, name).await);
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
    let handshake = script.start(Operation::TcpStartTls { connection, server_name: "localhost" });
    assert!(script.ready(handshake).is_none());
    script.close(connection).await;
    failed(&script.outcome(handshake).await, ErrorCode::Closed, "this stream is closed");
}
