//! Runs the scripts under `tests/scripts` and compares what they print with what CPython printed. Those listed in
//! `failing.txt` do not pass yet; one that passes all the same must be taken off the list. `SCRIPT=part` runs a few.

mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use strait_python::{Collector, Ended};

/// Loops and calls a script may do; all of them end long before.
const FUEL: i64 = 30_000_000;
/// The same, when a script is paused again and again.
const SMALL_SLICE: i64 = 1;
/// Expressions are compiled by recursion, in a debug build with large frames.
const STACK: usize = 64 << 20;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts")
}

fn find(folder: &Path, scripts: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            find(&path, scripts);
        } else if path.extension().is_some_and(|extension| extension == "py") && path.with_extension("out").exists() {
            scripts.push(path);
        }
    }
}

/// How a script is run.
#[derive(Clone, Copy)]
struct Manner {
    collector: Collector,
    slice: i64,
}

/// As a host runs it.
const USUAL: Manner = Manner { collector: Collector::Automatic, slice: FUEL };

/// Runs one script; why it does not do what CPython did.
fn run(script: &Path, Manner { collector, slice }: Manner) -> Result<(), String> {
    let text = fs::read_to_string(script).expect("readable");
    let name = script.file_name().expect("a file").to_string_lossy().into_owned();
    let (mut engine, clock) = support::engine();
    engine.set_fuel(slice);
    engine.set_collector(collector);
    engine.set_memory_limit(1 << 30);
    engine.set_arguments(vec![name.clone()]);
    let mut ended = engine.run(&name, &text);
    let mut left = FUEL;
    loop {
        ended = support::finish(&mut engine, &clock, ended);
        left -= slice;
        if ended != Ended::Paused || left <= 0 {
            break;
        }
        engine.set_fuel(slice);
        ended = engine.resume();
    }
    let printed = String::from_utf8_lossy(&engine.take_output()).into_owned();
    let expected = fs::read_to_string(script.with_extension("out")).expect("readable");
    let mut error = String::from_utf8_lossy(&engine.take_errors()).into_owned();
    error += &match ended {
        Ended::Finished | Ended::Exited(_) => String::new(),
        Ended::Failed(text) => text,
        Ended::Paused => "it did not end\n".into(),
        Ended::Waiting(_) => "every task waits, and nothing can wake them\n".into(),
    };
    if printed != expected {
        let differs = printed.lines().zip(expected.lines()).find(|(printed, expected)| printed != expected);
        return Err(format!("{differs:?} {}", error.lines().last().unwrap_or_default()));
    }
    if let Ok(expected) = fs::read_to_string(script.with_extension("err"))
        && error.trim_end() != expected.trim_end()
    {
        return Err(format!("standard error:\n{error}"));
    }
    Ok(())
}

fn run_all(scripts: &[PathBuf], manner: Manner) -> Vec<(String, Result<(), String>)> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<_> = thread::scope(|scope| {
        let spawn = |_| {
            let work = || {
                let mut results = Vec::new();
                while let Some(script) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = script.strip_prefix(root()).unwrap_or(script).display().to_string();
                    results.push((name, run(script, manner)));
                }
                results
            };
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread starts")
        };
        let workers: Vec<_> = (0..workers).map(spawn).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a script does not panic")).collect()
    });
    results.sort();
    results
}

fn scripts() -> Vec<PathBuf> {
    let mut scripts = Vec::new();
    find(&root(), &mut scripts);
    if let Ok(part) = std::env::var("SCRIPT") {
        scripts.retain(|script| script.display().to_string().contains(&part));
    }
    assert!(!scripts.is_empty(), "there are scripts");
    scripts.sort();
    scripts
}

fn failing() -> BTreeSet<String> {
    let list = fs::read_to_string(root().join("failing.txt")).unwrap_or_default();
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn scripts_print_what_cpython_prints() {
    let failing = failing();
    let results = run_all(&scripts(), USUAL);
    let passed = results.iter().filter(|(_, result)| result.is_ok()).count();
    println!("{passed} of {} scripts print what CPython prints", results.len());
    let wrong: Vec<String> = results
        .iter()
        .filter_map(|(name, result)| match (result, failing.contains(name)) {
            (Err(reason), false) => Some(format!("{name}: {reason}")),
            (Ok(()), true) => Some(format!("{name} passes: take it off failing.txt")),
            _ => None,
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The collector runs at every point where it may: a value that no root leads to would be gone.
#[test]
fn scripts_print_the_same_while_everything_is_collected() {
    let failing = failing();
    let mut scripts = scripts();
    // Each allocation collects, so a few scripts that import nothing stand for the rest.
    scripts.retain(|script| {
        let text = fs::read_to_string(script).expect("readable");
        script.display().to_string().contains("language") && !text.contains("import ")
    });
    let results = run_all(&scripts, Manner { collector: Collector::Always, ..USUAL });
    let wrong: Vec<String> = results
        .into_iter()
        .filter(|(name, _)| !failing.contains(name))
        .filter_map(|(name, result)| result.err().map(|reason| format!("{name}: {reason}")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The host takes over at every point where it may, and comes back: nothing is lost by it, and nobody else has a turn.
#[test]
fn scripts_print_the_same_while_they_are_preempted() {
    let failing = failing();
    let mut scripts = scripts();
    scripts.retain(|script| {
        let text = fs::read_to_string(script).expect("readable");
        ["async", "sleep(", "yield", "receive()", "gather("].iter().any(|word| text.contains(word))
    });
    let results = run_all(&scripts, Manner { slice: SMALL_SLICE, ..USUAL });
    let wrong: Vec<String> = results
        .into_iter()
        .filter(|(name, _)| !failing.contains(name))
        .filter_map(|(name, result)| result.err().map(|reason| format!("{name}: {reason}")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
