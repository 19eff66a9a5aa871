//! The corpora under `tests/scripts/js` and `tests/scripts/python`: one script a case, with what it must print.
//!
//! A case is a file `TOPIC/NAME.js` (or `.mjs`, `.cjs`, `.py`) and `NAME.out`, its standard output. Comments at the script's top
//! say more:
//!
//! - `// flags: FLAGS` are given to `strait run`; `// args: ARGS` to the script;
//! - `// exit: CODE` is the exit code it must end with (0);
//! - `// stderr: TEXT` must occur in its standard error, one such line each; without any, standard error must be empty;
//! - `// server: http` starts a test server, `// server: network` the one for the Python module `network`; its address is in
//!   the environment variable `SERVER`, as `127.0.0.1:PORT`.
//!
//! In Python they begin with `#`.

mod support;

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use strait_testkit::{HttpServer, NetworkServer};
use support::{finish_within, project, strait};

/// A case that has not ended by then hangs.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn every_script_prints_what_it_must() {
    check_corpus("js");
}

#[test]
fn every_python_script_prints_what_it_must() {
    check_corpus("python");
}

fn check_corpus(language: &str) {
    let root = project().join("tests/scripts").join(language);
    let only = std::env::var("SCRIPT").ok();
    let mut cases = Vec::new();
    for topic in fs::read_dir(&root).expect("the corpus is there") {
        let topic = topic.expect("readable").path();
        if topic.is_dir() {
            let files = fs::read_dir(&topic).expect("readable").map(|file| file.expect("readable").path());
            cases.extend(files.filter(|file| file.with_extension("out").is_file() && !file.ends_with(".out")));
        }
    }
    // A certificate beside a script may have its name.
    cases.retain(|case| {
        case.extension().is_some_and(|extension| ["js", "mjs", "cjs", "py"].iter().any(|known| extension == *known))
    });
    cases.retain(|case| only.as_ref().is_none_or(|only| case.display().to_string().contains(only.as_str())));
    cases.sort();
    assert!(!cases.is_empty() || only.is_some(), "there are cases");
    let failures = check_all(&root, &cases);
    assert!(failures.is_empty(), "{} of {} cases fail:\n{}", failures.len(), cases.len(), failures.join("\n"));
    println!("{} cases", cases.len());
}

/// Checks the cases on every core; what fails, in order.
fn check_all(root: &Path, cases: &[PathBuf]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut failures = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            failures.extend(check(root, case).err());
        }
        failures
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut failures: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a case does not panic")).collect()
    });
    failures.sort();
    failures
}

/// What the comments at the top of a script ask for.
#[derive(Default)]
struct Header {
    flags: Vec<String>,
    arguments: Vec<String>,
    exit: i32,
    stderr: Vec<String>,
    server: Option<Server>,
}

/// A server that a case needs.
enum Server {
    Http(HttpServer),
    Network(NetworkServer),
}

impl Server {
    fn start(name: &str) -> Self {
        match name {
            "http" => Self::Http(HttpServer::start()),
            "network" => Self::Network(NetworkServer::start()),
            other => panic!("there is no server `{other}`"),
        }
    }

    fn address(&self) -> SocketAddr {
        match self {
            Self::Http(server) => server.address(),
            Self::Network(server) => server.address(),
        }
    }
}

impl Header {
    fn parse(source: &str) -> Self {
        let mut header = Self::default();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let comment = |line: &'_ str| line.strip_prefix("// ").or(line.strip_prefix("# ")).map(str::to_owned);
        for line in source.lines().map_while(comment) {
            match line.split_once(": ") {
                Some(("flags", flags)) => header.flags = words(flags),
                Some(("args", arguments)) => header.arguments = words(arguments),
                Some(("exit", code)) => header.exit = code.trim().parse().expect("an exit code is a number"),
                Some(("stderr", text)) => header.stderr.push(text.trim().to_owned()),
                Some(("server", name)) => header.server = Some(Server::start(name.trim())),
                _ => {}
            }
        }
        header
    }
}

fn check(root: &Path, case: &Path) -> Result<(), String> {
    let name = case.strip_prefix(root).unwrap_or(case).display().to_string();
    let source = fs::read_to_string(case).expect("readable");
    let header = Header::parse(&source);
    let mut command = strait();
    command.arg("run").args(&header.flags).current_dir(case.parent().expect("a case lies in a folder"));
    if let Some(server) = &header.server {
        command.arg("--env").arg(format!("SERVER={}", server.address()));
    }
    command.arg(case.file_name().expect("a case is a file")).args(&header.arguments);
    let finished = finish_within(&mut command, "", PATIENCE);
    let expected = fs::read_to_string(case.with_extension("out")).expect("readable");
    let mut problems = Vec::new();
    if finished.was_stopped {
        problems.push(format!("it did not end within {PATIENCE:?}"));
    } else if finished.code != Some(header.exit) {
        problems.push(format!("exit code {:?}, expected {}", finished.code, header.exit));
    }
    if finished.stdout != expected {
        problems.push(format!("printed:\n{}expected:\n{expected}", finished.stdout));
    }
    let missing = header.stderr.iter().find(|text| !finished.stderr.contains(text.as_str()));
    if missing.is_some() || (header.stderr.is_empty() && !finished.stderr.is_empty()) {
        problems.push(format!("standard error, expected {:?}:\n{}", header.stderr, finished.stderr));
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!("--- {name}: {}", problems.join("\n"))),
    }
}
