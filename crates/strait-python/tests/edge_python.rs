//! Runs the cases that Edge Python's own project tests its language with. They lie beside a checkout of the project; where
//! they are absent the test says so and passes. `edge_python.txt` lists the cases that do not pass, each with its reason.

mod support;

use std::{collections::BTreeMap, fs, panic, path::Path, thread};

use serde::Deserialize;
use strait_python::{Ended, HostError};

const CASES: &str = "../../../shared/corpora/edge-python/vm.json";
/// A case that does more is one that is meant to be stopped.
const FUEL: i64 = 8_000_000;
const MEMORY: usize = 64 << 20;
const STACK: usize = 64 << 20;

#[derive(Deserialize)]
struct Case {
    case: u32,
    src: String,
    output: Vec<String>,
    error: Option<String>,
    #[serde(default)]
    input: Vec<String>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    interactive_events: Vec<String>,
}

/// Runs a case; why it does not do what is expected.
fn run(case: &Case) -> Result<(), String> {
    let (mut engine, clock) = support::engine();
    let read_line = engine.declare("_host", "read_line", "", strait_python::Answers::Later);
    engine.set_fuel(FUEL);
    engine.set_memory_limit(MEMORY);
    case.events.iter().for_each(|event| engine.push_event(event));
    let mut live = case.interactive_events.iter();
    let mut input = case.input.iter();
    let mut ended = engine.run("main.py", &case.src);
    loop {
        let calls = engine.take_calls();
        for call in &calls {
            let answer = match (call.function == read_line, input.next()) {
                (true, Some(line)) => Ok(strait_python::Data::Str(format!("{line}\n"))),
                (true, None) => Ok(strait_python::Data::None),
                _ => Err(HostError::new("RuntimeError", "unknown")),
            };
            engine.complete(call.id, answer);
        }
        let Ended::Waiting(waiting) = ended else { break };
        match (calls.is_empty(), waiting.until) {
            (false, _) => {}
            (true, Some(until)) => clock.set(until),
            (true, None) => match live.next() {
                Some(event) if waiting.events => engine.push_event(event),
                _ => break,
            },
        }
        ended = engine.resume();
    }
    let printed = String::from_utf8_lossy(&engine.take_output()).into_owned();
    let failure = match &ended {
        Ended::Failed(text) => text.trim_end().to_owned(),
        Ended::Finished | Ended::Exited(_) => String::new(),
        Ended::Paused => "budget exceeded".into(),
        Ended::Waiting(_) => "it waits for ever".into(),
    };
    match &case.error {
        Some(error) if !failure.contains(error) => {
            return Err(format!("expected the error {error:?}, got {:?}", failure.lines().last().unwrap_or_default()));
        }
        None if !failure.is_empty() => return Err(failure.lines().last().unwrap_or_default().to_owned()),
        _ => {}
    }
    let expected = case.output.join("\n");
    let printed = printed.strip_suffix('\n').unwrap_or(&printed);
    if printed != expected {
        let differs = printed.lines().zip(expected.lines()).find(|(printed, expected)| printed != expected);
        return Err(match differs {
            Some((printed, expected)) => format!("printed {printed:?}, expected {expected:?}"),
            None => format!("printed {printed:?}, expected {expected:?}"),
        });
    }
    Ok(())
}

#[test]
fn cases_of_edge_python_pass() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = fs::read_to_string(root.join(CASES)) else {
        println!("SKIPPED: the cases of Edge Python are not beside this checkout ({CASES})");
        return;
    };
    let cases: Vec<Case> = serde_json::from_str(&text).expect("the cases are JSON");
    let list = fs::read_to_string(root.join("tests/edge_python.txt")).expect("the list is there");
    let listed: BTreeMap<u32, &str> = list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| line.split_once(' '))
        .map(|(case, reason)| (case.parse().expect("a case's number"), reason))
        .collect();
    let only = std::env::var("CASE").ok().and_then(|case| case.parse::<u32>().ok());
    let work = move || {
        let results = cases.iter().filter(|case| only.is_none_or(|only| only == case.case)).map(|case| {
            let result = panic::catch_unwind(panic::AssertUnwindSafe(|| run(case)));
            (case.case, result.unwrap_or_else(|_| Err("it panics".into())))
        });
        results.collect::<Vec<_>>()
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread starts");
    let results = worker.join().expect("cases do not panic");
    let passed = results.iter().filter(|(_, result)| result.is_ok()).count();
    println!("{passed} of {} cases pass", results.len());
    let wrong: Vec<String> = results
        .iter()
        .filter_map(|(case, result)| match (result, listed.contains_key(case)) {
            (Err(reason), false) => Some(format!("{case}: {reason}")),
            (Ok(()), true) => Some(format!("{case} passes: take it off the list")),
            _ => None,
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
