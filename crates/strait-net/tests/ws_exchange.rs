//! WebSockets between two scripts that behave.

mod support;

use std::time::Duration;

use bytes::Bytes;
use strait_abi::{ErrorCode, Message, Operation};
use strait_net::{Limits, WebSocketMessage};
use strait_policy::Policy;
use strait_testkit::{Certificates, RawServer};
use support::{
    Script, done, failed, failed_with,
    fetch::trusting,
    web_socket::{Peer, closed, connect, lost, masked, opened, upgrade},
};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

/// Bytes that no compression makes fewer.
fn noise(length: usize) -> Vec<u8> {
    std::iter::repeat_with(rand::random).take(length).collect()
}

/// Two ends of a connection: the server's and the client's.
async fn pair(script: &mut Script) -> (u64, u64) {
    let (listener, address) = script.http_listen().await;
    let url = format!("ws://{address}/chat");
    let connecting = script.start(connect(&url, &[]));
    let server = script.ws_accept(listener).await;
    let client = opened(script.outcome(connecting).await).0;
    (server, client)
}

#[tokio::test]
async fn messages_go_both_ways_in_order() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    script.send_text(client, "hello \u{20ac}").await;
    assert_eq!(script.text(server).await, "hello \u{20ac}");
    for size in [0, 1, 125, 126, 65535, 65536, 1_000_000] {
        let payload: Vec<u8> = (0..size).map(|index| (index % 251) as u8).collect();
        let sending = script.start(Operation::WsSend { socket: server, message: Message::Binary(&payload) });
        let received = script.messages(client, 1).await;
        assert_eq!(received, [WebSocketMessage::Binary(Bytes::from(payload))], "{size} bytes");
        done(&script.outcome(sending).await);
    }
    for number in 0..1000 {
        script.start(Operation::WsSend { socket: client, message: Message::Text(&number.to_string()) });
    }
    let texts: Vec<_> = script.messages(server, 1000).await;
    let expected: Vec<_> = (0..1000).map(|number| WebSocketMessage::Text(Bytes::from(number.to_string()))).collect();
    assert_eq!(texts, expected);
}

#[tokio::test]
async fn long_text_is_compressed_both_ways() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let url = format!("ws://{address}/");
    let connecting = script.start(connect(&url, &[]));
    let request = script.accept(listener).await;
    let (server, head) = opened(script.call(upgrade(request.exchange, None)).await);
    let agreed = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    assert_eq!(head.extensions, agreed);
    let (client, head) = opened(script.outcome(connecting).await);
    assert_eq!(head.extensions, agreed);
    let long = "compressible ".repeat(5000);
    for (from, to) in [(server, client), (client, server)] {
        for _ in 0..3 {
            script.send_text(from, &long).await;
            assert_eq!(script.text(to).await, long);
        }
    }
}

#[tokio::test]
async fn a_frame_on_the_wire_is_compressed() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, "sec-websocket-extensions: permessage-deflate\r\n"));
    let server = script.ws_accept(listener).await;
    let (mut peer, head) = asking.await.unwrap();
    assert!(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), "{head}");
    assert!(head.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), "{head}");
    script.send_text(server, &"a".repeat(5000)).await;
    let (first, payload) = peer.read_frame().await;
    assert_eq!(first, 0xc1);
    assert!(payload.len() < 100, "{}", payload.len());
    // RFC 7692 section 7.2.3.1.
    peer.write(&masked(0xc1, &[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00])).await;
    assert_eq!(script.text(server).await, "Hello");
}

#[tokio::test]
async fn subprotocols_are_agreed_on() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let url = format!("ws://{address}/");
    let connecting = script.start(connect(&url, &["chat", "superchat"]));
    let request = script.accept(listener).await;
    assert!(request.head.headers.contains("sec-websocket-protocol: chat, superchat\r\n"), "{}", request.head.headers);
    let refused = script.call(upgrade(request.exchange, Some("other"))).await;
    failed(&refused, ErrorCode::Invalid, "the client did not offer the WebSocket protocol `other`");
    let (_, head) = opened(script.call(upgrade(request.exchange, Some("superchat"))).await);
    assert_eq!(head.protocol, "superchat");
    assert_eq!(opened(script.outcome(connecting).await).1.protocol, "superchat");
}

#[tokio::test]
async fn headers_go_both_ways() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let more = "sec-websocket-protocol: a\r\nx-asked: 1\r\n";
    let asking = tokio::spawn(async move { Peer::ask(address, more).await });
    let request = script.accept(listener).await;
    assert!(request.head.headers.contains("x-asked: 1\r\n"));
    let operation = Operation::HttpUpgrade {
        exchange: request.exchange,
        protocol: None,
        headers: "x-answer: 2\r\n",
        options: None,
    };
    opened(script.call(operation).await);
    let (_, head) = asking.await.unwrap();
    assert!(head.contains("x-answer: 2\r\n"), "{head}");
}

#[tokio::test]
async fn wss_is_a_web_socket_over_tls() {
    let certificates = Certificates::localhost();
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    let (listener, address) = script.http_listen().await;
    let acceptor = TlsAcceptor::from(certificates.server_config());
    let tls = RawServer::start(move |socket| {
        let acceptor = acceptor.clone();
        async move {
            let mut secure = acceptor.accept(socket).await.expect("a handshake");
            let mut plain = TcpStream::connect(address).await.expect("the server listens");
            // Either side may end the connection as it likes.
            let _ = tokio::io::copy_bidirectional(&mut secure, &mut plain).await;
        }
    });
    let url = format!("wss://localhost:{}/", tls.port());
    let connecting = script.start(connect(&url, &[]));
    let server = script.ws_accept(listener).await;
    let client = opened(script.outcome(connecting).await).0;
    let long = noise(300_000);
    let sending = script.start(Operation::WsSend { socket: client, message: Message::Binary(&long) });
    assert_eq!(script.messages(server, 1).await, [WebSocketMessage::Binary(Bytes::from(long))]);
    done(&script.outcome(sending).await);
    done(&script.ws_close(server, Some(1000), "").await);
    assert_eq!(script.end(client).await, closed(1000, ""));
    assert_eq!(script.end(server).await, closed(1000, ""));
}

#[tokio::test]
async fn either_side_may_close() {
    for (first, second) in [(0, 1), (1, 0)] {
        let mut script = Script::new();
        let (server, client) = pair(&mut script).await;
        let ends = [server, client];
        script.send_text(ends[first], "last").await;
        done(&script.ws_close(ends[first], Some(4001), "enough \u{20ac}").await);
        assert_eq!(script.text(ends[second]).await, "last");
        assert_eq!(script.end(ends[second]).await, closed(4001, "enough \u{20ac}"));
        assert_eq!(script.end(ends[first]).await, closed(4001, ""));
        assert_eq!(script.end(ends[first]).await, closed(4001, ""), "as often as it is asked");
        let late = script.call(Operation::WsSend { socket: ends[first], message: Message::Text("late") }).await;
        failed(&late, ErrorCode::Closed, "this WebSocket is closed");
        done(&script.ws_close(ends[first], None, "").await);
    }
}

#[tokio::test]
async fn a_close_without_a_code_is_1005() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    done(&script.ws_close(client, None, "").await);
    assert_eq!(script.end(server).await, closed(1005, ""));
    assert_eq!(script.end(client).await, closed(1005, ""));
}

#[tokio::test]
async fn what_cannot_be_closed_with_is_refused() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    for code in [0, 999, 1005, 1006, 1015, 2999, 5000] {
        let refused = script.ws_close(client, Some(code), "").await;
        failed(&refused, ErrorCode::Invalid, &format!("{code} is not a code to close a WebSocket with"));
    }
    let long = "x".repeat(124);
    let refused = script.ws_close(client, Some(1000), &long).await;
    failed(&refused, ErrorCode::Invalid, "a close reason of 124 bytes is more than the 123 it can have");
    failed(&script.ws_close(client, None, "why").await, ErrorCode::Invalid, "a close reason needs a code");
    done(&script.ws_close(client, Some(1000), &long[..123]).await);
    assert_eq!(script.end(server).await, closed(1000, &long[..123]));
}

#[tokio::test]
async fn a_handle_given_up_ends_its_calls_and_tells_the_peer() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    let receiving = script.start(Operation::WsReceive { socket: client, max_messages: 1, control: None });
    script.close(client).await;
    failed(&script.outcome(receiving).await, ErrorCode::Closed, "this WebSocket is closed");
    assert_eq!(script.end(server).await, closed(1001, ""));
    let late = script.call(Operation::WsReceive { socket: client, max_messages: 1, control: None }).await;
    failed_with(&late, ErrorCode::Closed);
}

#[tokio::test]
async fn a_sandbox_that_ends_tells_its_peers() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let mut other = Script::new();
    let url = format!("ws://{address}/");
    let connecting = other.start(connect(&url, &[]));
    let (server, connected) = tokio::join!(script.ws_accept(listener), other.outcome(connecting));
    opened(connected);
    drop(other);
    assert_eq!(script.end(server).await, closed(1001, ""));
}

#[tokio::test]
async fn a_cancelled_receive_loses_no_message() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    let receiving = script.start(Operation::WsReceive { socket: server, max_messages: 1, control: None });
    script.service.cancel(receiving);
    script.send_text(client, "kept").await;
    assert_eq!(script.text(server).await, "kept");
}

#[tokio::test]
async fn pings_are_answered_while_nobody_receives() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, ""));
    let server = script.ws_accept(listener).await;
    let (mut peer, head) = asking.await.unwrap();
    assert!(!head.contains("sec-websocket-extensions"), "{head}");
    for number in 0..10_u8 {
        peer.write(&masked(0x89, &[number])).await;
    }
    peer.write(&masked(0x8a, b"unasked")).await;
    for number in 0..10_u8 {
        assert_eq!(peer.read_frame().await, (0x8a, vec![number]));
    }
    // RFC 6455 section 5.4: control frames come between fragments.
    peer.write(&[masked(0x01, b"Hel"), masked(0x89, b"!"), masked(0x80, b"lo")].concat()).await;
    assert_eq!(peer.read_frame().await, (0x8a, b"!".to_vec()));
    assert_eq!(script.text(server).await, "Hello");
}

#[tokio::test]
async fn the_server_closes_the_connection_first() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, ""));
    let server = script.ws_accept(listener).await;
    let (mut peer, _) = asking.await.unwrap();
    peer.write(&masked(0x88, b"\x03\xe8bye")).await;
    assert_eq!(script.end(server).await, closed(1000, "bye"));
    assert_eq!(peer.read_frame().await, (0x88, b"\x03\xe8".to_vec()));
    assert!(peer.ends().await);
}

#[tokio::test]
async fn what_came_before_a_close_can_be_answered() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, ""));
    let server = script.ws_accept(listener).await;
    let (mut peer, _) = asking.await.unwrap();
    peer.write(&[masked(0x81, b"a"), masked(0x81, b"b"), masked(0x88, b"")].concat()).await;
    assert_eq!(script.text(server).await, "a");
    let sends: Vec<_> = (0..100)
        .map(|_| script.start(Operation::WsSend { socket: server, message: Message::Text("answer") }))
        .collect();
    assert_eq!(script.text(server).await, "b");
    assert_eq!(script.end(server).await, closed(1005, ""));
    for send in sends {
        done(&script.outcome(send).await);
        assert_eq!(peer.read_frame().await, (0x81, b"answer".to_vec()));
    }
    assert_eq!(peer.read_frame().await, (0x88, Vec::new()));
}

#[tokio::test]
async fn a_close_is_answered_after_a_time_if_nobody_receives() {
    let limits = Limits { close_time: Duration::from_millis(50), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, ""));
    let server = script.ws_accept(listener).await;
    let (mut peer, _) = asking.await.unwrap();
    peer.write(&[masked(0x81, b"a"), masked(0x88, b"\x03\xe8")].concat()).await;
    assert_eq!(peer.read_frame().await, (0x88, b"\x03\xe8".to_vec()));
    assert_eq!(script.text(server).await, "a");
    assert_eq!(script.end(server).await, closed(1000, ""));
}

#[tokio::test]
async fn a_slow_receiver_slows_its_peer() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    let chunk = noise(1 << 20);
    let sends: Vec<_> =
        (0..32).map(|_| script.start(Operation::WsSend { socket: client, message: Message::Binary(&chunk) })).collect();
    // The last cannot be through: more than the buffers hold is before it.
    for _ in 0..1000 {
        assert!(script.ready(*sends.last().unwrap()).is_none());
        tokio::task::yield_now().await;
    }
    let received = script.messages(server, 32).await;
    assert!(received.iter().all(|message| message.payload().len() == 1 << 20));
    for send in sends {
        done(&script.outcome(send).await);
    }
}

#[tokio::test]
async fn two_sides_that_only_send_do_not_block_each_other() {
    let mut script = Script::new();
    let (server, client) = pair(&mut script).await;
    let chunk = noise(1 << 20);
    for _ in 0..16 {
        for socket in [server, client] {
            script.start(Operation::WsSend { socket, message: Message::Binary(&chunk) });
        }
    }
    script.messages(server, 16).await;
    script.messages(client, 16).await;
}

#[tokio::test]
async fn bytes_that_wait_are_bounded() {
    let limits = Limits { write_bytes: 4 << 20, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (_server, client) = pair(&mut script).await;
    let huge = vec![0; (4 << 20) + 1];
    let refused = script.call(Operation::WsSend { socket: client, message: Message::Binary(&huge) }).await;
    let message = "a message of 4194305 bytes is more than the 4194304 that can be sent";
    failed(&refused, ErrorCode::TooLarge, message);
    let chunk = vec![0; 3 << 20];
    let mut refused = None;
    for _ in 0..20 {
        let send = script.start(Operation::WsSend { socket: client, message: Message::Binary(&chunk) });
        if let Some(outcome) = script.ready(send) {
            refused = Some(outcome);
            break;
        }
    }
    let message = "more than 4194304 bytes wait to be sent on this WebSocket; wait until some have been taken";
    failed(&refused.expect("a limit"), ErrorCode::Limit, message);
}

#[tokio::test]
async fn a_server_may_be_closed_while_its_sockets_go_on() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let url = format!("ws://{address}/");
    let connecting = script.start(connect(&url, &[]));
    let server = script.ws_accept(listener).await;
    let client = opened(script.outcome(connecting).await).0;
    script.close(listener).await;
    script.send_text(client, "still").await;
    assert_eq!(script.text(server).await, "still");
}

#[tokio::test]
async fn an_upgrade_request_may_be_answered_otherwise() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let url = format!("ws://{address}/");
    let connecting = script.start(connect(&url, &[]));
    let request = script.accept(listener).await;
    done(&script.respond(request.exchange, 403, "", "no").await);
    let message = format!("{address} answered the WebSocket handshake with status 403 in place of 101");
    failed(&script.outcome(connecting).await, ErrorCode::Protocol, &message);
}

#[tokio::test]
async fn a_peer_that_breaks_off_is_reported() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, ""));
    let server = script.ws_accept(listener).await;
    drop(asking.await.unwrap());
    assert_eq!(script.end(server).await, lost());
}
