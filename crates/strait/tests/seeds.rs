//! The samples of the document that scripts for this runtime were first written against, unmodified.
//!
//! The document lies beside the project, not in it. Where it is absent these tests say so and check nothing; cases of our own
//! that cover the same ground are in `tests/scripts`.

mod support;

use std::{fs, path::PathBuf, process::Command, sync::Mutex};

use strait_testkit::HttpServer;
use support::{Running, finish, project, strait};

/// The samples name fixed ports, so those that listen run one at a time.
static PORTS: Mutex<()> = Mutex::new(());

/// The samples in order: the text of each `javascript` block.
fn samples() -> Option<Vec<String>> {
    let path = project().join("../shared/seeds/javascript-networking.md");
    let Ok(document) = fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let mut samples = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        if line == "```javascript" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            samples.push(block.join("\n"));
        }
    }
    Some(samples)
}

/// The sample that contains `text`.
#[track_caller]
fn sample<'a>(samples: &'a [String], text: &str) -> &'a str {
    samples.iter().find(|sample| sample.contains(text)).unwrap_or_else(|| panic!("no sample contains `{text}`"))
}

/// A script file in a folder of its own, removed when dropped.
struct Script(PathBuf);

impl Script {
    fn new(name: &str, source: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("strait-seeds-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        fs::write(folder.join("sample.js"), source).expect("a temporary file");
        Self(folder)
    }

    fn run(&self, flags: &[&str]) -> Command {
        let mut command = strait();
        command.arg("run").args(flags).arg(self.0.join("sample.js"));
        command
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
fn check_fetch(function: &str, expected: &[&str]) {
    let Some(samples) = samples() else { return };
    let server = HttpServer::start();
    let script = Script::new(function, sample(&samples, &format!("function {function}(")));
    let resolve = format!("httpbin.org:80:{}", server.address());
    let finished = finish(&mut script.run(&["--allow-net=httpbin.org", "--resolve", &resolve])).expect_code(0);
    assert!(finished.stdout.starts_with(&format!("{function}\n")), "{}", finished.stdout);
    for text in expected {
        let plain: String = finished.stdout.split_whitespace().collect();
        assert!(plain.contains(text), "`{text}` in:\n{}", finished.stdout);
    }
}

#[test]
fn fetch_get() {
    check_fetch("test_fetch", &[r#""args":{"id":"1"}"#, r#""url":"http://httpbin.org/get?id=1""#]);
}

#[test]
fn fetch_post() {
    check_fetch("test_fetch_post", &[r#""data":"post_body""#]);
}

#[test]
fn fetch_put() {
    check_fetch("test_fetch_put", &[r#""json":{"a":1}"#, r#""application/json""#]);
}

#[test]
fn http_server() {
    let Some(samples) = samples() else { return };
    let _ports = PORTS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let script = Script::new("http-server", sample(&samples, "createServer("));
    let mut server = Running::start(&mut script.run(&["--allow-listen=8001"]));
    assert_eq!(server.line(), "listen 8001 ...");
    // The command is the document's own.
    let mut curl = Command::new("curl");
    curl.args(["-s", "-d", "WasmEdge", "-X", "POST", "http://localhost:8001/"]);
    assert_eq!(finish(&mut curl).expect_code(0).stdout, "echo:WasmEdge");
    let mut keep_alive = Command::new("curl");
    keep_alive.args(["-s", "-d", "a", "http://127.0.0.1:8001/", "--next", "-s", "-d", "b", "http://127.0.0.1:8001/"]);
    assert_eq!(finish(&mut keep_alive).expect_code(0).stdout, "echo:aecho:b");
}

/// The document shows one script in three parts.
fn tcp_echo(samples: &[String]) -> String {
    ["import * as net from 'wasi_net'", "function handle_client(", "function connect_test("]
        .map(|text| sample(samples, text))
        .join("\n")
}

#[track_caller]
fn check_tcp_echo(script: &Script) {
    let finished = finish(&mut script.run(&["--allow-listen=8000", "--allow-net=loopback"])).expect_code(0);
    let lines: Vec<&str> = finished.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{}", finished.stdout);
    assert_eq!(lines[0], "listen 8000 ...");
    assert!(lines[1].starts_with("server accept: 127.0.0.1:"), "{}", lines[1]);
    assert_eq!(lines[2..], ["server recv: hello", "client recv: echo:hello"]);
}

#[test]
fn tcp_server_and_client() {
    let Some(samples) = samples() else { return };
    let _ports = PORTS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    check_tcp_echo(&Script::new("tcp-one-argument", &tcp_echo(&samples)));
}

/// Later versions of the original runtime take host and port apart.
#[test]
fn tcp_client_with_host_and_port() {
    let Some(samples) = samples() else { return };
    let _ports = PORTS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let script = tcp_echo(&samples).replace("connect('127.0.0.1:8000')", "connect('127.0.0.1', 8000)");
    check_tcp_echo(&Script::new("tcp-two-arguments", &script));
}

#[test]
fn every_sample_is_covered() {
    let Some(samples) = samples() else { return };
    assert_eq!(samples.len(), 7, "the document has samples that no test here runs");
}
