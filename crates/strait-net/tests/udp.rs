//! UDP, and what a policy lets through.

mod support;

use std::{net::SocketAddr, sync::Arc};

use strait_abi::{ErrorCode, Handle, Operation};
use strait_net::{Limits, Network, NetworkOptions, Outcome};
use strait_policy::Policy;
use support::{Script, connected, datagrams, done, failed, failed_with, listening};
use tokio::net::UdpSocket;

async fn bind(script: &mut Script, host: &str, port: u16) -> Outcome {
    script.call(Operation::UdpBind { host, port, reuse_address: None, ipv6_only: None }).await
}

async fn send(script: &mut Script, socket: Handle, to: SocketAddr, text: &str) -> Outcome {
    let host = to.ip().to_string();
    script.call(Operation::UdpSend { socket, host: Some(&host), port: to.port(), bytes: text.as_bytes() }).await
}

async fn receive(script: &mut Script, socket: Handle) -> Vec<(SocketAddr, String)> {
    let outcome = script.call(Operation::UdpReceive { socket, max_datagrams: 16 }).await;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    datagrams(outcome).iter().map(|(peer, bytes)| (*peer, text(bytes))).collect()
}

/// A socket of the test's own.
async fn other() -> (UdpSocket, SocketAddr) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a free port");
    let address = socket.local_addr().expect("it is bound");
    (socket, address)
}

fn allowing(net: &[&str]) -> Policy {
    let mut policy = Policy::default();
    for rules in net {
        policy.allow_net(rules).expect("a rule");
    }
    policy
}

#[tokio::test]
async fn datagrams_go_there_and_back() {
    let mut script = Script::new();
    let (first, first_address) = listening(bind(&mut script, "127.0.0.1", 0).await);
    let (second, second_address) = listening(bind(&mut script, "127.0.0.1", 0).await);
    done(&send(&mut script, first, second_address, "one").await);
    done(&send(&mut script, first, second_address, "").await);
    let mut got = receive(&mut script, second).await;
    while got.len() < 2 {
        got.extend(receive(&mut script, second).await);
    }
    assert_eq!(got, [(first_address, "one".to_owned()), (first_address, String::new())]);
    done(&send(&mut script, second, first_address, "two").await);
    assert_eq!(receive(&mut script, first).await, [(second_address, "two".to_owned())]);
    script.close(first).await;
    failed(&send(&mut script, first, second_address, "x").await, ErrorCode::Closed, "this UDP socket is closed");
}

#[tokio::test]
async fn a_denied_destination_gets_nothing() {
    let (other, address) = other().await;
    let mut script = Script::with(allowing(&["127.0.0.2:9"]), Limits::default());
    let (socket, _) = listening(bind(&mut script, "0.0.0.0", 0).await);
    failed_with(&send(&mut script, socket, address, "x").await, ErrorCode::Denied);
    let connect = Operation::UdpConnect { socket, host: Some("127.0.0.1"), port: address.port() };
    failed_with(&script.call(connect).await, ErrorCode::Denied);
    let mut room = [0];
    assert!(other.try_recv(&mut room).is_err());
}

#[tokio::test]
async fn a_name_that_leads_to_a_denied_address_gets_nothing() {
    let (other, address) = other().await;
    let resolve = format!("inside.example.com:{}:127.0.0.1", address.port()).parse().expect("a resolve rule");
    let network = Network::new(NetworkOptions { resolve: vec![resolve], ..NetworkOptions::default() });
    let network = Arc::new(network.expect("options"));
    let mut script = Script::on(network, allowing(&["*.example.com"]), Limits::default());
    let (socket, _) = listening(bind(&mut script, "0.0.0.0", 0).await);
    let to = Operation::UdpSend { socket, host: Some("inside.example.com"), port: address.port(), bytes: b"x" };
    let outcome = script.call(to).await;
    failed_with(&outcome, ErrorCode::Denied);
    let mut room = [0];
    assert!(other.try_recv(&mut room).is_err());
}

#[tokio::test]
async fn a_socket_without_a_permission_to_listen_hears_only_those_it_has_sent_to() {
    let (friend, friend_address) = other().await;
    let (stranger, _) = other().await;
    let mut script = Script::with(allowing(&["loopback"]), Limits::default());
    let (socket, local) = listening(bind(&mut script, "127.0.0.1", 0).await);
    done(&send(&mut script, socket, friend_address, "hello").await);
    stranger.send_to(b"strange", local).await.expect("sent");
    friend.send_to(b"friendly", local).await.expect("sent");
    assert_eq!(receive(&mut script, socket).await, [(friend_address, "friendly".to_owned())]);
    let join = Operation::UdpOptions {
        socket,
        broadcast: None,
        ttl: None,
        multicast_ttl: None,
        multicast_loop: None,
        join: Some("224.0.0.251"),
        leave: None,
        interface: None,
    };
    failed_with(&script.call(join).await, ErrorCode::Denied);
}

#[tokio::test]
async fn binding_needs_a_permission() {
    let mut script = Script::with(Policy::default(), Limits::default());
    let outcome = bind(&mut script, "127.0.0.1", 0).await;
    let denied = "listening on 127.0.0.1:0 is not allowed; run again with --allow-listen=127.0.0.1:0";
    failed(&outcome, ErrorCode::Denied, denied);
    let mut script = Script::with(allowing(&["loopback"]), Limits::default());
    failed_with(&bind(&mut script, "127.0.0.1", 5353).await, ErrorCode::Denied);
    let mut policy = Policy::default();
    policy.allow_listen("127.0.0.1:0").expect("a rule");
    let mut script = Script::with(policy, Limits::default());
    listening(bind(&mut script, "127.0.0.1", 0).await);
    failed_with(&bind(&mut script, "0.0.0.0", 0).await, ErrorCode::Denied);
}

#[tokio::test]
async fn a_taken_port_is_in_use() {
    let (_other, address) = other().await;
    let mut script = Script::new();
    let outcome = bind(&mut script, "127.0.0.1", address.port()).await;
    failed(&outcome, ErrorCode::InUse, &format!("cannot bind {address}: address already in use"));
}

#[tokio::test]
async fn a_connected_socket_sends_to_its_peer_until_it_is_disconnected() {
    let (other, address) = other().await;
    let mut script = Script::new();
    let (socket, _) = listening(bind(&mut script, "0.0.0.0", 0).await);
    let to_peer = Operation::UdpSend { socket, host: None, port: 0, bytes: b"hi" };
    let unconnected = script.call(to_peer.clone()).await;
    failed_with(&unconnected, ErrorCode::Invalid);
    let connect = Operation::UdpConnect { socket, host: Some("127.0.0.1"), port: address.port() };
    let (handle, local, peer) = connected(script.call(connect).await);
    assert_eq!((handle, peer), (socket, address));
    done(&script.call(to_peer.clone()).await);
    let mut room = [0; 8];
    let (length, from) = other.recv_from(&mut room).await.expect("received");
    assert_eq!((&room[..length], from), (&b"hi"[..], local));
    done(&script.call(Operation::UdpConnect { socket, host: None, port: 0 }).await);
    failed_with(&script.call(to_peer).await, ErrorCode::Invalid);
}

#[tokio::test]
async fn a_datagram_that_is_too_large_is_refused() {
    let (_other, address) = other().await;
    let mut script = Script::new();
    let (socket, _) = listening(bind(&mut script, "127.0.0.1", 0).await);
    let bytes = vec![0; 70_000];
    let send = Operation::UdpSend { socket, host: Some("127.0.0.1"), port: address.port(), bytes: &bytes };
    let outcome = script.call(send).await;
    failed(&outcome, ErrorCode::TooLarge, "a datagram of 70000 bytes is more than the network takes");
}

#[tokio::test]
async fn a_cancelled_receive_loses_no_datagram_and_a_closed_socket_ends_it() {
    let (other, address) = other().await;
    let mut script = Script::new();
    let (socket, local) = listening(bind(&mut script, "127.0.0.1", 0).await);
    let cancelled = script.start(Operation::UdpReceive { socket, max_datagrams: 1 });
    script.service.cancel(cancelled);
    other.send_to(b"kept", local).await.expect("sent");
    assert_eq!(receive(&mut script, socket).await, [(address, "kept".to_owned())]);
    let waiting = script.start(Operation::UdpReceive { socket, max_datagrams: 1 });
    assert!(script.ready(waiting).is_none());
    script.close(socket).await;
    failed(&script.outcome(waiting).await, ErrorCode::Closed, "this UDP socket is closed");
    assert_eq!(script.service.open_handles(), 0);
}

#[tokio::test]
async fn a_udp_socket_is_not_a_stream() {
    let mut script = Script::new();
    let (socket, _) = listening(bind(&mut script, "127.0.0.1", 0).await);
    failed(&script.read(socket).await, ErrorCode::Invalid, "a UDP socket is not a byte stream");
    let (listener, _) = script.tcp_listen().await;
    let receive = script.call(Operation::UdpReceive { socket: listener, max_datagrams: 1 }).await;
    failed(&receive, ErrorCode::Invalid, "this handle is not a UDP socket");
}

#[tokio::test]
async fn options_are_set_or_refused() {
    let mut script = Script::new();
    let (socket, _) = listening(bind(&mut script, "0.0.0.0", 0).await);
    let options = |join, ttl| Operation::UdpOptions {
        socket,
        broadcast: Some(true),
        ttl,
        multicast_ttl: Some(1),
        multicast_loop: Some(true),
        join,
        leave: None,
        interface: Some("127.0.0.1"),
    };
    done(&script.call(options(Some("224.0.0.251"), Some(4))).await);
    let refused = script.call(options(Some("not an address"), None)).await;
    failed(&refused, ErrorCode::Invalid, "`not an address` is not an IP address");
    failed_with(&script.call(options(None, Some(1000))).await, ErrorCode::Io);
}
