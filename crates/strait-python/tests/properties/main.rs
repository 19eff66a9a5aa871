//! Expressions made of chance, answered by this engine and by the machine's `python3`: the answers must be the same, and so must
//! the type and the words of an exception. `CASES=100000` tries more of each kind, `SEED=7` others, and `PYTHON=path` asks
//! another Python; `SCRIPTS=folder` keeps what is run. Without a Python there is nothing to compare with: a test says so, and
//! passes.

mod chance;
mod float;
mod format;
mod int;
mod slices;
mod sorting;
mod text;

use std::{
    env, fs,
    io::{Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    thread,
};

use chance::Chance;
use strait_python::{Ended, Engine};

/// Expressions are compiled by recursion, in a debug build with large frames.
const STACK: usize = 64 << 20;
/// What the scripts may use, and how they answer: a line for each case, of ASCII only.
const BEGINNING: &str = include_str!("beginning.py");

fn setting(name: &str, default: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// A Python string literal.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for character in text.chars() {
        match character {
            '\'' | '\\' => out.extend(['\\', character]),
            ' '..='~' => out.push(character),
            _ if u32::from(character) < 0x100 => out.push_str(&format!("\\x{:02x}", u32::from(character))),
            _ if u32::from(character) < 0x1_0000 => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => out.push_str(&format!("\\U{:08x}", u32::from(character))),
        }
    }
    out.push('\'');
    out
}

/// A script that answers all cases.
fn script(cases: &[String]) -> String {
    let mut text = BEGINNING.to_owned();
    text.push_str("\nfor case in [\n");
    for case in cases {
        text.push_str(&quoted(case));
        text.push_str(",\n");
    }
    text.push_str("]:\n    print(answer(case))\n");
    text
}

fn engine_answers(script: String) -> Vec<String> {
    let work = move || {
        let mut engine = Engine::new();
        engine.set_memory_limit(1 << 30);
        let ended = engine.run("properties.py", &script);
        let printed = String::from_utf8(engine.take_output()).expect("text");
        (ended, printed)
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread starts");
    let (ended, printed) = worker.join().expect("the engine does not panic");
    let answers: Vec<_> = printed.lines().map(str::to_owned).collect();
    assert!(ended == Ended::Finished, "after {} answers: {ended:?}", answers.len());
    answers
}

/// What CPython answers; nothing where there is none.
fn python_answers(python: &str, script: &str) -> Option<Vec<String>> {
    let mut child = Command::new(python)
        .args(["-I", "-W", "ignore", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().expect("piped");
    let script = script.to_owned();
    let writer = thread::spawn(move || input.write_all(script.as_bytes()));
    let mut printed = String::new();
    child.stdout.take().expect("piped").read_to_string(&mut printed).expect("text");
    writer.join().expect("no panic").expect("it reads its script");
    assert!(child.wait().expect("it ends").success(), "{python} fails");
    Some(printed.lines().map(str::to_owned).collect())
}

/// Makes cases and compares the answers. The shortest of those that differ is shown.
fn compare(name: &str, share: u64, make: fn(&mut Chance) -> String) {
    let seed = setting("SEED", 1);
    let mut chance = Chance::new(seed, name);
    let cases: Vec<String> = (0..setting("CASES", 2500) * share).map(|_| make(&mut chance)).collect();
    let script = script(&cases);
    if let Some(folder) = env::var_os("SCRIPTS") {
        fs::write(Path::new(&folder).join(format!("{name}.py")), &script).expect("written");
    }
    let python = env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let Some(expected) = python_answers(&python, &script) else {
        eprintln!("SKIPPED: there is no `{python}` here to compare `{name}` with");
        return;
    };
    assert_eq!(expected.len(), cases.len(), "{python} gives an answer to each case");
    let answers = engine_answers(script);
    assert_eq!(answers.len(), cases.len(), "the engine gives an answer to each case");
    let differing: Vec<_> =
        cases.iter().zip(answers.iter().zip(&expected)).filter(|(_, (answer, expected))| answer != expected).collect();
    let shortest = differing.iter().min_by_key(|(case, _)| case.len());
    if let Some((case, (answer, expected))) = shortest {
        panic!(
            "{} of {} cases differ (SEED={seed}); the shortest:\n    {case}\n  {python}:\n    {expected}\n  the engine:\n    {answer}",
            differing.len(),
            cases.len(),
        );
    }
}

#[test]
fn integers() {
    compare("int", 2, int::case);
}

#[test]
fn floats() {
    compare("float", 2, float::case);
}

#[test]
fn texts() {
    compare("text", 3, text::case);
}

#[test]
fn formats() {
    compare("format", 2, format::case);
}

#[test]
fn slices_of_everything() {
    compare("slices", 1, slices::case);
}

#[test]
fn sorted_lists() {
    compare("sorting", 1, sorting::case);
}
