//! A TCP client that sends what a test says, byte for byte.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// How long an answer may take before a test counts as hanging.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection. Each of its waits is bounded and panics when it takes too long.
pub struct RawClient {
    socket: TcpStream,
    received: Vec<u8>,
}

impl RawClient {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> Self {
        let socket =
            bounded("connecting", TcpStream::connect(address)).await.expect("a connection to the server under test");
        socket.set_nodelay(true).expect("an option of a fresh socket");
        Self { socket, received: Vec::new() }
    }

    /// Sends these bytes.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        bounded("sending", self.socket.write_all(bytes.as_ref())).await.expect("the server takes what it is sent");
    }

    /// Ends the sending side.
    pub async fn shutdown(&mut self) {
        bounded("ending", self.socket.shutdown()).await.expect("a connection that is open");
    }

    /// Reads up to and including `end`.
    pub async fn read_until(&mut self, end: &str) -> String {
        loop {
            if let Some(at) = find(&self.received, end.as_bytes()) {
                return self.take(at + end.len());
            }
            if self.receive(end).await == 0 {
                panic!("the connection ended before `{end}`: {:?}", String::from_utf8_lossy(&self.received));
            }
        }
    }

    /// Reads this many bytes.
    pub async fn read_exact(&mut self, count: usize) -> String {
        while self.received.len() < count {
            if self.receive("more bytes").await == 0 {
                panic!("the connection ended before byte {count}: {:?}", String::from_utf8_lossy(&self.received));
            }
        }
        self.take(count)
    }

    /// Reads an HTTP response with a `content-length`: its head and its body.
    pub async fn read_response(&mut self) -> (String, String) {
        let head = self.read_until("\r\n\r\n").await;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().expect("a content-length that is a number"));
        let body = self.read_exact(length).await;
        (head, body)
    }

    /// Reads until the server ends the connection, orderly or not.
    pub async fn read_to_end(&mut self) -> String {
        while self.receive("the end").await != 0 {}
        self.take(self.received.len())
    }

    /// How many bytes came; a reset connection has ended too.
    async fn receive(&mut self, what: &str) -> usize {
        bounded(what, self.socket.read_buf(&mut self.received)).await.unwrap_or_default()
    }

    fn take(&mut self, count: usize) -> String {
        String::from_utf8_lossy(&self.received.drain(..count).collect::<Vec<_>>()).into_owned()
    }
}

async fn bounded<T>(what: &str, wait: impl Future<Output = T>) -> T {
    match timeout(PATIENCE, wait).await {
        Ok(value) => value,
        Err(_) => panic!("waited {PATIENCE:?} for {what}"),
    }
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|window| window == pattern)
}
