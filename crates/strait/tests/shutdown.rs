//! SIGTERM: what a server does with it.
#![cfg(unix)]

mod support;

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use support::{PATIENCE, Running, strait};

/// A server that says where it listens, and that answers `/soon` in two parts and anything else never.
const SERVER: &str = "
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  response.write('begun;');
  if (request.url === '/soon') setTimeout(() => response.end('done'), 200);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
";

struct Server {
    running: Running,
    address: SocketAddr,
    script: PathBuf,
}

impl Server {
    fn start(name: &str, source: &str, flags: &[&str]) -> Self {
        Self::start_file(name, "mjs", source, flags)
    }

    fn start_file(name: &str, extension: &str, source: &str, flags: &[&str]) -> Self {
        let script = std::env::temp_dir().join(format!("strait-shutdown-{name}-{}.{extension}", std::process::id()));
        fs::write(&script, source).expect("a temporary file");
        let mut running = Running::start(strait().args(["run", "--allow-listen"]).args(flags).arg(&script));
        let port: u16 = running.line().parse().expect("the port");
        Self { running, address: ([127, 0, 0, 1], port).into(), script }
    }

    /// A request whose response has begun.
    fn ask(&self, path: &str) -> TcpStream {
        let mut socket = TcpStream::connect(self.address).expect("a connection");
        socket.set_read_timeout(Some(PATIENCE)).expect("a time");
        write!(socket, "GET {path} HTTP/1.1\r\nhost: a\r\n\r\n").expect("a server that listens");
        let mut got = Vec::new();
        while !got.ends_with(b"begun;\r\n") {
            let mut byte = [0];
            socket.read_exact(&mut byte).expect("the beginning of a response");
            got.push(byte[0]);
        }
        socket
    }

    fn terminate(&self) {
        let status = Command::new("kill").args(["-TERM", &self.running.id().to_string()]).status();
        assert!(status.expect("kill runs").success());
    }

    fn wait_until_it_stops_listening(&self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_ok() {
            assert!(begun.elapsed() < PATIENCE, "it goes on listening");
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.script);
    }
}

#[test]
fn what_is_under_way_is_answered() {
    let mut server = Server::start("answered", SERVER, &[]);
    let mut idle = TcpStream::connect(server.address).expect("a connection");
    let mut client = server.ask("/soon");
    server.terminate();
    let mut rest = String::new();
    client.read_to_string(&mut rest).expect("the rest of the response");
    assert_eq!(rest, "4\r\ndone\r\n0\r\n\r\n");
    assert_eq!(idle.read(&mut [0]).expect("an orderly end"), 0);
    assert_eq!(server.running.wait(), Some(143));
}

#[test]
fn what_is_under_way_is_answered_while_the_script_computes() {
    let source = "
from network import listen

def parts():
    yield 'begun;'
    sleep(0.2)
    yield 'done'

async def compute():
    n = 0
    while True:
        for n in range(n, n + 100): pass
        sleep(0)

with listen(lambda request: parts()) as server:
    print(server.port)
    run(compute())
";
    let mut server = Server::start_file("computes", "py", source, &[]);
    let mut client = server.ask("/soon");
    server.terminate();
    let mut rest = String::new();
    client.read_to_string(&mut rest).expect("the rest of the response");
    assert_eq!(rest, "4\r\ndone\r\n0\r\n\r\n");
    assert_eq!(server.running.wait(), Some(143));
}

#[test]
fn there_is_a_time_for_it() {
    let mut server = Server::start("time", SERVER, &["--drain-timeout=200ms"]);
    let _client = server.ask("/never");
    server.terminate();
    assert_eq!(server.running.wait(), Some(143));
}

#[test]
fn the_second_signal_ends_it_at_once() {
    let mut server = Server::start("second", SERVER, &["--drain-timeout=1h"]);
    let _client = server.ask("/never");
    server.terminate();
    server.wait_until_it_stops_listening();
    server.terminate();
    assert_eq!(server.running.wait(), Some(143));
}

#[test]
fn a_script_that_listens_for_it_decides() {
    let source = format!(
        "{SERVER}
        let count = 0;
        process.on('SIGTERM', (name, number) => {{
          console.log(name, number);
          if (++count === 2) process.exit(7);
        }});
        process.once('SIGINT', () => {{}});"
    );
    let mut server = Server::start("decides", &source, &[]);
    for _ in 0..2 {
        server.terminate();
        assert_eq!(server.running.line(), "SIGTERM 15");
    }
    assert_eq!(server.running.wait(), Some(7));
}

#[test]
fn a_listener_that_is_gone_no_longer_decides() {
    let source = format!("{SERVER} process.once('SIGTERM', () => console.log('once'));");
    let mut server = Server::start("once", &source, &[]);
    server.terminate();
    assert_eq!(server.running.line(), "once");
    // The script has had its turn when it answers.
    drop(server.ask("/soon"));
    server.terminate();
    assert_eq!(server.running.wait(), Some(143));
}
