//! What hostile and broken clients send, and what becomes of it: each case gets its answer or its end, none hinders another,
//! and none leaves anything behind.

mod support;

use std::{collections::HashMap, net::SocketAddr, time::Duration};

use strait_abi::{CallId, Handle, Operation};
use strait_net::{Limits, Outcome, Service};
use strait_policy::Policy;
use strait_testkit::RawClient;
use support::{Script, server_cases};
use tokio::{net::TcpStream, time::timeout};

/// What a client may take for anything at all; every connection has ended some times that after its start.
const TIME: Duration = Duration::from_millis(400);
/// By then something hangs.
const PATIENCE: Duration = Duration::from_secs(30);
const HEADER_BYTES: usize = 16 * 1024;
const BODY_BYTES: u64 = 64 * 1024;
const ACCEPTS: usize = 16;

/// A server that answers each request with its method, target and body.
struct Echo {
    service: Service,
    listener: Handle,
    address: SocketAddr,
    last: CallId,
    /// Bodies that are being read, by the call that waits for more.
    reading: HashMap<CallId, (Handle, String)>,
}

impl Echo {
    async fn start() -> Self {
        let limits = Limits {
            header_bytes: HEADER_BYTES,
            request_body_bytes: BODY_BYTES,
            header_time: TIME,
            request_time: TIME,
            idle_time: TIME,
            stall_time: TIME,
            ..Limits::default()
        };
        let mut script = Script::with(Policy::everything(), limits);
        let (listener, address) = script.http_listen().await;
        let mut echo = Self { service: script.service, listener, address, last: 100, reading: HashMap::new() };
        for _ in 0..ACCEPTS {
            echo.call(Operation::HttpAccept { listener });
        }
        echo
    }

    fn call(&mut self, operation: Operation<'_>) -> CallId {
        self.last += 1;
        self.service.start(self.last, operation);
        self.last
    }

    /// Works until `clients` is done.
    async fn during<T>(&mut self, clients: impl Future<Output = T>) -> T {
        let mut clients = std::pin::pin!(timeout(PATIENCE, clients));
        loop {
            let mut batch = Vec::new();
            tokio::select! {
                biased;
                done = &mut clients => return done.expect("no client hangs"),
                () = self.service.completed(&mut batch) => {}
            }
            for (id, outcome) in batch {
                self.go_on(id, outcome);
            }
        }
    }

    fn go_on(&mut self, id: CallId, outcome: Outcome) {
        match outcome {
            Outcome::Request { exchange, head, body, more } => {
                self.call(Operation::HttpAccept { listener: self.listener });
                let told = format!("{} {} {}", head.method, head.target, String::from_utf8_lossy(&body));
                self.tell(exchange, told, more);
            }
            Outcome::Bytes(bytes) => {
                let Some((exchange, told)) = self.reading.remove(&id) else { return };
                self.tell(exchange, told + &String::from_utf8_lossy(&bytes), !bytes.is_empty());
            }
            Outcome::Failed(_) => {
                if let Some((exchange, _)) = self.reading.remove(&id) {
                    self.call(Operation::HandleClose { handle: exchange });
                }
            }
            _ => {}
        }
    }

    fn tell(&mut self, exchange: Handle, told: String, more: bool) {
        if more {
            let id = self.call(Operation::StreamRead { stream: exchange, max_bytes: 1 << 16 });
            self.reading.insert(id, (exchange, told));
        } else {
            let body = told.trim_end().as_bytes();
            self.call(Operation::HttpRespond { exchange, status: 200, reason: None, headers: "", body, more: false });
        }
    }

    /// Nothing is left but the listener and its accepts, and it still serves.
    async fn check(&mut self) {
        let settled = timeout(PATIENCE, async {
            while self.service.open_handles() > 1 || self.service.in_flight() > ACCEPTS || !self.reading.is_empty() {
                self.during(tokio::time::sleep(Duration::from_millis(5))).await;
            }
        });
        let is_settled = settled.await.is_ok();
        let left = (self.service.open_handles(), self.service.in_flight(), self.reading.len());
        assert!(is_settled, "handles, calls and readings are left: {left:?}");
        let address = self.address;
        let served = self.during(async move {
            let mut client = RawClient::connect(address).await;
            client.send("GET /still HTTP/1.1\r\nhost: a\r\n\r\n").await;
            client.read_response().await.1
        });
        assert_eq!(served.await, "GET /still");
    }
}

/// Runs cases all at once and compares what each client got.
async fn check_all(cases: Vec<server_cases::Case>) {
    let mut echo = Echo::start().await;
    let address = echo.address;
    let clients = cases.into_iter().map(|case| {
        tokio::spawn(async move {
            let socket = TcpStream::connect(address).await.expect("a connection");
            let got = case.run(socket).await;
            (case.name, got, case.expected)
        })
    });
    let clients: Vec<_> = clients.collect();
    let mut wrong = Vec::new();
    for client in clients {
        let (name, got, expected) = echo.during(client).await.expect("a client does not panic");
        if got != expected {
            wrong.push(format!("{name}\n     got: {got}\nexpected: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
    echo.check().await;
}

#[tokio::test]
async fn framing_that_two_readers_could_take_differently() {
    check_all(server_cases::framing()).await;
}

#[tokio::test]
async fn malformed_chunks() {
    check_all(server_cases::chunks()).await;
}

#[tokio::test]
async fn malformed_heads() {
    check_all(server_cases::heads()).await;
}

#[tokio::test]
async fn hosts_that_are_missing_or_wrong() {
    check_all(server_cases::hosts()).await;
}

#[tokio::test]
async fn too_much_of_everything() {
    check_all(server_cases::excesses(HEADER_BYTES, BODY_BYTES)).await;
}

#[tokio::test]
async fn clients_that_are_slow_or_leave() {
    check_all(server_cases::lives(TIME)).await;
}

#[tokio::test]
async fn http2_that_breaks_its_rules() {
    check_all(server_cases::http2()).await;
}
