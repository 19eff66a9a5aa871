//! The samples of the document that scripts with the module `network` were first written against, unmodified, and the cases that
//! the project they were written for tests itself with.
//!
//! Both lie beside the project, not in it. Where they are absent these tests say so and check nothing; cases of our own that
//! cover the same ground are in `tests/scripts/python`.

mod support;

use std::fs;

use serde::Deserialize;
use strait_testkit::{Certificates, NetworkServer, RawServer};
use support::{Finished, Folder, finish, project, strait};

/// A file beside the project.
fn beside(path: &str) -> Option<String> {
    let path = project().join("../shared").join(path);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    text
}

/// A sample. The document has lost the indentation of its samples and the end of their last lines: how far each line is
/// indented, and what follows the last one.
struct Sample {
    begins: &'static str,
    indents: &'static str,
    followed_by: &'static str,
}

impl Sample {
    fn of(&self, document: &str) -> String {
        let begin = document.find(&format!("\n{}", self.begins)).expect("the document has the sample");
        let lines = document[begin + 1..].lines().zip(self.indents.bytes());
        let mut text = String::new();
        for (line, indent) in lines {
            text += &"    ".repeat(usize::from(indent - b'0'));
            text += line;
            text += "\n";
        }
        let end = text.rfind(self.followed_by).expect("the document goes on as it did");
        text.truncate(end);
        text
    }
}

/// The hosts that the samples name, each served here.
struct Hosts {
    server: NetworkServer,
    silent: RawServer,
    folder: Folder,
}

const NAMES: [&str; 3] = ["example.com", "api.example.com", "slow.example.com"];

impl Hosts {
    fn start(name: &str) -> Self {
        let certificates = Certificates::for_names(&NAMES, &["http/1.1"]);
        let folder = Folder::new(name);
        folder.write("authority.pem", certificates.authority_pem());
        Self { server: NetworkServer::start_tls(&certificates), silent: RawServer::silent(), folder }
    }

    /// Runs a sample, with lines before and after it.
    fn run(&self, before: &str, sample: &str, after: &str) -> Finished {
        let script = self.folder.write("sample.py", &format!("{before}{sample}\n{after}"));
        let mut command = strait();
        command.args(["run", "--allow-net=example.com,*.example.com,loopback", "--ca-cert"]);
        command.arg(self.folder.path("authority.pem"));
        for name in NAMES {
            let address = if name.starts_with("slow") { self.silent.address() } else { self.server.address() };
            command.arg("--resolve").arg(format!("{name}:443:{address}"));
        }
        finish(command.arg(script))
    }
}

/// Runs a sample of the document; what it prints.
#[track_caller]
fn check(name: &str, sample: &Sample, before: &str, after: &str, expected: &str) {
    let Some(document) = beside("seeds/python-network-module.md") else { return };
    let finished = Hosts::start(name).run(before, &sample.of(&document), after).expect_code(0);
    assert_eq!((finished.stdout.as_str(), finished.stderr.as_str()), (expected, ""));
}

const IMPORTS: &str = "from network import *\nfrom json import loads\n";

#[test]
fn streaming_beside_a_request() {
    let sample =
        Sample { begins: "from network import fetch_json, ws_open", indents: "0000001223", followed_by: "deno run" };
    // The sample never calls its coroutine, which never ends.
    let after = "try:\n    with_timeout(1.0, main())\nexcept TimeoutError:\n    print(data)";
    check("streaming", &sample, "", after, "hello\n{\"path\":\"/users\"}\n");
}

#[test]
fn requests() {
    let sample = Sample { begins: "# Full response object", indents: "000000010", followed_by: "gather() and" };
    let after = "print(resp['id'], resp['ok'], text, data)";
    check("requests", &sample, IMPORTS, after, "1 True hello from mock {'path': '/users'}\n");
}

#[test]
fn requests_among_the_arguments_of_gather_and_with_timeout() {
    let sample =
        Sample { begins: "results = gather( # three requests", indents: "01100101", followed_by: "An async def call" };
    let after = "print([loads(result)['body'] for result in results])";
    let expected = "too slow\n['{\"path\":\"/a\"}', '{\"path\":\"/b\"}']\n";
    check("gather", &sample, IMPORTS, after, expected);
}

#[test]
fn a_batch_of_a_thousand() {
    let sample = Sample { begins: "async def load(url):", indents: "0121200", followed_by: "This is concurrency" };
    let after =
        "print(len(bodies), bodies[:3], [i for i in range(1000) if bodies[i] is None] == [*range(7, 1000, 10)])";
    check("batch", &sample, IMPORTS, after, "1000 ['item 0', 'item 1', 'item 2'] True\n");
}

#[test]
fn a_web_socket() {
    let sample = Sample {
        begins: "sock = ws_open(\"wss://example.com/socket\", \"ws\")",
        indents: "00122323230",
        followed_by: "Payload type",
    };
    check("websocket", &sample, IMPORTS, "", "hello\n");
}

/// Here is no page that `/events` could be a part of, so the stream fails, which the sample is prepared for.
#[test]
fn an_event_source() {
    let sample = Sample {
        begins: "stream = sse_open(\"/events\", \"sse\")",
        indents: "0012232330",
        followed_by: "src/index.js",
    };
    check("events", &sample, IMPORTS, "", "");
}

#[test]
fn an_event_source_that_is_there() {
    let Some(document) = beside("seeds/python-network-module.md") else { return };
    let sample = Sample {
        begins: "stream = sse_open(\"/events\", \"sse\")",
        indents: "0012232330",
        followed_by: "src/index.js",
    };
    let text = sample.of(&document).replace("\"/events\"", "\"https://example.com/finite\"");
    let finished = Hosts::start("finite").run(IMPORTS, &text, "").expect_code(0);
    assert_eq!(finished.stdout, "event 1\nevent 2\n");
}

/// A case of the corpora: a script, what it prints, and what its error says.
#[derive(Deserialize)]
struct Case {
    case: Option<u32>,
    src: String,
    output: Vec<String>,
    error: Option<String>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    interactive_events: Vec<String>,
}

fn cases(path: &str) -> Option<Vec<Case>> {
    Some(serde_json::from_str(&beside(path)?).expect("the cases are JSON"))
}

/// Runs cases; those that fail, with what they did.
fn check_cases(name: &str, cases: impl Iterator<Item = (String, Case)>, flags: &[&str]) {
    let folder = Folder::new(name);
    let (mut count, mut wrong) = (0, Vec::new());
    for (source, case) in cases {
        let script = folder.write("case.py", &source);
        let finished = finish(strait().arg("run").args(flags).arg(script));
        let mut expected = case.output.join("\n");
        expected.push_str(if case.output.is_empty() { "" } else { "\n" });
        let fails_as_it_must = match &case.error {
            Some(error) => finished.code == Some(1) && finished.stderr.contains(error),
            None => finished.code == Some(0) && finished.stderr.is_empty(),
        };
        if finished.stdout != expected || !fails_as_it_must {
            wrong.push(format!("{:?}\n{source}\n{finished:?}", case.case));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(count > 0, "there are cases");
}

#[test]
fn cases_of_the_module_pass() {
    let (Some(network), Some(sockets)) =
        (cases("corpora/edge-python/network.json"), cases("corpora/edge-python/js-builtins-network.json"))
    else {
        return;
    };
    let server = NetworkServer::start();
    let address = server.address();
    let cases = network.into_iter().chain(sockets).map(|case| {
        let source = case.src.replace("{BASE}", &format!("http://{address}"));
        let source = source.replace("{WS_BASE}", &format!("ws://{address}"));
        (format!("from network import *\n{source}"), case)
    });
    check_cases("network-cases", cases, &["--allow-net=loopback"]);
}

/// The cases of the language that wait. Timers are real ones here; events are there before the script begins.
#[test]
fn cases_of_coroutines_pass() {
    const WAITS: [&str; 8] = ["await ", "async ", "gather(", "with_timeout(", "run(", "cancel(", "sleep(", "receive("];
    let Some(cases) = cases("corpora/edge-python/vm.json") else { return };
    let failing = fs::read_to_string(project().join("crates/strait-python/tests/edge_python.txt")).expect("the list");
    let is_listed = |case: u32| failing.lines().any(|line| line.split(' ').next() == Some(&case.to_string()));
    let cases = cases.into_iter().filter(|case| WAITS.iter().any(|word| case.src.contains(word)));
    let cases = cases.filter(|case| !case.case.is_some_and(is_listed)).map(|case| {
        let events: Vec<String> =
            case.events.iter().chain(&case.interactive_events).map(|event| format!("{event:?}")).collect();
        let first = match events.is_empty() {
            true => String::new(),
            false => format!("import _task; [_task.push_event(event) for event in [{}]]\n", events.join(", ")),
        };
        (format!("{first}{}", case.src), case)
    });
    check_cases("coroutine-cases", cases, &["--memory=64M", "--timeout=30s"]);
}
