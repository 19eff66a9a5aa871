//! Pings, pongs and what else a script can ask of a WebSocket.

mod support;

use bytes::Bytes;
use strait_abi::{ErrorCode, Handle, Operation, WebSocketOptions};
use strait_net::{Outcome, WebSocketMessage};
use support::{
    Script, done, failed,
    web_socket::{Peer, broke, masked},
};

fn socket(outcome: &Outcome) -> (Handle, &str) {
    match outcome {
        Outcome::WebSocket { socket, head } => (*socket, &head.extensions),
        other => panic!("expected a WebSocket, got {other:?}"),
    }
}

/// A client's and a server's end, and the extensions agreed on.
async fn pair(script: &mut Script, client: WebSocketOptions, server: WebSocketOptions) -> (Handle, Handle, String) {
    let (listener, address) = script.http_listen().await;
    let url = format!("ws://{address}/");
    let connect = Operation::WsConnect { url: &url, protocols: vec![], headers: "", options: Some(client) };
    let connecting = script.start(connect);
    let exchange = script.accept(listener).await.exchange;
    let upgrade = Operation::HttpUpgrade { exchange, protocol: None, headers: "", options: Some(server) };
    let upgraded = script.call(upgrade).await;
    let connected = script.outcome(connecting).await;
    let (client, extensions) = socket(&connected);
    (client, socket(&upgraded).0, extensions.to_owned())
}

fn ping(socket: Handle, payload: &[u8], pong: Option<bool>) -> Operation<'_> {
    Operation::WsPing { socket, payload, pong }
}

async fn receive(script: &mut Script, socket: Handle) -> Outcome {
    script.call(Operation::WsReceive { socket, max_messages: 1, control: Some(true) }).await
}

#[track_caller]
fn message(outcome: Outcome) -> WebSocketMessage {
    match outcome {
        Outcome::Messages(mut messages) if messages.len() == 1 => messages.remove(0),
        other => panic!("expected a message, got {other:?}"),
    }
}

#[tokio::test]
async fn who_asks_sees_pings_and_pongs() {
    let mut script = Script::new();
    let (client, server, _) = pair(&mut script, WebSocketOptions::default(), WebSocketOptions::default()).await;
    let at_server = script.start(Operation::WsReceive { socket: server, max_messages: 1, control: Some(true) });
    let at_client = script.start(Operation::WsReceive { socket: client, max_messages: 1, control: Some(true) });
    done(&script.call(ping(client, b"are you there", None)).await);
    let seen = message(script.outcome(at_server).await);
    assert_eq!(seen, WebSocketMessage::Ping(Bytes::from_static(b"are you there")));
    let seen = message(script.outcome(at_client).await);
    assert_eq!(seen, WebSocketMessage::Pong(Bytes::from_static(b"are you there")));
    done(&script.call(ping(server, b"", Some(true))).await);
    assert_eq!(message(receive(&mut script, client).await), WebSocketMessage::Pong(Bytes::new()));
}

#[tokio::test]
async fn who_does_not_ask_sees_messages_only() {
    let mut script = Script::new();
    let (client, server, _) = pair(&mut script, WebSocketOptions::default(), WebSocketOptions::default()).await;
    done(&script.call(ping(client, b"x", None)).await);
    let send = Operation::WsSend { socket: client, message: strait_abi::Message::Text("hi") };
    done(&script.call(send).await);
    assert_eq!(script.messages(server, 1).await, [WebSocketMessage::Text(Bytes::from_static(b"hi"))]);
}

#[tokio::test]
async fn a_ping_has_at_most_125_bytes() {
    let mut script = Script::new();
    let (client, ..) = pair(&mut script, WebSocketOptions::default(), WebSocketOptions::default()).await;
    done(&script.call(ping(client, &[1; 125], None)).await);
    let message = "the payload of a ping or pong is 126 bytes, more than the 125 it can have";
    failed(&script.call(ping(client, &[1; 126], None)).await, ErrorCode::Invalid, message);
    let message = "pings and pongs are sent by ws.ping";
    let send = Operation::WsSend { socket: client, message: strait_abi::Message::Ping(b"") };
    failed(&script.call(send).await, ErrorCode::Invalid, message);
}

#[tokio::test]
async fn compression_can_be_left_out_by_either_side() {
    let without = WebSocketOptions { compress: Some(false), ..WebSocketOptions::default() };
    for (client, server) in [(without, WebSocketOptions::default()), (WebSocketOptions::default(), without)] {
        let mut script = Script::new();
        assert_eq!(pair(&mut script, client, server).await.2, "");
    }
    let mut script = Script::new();
    let (_, _, extensions) = pair(&mut script, WebSocketOptions::default(), WebSocketOptions::default()).await;
    assert!(extensions.starts_with("permessage-deflate"), "{extensions}");
}

#[tokio::test]
async fn a_socket_can_have_a_lower_limit() {
    let mut script = Script::new();
    let low = WebSocketOptions { message_bytes: Some(10), ..WebSocketOptions::default() };
    let (client, server, _) = pair(&mut script, WebSocketOptions::default(), low).await;
    script.start(Operation::WsSend { socket: client, message: strait_abi::Message::Text("ten bytes!") });
    script.start(Operation::WsSend { socket: client, message: strait_abi::Message::Text("eleven byte") });
    assert_eq!(script.messages(server, 1).await, [WebSocketMessage::Text(Bytes::from_static(b"ten bytes!"))]);
    assert_eq!(script.end(client).await.code, 1009);
}

#[tokio::test]
async fn the_host_pings_a_silent_peer_and_gives_up_one_that_does_not_answer() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = Peer::ask(address, "");
    let accepting = async {
        let exchange = script.accept(listener).await.exchange;
        let options = Some(WebSocketOptions { ping_milliseconds: Some(20), ..WebSocketOptions::default() });
        script.call(Operation::HttpUpgrade { exchange, protocol: None, headers: "", options }).await
    };
    let ((mut peer, _), upgraded) = tokio::join!(asking, accepting);
    let (server, _) = socket(&upgraded);
    for _ in 0..3 {
        assert_eq!(peer.read_frame().await, (0x89, Vec::new()));
        peer.write(&masked(0x8a, b"")).await;
    }
    assert_eq!(script.end(server).await, broke("the peer answered no ping"));
}

#[tokio::test]
async fn a_script_that_ends_tells_its_peers_that_it_goes_away() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let accepting = async {
        let exchange = script.accept(listener).await.exchange;
        script.call(Operation::HttpUpgrade { exchange, protocol: None, headers: "", options: None }).await
    };
    let ((mut peer, _), upgraded) = tokio::join!(Peer::ask(address, ""), accepting);
    socket(&upgraded);
    let seen = async {
        let frame = peer.read_frame().await;
        (frame, peer.ends().await)
    };
    let (seen, ()) = tokio::join!(seen, script.service.drain());
    assert_eq!(seen, ((0x88, 1001_u16.to_be_bytes().to_vec()), true));
}
