//! WebSocket peers that break the protocol, break off, or do too much of something.

mod support;

use std::{net::SocketAddr, time::Duration};

use strait_abi::{ErrorCode, Operation};
use strait_net::{Limits, NetworkOptions, Outcome};
use strait_policy::Policy;
use strait_testkit::{Certificates, RawServer, refused_address};
use support::{
    Script, done, failed, failed_with,
    fetch::{allow_net, network, resolving, trusting},
    web_socket::{Peer, broke, closed, connect, lost, masked, opened, upgrade},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// A server's end and the client that does as it likes.
async fn with_peer(script: &mut Script) -> (u64, Peer) {
    with_peer_that_asks(script, "").await
}

async fn with_peer_that_asks(script: &mut Script, more: &'static str) -> (u64, Peer) {
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, more));
    let server = script.ws_accept(listener).await;
    (server, asking.await.unwrap().0)
}

/// What a client may not do ends its connection with a code.
async fn check(frames: &[u8], code: u16, error: &str) {
    let limits = Limits { message_bytes: 1000, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (server, mut peer) = with_peer_that_asks(&mut script, "sec-websocket-extensions: permessage-deflate\r\n").await;
    peer.write(frames).await;
    assert_eq!(script.end(server).await, broke(error));
    assert_eq!(peer.read_frame().await, (0x88, code.to_be_bytes().to_vec()), "{error}");
    assert!(peer.ends().await, "{error}");
}

#[tokio::test]
async fn violations_end_the_connection_with_their_code() {
    check(&[0x81, 1, b'a'], 1002, "the client sent a frame without a mask").await;
    check(&masked(0xa1, b"a"), 1002, "the peer sent a frame with reserved bits set").await;
    check(&masked(0x83, b"a"), 1002, "the peer sent a frame of a kind that does not exist").await;
    check(&masked(0x81, b"\xff"), 1007, "the peer sent text that is not UTF-8").await;
    check(&masked(0x88, b"\x03\xec"), 1002, "the peer closed with 1004, which is no code to close with").await;
    check(&masked(0x88, b"\x03"), 1002, "the peer sent a close frame with half a code").await;
    check(&masked(0xc1, &[0xff; 9]), 1007, "the peer sent a compressed message that cannot be decompressed").await;
    let too_large = "the peer sent a message of more than 1000 bytes, the most it may; allow more with --max-message";
    check(&[0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], 1009, too_large).await;
}

#[tokio::test]
async fn fragments_without_end_are_bounded() {
    let fragments = [masked(0x02, &[0; 100]), masked(0x00, &[0; 100]).repeat(10)].concat();
    let too_large = "the peer sent a message of more than 1000 bytes, the most it may; allow more with --max-message";
    check(&fragments, 1009, too_large).await;
}

#[tokio::test]
async fn a_compressed_bomb_is_bounded() {
    let mut bomb = Vec::with_capacity(200);
    let mut compressor = flate2::Compress::new(flate2::Compression::best(), false);
    compressor.compress_vec(&[0; 50_000], &mut bomb, flate2::FlushCompress::Sync).unwrap();
    assert!(bomb.len() < 125 && compressor.total_in() == 50_000);
    let too_large = "the peer sent a message of more than 1000 bytes, the most it may; allow more with --max-message";
    check(&masked(0xc2, &bomb), 1009, too_large).await;
    let fragments: Vec<u8> =
        bomb.chunks(7).enumerate().flat_map(|(index, part)| masked(if index == 0 { 0x42 } else { 0 }, part)).collect();
    check(&fragments, 1009, too_large).await;
}

#[tokio::test]
async fn empty_fragments_without_end_hold_up_nobody() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    let asking = tokio::spawn(Peer::ask(address, ""));
    let hostile = script.ws_accept(listener).await;
    let (mut peer, _) = asking.await.unwrap();
    peer.write(&masked(0x01, b"")).await;
    let flood =
        tokio::spawn(async move { while peer.socket.write_all(&masked(0x00, b"").repeat(1000)).await.is_ok() {} });
    let url = format!("ws://{address}/");
    let connecting = script.start(connect(&url, &[]));
    let server = script.ws_accept(listener).await;
    let client = opened(script.outcome(connecting).await).0;
    for _ in 0..20 {
        script.send_text(client, "through").await;
        assert_eq!(script.text(server).await, "through");
    }
    script.close(hostile).await;
    script.during(flood).await.unwrap();
}

#[tokio::test]
async fn pings_without_end_to_one_who_does_not_read_are_bounded() {
    let mut script = Script::new();
    let (server, mut peer) = with_peer(&mut script).await;
    let pings = masked(0x89, &[b'p'; 125]).repeat(1000);
    // Never reads: the answers fill the socket, then wait, and only the latest is kept.
    for _ in 0..100 {
        script.during(peer.write(&pings)).await;
    }
    peer.write(&masked(0x81, b"after")).await;
    assert_eq!(script.text(server).await, "after");
}

#[tokio::test]
async fn a_reset_is_reported() {
    let mut script = Script::new();
    let (server, peer) = with_peer(&mut script).await;
    peer.socket.set_zero_linger().unwrap();
    drop(peer);
    assert_eq!(script.end(server).await, lost());
}

#[tokio::test]
async fn a_truncated_frame_is_no_message() {
    let mut script = Script::new();
    let (server, mut peer) = with_peer(&mut script).await;
    peer.write(&masked(0x81, b"whole")).await;
    peer.write(&masked(0x81, b"cut off")[..9]).await;
    peer.socket.shutdown().await.unwrap();
    assert_eq!(script.text(server).await, "whole");
    assert_eq!(script.end(server).await, lost());
}

#[tokio::test]
async fn what_comes_after_a_close_is_not_read() {
    let mut script = Script::new();
    let (server, mut peer) = with_peer(&mut script).await;
    peer.write(&[masked(0x81, b"before"), masked(0x88, b""), masked(0x81, b"after")].concat()).await;
    assert_eq!(script.text(server).await, "before");
    assert_eq!(script.end(server).await, closed(1005, ""));
}

#[tokio::test]
async fn a_peer_that_never_answers_a_close_is_given_up() {
    let limits = Limits { close_time: Duration::from_millis(50), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (server, mut peer) = with_peer(&mut script).await;
    done(&script.ws_close(server, Some(1000), "").await);
    assert_eq!(peer.read_frame().await, (0x88, b"\x03\xe8".to_vec()));
    assert_eq!(script.end(server).await, broke("the peer did not answer the close within 0.05 s"));
    assert!(peer.ends().await);
}

#[tokio::test]
async fn a_peer_that_takes_nothing_is_given_up() {
    let limits = Limits { stall_time: Duration::from_millis(50), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let (server, _peer) = with_peer(&mut script).await;
    let chunk = vec![0; 16 << 20];
    let message = strait_abi::Message::Binary(&chunk);
    let sending = script.start(Operation::WsSend { socket: server, message });
    assert_eq!(script.end(server).await, broke("the client took nothing of what was sent for 0.05 s"));
    failed(&script.outcome(sending).await, ErrorCode::Closed, "this WebSocket is closed");
}

#[tokio::test]
async fn a_request_that_is_no_handshake_cannot_be_upgraded() {
    let mut script = Script::new();
    let (listener, address) = script.http_listen().await;
    for (head, why) in [
        ("GET / HTTP/1.1\r\nhost: a\r\n", "it has no `upgrade` header"),
        (
            "GET / HTTP/1.1\r\nhost: a\r\nupgrade: h2c\r\nconnection: upgrade\r\n",
            "it does not ask for an upgrade to `websocket`",
        ),
        (
            "GET / HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n",
            "its `sec-websocket-key` is not 16 bytes in base64",
        ),
    ] {
        let mut peer = Peer { socket: tokio::net::TcpStream::connect(address).await.unwrap() };
        peer.write(format!("{head}\r\n").as_bytes()).await;
        let request = script.accept(listener).await;
        let refused = script.call(upgrade(request.exchange, None)).await;
        failed(&refused, ErrorCode::Invalid, &format!("this request is no WebSocket handshake: {why}"));
        done(&script.respond(request.exchange, 400, "", "").await);
        assert!(peer.read_head().await.starts_with("HTTP/1.1 400 "));
    }
}

#[tokio::test]
async fn a_wrong_answer_to_a_handshake_is_refused() {
    let good = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n";
    for (answer, why) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n".to_owned(), "with status 200 in place of 101"),
        ("HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n".to_owned(), "with status 302 in place of 101"),
        (good.to_owned(), "with a wrong `sec-websocket-accept` header"),
        (
            format!("{good}sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
            "with a wrong `sec-websocket-accept` header",
        ),
        ("HTTP/1.1 101 X\r\nupgrade: h2c\r\nconnection: upgrade\r\n".to_owned(), "with a wrong `upgrade` header"),
    ] {
        let server = RawServer::answering(format!("{answer}\r\n"));
        let mut script = Script::new();
        let refused = script.call(connect(&format!("ws://{}/", server.address()), &[])).await;
        let message = format!("{} answered the WebSocket handshake {why}", server.address());
        failed(&refused, ErrorCode::Protocol, &message);
    }
}

/// A server whose answer depends on the key, with more header lines.
async fn answering(more: &'static str, protocols: &[&str]) -> (Script, Outcome, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let mut peer = Peer { socket };
        let head = peer.read_head().await;
        let key = head.lines().find_map(|line| line.strip_prefix("sec-websocket-key: ")).unwrap();
        let accept = accept_key(key);
        let answer = format!(
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
             sec-websocket-accept: {accept}\r\n{more}\r\n"
        );
        peer.write(answer.as_bytes()).await;
        peer.socket.read_u8().await.ok();
    });
    let mut script = Script::new();
    let outcome = script.call(connect(&format!("ws://{address}/"), protocols)).await;
    drop(serving);
    (script, outcome, address)
}

fn accept_key(key: &str) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use sha1::{Digest, Sha1};
    BASE64_STANDARD.encode(Sha1::digest(format!("{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")))
}

#[tokio::test]
async fn extensions_and_protocols_that_were_not_asked_for_are_refused() {
    for (more, protocols, why) in [
        (
            "sec-websocket-extensions: x-mystery\r\n",
            &[][..],
            "answered the WebSocket handshake with a wrong `sec-websocket-extensions` header",
        ),
        (
            "sec-websocket-extensions: permessage-deflate; mystery=1\r\n",
            &[],
            "answered the WebSocket handshake with a wrong `sec-websocket-extensions` header",
        ),
        ("sec-websocket-protocol: b\r\n", &["a"], "chose the WebSocket protocol `b`, which was not asked for"),
        ("sec-websocket-protocol: b\r\n", &[], "chose the WebSocket protocol `b`, which was not asked for"),
        ("", &["a"], "chose none of the WebSocket protocols that were asked for"),
        (
            "sec-websocket-protocol: a\r\nsec-websocket-protocol: a\r\n",
            &["a"],
            "answered the WebSocket handshake with a wrong `sec-websocket-protocol` header",
        ),
    ] {
        let (_script, outcome, address) = answering(more, protocols).await;
        failed(&outcome, ErrorCode::Protocol, &format!("{address} {why}"));
    }
    let (_script, outcome, _) = answering("sec-websocket-protocol: a\r\n", &["a"]).await;
    opened(outcome);
}

#[tokio::test]
async fn servers_that_do_not_speak_http_are_refused() {
    let mut script = Script::new();
    let garbage = RawServer::answering("SSH-2.0-OpenSSH\r\n\r\n");
    let refused = script.call(connect(&format!("ws://{}/", garbage.address()), &[])).await;
    let message = format!("{} answered with something that is not HTTP: invalid HTTP version", garbage.address());
    failed(&refused, ErrorCode::Protocol, &message);
    let closing = RawServer::closing();
    let refused = script.call(connect(&format!("ws://{}/", closing.address()), &[])).await;
    failed_with(&refused, ErrorCode::Reset);
    let address = refused_address();
    let refused = script.call(connect(&format!("ws://{address}/"), &[])).await;
    failed(&refused, ErrorCode::Refused, &format!("cannot connect to {address}: connection refused"));
}

#[tokio::test]
async fn a_handshake_has_a_limit_of_time() {
    let silent = RawServer::silent();
    let limits = Limits { connect_time: Duration::from_millis(50), ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    let refused = script.call(connect(&format!("ws://{}/", silent.address()), &[])).await;
    let message = format!("opening a connection to {} took longer than 50ms", silent.address());
    failed(&refused, ErrorCode::TimedOut, &message);
}

#[tokio::test]
async fn the_policy_judges_names_and_addresses() {
    let mut script = Script::with(allow_net("example.com"), Limits::default());
    let message = "network access to 127.0.0.1:80 is not allowed; run again with --allow-net=127.0.0.1:80";
    failed(&script.call(connect("ws://127.0.0.1/", &[])).await, ErrorCode::Denied, message);
    let message = "network access to other.test:443 is not allowed; run again with --allow-net=other.test:443";
    failed(&script.call(connect("wss://other.test/", &[])).await, ErrorCode::Denied, message);
    // A public name whose address is this machine's.
    let network = resolving(&["rebind.test:80:127.0.0.1".to_owned()]);
    let mut script = Script::on(network, allow_net("public"), Limits::default());
    failed_with(&script.call(connect("ws://rebind.test/", &[])).await, ErrorCode::Denied);
}

#[tokio::test]
async fn handles_past_the_limit_open_no_socket() {
    let limits = Limits { handles: 1, ..Limits::default() };
    let mut script = Script::with(Policy::everything(), limits);
    script.tcp_listen().await;
    failed_with(&script.call(connect("ws://127.0.0.1:9/", &[])).await, ErrorCode::Limit);
}

#[tokio::test]
async fn other_handles_are_no_web_sockets() {
    let mut script = Script::new();
    let (listener, _) = script.tcp_listen().await;
    let receive = Operation::WsReceive { socket: listener, max_messages: 1, control: None };
    failed(&script.call(receive).await, ErrorCode::Invalid, "this handle is not a WebSocket");
    let (server, _peer) = with_peer(&mut script).await;
    failed(&script.read(server).await, ErrorCode::Invalid, "a WebSocket is not a byte stream");
}

#[tokio::test]
async fn wss_is_verified_tls() {
    let certificates = Certificates::localhost();
    let server = RawServer::tls_echo(&certificates);
    let url = format!("wss://localhost:{}/", server.port());
    let mut distrusting = Script::on(network(NetworkOptions::default()), Policy::everything(), Limits::default());
    failed_with(&distrusting.call(connect(&url, &[])).await, ErrorCode::Tls);
    // Trusted, it sends the request back, which is no answer.
    let mut script = Script::on(trusting(certificates.authority_pem()), Policy::everything(), Limits::default());
    let refused = script.call(connect(&url, &[])).await;
    let message = format!("localhost:{} answered with something that is not HTTP: invalid HTTP version", server.port());
    failed(&refused, ErrorCode::Protocol, &message);
}
