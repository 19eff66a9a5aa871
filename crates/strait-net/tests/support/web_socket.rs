//! WebSocket calls as tests write them, and a peer that sends whatever bytes it likes.

use std::net::SocketAddr;

use strait_abi::{Handle, Message, Operation};
use strait_net::{Outcome, WebSocketEnd, WebSocketHead, WebSocketMessage};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{Request, Script, done};

impl Script {
    /// Opens a WebSocket and expects that it opens.
    pub async fn ws_connect(&mut self, url: &str) -> Handle {
        opened(self.call(connect(url, &[])).await).0
    }

    /// Accepts a request and makes it a WebSocket.
    pub async fn ws_accept(&mut self, listener: Handle) -> Handle {
        let request = self.accept(listener).await;
        self.upgrade(&request).await
    }

    pub async fn upgrade(&mut self, request: &Request) -> Handle {
        opened(self.call(upgrade(request.exchange, None)).await).0
    }

    pub async fn send_text(&mut self, socket: Handle, text: &str) {
        done(&self.call(Operation::WsSend { socket, message: Message::Text(text) }).await);
    }

    pub async fn ws_close(&mut self, socket: Handle, code: Option<u16>, reason: &str) -> Outcome {
        self.call(Operation::WsClose { socket, code, reason }).await
    }

    /// Receives until `count` messages have come.
    pub async fn messages(&mut self, socket: Handle, count: usize) -> Vec<WebSocketMessage> {
        let mut messages = Vec::new();
        while messages.len() < count {
            match self.call(Operation::WsReceive { socket, max_messages: 100, control: None }).await {
                Outcome::Messages(more) => messages.extend(more),
                other => panic!("expected messages, got {other:?} after {} of them", messages.len()),
            }
        }
        messages
    }

    /// Receives one message, which is text.
    pub async fn text(&mut self, socket: Handle) -> String {
        match self.call(Operation::WsReceive { socket, max_messages: 1, control: None }).await {
            Outcome::Messages(messages) => match &messages[..] {
                [WebSocketMessage::Text(text)] => String::from_utf8(text.to_vec()).expect("UTF-8"),
                other => panic!("expected one text, got {other:?}"),
            },
            other => panic!("expected a message, got {other:?}"),
        }
    }

    /// Receives the end.
    pub async fn end(&mut self, socket: Handle) -> WebSocketEnd {
        match self.call(Operation::WsReceive { socket, max_messages: 1, control: None }).await {
            Outcome::Ended(end) => end,
            other => panic!("expected the end, got {other:?}"),
        }
    }
}

pub fn connect<'a>(url: &'a str, protocols: &[&'a str]) -> Operation<'a> {
    Operation::WsConnect { url, protocols: protocols.to_vec(), headers: "", options: None }
}

pub fn upgrade(exchange: Handle, protocol: Option<&str>) -> Operation<'_> {
    Operation::HttpUpgrade { exchange, protocol, headers: "", options: None }
}

#[track_caller]
pub fn opened(outcome: Outcome) -> (Handle, WebSocketHead) {
    match outcome {
        Outcome::WebSocket { socket, head } => (socket, *head),
        other => panic!("expected a WebSocket, got {other:?}"),
    }
}

/// A clean end.
pub fn closed(code: u16, reason: &str) -> WebSocketEnd {
    WebSocketEnd { code, reason: reason.to_owned(), clean: true, error: None }
}

/// The end of a connection whose peer is gone.
pub fn lost() -> WebSocketEnd {
    WebSocketEnd { code: 1006, reason: String::new(), clean: false, error: None }
}

/// The end of a connection that this side gave up.
pub fn broke(error: &str) -> WebSocketEnd {
    WebSocketEnd { code: 1006, reason: String::new(), clean: false, error: Some(error.to_owned()) }
}

/// The other end of a connection, which writes bytes.
pub struct Peer {
    pub socket: TcpStream,
}

impl Peer {
    /// Asks a server for a WebSocket, with more header lines, and reads the head of the answer.
    pub async fn ask(address: SocketAddr, more: &str) -> (Self, String) {
        let mut socket = TcpStream::connect(address).await.expect("a connection");
        let request = format!(
            "GET /chat HTTP/1.1\r\nhost: {address}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n"
        );
        socket.write_all(request.as_bytes()).await.expect("to send");
        let mut peer = Self { socket };
        let head = peer.read_head().await;
        (peer, head)
    }

    /// The head of a request or a response.
    pub async fn read_head(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.socket.read_u8().await.expect("a head"));
        }
        String::from_utf8(head).expect("a head of UTF-8")
    }

    pub async fn write(&mut self, bytes: &[u8]) {
        self.socket.write_all(bytes).await.expect("to send");
    }

    /// One frame, as it is: its first byte and its payload, not masked.
    pub async fn read_frame(&mut self) -> (u8, Vec<u8>) {
        let first = self.socket.read_u8().await.expect("a frame");
        let second = self.socket.read_u8().await.expect("a length");
        let length = match second & 0x7f {
            126 => usize::from(self.socket.read_u16().await.expect("a length")),
            127 => usize::try_from(self.socket.read_u64().await.expect("a length")).expect("a length"),
            length => usize::from(length),
        };
        let mut mask = [0; 4];
        if second & 0x80 != 0 {
            self.socket.read_exact(&mut mask).await.expect("a mask");
        }
        let mut payload = vec![0; length];
        self.socket.read_exact(&mut payload).await.expect("a payload");
        for (index, byte) in payload.iter_mut().enumerate() {
            *byte ^= mask[index % 4];
        }
        (first, payload)
    }

    /// Whether the other side ends the connection, without more bytes.
    pub async fn ends(&mut self) -> bool {
        matches!(self.socket.read_u8().await, Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof)
    }
}

/// A short frame as a client sends it, masked with zeros.
pub fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first, 0x80 | u8::try_from(payload.len()).expect("a short payload"), 0, 0, 0, 0];
    frame.extend_from_slice(payload);
    frame
}
