//! TCP both ways.

mod support;

use strait_abi::{ErrorCode, Operation};
use strait_net::Limits;
use strait_policy::Policy;
use strait_testkit::{RawClient, RawServer, refused_address};
use support::{Script, bytes, connected, done, failed, failed_with, listening};

#[tokio::test]
async fn bytes_go_there_and_back() {
    let server = RawServer::echo();
    let mut script = Script::new();
    let (connection, local, peer) =
        connected(script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await);
    assert_eq!(peer, server.address());
    assert!(local.ip().is_loopback());
    done(&script.write(connection, "hello").await);
    assert_eq!(&bytes(script.read(connection).await)[..], b"hello");
    done(&script.shutdown(connection).await);
    assert!(bytes(script.read(connection).await).is_empty());
    let late = script.write(connection, "x").await;
    failed(&late, ErrorCode::Closed, "this stream cannot be written to, or no longer");
    script.close(connection).await;
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn a_refused_connection_says_so() {
    let mut script = Script::new();
    let address = refused_address();
    let outcome = script.call(Operation::TcpConnect { host: "127.0.0.1", port: address.port() }).await;
    failed(&outcome, ErrorCode::Refused, &format!("cannot connect to {address}: connection refused"));
}

#[tokio::test]
async fn a_denied_connection_is_not_made() {
    let server = RawServer::echo();
    let mut script = Script::with(Policy::default(), Limits::default());
    failed_with(
        &script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await,
        ErrorCode::Denied,
    );
}

#[tokio::test]
async fn a_denied_listener_is_not_opened() {
    let mut script = Script::with(Policy::default(), Limits::default());
    failed_with(&script.call(Operation::TcpListen { host: "127.0.0.1", port: 0 }).await, ErrorCode::Denied);
}

#[tokio::test]
async fn accepted_connections_are_streams() {
    let mut script = Script::new();
    let (listener, address) = script.tcp_listen().await;
    let accepts: Vec<_> = (0..3).map(|_| script.start(Operation::TcpAccept { listener })).collect();
    let mut clients = Vec::new();
    for _ in 0..3 {
        clients.push(RawClient::connect(address).await);
    }
    for accept in accepts {
        let (connection, local, peer) = connected(script.outcome(accept).await);
        assert_eq!(local, address);
        assert!(peer.ip().is_loopback());
        done(&script.write(connection, "hi").await);
        done(&script.shutdown(connection).await);
    }
    for client in &mut clients {
        assert_eq!(script.during(client.read_to_end()).await, "hi");
    }
}

#[tokio::test]
async fn a_cancelled_accept_loses_no_connection() {
    let mut script = Script::new();
    let (listener, address) = script.tcp_listen().await;
    let cancelled = script.start(Operation::TcpAccept { listener });
    script.service.cancel(cancelled);
    let _client = RawClient::connect(address).await;
    connected(script.call(Operation::TcpAccept { listener }).await);
    assert!(script.ready(cancelled).is_none());
}

#[tokio::test]
async fn a_closed_listener_fails_its_accepts() {
    let mut script = Script::new();
    let (listener, address) = script.tcp_listen().await;
    let waiting = script.start(Operation::TcpAccept { listener });
    script.close(listener).await;
    failed(&script.outcome(waiting).await, ErrorCode::Closed, "this server is closed");
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    // The port is free again.
    let (_, again) = listening(script.call(Operation::TcpListen { host: "127.0.0.1", port: address.port() }).await);
    assert_eq!(again, address);
}

#[tokio::test]
async fn an_ipv4_peer_of_a_listener_for_all_is_an_ipv4_peer() {
    let mut script = Script::new();
    let (listener, address) = listening(script.call(Operation::TcpListen { host: "::", port: 0 }).await);
    let _client = RawClient::connect(([127, 0, 0, 1], address.port()).into()).await;
    let (_, local, peer) = connected(script.call(Operation::TcpAccept { listener }).await);
    assert_eq!(local, ([127, 0, 0, 1], address.port()).into());
    assert!(peer.is_ipv4());
}

#[tokio::test]
async fn closing_a_connection_fails_the_calls_under_way() {
    let server = RawServer::silent();
    let mut script = Script::new();
    let (connection, ..) =
        connected(script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await);
    let read = script.start(Operation::StreamRead { stream: connection, max_bytes: 10 });
    script.close(connection).await;
    failed(&script.outcome(read).await, ErrorCode::Closed, "this stream is closed");
    failed(&script.read(connection).await, ErrorCode::Closed, "this stream is closed");
}

#[tokio::test]
async fn a_cancelled_read_loses_no_byte() {
    let server = RawServer::echo();
    let mut script = Script::new();
    let (connection, ..) =
        connected(script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await);
    for index in 0..20 {
        let read = script.start(Operation::StreamRead { stream: connection, max_bytes: 10 });
        done(&script.write(connection, "abc").await);
        script.service.cancel(read);
        assert!(script.ready(read).is_none());
        let mut got = Vec::new();
        while got.len() < 3 {
            got.extend_from_slice(&bytes(script.read(connection).await));
        }
        assert_eq!(got, b"abc", "round {index}");
    }
}

#[tokio::test]
async fn a_listener_is_not_a_stream_and_a_stream_not_a_listener() {
    let server = RawServer::echo();
    let mut script = Script::new();
    let (listener, _) = script.tcp_listen().await;
    failed(&script.read(listener).await, ErrorCode::Invalid, "a listener is not a byte stream");
    let (connection, ..) =
        connected(script.call(Operation::TcpConnect { host: "127.0.0.1", port: server.port() }).await);
    let accept = script.call(Operation::TcpAccept { listener: connection }).await;
    failed(&accept, ErrorCode::Invalid, "this handle is not a TCP server");
    let accept = script.call(Operation::HttpAccept { listener: connection }).await;
    failed(&accept, ErrorCode::Invalid, "this handle is not an HTTP server");
    let respond = script.respond(connection, 200, "", "").await;
    failed(&respond, ErrorCode::Invalid, "this handle is not a request to answer");
}
